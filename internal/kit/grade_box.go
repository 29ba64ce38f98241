package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"
)

// A box is what keeps the code of a submission from the rest of the machine.
type box struct {
	Kind string
	Why  string // why there is none
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

// findBox returns the box that grade is to use: "" for the best one that this machine has.
func findBox(ctx context.Context, wanted, dir string) (box, error) {
	switch strings.ToLower(wanted) {
	case "":
	case boxNone:
		return box{boxNone, "BOX=none was given"}, nil
	default:
		return box{}, usageError{fmt.Sprintf("There is no box %q: leave BOX out for the best that there is, or say BOX=none to run the code with your rights", wanted)}
	}
	var why []string
	for _, kind := range boxKinds() {
		b := box{Kind: kind}
		if err := b.try(ctx, dir); err != nil {
			why = append(why, err.Error())
			continue
		}
		return b, nil
	}
	return box{boxNone, strings.Join(append(why, boxAdvice), "; ")}, ctx.Err()
}

// explain returns what a report says about the box.
func (b box) explain() string {
	if b.Kind == boxNone {
		return "ran unboxed: " + b.Why
	}
	return "ran in a box: " + b.Kind
}

// boxCommand is the hidden command that enters a box of namespaces.
func boxCommand() *cobra.Command {
	return &cobra.Command{
		Use:                boxCommandName,
		Hidden:             true,
		DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{boxCommandName + " is for make grade only"}
			}
			return enterBox(args[0], args[1])
		},
	}
}

// unboxed returns the command that runs a program with limits only.
func unboxed(ctx context.Context, path string) *exec.Cmd {
	return limitedCommand(ctx, stepLimits, path)
}
