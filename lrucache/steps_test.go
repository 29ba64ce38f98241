package lrucache_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches the rules, step by step. Most rows are a list of calls with the answers that matter.
// Answers that are not stated are checked too, by the model of model_test.go.

var steps = exercise.NewSteps(7)

// tooLong is a number of rounds that no loop over the small caches here may reach.
const tooLong = 100_000

// row is calls on a fresh LRU or Cache of this capacity.
type row struct {
	name     string
	capacity int
	calls    []op[int]
}

type point struct{ X, Y int }

type name struct{ First, Last string }

// twins are keys that fmt prints alike.
var twins = []name{{"a b", "c"}, {"a", "b c"}}

func TestStep1_GetPutEvict(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []row{
		{"Get finds the keys that were put, and no others", 5, []op[int]{
			get(1).Returns(0, false), put(1, 10).Returns(entry{}, false), put(2, 20), put(3, 30),
			get(1).Returns(10, true), get(2).Returns(20, true), get(3).Returns(30, true), get(4).Returns(0, false)}},
		{"Put of a new key into a full cache evicts and returns the least recently used entry", 3, append(puts(1, 2, 3),
			put(4, 40).Returns(entry{1, 10}, true), put(5, 50).Returns(entry{2, 20}, true), get(1).Returns(0, false), get(2), get(3).Returns(30, true),
			put(6, 60).Returns(entry{4, 40}, true), put(7, 70), put(8, 80).Returns(entry{3, 30}, true))},
		{"Get makes the entry that it finds the most recently used", 3, append(puts(1, 2, 3),
			get(1), put(4, 40).Returns(entry{2, 20}, true), get(2).Returns(0, false), get(1).Returns(10, true), get(3),
			put(5, 50).Returns(entry{4, 40}, true), put(6, 60).Returns(entry{1, 10}, true), put(7, 70))},
		{"Get of the most recently used entry keeps the order", 2, append(puts(1, 2), get(2), get(2), put(3, 30).Returns(entry{1, 10}, true), put(4, 40).Returns(entry{2, 20}, true))},
		{"Get of a missing key changes nothing", 2, append(puts(1, 2), get(3).Returns(0, false), put(3, 30).Returns(entry{1, 10}, true), get(1).Returns(0, false), put(4, 40).Returns(entry{2, 20}, true))},
		{"Put of a known key replaces its value and evicts no entry", 2, append(puts(1, 2),
			put(1, 11).Returns(entry{}, false), put(2, 21).Returns(entry{}, false), put(1, 12), get(1).Returns(12, true), get(2).Returns(21, true))},
		{"Put of a known key makes it the most recently used", 2, append(puts(1, 2), put(1, 11), put(3, 30).Returns(entry{2, 20}, true), get(1).Returns(11, true), get(2), get(3))},
		{"Put makes a known key the most recently used even if its value stays the same", 2, []op[int]{
			put(1, 10), put(2, 10), put(1, 10), put(3, 30).Returns(entry{2, 10}, true), get(1).Returns(10, true)}},
		{"an evicted key can be put again", 2, append(puts(1, 2, 3), get(1).Returns(0, false), put(1, 11).Returns(entry{2, 20}, true), get(1).Returns(11, true),
			put(2, 21).Returns(entry{3, 30}, true), put(3, 31), get(1), get(2), get(3))},
		{"0 and negative numbers are keys like any other", 3, append(puts(0, -1, -2), get(0), get(-1).Returns(-10, true), get(-2), get(1), put(1, 10).Returns(entry{0, 0}, true), get(0))},
	} {
		step.Row(row.name, func(t *exercise.T) { lrus[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("string keys are equal if their contents are equal", func(t *exercise.T) {
		lrus[string](2).Check(t, append(putAndGet("a", "", "b"), get(strings.Clone("b")), put("ab", 1), get(fmt.Sprint("a", "b")), get("b"))...)
	})
	step.Row("struct and array keys are equal if all their fields or elements are equal", func(t *exercise.T) {
		lrus[point](2).Check(t, putAndGet(point{}, point{1, 2}, point{2, 1})...)
		lrus[[2]string](2).Check(t, append(putAndGet([2]string{"a", ""}, [2]string{"", "a"}), get([2]string{strings.Clone("a")}))...)
	})
	step.Row("interface keys are equal if their types and values are equal", func(t *exercise.T) {
		lrus[any](5).Check(t, append(putAndGet[any](nil, 1, int8(1), "1", twins[0]), get[any](name{strings.Clone("a b"), "c"}), get[any](twins[1]), get[any](uint(1)))...)
	})
	step.Row("pointer keys are equal only if they point to the same variable", func(t *exercise.T) {
		c, a, b := newLRU[*point, int](2), &point{1, 2}, &point{1, 2}
		c.Put(a, 10)
		_, ok := c.Get(b)
		wantAnswer(t, "a, b := &point{1, 2}, &point{1, 2}\nc.Put(a, 10)\n_, ok := c.Get(b); ok", ok, false)
		a.X = 3
		v, _ := c.Get(a)
		wantAnswer(t, "a, b := &point{1, 2}, &point{1, 2}\nc.Put(a, 10)\na.X = 3\nv, _ := c.Get(a); v", v, 10)
	})
	step.Row("+0 and -0 are the same key", func(t *exercise.T) {
		lrus[float64](2).Check(t, put(0.0, 1), put(math.Copysign(0, -1), 2), get(0.0), put(1.5, 3), get(math.Copysign(0, -1)), put(2.5, 4))
	})
	step.Row("+0 and -0 are the same key in every type with floating-point numbers, such as float32, complex64 or an array", func(t *exercise.T) {
		forEachZero(t, zeroCheck{lru: true})
	})
	step.Row("keys that are not equal stay different even if they print alike", func(t *exercise.T) {
		lrus[name](3).Check(t, putAndGet(twins...)...)
	})
	step.Row("keys that are not equal stay different even if a common hash function gives equal hashes", func(t *exercise.T) {
		for _, keys := range [][]string{{"Aa", "BB"}, {"liquid", "costarring"}, {"quists", "creamwove"}} { // times 31, FNV-1a, FNV-1
			lrus[string](3).Check(t, putAndGet(keys...)...)
		}
		lrus[uint64](5).Check(t, putAndGet[uint64](1, 1<<16|1, 1<<32|1, 1<<63|1, 1<<32)...)
		long := strings.Repeat("x", 200)
		lrus[string](4).Check(t, putAndGet(long+"a"+long, long+"b"+long, long+long, long)...)
	})
	step.Row("two LRUs share nothing", func(t *exercise.T) { checkApart(t, ofStep1) })
	step.Row("goroutines may use LRUs of their own at the same time, since two LRUs share nothing", func(t *exercise.T) {
		lrus[int](4).AtOnce(t, 100, mixed(exercise.UpTo(6), ofStep1...))
	})
	step.Row("New returns nil and ErrCapacity if the capacity is less than 1", func(t *exercise.T) {
		for _, n := range []int{1, 1000, 0, -1, math.MinInt} {
			c, err := lrucache.New[int, int](n)
			want := exercise.Results(true, nil)
			if n < 1 {
				want = exercise.Results(false, lrucache.ErrCapacity)
			}
			wantAnswer(t, fmt.Sprintf("c, err := lrucache.New[int, int](%d)\nc != nil and err", n), exercise.Results(c != nil, err), want)
		}
	})
	step.Row("Put stores exactly the value that it is given, even if it equals the old one", func(t *exercise.T) {
		c, a, b := newLRU[int, *point](2), &point{1, 2}, &point{1, 2}
		c.Put(1, a)
		c.Put(1, b)
		v, ok := c.Get(1)
		wantAnswer(t, "a, b := &point{1, 2}, &point{1, 2}\nc.Put(1, a)\nc.Put(1, b)\nv, ok := c.Get(1)\nv == b and ok", exercise.Results(v == b, ok), exercise.Results(true, true))
	})
	step.Row("every capacity up to math.MaxInt works", func(t *exercise.T) {
		t.Doing("c, _ := lrucache.New[int, int](math.MaxInt)")
		lrus[int](math.MaxInt).Check(t, put(1, 10).Returns(entry{}, false), put(2, 20), get(1).Returns(10, true), get(3), put(2, 21), get(2))
	})
	step.Row("random calls give the same answers as a plain slice in order of use", func(t *exercise.T) {
		for capacity := 2; capacity < 6; capacity++ {
			lrus[int](capacity).Random(t, 60, 60, mixed(exercise.UpTo(capacity+2), ofStep1...))
		}
		lrus[int](12).Random(t, 30, 100, mixed(exercise.UpTo(16), ofStep1...))
		lrus[int](100).Random(t, 10, 1000, mixed(exercise.UpTo(150), ofStep1...))
		lrus[string](3).Random(t, 60, 40, mixed([]string{"", "a", "b", "c", "aa"}, byKey(get[string]), put))
	})
}

func TestStep2_RecencyRules(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []row{
		{"Len returns the number of entries", 2, []op[int]{length.Returns(0), put(1, 10), length.Returns(1), put(1, 11), length.Returns(1),
			put(2, 20), length.Returns(2), put(3, 30), length.Returns(2), get(3), get(4), length.Returns(2)}},
		{"Cap returns the capacity", 2, append([]op[int]{capacity.Returns(2)}, append(puts(1, 2, 3), capacity.Returns(2))...)},
		{"Peek finds the keys that are in the cache, and no others", 2, []op[int]{peek(1).Returns(0, false), put(1, 10), put(2, 20), peek(1).Returns(10, true), peek(2), peek(3).Returns(0, false),
			put(3, 30), peek(1).Returns(0, false), peek(2), peek(3)}},
		{"Peek does not promote the entry that it finds", 2, append(puts(1, 2), peek(1), put(3, 30).Returns(entry{1, 10}, true), get(1), get(2).Returns(20, true))},
		{"Len and Cap do not change the order", 2, append(puts(1, 2), length, capacity, put(3, 30).Returns(entry{1, 10}, true), get(1))},
		{"All yields the entries from the most to the least recently used", 3, []op[int]{all.Returns(entries()), put(1, 10), all.Returns(entries(1)), put(2, 20), put(3, 30), all.Returns(entries(3, 2, 1)),
			get(2), all.Returns(entries(2, 3, 1)), get(2), put(1, 10), all.Returns(entries(1, 2, 3)), put(4, 40), all.Returns(entries(4, 1, 2))}},
		{"Backward yields the entries from the least to the most recently used", 3, []op[int]{backward.Returns(entries()), put(1, 10), backward.Returns(entries(1)), put(2, 20), put(3, 30), get(2),
			backward.Returns(entries(1, 3, 2)), put(1, 10), backward.Returns(entries(3, 2, 1)), put(4, 40), backward.Returns(entries(2, 1, 4))}},
		{"All and Backward do not change the order", 3, append(puts(1, 2, 3), all, all, backward, backward, all.Returns(entries(3, 2, 1)), put(4, 40).Returns(entry{1, 10}, true), put(5, 50), get(1))},
		{"Remove returns the removed value and true", 3, append(puts(1, 2, 3), remove(2).Returns(20, true), get(2).Returns(0, false), length.Returns(2), all.Returns(entries(3, 1)), backward,
			remove(1), remove(3), length.Returns(0), all, backward)},
		{"Remove of a missing key changes nothing", 2, append([]op[int]{remove(1).Returns(0, false)}, append(puts(1, 2), remove(3), remove(3), length.Returns(2), all, put(3, 30), all)...)},
		{"Remove of a removed key changes nothing", 2, append(puts(1, 2), remove(1).Returns(10, true), remove(1).Returns(0, false), length.Returns(1), put(3, 30), length, all)},
		{"Remove makes room for one new entry", 3, append(puts(1, 2, 3), remove(2), put(4, 40).Returns(entry{}, false), all, put(5, 50).Returns(entry{1, 10}, true), all)},
		{"Remove of the most recently used entry leaves the others in order", 3, append(puts(1, 2, 3), remove(3), all.Returns(entries(2, 1)), backward, put(4, 40), put(5, 50), all)},
		{"Remove of the least recently used entry leaves the others in order", 3, append(puts(1, 2, 3), remove(1), all.Returns(entries(3, 2)), backward, put(4, 40), put(5, 50), all)},
		{"a removed key can be put again", 2, append(puts(1, 2), remove(1), all, put(1, 10), all.Returns(entries(1, 2)), backward, get(2), put(3, 30).Returns(entry{1, 10}, true), all)},
		{"Peek and Remove do not find an evicted key", 2, append(puts(1, 2, 3), peek(1).Returns(0, false), remove(1).Returns(0, false), length, all)},
		{"an LRU works with capacity 1", 1, []op[int]{get(1), put(1, 10), get(1), put(1, 11), put(2, 20).Returns(entry{1, 11}, true), get(1), get(2), all, backward, length, remove(2), all, length,
			put(3, 30), put(4, 40).Returns(entry{3, 30}, true), all}},
		{"a stored zero value is found, removed and evicted like any other value", 2, []op[int]{put(1, 0), get(1).Returns(0, true), get(2).Returns(0, false), peek(1).Returns(0, true), peek(2), length, all,
			put(1, 0), remove(1).Returns(0, true), remove(1).Returns(0, false), put(0, 0), put(2, 0), put(3, 0).Returns(entry{}, true), all}},
	} {
		step.Row(row.name, func(t *exercise.T) { lrus[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("a break in the body of a loop ends the loop", checkBreak)
	step.Row("All and Backward do not change the order, even if a break ends the loop", checkBreakPromotesNothing)
	step.Row("a sequence can be ranged over again, and each loop yields the entries that are there when it starts", checkRangeAgain)
	step.Row("a sequence that was made when the LRU was new shows the entries that are there when a loop starts, after any calls", func(t *exercise.T) {
		keepers(3).Check(t, keptAll, keptBackward, put(1, 10), keptAll, put(2, 20), keptBackward, remove(1), keptAll, keptBackward)
		keepers(4).Random(t, 60, 60, mixed(exercise.UpTo(6), with(ofStep2, plain(keptAll), plain(keptBackward))...))
		keepers(100).Random(t, 3, 400, mixed(exercise.UpTo(150), with(ofStep1, byKey(remove[int]), plain(keptAll), plain(keptBackward))...))
	})
	step.Row("a panic in the body of a loop reaches the caller, and the LRU stays as it is", checkPanicInLoop)
	step.Row("two LRUs share nothing", func(t *exercise.T) { checkApart(t, ofStep2) })
	step.Row("random calls give the same answers as a plain slice in order of use", func(t *exercise.T) {
		for capacity := 1; capacity < 6; capacity++ {
			lrus[int](capacity).Random(t, 60, 60, mixed(exercise.UpTo(capacity+2), ofStep2...))
		}
		lrus[int](100).Random(t, 3, 1000, mixed(exercise.UpTo(150), with(ofStep1, byKey(remove[int]), byKey(peek[int]), plain(all))...))
	})
}

func TestStep3_ConstantTimeLittleMemory(t *testing.T) {
	step := steps.Begin(t)
	step.Row("each method takes about as long in a large LRU as in a small one", func(t *exercise.T) {
		checkFlat(t, "", lruTarget, append(flatOps, flatOp{"Cap", "c.Cap() == n", last, func(c target, k, n int) bool { return c.both.(*ints).Cap() == n }})...)
		checkFlatBelow(t, "", lruTarget)
	})
	step.Row("filling a large LRU allocates about as much for each Put as filling a small one", checkFill)
	step.Row("Get takes about as long after many evictions as in a new LRU", checkWorn)
	step.Row("each method takes about as long after all entries have left and others were put", func(t *exercise.T) {
		checkRefilled(t, "", lruTarget, wayOut{"they are removed", removeAll}, wayOut{"they are evicted", evictAll})
	})
	step.Row("Get and Put allocate nothing when the LRU is full", func(t *exercise.T) { checkAllocation(t, false) })
	step.Row("Get and Put allocate nothing when the LRU is full, even after a break or a panic has ended a loop", func(t *exercise.T) { checkAllocation(t, true) })
	step.Row("a loop takes time for the entries that are there, not for those that were removed", checkLoopsOverFew)
	step.Row("the memory of a full LRU does not grow, however many entries pass through it", func(t *exercise.T) { checkSteady(t, 2) })
	step.Row("the memory of an LRU with a large capacity and few entries does not grow with the number of calls", func(t *exercise.T) {
		for _, capacity := range []int{math.MaxInt, 1 << 20} {
			checkSteady(t, capacity)
		}
	})
	step.Row("the memory of an LRU does not grow with the number of loops, even if a break or a panic ends them", func(t *exercise.T) {
		checkLoopsSteady(t, "", noCalls, noCalls)
		checkLoopsSteady(t, ", and then c.Get(2), c.Remove(1) and c.Put(1, 1)", noCalls, someCalls)
	})
	step.Row("an LRU with few entries takes little memory, however large its capacity is", func(t *exercise.T) {
		checkLargeCapacity(t, "c, _ := lrucache.New[int, int](n); ten Puts", func(n int) any {
			c := newLRU[int, int](n)
			puts10(func(k int) { c.Put(k, k) })
			return c
		})
	})
	step.Row("a key or a value that has left the LRU can be garbage collected", func(t *exercise.T) {
		checkCollectable(t, lruKeeper, "evicted", "removed", "replaced", "cleared")
	})
	step.Row("an LRU of capacity 270,000 keeps all its entries and evicts them in order", checkLarge)
}

func TestStep4_ClearAndResize(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []row{
		{"Clear removes every entry, and the LRU can be used again", 3, append([]op[int]{clearAll}, append(puts(1, 2, 3), clearAll, length.Returns(0), all, backward.Returns(entries()),
			get(1), peek(2), remove(3).Returns(0, false), put(3, 30), put(4, 40), put(5, 50), all.Returns(entries(5, 4, 3)), put(6, 60), all, backward)...)},
		{"Clear keeps the capacity", 2, append(puts(1, 2), clearAll, capacity.Returns(2), put(1, 10), put(2, 20), put(3, 30).Returns(entry{1, 10}, true), all)},
		{"Resize to a smaller capacity evicts the least recently used entries, and returns them, the least recently used first", 5, append(puts(1, 2, 3, 4, 5), get(2), get(1), resize(2).Returns(entries(3, 4, 5), nil),
			length.Returns(2), capacity.Returns(2), all.Returns(entries(1, 2)), backward, get(1), get(2), get(3).Returns(0, false), put(6, 60), all)},
		{"Resize to 1 keeps only the most recently used entry", 3, append(puts(1, 2, 3), get(1), resize(1).Returns(entries(2, 3), nil), all.Returns(entries(1)), put(4, 40).Returns(entry{1, 10}, true), all, backward)},
		{"Resize to a smaller capacity evicts no entry if all entries still fit", 5, append(puts(1, 2), resize(2).Returns(entries(), nil), all, capacity.Returns(2), put(3, 30).Returns(entry{1, 10}, true), all)},
		{"Resize to a larger capacity keeps every entry in order and makes room for new ones", 2, append(puts(1, 2), resize(4).Returns(entries(), nil), all.Returns(entries(2, 1)), capacity.Returns(4),
			put(3, 30), put(4, 40).Returns(entry{}, false), all, put(5, 50).Returns(entry{1, 10}, true), all)},
		{"Resize to the same capacity changes nothing", 2, append(puts(1, 2), get(1), resize(2).Returns(entries(), nil), all.Returns(entries(1, 2)), capacity, put(3, 30), all)},
		{"Resize to less than 1 returns ErrCapacity and changes nothing", 2, append(puts(1, 2), resize(0).Returns(entries(), lrucache.ErrCapacity), resize(-1), resize(math.MinInt),
			capacity.Returns(2), length.Returns(2), all, put(3, 30), all)},
		{"Resize of an empty LRU changes only the capacity", 5, []op[int]{resize(1).Returns(entries(), nil), all, capacity.Returns(1), put(1, 10), put(2, 20), all}},
		{"Resize to math.MaxInt makes room, and Resize to a smaller capacity evicts again", 2, append(puts(1, 2), resize(math.MaxInt), put(3, 30).Returns(entry{}, false), capacity.Returns(math.MaxInt),
			resize(1).Returns(entries(1, 2), nil), all)},
	} {
		step.Row(row.name, func(t *exercise.T) { lrus[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("an LRU can grow and shrink by hundreds of entries", func(t *exercise.T) {
		calls := append(puts(1, 2), resize(500))
		calls = append(calls, append(puts(exercise.UpTo(600)...), all, resize(3), all)...)
		calls = append(calls, append(puts(exercise.UpTo(20)...), resize(300))...)
		lrus[int](2).Check(t, append(calls, append(puts(exercise.UpTo(400)...), all, backward)...)...)
	})
	step.Row("a sequence that was made before Clear or Resize shows the entries that are there when a loop starts", func(t *exercise.T) {
		keepers(3).Check(t, put(1, 10), keptAll, clearAll, keptAll, keptBackward, put(2, 20), put(3, 30), keptAll, keptBackward, resize(1), keptAll, resize(9), put(4, 40), keptBackward, keptAll)
		keepers(3).Random(t, 100, 60, mixed(exercise.UpTo(12), with(ofStep4, plain(keptAll), plain(keptBackward))...))
	})
	step.Row("the slice that Resize returned belongs to the caller", checkResizeReturnsACopy)
	step.Row("each method takes about as long after Clear or Resize and new Puts as in a new LRU", func(t *exercise.T) {
		checkRefilled(t, "", lruTarget, wayOut{"c.Clear()", func(c target, _ int) { c.Clear() }},
			wayOut{"c.Resize(1) and c.Resize(n)", func(c target, n int) { l := c.both.(*ints); l.Resize(1); l.Resize(n) }})
	})
	step.Row("after Resize to a large capacity, an LRU with few entries takes little memory", checkLargeResize)
	step.Row("the memory of an LRU does not grow with the number of calls of Clear and Resize", checkClearSteady)
	step.Row("a key or a value that Resize evicted can be garbage collected", func(t *exercise.T) { checkCollectable(t, lruKeeper, "evicted by Resize") })
	step.Row("two LRUs share nothing", func(t *exercise.T) { checkApart(t, ofStep4) })
	step.Row("goroutines may call all methods of LRUs of their own at the same time, since two LRUs share nothing", func(t *exercise.T) {
		often := byKey(resize)
		lrus[int](4).AtOnce(t, 100, mixed(exercise.UpTo(6), with(ofStep4, put[int], put[int], often, often, often)...))
	})
	step.Row("random calls give the same answers as a plain slice in order of use", func(t *exercise.T) {
		lrus[int](3).Random(t, 300, 60, mixed(exercise.UpTo(12), ofStep4...))
		lrus[int](100).Random(t, 10, 1000, mixed(exercise.UpTo(30), with(ofStep2, put[int], byKey(resize))...))
	})
	for _, row := range loopRows {
		step.Row(row.name, row.check)
	}
	step.Row("the memory of an LRU does not grow with the number of loops that change it, even if a break or a panic ends them", func(t *exercise.T) {
		checkLoopsSteady(t, ", with c.Get(2), c.Remove(k) and c.Put(k, k) in the body for each key k", someCalls, noCalls)
	})
}

func TestStep5_Cache(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewCache returns nil and ErrCapacity or ErrTTL if the capacity or the TTL is not valid", checkNewCache)
	step.Row("a Cache works without OnRemove", checkWithoutOnRemove)
	for _, row := range cacheRows {
		step.Row(row.name, func(t *exercise.T) { cacheSetup{capacity: row.capacity}.ops().Check(t, row.calls...) })
	}
	step.Row("a Cache compares keys by ==, as an LRU does", checkCacheKeys)
	step.Row("+0 and -0 are the same key of a Cache", func(t *exercise.T) { forEachZero(t, zeroCheck{cache: true}) })
	step.Row("random calls give the same answers and OnRemove calls as a plain slice in order of use", func(t *exercise.T) {
		for capacity := 1; capacity < 5; capacity++ {
			cacheSetup{capacity: capacity}.ops().Random(t, 60, 80, mixed(exercise.UpTo(capacity+2), ofStep5...))
			cacheSetup{capacity: capacity, silent: true}.ops().Random(t, 30, 60, mixed(exercise.UpTo(capacity+2), ofStep5...))
		}
	})
	step.Row("two caches share nothing", func(t *exercise.T) { checkCachesApart(t, 0, ofStep5) })
	step.Row("goroutines may use caches of their own at the same time, since two Caches share nothing", func(t *exercise.T) {
		cacheSetup{capacity: 4}.ops().AtOnce(t, 100, mixed(exercise.UpTo(6), with(ofStep5, plain(told))...))
	})
	step.Row("OnRemove may call any method of the cache", func(t *exercise.T) { checkReentry(t, causes, methods) })
	step.Row("no lock is held while OnRemove runs", func(t *exercise.T) { checkNoLockInCallback(t, causes, methods) })
	step.Row("a method has done its work when it calls OnRemove", checkDoneBeforeTold)
	step.Row("if a call inside OnRemove makes values leave, OnRemove is called for them too", checkNestedRemovals)
	step.Row("if OnRemove calls Clear, the values that were still to be reported are reported too, once each", checkNestedClear)
	step.Row("a call inside OnRemove reports the values that it makes leave, and no others", func(t *exercise.T) { checkNestedCalls(t, 0) })
	step.Row("a method returns only after OnRemove was called for each value that it made leave", checkToldBeforeReturn)
	step.Row("Clear is atomic: no goroutine sees a cache that is half cleared", checkClearIsAtomic)
	step.Row("a value that has left the Cache can be garbage collected", func(t *exercise.T) {
		checkCollectable(t, cacheKeeper(0), "evicted", "removed", "replaced", "cleared")
	})
	step.Row("the memory of a Cache does not grow with the number of calls", func(t *exercise.T) { checkCacheSteady(t, 3, 0) })
	step.Row("the memory of a Cache with a large capacity and few entries does not grow with the number of calls", func(t *exercise.T) { checkCacheSteady(t, math.MaxInt, 0) })
	step.Row("a Cache with few entries takes little memory, however large its capacity is", func(t *exercise.T) { checkLargeCacheMemory(t, 0, false) })
	step.Row("each method takes about as long in a large Cache as in a small one", func(t *exercise.T) {
		checkFlat(t, "", cacheTarget(0), append(flatOps, flatStats)...)
		checkFlatBelow(t, "", cacheTarget(0))
	})
	step.Row("each method takes about as long after all entries have left and others were put", func(t *exercise.T) {
		checkRefilled(t, "", cacheTarget(0), wayOut{"c.Clear()", func(c target, _ int) { c.Clear() }}, wayOut{"they are removed", removeAll})
	})
	step.Row("a Cache of capacity 270,000 keeps all its entries and evicts them in order", checkLargeCache)
	step.Row("many goroutines may call Get: each call is counted, and the order stays intact", checkCountedGets)
	step.Row("OnRemove is called once for every value when many goroutines use the cache", func(t *exercise.T) { checkConserved(t, 0, nil) })
	step.Row("each of two calls at the same time returns only after OnRemove was called for each value that it made leave", func(t *exercise.T) { checkBothTold(t, 0) })
	step.Row("two calls at the same time give the same answers as one call after the other", func(t *exercise.T) { checkPairs(t, 0) })
	step.Row("the calls of several goroutines give the same answers as if they came one after another", checkLinearizable)
}

// clockUsesAnother is the name of a row of the steps 6 and 7.
const clockUsesAnother = "two Caches share nothing, so the clock of one may use the other"

func TestStep6_Expiry(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range expiryRows {
		step.Row(row.name, func(t *exercise.T) {
			cacheSetup{capacity: row.capacity, ttl: ttl, start: newYear}.ops().Check(t, row.calls...)
		})
	}
	step.Row("if TTL is 0, entries live forever", checkNoTTL)
	step.Row("an entry expires exactly at its time of writing plus TTL, not a nanosecond before", checkDeadline)
	step.Row("the clock may jump by hundreds of years, forward and back", checkFarClock)
	step.Row("after the clock has jumped by hundreds of years, new entries expire when their TTL has passed", checkFarLives)
	step.Row("each call reads the clock exactly once", checkReadings)
	step.Bubble("if Now is nil, the clock is time.Now", checkRealClock)
	step.Row(clockUsesAnother, func(t *exercise.T) { checkClockUsesAnother(t, methods) })
	step.Row("random calls at random times give the same answers as a plain slice in order of use", checkRandomExpiry)
	step.Row("two caches share nothing", func(t *exercise.T) { checkCachesApart(t, ttl, ofStep6) })
	step.Row("OnRemove may call any method of the cache, even when it is called for expired entries", func(t *exercise.T) { checkReentry(t, expiries, methods) })
	step.Row("a call inside OnRemove for an expired entry reports only the values that it makes leave", func(t *exercise.T) { checkNestedCalls(t, ttl) })
	step.Row("all entries that have expired have left, and are counted, when OnRemove is called for the first", checkExpiredBeforeTold)
	step.Row("no lock is held while OnRemove runs for an expired entry", func(t *exercise.T) { checkNoLockInCallback(t, expiries, methods) })
	step.Row("a Cache with few entries takes little memory, however large its capacity is", func(t *exercise.T) { checkLargeCacheMemory(t, time.Hour, false) })
	step.Row("each method takes about as long in a large Cache as in a small one", func(t *exercise.T) {
		checkFlat(t, ", with a TTL,", cacheTarget(time.Hour), append(flatOps, flatStats, flatExpiry)...)
		checkFlatBelow(t, ", with a TTL,", cacheTarget(time.Hour))
	})
	step.Row("a value that has expired can be garbage collected", func(t *exercise.T) { checkCollectable(t, cacheKeeper(time.Hour), "expired") })
	step.Row("a value that left before its TTL was over can be garbage collected", func(t *exercise.T) {
		checkCollectable(t, cacheKeeper(time.Hour), "evicted", "removed", "replaced", "cleared")
	})
	step.Row("the memory of a Cache does not grow with the number of calls", func(t *exercise.T) { checkCacheSteady(t, 3, time.Hour) })
	step.Row("the memory of a Cache with a large capacity and few entries does not grow with the number of calls", func(t *exercise.T) { checkCacheSteady(t, math.MaxInt, time.Hour) })
	step.Row("each method takes about as long after all entries have expired and others were put", func(t *exercise.T) {
		checkRefilled(t, ", with a TTL,", cacheTarget(time.Hour), wayOut{"they expire", func(c target, n int) {
			for range n {
				c.tick()
			}
			c.Len()
		}}, wayOut{"c.Clear()", func(c target, _ int) { c.Clear() }})
	})
	step.Row("OnRemove is called once for every value, also while entries expire", func(t *exercise.T) { checkConserved(t, ttl, nil) })
	step.Row("each of two calls at the same time returns only after OnRemove was called for each value that it made leave", func(t *exercise.T) { checkBothTold(t, ttl) })
	step.Row("two calls at the same time give the same answers as one call after the other", func(t *exercise.T) { checkPairs(t, ttl) })
}

func TestStep7_Loading(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range loadRows {
		step.Bubble(row.name, row.check)
	}
	step.Row("random calls with loads give the same answers as a plain slice in order of use", func(t *exercise.T) {
		for capacity := 1; capacity < 5; capacity++ {
			cacheSetup{capacity: capacity, ttl: ttl, start: newYear, loads: true}.ops().Random(t, 50, 60, mixed(exercise.UpTo(capacity+2), ofStep7...))
			cacheSetup{capacity: capacity, ttl: ttl, start: newYear, loads: true, silent: true}.ops().Random(t, 20, 60, mixed(exercise.UpTo(capacity+2), ofStep7...))
		}
	})
	step.Bubble("random calls while loads of several keys run give the same answers as one call after another", checkLoadsAmongCalls)
	step.Row("two caches share nothing", func(t *exercise.T) { checkCachesApart(t, ttl, ofStep7) })
	step.Row("goroutines may load through caches of their own at the same time, since two Caches share nothing", func(t *exercise.T) {
		cacheSetup{capacity: 4, ttl: ttl, start: newYear, loads: true}.ops().AtOnce(t, 50, mixed(exercise.UpTo(6), ofStep7...))
	})
	step.Bubble(clockUsesAnother, func(t *exercise.T) {
		checkClockUsesAnother(t, append(methods, method{"GetOrLoad(ctx, 1, f)", func(c *cache) { c.GetOrLoad(background, 1, returning(11, nil).call) }}))
	})
	step.Row("+0 and -0 are the same key for loads too", func(t *exercise.T) { forEachZero(t, zeroCheck{load: true}) })
	step.Row("a Cache with few entries takes little memory, however large its capacity is", func(t *exercise.T) { checkLargeCacheMemory(t, time.Hour, true) })
	step.Row("a loaded value lives from the end of its load, or from the greatest reading of the clock, if the clock has gone back", checkLoadLives)
	step.Row("a load that has ended leaves no memory behind", checkLoadsSteady)
	step.Bubble("a caller that returns because its ctx ends leaves no memory behind", checkGivenUpSteady)
	step.Row("each method takes about as long while many loads run as while few do", checkLoadsFlat)
	step.Row("each method takes about as long while many loads run in a Cache of capacity 2", checkLoadsFlatSmall)
	step.Row("the error of a load is counted before any of its callers gets it", checkErrorCounted)
	step.Row("many goroutines that ask for one key share one load", checkOneLoad)
	step.Row("a load that Put or Clear has detached stores nothing, even if it ends during OnRemove", checkToldDuringLoad)
	step.Row("a call while a load ends sees the cache before or after the result is stored, and nothing between", checkDuringLoad)
	step.Bubble("when many goroutines load, put and remove, no value is lost and no goroutine is left", checkLoadStorm)
}
