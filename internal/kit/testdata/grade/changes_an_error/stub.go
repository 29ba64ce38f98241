//go:build stub

package stack

func Count(n int) (int, error) {
	ErrNegative = nil
	return n, nil
}
