package main

import (
	"context"
	"os"
	"os/signal"
)

// For the time until the commands are joined: it runs grade before main sees the arguments.
func init() {
	if len(os.Args) < 2 || os.Args[1] != "grade" {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	command := gradeCommand()
	command.SilenceErrors, command.SilenceUsage = true, true
	command.SetArgs(os.Args[2:])
	command.SetOut(os.Stdout)
	os.Exit(exitStatus(command.ExecuteContext(ctx), os.Stderr))
}
