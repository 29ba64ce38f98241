package hashmap_test

import (
	"fmt"
	"runtime"
	"sync"
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
		{answer{}, answer{1, true}},
		{answer{}, answer{1, false}},
		{answer{0, true}, answer{1, true}},
		{answer{7, true}, answer{0, true}},
		{answer{7, true}, answer{1, false}},
	} {
		m := hashmap.NewSharded[int, int](4)
		code := "m := hashmap.NewSharded[int, int](4); "
		if row.stored.ok {
			code += fmt.Sprintf("m.Put(3, %d); ", row.stored.value)
			m.Put(3, row.stored.value)
		}
		code += fmt.Sprintf("m.Update(3, f), where f returns %v", row.returned)
		var given []answer
		m.Update(3, func(old int, ok bool) (int, bool) {
			given = append(given, answer{old, ok})
			return row.returned.value, row.returned.ok
		})
		if len(given) != 1 || given[0] != row.stored {
			t.Fatalf("%s: f was called with %v, want once with %v", code, given, row.stored)
		}
		want := answer{}
		if row.returned.ok {
			want = row.returned
		}
		wantStored(t, code, m, 3, want)
	}
}

// wantStored fails t unless m holds under key what want says, and nothing else.
func wantStored(t *exercise.T, code string, m *hashmap.Sharded[int, int], key int, want answer) {
	var got answer
	got.value, got.ok = m.Get(key)
	wantLen := 0
	if want.ok {
		wantLen = 1
	}
	if n := m.Len(); got != want || n != wantLen {
		t.Fatalf("%s: after it m.Get(%d) = %v and m.Len() = %d, want %v and %d", code, key, got, n, want, wantLen)
	}
}

func checkUpdatePanics(t *exercise.T) {
	for _, stored := range []answer{{}, {7, true}} {
		m := hashmap.NewSharded[int, int](1)
		if stored.ok {
			m.Put(3, stored.value)
		}
		code := fmt.Sprintf("with %v stored m.Update(3, f), where f panics", stored)
		t.Doing("m := hashmap.NewSharded[int, int](1); " + code + "; then m.Get(3)")
		if !exercise.Panics(func() { m.Update(3, func(int, bool) (int, bool) { panic("f panics") }) }) {
			t.Fatalf("%s: Update returned, want the panic to go on to its caller", code)
		}
		wantStored(t, code, m, 3, stored)
		m.Put(3, 8)
		m.Update(3, func(int, bool) (int, bool) { return 9, true })
		wantStored(t, code+"; m.Put(3, 8); m.Update to 9", m, 3, answer{9, true})
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
		{"Put(3, 100)", func(m *hashmap.Sharded[int, int]) { m.Put(3, 100) }, answer{100, true}},
		{"Delete(3)", func(m *hashmap.Sharded[int, int]) { m.Delete(3) }, answer{}},
		{"Update(3, f) that adds 50", func(m *hashmap.Sharded[int, int]) {
			m.Update(3, func(old int, _ bool) (int, bool) { return old + 50, true })
		}, answer{58, true}},
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

func checkShardsIndependent(t *exercise.T) {
	const keys = 1000 // that all of them share one of 16 shards is out of the question
	m := hashmap.NewSharded[int, int](16)
	var others sync.WaitGroup
	passed := make(chan struct{}, keys)
	m.Update(-1, func(int, bool) (int, bool) {
		for k := range keys {
			others.Go(t.Guarded(func() {
				m.Put(k, k)
				passed <- struct{}{}
			}))
		}
		select {
		case <-passed:
		case <-time.After(3 * time.Second):
			t.Errorf("while the function of m.Update(-1, f) ran, none of %d Puts of other keys came through; with 16 shards want most of them to", keys)
		}
		return 0, true
	})
	others.Wait()
	if got := m.Len(); got != keys+1 {
		t.Errorf("after an Update of the key -1 and Puts of %d other keys Len() = %d, want %d", keys, got, keys+1)
	}
}

const workers = 8

// together calls f in several goroutines at once and waits for them.
func together(t *exercise.T, f func(worker int)) { inParallel(t, workers, f) }

// inParallel calls f in n goroutines at once, which it numbers, and waits for them.
func inParallel(t *exercise.T, n int, f func(i int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wg.Go(t.Guarded(func() {
			<-start
			f(i)
		}))
	}
	close(start)
	wg.Wait()
}

func checkLostUpdates(t *exercise.T) {
	const rounds, adds = 60, 200
	for range rounds {
		m := hashmap.NewSharded[int, int](2)
		together(t, func(int) {
			for i := range adds {
				m.Update(i%3, func(old int, _ bool) (int, bool) {
					if i%16 == 0 {
						runtime.Gosched() // lets another goroutine in if it can come in
					}
					return old + 1, true
				})
			}
		})
		sum := 0
		for k := range 3 {
			v, _ := m.Get(k)
			sum += v
		}
		if sum != workers*adds {
			t.Fatalf("%d goroutines call Update %d times each, always to add 1: the values add up to %d, want %d",
				workers, adds, sum, workers*adds)
		}
	}
}

// checkValuesConserved gives every value that is put a number of its own. Each must come back
// exactly once: from the Put that replaces it, from the Delete that removes it, or by Get in the
// end.
func checkValuesConserved(t *exercise.T) {
	const rounds, calls, keys = 60, 200, 3
	for range rounds {
		m := hashmap.NewSharded[int, int](2)
		back := make([][]int, workers+1)
		together(t, func(w int) {
			for i := range calls {
				key := i % keys
				if v, ok := m.Put(key, w*calls+i); ok {
					back[w] = append(back[w], v)
				}
				if i%5 == w%5 {
					if v, ok := m.Delete(key); ok {
						back[w] = append(back[w], v)
					}
				}
			}
		})
		for k := range keys {
			if v, ok := m.Delete(k); ok {
				back[workers] = append(back[workers], v)
			}
		}
		if m.Len() != 0 {
			t.Fatalf("after Delete of every key Len() = %d, want 0", m.Len())
		}
		if wantOnceEach(t, back, workers*calls); t.Failed() {
			return
		}
	}
}

// wantOnceEach fails t unless the lists together hold each number below n once.
func wantOnceEach(t *exercise.T, lists [][]int, n int) {
	times := make([]int, n)
	for _, list := range lists {
		for _, v := range list {
			times[v]++
		}
	}
	for v, count := range times {
		if count != 1 {
			t.Fatalf("%d goroutines Put and Delete the same few keys: a value that was put once came back %d times, "+
				"from a Put that replaced it, a Delete that removed it or at the end; want once (value %d)", workers, count, v)
		}
	}
}

func checkOwnKeys(t *exercise.T) {
	const rounds, keys = 20, 300
	for range rounds {
		m := hashmap.NewSharded[int, int](3)
		together(t, func(w int) {
			for i := range keys {
				key := i*workers + w
				m.Put(key, w)
				if v, ok := m.Get(key); v != w || !ok {
					t.Fatalf("m.Put(%d, %d); m.Get(%d) = (%d, %t), want (%d, true), while other goroutines use other keys", key, w, key, v, ok, w)
				}
				if i%2 == 0 {
					m.Delete(key)
				}
				m.Len()
			}
		})
		if got, want := m.Len(), workers*keys/2; got != want {
			t.Fatalf("%d goroutines Put %d keys each and Delete every other one: Len() = %d, want %d", workers, keys, got, want)
		}
	}
}
