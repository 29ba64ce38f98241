package hashmap_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 8: what holds while several goroutines use a map at the same time.

func withShards[K comparable](shards int) ops[K] {
	return against(fmt.Sprintf("hashmap.NewSharded[%s, int](%d)", keyType[K](), shards), func() *hashmap.Sharded[K, int] {
		return hashmap.NewSharded[K, int](shards)
	})
}

// answer is a value, and whether it was found or is to be kept.
type answer = exercise.Found[int]

func found(value int) answer { return answer{Value: value, OK: true} }

// wantStored fails t unless m holds under key what want says, and nothing else.
func wantStored[K comparable](t *exercise.T, code string, m *hashmap.Sharded[K, int], key K, want answer) {
	var got answer
	got.Value, got.OK = m.Get(key)
	wantLen := 0
	if want.OK {
		wantLen = 1
	}
	if n := m.Len(); got != want || n != wantLen {
		t.Fatalf("%s: then m.Get(%v) = %v and m.Len() = %d, want %v and %d", code, key, got, n, want, wantLen)
	}
}

func checkUpdatePanics(t *exercise.T) {
	for _, way := range []struct {
		name string
		end  func() (int, bool)
	}{
		{"panics", func() (int, bool) { panic("f panics") }},
		{"calls runtime.Goexit", func() (int, bool) { runtime.Goexit(); return 0, false }},
	} {
		for _, stored := range []answer{{}, found(7)} {
			m := hashmap.NewSharded[int, int](1)
			if stored.OK {
				m.Put(3, stored.Value)
			}
			code := "m := hashmap.NewSharded[int, int](1); "
			if stored.OK {
				code += fmt.Sprintf("m.Put(3, %d); ", stored.Value)
			}
			code += "m.Update(3, f), where f " + way.name
			t.Doing(code + "; then m.Get(3)")
			m.Update(4, func(int, bool) (int, bool) { return 0, false }) // finds out here if Update is not written yet
			var text string
			panicked := false
			returned := make(chan struct{})
			go func() { // which Goexit ends
				defer close(returned)
				text, panicked = exercise.PanicText(func() { m.Update(3, func(int, bool) (int, bool) { return way.end() }) })
			}()
			if <-returned; way.name == "panics" && text != "f panics" {
				got := fmt.Sprintf("the caller of Update gets the panic %q", text)
				if !panicked {
					got = "Update returned, and the panic did not reach the caller"
				}
				t.Fatalf("%s: %s, want the panic of f to go on to the caller", code, got)
			}
			wantStored(t, code, m, 3, stored)
			m.Put(3, 8)
			m.Update(3, func(int, bool) (int, bool) { return 9, true })
			wantStored(t, code+"; m.Put(3, 8); m.Update(3, g), where g returns 9 and true", m, 3, found(9))
		}
	}
}

// checkUpdateExcludes lets other goroutines use a key while its Update runs. They have enough time to come
// in between if no lock keeps them out. If a lock does, they come after the Update.
func checkUpdateExcludes(t *exercise.T) {
	for _, other := range []struct {
		name string
		call func(m *hashmap.Sharded[int, int])
		want answer
	}{
		{"Put(3, 100)", func(m *hashmap.Sharded[int, int]) { m.Put(3, 100) }, found(100)},
		{"Delete(3)", func(m *hashmap.Sharded[int, int]) { m.Delete(3) }, answer{}},
		{"Update(3, g), where g adds 50", func(m *hashmap.Sharded[int, int]) {
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
				t.Errorf("while the function of m.Update(3, f) ran, another goroutine called m.%s, which did not wait: want it to wait until the Update ends", other.name)
			case <-time.After(5 * time.Millisecond):
			}
			return old + 1, true
		})
		<-done
		if !t.Failed() {
			wantStored(t, "m.Put(3, 7); m.Update(3, f), where f adds 1, while another goroutine calls m."+other.name, m, 3, other.want)
		}
	}
}

// checkShardsIndependent makes calls on many keys while an Update runs. The key of the Update shares
// its shard with about one key in as many as there are shards.
func checkShardsIndependent(t *exercise.T) {
	const keys = 1000
	for _, shards := range []int{2, 3, 16, 17, 64, 1000} {
		most := keys - min(keys/shards+100, 2*keys/shards+20)
		for name, call := range map[string]func(m *hashmap.Sharded[int, int], key int){
			"Put":    func(m *hashmap.Sharded[int, int], key int) { m.Put(key, key) },
			"Get":    func(m *hashmap.Sharded[int, int], key int) { m.Get(key) },
			"Delete": func(m *hashmap.Sharded[int, int], key int) { m.Delete(key) },
			"Update": func(m *hashmap.Sharded[int, int], key int) {
				m.Update(key, func(int, bool) (int, bool) { return 0, true })
			},
		} {
			m := hashmap.NewSharded[int, int](shards)
			var others sync.WaitGroup
			m.Update(-1, func(int, bool) (int, bool) {
				passed := make(chan struct{}, keys)
				for k := range keys {
					others.Go(t.Guarded(func() {
						call(m, k)
						passed <- struct{}{}
					}))
				}
				if n := receive(passed, most, 3*time.Second); n < most {
					t.Errorf("m := hashmap.NewSharded[int, int](%d); while the function of m.Update(-1, f) ran, only %d of %d calls of %s, each with another key, returned within 3 seconds, want at least %d: "+
						"calls on other shards must not wait", shards, n, keys, name, most)
				}
				return 0, true
			})
			if others.Wait(); t.Failed() {
				return
			}
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

// queue calls f in several goroutines, all of which have to wait for an Update of the only shard of m.
// Then it waits for them.
//
// When the Update ends, another one begins before the first of them has woken. A sync.Mutex for which a
// goroutine has waited for more than a millisecond goes to the waiting goroutines in their order. So if f
// releases its lock for a moment and takes it again, all the others come in between.
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
			t.Errorf("several goroutines Put and Delete the same key: the value %d was put once and was returned %d times, "+
				"want once: by the Put that replaces it, or by the Delete that removes it, "+
				"or by the Delete that the test makes after all goroutines have ended", v, times[v])
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
	nan, negativeZero := math.NaN(), math.Copysign(0, -1)
	checkZeros(t, true)
	for range 20 {
		withShards[float64](64).Check(t, put(0.0, 1).Returns(0, false), get(negativeZero).Returns(1, true), put(negativeZero, 2).Returns(1, true),
			updateOf(0.0, 3, true).Returns(2, true), remove(negativeZero).Returns(5, true), length[float64]().Returns(0),
			put(nan, 1).Returns(0, false), put(nan, 2).Returns(0, false), get(nan).Returns(0, false), remove(nan).Returns(0, false),
			updateOf(nan, 1, true).Returns(0, false), updateOf(nan, 1, false).Returns(0, false), length[float64]().Returns(3))
	}
}

// checkShardsOfKeys has equal keys at different places in memory, and different keys that look alike.
func checkShardsOfKeys(t *exercise.T) {
	keys := func() []named {
		return []named{{strings.Clone("ann"), 1}, {strings.Clone("ann"), 2}, {strings.Clone("bob"), 1}, {strings.Clone(strings.Repeat("ann", 20)), 1}}
	}
	withShards[named](64).Check(t, calls(puts(keys()...), gets(keys()...), puts(keys()...), deletes(keys()[1:]...), gets(keys()...))...)
	like := []any{1, int8(1), userID(1), "1", userName("1"), point{1, 1}, [2]int{1, 1}, nil, true}
	against("hashmap.NewSharded[any, int](64)", func() *hashmap.Sharded[any, int] { return hashmap.NewSharded[any, int](64) }).
		Check(t, calls(puts(like...), gets(like...), deletes(like[4:]...), gets(like...))...)
}

func checkShardedUncomparable(t *exercise.T) {
	m := hashmap.NewSharded[any, int](1)
	keep := func(int, bool) (int, bool) { return 1, true }
	for n := range 2 {
		for _, key := range uncomparable {
			where := fmt.Sprintf("m := hashmap.NewSharded[any, int](1), with %d entries, key is %s: ", n, keyCode(key))
			t.Doing(where + "m.Put(key, 1), m.Get(key), m.Delete(key) and m.Update(key, f) panic; then m.Get(0)")
			put := exercise.Panics(func() { m.Put(key, 1) })
			update := exercise.Panics(func() { m.Update(key, keep) })
			get := exercise.Panics(func() { m.Get(key) }) || n == 0
			remove := exercise.Panics(func() { m.Delete(key) }) || n == 0
			if !put || !get || !remove || !update {
				t.Fatalf("%sPut panics: %t, Get: %t, Delete: %t, Update: %t, want all to panic", where, put, get, remove, update)
			}
			if _, ok := m.Get(0); ok != (n == 1) || m.Len() != n {
				t.Fatalf("%safter the panics, m.Get(0) finds the key: %t, and m.Len() = %d, want %t and %d", where, ok, m.Len(), n == 1, n)
			}
		}
		m.Put(0, 0)
	}
}

func checkShardedCollectable(t *exercise.T) {
	for _, keys := range []int{5, 100} {
		wantNothingKept(t, "hashmap.NewSharded[tracked, *object](2)", keys, dropByUpdate, func() objects {
			return hashmap.NewSharded[tracked, *exercise.Object](2)
		})
	}
	m := hashmap.NewSharded[int, *exercise.Object](3)
	exercise.WantSteadyHeap(t, "Put of a new key and Delete or Update of an old one", 2000, 20_000, func(i int) {
		m.Put(i, nil)
		if m.Delete(i - 30); i%2 == 0 {
			m.Update(i-29, dropObject)
		}
	})
	runtime.KeepAlive(m)
}

// checkOwnLocks calls every method of other maps from the function of an Update. The other maps have
// enough shards and keys to meet any lock that all maps share.
func checkOwnLocks(t *exercise.T) {
	for _, shards := range []int{1, 3, 64} {
		m := hashmap.NewSharded[int, int](shards)
		for key := range 8 {
			m.Update(key, func(int, bool) (int, bool) {
				t.Doing(fmt.Sprintf("a, b := hashmap.NewSharded[int, int](%d), hashmap.NewSharded[int, int](%[1]d)\n"+
					"a.Update(%d, f), where f calls Put, Get, Update, Delete and Len of b with the keys 0 to 99", shards, key))
				useAll(hashmap.NewSharded[int, int](shards))
				return 0, true
			})
		}
		if n := m.Len(); n != 8 {
			t.Errorf("m := hashmap.NewSharded[int, int](%d); after 8 calls of m.Update with different keys, whose functions call another Sharded, m.Len() = %d, want 8", shards, n)
		}
	}
}

func useAll(m *hashmap.Sharded[int, int]) {
	for k := range 100 {
		m.Put(k, k)
		m.Get(k)
		m.Update(k, func(old int, _ bool) (int, bool) { return old, true })
		m.Delete(k)
	}
	m.Len()
}

func dropObject(*exercise.Object, bool) (*exercise.Object, bool) { return nil, false }

// checkLinearizable makes all calls but Len, which need not match a single moment.
func checkLinearizable(t *exercise.T) {
	for _, shards := range []int{1, 3} {
		next := random(8, []int{0, 1})
		withShards[int](shards).Linearizable(t, 4000/slowed, 4, 6, maps.Clone, func(_ int, r *rand.Rand) op[int] { return next(r) })
	}
}

// checkWalk lets goroutines make the same calls on each of very many keys.
func checkWalk(t *exercise.T) {
	const goroutines = 4
	for _, row := range []struct {
		name    string
		counted string // what the scores count
		call    func(m *hashmap.Sharded[int, int], key int) (score int)
		want    int // the sum of the scores
		left    answer
	}{
		{"m.Put(k, 1)", "the number of Puts that return false", func(m *hashmap.Sharded[int, int], key int) int {
			_, replaced := m.Put(key, 1)
			return count(!replaced)
		}, 1, found(1)},
		{"m.Update(k, f), where f adds 1", "the number of calls of f that get false", func(m *hashmap.Sharded[int, int], key int) (score int) {
			m.Update(key, func(old int, ok bool) (int, bool) { score = count(!ok); return old + 1, true })
			return score
		}, 1, found(goroutines)},
		{"m.Update(k, f), where f adds a missing entry and removes one that is there", "the number of calls of f that add an entry", func(m *hashmap.Sharded[int, int], key int) (score int) {
			m.Update(key, func(_ int, ok bool) (int, bool) { score = count(!ok); return 1, !ok })
			return score
		}, goroutines / 2, answer{}},
		{"m.Put(k, 1) and m.Delete(k)", "the number of Puts that return false less the number of Deletes that return true", func(m *hashmap.Sharded[int, int], key int) int {
			_, replaced := m.Put(key, 1)
			_, deleted := m.Delete(key)
			return count(!replaced) - count(deleted)
		}, 0, answer{}},
	} {
		m := hashmap.NewSharded[int, int](4)
		scores := make([]atomic.Int32, 100_000)
		code := fmt.Sprintf("m := hashmap.NewSharded[int, int](4); each of %d goroutines calls %s, for k = 0, 1, 2 and so on", goroutines, row.name)
		t.Doing(code)
		keys := exercise.Walk(t, goroutines, func(_, key int) { scores[key].Add(int32(row.call(m, key))) })
		for key := range keys {
			var got answer
			got.Value, got.OK = m.Get(key)
			if n := int(scores[key].Load()); n != row.want || got != row.left {
				t.Fatalf("%s: for k = %d, %s is %d, want %d, and then m.Get(k) = %v, want %v", code, key, row.counted, n, row.want, got, row.left)
			}
		}
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// checkShardedFlat compares calls on large and small maps, which Put or Update has filled. If the same bits of a hash
// pick one of 1,024 shards and a place in its table, then the keys of a shard get few of its places.
func checkShardedFlat(t *exercise.T) {
	if exercise.Race { // SameCost would check nothing
		return
	}
	set := func(v int, keep bool) func(int, bool) (int, bool) {
		return func(int, bool) (int, bool) { return v, keep }
	}
	for _, fill := range []struct {
		name string
		put  func(m *hashmap.Sharded[int, int], k int)
	}{
		{"Put", func(m *hashmap.Sharded[int, int], k int) { m.Put(k, k) }},
		{"Update", func(m *hashmap.Sharded[int, int], k int) { m.Update(k, set(k, true)) }},
	} {
		for _, size := range []struct{ shards, large, small int }{{1, 4096, 64}, {1024, 1024 * 512, 1024}} {
			filled := func(n int) *hashmap.Sharded[int, int] {
				m := hashmap.NewSharded[int, int](size.shards)
				for k := range n {
					fill.put(m, k)
				}
				return m
			}
			large, small := filled(size.large), filled(size.small)
			for _, call := range []struct {
				name string
				call func(m *hashmap.Sharded[int, int], k, n int)
			}{
				{"Get of a key", func(m *hashmap.Sharded[int, int], k, n int) { m.Get(k) }},
				{"Get of a missing key", func(m *hashmap.Sharded[int, int], k, n int) { m.Get(n + k) }},
				{"Update of a key", func(m *hashmap.Sharded[int, int], k, n int) { m.Update(k, set(k, true)) }},
				{"Update that removes a key, and one that adds it,", func(m *hashmap.Sharded[int, int], k, n int) {
					m.Update(k, set(0, false))
					m.Update(k, set(k, true))
				}},
				{"Delete and Put of a key", func(m *hashmap.Sharded[int, int], k, n int) { m.Delete(k); m.Put(k, k) }},
			} {
				// 64 keys of each map, so that they stay in the processor's cache.
				in := func(m *hashmap.Sharded[int, int], n int) func(i int) {
					return func(i int) { call.call(m, i%64*(n/64), n) }
				}
				name := fmt.Sprintf("m := hashmap.NewSharded[int, int](%d), whose entries were added by %s: %s", size.shards, fill.name, call.name)
				exercise.SameCost(t, name, fmt.Sprintf("with %d entries", size.large), in(large, size.large),
					fmt.Sprintf("with %d", size.small), in(small, size.small))
			}
		}
	}
}
