package grade

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestParsePoints(t *testing.T) {
	for list, want := range map[string][]int{"": {10, 10, 10}, "5": {5, 5, 5}, "1, 2,0": {1, 2, 0}} {
		if got, err := parsePoints(list, 3); !slices.Equal(got, want) || err != nil {
			t.Errorf("parsePoints(%q, 3) = %v, %v, want %v", list, got, err, want)
		}
	}
	for list, want := range map[string]string{
		"1,2": "are for 2 steps, but there are 3", "1,2,": `"" is not a whole number`, "-1": `"-1" is not a whole number`,
		"9999999999": "not a whole number from 0 to 1000000",
	} {
		if got, err := parsePoints(list, 3); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("parsePoints(%q, 3) = %v, %v, want an error with %q", list, got, err, want)
		}
	}
}

func TestWarnUnboxed(t *testing.T) {
	none := sandbox.Sandbox{Kind: sandbox.None, Why: "no namespaces"}
	for _, test := range []struct {
		box    sandbox.Sandbox
		wanted string
		warns  bool
	}{{none, "", true}, {none, "none", false}, {sandbox.Sandbox{Kind: sandbox.BoxBubblewrap}, "", false}} {
		var out strings.Builder
		warnUnboxed(&out, test.box, test.wanted)
		if got := strings.Contains(out.String(), "will run with your rights (no namespaces)"); got != test.warns {
			t.Errorf("warnUnboxed(%v, %q) printed %q", test.box, test.wanted, out.String())
		}
	}
}

func TestParseLimit(t *testing.T) {
	for text, want := range map[string]time.Duration{"": time.Minute, "30s": 30 * time.Second} {
		if got, err := parseLimit(text); got != want || err != nil {
			t.Errorf("parseLimit(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"30", "0s", "-1s", "1ns", "soon"} {
		if got, err := parseLimit(text); !kittest.IsUsageError(err) {
			t.Errorf("parseLimit(%q) = %v, %v, want an ArgumentError", text, got, err)
		}
	}
}
