package cmd

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestParseMinutes(t *testing.T) {
	for text, want := range map[string]time.Duration{"": 0, "1": time.Minute, "45": 45 * time.Minute, "600": 10 * time.Hour} {
		if got, err := parseMinutes(text); got != want || err != nil {
			t.Errorf("parseMinutes(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"0", "-5", "601", "1h", "45 ", "999999999999999999", "99999999999999999999"} {
		if got, err := parseMinutes(text); !kittest.IsUsageError(err) {
			t.Errorf("parseMinutes(%q) = %v, %v, want an ArgumentError", text, got, err)
		}
	}
}
