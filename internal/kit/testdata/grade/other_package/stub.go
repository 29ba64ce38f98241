//go:build stub

package main

func Count(n int) (int, error) { return n, Check(n) }
