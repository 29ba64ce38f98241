package lrucache_test

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file has the rows of steps 1 to 4 that are not lists of calls.

type ints = lrucache.LRU[int, int]

// wantAnswer fails t unless got, the answer to what is asked in Go, is the answer that is wanted.
func wantAnswer(t *exercise.T, asked string, got, want any) {
	if wrong := exercise.Compare(got, want); wrong != nil {
		t.Errorf("%s%s // got %s, want %s", asked, wrong.Path, wrong.Got, wrong.Want)
	}
}

// checkApart has two LRUs of the same capacity and two of different ones.
func checkApart(t *exercise.T, makers []maker[int]) {
	for _, capacities := range [][2]int{{2, 3}, {3, 3}, {2, 2}} {
		apart(t, "two LRUs share nothing", lrus[int](capacities[0]), lrus[int](capacities[1]), makers)
	}
}

// apart lets a list of calls go to two solutions in turn. Each has a model of its own.
func apart(t *exercise.T, rule string, first, second exercise.Ops[*solution[int], *model[int]], makers []maker[int]) {
	type two = exercise.Op[[2]*solution[int], [2]*model[int]]
	ops := exercise.Ops[[2]*solution[int], [2]*model[int]]{
		Setup: first.Setup + "\n" + ofSecond(second.Setup),
		New: func() (s [2]*solution[int], m [2]*model[int]) {
			s[0], m[0] = first.New()
			s[1], m[1] = second.New()
			return s, m
		},
	}
	random := mixed(exercise.UpTo(4), makers...)
	ops.Random(t, 30, 60, func(r *rand.Rand) two {
		op, i := random(r), r.IntN(2)
		text := op.Go
		if i == 1 {
			text = ofSecond(text)
		}
		return two{Go: text, Rule: rule + ": " + op.Rule,
			Solution: func(s [2]*solution[int]) any { return op.Solution(s[i]) }, Model: func(m [2]*model[int]) any { return op.Model(m[i]) }}
	})
}

var names = regexp.MustCompile(`\b(c|now|told)\b`)

// ofSecond gives the variables in a text other names: d, now2 and told2.
func ofSecond(text string) string {
	return names.ReplaceAllStringFunc(text, func(name string) string {
		if name == "c" {
			return "d"
		}
		return name + "2"
	})
}

// filled returns an LRU that is full after c.Put(k, k) for k from 1 to n, and the Go that makes it.
func filled(n int) (c *ints, where string) {
	c = newLRU[int, int](n)
	for k := 1; k <= n; k++ {
		c.Put(k, k)
	}
	return c, fmt.Sprintf("c, _ := lrucache.New[int, int](%d)\nfor k := 1; k <= %d; k++ { c.Put(k, k) }\n", n, n)
}

// sequence is one of an LRU's, with the name of its method.
type sequence struct {
	name string
	seq  iter.Seq2[int, int]
}

func sequences(c *ints) []sequence { return []sequence{{"All", c.All()}, {"Backward", c.Backward()}} }

func checkBreak(t *exercise.T) {
	c, where := filled(20)
	for _, s := range sequences(c) {
		rounds := 0
		// By hand: in a range loop Go itself panics if the sequence goes on, with a message that
		// explains less.
		s.seq(func(int, int) bool { rounds++; return false })
		if rounds != 1 {
			t.Fatalf("%srounds := 0\nfor range c.%s() { rounds++; break }\nrounds // got %d, want 1: when yield returns false, return", where, s.name, rounds)
		}
	}
}

// checkBreakPromotesNothing breaks its loops. A whole loop over Backward that promotes each entry in turn would end
// with the order that it began with.
func checkBreakPromotesNothing(t *exercise.T) {
	for i := range 2 {
		c, where := filled(3)
		s := sequences(c)[i]
		before := pairs(c.All())
		for range s.seq {
			break
		}
		wantAnswer(t, fmt.Sprintf("%sfor range c.%s() { break }\nc.All()", where, s.name), pairs(c.All()), before)
	}
}

func checkRangeAgain(t *exercise.T) {
	c, where := filled(3)
	for i, s := range sequences(c) {
		seq := fmt.Sprintf("%sseq := c.%s()\nfor range seq {}\n", where, s.name)
		first := pairs(s.seq)
		wantAnswer(t, seq+"seq, ranged over again,", pairs(s.seq), first)
		c.Get(1 + i)
		wantAnswer(t, fmt.Sprintf("%sc.Get(%d)\n// a sequence has to look at the LRU when a loop over it starts:\nseq", seq, 1+i), pairs(s.seq), pairs(sequences(c)[i].seq))
	}
}

func checkPanicInLoop(t *exercise.T) {
	for i := range 2 {
		c, where := filled(3)
		s, mine := sequences(c)[i], errors.New("the body's own panic")
		loop := fmt.Sprintf("%sfor range c.%s() { panic(mine) }", where, s.name)
		func() {
			defer func() { wantAnswer(t, loop, recover(), mine) }()
			for range s.seq {
				panic(mine)
			}
		}()
		t.Doing(loop + " // recovered; then c.All() and c.Put(4, 4)")
		wantAnswer(t, loop+" // recovered\nc.All()", pairs(c.All()), exercise.Phrase("[3: 3, 2: 2, 1: 1]"))
		wantAnswer(t, loop+" // recovered\nc.Put(4, 4)", exercise.Results(c.Put(4, 4)), exercise.Results(entry{1, 1}, true))
	}
}

// target is an LRU or a Cache whose methods are timed.
type target struct {
	both[int]
	put   func(key, value int)
	cache *cache
	tick  func() // moves the clock on
}

func lruTarget(capacity int) target {
	c := newLRU[int, int](capacity)
	return target{both: c, put: func(key, value int) { c.Put(key, value) }}
}

// flatOp is a timed call on a target of n entries, with the keys from 0 to n−1 if it adds none. Call number i has the
// key that key returns. Call reports whether what is asked, in Go, is true, as it should be.
type flatOp struct {
	name  string
	asked string
	key   func(n, i int) int
	call  func(c target, k, n int) bool
}

// Keys of timed calls.
func inTurn(n, i int) int    { return i % n }
func scattered(n, i int) int { return i * 7 % n }
func last(n, i int) int      { return n - 1 }
func absent(n, i int) int    { return n + i }

var flatOps = []flatOp{
	{"Get of the least recently used key", "_, ok := c.Get(k); ok", inTurn, func(c target, k, n int) bool { _, ok := c.Get(k); return ok }},
	{"Get of the most recently used key", "_, ok := c.Get(k); ok", last, func(c target, k, n int) bool { _, ok := c.Get(k); return ok }},
	{"Get of any key", "_, ok := c.Get(k); ok", scattered, func(c target, k, n int) bool { _, ok := c.Get(k); return ok }},
	{"Get of a missing key", "_, ok := c.Get(k); !ok", absent, func(c target, k, n int) bool { _, ok := c.Get(k); return !ok }},
	{"Peek", "_, ok := c.Peek(k); ok", scattered, func(c target, k, n int) bool { _, ok := c.Peek(k); return ok }},
	{"Peek of a missing key", "_, ok := c.Peek(k); !ok", absent, func(c target, k, n int) bool { _, ok := c.Peek(k); return !ok }},
	{"Put of a known key", "c.Put(k, k); true", inTurn, func(c target, k, n int) bool { c.put(k, k); return true }},
	{"Put of a new key into a full cache", "c.Put(k, k); true", absent, func(c target, k, n int) bool { c.put(k, k); return true }},
	{"Remove and Put of a known key", "_, ok := c.Remove(k); c.Put(k, k); ok", scattered, func(c target, k, n int) bool { _, ok := c.Remove(k); c.put(k, k); return ok }},
	{"Remove of a missing key", "_, ok := c.Remove(k); !ok", absent, func(c target, k, n int) bool { _, ok := c.Remove(k); return !ok }},
	{"Len", "c.Len() == n", last, func(c target, k, n int) bool { return c.Len() == n }},
}

// checkFlat compares large caches with small ones, both full or, as the last one, with room.
func checkFlat(t *exercise.T, where string, build func(capacity int) target, ops ...flatOp) {
	for _, op := range ops {
		exercise.Flat(t, op.name+where, func(n int) func(int) { return build(n).timed(t, op, n, n) })
	}
	room := flatOp{"Put of a new key and Remove of an old one, in a cache with room", "c.Put(k, k); _, ok := c.Remove(k - n); ok", absent, func(c target, k, n int) bool {
		c.put(k, k)
		_, ok := c.Remove(k - n)
		return ok
	}}
	exercise.Flat(t, room.name+where, func(n int) func(int) { return build(2*n).timed(t, room, n, 2*n) })
}

// checkFlatBelow uses a number of entries a little below a power of two: memory that grows by doubling has little room then.
func checkFlatBelow(t *exercise.T, where string, build func(capacity int) target) {
	for _, op := range flatOps[2:8] {
		exercise.SameCost(t, op.name+where, "with 4080 entries", build(4080).timed(t, op, 4080, 4080), "with 64", build(64).timed(t, op, 64, 64))
	}
}

func (c target) timed(t *exercise.T, op flatOp, n, capacity int) func(i int) {
	for k := range n {
		c.put(k, k)
	}
	wantAnswer(t, fmt.Sprintf("in a cache of capacity %d, after Puts of the keys from 0 to %d, c.Len()", capacity, n-1), c.Len(), n)
	return func(i int) {
		if k := op.key(n, i); !op.call(c, k, n) {
			t.Fatalf("n, k := %d, %d\n// in a cache of capacity %d, after Puts of the keys from 0 to n-1 and %d calls of this kind:\n%s // got false, want true", n, k, capacity, i, op.asked)
		}
	}
}

// wayOut is a way in which all n entries of a cache leave.
type wayOut struct {
	name string
	call func(c target, n int)
}

func removeAll(c target, n int) {
	for k := range n {
		c.Remove(k)
	}
}

func evictAll(c target, n int) {
	for k := range n {
		c.put(-1-k, k)
	}
}

// checkRefilled compares a large cache with a small one when both have been filled, emptied and filled again.
func checkRefilled(t *exercise.T, where string, build func(capacity int) target, ways ...wayOut) {
	for _, way := range ways {
		for _, op := range flatOps {
			switch op.name {
			case "Get of any key", "Get of a missing key", "Put of a new key into a full cache", "Remove and Put of a known key":
				what := fmt.Sprintf("%s%s, after Puts of n entries, then %s, and Puts of n entries again,", op.name, where, way.name)
				exercise.Flat(t, what, func(n int) func(int) {
					c := build(n)
					for k := range n {
						c.put(k, k)
					}
					way.call(c, n)
					return c.timed(t, op, n, n)
				})
			}
		}
	}
}

// checkWorn compares an LRU that has evicted many entries with a new one. The capacity is one that
// leaves little room in a table of buckets, so that what evicted entries leave behind adds up.
func checkWorn(t *exercise.T) {
	const n, evictions = 3072, 100_000
	worn, fresh := newLRU[int, int](n), newLRU[int, int](n)
	for i := range evictions {
		worn.Put(i, i)
	}
	for i := evictions - n; i < evictions; i++ {
		fresh.Put(i, i)
	}
	get := func(c *ints, from int) func(int) {
		return func(i int) {
			for _, row := range []struct {
				key  int
				want bool
			}{{evictions - 1 - i%n, true}, {-1 - i, false}} {
				if _, ok := c.Get(row.key); ok != row.want {
					t.Fatalf("c, _ := lrucache.New[int, int](%d)\nfor k := %d; k <= %d; k++ { c.Put(k, k) }\n_, ok := c.Get(%d); ok // got %t, want %t", n, from, evictions-1, row.key, ok, row.want)
				}
			}
		}
	}
	exercise.SameCost(t, "Get of a key that is there and of a missing one", "in an LRU that has evicted many entries", get(worn, 0), "in a new one with the same entries", get(fresh, evictions-n))
}

// wide is a key or a value of 128 bytes.
type wide [16]int

// checkAllocation counts allocations in full LRUs, with loops over them before if loops is true.
func checkAllocation(t *exercise.T, loops bool) {
	const n, runs = 256, 2048
	numbers, texts, large := newLRU[int, int](n), newLRU[string, int](n), newLRU[wide, wide](n)
	words := make([]string, n+2*runs)
	for i := range words {
		words[i] = strconv.Itoa(i)
	}
	for i, w := range words[:n] {
		numbers.Put(i, i)
		texts.Put(w, 0)
		large.Put(wide{i}, wide{i})
	}
	after := ""
	if loops {
		after = ", over which loops have run, each " + exercise.EachWay + ","
		exercise.LoopInEachWay(numbers.All(), numbers.Backward())
		exercise.LoopInEachWay(texts.All(), texts.Backward())
		exercise.LoopInEachWay(large.All(), large.Backward())
	}
	const some = 2*runs + n/2 // a key that is there after the first of these
	for _, row := range []struct {
		name  string
		asked string // in Go, of a key k
		key   func(i int) any
		want  bool
		call  func(i int) (ok bool)
	}{
		{"Put of a new int key", "_, ok := c.Put(k, v); ok", func(i int) any { return n + i }, true, func(i int) bool { _, ok := numbers.Put(n+i, i); return ok }},
		{"Put of a known int key", "_, ok := c.Put(k, v); ok", func(i int) any { return some + i%2 }, false, func(i int) bool { _, ok := numbers.Put(some+i%2, i); return ok }},
		{"Get of an int key", "_, ok := c.Get(k); ok", func(i int) any { return some + i%2 }, true, func(i int) bool { _, ok := numbers.Get(some + i%2); return ok }},
		{"Get of a missing int key", "_, ok := c.Get(k); ok", func(i int) any { return -1 - i }, false, func(i int) bool { _, ok := numbers.Get(-1 - i); return ok }},
		{"Put of a new string key", "_, ok := c.Put(k, v); ok", func(i int) any { return words[n+i] }, true, func(i int) bool { _, ok := texts.Put(words[n+i], i); return ok }},
		{"Put of a new key of 128 bytes with a value of 128 bytes", "_, ok := c.Put(k, v); ok", func(i int) any { return wide{n + i} }, true, func(i int) bool { _, ok := large.Put(wide{n + i}, wide{i}); return ok }},
	} {
		wrong, i := -1, 0                               // wrong is the first call with a wrong answer
		allocations := testing.AllocsPerRun(1, func() { // twice
			for range runs {
				if row.call(i) != row.want && wrong < 0 {
					wrong = i
				}
				i++
			}
		})
		if wrong >= 0 {
			t.Fatalf("k := %#v\n// in a full LRU of %d entries%s, %s, after %d calls of this kind:\n%s // got %t, want %t", row.key(wrong), n, after, row.name, wrong, row.asked, !row.want, row.want)
		}
		if each := allocations / runs; each > 0.05 {
			advice := ""
			if strings.HasPrefix(row.name, "Put of a new") {
				advice = ": reuse the memory of the evicted entry"
			}
			t.Errorf("in a full LRU of %d entries%s, %s allocates %.2f times on average, want at most 0.05%s", n, after, row.name, each, advice)
		}
	}
}

// checkLoopsOverFew compares loops over the few entries that are left of many with loops over as many that were always alone.
func checkLoopsOverFew(t *exercise.T) {
	const many, few = 50_000, 10
	holding := func(n int) *ints {
		c := newLRU[int, int](many)
		for i := range n {
			c.Put(i, i)
		}
		return c
	}
	oldest, newest := holding(many), holding(many)
	for i := range many - few {
		oldest.Remove(many - 1 - i)
		newest.Remove(i)
	}
	for what, c := range map[string]*ints{"the oldest": oldest, "the newest": newest} {
		for i, s := range sequences(c) {
			loop := func(seq iter.Seq2[int, int]) func(int) {
				return func(int) {
					n := 0
					for range seq {
						n++
					}
					if n != few {
						t.Fatalf("%d entries are put, and all but %s %d are removed: a loop over c.%s() yields %d entries, want %[3]d", many, what, few, s.name, n)
					}
				}
			}
			exercise.SameCost(t, fmt.Sprintf("a loop over c.%s()", s.name), fmt.Sprintf("in an LRU of %d entries from which all but %s %d were removed", many, what, few), loop(s.seq),
				fmt.Sprintf("in an LRU that has never had more than %d", few), loop(sequences(holding(few))[i].seq))
		}
	}
}

// checkFill compares how much memory the average Put allocates while an LRU is filled. One that is copied for every
// few entries allocates in proportion to their number.
func checkFill(t *exercise.T) {
	bytesEach := func(n int) int {
		bytes := exercise.Allocated(func() {
			for range 16 {
				c := newLRU[int, int](n)
				for i := range n {
					c.Put(i, i)
				}
				wantAnswer(t, fmt.Sprintf("after %d Puts of new keys into an LRU of capacity %d, c.Len()", n, n), c.Len(), n)
			}
		})
		return int(bytes) / (16 * n)
	}
	small, large := bytesEach(64), bytesEach(4096)
	if large > 8*max(small, 64) {
		t.Errorf("filling an LRU of 4096 entries allocates %d bytes for each Put, and filling one of 64 entries %d: want up to 8 times as much. Let memory grow by a factor, not by a fixed number of entries", large, small)
	}
}

const many = 270_000

func checkLarge(t *exercise.T) {
	c := newLRU[int, int](many)
	wantLarge(t, c.Get, c.Put)
}

func checkLargeCache(t *exercise.T) {
	var e entry
	var ok bool
	c := newCache(config{Capacity: many, OnRemove: func(key, value int, _ lrucache.Reason) { e, ok = entry{key, value}, true }})
	wantLarge(t, c.Get, func(key, value int) (entry, bool) {
		e, ok = entry{}, false
		c.Put(key, value)
		return e, ok
	})
}

// wantLarge has calls of a cache with that capacity; put returns what it evicts.
func wantLarge(t *exercise.T, get func(key int) (int, bool), put func(key, value int) (entry, bool)) {
	const n, more = many, 20_000
	for k := range n + more {
		if e, ok := put(k, -k); ok != (k >= n) || ok && e != (entry{k - n, n - k}) {
			t.Fatalf("the keys 0, 1, 2 and so on are put into a new cache of capacity %d, each with the value -key: Put of key %d evicts %s, want %s",
				n, k, evictedText(e, ok), evictedText(entry{k - n, n - k}, k >= n))
		}
	}
	for k := more; k < n+more; k += 2 {
		if v, ok := get(k); v != -k || !ok {
			t.Fatalf("after Puts of the keys from 0 to %d into a cache of capacity %d, c.Get(%d) = (%d, %t), want (%d, true)", n+more-1, n, k, v, ok, -k)
		}
	}
	for i := range more {
		oldest := more + 1 + 2*i
		if e, ok := put(-1-i, 0); !ok || e != (entry{oldest, -oldest}) {
			t.Fatalf("a cache of capacity %d has the keys from %d to %d, each with the value -key, and Get has used the even ones: Put of key %d evicts %s, want %s, the least recently used",
				n, more, n+more-1, -1-i, evictedText(e, ok), evictedText(entry{oldest, -oldest}, true))
		}
	}
}

// evictedText says which entry a Put has evicted.
func evictedText(e entry, ok bool) string {
	if !ok {
		return "no entry"
	}
	return fmt.Sprintf("key %d with value %d", e.Key, e.Value)
}

func checkResizeReturnsACopy(t *exercise.T) {
	c, where := filled(4)
	evicted, _ := c.Resize(2)
	before := listing(evicted)
	for k := 5; k < 9; k++ {
		c.Put(k, k)
	}
	more, _ := c.Resize(1)
	wantAnswer(t, where+"evicted, _ := c.Resize(2)\nfor k := 5; k < 9; k++ { c.Put(k, k) }\nc.Resize(1)\nevicted", listing(evicted), before)
	clear(append(evicted, make([]entry, 4)...))
	clear(append(more, make([]entry, 4)...))
	wantAnswer(t, where+"// the slices that Resize returned are cleared and appended to\nc.All()", pairs(c.All()), exercise.Phrase("[8: 8]"))
}
