package cmd

import (
	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/compare"
)

func compareCommand() *cobra.Command {
	return questionCommand("compare <question> [pattern]", "your design beside the reference, as text and as a page", compare.Compare)
}
