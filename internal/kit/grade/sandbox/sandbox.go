// Package sandbox keeps the code of a submission from the rest of the machine.
//
// On Linux a box is made of namespaces: an empty, read-only root with the program in it, one directory to
// write to, and no network. It has no /proc, through which a process could write to its own code. For the
// same reason a filter of system calls, in filter_linux.go, refuses those that make memory executable, or
// make namespaces. Go's runtime makes none of these calls. bubblewrap, where it makes the box, gets the same
// filter.
//
// Elsewhere there is no box, and a [Sandbox] only limits what the program uses, as far as the system can.
package sandbox

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// A Sandbox is what keeps the code of a submission from the rest of the machine.
type Sandbox struct {
	Kind       string
	Why        string // why there is none
	Unfiltered string // why system calls are not filtered in it, "" if they are
}

// The kinds of boxes.
const (
	None          = "none"       // no box
	boxNamespaces = "namespaces" // of Linux, entered by this command itself
	BoxBubblewrap = "bubblewrap" // the program bwrap
)

// Inside of a box the steps are the only program, and there is one directory to write to.
const (
	boxedBinary = "/steps"
	BoxedDir    = "/tmp" // the directory to write to
)

// CommandName is the command that enters the namespaces. It is not for users.
const CommandName = "enter-box"

// FilteredCalls is its argument for a box that filters system calls.
const FilteredCalls = "filtered"

// Find returns the box that grade is to use: "" for the best one that this machine has.
func Find(ctx context.Context, wanted, dir string) (Sandbox, error) {
	switch strings.ToLower(wanted) {
	case "":
	case None:
		return Sandbox{Kind: None, Why: "BOX=none was given"}, nil
	default:
		return Sandbox{}, question.ArgumentError{Text: fmt.Sprintf("There is no box %q: leave BOX out for the best that there is, or say BOX=none to run the code with your rights", wanted)}
	}
	var why []string
	for _, kind := range boxKinds() {
		b := Sandbox{Kind: kind}
		if !hasFilter {
			b.Unfiltered = "there is no filter for " + runtime.GOARCH
		}
		err := b.Try(ctx, dir)
		if err != nil && hasFilter { // a box without a filter is better than none
			bare := Sandbox{Kind: kind, Unfiltered: err.Error()}
			if bare.Try(ctx, dir) == nil {
				return bare, nil
			}
		}
		if err != nil {
			why = append(why, err.Error())
			continue
		}
		return b, nil
	}
	return Sandbox{Kind: None, Why: strings.Join(append(why, boxAdvice), "; ")}, ctx.Err()
}

// Explain returns what a report says about the box.
func (b Sandbox) Explain() string {
	if b.Kind == None {
		return "ran unboxed: " + b.Why
	}
	text := "ran in a box: " + b.Kind
	if b.Unfiltered != "" {
		text += ", which does not filter system calls: " + b.Unfiltered
	}
	return text
}

// unboxed returns the command that runs a program with limits only.
func unboxed(ctx context.Context, path string) *exec.Cmd {
	return limit(exec.CommandContext(ctx, path), stepLimits)
}
