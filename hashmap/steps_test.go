package hashmap_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(8)

func TestStep1_PutGetLen(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Get finds what was put, and nothing else", func(t *exercise.T) {
		zeroMap[int]().Check(t, calls(puts(1, 2, 3), gets(1, 2, 3, 4, 0))...)
	})
	step.Row("two maps share nothing", checkTwoMaps)
	for _, row := range []struct {
		name  string
		calls []call[int]
	}{
		{"a zero Map is empty and ready to use", calls(gets(1), puts(1), gets(1))},
		{"Put of a known key replaces its value and returns the old one, and Len stays",
			calls(putAs(1, 10), putAs(2, 20), putAs(1, 11), gets[int](), putAs(1, 12), gets(1, 2))},
		{"a stored zero value is found", calls(putAs(7, 0), gets(7), putAs(7, 0), gets(7), putAs(7, 1), gets(7))},
		{"negative keys are keys like any other",
			calls(puts(-1, -7, -8, 1, 7), gets(-1, -7, -8, 1, 7, 8, -2))},
		{"math.MinInt and math.MaxInt are keys like any other",
			calls(puts(math.MinInt, math.MaxInt, math.MinInt+1, 0), gets(math.MinInt, math.MaxInt, math.MinInt+1, 0, -1))},
		{"keys that are equal in their low digits are kept apart",
			calls(puts(0, 10, 100, 1000, 10000), gets(0, 10, 100, 1000, 10000, 100000))},
		{"keys that are equal in their low bits are kept apart",
			calls(puts(0, 64, 1<<16, 1<<32, 1<<62), gets(0, 64, 1<<16, 1<<32, 1<<62, 1<<20))},
	} {
		step.Row(row.name, func(t *exercise.T) { zeroMap[int]().Check(t, row.calls...) })
	}
	step.Row("answers are those of Go's map over random calls", func(t *exercise.T) {
		zeroMap[int]().Random(t, 200, 40, mixed([]int{0, 1, -1, 8, 16, 24}, put, get, length))
	})
}

func checkTwoMaps(t *exercise.T) {
	var a, b hashmap.Map[int, int]
	a.Put(1, 10)
	if got, ok := b.Get(1); ok || b.Len() != 0 {
		t.Errorf("after a.Put(1, 10) on another map, b.Get(1) = (%d, %t) and b.Len() = %d, want (0, false) and 0", got, ok, b.Len())
	}
}

type point struct{ X, Y int }

type (
	userID   int
	userName string
)

func TestStep2_AnyKeyAnyHash(t *testing.T) {
	step := steps.Begin(t)
	rowOfKeys(step, "strings are keys, equal by their contents", "", "a", "b", "ab", fmt.Sprint("a", "b", "c"))
	rowOfKeys(step, "long strings are keys, equal by all of their bytes", "a longer key, of more than sixteen bytes", "a longer key, of more than thirteen bytes",
		"a longer key, of less than sixteen bytes", "a longer key, of more than sixteen lines")
	rowOfKeys(step, "structs are keys, equal by their fields", point{}, point{1, 2}, point{2, 1}, point{-1, 2}, point{1, 1})
	rowOfKeys(step, "arrays are keys, equal by their elements", [2]string{}, [2]string{"a", "b"}, [2]string{"ab", ""}, [2]string{"", "ab"}, [2]string{"a b", ""}, [2]string{"a", "b "})
	rowOfKeys[any](step, "interfaces are keys, equal by type and value", 1, int8(1), 1.0, "1", point{1, 1}, nil)
	rowOfKeys(step, "booleans are keys", false, true)
	rowOfKeys(step, "named integer types are keys", userID(1), userID(-1), userID(64), userID(math.MinInt))
	rowOfKeys(step, "named string types are keys", userName(""), userName("ann"), userName("bob"))
	rowOfKeys(step, "small integers are keys", int8(0), int8(-128), int8(127), int8(-1))
	rowOfKeys(step, "unsigned integers are keys", 0, uint64(math.MaxUint64), 1, 1<<63)

	for _, h := range hashes {
		step.Row(h.name+" costs time, never a wrong answer", func(t *exercise.T) { checkHash(t, h) })
	}
	step.Row("NewFunc hashes with the function it is given", checkHashIsUsed)
	step.Row("Get calls the hash at most once", checkOneHashPerGet)
	step.Row("NewFunc panics if hash is nil", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewFunc[int, int](0, nil)", func() { hashmap.NewFunc[int, int](0, nil) })
	})
	step.Row("NewFunc panics if capacity is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewFunc[int, int](-1, hash)", func() { hashmap.NewFunc[int, int](-1, hashes[0].fn) })
	})
}

// rowOfKeys adds a row on a zero map that puts some keys and looks for all of them.
func rowOfKeys[K comparable](step *exercise.Step, rule string, keys ...K) {
	step.Row(rule, func(t *exercise.T) {
		half := keys[:(len(keys)+1)/2]
		zeroMap[K]().Check(t, calls(puts(half...), gets(keys...), puts(keys...), gets(keys...))...)
	})
}

// checkHash puts as many keys as there is room for, so that a search for a missing key may meet no
// empty place at all. It looks for each key at once: a count that overflows may be right again soon.
func checkHash(t *exercise.T, h hash) {
	for _, n := range []int{8, 64, 300} {
		keys := upTo(n, 1)
		var fill []call[int]
		for _, k := range keys {
			fill = calls(fill, putAs(k, 10*k), gets(k))
		}
		withHash(n, h).Check(t, calls(fill, gets(-1, n), puts(keys...), gets(keys...))...)
	}
	withHash(40, h).Random(t, 20, 200, mixed(upTo(40, 1), put, put, get, length))
}

// counting returns a good hash function and how often it has been called.
func counting() (hash func(int) uint64, called *int) {
	called = new(int)
	return func(k int) uint64 {
		*called++
		return uint64(k) * 0x9e3779b97f4a7c15
	}, called
}

func checkHashIsUsed(t *exercise.T) {
	const n = 30 // more than a map may keep in a list before it begins to hash
	hash, called := counting()
	m := hashmap.NewFunc[int, int](n, hash)
	for k := range n {
		m.Put(k, k)
	}
	if *called < n {
		t.Errorf("after %d Puts of different keys the function given to NewFunc was called %d times, want at least %d", n, *called, n)
	}
}

func checkOneHashPerGet(t *exercise.T) {
	hash, called := counting()
	m := hashmap.NewFunc[int, int](16, hash)
	for k := range 16 {
		m.Put(k, k)
	}
	for k := range 32 {
		*called = 0
		if m.Get(k); *called > 1 {
			t.Fatalf("m.Get(%d) called the hash %d times, want at most once", k, *called)
		}
	}
}

func TestStep3_Delete(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range []struct {
		name  string
		calls []call[int]
	}{
		{"Delete returns what it removes", calls(puts(1, 2), deletes(1), gets(1, 2), deletes(2), gets(1, 2))},
		{"Delete of a missing key changes nothing", calls(deletes(1), puts(1, 2), deletes(3), deletes(3), gets(1, 2, 3))},
		{"Delete of a deleted key changes nothing", calls(puts(1, 2), deletes(1, 1), gets(1, 2))},
		{"a stored zero value is deleted like any other", calls(putAs(1, 0), deletes(1, 1), gets(1))},
		{"a deleted key can return", calls(puts(1, 2), deletes(1), putAs(1, 11), gets(1, 2), deletes(1), gets(1, 2))},
	} {
		step.Row(row.name, func(t *exercise.T) { zeroMap[int]().Check(t, row.calls...) })
	}
	step.Row("Delete removes only its own key, wherever in a run of collisions it stands", func(t *exercise.T) {
		keys := upTo(12, 1)
		for _, h := range hashes {
			for _, victim := range keys {
				withHash(16, h).Check(t, calls(puts(keys...), deletes(victim), gets(keys...), puts(victim), gets(keys...))...)
			}
		}
	})
	step.Row("Delete removes only its own key among hundreds that collide", func(t *exercise.T) {
		keys := upTo(300, 1)
		for _, h := range hashes {
			withHash(len(keys), h).Check(t, calls(puts(keys...), deletes(keys[:280]...), gets(keys...), puts(keys...), deletes(keys[20:]...), gets(keys...))...)
		}
	})
	step.Row("Delete removes only its own key where a run wraps around the end of the table", checkDeleteWraps)
	step.Row("Delete removes only its own key over random calls", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(40, h).Random(t, 60, 100, mixed(upTo(20, 1), put, put, get, remove, remove, length))
		}
	})
}

// checkDeleteWraps makes short runs of collisions everywhere in a table: it cannot know where the
// table ends, so it tries so many hashes that some of the runs must wrap around.
func checkDeleteWraps(t *exercise.T) {
	for i := range 2000 {
		base := uint64(i) - 64 // the largest values too, for tables that take the low bits
		if i >= 128 {
			base = uint64(i) * 0x9e3779b97f4a7c15
		}
		h := hash{
			code: fmt.Sprintf("func(k int) uint64 { return %#x + uint64(k)%%3 }", base),
			fn:   func(k int) uint64 { return base + uint64(k)%3 },
		}
		keys := upTo(6, 1)
		withHash(8, h).Check(t, calls(puts(keys...), deletes(0, 4), gets(keys...), puts(0), deletes(1, 2), gets(keys...))...)
	}
}

func TestStep4_Growth(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New panics if capacity is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.New[int, int](-1)", func() { hashmap.New[int, int](-1) })
	})
	step.Row("New(n) is an empty map for any n", func(t *exercise.T) {
		for _, n := range []int{0, 1, 7, 8, 1000} {
			setup := fmt.Sprintf("hashmap.New[int, int](%d)", n)
			against(setup, func() *hashmap.Map[int, int] { return hashmap.New[int, int](n) }).
				Check(t, calls(gets(1), puts(1, 2), gets(1, 2, 3), deletes(1), gets(1, 2))...)
		}
	})
	step.Row("growth keeps every entry", func(t *exercise.T) {
		for _, n := range append(upTo(130, 1), 1000) {
			zeroMap[int]().Check(t, calls(puts(upTo(n, 1)...), gets(upTo(n+1, 1)...))...)
		}
	})
	step.Row("growth keeps every entry, whatever the hash", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Check(t, calls(puts(upTo(300, 1)...), gets(upTo(301, 1)...), deletes(upTo(300, 7)...), gets(upTo(301, 1)...))...)
		}
	})
	step.Row("deleting most keys keeps the rest", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Check(t, calls(puts(upTo(300, 1)...), deletes(upTo(290, 1)...), gets(upTo(300, 1)...), puts(upTo(20, 1)...), gets(upTo(300, 1)...))...)
		}
	})
	step.Row("growth keeps every entry over random calls", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Random(t, 20, 400, mixed(upTo(200, 1), put, put, put, get, remove, length))
		}
		zeroMap[string]().Random(t, 20, 400, mixed([]string{"", "a", "b", "c", "aa", "bb", "cc", "abc"}, put, put, get, remove))
	})
	step.Row("Len is at most Slots, always", checkSlots)
	step.Row("New(n) takes n Puts without a resize", checkPresize)
	step.Row("LongestProbe is 0 for an empty map and at least 1 for any other", checkLongestProbe)
	step.Row("weak hashes are mixed", checkMixing)
	step.Row("the default hash spreads keys of any type", checkDefaultHash)
	step.Row("Get, Put and Delete cost the same in a large map as in a small one", checkFlat)
	step.Row("a map that has grown hashes with the function given to NewFunc", checkHashIsKept)
	step.Row("n Puts call the hash at most 4n times", checkHashCalls)
	step.Row("n Puts resize the table at most 2·log2(n)+4 times", checkResizes)
	step.Row("n Puts allocate memory in proportion to n", checkAllocation)
}

func TestStep5_Iteration(t *testing.T) {
	step := steps.Begin(t)
	step.Row("All yields every entry once", checkAll)
	step.Row("Keys yields every key and Values every value once", checkKeysAndValues)
	step.Row("Collect keeps the last of equal keys", checkCollect)
	step.Row("Clear removes every entry", func(t *exercise.T) {
		zeroMap[int]().Check(t, calls([]call[int]{{verb: clearAll}}, puts(upTo(20, 1)...), []call[int]{{verb: clearAll}},
			gets(upTo(20, 1)...), puts(3), gets(upTo(20, 1)...), []call[int]{{verb: collect}})...)
	})
	step.Row("Clear of an empty map counts as one resize at most", checkClearResizes)
	step.Row("after any calls All yields what Get finds", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Random(t, 20, 200, mixed(upTo(30, 1), put, put, put, get, remove, collect))
		}
		zeroMap[int]().Random(t, 20, 400, mixed(upTo(100, 1), put, put, put, get, remove, collect, clearAll))
	})
	step.Row("a loop that is left by break stops the sequence", checkBreak)
	step.Row("the same sequence can be ranged over again", checkRangeAgain)
	step.Row("loops over one map can be nested", checkNested)
	step.Row("an entry deleted before it is reached does not appear", checkDeleteAhead)
	step.Row("a loop may delete each entry as it comes to it", checkDeleteCurrent)
	step.Row("a value updated before it is reached appears updated", checkUpdateAhead)
	step.Row("nothing old appears when the table shrinks and grows again meanwhile", checkShrinkAndGrowInLoop)
	step.Row("no entry is yielded twice, also when the table grows meanwhile", checkGrowInLoop)
	step.Row("after Clear nothing old appears", checkClearInLoop)
	step.Row("a loop that puts a new key each round ends", checkPutEachRound)
	step.Row("a loop that deletes its key and puts it again each round ends", checkReinsertEachRound)
	step.Row("a loop that changes the map sees what the rules of range allow, over random changes", checkRandomLoops)
}

func TestStep6_HardKeys(t *testing.T) {
	step := steps.Begin(t)
	nan, negativeZero := math.NaN(), math.Copysign(0, -1)
	step.Row("+0 and -0 are one key", func(t *exercise.T) {
		zeroMap[float64]().Check(t, calls(puts(0.0, negativeZero), gets(0.0, negativeZero), deletes(negativeZero), gets(0.0))...)
	})
	step.Row("each Put of NaN adds an entry, which Get and Delete miss", func(t *exercise.T) {
		for _, source := range nanMaps {
			against(source.code, source.fresh).
				Check(t, calls(puts(nan, 1, nan), gets(nan, 1), deletes(nan), gets(nan, 1), []call[float64]{{verb: collect}})...)
		}
	})
	step.Row("LongestProbe leaves out keys that no lookup finds", checkNaNProbe)
	step.Row("growth keeps every NaN", func(t *exercise.T) { checkNaNsStay(t, growWithNaNs) })
	step.Row("shrinking keeps every NaN", func(t *exercise.T) { checkNaNsStay(t, shrinkWithNaNs) })
	step.Row("a loop yields every NaN, also when the table grows meanwhile", checkNaNsInLoop)
	step.Row("Clear removes every NaN", checkClearNaNs)
	step.Row("hard keys behave as in Go's map over random calls", func(t *exercise.T) {
		keys := []float64{nan, 0, negativeZero, 1, math.Inf(1), math.SmallestNonzeroFloat64}
		zeroMap[float64]().Random(t, 100, 60, mixed(keys, put, put, get, remove, length, collect))
		zeroMap[any]().Random(t, 100, 60, mixed([]any{nan, 0.0, negativeZero, 0, [1]any{nan}}, put, put, get, remove, length, collect))
	})
	step.Row("a key that cannot be compared makes Put panic and leaves the map as it was", checkUncomparable)
}

func TestStep7_Churn(t *testing.T) {
	step := steps.Begin(t)
	step.Row("a million calls with at most 64 live keys keep Slots at most 1024", checkChurnSlots)
	step.Row("lookups stay short after many deletions", checkChurnCost)
	step.Row("after deleting down Slots is at most max(64, 16·(Len+1), Slots after New)", checkShrink)
	step.Row("a table that has shrunk gives its memory back", checkMemory)
	step.Row("alternating Put and Delete at any size resize the table at most twice", checkThrash)
	step.Row("a value that was deleted, replaced or cleared can be collected", checkCollectable)
}

func TestStep8_ManyGoroutines(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewSharded panics if shards is less than 1", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewSharded[int, int](0)", func() { hashmap.NewSharded[int, int](0) })
		exercise.WantPanic(t, "hashmap.NewSharded[int, int](-1)", func() { hashmap.NewSharded[int, int](-1) })
	})
	for _, shards := range []int{1, 2, 3, 7, 64} {
		step.Row(fmt.Sprintf("Put, Get, Delete and Len work as in Map, shards: %d", shards), func(t *exercise.T) {
			script := withShards(shards)
			keys := upTo(30, -7)
			script.Check(t, calls(gets(keys[0]), puts(keys...), gets(keys...), deletes(keys[:20]...), gets(keys...))...)
			script.Random(t, 20, 200, mixed(keys, put, put, get, remove, length))
		})
	}
	step.Row("+0 and -0 are one key, in one shard", checkShardOfZero)
	step.Row("Update calls its function once, with what is stored", checkUpdate)
	step.Row("Update whose function panics changes nothing and leaves no lock held", checkUpdatePanics)
	step.Row("Put, Delete and Update of a key wait while an Update of it runs", checkUpdateExcludes)
	step.Row("operations on different shards do not wait for one another", checkShardsIndependent)
	step.Row("no update is lost when many goroutines Update one key", checkLostUpdates)
	step.Row("every value put comes back once when many goroutines Put and Delete", checkValuesConserved)
	step.Row("goroutines with keys of their own do not disturb one another, and Len is exact after", checkOwnKeys)
	step.Row("Get never sees half a value", checkWholeValues)
}
