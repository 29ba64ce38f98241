//go:build stub

package stack

import (
	"fmt"
	"strings"
)

func Count(n int) (int, error) {
	for range 3000 {
		fmt.Print(strings.Repeat("panic: ", 150))
	}
	return n, Check(n)
}
