package lrucache_test

import (
	"fmt"
	"slices"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The checks of step 4 whose loops change what they go through.

// sizes are those of the LRUs that loops go through.
var sizes = []int{1, 2, 3, 10, 100}

// forLoops calls check for a loop over All and one over Backward of full LRUs of several sizes n.
func forLoops(check func(c *lrucache.LRU[int, int], n int, where string, s sequence)) {
	for _, n := range sizes {
		for i := range 2 {
			c, where := filled(n)
			check(c, n, where, sequences(c)[i])
		}
	}
}

// inLoops runs forLoops. What the body does with each entry it comes to is up to the check; the keys
// must come as want says, given the keys in the order that there was at the start.
func inLoops(t *exercise.T, does string, body func(c *lrucache.LRU[int, int], key, round int), want func(keys []int) []int) {
	forLoops(func(c *lrucache.LRU[int, int], n int, where string, s sequence) {
		keys := exercise.UpTo(n)
		if s.name == "All" {
			slices.Reverse(keys)
		}
		var got []int
		for k, v := range s.seq {
			if v != k {
				t.Fatalf("%s: a loop over %s whose body %s yields (%d, %d), want (%d, %d)", where, s.name, does, k, v, k, k)
			}
			if got = append(got, k); len(got) > tooLong {
				t.Fatalf("%s: a loop over %s whose body %s still goes on after %d rounds, want it to end", where, s.name, does, tooLong)
			}
			body(c, k, len(got))
		}
		if wanted := want(keys); !slices.Equal(got, wanted) {
			t.Fatalf("%s: a loop over %s whose body %s yields the keys\n%v, want\n%v", where, s.name, does, got, wanted)
		}
	})
}

func same(keys []int) []int { return keys }

func checkGetInLoop(t *exercise.T) {
	inLoops(t, "Gets the key that it comes to", func(c *lrucache.LRU[int, int], key, _ int) { c.Get(key) }, same)
	inLoops(t, "Gets key 1 in each round", func(c *lrucache.LRU[int, int], _, _ int) { c.Get(1) }, same)
	inLoops(t, "Gets every key in the first round", func(c *lrucache.LRU[int, int], _, round int) {
		for k := 1; round == 1 && k <= c.Cap(); k++ {
			c.Get(k)
		}
	}, same)
}

func checkUpdateInLoop(t *exercise.T) {
	inLoops(t, "Puts the key that it comes to again, with the value that it has", func(c *lrucache.LRU[int, int], key, _ int) { c.Put(key, key) }, same)
	forLoops(func(c *lrucache.LRU[int, int], n int, where string, s sequence) {
		rounds := 0
		for k, v := range s.seq {
			if rounds++; rounds > 1 && v != -k {
				t.Fatalf("%s: the first round of a loop over %s sets the value of every key k to -k, yet the loop yields (%d, %d), want (%d, %d)",
					where, s.name, k, v, k, -k)
			}
			for k := 1; rounds == 1 && k <= n; k++ {
				c.Put(k, -k)
			}
		}
		if rounds != n {
			t.Fatalf("%s: the first round of a loop over %s sets the value of every key: the loop ran %d rounds, want %d", where, s.name, rounds, n)
		}
	})
}

func checkRemoveInLoop(t *exercise.T) {
	inLoops(t, "removes all other keys in its first round", func(c *lrucache.LRU[int, int], key, round int) {
		for k := 1; round == 1 && k <= c.Cap(); k++ {
			if k != key {
				c.Remove(k)
			}
		}
	}, func(keys []int) []int { return keys[:1] })
	inLoops(t, "removes the next key of the order", func(c *lrucache.LRU[int, int], key, _ int) {
		c.Remove(key - 1) // the next one of All; of Backward it has come already
		c.Remove(key + 1)
	}, func(keys []int) []int {
		var odd []int
		for i := 0; i < len(keys); i += 2 {
			odd = append(odd, keys[i])
		}
		return odd
	})
}

func checkRemoveCurrent(t *exercise.T) {
	inLoops(t, "removes the key that it comes to", func(c *lrucache.LRU[int, int], key, _ int) { c.Remove(key) }, same)
}

func checkEvictInLoop(t *exercise.T) {
	forLoops(func(c *lrucache.LRU[int, int], n int, where string, s sequence) {
		rounds := 0
		for k := range s.seq {
			if rounds++; rounds > 1 && k <= n {
				t.Fatalf("%s: the first round of a loop over %s puts %d new keys, yet the loop goes on to key %d, which was evicted", where, s.name, n, k)
			}
			for i := 1; rounds == 1 && i <= n; i++ {
				c.Put(n+i, n+i)
			}
		}
	})
}

func checkPutEachRound(t *exercise.T) {
	forLoops(func(c *lrucache.LRU[int, int], n int, where string, s sequence) {
		rounds := 0
		c.Resize(2*n + 1)
		for range s.seq {
			if rounds++; rounds > tooLong {
				t.Fatalf("%s and c.Resize(%d): a loop over %s that puts a new key in each round still goes on after %d rounds, want it to end",
					where, 2*n+1, s.name, tooLong)
			}
			c.Put(n+rounds, 0)
		}
	})
}

func checkReinsertEachRound(t *exercise.T) {
	forLoops(func(c *lrucache.LRU[int, int], _ int, where string, s sequence) {
		rounds := 0
		for k := range s.seq {
			if rounds++; rounds > tooLong {
				t.Fatalf("%s: a loop over %s that removes its key and puts it again in each round still goes on after %d rounds, want it to end",
					where, s.name, tooLong)
			}
			c.Remove(k)
			c.Put(k, rounds)
		}
	})
}

func checkNested(t *exercise.T) {
	const n = 10
	c, where := filled(n)
	var got, want []string
	for a := range c.All() {
		for b := range c.Backward() {
			got = append(got, fmt.Sprint(a, b))
		}
	}
	for a := n; a > 0; a-- {
		for b := 1; b <= n; b++ {
			want = append(want, fmt.Sprint(a, b))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: a loop over Backward in a loop over All yields the pairs of keys\n%v, want\n%v", where, got, want)
	}
	inLoops(t, "Gets key 1 and goes through another loop over All", func(c *lrucache.LRU[int, int], _, _ int) {
		c.Get(1)
		pairs(c.All())
	}, same)
}

func checkRandomLoops(t *exercise.T) {
	for _, n := range []int{2, 4, 10} {
		for i := range 2 {
			loopScript(n, i).Random(t, 150, 40, mixed(exercise.UpTo(n+3), get, put, put, remove, nextRound, nextRound))
		}
	}
}

// loopScript returns a script of one loop over All, or Backward, of an LRU of n entries. The calls
// are what its body does, round by round.
func loopScript(n, which int) exercise.Script[call[int]] {
	name := []string{"All", "Backward"}[which]
	return exercise.Script[call[int]]{
		Setup: fmt.Sprintf("c, _ := lrucache.New[int, int](%d)\n"+
			"for k := 1; k <= %d; k++ { c.Put(k, k) }\n"+
			"for k, v := range c.%s() { // the calls of its first round, then those of the next, and so on:", n, n, name),
		Play: func(calls []call[int], begin func()) *exercise.Mismatch {
			c, _ := filled(n)
			m := newLoopModel(n, which)
			for k, v := range sequences(c)[which].seq {
				if wrong := m.yields(k, v); wrong != nil {
					return wrong
				}
				calls = m.doRound(calls, begin, c)
			}
			return m.end()
		},
		Rule: func(call[int]) string {
			return "a loop yields each entry that stays once, in the order at its start, with its present value, and none that has left (step 4)"
		},
	}
}

// loopModel says what a loop may yield.
type loopModel struct {
	model[int]
	order   []int        // the keys at the start, in the order of the loop; 0 for one that has left or was yielded
	yielded map[int]bool // those of them that were yielded and have not left
	rounds  int
}

func newLoopModel(n, which int) *loopModel {
	m := &loopModel{model: model[int]{capacity: n}, order: exercise.UpTo(n), yielded: make(map[int]bool)}
	for _, k := range m.order {
		m.put(k, k)
	}
	if which == 0 {
		slices.Reverse(m.order)
	}
	return m
}

// yields returns what is wrong with a loop that now yields an entry, or nil.
func (m *loopModel) yields(key, value int) *exercise.Mismatch {
	m.rounds++
	got := fmt.Sprintf("the loop going on to (%d, %d)", key, value)
	found := m.peek(key)
	switch {
	case m.rounds > tooLong:
		return &exercise.Mismatch{Got: fmt.Sprintf("%s in round %d", got, m.rounds), Want: "it to end"}
	case !found.OK:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("nothing of key %d, which has left", key)}
	case found.Value != value:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("the present value, %d", found.Value)}
	case m.yielded[key]:
		return &exercise.Mismatch{Got: got + " a second time", Want: "each entry once"}
	}
	i := slices.Index(m.order, key)
	if i < 0 {
		return nil // added since
	}
	if next := m.next(); next != key {
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("key %d, which comes next in the order at the start", next)}
	}
	m.order[i] = 0
	m.yielded[key] = true
	return nil
}

// next returns the first key of the order that has not been yielded and has not left, or 0.
func (m *loopModel) next() int {
	for _, k := range m.order {
		if k != 0 {
			return k
		}
	}
	return 0
}

// doRound makes the calls of one round of the loop and returns the rest.
func (m *loopModel) doRound(calls []call[int], begin func(), c *lrucache.LRU[int, int]) []call[int] {
	for i, call := range calls {
		begin()
		if call.verb == nextRound {
			return calls[i+1:]
		}
		m.do(call, c)
	}
	return nil
}

func (m *loopModel) do(call call[int], c *lrucache.LRU[int, int]) {
	switch call.verb {
	case get:
		c.Get(call.key)
		m.get(call.key)
	case put:
		c.Put(call.key, call.value)
		for _, e := range m.put(call.key, call.value) {
			m.leave(e.Key)
		}
	case remove:
		c.Remove(call.key)
		m.take(call.key)
		m.leave(call.key)
	}
}

// leave takes a key out of the order. When it is put again that is another entry.
func (m *loopModel) leave(key int) {
	delete(m.yielded, key)
	if i := slices.Index(m.order, key); i >= 0 {
		m.order[i] = 0
	}
}

// end returns what a loop that has ended should have yielded but did not, or nil.
func (m *loopModel) end() *exercise.Mismatch {
	if next := m.next(); next != 0 {
		return &exercise.Mismatch{Got: "the loop ending", Want: fmt.Sprintf("it to yield key %d, which was there all the time", next)}
	}
	return nil
}
