package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
)

// A box is what keeps the code of a submission from the rest of the machine.
type box struct {
	Kind       string
	Why        string // why there is none
	Unfiltered string // why system calls are not filtered in it, "" if they are
}

// The kinds of boxes.
const (
	boxNone       = "none"
	boxNamespaces = "namespaces" // of Linux, entered by this command itself
	boxBubblewrap = "bubblewrap" // the program bwrap
)

// Inside of a box the steps are the only program, and there is one directory to write to.
const (
	boxedBinary = "/steps"
	boxedDir    = "/tmp"
)

// boxCommandName is the command that enters the namespaces. It is not for users.
const boxCommandName = "enter-box"

// filteredCalls is its argument for a box that filters system calls.
const filteredCalls = "filtered"

// findBox returns the box that grade is to use: "" for the best one that this machine has.
func findBox(ctx context.Context, wanted, dir string) (box, error) {
	switch strings.ToLower(wanted) {
	case "":
	case boxNone:
		return box{Kind: boxNone, Why: "BOX=none was given"}, nil
	default:
		return box{}, usageError{fmt.Sprintf("There is no box %q: leave BOX out for the best that there is, or say BOX=none to run the code with your rights", wanted)}
	}
	var why []string
	for _, kind := range boxKinds() {
		b := box{Kind: kind}
		if !hasFilter {
			b.Unfiltered = "there is no filter for " + runtime.GOARCH
		}
		err := b.try(ctx, dir)
		if err != nil && hasFilter { // a box without a filter is better than none
			bare := box{Kind: kind, Unfiltered: err.Error()}
			if bare.try(ctx, dir) == nil {
				return bare, nil
			}
		}
		if err != nil {
			why = append(why, err.Error())
			continue
		}
		return b, nil
	}
	return box{Kind: boxNone, Why: strings.Join(append(why, boxAdvice), "; ")}, ctx.Err()
}

// explain returns what a report says about the box.
func (b box) explain() string {
	if b.Kind == boxNone {
		return "ran unboxed: " + b.Why
	}
	text := "ran in a box: " + b.Kind
	if b.Unfiltered != "" {
		text += ", which does not filter system calls: " + b.Unfiltered
	}
	return text
}

// boxCommand is the hidden command that enters a box of namespaces.
func boxCommand() *cobra.Command {
	return &cobra.Command{
		Use:                boxCommandName,
		Hidden:             true,
		DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 3 {
				return usageError{boxCommandName + " is for make grade only"}
			}
			return enterBox(args[0], args[1], args[2] == filteredCalls)
		},
	}
}

// unboxed returns the command that runs a program with limits only.
func unboxed(ctx context.Context, path string) *exec.Cmd {
	return limitedCommand(ctx, stepLimits, path)
}
