// Package hashing has the hash functions of those references that keep keys of any type in a table.
//
// [maphash.Comparable] hashes keys of any type, at the cost of a call into the runtime. Most keys are integers or
// strings. For those, this package has functions that need only a few multiplications.
package hashing

import (
	"hash/maphash"
	"math/bits"
	"math/rand/v2"

	"golang.org/x/exp/constraints"
)

// Default returns a hash function for keys of type K. Each call returns a new function with secret random seeds of
// its own. A table calls Default once, when it is made: choosing the function in each operation would cost more
// than hashing an integer.
//
// For integers and strings the function multiplies, because the runtime's hash is slower to call. It is not known
// whether an attacker who can choose the keys, but does not know the seeds, could make many keys collide. Where that
// matters, maphash.Comparable is the safer choice. Default uses it for every other type, such as a struct or a named
// integer type.
func Default[K comparable]() func(K) uint64 {
	var hash any
	switch any(*new(K)).(type) {
	case int:
		hash = ofInteger[int]()
	case int8:
		hash = ofInteger[int8]()
	case int16:
		hash = ofInteger[int16]()
	case int32:
		hash = ofInteger[int32]()
	case int64:
		hash = ofInteger[int64]()
	case uint:
		hash = ofInteger[uint]()
	case uint8:
		hash = ofInteger[uint8]()
	case uint16:
		hash = ofInteger[uint16]()
	case uint32:
		hash = ofInteger[uint32]()
	case uint64:
		hash = ofInteger[uint64]()
	case uintptr:
		hash = ofInteger[uintptr]()
	case string:
		hash = ofString()
	default:
		return ofComparable[K]()
	}
	return hash.(func(K) uint64)
}

func ofComparable[K comparable]() func(K) uint64 {
	seed := maphash.MakeSeed()
	return func(key K) uint64 { return maphash.Comparable(seed, key) }
}

func ofInteger[K constraints.Integer]() func(K) uint64 {
	seed := rand.Uint64()
	return func(key K) uint64 { return Mix(uint64(key) ^ seed) }
}

// golden is 2⁶⁴ divided by the golden ratio, a number whose bits have no pattern.
const golden = 0x9e3779b97f4a7c15

// Mix makes every bit of the result depend on many bits of h.
func Mix(h uint64) uint64 { return fold(h, golden) }

// fold multiplies two words and folds the 128 bits of the product into 64. The high bits of a product depend on all
// bits of the factors, the low bits only on the low bits.
func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// ofString returns a hash function for strings. It hashes 16 bytes of a string with each fold, as wyhash does, and the
// rest with two more. The last 16 bytes are always the rest. In a string of fewer than 16 bytes, the two words that it
// reads may overlap.
//
// Both factors of each fold but the last contain a secret: an attacker who can make one factor 0 can choose the other
// freely. One fold is not enough: short texts that differ in a letter or two may have some bits of the hash in common.
//
// All functions that the hash function calls are inlined, so it needs no stack. That saves a third of its time.
func ofString() func(string) uint64 {
	seed, seed2 := rand.Uint64(), rand.Uint64()
	return func(s string) uint64 {
		h := seed ^ uint64(len(s))*golden // a length must not pass for a letter
		var a, b uint64
		switch n := len(s); {
		case n > 16:
			a, b = word(s[n-16:]), word(s[n-8:])
			for ; len(s) > 16; s = s[16:] {
				h = h*golden + fold(word(s)^seed, word(s[8:])^seed2) // the product need not wait for h
			}
		case n >= 8:
			a, b = word(s), word(s[n-8:])
		case n >= 4:
			a, b = halfWord(s), halfWord(s[n-4:])
		case n > 0:
			a = uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
		}
		return Mix(fold(a^seed2, b^h))
	}
}

// word returns the first 8 bytes of s as a number. The compiler makes it one load.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func halfWord(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
