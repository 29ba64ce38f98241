package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/interview"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const resetHelp = `Reset saves your code and brings the original stub back.

The save is a folder below .oodkit, which reset names. It holds stub.go and your other Go files: those
with the build line //go:build stub, and those that git does not know. Reset then removes these other files.
"restore" brings a save back.`

const restoreHelp = `Restore brings back the code that "reset" saved: the newest save, or the one that you name.

What is in the question's folder now is saved first.`

func resetCommand() *cobra.Command {
	return questionCommand("reset <question>", "save your code and bring the original stub back", resetHelp,
		func(ctx context.Context, w io.Writer, q question.Question, _ string) error {
			defer tellOfInterview(w, q)
			return workspace.Reset(ctx, w, q)
		})
}

func restoreCommand() *cobra.Command {
	return questionCommand("restore <question> [save]", "bring saved code back, the newest unless you name another", restoreHelp,
		func(ctx context.Context, w io.Writer, q question.Question, name string) error {
			defer tellOfInterview(w, q)
			return workspace.Restore(ctx, w, q, name)
		})
}

// tellOfInterview says that an interview is open, if one is: its code was replaced.
func tellOfInterview(w io.Writer, q question.Question) {
	if h, err := interview.NewHistory(q); err == nil && h.Open { // an error is told by interview itself
		fmt.Fprintf(w, "An interview of %[1]s is open, and goes on with the code that is there now. To end it and get your former code back: make interview Q=%[1]s END=1\n", q.Name)
	}
}
