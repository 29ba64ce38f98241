package hashmap_test

// Each row of a step is a rule. The rows that teach it are lists of calls with their answers:
//
//	put(1, 20).Returns(10, true)
//
// says that m.Put(1, 20) returns 10 and true. Rows with random calls compare the answers with those of
// Go's own map. Len is asked after every call.

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(8)

// rule is a row that makes calls on a fresh map.
type rule[K comparable] struct {
	name  string
	calls []op[K]
}

func rows[K comparable](step *exercise.Step, maps ops[K], rules ...rule[K]) {
	for _, r := range rules {
		step.Row(r.name, func(t *exercise.T) { maps.Check(t, r.calls...) })
	}
}

func list[K comparable](calls ...op[K]) []op[K] { return calls }

func TestStep1_PutGetLen(t *testing.T) {
	step := steps.Begin(t)
	rows(step, zeroMap[int](),
		rule[int]{"a zero Map is empty and ready to use", list(
			length[int]().Returns(0), get(1).Returns(0, false), put(1, 10).Returns(0, false), get(1).Returns(10, true), length[int]().Returns(1))},
		rule[int]{"Get finds every key that was put, and no other key", list(
			put(1, 10).Returns(0, false), put(2, 20).Returns(0, false), get(1).Returns(10, true), get(2).Returns(20, true),
			get(3).Returns(0, false), get(0).Returns(0, false), length[int]().Returns(2))},
		rule[int]{"Put of a key in the map replaces its value and returns the old one, and Len stays", list(
			put(1, 10).Returns(0, false), put(2, 20).Returns(0, false), put(1, 11).Returns(10, true), length[int]().Returns(2),
			put(1, 12).Returns(11, true), get(1).Returns(12, true), get(2).Returns(20, true))},
		rule[int]{"a stored zero value is found like any other value", list(
			put(7, 0).Returns(0, false), get(7).Returns(0, true), put(7, 0).Returns(0, true), put(7, 1).Returns(0, true), get(7).Returns(1, true))},
		rule[int]{"negative keys are keys like any other", list(
			put(-1, 10).Returns(0, false), put(1, 20).Returns(0, false), put(-8, 30).Returns(0, false), get(-1).Returns(10, true),
			get(1).Returns(20, true), get(-8).Returns(30, true), get(8).Returns(0, false), get(-2).Returns(0, false))},
		rule[int]{"math.MinInt and math.MaxInt are keys like any other", list(
			put(math.MinInt, 10).Returns(0, false), put(math.MaxInt, 20).Returns(0, false), put(math.MinInt+1, 30).Returns(0, false),
			get(math.MinInt).Returns(10, true), get(math.MaxInt).Returns(20, true), get(math.MinInt+1).Returns(30, true), get(0).Returns(0, false))},
		rule[int]{"math.MinInt and math.MaxInt are values like any other", list(
			put(1, math.MinInt).Returns(0, false), get(1).Returns(math.MinInt, true), put(1, math.MaxInt).Returns(math.MinInt, true), put(2, -1).Returns(0, false),
			get(1).Returns(math.MaxInt, true), get(2).Returns(-1, true))},
		rule[int]{"keys that end in the same digits are different keys",
			calls(puts(0, 10, 100, 1000, 10000), gets(0, 10, 100, 1000, 10000, 100000))},
		rule[int]{"keys with the same low bits are different keys",
			calls(puts(0, 64, 1<<16, 1<<32, 1<<62), gets(0, 64, 1<<16, 1<<32, 1<<62, 1<<20))},
		rule[int]{"a zero Map has room for 16 keys", calls(puts(upTo(16, 3)...), gets(upTo(48, 1)...), puts(upTo(16, 3)...))},
	)
	step.Row("Put stores exactly the value that it is given, even in place of an equal one", func(t *exercise.T) { checkExactValues(t, 1) })
	step.Row("random calls return what Go's own map returns", func(t *exercise.T) {
		zeroMap[int]().Random(t, 200, 40, random(1, []int{0, 1, -1, 8, 16, 24}))
	})
	step.Row("two maps share nothing", func(t *exercise.T) { checkShareNothing(t, 1, zeroSource) })
}

type point struct{ X, Y int }

type (
	userID   int
	userName string
	grade    byte
	named    struct {
		Name string
		ID   userID
	}
	square struct{ Side float64 }
)

func TestStep2_AnyKeyAnyHash(t *testing.T) {
	step := steps.Begin(t)
	cloned := strings.Clone // the same text elsewhere in memory
	rowOfKeys(step, "strings are keys, equal by their contents", func() []string {
		return []string{"", cloned("a"), cloned("b"), cloned("ab"), cloned("abc"), "a ", "a\n", "A", "a\x00", "\x00a", "é", "e\u0301", "K", "\u212a", "\xff", "\xfe"}
	})
	rowOfKeys(step, "long strings are keys, equal by all of their bytes", func() []string {
		long := strings.Repeat("a text that goes on ", 500)
		return []string{cloned("a longer key, of more than sixteen bytes"), cloned("a longer key, of more than thirteen bytes"),
			cloned("a longer key, of less than sixteen bytes"), cloned("a longer key, of more than sixteen lines"), long, long + "1", "1" + long, long[:5000] + "1" + long[5000:]}
	})
	rowOfKeys(step, "structs are keys, equal by their fields", func() []point {
		return []point{{}, {1, 2}, {2, 1}, {-1, 2}, {1, 1}, {1 << 32, 1}, {1, 1 << 32}}
	})
	rowOfKeys(step, "structs with strings are keys, equal by the contents of the strings", func() []named {
		return []named{{}, {cloned("ann"), 1}, {cloned("ann"), 2}, {cloned("bob"), 1}, {cloned("ann1"), 0}, {cloned(strings.Repeat("ann", 20)), 1}}
	})
	rowOfKeys(step, "arrays are keys, equal by their elements", func() [][2]string {
		return [][2]string{{}, {cloned("a"), "b"}, {cloned("ab"), ""}, {"", cloned("ab")}, {"a b", ""}, {"a", "b "}, {"a\x00", "b"}, {"a", "\x00b"}, {"a,b", ""}, {"a", ",b"}}
	})
	rowOfKeys(step, "interface values are keys, equal by type and value", func() []any {
		return []any{1, int8(1), uint(1), 1.0, float32(1), complex(1, 0), userID(1), cloned("1"), userName(cloned("1")), point{1, 1}, struct{ X, Y int }{1, 1}, [2]int{1, 1}, nil, true}
	})
	rowOfKeys(step, "booleans are keys", func() []bool { return []bool{false, true} })
	rowOfKeys(step, "named integer types are keys", func() []userID { return []userID{1, -1, 64, math.MinInt} })
	rowOfKeys(step, "named string types are keys", func() []userName { return []userName{"", userName(cloned("ann")), userName(cloned("bob"))} })
	rowOfKeys(step, "small integers are keys", func() []int8 { return []int8{0, -128, 127, -1} })
	rowOfKeys(step, "named byte types are keys", func() []grade { return []grade{0, 'a', 255} })
	rowOfKeys(step, "unsigned integers are keys", func() []uint64 { return []uint64{0, math.MaxUint64, 1, 1 << 63, 1 << 32} })
	rowOfKeys(step, "floats are keys", func() []float64 {
		return []float64{0, 1, 1.5, -1, math.Inf(1), math.Inf(-1), math.SmallestNonzeroFloat64, 1 << 53}
	})
	rowOfKeys(step, "complex numbers are keys", func() []complex128 { return []complex128{0, 1, 1i, 1 + 1i, -1} })
	rowOfKeys(step, "pointers are keys, equal only if they point to the same variable", func() []*square {
		return []*square{&squareKeys[0], &squareKeys[1], &squareKeys[2], nil}
	})
	step.Row("a pointer stays the same key when what it points to changes", func(t *exercise.T) {
		var m hashmap.Map[*square, int]
		p := &square{1}
		m.Put(p, 10)
		p.Side = 2
		if v, ok := m.Get(p); v != 10 || !ok {
			t.Errorf("p := &square{1}; m.Put(p, 10); p.Side = 2: m.Get(p) = (%d, %t), want (10, true)", v, ok)
		}
	})
	rowOfKeys(step, "channels are keys, each equal only to itself", func() []chan int { return channelKeys[:] })

	for _, h := range hashes {
		step.Row("all answers are right with "+h.name, func(t *exercise.T) { checkHash(t, h) })
	}
	step.Row("a map from NewFunc(n, hash) has room for n entries", func(t *exercise.T) {
		checkMany(t, "hashmap.NewFunc[int, int](2000, "+hashes[0].code+")", hashmap.NewFunc[int, int](2000, constant), 2000)
		checkMany(t, "hashmap.NewFunc[int, int](3000, "+hashes[3].code+")", hashmap.NewFunc[int, int](3000, identity), 3000)
	})
	step.Row("a map from NewFunc hashes its keys with the caller's function", checkHashIsUsed)
	step.Row("Get calls the hash function at most once", checkOneHashPerGet)
	step.Row("two maps with different hash functions share nothing", func(t *exercise.T) { checkShareNothing(t, 1, append(newSources[3:], zeroSource)...) })
	step.Row("NewFunc panics if hash is nil", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewFunc[int, int](0, nil)", func() { hashmap.NewFunc[int, int](0, nil) })
		exercise.WantPanic(t, "hashmap.NewFunc[string, int](8, nil)", func() { hashmap.NewFunc[string, int](8, nil) })
	})
	step.Row("NewFunc panics if capacity is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewFunc[int, int](-1, hash)", func() { hashmap.NewFunc[int, int](-1, constant) })
		exercise.WantPanic(t, "hashmap.NewFunc[int, int](math.MinInt, hash)", func() { hashmap.NewFunc[int, int](math.MinInt, constant) })
	})
}

var (
	squareKeys  = [3]square{{1}, {1}, {2}} // the first two are equal, but not the same variable
	channelKeys = [3]chan int{make(chan int), make(chan int), nil}
)

// rowOfKeys adds a row that puts some keys and looks for all of them. Each call of keys returns equal
// keys, whose texts are elsewhere in memory.
func rowOfKeys[K comparable](step *exercise.Step, rule string, keys func() []K) {
	step.Row(rule, func(t *exercise.T) {
		half := keys()[:(len(keys())+1)/2]
		list := calls(puts(half...), gets(keys()...), puts(keys()...), gets(keys()...), puts(keys()...), gets(half...))
		zeroMap[K]().Check(t, list...)
		key := keyType[K]()
		against("hashmap.NewFunc["+key+", int](20, func("+key+") uint64 { return 42 })", func() *hashmap.Map[K, int] {
			return hashmap.NewFunc[K, int](20, func(K) uint64 { return 42 })
		}).Check(t, list...)
	})
}

// checkHash puts as many keys as there is room for, so that a search for a missing key may meet no
// empty place at all. It looks for each key at once: a count that overflows may be right again soon.
func checkHash(t *exercise.T, h hash) {
	for _, n := range []int{0, 1, 2, 8, 64, 300} {
		keys := upTo(n, 1)
		var fill []op[int]
		for _, k := range keys {
			fill = append(fill, put(k, 10*k), get(k))
		}
		withHash(n, h).Check(t, calls(fill, gets(-1, n), puts(keys...), gets(keys...))...)
	}
	withHash(40, h).Random(t, 20, 200, random(1, upTo(40, 1)))
}

// counting returns a good hash function and how often it has been called.
func counting() (hash func(int) uint64, called *int) {
	called = new(int)
	return func(k int) uint64 {
		*called++
		return good(k)
	}, called
}

func checkHashIsUsed(t *exercise.T) {
	const n = 30 // more than a map may keep in a list before it begins to hash
	hash, called := counting()
	m := hashmap.NewFunc[int, int](n, hash)
	if fill(m, n); *called < n {
		t.Errorf("after %d Puts of different keys, the function given to NewFunc was called %d times, want at least %d", n, *called, n)
	}
	hashmap.NewFunc[int, int](n, constant) // another map with another hash
	*called = 0
	for k := range n {
		if v, ok := m.Get(k); v != k || !ok {
			t.Fatalf("m := hashmap.NewFunc[int, int](%d, hash); m.Put(k, k) for k from 0 to %d; after NewFunc has made another map with another hash, "+
				"m.Get(%d) = (%d, %t), want (%d, true): keep the hash in the map", n, n-1, k, v, ok, k)
		}
	}
}

func checkOneHashPerGet(t *exercise.T) {
	hash, called := counting()
	m := fill(hashmap.NewFunc[int, int](16, hash), 16)
	for k := range 32 {
		*called = 0
		if m.Get(k); *called > 1 {
			t.Fatalf("m.Get(%d) called the hash function %d times, want at most once", k, *called)
		}
	}
}

func TestStep3_Delete(t *testing.T) {
	step := steps.Begin(t)
	rows(step, zeroMap[int](),
		rule[int]{"Delete returns the removed value and true", list(
			put(1, 10), put(2, 20), remove(1).Returns(10, true), length[int]().Returns(1), get(1).Returns(0, false),
			get(2).Returns(20, true), remove(2).Returns(20, true), length[int]().Returns(0), get(2).Returns(0, false))},
		rule[int]{"Delete of a missing key returns false and changes nothing", list(
			remove(1).Returns(0, false), put(1, 10), put(2, 20), remove(3).Returns(0, false), length[int]().Returns(2),
			get(1).Returns(10, true), get(2).Returns(20, true), get(3).Returns(0, false))},
		rule[int]{"Delete of a key that was deleted before returns false and changes nothing", list(
			put(1, 10), put(2, 20), remove(1).Returns(10, true), remove(1).Returns(0, false), length[int]().Returns(1), get(2).Returns(20, true))},
		rule[int]{"Delete removes a stored zero value like any other value", list(
			put(1, 0), remove(1).Returns(0, true), remove(1).Returns(0, false), get(1).Returns(0, false), length[int]().Returns(0))},
		rule[int]{"a deleted key can be put again", list(
			put(1, 10), put(2, 20), remove(1).Returns(10, true), put(1, 11).Returns(0, false), get(1).Returns(11, true),
			length[int]().Returns(2), remove(1).Returns(11, true), put(1, 12).Returns(0, false), put(1, 13).Returns(12, true))},
	)
	step.Row("Delete returns exactly the value that was put", func(t *exercise.T) { checkExactValues(t, 3) })
	rows(step, zeroMap[any](), rule[any]{"Delete of an interface value removes a key only if type and value are equal",
		calls(puts[any](1, int8(1), "1", userID(1), nil), deletes[any](uint8(1), 1, userName("1"), int8(1)), gets[any](1, int8(1), "1", userID(1), nil), deletes[any](nil, "1"))})
	step.Row("Delete finds a string by its contents, not by its place in memory", func(t *exercise.T) {
		keys := func() []named {
			return []named{{strings.Clone("ann"), 1}, {strings.Clone("bob"), 1}, {strings.Clone("ann"), 2}}
		}
		zeroMap[named]().Check(t, calls(puts(keys()...), deletes(keys()[:2]...), gets(keys()...), deletes(keys()...))...)
	})
	step.Row("Delete removes only the key that it is given, wherever it is among keys that collide", func(t *exercise.T) {
		keys := upTo(12, 1)
		for _, h := range hashes {
			for _, victim := range keys {
				withHash(16, h).Check(t, calls(puts(keys...), deletes(victim), gets(keys...), puts(victim), gets(keys...))...)
			}
		}
	})
	step.Row("Delete removes only the key that it is given, among hundreds that collide", func(t *exercise.T) {
		keys := upTo(300, 1)
		for _, h := range hashes {
			withHash(len(keys), h).Check(t, calls(puts(keys...), deletes(keys[:280]...), gets(keys...), puts(keys...), deletes(keys[20:]...), gets(keys...))...)
		}
	})
	step.Row("Delete removes only the key that it is given, among thousands of keys", func(t *exercise.T) {
		checkManyDeletes(t, "hashmap.NewFunc[int, int](2000, "+hashes[0].code+")", hashmap.NewFunc[int, int](2000, constant), 2000)
		checkManyDeletes(t, "hashmap.NewFunc[int, int](3000, "+hashes[3].code+")", hashmap.NewFunc[int, int](3000, identity), 3000)
	})
	step.Row("Delete removes only the key that it is given, where a run of collisions wraps around the end of the table", checkDeleteWraps)
	step.Row("Delete removes only the key that it is given, in random calls", func(t *exercise.T) {
		zeroMap[int]().Random(t, 60, 100, random(3, upTo(16, 1)))
		for _, h := range hashes {
			withHash(40, h).Random(t, 60, 100, random(3, upTo(20, 1)))
		}
	})
	step.Row("two maps share nothing when keys are deleted", func(t *exercise.T) { checkShareNothing(t, 3, append(newSources[3:], zeroSource)...) })
}

// checkDeleteWraps makes short runs of collisions everywhere in a table: it cannot know where the
// table ends, so it tries so many hashes that some of the runs must wrap around.
func checkDeleteWraps(t *exercise.T) {
	keys := upTo(6, 1)
	list := calls(puts(keys...), deletes(0, 4), gets(keys...), puts(0), deletes(1, 2), gets(keys...))
	for i := range 2000 {
		base := uint64(i) - 64 // the largest values too, for tables that take the low bits
		if i >= 128 {
			base = uint64(i) * 0x9e3779b97f4a7c15
		}
		withHash(8, hash{
			code: fmt.Sprintf("func(k int) uint64 { return %#x + uint64(k)%%3 }", base),
			fn:   func(k int) uint64 { return base + uint64(k)%3 },
		}).Check(t, list...)
	}
}

func TestStep4_Growth(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New panics if capacity is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.New[int, int](-1)", func() { hashmap.New[int, int](-1) })
		exercise.WantPanic(t, "hashmap.New[int, int](math.MinInt)", func() { hashmap.New[int, int](math.MinInt) })
	})
	rows(step, withStats(zeroMap[int]()),
		rule[int]{"a map that has grown still gives right answers", list(
			calls(puts(upTo(100, 1)...), list(length[int]().Returns(100), get(0).Returns(10, true), get(99).Returns(1000, true), get(100).Returns(0, false),
				put(50, 1).Returns(510, true), remove(50).Returns(1, true), length[int]().Returns(99)))...)})
	step.Row("New(n) returns an empty map that works, for any n", func(t *exercise.T) {
		for _, n := range []int{0, 1, 7, 8, 1000, 70_000} {
			for _, s := range made(n) {
				against(s.code, s.fresh).Check(t, calls(gets(1), puts(1, 2), gets(1, 2, 3), deletes(1), gets(1, 2))...)
			}
		}
	})
	step.Row("growth keeps every entry", func(t *exercise.T) {
		for _, n := range append(upTo(130, 1), 1000) {
			zeroMap[int]().Check(t, calls(puts(upTo(n, 1)...), gets(upTo(n+1, 1)...))...)
		}
	})
	step.Row("growth keeps every entry, with any hash", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Check(t, calls(puts(upTo(300, 1)...), gets(upTo(301, 1)...), deletes(upTo(300, 7)...), gets(upTo(301, 1)...))...)
		}
	})
	step.Row("the other entries stay when most keys are deleted", func(t *exercise.T) {
		for _, h := range hashes {
			withHash(0, h).Check(t, calls(puts(upTo(300, 1)...), deletes(upTo(290, 1)...), gets(upTo(300, 1)...), puts(upTo(20, 1)...), gets(upTo(300, 1)...))...)
		}
	})
	step.Row("growth keeps every entry in random calls", func(t *exercise.T) {
		for _, h := range hashes {
			withStats(withHash(0, h)).Random(t, 10, 400, random(3, upTo(200, 1)))
		}
		withStats(zeroMap[string]()).Random(t, 20, 400, random(3, []string{"", "a", "b", "c", "aa", "bb", "cc", "abc"}))
	})
	step.Row("two maps share nothing while they grow", func(t *exercise.T) {
		checkShareNothing(t, 3, newSources...)
	})
	step.Row("Len is never more than Slots, and Puts make Slots larger only when Len has reached it", checkSlots)
	step.Row("Get, Put and Delete take about as long in a large map as in a small one", checkFlat)
	step.Row("Delete and Put of a key take about as long in a full table, however large it is", checkFullFlat)
	step.Row("after New(n), n Puts of new keys do not resize the table", checkPresize)
	step.Row("Delete of a missing key changes nothing in Stats", checkMissingDelete)
	step.Row("after Puts alone, LongestProbe is 1 to Len, and 0 in an empty map", checkLongestProbe)
	step.Row("LongestProbe stays small with the hash k<<s, for every s up to 48", checkMixing)
	step.Row("the map's own hash spreads keys of any type", checkDefaultHash)
	step.Row("a map that has grown still hashes with the caller's function", checkHashIsKept)
	step.Row("n Puts call the hash function at most 4n times, and so do n Deletes", checkHashCalls)
	step.Row("Slots changes only when Resizes goes up, even if entries are deleted", func(t *exercise.T) { checkEveryResize(t, 4) })
	step.Row("n Puts resize the table at most 2·log2(n)+4 times", checkResizes)
	step.Row("n Puts allocate memory in proportion to n", checkAllocation)
	step.Row("growth keeps every one of 70,000 entries", func(t *exercise.T) {
		checkManyDeletes(t, zeroSource.code, new(hashmap.Map[int, int]), 70_000)
	})
}

func TestStep5_Iteration(t *testing.T) {
	step := steps.Begin(t)
	rows(step, withStats(zeroMap[int]()),
		rule[int]{"All yields every entry, Keys every key and Values every value", list(
			yields[int]().Returns(exercise.Phrase("[]")), put(1, 10), put(2, 20), put(3, 10),
			yields[int]().Returns(exercise.Phrase("[1: 10, 2: 20, 3: 10]")), yieldsKeys[int]().Returns(exercise.Phrase("[1, 2, 3]")),
			yieldsValues[int]().Returns(exercise.Phrase("[10, 10, 20]")), remove(2), yields[int]().Returns(exercise.Phrase("[1: 10, 3: 10]")))},
		rule[int]{"Clear removes every entry", calls(list(clearAll[int](), put(0, 1), length[int]().Returns(1)), puts(upTo(16, 1)...),
			list(clearAll[int](), length[int]().Returns(0), get(3).Returns(0, false), remove(3).Returns(0, false), yields[int]().Returns(exercise.Phrase("[]")),
				put(3, 7).Returns(0, false), get(3).Returns(7, true), get(4).Returns(0, false), yields[int]().Returns(exercise.Phrase("[3: 7]"))))},
		rule[int]{"a cleared map grows again", calls(puts(upTo(100, 1)...), list(clearAll[int]()), puts(upTo(200, 1)...), gets(upTo(201, 1)...), list(yields[int]()))},
	)
	step.Row("All yields every entry once", checkAll)
	step.Row("Collect keeps the last value of equal keys", checkCollect)
	step.Row("Collect ranges over the sequence once", checkCollectOnce)
	step.Row("a cleared map still hashes with the caller's function", checkHashAfterClear)
	step.Row("a loop yields each value exactly as it was put, and Collect keeps it exactly", func(t *exercise.T) { checkExactValues(t, 5) })
	step.Row("Clear counts as at most one resize", checkClearResizes)
	step.Row("Delete of a missing key changes nothing in Stats, even in a loop or after Clear", checkMissingDeleteLater)
	step.Row("after any calls, All yields exactly what Get finds", func(t *exercise.T) {
		for _, h := range hashes {
			withStats(withHash(0, h)).Random(t, 20, 150, random(5, upTo(30, 1)))
		}
		for _, s := range newSources {
			withStats(against(s.code, s.fresh)).Random(t, 5, 300, random(5, upTo(100, 1)))
		}
		against("hashmap.Collect(new(hashmap.Map[int, int]).All())", func() table[int] {
			return hashmap.Collect(new(hashmap.Map[int, int]).All())
		}).Random(t, 5, 300, random(5, upTo(100, 1)))
	})
	step.Row("two maps share nothing when one is cleared", func(t *exercise.T) { checkShareNothing(t, 5, newSources...) })
	step.Row("a sequence ends when the loop breaks", checkBreak)
	step.Row("the same sequence can be ranged over again", checkRangeAgain)
	step.Row("loops over one map can be nested", checkNested)
	step.Row("if the body panics, the panic goes on to the caller, and the map still works", checkBodyPanics)
	for _, row := range loopRows {
		step.Row(row.name, func(t *exercise.T) { checkLoop(t, row.bodies) })
	}
	step.Row("a loop follows the rules of range while its body makes random changes", checkRandomLoops)
	step.Row("a loop whose body changes the map takes about as long for each entry of a large map as of a small one", checkLoopCosts)
}

func TestStep6_HardKeys(t *testing.T) {
	step := steps.Begin(t)
	nan, negativeZero := math.NaN(), math.Copysign(0, -1)
	rows(step, withStats(zeroMap[float64]()),
		rule[float64]{"+0 and -0 are one key", list(
			put(0.0, 10).Returns(0, false), put(negativeZero, 20).Returns(10, true), get(0.0).Returns(20, true), get(negativeZero).Returns(20, true),
			length[float64]().Returns(1), remove(negativeZero).Returns(20, true), get(0.0).Returns(0, false))},
		rule[float64]{"each Put of NaN adds an entry that Get and Delete do not find", list(
			put(nan, 10).Returns(0, false), put(nan, 20).Returns(0, false), length[float64]().Returns(2), get(nan).Returns(0, false),
			remove(nan).Returns(0, false), length[float64]().Returns(2),
			yields[float64]().Returns(exercise.Phrase("[math.NaN(): 10, math.NaN(): 20]")), clearAll[float64](), length[float64]().Returns(0))})
	step.Row("+0 and -0 are one key, even inside complex numbers, structs, arrays and interfaces", func(t *exercise.T) { checkZeros(t, false) })
	step.Row("a caller's hash function may return one hash for all NaNs", func(t *exercise.T) {
		for _, source := range nanMaps {
			against(source.code, source.fresh).
				Check(t, calls(puts(nan, 1, nan), gets(nan, 1), deletes(nan), gets(nan, 1), list(yields[float64]()))...)
		}
	})
	step.Row("LongestProbe does not count the lookup of a NaN", checkNaNProbe)
	step.Row("LongestProbe counts the NaNs that a lookup of another key passes", checkNaNsPassed)
	rows(step, withStats(zeroMap[float64]()), rule[float64]{"Len is never more than Slots, even if most keys are NaN and others are deleted",
		calls(puts(slices.Repeat([]float64{nan}, 200)...), puts(1.0, 2), deletes(1.0, 2), puts(nan, 1), deletes(1.0))})
	step.Row("growth keeps every NaN", func(t *exercise.T) { checkNaNsStay(t, growWithNaNs, growingText) })
	step.Row("shrinking keeps every NaN", func(t *exercise.T) { checkNaNsStay(t, shrinkWithNaNs, shrinkingText) })
	step.Row("a loop yields every NaN once, even if the table grows during the loop", checkNaNsInLoop)
	step.Row("Clear removes every NaN", checkClearNaNs)
	step.Row("random calls with hard keys return what Go's own map returns", func(t *exercise.T) {
		keys := []float64{nan, 0, negativeZero, 1, math.Inf(1), math.SmallestNonzeroFloat64}
		withStats(zeroMap[float64]()).Random(t, 100, 60, random(5, keys))
		withStats(zeroMap[any]()).Random(t, 100, 60, random(5, []any{nan, 0.0, negativeZero, 0, [1]any{nan}, nil}))
	})
	step.Row("a key that cannot be compared makes Put, Get and Delete panic and change nothing", checkUncomparable)
}

func TestStep7_Churn(t *testing.T) {
	step := steps.Begin(t)
	step.Row("answers are right while the table grows and shrinks", func(t *exercise.T) {
		for _, s := range newSources {
			withStats(against(s.code, s.fresh)).Check(t, calls(puts(upTo(200, 1)...), deletes(upTo(190, 1)...), list(yields[int]()),
				puts(upTo(50, 3)...), list(yields[int](), clearAll[int]()), puts(upTo(30, 1)...), gets(upTo(40, 1)...))...)
		}
	})
	step.Row("a key or value that was deleted, replaced or cleared can be garbage-collected", checkCollectable)
	step.Row("after a Delete, Slots is at most max(64, 16·(Len+1), Slots after New)", checkShrink)
	step.Row("Resizes counts every resize, even after the first 65,536", checkResizesGoOn)
	step.Row("a map gives memory back when most of its entries are deleted", checkMemory)
	step.Row("the memory of a map does not grow while its number of entries does not grow", checkSteadyMemory)
	step.Row("after any calls, a map takes at most 4 times the memory that it would take after Puts alone", checkChurnMemory)
	step.Row("Slots changes only when Resizes goes up, and grows only when Len has reached it", func(t *exercise.T) { checkEveryResize(t, 7) })
	step.Row("Delete and Put of a key take about as long in a large table, however few entries are left in it", checkSparseFlat)
	step.Row("Put and Delete in turn resize the table at most twice, at any size", checkThrash)
	step.Row("Slots stays at most 1,024 over a million calls with at most 64 entries at a time", checkChurnSlots)
	step.Row("Get takes about as long after many deletions as in a new map", checkChurnCost)
}

func TestStep8_ManyGoroutines(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewSharded panics if shards is less than 1", func(t *exercise.T) {
		exercise.WantPanic(t, "hashmap.NewSharded[int, int](0)", func() { hashmap.NewSharded[int, int](0) })
		exercise.WantPanic(t, "hashmap.NewSharded[int, int](-1)", func() { hashmap.NewSharded[int, int](-1) })
		exercise.WantPanic(t, "hashmap.NewSharded[int, int](math.MinInt)", func() { hashmap.NewSharded[int, int](math.MinInt) })
	})
	rows(step, withShards[int](4),
		rule[int]{"Update calls f once, with the stored value, and stores the result or removes the key", list(
			updateOf(3, 1, false).Returns(0, false), length[int]().Returns(0), updateOf(3, 1, true).Returns(0, false), get(3).Returns(1, true),
			updateOf(3, 6, true).Returns(1, true), get(3).Returns(7, true), updateOf(3, -7, true).Returns(7, true), get(3).Returns(0, true),
			updateOf(3, 5, true).Returns(0, true), length[int]().Returns(1), updateOf(3, 1, false).Returns(5, true), get(3).Returns(0, false), length[int]().Returns(0))})
	for _, shards := range []int{1, 2, 3, 7, 64} {
		step.Row(fmt.Sprintf("Put, Get, Delete and Len work as in Map (shards: %d)", shards), func(t *exercise.T) {
			keys := upTo(30, -7)
			withShards[int](shards).Check(t, calls(gets(keys[0]), puts(keys...), gets(keys...), deletes(keys[:20]...), gets(keys...))...)
			withShards[int](shards).Random(t, 20, 200, random(8, keys))
		})
	}
	step.Row("two maps share nothing", func(t *exercise.T) {
		checkShareNothing(t, 8, source{"hashmap.NewSharded[int, int](3)", func() table[int] { return hashmap.NewSharded[int, int](3) }})
	})
	step.Row("two maps share no lock", checkOwnLocks)
	step.Row("Put and Update store exactly the value that they are given, and Delete returns it", func(t *exercise.T) { checkExactValues(t, 8) })
	step.Row("+0 and -0 are one key, and so they are in one shard", checkShardOfZero)
	step.Row("equal keys of any type go to the same shard", checkShardsOfKeys)
	step.Row("a call with a key that cannot be compared panics and leaves no lock held", checkShardedUncomparable)
	step.Row("a value that was deleted, replaced or removed by Update can be garbage-collected", checkShardedCollectable)
	step.Row("a Sharded gives memory back when most of its entries are deleted, or removed by Update", checkShardedMemory)
	step.Row("Get, Put, Delete and Update take about as long with many entries as with few, whether Put or Update has added them", checkShardedFlat)
	step.Row("if f panics or calls runtime.Goexit, Update changes nothing and leaves no lock held", checkUpdatePanics)
	step.Row("Put, Delete and Update of a key wait while an Update of the key runs", checkUpdateExcludes)
	step.Row("operations on different shards do not wait for one another", checkShardsIndependent)
	step.Row("calls at the same time give answers that they could also give one after another", checkLinearizable)
	step.Row("no update is lost when many goroutines Update one key", checkLostUpdates)
	step.Row("each value is returned once, by the Put that replaces it or the Delete that removes it", checkValuesConserved)
	step.Row("each call is atomic while several goroutines make the same calls on the same keys", checkWalk)
	step.Row("goroutines with separate keys do not disturb one another, and Len is exact when they have ended", checkOwnKeys)
	step.Row("Get never returns a half-written value", checkWholeValues)
}
