package hashmap_test

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The model of a map is Go's own. What both are asked is data: a sequence of calls.

type verb int

const (
	put verb = iota + 1
	get
	remove
	length
	clearAll
	collect
	nextRound // in a loop over the map
)

// call is one call on a map, as data.
type call[K comparable] struct {
	verb  verb
	key   K
	value int
}

// String returns the call as Go.
func (c call[K]) String() string {
	switch c.verb {
	case put:
		return fmt.Sprintf("m.Put(%s, %d)", exercise.GoText(c.key), c.value)
	case get:
		return fmt.Sprintf("m.Get(%s)", exercise.GoText(c.key))
	case remove:
		return fmt.Sprintf("m.Delete(%s)", exercise.GoText(c.key))
	case length:
		return "m.Len()"
	case clearAll:
		return "m.Clear()"
	case collect:
		return "m.All()"
	case nextRound:
		return "// next round"
	default:
		return fmt.Sprintf("verb %d", c.verb)
	}
}

// rule returns the rule that the answer to c follows.
func (c call[K]) rule() string {
	switch c.verb {
	case put:
		return "Put returns the value that it replaces and true, or a zero value and false (step 1)"
	case get:
		return "Get finds what was put and not deleted, and nothing else (step 1)"
	case remove:
		return "Delete returns what it removes, and removes only its own key (step 3)"
	case length:
		return "Len counts the entries (step 1)"
	default:
		return "All yields every entry once (step 5)"
	}
}

// answer is what Put, Get and Delete return.
type answer = exercise.Found[int]

func found(value int) answer { return answer{Value: value, OK: true} }

// table is what Map and Sharded have in common.
type table[K comparable] interface {
	Put(K, int) (int, bool)
	Get(K) (int, bool)
	Delete(K) (int, bool)
	Len() int
}

// against returns a script of calls on maps that fresh makes, as setup says in Go.
func against[K comparable, M table[K]](setup string, fresh func() M) exercise.Script[call[K]] {
	return exercise.Script[call[K]]{
		Setup: "m := " + setup,
		Play: exercise.CallByCall(func() func(call[K]) *exercise.Mismatch {
			m, model := fresh(), make(map[K]int)
			return func(c call[K]) *exercise.Mismatch { return c.compare(m, model) }
		}),
		Rule: call[K].rule,
	}
}

// compare makes the call on a table and on its model.
func (c call[K]) compare(m table[K], model map[K]int) *exercise.Mismatch {
	var got, want answer
	switch c.verb {
	case put:
		want.Value, want.OK = model[c.key]
		model[c.key] = c.value
		got.Value, got.OK = m.Put(c.key, c.value)
	case get:
		want.Value, want.OK = model[c.key]
		got.Value, got.OK = m.Get(c.key)
	case remove:
		want.Value, want.OK = model[c.key]
		delete(model, c.key)
		got.Value, got.OK = m.Delete(c.key)
	case length:
		return exercise.Differ(m.Len(), len(model))
	case clearAll:
		clear(model)
		m.(*hashmap.Map[K, int]).Clear()
	case collect:
		return exercise.Differ(contents(m.(*hashmap.Map[K, int]).All()), contents(maps.All(model)))
	}
	return exercise.Differ(got, want)
}

// contents returns the entries of a sequence as text, in an order of its own.
func contents[K comparable](seq iter.Seq2[K, int]) string {
	var lines []string
	for k, v := range seq {
		text := exercise.GoText(k)
		if f, ok := any(k).(float64); ok && f == 0 {
			text = "0" // or -0: which of them is stored is left open
		}
		lines = append(lines, text+": "+strconv.Itoa(v))
	}
	slices.Sort(lines)
	return "[" + strings.Join(lines, ", ") + "]"
}

// Calls with int keys are written puts(1, 2), gets(1, 2) and so on.

func calls[K comparable](parts ...[]call[K]) []call[K] { return slices.Concat(parts...) }

// putAs returns a Put with a value of one's choice.
func putAs[K comparable](key K, value int) []call[K] { return []call[K]{{put, key, value}} }

// puts returns a Put for each key, with the values 10, 20, 30 and so on.
func puts[K comparable](keys ...K) []call[K] {
	var cs []call[K]
	for i, k := range keys {
		cs = append(cs, call[K]{put, k, 10 * (i + 1)})
	}
	return cs
}

func gets[K comparable](keys ...K) []call[K] { return each(get, keys) }

func deletes[K comparable](keys ...K) []call[K] { return each(remove, keys) }

// each returns a call of v for each key, and one of Len.
func each[K comparable](v verb, keys []K) []call[K] {
	var cs []call[K]
	for _, k := range keys {
		cs = append(cs, call[K]{verb: v, key: k})
	}
	return append(cs, call[K]{verb: length})
}

// upTo returns the ints from 0 to n−1, each times step.
func upTo(n, step int) []int {
	keys := make([]int, n)
	for i := range keys {
		keys[i] = i * step
	}
	return keys
}

// mixed returns a source of random calls of the verbs given on the keys given.
func mixed[K comparable](keys []K, verbs ...verb) func(r *rand.Rand) call[K] {
	return func(r *rand.Rand) call[K] {
		return call[K]{verbs[r.IntN(len(verbs))], keys[r.IntN(len(keys))], r.IntN(10)}
	}
}

// hash is a hash function of ints.
type hash struct {
	name    string
	code    string // in Go
	fn      func(int) uint64
	spreads bool // different keys have different hashes
}

// hashes are good, weak and hopeless hash functions. A map is correct with each of them.
var hashes = []hash{
	{"a constant hash", "func(int) uint64 { return 42 }",
		func(int) uint64 { return 42 }, false},
	{"a hash of all ones", "func(int) uint64 { return math.MaxUint64 }",
		func(int) uint64 { return math.MaxUint64 }, false},
	{"a hash of three values", "func(k int) uint64 { return uint64(k) % 3 }",
		func(k int) uint64 { return uint64(k) % 3 }, false},
	{"the identity hash", "func(k int) uint64 { return uint64(k) }",
		func(k int) uint64 { return uint64(k) }, true},
	{"a hash whose low half is zero", "func(k int) uint64 { return uint64(k) << 32 }",
		func(k int) uint64 { return uint64(k) << 32 }, true},
	{"a good hash", "func(k int) uint64 { return uint64(k) * 0x9e3779b97f4a7c15 }",
		func(k int) uint64 { return uint64(k) * 0x9e3779b97f4a7c15 }, true},
}

// withHash returns a script on maps of int keys with hash h and room for capacity entries.
func withHash(capacity int, h hash) exercise.Script[call[int]] {
	return against(fmt.Sprintf("hashmap.NewFunc[int, int](%d, %s)", capacity, h.code), func() *hashmap.Map[int, int] {
		return hashmap.NewFunc[int, int](capacity, h.fn)
	})
}

// zeroMap returns a script on maps that start as zero values.
func zeroMap[K comparable]() exercise.Script[call[K]] {
	key := strings.NewReplacer("hashmap_test.", "", "interface {}", "any").Replace(reflect.TypeFor[K]().String())
	setup := fmt.Sprintf("new(hashmap.Map[%s, int])", key)
	return against(setup, func() *hashmap.Map[K, int] { return new(hashmap.Map[K, int]) })
}
