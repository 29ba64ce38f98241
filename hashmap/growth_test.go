package hashmap_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 4: what Stats says of a map that grows, and what growth costs.

// fill returns m after n Puts.
func fill(m *hashmap.Map[int, int], n int) *hashmap.Map[int, int] {
	for k := range n {
		m.Put(k, k)
	}
	return m
}

func checkSlots(t *exercise.T) {
	check := func(code string, m *hashmap.Map[int, int], puts int) {
		room := m.Stats().Slots
		for n := range puts {
			s := m.Stats()
			if s.Len != n || s.Slots < n {
				t.Fatalf("m := %s; after %d Puts of new keys, m.Stats() = %+v, want Len %d and Slots at least that", code, n, s, n)
			}
			if s.Slots > room && n < room {
				t.Fatalf("m := %s; after %d Puts of new keys, m.Stats() = %+v, and before the last of them Slots was %d, want no growth: Puts make Slots larger only when Len has reached it", code, n, s, room)
			}
			room = s.Slots
			m.Put(n, n)
		}
	}
	check("new(hashmap.Map[int, int])", new(hashmap.Map[int, int]), 1500)
	for _, h := range hashes {
		for range 8 { // the place where a table begins may be random
			m := hashmap.NewFunc[int, int](0, h.fn)
			check(fmt.Sprintf("hashmap.NewFunc[int, int](0, %s)", h.code), m, 200)
		}
	}
}

func checkPresize(t *exercise.T) {
	for _, n := range append(upTo(100, 1), 1000, 1024, 4096, 10_000, 70_000) {
		for _, s := range made(n) {
			checkRoom(t, s.code, s.fresh().(*hashmap.Map[int, int]), n)
		}
	}
	for _, h := range hashes {
		for _, n := range []int{7, 64, 65, 300, 301, 600} {
			m := hashmap.NewFunc[int, int](n, h.fn)
			checkRoom(t, fmt.Sprintf("hashmap.NewFunc[int, int](%d, %s)", n, h.code), m, n)
		}
	}
}

// checkRoom puts as many keys into m as it was made for. A map may put the first allocation off until
// the first Put, and count it.
func checkRoom(t *exercise.T, code string, m *hashmap.Map[int, int], n int) {
	if s := m.Stats(); s.Slots < n {
		t.Fatalf("%s.Stats().Slots = %d, want at least %d", code, s.Slots, n)
	}
	m.Delete(-1) // removes nothing
	first := fill(m, min(n, 1)).Stats().Resizes
	for k := range n { // only the Put adds an entry
		m.Put(k, k)
		m.Delete(-1 - k)
		m.Get(k)
		m.Get(-1 - k)
		m.Put(k, -k)
	}
	if after := m.Stats().Resizes; first > 1 || after != first {
		t.Fatalf("m := %s: Resizes is %d after the first Put and %d after %d Puts of new keys, each followed by Get and Put of this key and by Get and Delete of a missing key, "+
			"want at most 1, and no resize after the first Put", code, first, after, n)
	}
}

// checkMissingDelete deletes missing keys while a map is filled and emptied.
func checkMissingDelete(t *exercise.T) {
	const n = 300
	for _, s := range roomySources {
		m := s.fresh().(*hashmap.Map[int, int])
		deleteMissing(t, m, s.code+"; no other calls")
		for k := range n {
			m.Put(k, k)
			deleteMissing(t, m, fmt.Sprintf("%s; m.Put(k, k), m.Delete(-1) and m.Delete(1000) for k from 0 to %d", s.code, k))
		}
		for k := range n {
			m.Delete(k)
			deleteMissing(t, m, fmt.Sprintf("%s; m.Put(k, k), m.Delete(-1) and m.Delete(1000) for k from 0 to %d; m.Delete(k), m.Delete(-1) and m.Delete(1000) for k from 0 to %d", s.code, n-1, k))
		}
	}
}

// roomySources are newSources and maps with more room than the rows about missing keys fill.
var roomySources = append(slices.Clip(newSources), made(1000)...)

// deleteMissing fails t if Delete of missing keys changes Stats.
func deleteMissing(t *exercise.T, m *hashmap.Map[int, int], where string) {
	const missing = 1000
	before := m.Stats()
	m.Delete(-1)
	m.Delete(missing)
	if after := m.Stats(); after != before {
		t.Fatalf("m := %s: m.Stats() = %+v, and after m.Delete(-1) and m.Delete(%d), whose keys are missing, m.Stats() = %+v, want no change: "+
			"Delete of a missing key changes nothing", where, before, missing, after)
	}
}

func checkHashCalls(t *exercise.T) {
	for _, n := range []int{100, 1000, 10000, 50000} {
		hash, called := counting()
		m := fill(hashmap.NewFunc[int, int](0, hash), n)
		if *called > 4*n {
			t.Fatalf("%d Puts into an empty map called the hash function %d times, want at most %d: "+
				"hash a key once in Put, and let the table grow by a factor, so that each entry is moved only a few times", n, *called, 4*n)
		}
		if n > 10_000 { // a Delete that goes through the whole map would take too long
			continue
		}
		*called = 0
		for k := range n {
			m.Delete(k)
		}
		if *called > 4*n {
			t.Fatalf("%d Deletes that empty a map called the hash function %d times, want at most %d: do not rebuild the table too often", n, *called, 4*n)
		}
	}
	for _, h := range hashes {
		checkCallsOf(t, h)
	}
}

// checkCallsOf counts the calls of hash h, which may give many keys one hash, while a map is filled and emptied
// in different orders.
func checkCallsOf(t *exercise.T, h hash) {
	const n = 400
	called := 0
	want := func(calls string, most int) {
		if called > most {
			t.Fatalf("m := hashmap.NewFunc[int, int](0, %s): %s called the hash function %d times, want at most %d: "+
				"do not hash again the keys that a call only passes or moves", h.code, calls, called, most)
		}
		called = 0
	}
	for _, order := range []struct {
		name string
		key  func(i int) int
	}{
		{"first in, first out", func(i int) int { return i }},
		{"last in, first out", func(i int) int { return n - 1 - i }},
		{"in a mixed order", func(i int) int { return i * 147 % n }}, // 147 and n have no common factor
	} {
		m := hashmap.NewFunc[int, int](0, func(k int) uint64 { called++; return h.fn(k) })
		fill(m, n)
		want(fmt.Sprintf("%d Puts of new keys", n), 4*n)
		for k := range n {
			m.Get(k)
			want(fmt.Sprintf("after %d Puts, m.Get(%d)", n, k), 1)
			m.Get(n + k)
			want(fmt.Sprintf("after %d Puts, m.Get(%d) of a missing key", n, n+k), 1)
		}
		for i := range n {
			m.Delete(order.key(i))
		}
		want(fmt.Sprintf("%d Deletes that empty a map of %d entries, %s,", n, n, order.name), 4*n)
	}
}

func checkResizes(t *exercise.T) {
	for _, n := range []int{100, 1000, 10000, 50000} {
		most := int(2*math.Log2(float64(n))) + 4
		s := fill(new(hashmap.Map[int, int]), n).Stats()
		if s.Resizes < 1 || s.Resizes > most {
			t.Fatalf("after %d Puts into a zero Map, Resizes is %d, want 1 to %d", n, s.Resizes, most)
		}
	}
}

func checkAllocation(t *exercise.T) {
	const small, large, most = 1000, 64000, 4
	for _, source := range append(made(0), zeroSource) {
		perPut := func(n int) float64 {
			return float64(exercise.Allocated(func() { fill(source.fresh().(*hashmap.Map[int, int]), n) })) / float64(n)
		}
		if s, l := perPut(small), perPut(large); l > most*s {
			t.Errorf("m := %s: %d Puts allocate %.0f bytes each, %d Puts %.0f bytes each, want at most %d times as much",
				source.code, small, s, large, l, most)
		}
	}
}

func checkLongestProbe(t *exercise.T) {
	for _, n := range []int{0, 1, 2, 10, 1000} {
		s := fill(new(hashmap.Map[int, int]), n).Stats()
		want := fmt.Sprintf("at least 1 and at most Len, which is %d", n)
		if n <= 1 {
			want = strconv.Itoa(n)
		}
		if (s.LongestProbe == 0) != (n == 0) || s.LongestProbe > n {
			t.Fatalf("in a zero Map after %d Puts, LongestProbe is %d, want %s", n, s.LongestProbe, want)
		}
	}
	h := hashes[0]
	if got := fill(hashmap.NewFunc[int, int](0, h.fn), 1000).Stats().LongestProbe; got < 2 {
		t.Errorf("in a map of 1000 entries with the hash %s, LongestProbe is %d, want at least 2: one place cannot hold all of them", h.code, got)
	}
}

// weakHashes are shifted hashes, most of whose bits are the same for all small keys.
func weakHashes() (weak []hash) {
	for s := 0; s <= 48; s += 4 {
		weak = append(weak, shifted(s))
	}
	return weak
}

func checkMixing(t *exercise.T) {
	const n = 4096
	for _, h := range weakHashes() {
		m := fill(hashmap.NewFunc[int, int](0, h.fn), n)
		if s := m.Stats(); s.LongestProbe >= n/8 {
			t.Errorf("%d Puts with the hash %s: LongestProbe is %d, want less than %d: "+
				"no two of these hashes are equal, so mix their bits before you use some of them", n, h.code, s.LongestProbe, n/8)
		}
	}
}

func checkHashIsKept(t *exercise.T) {
	const n = 1000
	hash, called := counting()
	m := fill(hashmap.NewFunc[int, int](0, hash), n)
	*called = 0
	for k := range n {
		m.Get(k)
	}
	if *called == 0 {
		t.Errorf("m := hashmap.NewFunc[int, int](0, hash); after %d Puts, %d Gets of these keys call hash 0 times, want at least one call: "+
			"keep the caller's function when the table grows", n, n)
	}
}

// checkDefaultHash puts keys that are alike in most of their bytes.
func checkDefaultHash(t *exercise.T) {
	wantSpread(t, "i<<40", func(i int) int { return i << 40 })
	wantSpread(t, "-i", func(i int) int { return -i })
	wantSpread(t, "[2]any{uint8(i), uint16(i)}", func(i int) [2]any { return [2]any{uint8(i), uint16(i)} })
	wantSpread(t, "userID(i) << 20 (userID is an int type)", func(i int) userID { return userID(i) << 20 })
	wantSpread(t, "float64(i)", func(i int) float64 { return float64(i) })
	wantSpread(t, "any(i)", func(i int) any { return i })
	wantSpread(t, "a new pointer", func(int) *point { return new(point) })
	wantSpread(t, "named{strconv.Itoa(i), 1} (a struct of a string and an int)", func(i int) named { return named{strconv.Itoa(i), 1} })
	wantSpread(t, "point{i / 64, i % 64} (a struct of two ints)", func(i int) point { return point{i / 64, i % 64} })
	wantSpread(t, "strconv.Itoa(i)", strconv.Itoa)
	const filler = "a text of more than thirty-two bytes"
	const long = `(long is "` + filler + `")`
	wantSpread(t, "long + strconv.Itoa(i) "+long, func(i int) string { return filler + strconv.Itoa(i) })
	wantSpread(t, "strconv.Itoa(i) + long "+long, func(i int) string { return strconv.Itoa(i) + filler })
	wantSpread(t, "long + strconv.Itoa(i) + long "+long, func(i int) string { return filler + strconv.Itoa(i) + filler })

	wantSpread(t, "uint64(i) << 52", func(i int) uint64 { return uint64(i) << 52 })
	wantSpread(t, "float32(i)", func(i int) float32 { return float32(i) })
	wantSpread(t, "complex(0, float64(i))", func(i int) complex128 { return complex(0, float64(i)) })
	wantSpread(t, "userName(long + strconv.Itoa(i) + long) (userName is a string type) "+long, func(i int) userName { return userName(filler + strconv.Itoa(i) + filler) })
	wantSpread(t, "any(long + strconv.Itoa(i) + long) "+long, func(i int) any { return filler + strconv.Itoa(i) + filler })
	wantSpread(t, "[3]string{long, strconv.Itoa(i), long} "+long, func(i int) [3]string { return [3]string{filler, strconv.Itoa(i), filler} })
	wantSpread(t, "key, an array [64]int whose element 33 is i", func(i int) (key [64]int) { key[33] = i; return key })
	wantSpread(t, "key, an array [300]byte whose elements 150 and 151 are the bytes of i", func(i int) (key [300]byte) {
		key[150], key[151] = byte(i>>8), byte(i)
		return key
	})
	for _, length := range []int{40, 100, 600, 5000} {
		for _, at := range []int{1, 17, 33, 65, 129, 257, 300, 513, 2500, length - 3} {
			if at < length-2 && (length < 5000 || at == 2500 || at > 4000) {
				wantSpread(t, fmt.Sprintf("a string of %d letters that has two letters for i at %d, and is the same elsewhere", length, at), longTexts(length, at))
			}
		}
	}
}

// longTexts returns 4,096 strings of that length that differ only in the two bytes at a place.
func longTexts(length, at int) func(i int) string {
	text := bytes.Repeat([]byte("x"), length)
	return func(i int) string {
		text[at], text[at+1] = byte('0'+i/64), byte('0'+i%64)
		return string(text)
	}
}

func wantSpread[K comparable](t *exercise.T, keys string, key func(i int) K) {
	const n = 4096
	var m hashmap.Map[K, int]
	for i := range n {
		m.Put(key(i), i)
	}
	if got := m.Stats().LongestProbe; got >= n/8 {
		t.Errorf("m is a zero Map; for each i from 0 to %d, m.Put(key, i), where key is %s: LongestProbe is %d, want less than %d: "+
			"use a hash that spreads such keys", n-1, keys, got, n/8)
	}
}

func checkFlat(t *exercise.T) {
	for _, h := range []hash{shifted(0), shifted(20), shifted(32), shifted(48), hashes[5]} {
		setup := func(n int) *hashmap.Map[int, int] { return fill(hashmap.NewFunc[int, int](0, h.fn), n) }
		for _, call := range []struct {
			name string
			call func(m *hashmap.Map[int, int], i, n int)
		}{
			{"Get of a key", func(m *hashmap.Map[int, int], i, n int) { m.Get(i & (n - 1)) }},
			{"Get of a missing key", func(m *hashmap.Map[int, int], i, n int) { m.Get(n + i&(n-1)) }},
			{"Put of a key in the map", func(m *hashmap.Map[int, int], i, n int) { m.Put(i&(n-1), i) }},
			{"Delete of a missing key", func(m *hashmap.Map[int, int], i, n int) { m.Delete(n + i&(n-1)) }},
			{"Delete and Put of a key", func(m *hashmap.Map[int, int], i, n int) { m.Delete(i & (n - 1)); m.Put(i&(n-1), i) }},
			{"Len", func(m *hashmap.Map[int, int], _, _ int) { m.Len() }},
		} {
			exercise.Flat(t, call.name+", with the hash "+h.code, func(n int) func(int) {
				m := setup(n)
				return func(i int) { call.call(m, i, n) }
			})
		}
	}
}

// checkFullFlat deletes a key and puts it back in maps that hold as many entries as they have room for, or one less.
func checkFullFlat(t *exercise.T) {
	for _, h := range []hash{hashes[3], hashes[5]} {
		wantFlatAt(t, h, 0, func(slots int) int { return slots })
		wantFlatAt(t, h, 0, func(slots int) int { return slots - 1 })
	}
}

// wantFlatAt fails t unless Delete and Put of a key take about as long in a large table as in a small one. Both
// tables were full, and have as many entries left as left says for their Slots. Times is 1 if NewFunc makes them as
// large, and 0 if they grow.
func wantFlatAt(t *exercise.T, h hash, times int, left func(slots int) int) {
	setup := func(n int) (op func(i int), where string) {
		m := fill(hashmap.NewFunc[int, int](times*n, h.fn), n)
		slots := min(m.Stats().Slots, 16*n) // it may be wrong
		fill(m, slots)
		entries := max(1, left(slots))
		for k := entries; k < slots; k++ {
			m.Delete(k)
		}
		return func(i int) { k := i % entries; m.Delete(k); m.Put(k, i) },
			fmt.Sprintf("in a map from NewFunc(%d, hash) after %d Puts, as many as Slots, and %d Deletes", times*n, slots, slots-entries)
	}
	large, here := setup(4096)
	small, there := setup(64)
	exercise.SameCost(t, fmt.Sprintf("Delete of a key and Put of it again, with the hash %s,", h.code), here, large, there, small)
}
