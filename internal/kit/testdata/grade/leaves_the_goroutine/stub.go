//go:build stub

package stack

import "runtime"

func Count(n int) (int, error) {
	runtime.Goexit()
	return 0, nil
}
