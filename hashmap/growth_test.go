package hashmap_test

import (
	"fmt"
	"math"
	"runtime"
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
	m := new(hashmap.Map[int, int])
	for n := range 1500 {
		s := m.Stats()
		if s.Len != n || s.Slots < n {
			t.Fatalf("after %d Puts into a zero Map: Stats() = %+v, want Len %d and Slots at least that", n, s, n)
		}
		m.Put(n, n)
	}
}

func checkPresize(t *exercise.T) {
	for _, n := range append(upTo(100, 1), 1000, 1024, 4096, 10_000, 70_000) {
		plain, hashed := hashmap.New[int, int](n), hashmap.NewFunc[int, int](n, good)
		checkRoom(t, fmt.Sprintf("hashmap.New[int, int](%d)", n), plain, n)
		checkRoom(t, fmt.Sprintf("hashmap.NewFunc[int, int](%d, hash)", n), hashed, n)
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
	if after := fill(m, n).Stats().Resizes; first > 1 || after != first {
		t.Fatalf("m := %s: Resizes is %d after the first Put and %d after %d Puts, want at most 1, and no resize after the first Put", code, first, after, n)
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
	perPut := func(n int) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		fill(new(hashmap.Map[int, int]), n)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
	}
	if s, l := perPut(small), perPut(large); l > most*s {
		t.Errorf("%d Puts into a zero Map allocate %.0f bytes each, %d Puts %.0f bytes each, want at most %d times as much",
			small, s, large, l, most)
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
