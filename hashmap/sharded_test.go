package hashmap_test

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 8.

func withShards(shards int) exercise.Script[call[int]] {
	return against(fmt.Sprintf("hashmap.NewSharded[int, int](%d)", shards), func() *hashmap.Sharded[int, int] {
		return hashmap.NewSharded[int, int](shards)
	})
}

func checkUpdate(t *exercise.T) {
	for _, row := range []struct {
		stored   answer // by Put before, if ok
		returned answer // by the function, ok for keep
	}{
		{answer{}, found(1)},
		{answer{}, answer{Value: 1}},
		{found(0), found(1)},
		{found(7), found(0)},
		{found(7), answer{Value: 1}},
	} {
		m := hashmap.NewSharded[int, int](4)
		code := "m := hashmap.NewSharded[int, int](4); "
		if row.stored.OK {
			code += fmt.Sprintf("m.Put(3, %d); ", row.stored.Value)
			m.Put(3, row.stored.Value)
		}
		code += fmt.Sprintf("m.Update(3, f), where f returns %v", row.returned)
		var given []answer
		m.Update(3, func(old int, ok bool) (int, bool) {
			given = append(given, answer{Value: old, OK: ok})
			return row.returned.Value, row.returned.OK
		})
		if len(given) != 1 || given[0] != row.stored {
			t.Fatalf("%s: f was called with %v, want once with %v", code, given, row.stored)
		}
		want := answer{}
		if row.returned.OK {
			want = row.returned
		}
		wantStored(t, code, m, 3, want)
	}
}

// wantStored fails t unless m holds under key what want says, and nothing else.
func wantStored(t *exercise.T, code string, m *hashmap.Sharded[int, int], key int, want answer) {
	var got answer
	got.Value, got.OK = m.Get(key)
	wantLen := 0
	if want.OK {
		wantLen = 1
	}
	if n := m.Len(); got != want || n != wantLen {
		t.Fatalf("%s: after it m.Get(%d) = %v and m.Len() = %d, want %v and %d", code, key, got, n, want, wantLen)
	}
}

func checkUpdatePanics(t *exercise.T) {
	for _, stored := range []answer{{}, found(7)} {
		m := hashmap.NewSharded[int, int](1)
		if stored.OK {
			m.Put(3, stored.Value)
		}
		code := fmt.Sprintf("with %v stored m.Update(3, f), where f panics", stored)
		t.Doing("m := hashmap.NewSharded[int, int](1); " + code + "; then m.Get(3)")
		if !exercise.Panics(func() { m.Update(3, func(int, bool) (int, bool) { panic("f panics") }) }) {
			t.Fatalf("%s: Update returned, want the panic to go on to its caller", code)
		}
		wantStored(t, code, m, 3, stored)
		m.Put(3, 8)
		m.Update(3, func(int, bool) (int, bool) { return 9, true })
		wantStored(t, code+"; m.Put(3, 8); m.Update to 9", m, 3, found(9))
	}
}

// checkUpdateExcludes lets other goroutines at a key while its Update runs. They have time enough
// to come in between if nothing keeps them out; if something does, they come after it.
func checkUpdateExcludes(t *exercise.T) {
	for _, other := range []struct {
		name string
		call func(m *hashmap.Sharded[int, int])
		want answer
	}{
		{"Put(3, 100)", func(m *hashmap.Sharded[int, int]) { m.Put(3, 100) }, found(100)},
		{"Delete(3)", func(m *hashmap.Sharded[int, int]) { m.Delete(3) }, answer{}},
		{"Update(3, f) that adds 50", func(m *hashmap.Sharded[int, int]) {
			m.Update(3, func(old int, _ bool) (int, bool) { return old + 50, true })
		}, found(58)},
	} {
		m := hashmap.NewSharded[int, int](4)
		m.Put(3, 7)
		done := make(chan struct{})
		calls := 0
		m.Update(3, func(old int, _ bool) (int, bool) {
			if calls++; calls > 1 {
				t.Fatalf("m.Update(3, f) called f %d times, want once", calls)
			}
			go t.Guarded(func() {
				other.call(m)
				close(done)
			})()
			select {
			case <-done:
				t.Errorf("while the function of m.Update(3, f) ran, %s by another goroutine came in between, want it to wait", other.name)
			case <-time.After(5 * time.Millisecond):
			}
			return old + 1, true
		})
		<-done
		if !t.Failed() {
			wantStored(t, "m.Put(3, 7); m.Update(3, f), where f adds 1; meanwhile "+other.name+" by another goroutine", m, 3, other.want)
		}
	}
}

// checkShardsIndependent makes calls on many keys while an Update runs. The key of the Update shares
// its shard with about one key in 16.
func checkShardsIndependent(t *exercise.T) {
	const keys, most = 1000, 800
	for _, other := range []struct {
		name string
		call func(m *hashmap.Sharded[int, int], key int)
	}{
		{"Put", func(m *hashmap.Sharded[int, int], key int) { m.Put(key, key) }},
		{"Get", func(m *hashmap.Sharded[int, int], key int) { m.Get(key) }},
		{"Delete", func(m *hashmap.Sharded[int, int], key int) { m.Delete(key) }},
		{"Update", func(m *hashmap.Sharded[int, int], key int) {
			m.Update(key, func(int, bool) (int, bool) { return 0, true })
		}},
	} {
		m := hashmap.NewSharded[int, int](16)
		var others sync.WaitGroup
		m.Update(-1, func(int, bool) (int, bool) {
			passed := make(chan struct{}, keys)
			for k := range keys {
				others.Go(t.Guarded(func() {
					other.call(m, k)
					passed <- struct{}{}
				}))
			}
			if n := receive(passed, most, 3*time.Second); n < most {
				t.Errorf("m := hashmap.NewSharded[int, int](16); while the function of m.Update(-1, f) ran, %d calls of %s with %d other keys came through, want at least %d",
					n, other.name, keys, most)
			}
			return 0, true
		})
		if others.Wait(); t.Failed() {
			return
		}
	}
}

// receive takes up to most values from ch, for as long as limit, and returns how many there were.
func receive(ch <-chan struct{}, most int, limit time.Duration) int {
	timeout := time.After(limit)
	for n := range most {
		select {
		case <-ch:
		case <-timeout:
			return n
		}
	}
	return most
}

const workers = 8

// slowed is how many times fewer calls a row makes under the race detector, which slows them down,
// and finds what needs so many of them without it.
var slowed = map[bool]int{false: 1, true: 10}[exercise.Race]

// queue calls f in several goroutines that have to wait, all of them, for an Update of the only
// shard of m, and waits for them.
//
// When the Update ends, another one begins before the first of them has woken. A sync.Mutex that
// makes somebody wait for more than a millisecond goes from one to the next in the order of their
// waiting. So if f lets its lock go for a moment and takes it again, all the others come in between.
func queue(t *exercise.T, m *hashmap.Sharded[int, int], f func(worker int)) {
	const wait = 2 * time.Millisecond
	var wg sync.WaitGroup
	m.Update(-1, func(int, bool) (int, bool) {
		for w := range workers {
			wg.Go(t.Guarded(func() { f(w) }))
		}
		time.Sleep(wait)
		return 0, false
	})
	m.Update(-1, func(int, bool) (int, bool) {
		time.Sleep(wait)
		return 0, false
	})
	wg.Wait()
}

func checkLostUpdates(t *exercise.T) {
	add := func(old int, _ bool) (int, bool) { return old + 1, true }
	for range 5 {
		m := hashmap.NewSharded[int, int](1)
		queue(t, m, func(int) { m.Update(0, add) })
		wantSum(t, m, workers)
	}
	const rounds, adds = 10, 2000
	for range exercise.Within(rounds) {
		m := hashmap.NewSharded[int, int](2)
		exercise.Together(t, workers, func(int) {
			for i := range adds {
				m.Update(i%3, add)
				if i%16 == 0 {
					runtime.Gosched()
				}
			}
		})
		wantSum(t, m, workers*adds)
	}
}

// wantSum fails t unless the values of m add up to want.
func wantSum(t *exercise.T, m *hashmap.Sharded[int, int], want int) {
	sum := 0
	for k := range 3 {
		v, _ := m.Get(k)
		sum += v
	}
	if sum != want {
		t.Fatalf("%d goroutines call Update %d times each, always to add 1: the values add up to %d, want %d", workers, want/workers, sum, want)
	}
}

// wide is a value that takes long to copy, so that calls which do not exclude one another are caught
// in the act, even where processors are few and busy.
type wide [1 << 12]int

func wideOf(n int) (v wide) {
	for i := range v {
		v[i] = n
	}
	return v
}

// checkValuesConserved gives every value that is put a number of its own. Each must come back
// exactly once: from the Put that replaces it, from the Delete that removes it, or by Delete in the
// end.
func checkValuesConserved(t *exercise.T) {
	for range 5 {
		m := hashmap.NewSharded[int, int](1)
		m.Put(0, workers)
		var back returned
		queue(t, m, func(w int) { back.add(m.Put(0, w)) })
		back.add(m.Delete(0))
		if back.wantOnceEach(t, upTo(workers+1, 1)); t.Failed() {
			return
		}
		m.Put(0, 0)
		back = returned{}
		queue(t, m, func(int) { back.add(m.Delete(0)) })
		if back.wantOnceEach(t, upTo(1, 1)); t.Failed() {
			return
		}
	}
	checkWideValuesConserved(t)
}

func checkWideValuesConserved(t *exercise.T) {
	calls, over := 2000/slowed, exercise.Enough()
	m := hashmap.NewSharded[int, wide](2)
	var puts [workers][]int
	var back returned
	exercise.Crowded(t, workers, func(w int) {
		for i := 0; i < calls && !over(); i++ {
			value := w*calls + i
			puts[w] = append(puts[w], value)
			old, ok := m.Put(0, wide{value})
			back.add(old[0], ok)
			if i > calls*3/4 && i%5 == w%5 { // until then there is always a value to replace
				old, ok := m.Delete(0)
				back.add(old[0], ok)
			}
		}
	})
	old, ok := m.Delete(0)
	back.add(old[0], ok)
	back.wantOnceEach(t, slices.Concat(puts[:]...))
}

// returned collects values that came back.
type returned struct {
	mu     sync.Mutex
	values []int
}

func (r *returned) add(value int, ok bool) {
	if ok {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.values = append(r.values, value)
	}
}

// wantOnceEach fails t unless the values are those that were put, each once.
func (r *returned) wantOnceEach(t *exercise.T, put []int) {
	times := map[int]int{}
	for _, v := range r.values {
		times[v]++
	}
	for _, v := range put {
		if times[v] != 1 {
			t.Errorf("several goroutines Put and Delete the same key: a value that was put once came back %d times, "+
				"from a Put that replaced it, a Delete that removed it or at the end; want once (value %d)", times[v], v)
			return
		}
	}
}

func checkOwnKeys(t *exercise.T) {
	const rounds, keys = 4, 50
	times, over := 500/slowed, exercise.Enough()
	for range rounds {
		m := hashmap.NewSharded[int, int](7)
		exercise.Together(t, workers, func(w int) {
			for i := 0; i < times && (i == 0 || !over()); i++ {
				useOwnKeys(t, m, w, keys)
			}
			m.Len()
		})
		if got, want := m.Len(), workers*keys/2; got != want {
			t.Fatalf("%d goroutines, each with %d keys of its own, Put all of them and Delete every other one, up to %d times over: Len() = %d, want %d",
				workers, keys, times, got, want)
		}
	}
}

// useOwnKeys puts each key of a worker, looks for it, and deletes every other one.
func useOwnKeys(t *exercise.T, m *hashmap.Sharded[int, int], worker, keys int) {
	for i := range keys {
		key := i*workers + worker
		m.Put(key, worker)
		if v, ok := m.Get(key); v != worker || !ok {
			t.Fatalf("m.Put(%d, %d); m.Get(%d) = (%d, %t), want (%d, true), while other goroutines use other keys", key, worker, key, v, ok, worker)
		}
		if i%2 == 0 {
			m.Delete(key)
		}
	}
}

// checkWholeValues puts values that are too large to be stored at once, and looks at them all the
// time.
func checkWholeValues(t *exercise.T) {
	calls, over := 2000/slowed, exercise.Enough()
	m := hashmap.NewSharded[int, wide](2)
	m.Put(0, wide{})
	var writers atomic.Int32
	writers.Store(workers / 2)
	exercise.Crowded(t, workers, func(w int) {
		if w%2 == 0 {
			defer writers.Add(-1)
			for i := 0; i < calls && !over(); i++ {
				m.Put(0, wideOf(i))
			}
			return
		}
		for writers.Load() > 0 {
			if v, _ := m.Get(0); v[0] != v[len(v)-1] {
				t.Fatalf("while other goroutines Put values of %d equal ints, Get returns one that begins with %d and ends with %d", len(v), v[0], v[len(v)-1])
			}
		}
	})
}

// checkShardOfZero looks for a key that has two texts and two patterns of bits.
func checkShardOfZero(t *exercise.T) {
	for range 20 {
		m := hashmap.NewSharded[float64, int](64)
		m.Put(0, 1)
		if v, ok := m.Get(math.Copysign(0, -1)); v != 1 || !ok {
			t.Fatalf("m := hashmap.NewSharded[float64, int](64); m.Put(0, 1); m.Get(math.Copysign(0, -1)) = (%d, %t), want (1, true)", v, ok)
		}
	}
}
