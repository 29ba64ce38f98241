//go:build stub

package stack

func Count(n int) (int, error) {
	for n == 2 {
	}
	return n, Check(n)
}
