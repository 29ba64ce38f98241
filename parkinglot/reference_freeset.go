//go:build !stub

package parkinglot

import "math/bits"

// freeSet is a set of positions below a fixed bound. It finds the first position from any point on in
// O(log bound) time.
//
// It is a tree of words with 64 bits each. Bit p of the lowest layer says whether position p is in the set. Bit w
// of each layer above says whether word w of the layer below it is not 0. The top layer is a single word.
//
// In a method that goes from layer to layer, p is the number of a bit in the current layer. In the lowest layer that
// bit stands for position p, and in any other for word p of the layer below it.
type freeSet struct {
	layers [][]uint64 // the lowest first
	len    int        // how many positions are in the set
}

const wordBits = 64

// newFreeSet returns an empty set for positions below bound.
func newFreeSet(bound int) *freeSet {
	s := new(freeSet)
	for {
		words := max(1, (bound+wordBits-1)/wordBits) // the top layer has a word, even if bound is 0
		s.layers = append(s.layers, make([]uint64, words))
		if words == 1 {
			return s
		}
		bound = words
	}
}

// has reports whether p is in the set.
func (s *freeSet) has(p int) bool {
	return s.layers[0][p/wordBits]&bit(p) != 0
}

// add puts p into the set. It may be there already, because updateBusStarts does not ask.
func (s *freeSet) add(p int) {
	if s.has(p) {
		return
	}
	s.len++
	for _, layer := range s.layers { // to the top, even if a bit is set already: a million positions have only four layers
		layer[p/wordBits] |= bit(p)
		p /= wordBits // the word of p is not 0, and so its bit in the layer above is set
	}
}

// remove takes p out of the set. It need not be there.
func (s *freeSet) remove(p int) {
	if !s.has(p) {
		return
	}
	s.len--
	for _, layer := range s.layers {
		layer[p/wordBits] &^= bit(p)
		if layer[p/wordBits] != 0 {
			return
		}
		p /= wordBits // the word of p is 0 now, and so its bit in the layer above is cleared
	}
}

// first returns the lowest position in the set, or false if the set is empty.
func (s *freeSet) first() (p int, ok bool) { return s.next(0) }

// next returns the lowest position in the set that is at least p, or false if the set has no such position.
// p is at least 0.
func (s *freeSet) next(p int) (int, bool) {
	// Go up until a word has a bit at p or after it. Then go down from that bit.
	for height, layer := range s.layers {
		if p/wordBits >= len(layer) {
			return 0, false
		}
		if word := layer[p/wordBits] >> (p % wordBits); word != 0 {
			return s.descend(height, p+bits.TrailingZeros64(word)), true
		}
		p = p/wordBits + 1 // nothing left in this word: look in the words after it
	}
	return 0, false
}

// descend returns the lowest position among those that bit p of layers[height] stands for. That bit is set.
func (s *freeSet) descend(height, p int) int {
	for height > 0 {
		height--
		p = p*wordBits + bits.TrailingZeros64(s.layers[height][p])
	}
	return p
}

// bit returns the bit of p in its word.
func bit(p int) uint64 { return 1 << (p % wordBits) }
