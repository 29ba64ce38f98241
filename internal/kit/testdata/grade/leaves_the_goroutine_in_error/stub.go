//go:build stub

package stack

import "runtime"

type failure struct{}

// Error does not return: whoever formats the value of the panic is gone.
func (failure) Error() string {
	runtime.Goexit()
	return ""
}

func Count(n int) (int, error) { panic(failure{}) }
