package cmd

import (
	"io"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestGradeUsage(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"../empty/.DS_Store": "", "steps_test.go": kittest.StackSteps})
	t.Chdir(q.Root)
	for args, want := range map[string]string{
		"":                          "Which solution?",
		"stack":                     "Which solution?",
		"stack a b":                 "too many arguments: b",
		"stick .":                   "Did you mean stack?",
		"stack nowhere":             "There is nothing to grade at",
		"stack . --format=html":     `There is no format "html". The formats are: classroom50, csv, gradescope, json, junit, text`,
		"stack . --points=1,2":      "are for 2 steps, but there are 3",
		"stack . --limit=soon":      `The limit "soon"`,
		"stack empty --format=text": "There is no submission in",
	} {
		command := gradeCommand()
		command.SilenceErrors, command.SilenceUsage = true, true
		command.SetOut(io.Discard)
		command.SetArgs(strings.Fields(args))
		if err := command.ExecuteContext(t.Context()); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("grade %s: got %v, want an ArgumentError with %q", args, err, want)
		}
	}
}
