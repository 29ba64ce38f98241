package lrucache_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Each fuzz target turns its input into calls, two bytes a call, and compares the answers with
// those of a slice in order of use.

func FuzzLRU(f *testing.F) {
	steps.Fuzz(f, 4)
	f.Add(byte(2), []byte{1, 1, 1, 2, 0, 1, 1, 3, 6, 0, 9, 1})
	f.Add(byte(4), []byte("put, get, remove and so on, with evictions"))
	f.Fuzz(func(t *testing.T, size byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) { lrus[int](1+int(size%16)).Check(t, decode(input, ofStep4)...) })
	})
}

func FuzzLoop(f *testing.F) {
	steps.Fuzz(f, 4)
	f.Add(byte(5), []byte{1, 1, 4, 0, 0, 1, 2, 9, 4, 0})
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		body, entries := with(ofStep2, plain(nextRound)), 1+int(n%16)
		capacity := entries * (1 + int(n/32))
		steps.Guard(t, func(t *exercise.T) { loops(entries, capacity, int(n/16%2)).Check(t, decode(input, body)...) })
	})
}

func FuzzCache(f *testing.F) {
	steps.Fuzz(f, 6)
	f.Add(byte(2), []byte{1, 1, 1, 2, 8, 9, 0, 1, 1, 3, 8, 9, 5, 0})
	f.Fuzz(func(t *testing.T, size byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			cacheSetup{capacity: 1 + int(size%16), ttl: ttl, start: newYear}.ops().Check(t, decode(input, ofStep6)...)
		})
	})
}

// decode returns a call for every two bytes of input. A key is one of 16.
func decode(input []byte, makers []maker[int]) (calls []op[int]) {
	for ; len(input) > 1; input = input[2:] {
		calls = append(calls, makers[int(input[0])%len(makers)](int(input[1]%16), int(input[1]/16)))
	}
	return calls
}
