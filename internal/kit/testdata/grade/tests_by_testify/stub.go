//go:build stub

package stack

import "github.com/stretchr/testify/require"

// A value of testing.T, whose package the file does not name.
func Count(n int) (int, error) { require.New(nil); return n, Check(n) }
