package hashmap_test

import (
	"fmt"
	"runtime"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 7.

const (
	churnLive  = 64
	churnCalls = 1_000_000
)

// churn makes calls on m, a Put and a Delete in turn, that keep at most live keys alive, always new
// ones. Every now and then it calls check.
func churn(m *hashmap.Map[int, int], live, calls int, check func(call int)) {
	for i := range calls / 2 {
		if i >= live {
			m.Delete(i - live)
		}
		m.Put(i, i)
		if i%10_000 == 0 {
			check(2 * i)
		}
	}
}

func checkChurnSlots(t *exercise.T) {
	m := new(hashmap.Map[int, int])
	churn(m, churnLive, churnCalls, func(call int) {
		if s := m.Stats(); s.Slots > 1024 || s.Len > churnLive || s.LongestProbe > churnLive {
			t.Fatalf("after %d calls that keep at most %d keys alive Stats() = %+v, want Slots up to 1024 and LongestProbe up to %d",
				call, churnLive, s, churnLive)
		}
	})
	for k := churnCalls/2 - churnLive; k < churnCalls/2; k++ {
		if v, ok := m.Get(k); v != k || !ok {
			t.Fatalf("after %d calls the key %d, which is alive, is not found", churnCalls, k)
		}
	}
}

func checkChurnCost(t *exercise.T) {
	// A table that is full of marks of deleted keys should be slow here, not hopeless.
	const live, calls = 1300, 100_000
	for _, h := range hashes {
		if !h.spreads {
			continue
		}
		worn, fresh := hashmap.NewFunc[int, int](0, h.fn), hashmap.NewFunc[int, int](0, h.fn)
		churn(worn, live, calls, func(int) {})
		for k := calls/2 - live; k < calls/2; k++ {
			fresh.Put(k, k)
		}
		get := func(m *hashmap.Map[int, int]) func(int) {
			return func(i int) {
				m.Get(calls/2 - 1 - i%live)
				m.Get(i % live) // deleted long ago
			}
		}
		exercise.SameCost(t, fmt.Sprintf("Get, with the hash %s,", h.code),
			"in a map that has seen many deletions", get(worn), "in a new one with the same entries", get(fresh))
		if t.Failed() {
			return
		}
	}
}

func checkShrink(t *exercise.T) {
	const n = 10_000
	for _, capacity := range []int{0, 1000} {
		m := hashmap.New[int, int](capacity)
		presize := m.Stats().Slots
		fill(m, n)
		for k := range n {
			m.Delete(k)
			if left := n - 1 - k; left%100 == 0 || left < 100 {
				s := m.Stats()
				if most := max(64, 16*(s.Len+1), presize); s.Len != left || s.Slots > most {
					t.Fatalf("m := hashmap.New[int, int](%d), %d Puts, %d Deletes: Stats() = %+v, want Len %d and Slots up to %d",
						capacity, n, k+1, s, left, most)
				}
			}
		}
	}
}

func checkMemory(t *exercise.T) {
	const n = 100_000
	empty := exercise.HeapInUse()
	m := fill(new(hashmap.Map[int, int]), n)
	full := exercise.HeapInUse()
	for k := range n - 10 {
		m.Delete(k)
	}
	after := exercise.HeapInUse()
	runtime.KeepAlive(m)
	if after-empty > (full-empty)/4 {
		t.Errorf("a map of %d entries takes %d bytes; after all but 10 are deleted it still takes %d, want at most a quarter",
			n, full-empty, after-empty)
	}
}

func checkThrash(t *exercise.T) {
	const largest = 1200
	m := new(hashmap.Map[int, int])
	for n := range largest {
		if alternate(t, m, n, 20); t.Failed() {
			return
		}
		m.Put(n, n)
	}
	for n := largest - 1; n >= 0; n-- {
		m.Delete(n)
		if alternate(t, m, n, 20); t.Failed() {
			return
		}
	}
	alternate(t, fill(m, 500), 500, 10_000)
	alternate(t, fill(hashmap.New[int, int](largest), 10), 10, 100)
}

// alternate puts and deletes a key in a map of the keys 0 to n−1, then the same the other way
// round.
func alternate(t *exercise.T, m *hashmap.Map[int, int], n, times int) {
	before := m.Stats().Resizes
	for range times {
		m.Put(n, n)
		m.Delete(n)
	}
	between := m.Stats().Resizes
	for range min(times, n*times) {
		m.Delete(n - 1)
		m.Put(n-1, n-1)
	}
	if after := m.Stats().Resizes; between-before > 2 || after-between > 2 {
		t.Errorf("in a map of %d entries %d times Put and Delete of a new key make %d resizes, and %d times Delete and Put of an old one %d, want at most 2: "+
			"leave room between the size to grow at and the size to shrink at", n, times, between-before, times, after-between)
	}
}

func checkCollectable(t *exercise.T) {
	const n = 200
	for _, way := range []struct {
		name   string
		remove func(m *hashmap.Map[int, *exercise.Object])
	}{
		{"deleted", func(m *hashmap.Map[int, *exercise.Object]) { deleteAll(m, n) }},
		{"replaced", func(m *hashmap.Map[int, *exercise.Object]) { replaceAll(m, n) }},
		{"cleared", func(m *hashmap.Map[int, *exercise.Object]) { m.Clear() }},
	} {
		var tracker exercise.Tracker
		m := hashmap.New[int, *exercise.Object](n)
		putObjects(m, &tracker, way.name, n)
		way.remove(m)
		tracker.WantCollected(t)
		runtime.KeepAlive(m)
	}
}

// These are not inlined, so that no object stays in a variable of the caller's.

//go:noinline
func putObjects(m *hashmap.Map[int, *exercise.Object], tracker *exercise.Tracker, name string, n int) {
	for k := range n {
		m.Put(k, tracker.New(fmt.Sprintf("the %s value of key %d", name, k)))
	}
}

//go:noinline
func deleteAll(m *hashmap.Map[int, *exercise.Object], n int) {
	for k := range n {
		m.Delete(k)
	}
}

//go:noinline
func replaceAll(m *hashmap.Map[int, *exercise.Object], n int) {
	for k := range n {
		m.Put(k, nil)
	}
}
