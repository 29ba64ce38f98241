package lrucache_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

var steps = exercise.NewSteps(7)

// tooLong is a number of rounds that no loop over the small caches here may reach.
const tooLong = 100_000

type point struct{ X, Y int }

type name struct{ First, Last string }

// twins are keys that fmt prints alike.
var twins = []name{{"a b", "c"}, {"a", "b c"}}

func TestStep1_GetPutEvict(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []struct {
		name     string
		capacity int
		calls    []call[int]
	}{
		{"Get finds what was put, and nothing else", 5, calls(gets(1), puts(1, 2, 3), gets(1, 2, 3, 4))},
		{"a new key evicts the least recently used entry of a full cache, and Put returns it", 3,
			calls(puts(exercise.UpTo(12)...), gets(exercise.UpTo(12)...))},
		{"Get of an entry makes it the most recently used", 3, calls(puts(1, 2, 3), gets(1), puts(4), gets(2, 1, 3), puts(5, 6, 7))},
		{"Get of the most recently used entry leaves it so", 2, calls(puts(1, 2), gets(2, 2), puts(3, 4))},
		{"Get of a missing key changes nothing", 2, calls(puts(1, 2), gets(3), puts(3), gets(1), puts(4))},
		{"Put of a known key replaces its value and evicts nobody", 2,
			calls(puts(1, 2), putAs(1, 11), putAs(2, 21), putAs(1, 12), gets(1, 2))},
		{"Put of a known key makes it the most recently used", 2, calls(puts(1, 2), putAs(1, 11), puts(3), gets(1, 2, 3))},
		{"Put of a known key with the value that it has makes it the most recently used", 2,
			calls(putAs(1, 10), putAs(2, 10), putAs(1, 10), puts(3), gets(1, 2, 3))},
		{"an evicted key can return", 2, calls(puts(1, 2, 3), gets(1), puts(1), gets(2), puts(2, 3), gets(1, 2, 3))},
		{"0 and negative ints are keys like any other", 3, calls(puts(0, -1, -2), gets(0, -1, -2, 1), puts(1), gets(0))},
	} {
		step.Row(row.name, func(t *exercise.T) { script[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("strings are keys, equal by their contents", func(t *exercise.T) {
		script[string](2).Check(t, calls(puts("a", "", "b"), gets("a", "", "b", fmt.Sprint("", "b")), puts("ab"), gets("", "b"))...)
	})
	step.Row("structs are keys, equal by their fields", func(t *exercise.T) {
		script[point](2).Check(t, calls(puts(point{}, point{1, 2}, point{2, 1}), gets(point{}, point{1, 2}, point{2, 1}))...)
	})
	step.Row("keys that print alike are different keys", func(t *exercise.T) {
		script[name](3).Check(t, calls(puts(twins...), gets(twins...))...)
	})
	step.Row("keys that a common hash function does not tell apart are different keys", func(t *exercise.T) {
		for _, keys := range [][]string{{"Aa", "BB"}, {"liquid", "costarring"}, {"quists", "creamwove"}} { // times 31, FNV-1a, FNV-1
			script[string](3).Check(t, calls(puts(keys...), gets(keys...))...)
		}
		numbers := []uint64{1, 1<<16 | 1, 1<<32 | 1, 1<<63 | 1, 1 << 32}
		script[uint64](5).Check(t, calls(puts(numbers...), gets(numbers...))...)
	})
	step.Row("two caches share nothing", func(t *exercise.T) {
		a, b := newLRU[int, int](2), newLRU[int, int](2)
		a.Put(1, 10)
		if got, ok := b.Get(1); ok {
			t.Errorf("after a.Put(1, 10) on another LRU, b.Get(1) = (%d, %t), want (0, false)", got, ok)
		}
	})
	step.Row("New refuses a capacity below 1 with ErrCapacity", checkNew)
	step.Row("answers are those of a slice in order of use, over random calls", func(t *exercise.T) {
		for capacity := 2; capacity < 6; capacity++ {
			script[int](capacity).Random(t, 60, 60, mixed(exercise.UpTo(capacity+2), get, put))
		}
		script[int](12).Random(t, 30, 100, mixed(exercise.UpTo(16), get, put, put))
		script[int](100).Random(t, 10, 1000, mixed(exercise.UpTo(150), get, put, put))
		script[string](3).Random(t, 60, 40, mixed([]string{"", "a", "b", "c", "aa"}, get, put))
	})
}

func checkNew(t *exercise.T) {
	for _, n := range []int{0, -1} {
		if c, err := lrucache.New[int, int](n); !errors.Is(err, lrucache.ErrCapacity) {
			t.Errorf("lrucache.New[int, int](%d) = (%v, %v), want an error that is ErrCapacity", n, c, err)
		}
	}
	for _, n := range []int{1, 1000} {
		if c, err := lrucache.New[int, int](n); c == nil || err != nil {
			t.Errorf("lrucache.New[int, int](%d) = (%v, %v), want an LRU and no error", n, c, err)
		}
	}
}

func TestStep2_RecencyRules(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []struct {
		name     string
		capacity int
		calls    []call[int]
	}{
		{"Len counts the entries", 2, calls(bare(length), puts(1), bare(length), puts(1, 2), bare(length), puts(3), bare(length), gets(3, 4), bare(length))},
		{"Cap is the capacity", 2, calls(bare(capacity), puts(1, 2, 3), bare(capacity))},
		{"Peek finds what was put, and nothing else", 2, calls(peeks(1), puts(1, 2), peeks(1, 2, 3), puts(3), peeks(1, 2, 3))},
		{"Peek does not promote", 2, calls(puts(1, 2), peeks(1), puts(3), gets(1, 2, 3))},
		{"Len and Cap do not promote", 2, calls(puts(1, 2), bare(length, capacity), puts(3), gets(1, 2, 3))},
		{"All goes from the most to the least recently used", 3,
			calls(bare(all), puts(1), bare(all), puts(2, 3), bare(all), gets(2), bare(all), gets(2), putAs(1, 11), bare(all), puts(4), bare(all))},
		{"Backward goes from the least to the most recently used", 3,
			calls(bare(backward), puts(1), bare(backward), puts(2, 3), gets(2), bare(backward), putAs(1, 11), bare(backward), puts(4), bare(backward))},
		{"All and Backward do not promote", 3, calls(puts(1, 2, 3), bare(all, all, backward, backward, all), puts(4, 5), gets(1, 2, 3, 4, 5))},
		{"Remove returns what it removes", 3, calls(puts(1, 2, 3), removes(2), gets(2), bare(length, all, backward), removes(1, 3), bare(length, all, backward))},
		{"Remove of a missing key changes nothing", 2, calls(removes(1), puts(1, 2), removes(3, 3), bare(length, all), puts(3), bare(all))},
		{"Remove of a removed key changes nothing", 2, calls(puts(1, 2), removes(1, 1), bare(length), puts(3), bare(length, all))},
		{"Remove makes room for one entry", 3, calls(puts(1, 2, 3), removes(2), puts(4), bare(all), puts(5), bare(all))},
		{"Remove of the most recently used entry leaves the others in order", 3, calls(puts(1, 2, 3), removes(3), bare(all, backward), puts(4, 5), bare(all))},
		{"Remove of the least recently used entry leaves the others in order", 3, calls(puts(1, 2, 3), removes(1), bare(all, backward), puts(4, 5), bare(all))},
		{"a removed key can return", 2, calls(puts(1, 2), removes(1), bare(all), puts(1), bare(all, backward), gets(2), puts(3), bare(all))},
		{"an evicted key is gone for good", 2, calls(puts(1, 2, 3), peeks(1), removes(1), bare(length, all))},
		{"capacity 1 works", 1, calls(gets(1), puts(1), gets(1), putAs(1, 11), puts(2), gets(1, 2), bare(all, backward, length), removes(2), bare(all, length), puts(3, 4), bare(all))},
		{"a stored zero value is found, removed and evicted like any other", 2,
			calls(putAs(1, 0), gets(1, 2), peeks(1, 2), bare(length, all), putAs(1, 0), removes(1), removes(1), putAs(1, 0), putAs(2, 0), putAs(3, 0), bare(all))},
	} {
		step.Row(row.name, func(t *exercise.T) { script[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("a loop that is left by break stops the sequence", checkBreak)
	step.Row("All and Backward do not promote, also in a loop that is left by break", checkBreakPromotesNothing)
	step.Row("the same sequence can be ranged over again", checkRangeAgain)
	step.Row("answers are those of a slice in order of use, over random calls", func(t *exercise.T) {
		for capacity := 1; capacity < 6; capacity++ {
			script[int](capacity).Random(t, 60, 60, mixed(exercise.UpTo(capacity+2), get, put, put, peek, remove, length, all, backward))
		}
		script[int](100).Random(t, 3, 1000, mixed(exercise.UpTo(150), get, put, put, put, peek, remove, all))
	})
}

func TestStep3_ConstantTimeAndLean(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Get, Put and Remove cost the same in a large cache as in a small one", checkFlat)
	step.Row("Get costs the same after many evictions as before", checkWorn)
	step.Row("Put into a full LRU allocates nothing", checkAllocation)
	step.Row("a value that was evicted, removed, replaced or cleared can be collected", checkCollectable)
}

func TestStep4_ClearAndResize(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []struct {
		name     string
		capacity int
		calls    []call[int]
	}{
		{"Clear removes every entry, and the cache can be used again", 3,
			calls(bare(clearAll), puts(1, 2, 3), bare(clearAll, length, all, backward), gets(1, 2, 3), puts(3, 4, 5), bare(all), puts(6), bare(all, backward))},
		{"Clear keeps the capacity", 2, calls(puts(1, 2), bare(clearAll, capacity), puts(1, 2, 3), bare(all))},
		{"Resize to less evicts the least recently used, in this order, and returns them", 5,
			calls(puts(1, 2, 3, 4, 5), gets(2, 1), resizes(2), bare(length, capacity, all, backward), gets(1, 2, 3), puts(6), bare(all))},
		{"Resize to 1 keeps the most recently used", 3, calls(puts(1, 2, 3), gets(1), resizes(1), bare(all), puts(4), bare(all, backward))},
		{"Resize to less evicts nobody while there is room", 5, calls(puts(1, 2), resizes(2), bare(all, capacity), puts(3), bare(all))},
		{"Resize to more keeps every entry in order, and makes room", 2,
			calls(puts(1, 2), resizes(4), bare(all, capacity), puts(3, 4), bare(all), puts(5), bare(all))},
		{"Resize to the present capacity changes nothing", 2, calls(puts(1, 2), gets(1), resizes(2), bare(all, capacity), puts(3), bare(all))},
		{"Resize to a size below 1 is refused with ErrCapacity and changes nothing", 2,
			calls(puts(1, 2), resizes(0), resizes(-1), bare(capacity, length, all), puts(3), bare(all))},
		{"Resize of an empty cache evicts nobody", 5, calls(resizes(1), bare(all, capacity), puts(1, 2), bare(all))},
	} {
		step.Row(row.name, func(t *exercise.T) { script[int](row.capacity).Check(t, row.calls...) })
	}
	step.Row("a cache can grow and shrink by hundreds of entries", func(t *exercise.T) {
		script[int](2).Check(t, calls(puts(1, 2), resizes(500), puts(exercise.UpTo(600)...), bare(all), resizes(3), bare(all),
			puts(exercise.UpTo(20)...), resizes(300), puts(exercise.UpTo(400)...), bare(all, backward))...)
	})
	step.Row("values evicted by Resize can be collected", checkResizeCollectable)
	step.Row("answers are those of a slice in order of use, over random calls", func(t *exercise.T) {
		script[int](3).Random(t, 300, 60, mixed(exercise.UpTo(12), get, put, put, put, peek, remove, length, capacity, all, backward, clearAll, resize))
		script[int](100).Random(t, 10, 1000, mixed(exercise.UpTo(30), get, put, put, put, remove, all, resize))
	})
	step.Row("Get in a loop: every entry comes once, in the order that there was at the start", checkGetInLoop)
	step.Row("Put of a known key in a loop: every entry comes once, with its present value", checkUpdateInLoop)
	step.Row("Remove in a loop: what is removed before the loop reaches it does not come", checkRemoveInLoop)
	step.Row("a loop may remove each entry as it comes to it", checkRemoveCurrent)
	step.Row("what is evicted before the loop reaches it does not come", checkEvictInLoop)
	step.Row("a loop that puts a new key each round ends", checkPutEachRound)
	step.Row("a loop that removes its key and puts it again each round ends", checkReinsertEachRound)
	step.Row("loops over one cache can be nested", checkNested)
	step.Row("a loop whose body Gets, Puts and Removes at random sees what the rules allow", checkRandomLoops)
}

func TestStep5_Cache(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewCache refuses a capacity below 1 with ErrCapacity and a negative TTL with ErrTTL", checkNewCache)
	step.Row("a Cache without OnRemove works", checkWithoutOnRemove)
	for _, row := range cacheRows {
		step.Row(row.name, func(t *exercise.T) { cacheScript(row.capacity, 0).Check(t, row.calls...) })
	}
	step.Row("answers and calls of OnRemove are those of a slice in order of use, over random calls", func(t *exercise.T) {
		for capacity := 1; capacity < 5; capacity++ {
			cacheScript(capacity, 0).Random(t, 60, 80, mixed(exercise.UpTo(capacity+2), get, put, put, peek, remove, length, stats, clearAll))
		}
	})
	step.Row("OnRemove may call any method of the cache", checkReentry)
	step.Row("no lock is held while OnRemove runs", checkNoLockInCallback)
	step.Row("what OnRemove causes is reported too", checkNestedRemovals)
	step.Row("what OnRemove causes does not disturb the reports that are still to come", checkNestedClear)
	step.Row("OnRemove returns before the call that caused it does", checkToldBeforeReturn)
	step.Row("a value that has left can be collected", func(t *exercise.T) { checkLeftCollectable(t, 0) })
	step.Row("Hits and Misses add up to the calls of Get when many goroutines call it", checkCountedGets)
	step.Row("every value put leaves once when many goroutines use the cache", checkConserved)
	step.Row("nothing comes in between: calls that wait for one another can be put into one order", checkInBetween)
	step.Row("goroutines see one cache: their calls can be put into one order", checkLinearizable)
	step.Row("Clear is one step: nobody sees a cache that is half cleared", checkClearIsOneStep)
}

func TestStep6_Expiry(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range expiryRows {
		step.Row(row.name, func(t *exercise.T) { cacheScript(row.capacity, ttl).Check(t, row.calls...) })
	}
	step.Row("without a TTL an entry lives for ever", checkNoTTL)
	step.Row("an entry has expired at its time of writing plus TTL, not a nanosecond before", checkDeadline)
	step.Bubble("without Now the clock is time.Now", checkRealClock)
	step.Row("expiry works over random calls and times", func(t *exercise.T) {
		for capacity := 1; capacity < 5; capacity++ {
			cacheScript(capacity, ttl).Random(t, 100, 80, mixed(exercise.UpTo(capacity+1), get, put, put, peek, remove, length, stats, clearAll, advance, advance))
			cacheScript(capacity, ttl).Random(t, 100, 60, ticking(exercise.UpTo(capacity+3)))
		}
	})
	step.Row("a method costs the same in a large cache as in a small one", checkExpiryFlat)
	step.Row("a value that has expired can be collected", checkExpiredCollectable)
	step.Row("a value that has left before its time can be collected", func(t *exercise.T) { checkLeftCollectable(t, time.Hour) })
}

func TestStep7_Loading(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range loadRows {
		step.Bubble(row.name, row.check)
	}
	step.Row("many goroutines that ask for one key share one load", checkOneLoad)
	step.Row("no second load starts while the result of the first is stored", checkNoSecondLoad)
	step.Bubble("loads, Puts and Removes by many goroutines leave nothing behind and lose nobody", checkLoadStorm)
}
