package hashmap_test

import (
	"fmt"
	"maps"
	"math"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 6: keys that are unequal to themselves, and keys that cannot be compared.

// nanMaps are empty maps for which NaN is hard in different ways.
var nanMaps = []struct {
	code  string
	fresh func() *hashmap.Map[float64, int]
}{
	{"new(hashmap.Map[float64, int])", func() *hashmap.Map[float64, int] { return new(hashmap.Map[float64, int]) }},
	{"hashmap.NewFunc[float64, int](0, math.Float64bits)", func() *hashmap.Map[float64, int] {
		return hashmap.NewFunc[float64, int](0, math.Float64bits) // one hash for all NaNs
	}},
}

// nans is how many NaNs are put: many more than a count of one byte can hold. Their values tell them apart.
const nans = 1100

const growingText = "m.Put(math.NaN(), i) for i from 0 to 1099"

func growWithNaNs(m *hashmap.Map[float64, int]) {
	for i := range nans {
		m.Put(math.NaN(), i)
	}
}

const shrinkingText = growingText + "; Put and then Delete of the keys 1 to 20,000"

func shrinkWithNaNs(m *hashmap.Map[float64, int]) {
	for i := range nans {
		m.Put(math.NaN(), i)
	}
	for i := range 20_000 {
		m.Put(float64(i+1), i)
	}
	for i := range 20_000 {
		m.Delete(float64(i + 1))
	}
}

// checkNaNsStay checks that after calls, which put the NaNs, a map has these and no other entries.
func checkNaNsStay(t *exercise.T, calls func(*hashmap.Map[float64, int]), text string) {
	for _, source := range nanMaps {
		m, code := source.fresh(), fmt.Sprintf("m := %s; %s", source.code, text)
		calls(m)
		if m.Len() != nans {
			t.Fatalf("%s: m.Len() = %d, want %d", code, m.Len(), nans)
		}
		seen := make([]bool, nans)
		for k, v := range m.All() {
			if !math.IsNaN(k) || seen[v] {
				t.Fatalf("%s: All yields (%v, %d), want each NaN once and nothing else", code, k, v)
			}
			seen[v] = true
		}
		for i, ok := range seen {
			if !ok {
				t.Fatalf("%s: All does not yield (NaN, %d), want each NaN once", code, i)
			}
		}
	}
}

func checkNaNProbe(t *exercise.T) {
	for _, source := range nanMaps {
		m := source.fresh()
		growWithNaNs(m)
		if got := m.Stats().LongestProbe; got != 0 {
			t.Errorf("m := %s; after %d Puts of NaN and no other key: LongestProbe is %d, want 0", source.code, nans, got)
		}
	}
}

// checkNaNsPassed puts NaNs before and after another key of the same hash. Does a lookup of that key pass any of them? If
// LongestProbe does not say so, the lookup must take about as long as without them.
func checkNaNsPassed(t *exercise.T) {
	const code = "hashmap.NewFunc[float64, int](0, func(float64) uint64 { return 42 })"
	fresh := func() *hashmap.Map[float64, int] {
		return hashmap.NewFunc[float64, int](0, func(float64) uint64 { return 42 })
	}
	m, alone := fresh(), fresh()
	growWithNaNs(m)
	m.Put(1, 1)
	growWithNaNs(m)
	alone.Put(1, 1)
	if probe := m.Stats().LongestProbe; probe < 5 { // a lookup that passes so few groups takes less than 8 times as long
		exercise.SameCost(t, fmt.Sprintf("m.Get(1), although LongestProbe is %d: count the NaNs that it passes, or pass none. It", probe),
			fmt.Sprintf("in m := %s after %d Puts of NaN, m.Put(1, 1) and %[2]d Puts of NaN", code, nans), func(int) { m.Get(1) },
			"after m.Put(1, 1) alone", func(int) { alone.Get(1) })
	}
}

func checkNaNsInLoop(t *exercise.T) {
	nan := math.NaN()
	for _, source := range nanMaps {
		nansInLoop(t, source.code, source.fresh(), nan, func(i int) float64 { return float64(i) })
	}
	nansInLoop(t, "new(hashmap.Map[[2]float64, int])", new(hashmap.Map[[2]float64, int]), [2]float64{0, nan},
		func(i int) [2]float64 { return [2]float64{float64(i), 0} })
	nansInLoop(t, "new(hashmap.Map[complex128, int])", new(hashmap.Map[complex128, int]), complex(0, nan),
		func(i int) complex128 { return complex(0, float64(i)) })
	nansInLoop(t, "new(hashmap.Map[any, int])", new(hashmap.Map[any, int]), any([1]any{nan}), func(i int) any { return i })
}

// nansInLoop runs a loop over a map of 20 times the key nan, which is unequal to itself, in which
// the table grows.
func nansInLoop[K comparable](t *exercise.T, code string, m *hashmap.Map[K, int], nan K, other func(i int) K) {
	for i := range 20 {
		m.Put(nan, i)
	}
	seen := make([]int, 20)
	rounds := 0
	for k, v := range m.All() {
		if rounds++; rounds == 1 {
			for i := range 1000 {
				m.Put(other(i), -1)
			}
		}
		if k != k {
			seen[v]++
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Fatalf("m := %s; m.Put(%v, i) for i from 0 to 19; a loop whose first round puts 1000 more keys yields (%v, %d) %d times, want once",
				code, nan, nan, i, n)
		}
	}
}

func checkClearNaNs(t *exercise.T) {
	for _, source := range nanMaps {
		m := source.fresh()
		growWithNaNs(m)
		if m.Clear(); m.Len() != 0 {
			t.Fatalf("m := %s with %d NaNs; after m.Clear(), m.Len() = %d, want 0", source.code, nans, m.Len())
		}
		for _, extra := range []int{0, 5000} {
			body := "clears the map"
			if extra > 0 {
				body = fmt.Sprintf("puts %d more keys and clears the map", extra)
			}
			for _, seq := range loopsOver(m) {
				growWithNaNs(m)
				rounds := 0
				seq.loop(func() bool {
					if rounds++; rounds > 1 {
						t.Fatalf("m := %s with %d NaNs; the first round of a loop over %s %s, yet the loop goes on, want it to end", source.code, nans, seq.name, body)
					}
					for i := range extra {
						m.Put(float64(i), i)
					}
					m.Clear()
					return true
				})
			}
		}
		if got := contents(m.All(), entryText); m.Len() != 0 || got != "[]" {
			t.Fatalf("m := %s with %d NaNs; after a loop whose first round clears the map, m.Len() = %d and All yields %s, want 0 and nothing",
				source.code, nans, m.Len(), got)
		}
	}
}

// keyCode returns a key that cannot be compared as Go.
func keyCode(key any) string {
	if _, ok := key.(func()); ok {
		return "func() {}"
	}
	return strings.NewReplacer("struct { v interface {} }{v:", "struct{ v any }{", "interface {}", "any", "NaN", "math.NaN()").Replace(exercise.GoText(key))
}

// uncomparable are keys that cannot be compared.
var uncomparable = []any{[]int{1}, map[int]int{}, func() {}, struct{ v any }{[]int{1}}, [1]any{[]int{1}}, [2]any{math.NaN(), []int{1}}}

func checkUncomparable(t *exercise.T) {
	for _, key := range uncomparable {
		for n := range 40 { // at each size: a Put that was about to grow the table must do nothing by halves
			m, model := new(hashmap.Map[any, int]), map[any]int{}
			for k := range n {
				m.Put(k, k)
				model[k] = k
			}
			where := fmt.Sprintf("in a hashmap.Map[any, int] of %d entries, key is %s: ", n, keyCode(key))
			before := m.Stats()
			t.Doing(where + "m.Put(key, -1)")
			if !exercise.Panics(func() { m.Put(key, -1) }) {
				t.Fatalf("%sm.Put(key, -1) returned, want it to panic", where)
			}
			// An empty map may see at once that the key is not there.
			if !exercise.Panics(func() { m.Get(key) }) && n > 0 {
				t.Fatalf("%sm.Get(key) returned, want it to panic", where)
			}
			if !exercise.Panics(func() { m.Delete(key) }) && n > 0 {
				t.Fatalf("%sm.Delete(key) returned, want it to panic", where)
			}
			if after := m.Stats(); after != before {
				t.Fatalf("%safter the panics of Put, Get and Delete, m.Stats() = %+v, want %+v as before", where, after, before)
			}
			if diff := cmp.Diff(model, maps.Collect(m.All())); diff != "" {
				t.Fatalf("%safter the panics of Put, Get and Delete, the entries have changed (-want +got):\n%s", where, diff)
			}
			m.Put("next", 1)
			if v, ok := m.Get("next"); v != 1 || !ok || m.Len() != n+1 {
				t.Fatalf("%safter the panics and m.Put(\"next\", 1), m.Len() = %d and m.Get(\"next\") = (%d, %t), want %d and (1, true)", where, m.Len(), v, ok, n+1)
			}
		}
	}
	type box struct{ v any } // the key is no interface value, but contains one
	m, key := new(hashmap.Map[box, int]), box{[]int{1}}
	m.Put(box{1}, 1)
	before := m.Stats()
	for _, call := range []struct {
		code string
		do   func()
	}{{"m.Put(key, 2)", func() { m.Put(key, 2) }}, {"m.Get(key)", func() { m.Get(key) }}, {"m.Delete(key)", func() { m.Delete(key) }}} {
		code := "m := new(hashmap.Map[box, int]), where box is struct{ v any }; m.Put(box{1}, 1); key is box{[]int{1}}: " + call.code
		if t.Doing(code); !exercise.Panics(call.do) {
			t.Fatalf("%s returned, want it to panic", code)
		}
		if v, ok := m.Get(box{1}); m.Stats() != before || v != 1 || !ok {
			t.Fatalf("%s; after the panic, m.Stats() = %+v, want %+v as before, and m.Get(box{1}) = (%d, %t), want (1, true)", code, m.Stats(), before, v, ok)
		}
	}
}

// checkZeros puts keys that are equal, although they hold zeros of different signs.
func checkZeros(t *exercise.T, sharded bool) {
	one, infinite := 1.0, math.Inf(1)
	zeros(t, sharded, "%s", func(z float64) float64 { return z })
	zeros(t, sharded, "float32(%s)", func(z float64) float32 { return float32(z) })
	zeros(t, sharded, "square{%s}", func(z float64) square { return square{z} })
	zeros(t, sharded, "[2]float64{1, %s}", func(z float64) [2]float64 { return [2]float64{1, z} })
	zeros(t, sharded, "struct{A, B any}{1, %s}", func(z float64) struct{ A, B any } { return struct{ A, B any }{1, z} })
	for code, at := range map[string]func(z float64) complex128{
		"complex(%[1]s, %[1]s)":    func(z float64) complex128 { return complex(z, z) },
		"complex(0, %s)":           func(z float64) complex128 { return complex(0, z) },
		"complex(1, %s)":           func(z float64) complex128 { return complex(one, z) },
		"complex(%s, 1)":           func(z float64) complex128 { return complex(z, one) },
		"complex(%s, math.Inf(1))": func(z float64) complex128 { return complex(z, infinite) },
	} {
		zeros(t, sharded, code, at)
		zeros(t, sharded, "complex64("+code+")", func(z float64) complex64 { return complex64(at(z)) })
		zeros(t, sharded, "[1]complex128{"+code+"}", func(z float64) [1]complex128 { return [1]complex128{at(z)} })
	}
}

// zeros checks that at(+0) and at(-0) are one key, as they are and inside interfaces.
func zeros[K comparable](t *exercise.T, sharded bool, code string, at func(z float64) K) {
	zerosIn(t, sharded, code, at)
	zerosIn(t, sharded, code, func(z float64) any { return at(z) })
	zerosIn(t, sharded, "[1]any{"+code+"}", func(z float64) any { return [1]any{at(z)} })
}

func zerosIn[K comparable](t *exercise.T, sharded bool, code string, at func(z float64) K) {
	maps := zeroMap[K]()
	if sharded {
		maps = withShards[K](64)
	}
	maps.Setup = "minus := math.Copysign(0, -1)\n" + maps.Setup
	negative := math.Copysign(0, -1)
	plus, minus := "m.%s("+fmt.Sprintf(code, "0.0")+"%s)", "m.%s("+fmt.Sprintf(code, "minus")+"%s)"
	call := func(o op[K], format, method, value string) op[K] {
		o.Go = fmt.Sprintf(format, method, value)
		return o
	}
	maps.Check(t, call(put(at(0), 10), plus, "Put", ", 10"), call(get(at(negative)), minus, "Get", ""),
		call(put(at(negative), 20), minus, "Put", ", 20"), call(get(at(0)), plus, "Get", ""), call(remove(at(0)), plus, "Delete", ""),
		call(put(at(negative), 30), minus, "Put", ", 30"), call(get(at(0)), plus, "Get", ""), call(remove(at(negative)), minus, "Delete", ""))
}
