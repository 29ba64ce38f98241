//go:build stub

package stack

func Count(n int) (int, error) {
	if n == 2 {
		go func() { panic("\x1b[2J\x1b]0;title\x07cleared your screen") }()
		select {}
	}
	return n, Check(n)
}
