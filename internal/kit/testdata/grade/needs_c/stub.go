//go:build stub

package stack

import "C"

func Count(n int) (int, error) { return n, Check(n) }
