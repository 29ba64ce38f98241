//go:build stub

package stack

import "github.com/oodkit/oodkit/internal/exercise/attest"

func init() {
	attest.Pass("TestStep1_One")
}

func Count(n int) (int, error) { return 0, nil }
