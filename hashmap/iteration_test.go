package hashmap_test

import (
	"fmt"
	"iter"
	"slices"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 5.

// tooLong is a number of rounds that no loop over the small maps here may reach.
const tooLong = 100_000

// filled returns a zero Map after m.Put(k, k) for k from 1 to n, and the words that say so. The keys
// are not 0, so that a zero that comes from nowhere stands out.
func filled(n int) (m *hashmap.Map[int, int], where string) {
	m = new(hashmap.Map[int, int])
	for k := 1; k <= n; k++ {
		m.Put(k, k)
	}
	return m, fmt.Sprintf("in a map after m.Put(k, k) for k from 1 to %d", n)
}

func checkAll(t *exercise.T) {
	for _, n := range []int{0, 1, 2, 7, 8, 9, 100, 1000} {
		m, where := filled(n)
		seen := make([]int, n+1)
		for k, v := range m.All() {
			if k < 1 || k > n || v != k {
				t.Fatalf("%s: All yields (%d, %d), which was not put", where, k, v)
			}
			if seen[k]++; seen[k] > 1 {
				t.Fatalf("%s: All yields the key %d twice", where, k)
			}
		}
		if k := slices.Index(seen[1:], 0) + 1; k > 0 {
			t.Fatalf("%s: All does not yield the key %d", where, k)
		}
	}
}

func checkKeysAndValues(t *exercise.T) {
	for _, n := range []int{0, 1, 10, 1000} {
		m := new(hashmap.Map[int, int])
		var wantKeys, wantValues []int
		for k := range n {
			m.Put(k, k/2) // each value twice
			wantKeys, wantValues = append(wantKeys, k), append(wantValues, k/2)
		}
		if got := slices.Sorted(m.Keys()); !slices.Equal(got, wantKeys) {
			t.Fatalf("after m.Put(k, k/2) for k from 0 to %d, Keys yields, sorted, %s", n-1, differAt(got, wantKeys))
		}
		if got := slices.Sorted(m.Values()); !slices.Equal(got, wantValues) {
			t.Fatalf("after m.Put(k, k/2) for k from 0 to %d, Values yields, sorted, %s", n-1, differAt(got, wantValues))
		}
	}
}

// differAt says where two lists part.
func differAt(got, want []int) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("%d in place %d, want %d", got[i], i, want[i])
		}
	}
	return fmt.Sprintf("%d items, want %d", len(got), len(want))
}

func checkCollect(t *exercise.T) {
	pairs := func(yield func(string, int) bool) {
		_ = yield("a", 1) && yield("b", 2) && yield("a", 3)
	}
	m := hashmap.Collect(iter.Seq2[string, int](pairs))
	if got, want := contents(m.All()), `["a": 3, "b": 2]`; got != want || m.Len() != 2 {
		t.Errorf("Collect of the pairs (a, 1), (b, 2), (a, 3) has the entries %s and Len %d, want %s and 2", got, m.Len(), want)
	}
	source, where := filled(100)
	if got, want := contents(hashmap.Collect(source.All()).All()), contents(source.All()); got != want {
		t.Errorf("%s: Collect(m.All()) has other entries than m:\ngot  %s\nwant %s", where, got, want)
	}
}

func checkBreak(t *exercise.T) {
	m, where := filled(20)
	// The loops call the sequence by hand: in a range loop Go itself panics if it is not stopped,
	// with a message that explains less.
	for _, seq := range []struct {
		name string
		loop func(body func() bool)
	}{
		{"All", func(body func() bool) { m.All()(func(int, int) bool { return body() }) }},
		{"Keys", func(body func() bool) { m.Keys()(func(int) bool { return body() }) }},
		{"Values", func(body func() bool) { m.Values()(func(int) bool { return body() }) }},
	} {
		rounds := 0
		seq.loop(func() bool { rounds++; return false })
		if rounds != 1 {
			t.Fatalf("%s: a loop over %s that breaks in its first round ran its body %d times, want once: "+
				"when yield returns false, return", where, seq.name, rounds)
		}
	}
}

func checkRangeAgain(t *exercise.T) {
	m, where := filled(20)
	seq := m.All()
	for range seq {
		break
	}
	for round := range 2 {
		if got := len(slices.Collect(keysOf(seq))); got != 20 {
			t.Fatalf("%s: seq := m.All() yields %d entries when ranged over again (time %d), want 20", where, got, round+2)
		}
	}
	for k := 21; k <= 1000; k++ {
		m.Put(k, k)
	}
	m.Delete(1)
	if got, want := slices.Sorted(keysOf(seq)), slices.Sorted(keysOf(m.All())); !slices.Equal(got, want) {
		t.Errorf("%s: seq := m.All(); m.Put of 980 more keys; m.Delete(1): ranging over seq yields, as keys sorted, %s: "+
			"let the sequence look at the map when a loop over it starts", where, differAt(got, want))
	}
}

// keysOf returns the keys of seq. It calls seq by hand: in a range loop Go itself panics if seq goes
// on after a break, with a message that explains less.
func keysOf(seq iter.Seq2[int, int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		seq(func(k, _ int) bool { return yield(k) })
	}
}

// sequence is one of a map's, with the name of its method.
type sequence struct {
	name string
	loop iter.Seq[int]
}

// sequences returns those of a map in which each key is its own value.
func sequences(m *hashmap.Map[int, int]) []sequence {
	return []sequence{{"All", keysOf(m.All())}, {"Keys", m.Keys()}, {"Values", m.Values()}}
}

func checkNested(t *exercise.T) {
	m, where := filled(20)
	pairs := map[[2]int]int{}
	for a := range m.All() {
		for b := range m.Keys() {
			pairs[[2]int{a, b}]++
		}
	}
	if len(pairs) != 20*20 {
		t.Errorf("%s: a loop in a loop sees %d different pairs of keys, want %d", where, len(pairs), 20*20)
	}
}

func checkDeleteAhead(t *exercise.T) {
	for _, n := range []int{2, 7, 20, 1000} {
		for i := range 3 {
			m, where := filled(n)
			seq := sequences(m)[i]
			var got []int
			for k := range seq.loop {
				if got = append(got, k); len(got) == 1 {
					deleteOthers(m, n, k)
				}
			}
			if len(got) != 1 {
				t.Fatalf("%s: the first round of a loop over %s, at key %d, deletes all other keys, yet the loop goes on to key %d, want it to end",
					where, seq.name, got[0], got[1])
			}
		}
	}
}

// deleteOthers deletes the keys from 1 to n other than key.
func deleteOthers(m *hashmap.Map[int, int], n, key int) {
	for other := 1; other <= n; other++ {
		if other != key {
			m.Delete(other)
		}
	}
}

// checkShrinkAndGrowInLoop leaves a table behind that may be as large as the one the loop began
// with, and is another.
func checkShrinkAndGrowInLoop(t *exercise.T) {
	for _, n := range []int{20, 1000} {
		m, where := filled(n)
		first := 0
		for k := range m.All() {
			if first == 0 {
				first = k
				deleteOthers(m, n, k)
				for i := 1; i < n; i++ {
					m.Put(n+i, n+i)
				}
			} else if k <= n {
				t.Fatalf("%s: the first round, at key %d, deletes all other keys and puts as many new ones, yet the loop goes on to key %d, which was deleted",
					where, first, k)
			}
		}
	}
}

func checkDeleteCurrent(t *exercise.T) {
	for _, n := range []int{1, 7, 20, 1000} {
		m, where := filled(n)
		rounds := 0
		for k := range m.All() {
			rounds++
			if v, ok := m.Delete(k); v != k || !ok {
				t.Fatalf("%s: the loop comes to key %d, but m.Delete(%d) = (%d, %t), want (%d, true)", where, k, k, v, ok, k)
			}
			if got, want := m.Len(), n-rounds; got != want {
				t.Fatalf("%s: the loop deletes each key it comes to; after m.Delete(%d) in round %d m.Len() = %d, want %d", where, k, rounds, got, want)
			}
		}
		if rounds != n || m.Len() != 0 {
			t.Fatalf("%s: a loop that deletes each key it comes to ran %d rounds and left Len %d, want %d rounds and 0", where, rounds, m.Len(), n)
		}
	}
}

func checkUpdateAhead(t *exercise.T) {
	for _, extra := range []int{0, 1000} {
		const n = 20
		m, where := filled(n)
		first := 0
		for k, v := range m.All() {
			if first == 0 {
				first = k
				updateAll(m, n, extra)
			} else if v != -1 {
				t.Fatalf("%s: the first round, at key %d, puts %d new keys and then sets every value to -1, yet the loop yields (%d, %d), want (%d, -1)",
					where, first, extra, k, v, k)
			}
		}
		m, where = filled(n)
		first = 0
		for v := range m.Values() {
			if first == 0 {
				first = v
				updateAll(m, n, extra)
			} else if v != -1 {
				t.Fatalf("%s: the first round of a loop over Values, at %d, puts %d new keys and then sets every value to -1, yet the loop yields %d",
					where, first, extra, v)
			}
		}
	}
}

// updateAll sets all values of the keys from 1 to n+extra to -1, the new keys first, since they may
// make the table grow.
func updateAll(m *hashmap.Map[int, int], n, extra int) {
	for k := n + extra; k > 0; k-- {
		m.Put(k, -1)
	}
}

func checkGrowInLoop(t *exercise.T) {
	for _, n := range []int{1, 6, 7, 20, 100} {
		m, where := filled(n)
		seen := map[int]int{}
		for k := range m.All() {
			if seen[k]++; seen[k] > 1 {
				t.Fatalf("%s: the first round puts 1000 new keys; the loop yields key %d twice", where, k)
			}
			if len(seen) == 1 {
				for i := range 1000 {
					m.Put(n+1+i, 0)
				}
			}
		}
		for k := 1; k <= n; k++ {
			if seen[k] == 0 {
				t.Fatalf("%s: the first round puts 1000 new keys; the loop does not yield key %d, which was there all the time", where, k)
			}
		}
	}
}

func checkClearInLoop(t *exercise.T) {
	for _, n := range []int{2, 20, 1000} {
		m, where := filled(n)
		rounds := 0
		for k := range m.All() {
			if rounds++; rounds > 1 {
				t.Fatalf("%s: the first round clears the map, yet the loop goes on to key %d, want it to end", where, k)
			}
			m.Clear()
		}
		m, where = filled(n)
		rounds = 0
		for k, v := range m.All() {
			if rounds++; rounds > 1 && v != -1 {
				t.Fatalf("%s: the first round clears the map and puts every key again with the value -1, yet the loop yields (%d, %d)", where, k, v)
			} else if rounds == 1 {
				m.Clear()
				for i := 1; i <= n; i++ {
					m.Put(i, -1)
				}
			}
		}
	}
}

// checkClearResizes clears an empty map, since one with entries may shrink on the way.
func checkClearResizes(t *exercise.T) {
	m, where := filled(100)
	m.Clear()
	before := m.Stats().Resizes
	m.Clear()
	if after := m.Stats().Resizes; after > before+1 {
		t.Errorf("%s: after m.Clear() Resizes is %d, and after another m.Clear() %d, want at most one more: count a table that Clear makes once or not at all",
			where, before, after)
	}
}

func checkPutEachRound(t *exercise.T) {
	m, where := filled(10)
	rounds := 0
	for range m.All() {
		if rounds++; rounds > tooLong {
			t.Fatalf("%s: a loop that puts a new key in each round still goes on after %d rounds, want it to end", where, tooLong)
		}
		m.Put(1000+rounds, 0)
	}
}

func checkReinsertEachRound(t *exercise.T) {
	for _, h := range hashes {
		m := fill(hashmap.NewFunc[int, int](0, h.fn), 10)
		rounds := 0
		for k := range m.All() {
			if rounds++; rounds > tooLong {
				t.Fatalf("in a map of the keys 0 to 9, with the hash %s: a loop that deletes its key and puts it again in each round still goes on after %d rounds, want it to end",
					h.code, tooLong)
			}
			m.Delete(k)
			m.Put(k, rounds)
		}
	}
}

func checkRandomLoops(t *exercise.T) {
	verbs := []verb{put, put, put, put, remove, remove, nextRound}
	for _, n := range []int{3, 10, 40} {
		for _, keys := range [][]int{upTo(n+4, 1)[1:], upTo(20*n, 1)[1:]} {
			loopScript(n).Random(t, 100, 200, mixed(keys, verbs...))
			loopScript(n).Random(t, 50, 60, mixed(keys, append(verbs, clearAll)...))
		}
	}
}

// loopScript returns a script of one loop over a map of n keys. The calls are what its body does,
// round by round.
func loopScript(n int) exercise.Script[call[int]] {
	return exercise.Script[call[int]]{
		Setup: fmt.Sprintf("m := new(hashmap.Map[int, int])\n"+
			"for k := 1; k <= %d; k++ { m.Put(k, k) }\n"+
			"for k, v := range m.All() { // the calls of its first round, then those of the next, and so on:", n),
		Play: func(calls []call[int], begin func()) *exercise.Mismatch {
			m, _ := filled(n)
			model := newLoopModel(n)
			for k, v := range m.All() {
				if wrong := model.yields(k, v); wrong != nil {
					return wrong
				}
				calls = doRound(calls, begin, m, model)
			}
			return model.end()
		},
		Rule: func(call[int]) string {
			return "a loop yields each entry that stays once, with its present value, and none that was removed (step 5)"
		},
	}
}

// doRound makes the calls of one round of a loop and returns the rest.
func doRound(calls []call[int], begin func(), m *hashmap.Map[int, int], model *loopModel) []call[int] {
	for i, c := range calls {
		begin()
		switch c.verb {
		case put:
			m.Put(c.key, c.value)
			model.put(c.key, c.value)
		case remove:
			m.Delete(c.key)
			delete(model.entries, c.key)
		case clearAll:
			m.Clear()
			clear(model.entries)
		case nextRound:
			return calls[i+1:]
		}
	}
	return nil
}

// loopModel says what a loop may yield.
type loopModel struct {
	entries map[int]*loopEntry
	atStart []*loopEntry
	rounds  int
}

// loopEntry is one entry from its Put until it is removed. When its key is put again, that is
// another entry.
type loopEntry struct {
	key, value int
	yielded    bool
}

func newLoopModel(n int) *loopModel {
	m := &loopModel{entries: make(map[int]*loopEntry)}
	for k := 1; k <= n; k++ {
		m.put(k, k)
		m.atStart = append(m.atStart, m.entries[k])
	}
	return m
}

func (m *loopModel) put(key, value int) {
	if e := m.entries[key]; e != nil {
		e.value = value
		return
	}
	m.entries[key] = &loopEntry{key: key, value: value}
}

// yields returns what is wrong with a loop that now yields an entry, or nil.
func (m *loopModel) yields(key, value int) *exercise.Mismatch {
	m.rounds++
	got := fmt.Sprintf("the loop going on to (%d, %d)", key, value)
	e := m.entries[key]
	switch {
	case m.rounds > tooLong:
		return &exercise.Mismatch{Got: fmt.Sprintf("%s in round %d", got, m.rounds), Want: "it to end"}
	case e == nil:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("nothing of key %d, which was removed", key)}
	case e.value != value:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("the present value, %d", e.value)}
	case e.yielded:
		return &exercise.Mismatch{Got: got + " a second time", Want: "each entry once"}
	}
	e.yielded = true
	return nil
}

// end returns what a loop that has ended should have yielded but did not, or nil.
func (m *loopModel) end() *exercise.Mismatch {
	for _, e := range m.atStart {
		if !e.yielded && m.entries[e.key] == e {
			return &exercise.Mismatch{
				Got:  "the loop ending",
				Want: fmt.Sprintf("it to yield (%d, %d), which was there all the time", e.key, e.value),
			}
		}
	}
	return nil
}
