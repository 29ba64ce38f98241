package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// TestMain lets the test binary act as the command, if a test or the command itself starts it.
func TestMain(m *testing.M) {
	if os.Getenv("OODKIT_AS_KIT") != "" || len(os.Args) > 1 && (os.Args[1] == grade.OneCommandName || os.Args[1] == sandbox.CommandName) {
		main()
	}
	testscript.Main(m, map[string]func(){"kit": main})
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
