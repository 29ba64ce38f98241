package attest

import (
	"slices"
	"strings"
	"testing"
)

func TestSignAndVerify(t *testing.T) {
	key, want := []byte("a key"), Report{Test: "TestStep1_X", Passed: []string{"TestStep1_X/a_row", "TestStep1_X"}}
	text := Sign(key, want)
	got, err := Verify(key, text)
	if err != nil || got.Test != want.Test || !slices.Equal(got.Passed, want.Passed) {
		t.Errorf("Verify(Sign(%+v)) = %+v, %v", want, got, err)
	}
	other := Sign([]byte("another"), want)
	report, signature, _ := strings.Cut(other, ".")
	_, right, _ := strings.Cut(text, ".")
	for _, forged := range []string{other, "", ".", report, report + ".", "no." + signature, Sign(nil, want), "x" + text} {
		if r, err := Verify(key, forged); err == nil {
			t.Errorf("Verify(%q) = %+v, want an error", forged, r)
		}
	}
	more, _, _ := strings.Cut(Sign(key, Report{Test: want.Test, Passed: append(want.Passed, "TestStep1_X/another")}), ".")
	if r, err := Verify(key, more+"."+right); err == nil {
		t.Errorf("Verify of a report with another's signature = %+v, want an error", r)
	}
}

func TestGetenv(t *testing.T) {
	t.Setenv("OODKIT_LIMIT", "1s")
	if got := Getenv("OODKIT_LIMIT"); got != "1s" {
		t.Errorf("without a grader the setting is %q, want 1s", got)
	}
	env = map[string]string{"OODKIT_LIMIT": "5s"}
	defer func() { env = nil }()
	if got := Getenv("OODKIT_LIMIT") + Getenv("OODKIT_ALL"); got != "5s" {
		t.Errorf("the settings of a grader are %q, want 5s and none", got)
	}
}
