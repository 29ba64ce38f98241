//go:build stub

package stack

func Count(n int) int {
	for n == 2 {
	}
	return n
}
