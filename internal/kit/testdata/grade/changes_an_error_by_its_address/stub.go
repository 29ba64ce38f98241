//go:build stub

package stack

func set[T any](to *T, value T) { *to = value }

func Count(n int) (int, error) {
	set(&ErrNegative, nil)
	return n, nil
}
