//go:build !stub

package hashmap

import (
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
)

func mix(h uint64) uint64 {
	hi, lo := bits.Mul64(h, 0x9e3779b97f4a7c15)
	return hi ^ lo
}

func defaultHash[K comparable]() func(K) uint64 {
	var hash any
	switch any(*new(K)).(type) {
	case int:
		hash = integer[int]()
	case uint64:
		hash = integer[uint64]()
	case string:
		seed := maphash.MakeSeed()
		hash = func(s string) uint64 { return maphash.String(seed, s) }
	default:
		seed := maphash.MakeSeed()
		return func(k K) uint64 { return maphash.Comparable(seed, k) }
	}
	return hash.(func(K) uint64)
}

func integer[K int | uint64]() func(K) uint64 {
	seed := rand.Uint64()
	return func(k K) uint64 {
		return mix(uint64(k) ^ seed)
	}
}
