//go:build !stub

package hashmap

import (
	"hash/maphash"
	"math/bits"
	"math/rand/v2"

	"golang.org/x/exp/constraints"
)

// defaultHash returns the hash function of a map of K that was not given one, under secret random
// seeds of its own. It is chosen once, when the map is made: to choose in each operation would cost
// more than hashing an integer does.
//
// Integers and strings take multiplications in place of the runtime's hash, which is slower to
// call. Whether somebody who can choose the keys, but does not know the seeds, could make many of
// them collide is not proven either way; where that matters, maphash.Comparable, given to NewFunc,
// is the safer choice. Every other type, such as a struct or a named integer type, takes that
// anyway.
func defaultHash[K comparable]() func(K) uint64 {
	var hash any
	switch any(*new(K)).(type) {
	case int:
		hash = hashInteger[int]()
	case int8:
		hash = hashInteger[int8]()
	case int16:
		hash = hashInteger[int16]()
	case int32:
		hash = hashInteger[int32]()
	case int64:
		hash = hashInteger[int64]()
	case uint:
		hash = hashInteger[uint]()
	case uint8:
		hash = hashInteger[uint8]()
	case uint16:
		hash = hashInteger[uint16]()
	case uint32:
		hash = hashInteger[uint32]()
	case uint64:
		hash = hashInteger[uint64]()
	case uintptr:
		hash = hashInteger[uintptr]()
	case string:
		hash = hashString()
	default:
		return hashComparable[K]()
	}
	return hash.(func(K) uint64)
}

func hashComparable[K comparable]() func(K) uint64 {
	seed := maphash.MakeSeed()
	return func(key K) uint64 { return maphash.Comparable(seed, key) }
}

func hashInteger[K constraints.Integer]() func(K) uint64 {
	seed := rand.Uint64()
	return func(key K) uint64 { return mix(uint64(key) ^ seed) }
}

// golden is 2⁶⁴ divided by the golden ratio, a number whose bits have no pattern.
const golden = 0x9e3779b97f4a7c15

// mix makes every bit of the result depend on many bits of h.
func mix(h uint64) uint64 { return fold(h, golden) }

// fold multiplies two words and folds the 128 bits of the product into 64. In a product the high
// bits depend on all bits of the factors, the low bits on the low ones only.
func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// hashString hashes sixteen bytes with each multiplication, after the manner of wyhash. Both
// factors hold a secret: whoever could make one of them 0 could choose the other freely.
func hashString() func(string) uint64 {
	seed, seed2 := rand.Uint64(), rand.Uint64()
	return func(s string) uint64 {
		h := seed ^ uint64(len(s))*golden // a length must not pass for a letter
		for ; len(s) > 16; s = s[16:] {
			h = fold(h^word(s), seed2^word(s[8:]))
		}
		a, b := ends(s)
		return fold(h^a, seed2^b)
	}
}

// ends returns the bytes of s, which has at most 16, as two words. In the middle they may overlap.
func ends(s string) (a, b uint64) {
	switch n := len(s); {
	case n >= 8:
		return word(s), word(s[n-8:])
	case n >= 4:
		return halfWord(s), halfWord(s[n-4:])
	case n > 0:
		return uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16, 0
	default:
		return 0, 0
	}
}

// word returns the first 8 bytes of s as a number. The compiler makes it one load.
func word(s string) uint64 { return halfWord(s) | halfWord(s[4:])<<32 }

func halfWord(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
