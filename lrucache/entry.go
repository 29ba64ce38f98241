package lrucache

// Entry is a key and the value stored under it.
type Entry[K comparable, V any] struct {
	Key   K
	Value V
}
