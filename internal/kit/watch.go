package main

import "github.com/spf13/cobra"

func watchCommand() *cobra.Command { return questionCommand("watch <question>", "", nil) }
