package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// TestMain makes the test binary the command itself when a test starts it, or when the command
// starts itself.
func TestMain(m *testing.M) {
	if os.Getenv("OODKIT_AS_KIT") != "" || len(os.Args) > 1 && (os.Args[1] == grade.OneCommandName || os.Args[1] == sandbox.CommandName) {
		main()
	}
	os.Exit(m.Run())
}

func TestRun(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"steps_test.go": kittest.StackSteps})
	t.Chdir(q.Dir())
	for _, test := range []struct {
		args   string
		status int
		want   string
	}{
		{"", exitOK, "stack  □□□  0/3"},
		{"help", exitOK, "judge your code"},
		{"steps stack", exitOK, "  1  Push\n  2  Len\n 10  Ten\n"},
		{"tri stack", exitUsage, `There is no command "tri". Did you mean try?`},
		{"try", exitUsage, "Which question?"},
		{"try stick", exitUsage, "Did you mean stack?"},
		{"try stack 3", exitUsage, `There is no step "3"`},
		{"try stack 1 2", exitUsage, "too many arguments: 2"},
		{"__complete try st", exitOK, "stack\n"},
		{"try stack --al", exitUsage, "unknown flag: --al"},
		{"hint stick", exitUsage, "Did you mean stack?"},
		{"reset stick", exitUsage, "Did you mean stack?"},
		{"restore stack", exitUsage, "There is no save of stack"},
		{"bench stick", exitUsage, "Did you mean stack?"},
	} {
		var b strings.Builder
		err := run(t.Context(), strings.Fields(test.args), &b)
		status := exitStatus(err, &b)
		if status != test.status || !strings.Contains(b.String(), test.want) {
			t.Errorf("kit %s: got status %d and\n%s\nwant %d and %q", test.args, status, b.String(), test.status, test.want)
		}
	}
}

func TestExitStatus(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
		text string
	}{
		{nil, exitOK, ""},
		{report.ErrFailed, exitFailed, ""},
		{gotest.BuildError{Lines: []string{"a", "b"}}, exitFailed, "a\nb\n"},
		{errors.New("no go"), exitFailed, "no go\n"},
		{question.ArgumentError{Text: "which?\n"}, exitUsage, "which?\n"},
		{fmt.Errorf("wrapped: %w", context.Canceled), exitInterrupted, "interrupted\n"},
	} {
		var b strings.Builder
		if got := exitStatus(test.err, &b); got != test.want || b.String() != test.text {
			t.Errorf("exitStatus(%v) = %d and %q, want %d and %q", test.err, got, b.String(), test.want, test.text)
		}
	}
}
