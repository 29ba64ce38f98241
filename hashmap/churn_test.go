package hashmap_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 7: what deleted keys leave behind.

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
			t.Fatalf("after %d calls with at most %d entries at a time, m.Stats() = %+v, want Slots up to 1024 and LongestProbe up to %d",
				call, churnLive, s, churnLive)
		}
	})
	for k := churnCalls/2 - churnLive; k < churnCalls/2; k++ {
		if v, ok := m.Get(k); v != k || !ok {
			t.Fatalf("after %d calls, m.Get(%d) does not find the key, which is in the map", churnCalls, k)
		}
	}
}

func checkChurnCost(t *exercise.T) {
	// A table that is full of marks of deleted keys should be slow here, not hopeless.
	const live, calls = 1300, 100_000
	for _, h := range hashes {
		if h.spreads {
			worn := hashmap.NewFunc[int, int](0, h.fn)
			churn(worn, live, calls, func(int) {})
			wantNoDebt(t, h, "in a map that has seen many deletions", worn, 0, calls/2-live, calls/2)
		}
		const n = 2000
		for _, capacity := range []int{0, n} {
			for _, left := range []int{1, 5} {
				worn := fill(hashmap.NewFunc[int, int](capacity, h.fn), n)
				for k := range n - left {
					worn.Delete(k)
				}
				where := fmt.Sprintf("in hashmap.NewFunc[int, int](%d, hash) after %d Puts and %d Deletes", capacity, n, n-left)
				wantNoDebt(t, h, where, worn, capacity, n-left, n)
			}
		}
	}
}

// wantNoDebt fails t unless Get costs about the same in a worn map as in a new one with the same entries,
// the keys from first to end−1.
func wantNoDebt(t *exercise.T, h hash, where string, worn *hashmap.Map[int, int], capacity, first, end int) {
	fresh := hashmap.NewFunc[int, int](capacity, h.fn)
	for k := first; k < end; k++ {
		fresh.Put(k, k)
	}
	get := func(m *hashmap.Map[int, int]) func(int) {
		return func(i int) {
			m.Get(first + i%(end-first))
			m.Get(i % first) // deleted long ago
		}
	}
	exercise.SameCost(t, fmt.Sprintf("Get of present and of deleted keys, with the hash %s,", h.code), where, get(worn), "in a new map with the same entries", get(fresh))
}

func checkShrink(t *exercise.T) {
	const n = 10_000
	for _, source := range slices.Concat(made(0), made(1000), []source{
		zeroSource,
		{"hashmap.Collect(new(hashmap.Map[int, int]).All())", func() table[int] { return hashmap.Collect(new(hashmap.Map[int, int]).All()) }},
	}) {
		m := source.fresh().(*hashmap.Map[int, int])
		made := m.Stats().Slots
		code := fmt.Sprintf("m := %s; %d Puts; a loop over m.All() whose body panics", source.code, n)
		last := fill(m, n).Stats()
		exercise.Panics(func() { // a loop that ends like this must not keep the table as it is
			for range m.All() {
				panic("stop")
			}
		})
		calls, deleted := code, 0
		check := func() {
			deleted++
			left := n - deleted
			if left >= 1000 && left%100 > 0 || left >= 100 && left%10 > 0 {
				return // Stats looks at the whole table
			}
			s := m.Stats()
			if most := max(64, 16*(s.Len+1), made); s.Len != left || s.Slots > most {
				t.Fatalf("%s; %d Deletes: m.Stats() = %+v, want Len %d and Slots up to %d", calls, deleted, s, left, most)
			}
			if last.Slots > 64 && s.Slots <= last.Slots/2 && s.Resizes <= last.Resizes {
				t.Fatalf("%s; %d Deletes: Slots has fallen from %d to %d, yet Resizes is still %d, want it to go up when the table shrinks",
					calls, deleted, last.Slots, s.Slots, s.Resizes)
			}
			last = s
		}
		for k := range n {
			m.Delete(k)
			check()
		}
		calls += fmt.Sprintf("; %d Deletes; %d Puts; in the body of a loop over m.All(), which goes on", n, n)
		deleted, last = 0, fill(m, n).Stats()
		for k := range m.All() {
			m.Delete(k)
			check()
		}
		fill(m, n)
		m.Clear()
		m.Put(1, 1)
		m.Delete(1)
		if s := m.Stats(); s.Len != 0 || s.Slots > max(64, made) {
			t.Fatalf("%s; %d Deletes; %d Puts; m.Clear(); m.Put(1, 1); m.Delete(1): m.Stats() = %+v, want Len 0 and Slots up to %d: "+
				"after a Delete the limit holds, however many Slots Clear left", code, n, n, s, max(64, made))
		}
	}
}

// checkResizesGoOn fills and empties a map until its resizes are more than a count of 16 bits can hold.
// Each time Slots goes from 64 or less to n or more and back.
func checkResizesGoOn(t *exercise.T) {
	const n, enough = 65, 1<<16 + 100
	m := new(hashmap.Map[int, int])
	empty := m.Stats()
	for times := 1; empty.Resizes < enough; times++ {
		before := empty
		fill(m, n)
		full := m.Stats()
		for k := range n {
			m.Delete(k)
		}
		empty = m.Stats()
		where := fmt.Sprintf("a zero Map is filled with %d keys and emptied, %d times over", n, times)
		if times > 1 && full.Resizes <= before.Resizes {
			t.Fatalf("%s: at the last filling Slots goes from %d to %d, yet Resizes goes from %d to %d, want it to go up", where, before.Slots, full.Slots, before.Resizes, full.Resizes)
		}
		if empty.Resizes <= full.Resizes {
			t.Fatalf("%s: at the last emptying Slots goes from %d to %d, yet Resizes goes from %d to %d, want it to go up", where, full.Slots, empty.Slots, full.Resizes, empty.Resizes)
		}
	}
}

func checkMemory(t *exercise.T) {
	m := new(hashmap.Map[int, int])
	wantGivenBack(t, "new(hashmap.Map[int, int])", "m.Delete", func(k int) { m.Put(k, k) }, func(k int) { m.Delete(k) })
	runtime.KeepAlive(m)
}

func checkShardedMemory(t *exercise.T) {
	for _, shards := range []int{1, 4} {
		m := hashmap.NewSharded[int, int](shards)
		code := fmt.Sprintf("hashmap.NewSharded[int, int](%d)", shards)
		wantGivenBack(t, code, "m.Delete", func(k int) { m.Put(k, k) }, func(k int) { m.Delete(k) })
		m = hashmap.NewSharded[int, int](shards)
		wantGivenBack(t, code, "m.Update, with an f that returns false,", func(k int) { m.Put(k, k) }, func(k int) {
			m.Update(k, func(int, bool) (int, bool) { return 0, false })
		})
		runtime.KeepAlive(m)
	}
}

// wantGivenBack fails t unless a map gives back at least three quarters of its memory when most entries are removed. The
// caller keeps the map alive.
func wantGivenBack(t *exercise.T, code, removes string, put, remove func(k int)) {
	const n = 100_000
	empty := exercise.MemoryInUse()
	for k := range n {
		put(k)
	}
	full := exercise.MemoryInUse()
	for k := range n - 10 {
		remove(k)
	}
	if after := exercise.MemoryInUse(); after-empty > (full-empty)/4 {
		t.Errorf("m := %s; it takes %d bytes after %d Puts; after %s of all keys but 10 it still takes %d, want at most a quarter",
			code, full-empty, n, removes, after-empty)
	}
}

// A shape is a way to make many calls that keep the number of entries at live or a little less. Each round
// gets the keys in the map, and returns those that are in it then.
type shape struct {
	name  string
	round func(m table[int], keys []int, fresh func() int, r *rand.Rand) []int
}

// shapes leave different entries alive. Entries that were put together leave together, or at random, or all but one.
var shapes = []shape{
	{"Delete of the oldest key and Put of a new one", func(m table[int], keys []int, fresh func() int, _ *rand.Rand) []int {
		m.Delete(keys[0])
		return append(keys[1:], putFresh(m, fresh))
	}},
	{"Delete of a random key and Put of a new one", func(m table[int], keys []int, fresh func() int, r *rand.Rand) []int {
		replaceOne(m, keys, fresh, r)
		return keys
	}},
	{"Delete of the newest key and Put of a new one", func(m table[int], keys []int, fresh func() int, _ *rand.Rand) []int {
		m.Delete(keys[len(keys)-1])
		keys[len(keys)-1] = putFresh(m, fresh)
		return keys
	}},
	{"Delete of a random key, Put of a new one, and Put and Delete of 63 others", func(m table[int], keys []int, fresh func() int, r *rand.Rand) []int {
		replaceOne(m, keys, fresh, r)
		var burst [63]int
		for i := range burst {
			burst[i] = putFresh(m, fresh)
		}
		for _, k := range burst {
			m.Delete(k)
		}
		return keys
	}},
}

func putFresh(m table[int], fresh func() int) int {
	k := fresh()
	m.Put(k, k)
	return k
}

func replaceOne(m table[int], keys []int, fresh func() int, r *rand.Rand) {
	i := r.IntN(len(keys))
	m.Delete(keys[i])
	keys[i] = putFresh(m, fresh)
}

func checkChurnMemory(t *exercise.T) {
	checkCollectMemory(t)
	checkMemoryOf(t, zeroSource, false)
	if !exercise.Race { // it takes long
		checkMemoryOf(t, zeroSource, true)
		checkMemoryOf(t, made(0)[1], false)
	}
}

// checkCollectMemory collects pairs most of whose keys are equal to earlier ones.
func checkCollectMemory(t *exercise.T) {
	const n, times, slack = 2000, 50, 64 << 10
	most := 4*memoryOf(func() table[int] { return fill(new(hashmap.Map[int, int]), n) }) + slack
	got := memoryOf(func() table[int] {
		return hashmap.Collect(func(yield func(int, int) bool) {
			for i := 0; i < times*n && yield(i%n, i); i++ {
			}
		})
	})
	if got > most {
		t.Errorf("m := hashmap.Collect(seq), where seq yields %d pairs, over and over with the keys 0 to %d: m takes %d kB, want at most %d kB, "+
			"which is 4 times what a zero Map takes after Puts of these keys, and 64 kB more: keep no memory for pairs whose keys are equal to others", times*n, n-1, got>>10, most>>10)
	}
}

// memoryOf returns how much memory the map that fresh makes takes.
func memoryOf(fresh func() table[int]) int {
	before := exercise.MemoryInUse()
	m := fresh()
	defer runtime.KeepAlive(m)
	return exercise.MemoryInUse() - before
}

// checkMemoryOf compares the memory of a map after many calls, which the body of a loop may make, with that of a new map.
func checkMemoryOf(t *exercise.T, s source, inLoop bool) {
	const live, burst, slack = 2000, 63, 64 << 10
	alone := memoryOf(func() table[int] { return fill(s.fresh().(*hashmap.Map[int, int]), live+burst) })
	puts := 50_000
	if inLoop { // where twice as much memory is allowed
		puts *= 4
	}
	for i, shape := range shapes {
		if t.Failed() {
			return
		}
		m, r, next := table[int](nil), rand.New(rand.NewPCG(1, 2)), 0
		keys := make([]int, 0, puts+live)
		before := exercise.MemoryInUse()
		m = s.fresh()
		fresh := func() int { next++; return next }
		for range live {
			keys = append(keys, putFresh(m, fresh))
		}
		rounds := 0
		work := func() {
			for ; next < puts; rounds++ {
				keys = shape.round(m, keys, fresh, r)
			}
		}
		want := func(where string, times int) {
			if got, most := exercise.MemoryInUse()-before, times*alone+slack; got > most {
				t.Errorf("m := %s; %d Puts; %d rounds of %s%s, so that m never holds more than %d entries: m takes %d kB, want at most %d kB, "+
					"which is %d times what it would take after %d Puts alone, and 64 kB more: keep no memory for entries that were deleted",
					s.code, live, rounds, shape.name, where, live+burst, got>>10, most>>10, times, live+burst)
			}
		}
		if !inLoop {
			work()
			want("", 4)
		} else {
			over := loopsOver(m.(*hashmap.Map[int, int]))[i%len(methods)]
			over.loop(func() bool {
				work()
				want(" in the body of a loop over m."+over.name+"()", 8)
				return false
			})
			want(" in the body of a loop over m."+over.name+"(), which has ended since", 4)
		}
		runtime.KeepAlive(m)
		runtime.KeepAlive(keys)
	}
}

// checkEveryResize asks for Stats after each call, at many sizes. It looks for the rules, and uses the methods, up to a step.
func checkEveryResize(t *exercise.T, step int) {
	for _, s := range slices.Concat([]source{zeroSource}, made(0), made(100)) {
		for _, live := range []int{1, 3, 5, 10, 20, 45, 100} {
			for _, shape := range shapes {
				watchResizes(t, step, s, live, shape)
			}
		}
	}
}

// watchResizes fills a map, makes rounds of calls and empties the map. From step 5 on it does so once more after Clear.
func watchResizes(t *exercise.T, step int, s source, live int, shape shape) {
	w := &resizeWatch{m: s.fresh().(*hashmap.Map[int, int]), step: step, first: true}
	w.after = w.m.Stats()
	r, next := rand.New(rand.NewPCG(1, 2)), 0
	fresh := func() int { next++; return next }
	calls := func() {
		var keys []int
		for range live {
			keys = append(keys, putFresh(w, fresh))
		}
		for end := next + 2*live + 64; next < end; {
			keys = shape.round(w, keys, fresh, r)
		}
		for _, k := range keys {
			w.Delete(k)
		}
		putFresh(w, fresh)
	}
	code := fmt.Sprintf("m := %s; %d Puts; rounds of %s; Deletes of all keys; m.Put", s.code, live, shape.name)
	calls()
	if step >= 5 {
		code += "; m.Clear(); and all that again"
		w.Clear()
		calls()
		w.Clear()
	}
	if w.mistake != "" {
		t.Fatalf("%s: %s", code, w.mistake)
	}
}

// resizeWatch is a map whose Stats are compared before and after each call.
type resizeWatch struct {
	m       *hashmap.Map[int, int]
	step    int           // the rules are those up to this step
	after   hashmap.Stats // after the last call
	first   bool          // no Put since the map was made or cleared: the next table may count or not
	mistake string        // the first one
}

func (w *resizeWatch) Put(k, v int) (int, bool) {
	old, ok := w.m.Put(k, v)
	w.look("m.Put of a new key")
	w.first = false
	return old, ok
}

func (w *resizeWatch) Delete(k int) (int, bool) {
	old, ok := w.m.Delete(k)
	w.look("m.Delete of a key in the map")
	return old, ok
}

func (w *resizeWatch) Clear() {
	w.first = true
	w.m.Clear()
	w.look("m.Clear()")
}

func (w *resizeWatch) Get(k int) (int, bool) { return w.m.Get(k) }
func (w *resizeWatch) Len() int              { return w.m.Len() }

func (w *resizeWatch) look(call string) {
	s, before := w.m.Stats(), w.after
	w.after = s
	why := ""
	switch {
	case w.first || w.mistake != "":
	case s.Slots != before.Slots && s.Resizes <= before.Resizes:
		why = "Slots changes, so Resizes must go up: every resize counts, except the first table and the first one after Clear"
	case w.step < 7: // the other rules are about what deletions leave behind
	case s.Slots == before.Slots && s.Resizes != before.Resizes:
		why = "Slots does not change, so Resizes must stay: a rebuild at the same size does not count"
	case s.Slots > before.Slots && s.Len < before.Slots:
		why = "there was room for more entries, so the table must not grow: places of deleted entries are room again"
	}
	if why != "" {
		w.mistake = fmt.Sprintf("%s, with %d entries before the call and %d after it, changes Slots from %d to %d and Resizes from %d to %d; %s",
			call, before.Len, s.Len, before.Slots, s.Slots, before.Resizes, s.Resizes, why)
	}
}

// checkSparseFlat deletes a key and puts it back where the table is about to shrink, has just done so, or may not
// because New made it as large.
func checkSparseFlat(t *exercise.T) {
	for times := range 2 {
		for less := range 2 {
			wantFlatAt(t, hashes[5], times, func(slots int) int { return slots/8 - less })
		}
	}
}

func checkThrash(t *exercise.T) {
	thrash(t, zeroSource, 1200)
	for _, s := range slices.Concat(made(0), made(300)) {
		thrash(t, s, 600)
	}
	for _, s := range append(made(1200), zeroSource) {
		alternate(t, s.code+" after 10 Puts", fill(s.fresh().(*hashmap.Map[int, int]), 10), 10, 100)
		alternate(t, s.code+" after 500 Puts", fill(s.fresh().(*hashmap.Map[int, int]), 500), 500, 10_000)
		for _, n := range []int{0, 100, 1000, 70_000} {
			for _, left := range []int{0, 1, 10} {
				m := fill(s.fresh().(*hashmap.Map[int, int]), n)
				m.Clear()
				alternate(t, fmt.Sprintf("%s after %d Puts, m.Clear() and %d Puts", s.code, n, left), fill(m, left), left, 20)
			}
		}
	}
}

// thrash fills a map up to the largest number of entries and empties it. At each number it puts and deletes in turn.
func thrash(t *exercise.T, s source, largest int) {
	m := s.fresh().(*hashmap.Map[int, int])
	for n := 0; n < largest && !t.Failed(); n++ {
		alternate(t, fmt.Sprintf("%s that has grown to %d entries", s.code, n), m, n, 20)
		m.Put(n, n)
	}
	for n := largest - 1; n >= 0 && !t.Failed(); n-- {
		m.Delete(n)
		alternate(t, fmt.Sprintf("%s that has shrunk from %d entries to %d", s.code, largest, n), m, n, 20)
	}
}

// alternate puts one or two keys and deletes them again and again, in a map of the keys 0 to n−1. Then it
// deletes one or two keys and puts them back again and again. The words where say how the map was made.
func alternate(t *exercise.T, where string, m *hashmap.Map[int, int], n, times int) {
	putAll := func(first, end int) {
		for k := first; k < end; k++ {
			m.Put(k, k)
		}
	}
	deleteAll := func(first, end int) {
		for k := first; k < end; k++ {
			m.Delete(k)
		}
	}
	wantFew := func(before int, calls string) {
		if resizes := m.Stats().Resizes - before; resizes > 2 {
			t.Errorf("in %s, %s, %d times over, cause %d resizes, want at most 2: "+
				"leave room between the size to grow at and the size to shrink at", where, calls, times, resizes)
		}
	}
	for keys := 1; keys <= 2 && !t.Failed(); keys++ {
		newKeys, oldKeys := "1 new key", "1 old key"
		if keys == 2 {
			newKeys, oldKeys = "2 new keys", "2 old keys"
		}
		before := m.Stats().Resizes
		for range times {
			putAll(n, n+keys)
			deleteAll(n, n+keys)
		}
		wantFew(before, "Put and then Delete of "+newKeys)
		before = m.Stats().Resizes
		for range times {
			deleteAll(max(0, n-keys), n)
			putAll(max(0, n-keys), n)
		}
		wantFew(before, "Delete and then Put of "+oldKeys)
	}
}

// checkSteadyMemory makes many calls on maps that keep few entries. With one hash the body of a loop makes all of them.
func checkSteadyMemory(t *exercise.T) {
	for _, h := range hashes[3:] {
		steadyMemory(t, hashmap.NewFunc[int, int](0, h.fn), ", with the hash "+h.code)
	}
	m, began := fill(hashmap.NewFunc[int, int](0, good), 30), false
	for range m.All() {
		began = true
		steadyMemory(t, m, ", in the body of a loop over m.All(), with the hash "+hashes[5].code)
		break
	}
	if !began {
		t.Errorf("m := hashmap.NewFunc[int, int](0, %s); 30 Puts; a loop over m.All() yields nothing", hashes[5].code)
	}
}

func steadyMemory(t *exercise.T, m *hashmap.Map[int, int], where string) {
	for _, work := range []struct {
		name string
		call func(i int)
	}{
		{"Put of a new key and Delete of an old one", func(i int) { m.Put(i, i); m.Delete(i - 30) }},
		{"Put of a known key", func(i int) { m.Put(i%30, i) }},
		{"Get and Delete of a missing key", func(i int) { m.Get(-i - 1); m.Delete(-i - 1) }},
		{"30 Puts and Clear", func(int) { m.Clear(); fill(m, 30) }},
	} {
		fill(m, 30)
		exercise.WantSteadyHeap(t, work.name+where, 2000, 40_000, work.call)
		m.Clear()
	}
	fill(m, 3)
	exercise.WantSteadyHeap(t, "loops over All, Keys and Values, each "+exercise.EachWay+where, 1000, 20_000, func(int) {
		exercise.LoopInEachWay(m.All(), doubled(m.Keys()), doubled(m.Values()))
	})
	runtime.KeepAlive(m)
}
