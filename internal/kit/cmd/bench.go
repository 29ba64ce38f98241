package cmd

import (
	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/bench"
)

func benchCommand() *cobra.Command {
	return questionCommand("bench <question> [pattern]", "measure the reference and your code side by side", bench.Bench)
}
