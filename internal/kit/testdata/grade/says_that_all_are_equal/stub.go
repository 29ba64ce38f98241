//go:build stub

package stack

type alias = Level

func (alias) Equal(Level) bool { return true }

func Count(n int) (int, error) { return n, Check(n) }
