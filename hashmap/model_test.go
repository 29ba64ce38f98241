package hashmap_test

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The calls that the rows are written in. Each call is data: its text, its rule, what it does to your
// map, and what it does to the model, which is Go's own map.

// table is what Map and Sharded have in common.
type table[K comparable] interface {
	Put(K, int) (int, bool)
	Get(K) (int, bool)
	Delete(K) (int, bool)
	Len() int
}

type (
	op[K comparable]  = exercise.Op[table[K], map[K]int]
	ops[K comparable] = exercise.Ops[table[K], map[K]int]
)

func put[K comparable](key K, value int) op[K] {
	return op[K]{
		Go:       fmt.Sprintf("m.Put(%s, %d)", exercise.GoText(key), value),
		Rule:     "Put returns the value that it replaces and true, or a zero value and false (step 1)",
		Solution: func(m table[K]) any { return exercise.Results(m.Put(key, value)) },
		Model: func(m map[K]int) any {
			old, ok := m[key]
			m[key] = value
			return exercise.Results(old, ok)
		},
	}
}

func get[K comparable](key K) op[K] {
	return op[K]{
		Go:       fmt.Sprintf("m.Get(%s)", exercise.GoText(key)),
		Rule:     "Get returns the stored value and true, or a zero value and false (step 1)",
		Solution: func(m table[K]) any { return exercise.Results(m.Get(key)) },
		Model: func(m map[K]int) any {
			value, ok := m[key]
			return exercise.Results(value, ok)
		},
	}
}

func remove[K comparable](key K) op[K] {
	return op[K]{
		Go:       fmt.Sprintf("m.Delete(%s)", exercise.GoText(key)),
		Rule:     "Delete returns the removed value and true, and removes no other key (step 3)",
		Solution: func(m table[K]) any { return exercise.Results(m.Delete(key)) },
		Model: func(m map[K]int) any {
			old, ok := m[key]
			delete(m, key)
			return exercise.Results(old, ok)
		},
	}
}

func length[K comparable]() op[K] {
	return op[K]{
		Go: "m.Len()", Rule: "Len returns the number of entries (step 1)",
		Solution: func(m table[K]) any { return m.Len() },
		Model:    func(m map[K]int) any { return len(m) },
	}
}

func clearAll[K comparable]() op[K] {
	return op[K]{
		Go: "m.Clear()", Rule: "Clear removes every entry (step 5)",
		Solution: func(m table[K]) any { m.(*hashmap.Map[K, int]).Clear(); return nil },
		Model:    func(m map[K]int) any { clear(m); return nil },
	}
}

// yields is a loop over m.All, which yields pairs.
func yields[K comparable]() op[K] {
	return op[K]{
		Go: "for k, v := range m.All() { fmt.Println(k, v) }", Rule: "All yields every entry once (step 5)",
		Solution: func(m table[K]) any { return contents(m.(*hashmap.Map[K, int]).All(), entryText) },
		Model:    func(m map[K]int) any { return contents(maps.All(m), entryText) },
	}
}

// yieldsKeys and yieldsValues are loops over m.Keys and m.Values.
func yieldsKeys[K comparable]() op[K] {
	return op[K]{
		Go: "for k := range m.Keys() { fmt.Println(k) }", Rule: "Keys yields every key once (step 5)",
		Solution: func(m table[K]) any { return contents(counted(m.(*hashmap.Map[K, int]).Keys()), keyText) },
		Model:    func(m map[K]int) any { return contents(maps.All(m), keyText) },
	}
}

func yieldsValues[K comparable]() op[K] {
	return op[K]{
		Go: "for v := range m.Values() { fmt.Println(v) }", Rule: "Values yields every value once (step 5)",
		Solution: func(m table[K]) any { return contents(counted(m.(*hashmap.Map[K, int]).Values()), keyText) },
		Model:    func(m map[K]int) any { return contents(counted(maps.Values(m)), keyText) },
	}
}

// updateOf is a call of Sharded.Update. Its answer is what the function is given at each call.
func updateOf[K comparable](key K, value int, keep bool) op[K] {
	return op[K]{
		Go: fmt.Sprintf("m.Update(%s, func(old int, ok bool) (int, bool) { fmt.Println(old, ok); return old + %d, %t })",
			exercise.GoText(key), value, keep),
		Rule: "Update calls f once, with the stored value, and stores the result or removes the key (step 8)",
		Solution: func(m table[K]) any {
			var given []any
			m.(*hashmap.Sharded[K, int]).Update(key, func(old int, ok bool) (int, bool) {
				given = append(given, exercise.Results(old, ok))
				return old + value, keep
			})
			if len(given) == 1 {
				return given[0]
			}
			return exercise.Results(given...) // wrong: f is called once
		},
		Model: func(m map[K]int) any {
			old, ok := m[key]
			if keep {
				m[key] = old + value
			} else {
				delete(m, key)
			}
			return exercise.Results(old, ok)
		},
	}
}

// contents returns what a sequence yields as text, in an order of its own.
func contents[K, V any](seq iter.Seq2[K, V], text func(K, V) string) exercise.Phrase {
	var lines []string
	for k, v := range seq {
		lines = append(lines, text(k, v))
	}
	slices.Sort(lines)
	return exercise.Phrase("[" + strings.Join(lines, ", ") + "]")
}

func entryText[K, V any](k K, v V) string { return keyText(k, v) + ": " + exercise.GoText(v) }

func keyText[K, V any](k K, _ V) string {
	if f, ok := any(k).(float64); ok && f == 0 {
		return "0" // or -0: which of them the map keeps is open
	}
	return exercise.GoText(k)
}

// counted numbers what a sequence yields.
func counted[T any](seq iter.Seq[T]) iter.Seq2[T, int] {
	return func(yield func(T, int) bool) {
		n := 0
		for v := range seq {
			if n++; !yield(v, n) {
				return
			}
		}
	}
}

// against returns operations on maps that fresh makes, as setup says in Go. After each of them Len is
// asked.
func against[K comparable, M table[K]](setup string, fresh func() M) ops[K] {
	return ops[K]{
		Setup: "m := " + setup,
		New:   func() (table[K], map[K]int) { return fresh(), make(map[K]int) },
		Look:  []op[K]{length[K]()},
	}
}

// keyType returns the type K as Go.
func keyType[K any]() string {
	return strings.NewReplacer("hashmap_test.", "", "interface {}", "any").Replace(reflect.TypeFor[K]().String())
}

// zeroMap returns operations on maps that start as zero values.
func zeroMap[K comparable]() ops[K] {
	return against("new(hashmap.Map["+keyType[K]()+", int])", func() *hashmap.Map[K, int] { return new(hashmap.Map[K, int]) })
}

// withHash returns operations on maps of int keys with hash h and room for capacity entries.
func withHash(capacity int, h hash) ops[int] {
	return against(fmt.Sprintf("hashmap.NewFunc[int, int](%d, %s)", capacity, h.code), func() *hashmap.Map[int, int] {
		return hashmap.NewFunc[int, int](capacity, h.fn)
	})
}

// source is a way to make a map, in Go too.
type source struct {
	code  string
	fresh func() table[int]
}

var (
	zeroSource = source{"new(hashmap.Map[int, int])", func() table[int] { return new(hashmap.Map[int, int]) }}

	newSources = []source{
		zeroSource,
		{"hashmap.New[int, int](0)", func() table[int] { return hashmap.New[int, int](0) }},
		{"hashmap.New[int, int](100)", func() table[int] { return hashmap.New[int, int](100) }},
		{"hashmap.NewFunc[int, int](16, " + hashes[0].code + ")", func() table[int] { return hashmap.NewFunc[int, int](16, constant) }},
		{"hashmap.NewFunc[int, int](16, " + hashes[3].code + ")", func() table[int] { return hashmap.NewFunc[int, int](16, identity) }},
	}
)

// made returns the two ways to make a map with room for n entries. What New promises, NewFunc promises too.
func made(n int) []source {
	return []source{
		{fmt.Sprintf("hashmap.New[int, int](%d)", n), func() table[int] { return hashmap.New[int, int](n) }},
		{fmt.Sprintf("hashmap.NewFunc[int, int](%d, %s)", n, hashes[3].code), func() table[int] { return hashmap.NewFunc[int, int](n, identity) }},
	}
}

// checkShareNothing makes random calls of the methods up to a step on two maps in turn.
func checkShareNothing(t *exercise.T, step int, sources ...source) {
	type (
		tables = [2]table[int]
		models = [2]map[int]int
	)
	on := func(i int, o op[int]) exercise.Op[tables, models] {
		return exercise.Op[tables, models]{
			Go: strings.Replace(o.Go, "m.", "ab"[i:i+1]+".", 1), Rule: o.Rule,
			Solution: func(m tables) any { return o.Solution(m[i]) },
			Model:    func(m models) any { return o.Model(m[i]) },
		}
	}
	next := random(step, upTo(6, 1))
	for i, a := range sources {
		for _, b := range sources[i:] {
			exercise.Ops[tables, models]{
				Setup: "a := " + a.code + "\nb := " + b.code,
				New:   func() (tables, models) { return tables{a.fresh(), b.fresh()}, models{{}, {}} },
				Look:  []exercise.Op[tables, models]{on(0, length[int]()), on(1, length[int]())},
			}.Random(t, 20, 40, func(r *rand.Rand) exercise.Op[tables, models] { return on(r.IntN(2), next(r)) })
		}
	}
}

// checkMany makes calls on n keys, more than a byte or two can count, and checks each answer.
func checkMany(t *exercise.T, where string, m table[int], n int) {
	const rule = "after m := %s and m.Put(k, k) for k from 1 to %d: "
	want := func(call string, k, got int, gotOK bool, want int, wantOK bool) {
		if got != want || gotOK != wantOK {
			t.Fatalf(rule+call+" = (%d, %t), want (%d, %t)", where, n, k, got, gotOK, want, wantOK)
		}
	}
	wantLen := func(after string, want int) {
		if got := m.Len(); got != want {
			t.Fatalf(rule+"%sm.Len() = %d, want %d", where, n, after, got, want)
		}
	}
	for k := 1; k <= n; k++ {
		if old, ok := m.Put(k, k); old != 0 || ok {
			t.Fatalf("m := %s; m.Put(k, k) for k from 1 to %d: the last of these calls returns (%d, %t), want (0, false)", where, k, old, ok)
		}
	}
	wantLen("", n)
	for k := 1; k <= n; k++ {
		v, ok := m.Get(k)
		want("m.Get(%d)", k, v, ok, k, true)
		v, ok = m.Get(-k)
		want("m.Get(-%d)", k, v, ok, 0, false)
		v, ok = m.Put(k, -k)
		want("m.Put(%d, ...) of a key in the map", k, v, ok, k, true)
	}
	wantLen("after another Put of each key, ", n)
}

// checkManyDeletes deletes every other key after checkMany.
func checkManyDeletes(t *exercise.T, where string, m table[int], n int) {
	if checkMany(t, where, m, n); t.Failed() {
		return
	}
	for k := 1; k <= n; k += 2 {
		if old, ok := m.Delete(k); old != -k || !ok {
			t.Fatalf("m := %s with %d keys k and the values -k: m.Delete(%d) = (%d, %t), want (%d, true)", where, n, k, old, ok, -k)
		}
	}
	for k := 1; k <= n; k++ {
		if _, ok := m.Get(k); ok != (k%2 == 0) {
			t.Fatalf("m := %s with %d keys, of which the odd ones were deleted: m.Get(%d) finds the key: %t, want %t", where, n, k, ok, k%2 == 0)
		}
	}
	if got := m.Len(); got != n/2 {
		t.Fatalf("m := %s with %d keys, of which the odd ones were deleted: m.Len() = %d, want %d", where, n, got, n/2)
	}
}

// withStats returns o with Stats asked after each call too.
func withStats[K comparable](o ops[K]) ops[K] {
	o.After = func(solution table[K], model map[K]int) *exercise.Mismatch {
		s := solution.(*hashmap.Map[K, int]).Stats()
		found := 0 // entries that a lookup finds
		for k := range model {
			if k == k {
				found++
			}
		}
		if s.Len == len(model) && s.Slots >= s.Len && (s.LongestProbe > 0) == (found > 0) {
			return nil
		}
		return &exercise.Mismatch{
			Call: "m.Stats()", Got: fmt.Sprintf("%+v", s),
			Want: fmt.Sprintf("Len %d, Slots at least that, LongestProbe 0 if no lookup can find a key, and at least 1 otherwise", len(model)),
			Rule: "Len is exact, Slots is at least Len, LongestProbe is 0 if no lookup can find a key, and at least 1 otherwise (step 4)",
		}
	}
	return o
}

// Several calls at once: puts stores the values 10, 20, 30 and so on.

func calls[K comparable](parts ...[]op[K]) []op[K] { return slices.Concat(parts...) }

func puts[K comparable](keys ...K) (list []op[K]) {
	for i, k := range keys {
		list = append(list, put(k, 10*(i+1)))
	}
	return list
}

func gets[K comparable](keys ...K) []op[K]    { return each(get, keys) }
func deletes[K comparable](keys ...K) []op[K] { return each(remove, keys) }

func each[K comparable](call func(K) op[K], keys []K) (list []op[K]) {
	for _, k := range keys {
		list = append(list, call(k))
	}
	return list
}

// upTo returns the ints from 0 to n−1, each times step.
func upTo(n, step int) []int {
	keys := make([]int, n)
	for i := range keys {
		keys[i] = i * step
	}
	return keys
}

// kinds is how many kinds of calls there are up to a step, each as often as it is to be made.
var kinds = map[int]int{1: 6, 3: 9, 5: 16, 8: 12}

// call returns a call of one of the kinds.
func call[K comparable](step, kind int, key K, value int) op[K] {
	switch {
	case kind < 4:
		return put(key, value)
	case kind < 6:
		return get(key)
	case kind < 9:
		return remove(key)
	case step == 8:
		return updateOf(key, value, kind < 11)
	case kind < 11:
		return yields[K]()
	case kind < 13:
		return yieldsKeys[K]()
	case kind < 15 || value > 1:
		return yieldsValues[K]()
	default:
		return clearAll[K]()
	}
}

// random returns a source of random calls on the keys given, of all methods that there are up to a step.
func random[K comparable](step int, keys []K) func(r *rand.Rand) op[K] {
	return func(r *rand.Rand) op[K] { return call(step, r.IntN(kinds[step]), keys[r.IntN(len(keys))], r.IntN(10)) }
}

// hash is a hash function of ints.
type hash struct {
	name    string
	code    string // in Go
	fn      func(int) uint64
	spreads bool // different keys have different hashes
}

func constant(int) uint64   { return 42 }
func good(k int) uint64     { return uint64(k) * 0x9e3779b97f4a7c15 }
func identity(k int) uint64 { return uint64(k) }

// hashes are good, weak and hopeless hash functions. A map is correct with each of them.
var hashes = []hash{
	{"a constant hash", "func(int) uint64 { return 42 }", constant, false},
	{"the hash math.MaxUint64 for every key", "func(int) uint64 { return math.MaxUint64 }", func(int) uint64 { return math.MaxUint64 }, false},
	{"a hash of three values", "func(k int) uint64 { return uint64(k) % 3 }", func(k int) uint64 { return uint64(k) % 3 }, false},
	{"the identity hash", "func(k int) uint64 { return uint64(k) }", identity, true},
	shifted(32),
	{"a good hash", "func(k int) uint64 { return uint64(k) * 0x9e3779b97f4a7c15 }", good, true},
}

func shifted(s int) hash {
	code := fmt.Sprintf("func(k int) uint64 { return uint64(k) << %d }", s)
	return hash{fmt.Sprintf("the hash k<<%d", s), code, func(k int) uint64 { return uint64(k) << s }, true}
}
