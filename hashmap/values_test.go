package hashmap_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"unsafe"
	"weak"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of what becomes of values: a map stores exactly the value that it is given, and keeps no value
// that was removed or replaced.

// checkExactValues puts values that are equal or look equal, but are not the same, and values that cannot be
// compared. It uses the methods up to a step.
func checkExactValues(t *exercise.T, step int) {
	p, q, minus, nan := &point{1, 2}, &point{1, 2}, math.Copysign(0, -1), math.NaN()
	exactValues(t, step, 0, minus, nan, 1)
	exactValues[*point](t, step, nil, p, q)
	exactValues[[]int](t, step, nil, []int{1}, []int{1}, []int{})
	exactValues[any](t, step, nil, 0, int8(0), 0.0, minus, nan, p, q, []int{1}, []int{1}, square{0}, square{minus})
}

// exactValues stores each value in the place of each.
func exactValues[V any](t *exercise.T, step int, values ...V) {
	kind := keyType[V]()
	for _, a := range values {
		for _, b := range values {
			maker := "new(hashmap.Map[int, " + kind + "])"
			if step == 8 {
				maker = "hashmap.NewSharded[int, " + kind + "](1)"
			}
			code := fmt.Sprintf("m := %s; a, b := %s, %s; m.Put(1, a); m.Put(1, b)", maker, valueText(a), valueText(b))
			name := func(v V) string { // a and b may have the same text
				switch {
				case identical(v, a):
					return "a"
				case identical(v, b):
					return "b"
				}
				return valueText(v)
			}
			want := func(what string, got, want V) {
				if !identical(got, want) {
					t.Fatalf("%s: %s is %s, want %s: a map stores exactly the value that it is given", code, what, name(got), name(want))
				}
			}
			if t.Doing(code); step == 8 {
				exactShared(want, a, b)
				continue
			}
			var m hashmap.Map[int, V]
			m.Put(1, a)
			old, _ := m.Put(1, b)
			want("what the second Put returns", old, a)
			got, _ := m.Get(1)
			want("then m.Get(1)", got, b)
			if step >= 5 {
				exactLoops(want, &m, a, b)
			}
			if step >= 3 {
				old, _ = m.Delete(1)
				want("then m.Delete(1)", old, b)
			}
		}
	}
}

// exactLoops loops over m, whose only value is b.
func exactLoops[V any](want func(what string, got, want V), m *hashmap.Map[int, V], a, b V) {
	for _, v := range m.All() {
		want("then what m.All() yields", v, b)
	}
	for v := range m.Values() {
		want("then what m.Values() yields", v, b)
	}
	v, _ := hashmap.Collect(func(yield func(int, V) bool) { _ = yield(1, a) && yield(1, b) }).Get(1)
	want("what Collect keeps of (1, a) and (1, b)", v, b)
}

func exactShared[V any](want func(what string, got, want V), a, b V) {
	m := hashmap.NewSharded[int, V](1)
	m.Put(1, a)
	old, _ := m.Put(1, b)
	want("what the second Put returns", old, a)
	for i, v := range []V{a, b} {
		m.Update(1, func(V, bool) (V, bool) { return v, true })
		got, _ := m.Get(1)
		want("m.Get(1), after an Update that stores "+"ab"[i:i+1]+",", got, v)
	}
	old, _ = m.Delete(1)
	want("then m.Delete(1)", old, b)
}

// identical reports whether two values are the same, to the last bit.
func identical(a, b any) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	case square:
		b, ok := b.(square)
		return ok && identical(a.Side, b.Side)
	case []int:
		b, ok := b.([]int)
		return ok && len(a) == len(b) && unsafe.SliceData(a) == unsafe.SliceData(b)
	}
	return a == b
}

func valueText[V any](v V) string {
	switch v := any(v).(type) {
	case *point:
		if v != nil {
			return "&point{1, 2}"
		}
		return "nil"
	case square:
		return "square{" + exercise.GoText(v.Side) + "}"
	}
	return exercise.GoText(v)
}

// tracked is a key that tells whether it is garbage.
type tracked struct {
	N int
	O *exercise.Object
}

// objects is what Map and Sharded have in common here.
type objects interface {
	Put(tracked, *exercise.Object) (*exercise.Object, bool)
	Delete(tracked) (*exercise.Object, bool)
}

// A watched map is one whose keys and values are watched. The keys are kept here, and only as long as
// they are in the map.
type watched struct {
	m    objects
	keys map[int]tracked
	// What is in the map, and what was.
	stored map[int]ref
	left   []ref
	puts   int
}

type ref struct {
	n, put     int // the key, and the number of the Put that stored the value
	key, value weak.Pointer[exercise.Object]
}

//go:noinline
func (w *watched) put(n int) {
	key, known := w.keys[n]
	if !known {
		key = tracked{n, new(exercise.Object)}
		w.keys[n] = key
	}
	w.puts++
	value := new(exercise.Object)
	old := w.stored[n]
	if old.key = (weak.Pointer[exercise.Object]{}); known { // the key stays
		w.left = append(w.left, old)
	}
	w.stored[n] = ref{n, w.puts, weak.Make(key.O), weak.Make(value)}
	w.m.Put(key, value)
}

//go:noinline
func (w *watched) remove(n int, by func(objects, tracked)) {
	key, known := w.keys[n]
	if !known {
		key.N = n
	}
	if by(w.m, key); known {
		w.forget(n)
	}
}

//go:noinline
func (w *watched) clear() {
	w.m.(*hashmap.Map[tracked, *exercise.Object]).Clear()
	for _, n := range slices.Sorted(maps.Keys(w.keys)) {
		w.forget(n)
	}
}

func (w *watched) forget(n int) {
	w.left = append(w.left, w.stored[n])
	delete(w.keys, n)
	delete(w.stored, n)
}

// kept returns a key or value that has left the map and is still in memory.
func (w *watched) kept() any {
	for attempt := 0; len(w.left) > 0 && attempt < 4; attempt++ {
		runtime.GC()
		w.left = slices.DeleteFunc(w.left, func(r ref) bool { return r.key.Value() == nil && r.value.Value() == nil })
	}
	runtime.KeepAlive(w.m)
	if len(w.left) == 0 {
		return exercise.Phrase("nothing")
	}
	r := w.left[0]
	if r.key.Value() != nil {
		return exercise.Phrase(fmt.Sprintf("key%d", r.n))
	}
	return exercise.Phrase(fmt.Sprintf("the object that Put number %d, m.Put(key%d, ...), stored", r.put, r.n))
}

type watch = exercise.Op[*watched, *watched]

const keptRule = "the map keeps no reference to what was deleted, replaced or cleared (step 7)"

// watchOp is an op whose model does nothing.
func watchOp(text string, call func(w *watched)) watch {
	return watch{
		Go: text, Rule: keptRule,
		Solution: func(w *watched) any { call(w); return nil },
		Model:    func(*watched) any { return nil },
	}
}

func putObject(n int) watch {
	return watchOp(fmt.Sprintf("m.Put(key%d, new(object))", n), func(w *watched) { w.put(n) })
}

func deleteObject(n int) watch {
	return watchOp(fmt.Sprintf("m.Delete(key%d)", n), func(w *watched) {
		w.remove(n, func(m objects, key tracked) { m.Delete(key) })
	})
}

func dropByUpdate(n int) watch {
	return watchOp(fmt.Sprintf("m.Update(key%d, func(*object, bool) (*object, bool) { return nil, false })", n), func(w *watched) {
		w.remove(n, func(m objects, key tracked) { m.(*hashmap.Sharded[tracked, *exercise.Object]).Update(key, dropObject) })
	})
}

var (
	clearObjects = watchOp("m.Clear()", (*watched).clear)
	collect      = watch{
		Go: "runtime.GC() // what has left the map and is still in memory:", Rule: keptRule,
		Solution: (*watched).kept,
		Model:    func(*watched) any { return exercise.Phrase("nothing") },
	}
)

// wantNothingKept fills and empties maps at random, in turns, and looks again and again for what they keep.
// With few keys a table stays as it is, and is only cleaned up. other removes by Clear or Update.
func wantNothingKept(t *exercise.T, code string, keys int, other func(n int) watch, fresh func() objects) {
	o := exercise.Ops[*watched, *watched]{
		Setup: "m := " + code,
		New: func() (*watched, *watched) {
			return &watched{m: fresh(), keys: map[int]tracked{}, stored: map[int]ref{}}, nil
		},
	}
	filling := true
	o.Random(t, 2+60/keys, 100+5*keys, func(r *rand.Rand) watch {
		if r.IntN(4+keys/2) == 0 {
			filling = !filling
		}
		n, kind := r.IntN(keys), r.IntN(200)
		switch {
		case !filling && r.IntN(8+keys) == 0:
			return collect
		case kind < 2:
			return other(n)
		case filling == (kind < 160):
			return putObject(n)
		default:
			return deleteObject(n)
		}
	})
}

func checkCollectable(t *exercise.T) {
	clear := func(int) watch { return clearObjects }
	zero := func() objects { return new(hashmap.Map[tracked, *exercise.Object]) }
	for _, keys := range []int{3, 6, 200} {
		wantNothingKept(t, "new(hashmap.Map[tracked, *object])", keys, clear, zero)
	}
	wantNothingKept(t, "hashmap.New[tracked, *object](100)", 40, clear, func() objects { return hashmap.New[tracked, *exercise.Object](100) })
	wantNothingKept(t, "hashmap.NewFunc[tracked, *object](0, func(tracked) uint64 { return 42 })", 20, clear, func() objects {
		return hashmap.NewFunc[tracked, *exercise.Object](0, func(tracked) uint64 { return 42 })
	})
}
