package hashing_test

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/hashing"
)

type (
	userID int
	point  struct{ x, y int }
)

func TestDefaultGivesEqualKeysEqualHashes(t *testing.T) {
	wantEqual(t, 7, 7)
	wantEqual(t, userID(7), userID(7))
	wantEqual(t, 0.0, math.Copysign(0, -1))
	wantEqual[any](t, point{1, 2}, point{1, 2})
	for n := range 40 {
		text := strings.Repeat("x", n)
		wantEqual(t, text, fmt.Sprint(text)[:n]) // another string of the same letters
	}
}

func wantEqual[K comparable](t *testing.T, a, b K) {
	t.Helper()
	if hash := hashing.Default[K](); hash(a) != hash(b) {
		t.Errorf("%T: the hashes of %v and %v differ, want them equal", a, a, b)
	}
}

func TestDefaultHasASeedOfItsOwn(t *testing.T) {
	wantOtherSeed(t, 7)
	wantOtherSeed(t, "seven")
	wantOtherSeed(t, userID(7))
}

func wantOtherSeed[K comparable](t *testing.T, key K) {
	t.Helper()
	if a, b := hashing.Default[K](), hashing.Default[K](); a(key) == b(key) {
		t.Errorf("%T: two functions hash %v alike, want each to have a seed of its own", key, key)
	}
}

// Tables take a few of the bits of a hash, low ones or high ones. So each byte of it should differ
// between keys that differ little.
func TestDefaultSpreadsEveryByte(t *testing.T) {
	wantSpread(t, "ints", func(i int) int { return i })
	wantSpread(t, "ints far apart", func(i int) int { return i << 40 })
	wantSpread(t, "int32", func(i int) int32 { return int32(i) })
	wantSpread(t, "uintptr", func(i int) uintptr { return uintptr(i) })
	wantSpread(t, "named ints", func(i int) userID { return userID(i) })
	wantSpread(t, "structs", func(i int) point { return point{i / 64, i % 64} })
	for n := range 40 {
		filler := strings.Repeat("-", n)
		wantSpread(t, fmt.Sprintf("texts that begin with %d dashes", n), func(i int) string { return filler + letters(i) })
		wantSpread(t, fmt.Sprintf("texts that end with %d dashes", n), func(i int) string { return letters(i) + filler })
	}
	wantSpread(t, "lengths", func(i int) string { return strings.Repeat("-", i) })
}

// letters returns a text of two letters for each i below 256.
func letters(i int) string { return string([]byte{'a' + byte(i/16), 'a' + byte(i%16)}) }

func wantSpread[K comparable](t *testing.T, keys string, key func(i int) K) {
	t.Helper()
	const n = 256
	hash := hashing.Default[K]()
	for shift := 0; shift < 64; shift += 8 {
		values := map[uint64]bool{}
		for i := range n {
			values[hash(key(i))>>shift&0xff] = true
		}
		// Of 256 random bytes about 162 differ; fewer than 100 would be a rarity of 1 in 10³⁰.
		if len(values) < 100 {
			t.Errorf("%s: byte %d of the hashes of %d keys has %d values, want 100 or more", keys, shift/8, n, len(values))
		}
	}
}

func TestMixIsOneToOneOnFewBits(t *testing.T) {
	seen := map[uint64]uint64{}
	for i := range 64 {
		for j := range i {
			h := uint64(1)<<i | uint64(1)<<j
			if other, ok := seen[hashing.Mix(h)]; ok {
				t.Fatalf("Mix(%#x) = Mix(%#x), want them to differ", h, other)
			}
			seen[hashing.Mix(h)] = h
		}
	}
	if got := bits.OnesCount64(hashing.Mix(1 << 32)); got < 16 || got > 48 {
		t.Errorf("Mix(1<<32) has %d bits set, want about half of them", got)
	}
}
