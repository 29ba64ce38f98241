//go:build stub

package stack

import "fmt"

func Count(n int) (int, error) {
	for i := range 100_000 {
		fmt.Printf("\x16=== RUN   TestStep%d\n", i)
	}
	return n, Check(n)
}
