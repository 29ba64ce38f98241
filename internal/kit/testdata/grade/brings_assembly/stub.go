//go:build stub

package stack

func Count(n int) (int, error)
