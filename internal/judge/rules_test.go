package judge

import (
	"path/filepath"
	"testing"
)

func TestRulesOf(t *testing.T) {
	q := toyQuestion(t)
	const tests = "package toy_test\n\nvar rows = []string{\"Double of a number is twice as much, even of a negative one\", `got %d, want twice the number`}\n"
	writeFile(t, filepath.Join(q.Dir(), "rows_test.go"), tests)
	writeFile(t, filepath.Join(q.Dir(), "mine_test.go"), "//go:build stub\n\npackage toy_test\n\nvar s = \"a rule of mine\"\n")
	rules, err := LoadRules(q)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, want string
		rules      []string
	}{
		{"a whole rule", "Double of a number is twice as much, even of a negative one", []string{"Double of a number is twice as much"}},
		{"with the number of its step", "Double of a number is twice as much, even of a negative one", []string{"Double of a number is twice as much, even of a negative one (step 1)"}},
		{"the second of two", "Double of a number is twice as much, even of a negative one", []string{"got 2, want", "Double of a number"}},
		{"a part of a message", "", []string{"twice as much, even"}},
		{"a message with a verb", "", []string{"want twice the number", "got %d, want twice"}},
		{"the learner's text", "", []string{"a rule of mine"}},
		{"one word", "", []string{"Double"}},
	} {
		if got := rules.Of(Candidate{Rules: test.rules}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
