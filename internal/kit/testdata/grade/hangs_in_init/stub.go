//go:build stub

package stack

func init() {
	for {
	}
}

func Count(n int) (int, error) { return n, Check(n) }
