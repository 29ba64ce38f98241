//go:build stub

package stack

import "os"

func init() { os.Stdout, _ = os.Open(os.DevNull) }

func Count(n int) (int, error) { return n, Check(n) }
