package exercise

import (
	"encoding/hex"
	"math/rand/v2"
)

// Work has the keys that a benchmark uses on a structure of n entries. They are the same each time, and their
// order is random, so that no structure profits from it.
type Work[K any] struct {
	In, Out []K // the keys of the entries, and as many other keys
	Hits    []K // keys of In, chosen at random: n of them, but at least 65,536
	Misses  []K // keys of Out, chosen in the same way
}

// NewWork returns the keys for n entries. Key makes a key from a random number. Different numbers must give
// different keys.
func NewWork[K any](n int, key func(uint64) K) Work[K] {
	r := rand.New(rand.NewPCG(1, 2))
	var w Work[K]
	for range n {
		w.In, w.Out = append(w.In, key(r.Uint64())), append(w.Out, key(r.Uint64()))
	}
	for range max(1<<16, n) {
		w.Hits, w.Misses = append(w.Hits, w.In[r.IntN(n)]), append(w.Misses, w.Out[r.IntN(n)])
	}
	return w
}

// Next returns the index after i in a slice of length n, and 0 after the last one.
func Next(i, n int) int {
	if i++; i == n {
		return 0
	}
	return i
}

// HexText returns x as 16 hexadecimal digits, with the lowest byte of x first.
func HexText(x uint64) string {
	var word [8]byte
	for i := range word {
		word[i] = byte(x >> (8 * i))
	}
	return hex.EncodeToString(word[:])
}
