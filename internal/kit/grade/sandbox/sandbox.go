// Package sandbox isolates the code of a submission from the rest of the machine.
//
// On Linux a box is made of namespaces. It has an empty, read-only root with the program in it, one directory to
// write to, and no network. It has no /proc, through which a process could write to its own code. For the
// same reason a filter of system calls, in filter_linux.go, refuses calls that make memory executable or
// make namespaces. Go's runtime makes none of these calls. If bubblewrap makes the box, it gets the same
// filter.
//
// On other systems there is no box. There a [Sandbox] only limits the resources of the program, as far as the system
// can.
package sandbox

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// A Sandbox isolates the code of a submission from the rest of the machine.
type Sandbox struct {
	Kind       string
	Why        string // why there is no box, and how to get one
	Unfiltered string // why system calls are not filtered in the box, or ""
}

// The kinds of boxes.
const (
	None          = "none"       // no box
	boxNamespaces = "namespaces" // Linux namespaces, which this command enters itself
	BoxBubblewrap = "bubblewrap" // the program bwrap
)

// Inside a box the steps are the only program, and there is one directory to write to.
const (
	boxedBinary = "/steps"
	BoxedDir    = "/tmp" // the directory to write to
)

// CommandName is the command that enters the namespaces. It is not for users.
const CommandName = "enter-box"

// FilteredCalls is the argument of that command for a box that filters system calls.
const FilteredCalls = "filtered"

// Find returns the box for grade. If wanted is "", that is the best box that this machine has.
func Find(ctx context.Context, wanted, dir string) (Sandbox, error) {
	switch strings.ToLower(wanted) {
	case "":
	case None:
		return Sandbox{Kind: None, Why: "BOX=none was given"}, nil
	default:
		return Sandbox{}, question.ArgumentError{Text: fmt.Sprintf("There is no box %q. Leave BOX out for the best box of this system, or use BOX=none to run the code with your rights", wanted)}
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
	return Sandbox{Kind: None, Why: strings.Join(why, "; ") + boxAdvice}, ctx.Err()
}

// Explain describes the box for a report.
func (b Sandbox) Explain() string {
	if b.Kind == None {
		return "ran unboxed, with your rights: " + b.Why
	}
	text := "ran in a box: " + b.Kind
	if b.Unfiltered != "" {
		text += ", which does not filter system calls: " + b.Unfiltered
	}
	return text
}

// unboxed returns the command that runs a program with limits but without a box.
func unboxed(ctx context.Context, path string) *exec.Cmd {
	return limit(exec.CommandContext(ctx, path), stepLimits)
}
