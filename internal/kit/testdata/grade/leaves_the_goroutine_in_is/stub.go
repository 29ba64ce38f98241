//go:build stub

package stack

import "runtime"

type failure struct{}

func (failure) Error() string { return "failure" }

func (failure) Is(error) bool {
	runtime.Goexit()
	return true
}

func Count(n int) (int, error) {
	if n < 0 {
		return 0, failure{}
	}
	return n, nil
}
