//go:build stub

package stack

import (
	"fmt"
	"strings"
)

func Count(n int) (int, error) {
	for n == 2 {
		fmt.Println(strings.Repeat("and on ", 10_000))
	}
	return n, Check(n)
}
