package hashmap_test

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 5: loops over a map. What the body of a loop does is data, and a model of the loop
// knows what it may yield by the rules of range.

// filled returns a zero Map after m.Put(k, k) for k from 1 to n, and the words that say so. No key is 0, so
// that an unexpected zero stands out.
func filled(n int) (m *hashmap.Map[int, int], where string) {
	m = new(hashmap.Map[int, int])
	for k := 1; k <= n; k++ {
		m.Put(k, k)
	}
	return m, fmt.Sprintf("in a map after m.Put(k, k) for k from 1 to %d", n)
}

func checkAll(t *exercise.T) {
	for _, n := range []int{0, 1, 2, 7, 8, 9, 100, 1000, 70_000} {
		m, where := filled(n)
		want := make(map[int]int, n)
		for k := 1; k <= n; k++ {
			want[k] = k
		}
		wantYields(t, where+": All", want, m.All())
		wantYields(t, where+": Keys", want, doubled(m.Keys()))
		wantYields(t, where+": Values", want, doubled(m.Values()))
	}
}

// wantYields fails t unless seq yields what is wanted, each pair once. A failure ends with the advice, if any.
func wantYields(t *exercise.T, what string, want map[int]int, seq iter.Seq2[int, int], advice ...string) {
	got := make(map[int]int, len(want))
	for k, v := range seq {
		if _, twice := got[k]; twice {
			t.Fatalf("%s yields %d twice", what, k)
		}
		got[k] = v
	}
	if !maps.Equal(got, want) {
		t.Fatalf("%s yields other entries than are in the map%s (-want +got):\n%s", what, strings.Join(advice, ""), cmp.Diff(want, got))
	}
}

func doubled(seq iter.Seq[int]) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		seq(func(v int) bool { return yield(v, v) })
	}
}

func checkCollect(t *exercise.T) {
	pairs := func(yield func(string, int) bool) {
		_ = yield("a", 1) && yield("b", 2) && yield("a", 3) && yield("", 0) && yield("b", 0)
	}
	m := hashmap.Collect(iter.Seq2[string, int](pairs))
	const what = `m := Collect of the pairs (a, 1), (b, 2), (a, 3), ("", 0), (b, 0): `
	if m.Len() != 3 {
		t.Errorf("%sm.Len() = %d, want 3", what, m.Len())
	}
	if diff := cmp.Diff(map[string]int{"a": 3, "b": 0, "": 0}, maps.Collect(m.All())); diff != "" {
		t.Errorf("%sm.All() does not yield the last value of each key (-want +got):\n%s", what, diff)
	}
	source, where := filled(1000)
	copied := hashmap.Collect(source.All())
	if diff := cmp.Diff(maps.Collect(source.All()), maps.Collect(copied.All())); diff != "" {
		t.Fatalf("%s: Collect(m.All()) has other entries than m (-want +got):\n%s", where, diff)
	}
	copied.Put(1, -1)
	copied.Delete(2)
	if v, ok := source.Get(1); v != 1 || !ok || source.Len() != 1000 {
		t.Errorf("%s: c := Collect(m.All()); c.Put(1, -1); c.Delete(2): then m.Get(1) = (%d, %t) and m.Len() = %d, want (1, true) and 1000", where, v, ok, source.Len())
	}
}

// checkCollectOnce collects sequences that count how often they are ranged over, and yield nothing the second time.
func checkCollectOnce(t *exercise.T) {
	for _, n := range []int{0, 1, 2, 100, 3000} {
		times, left := 0, upTo(n, 1)
		m := hashmap.Collect(func(yield func(int, int) bool) {
			times++
			for len(left) > 0 {
				k := left[0]
				if left = left[1:]; !yield(k, 10*k) {
					return
				}
			}
		})
		if len(left) > 0 || times != 1 || m.Len() != n {
			t.Fatalf("m := hashmap.Collect(seq), where seq takes %d pairs from a queue: Collect ranges over seq %d times, %d pairs are left in the queue, and m.Len() = %d, "+
				"want 1, 0 and %d: range over seq once, because it may yield its pairs only once", n, times, len(left), m.Len(), n)
		}
		for k := range n {
			if v, ok := m.Get(k); v != 10*k || !ok {
				t.Fatalf("m := hashmap.Collect(seq), where seq takes %d pairs (k, 10*k) from a queue: m.Get(%d) = (%d, %t), want (%d, true)", n, k, v, ok, 10*k)
			}
		}
	}
}

// A handLoop goes over a sequence until its body returns false. It calls the sequence by hand: in a range loop Go itself
// panics if it is not stopped, with a message that explains less.
type handLoop struct {
	name string
	loop func(body func() bool)
}

func loopsOver[K comparable](m *hashmap.Map[K, int]) []handLoop {
	return []handLoop{
		{"All", func(body func() bool) { m.All()(func(K, int) bool { return body() }) }},
		{"Keys", func(body func() bool) { m.Keys()(func(K) bool { return body() }) }},
		{"Values", func(body func() bool) { m.Values()(func(int) bool { return body() }) }},
	}
}

func checkBreak(t *exercise.T) {
	for _, n := range []int{20, 1000} {
		m, where := filled(n)
		for _, seq := range loopsOver(m) {
			for _, last := range []int{1, 2, 10, n} {
				rounds := 0
				seq.loop(func() bool { rounds++; return rounds < last })
				if rounds != last {
					t.Fatalf("%s: a loop over %s that breaks in round %d ran its body %d times, want %d: "+
						"when yield returns false, return", where, seq.name, last, rounds, last)
				}
			}
		}
	}
}

func checkRangeAgain(t *exercise.T) {
	m, where := filled(20)
	all, keys, values := m.All(), m.Keys(), m.Values()
	for _, seq := range []struct {
		name string
		loop iter.Seq2[int, int]
	}{{"All", all}, {"Keys", doubled(keys)}, {"Values", doubled(values)}} {
		m.Put(1, 1)
		seq.loop(func(int, int) bool { return false })
		want := maps.Collect(m.All())
		for round := range 2 {
			what := fmt.Sprintf("%s: seq := m.%s(); after a loop over seq that breaks at once, loop number %d over the same seq", where, seq.name, round+2)
			wantYields(t, what, want, seq.loop)
		}
		for k := 21; k <= 1000; k++ {
			m.Put(k, k)
		}
		m.Delete(1)
		want = maps.Collect(m.All())
		wantYields(t, where+": seq := m."+seq.name+"(); then m.Put of 980 more keys and m.Delete(1); then seq", want, seq.loop,
			": let the sequence look at the map when a loop over it starts")
	}
}

func checkNested(t *exercise.T) {
	for _, n := range []int{1, 20, 100} {
		m, where := filled(n)
		pairs := map[[2]int]int{}
		all := m.All()
		for a := range all {
			for b := range all { // the same sequence
				pairs[[2]int{a, b}]++
			}
			for b := range m.Keys() {
				pairs[[2]int{a, b}]++
				if b%7 == 6 {
					break
				}
			}
		}
		if len(pairs) != n*n {
			t.Errorf("%s: for a := range all { for b := range all { ... }; for b := range m.Keys() { ...; if b%%7 == 6 { break } } } "+
				"sees %d different pairs (a, b), want %d", where, len(pairs), n*n)
		}
	}
}

func checkBodyPanics(t *exercise.T) {
	for _, n := range []int{1, 20, 1000} {
		for _, method := range methods {
			l := newLoop(n, method, hashes[5])
			text, panicked := exercise.PanicText(func() {
				l.run(func(int) {
					if l.round == (n+1)/2 {
						panic("stop")
					}
				})
			})
			program := l.setup() + "\nif round == (n+1)/2 { panic(\"stop\") } }"
			if l.wrong != nil {
				t.Fatalf("%s\n%s got %s, want %s", program, l.wrong.Call, l.wrong.Got, l.wrong.Want)
			}
			if got := fmt.Sprintf("the panic %q", text); !panicked || text != "stop" {
				if !panicked {
					got = "no panic"
				}
				t.Fatalf("%s\nthe caller gets %s, want the panic \"stop\" of the loop body", program, got)
			}
			for k := n + 1; k < n+500; k++ { // a map that keeps its table while a loop runs would not grow now
				l.put(k, k)
			}
			l.look(n + 1)
			for k := 2; k < n+450; k++ {
				l.remove(k)
			}
			l.begin()
			if l.run(func(int) {}); l.wrong != nil {
				t.Fatalf("%s // panics\nfor i := n + 1; i < n + 500; i++ { m.Put(i, i) }\nfor i := 2; i < n + 450; i++ { m.Delete(i) }\nafterwards: %s got %s, want %s",
					program, l.wrong.Call, l.wrong.Got, l.wrong.Want)
			}
		}
	}
}

func checkClearResizes(t *exercise.T) {
	for _, s := range append(made(100), zeroSource) {
		for _, n := range []int{0, 1, 100, 1000} {
			m := fill(s.fresh().(*hashmap.Map[int, int]), n)
			for time := range 2 {
				before := m.Stats().Resizes
				m.Clear()
				if after := m.Stats().Resizes; after < before || after > before+1 {
					t.Fatalf("m := %s; after %d Puts, call %d of m.Clear() takes Resizes from %d to %d, want the same number or one more: count a table that Clear makes once or not at all",
						s.code, n, time+1, before, after)
				}
			}
		}
	}
}

// checkMissingDeleteLater deletes missing keys where a loop or Clear has removed entries.
func checkMissingDeleteLater(t *exercise.T) {
	const n = 300
	for _, s := range roomySources {
		full := fmt.Sprintf("%s; m.Put(k, k) for k from 0 to %d", s.code, n-1)
		m := fill(s.fresh().(*hashmap.Map[int, int]), n)
		for k := range m.All() {
			m.Delete(k)
			deleteMissing(t, m, fmt.Sprintf("%s; in round %d of the loop for k := range m.All() { m.Delete(k); m.Delete(-1); m.Delete(1000) }", full, n-m.Len()))
		}
		m = fill(s.fresh().(*hashmap.Map[int, int]), n)
		m.Clear()
		for k := range 40 {
			deleteMissing(t, m, fmt.Sprintf("%s; m.Clear(); %d Puts, each after m.Delete(-1) and m.Delete(1000)", full, k))
			m.Put(k, k)
		}
	}
}

func checkHashAfterClear(t *exercise.T) {
	hash, called := counting()
	m := fill(hashmap.NewFunc[int, int](0, hash), 100)
	m.Clear()
	*called = 0
	if fill(m, 100); *called < 100 {
		t.Errorf("after m.Clear() and 100 Puts, the function given to NewFunc was called %d times, want at least 100", *called)
	}
}

// other is the factor that a value has beside its key, so that a loop over Values tells the keys too.
const other = 10_000

// loopRows are the rules of loops whose body changes the map: what the body does in each round, or
// in one of them.
var loopRows = []struct {
	name   string
	bodies [][]loopCall
}{
	{"a loop does not yield an entry that is deleted before the loop reaches it", [][]loopCall{{once(deleteOthers)}, {deleteNext(1)}, {deleteNext(1), deleteNext(3)}}},
	{"a loop may delete each entry that it reaches", [][]loopCall{{deleteNext(0)}, {deleteNext(0), deleteNext(0)}}},
	{"a loop yields the new value of an entry that changes before the loop reaches it", [][]loopCall{{once(putAll(0))}, {once(putAll(1000))}, {putNext(1)}}},
	{"a loop yields no deleted entry if the table shrinks and grows during the loop", [][]loopCall{{once(deleteOthers), once(putNew(1000))}}},
	{"a loop yields no entry twice, even if the table grows during the loop", [][]loopCall{{once(putNew(1000))}, {in(5, putNew(1000))}}},
	{"if the body clears the map, the loop yields no cleared entry", [][]loopCall{{clears(1)}, {once(clears(1)), once(putAll(0))}, {once(putNew(1000)), once(clears(1)), once(putAll(0))},
		{once(clears(256))}, {once(clears(65_536))}}},
	{"a loop inside the body sees what the body has changed", [][]loopCall{{deleteNext(0), putNew(1), innerLoops}}},
	{"loops over one map may take turns, and end in any order", [][]loopCall{
		{once(pull("All")), once(pull("Keys")), once(halt("All")), once(deleteMost), once(drain("Keys"))},
		{once(pull("Values")), once(pull("All")), once(drain("Values")), once(deleteMost), once(putNew(1000)), once(drain("All"))},
		{once(pull("Keys")), once(pull("Values")), in(after, deleteMost), in(after, drain("Keys")), in(after, putAll(1000)), in(after, drain("Values"))},
		{pull("All"), deleteNext(1), pull("Keys"), pull("Values"), putNew(1), in(after, drain("Values")), in(after, drain("Keys"))},
	}},
	{"Get and Stats are right inside the body of a loop", [][]loopCall{{putNext(0), look(0), deleteNext(1), look(1), look(2)}}},
	{"a loop ends even if its body puts a new key in each round", [][]loopCall{{putNew(1)}}},
	{"a loop ends even if its body deletes the current key and puts it again in each round", [][]loopCall{{deleteNext(0), putNext(0)}, {deleteNext(0), putNext(1), putNext(0)}}},
}

// checkLoop runs loops with each of the bodies over maps of several sizes.
func checkLoop(t *exercise.T, bodies [][]loopCall) {
	for _, calls := range bodies {
		for _, n := range []int{1, 2, 7, 20, 100, 1000} {
			if slices.ContainsFunc(calls, func(c loopCall) bool { return c.keys > 0 && c.keys != n }) {
				continue
			}
			for i, h := range hashes {
				if i < 5 && n > 20 {
					continue
				}
				for _, method := range methods {
					loopScript(n, method, h).Check(t, calls...)
				}
			}
		}
	}
}

// loopCall is a call of the body of a loop.
type loopCall struct {
	round int    // the round in which it is made; 0 for every round, and after for none
	keys  int    // how many keys there are at the start; 0 for any number
	code  string // the call as Go, where k is the key that the loop is at and n how many there were
	do    func(l *loop, k int)
}

// after is the round of calls that are made when the loop has ended.
const after = math.MaxInt

func (c loopCall) String() string {
	switch c.round {
	case 0:
		return c.code
	case after:
		return "/* after the loop */ " + c.code
	}
	return fmt.Sprintf("if round == %d { %s }", c.round, c.code)
}

func in(round int, c loopCall) loopCall {
	c.round = round
	return c
}

func once(c loopCall) loopCall { return in(1, c) }

// next returns the i-th key after k, in the order of numbers from 1 to n and around the end. If i is 0, that is
// k itself, even if it was added during the loop.
func (l *loop) next(k, i int) int {
	if i == 0 {
		return k
	}
	return (k+i-1)%l.n + 1
}

// nextKey returns next as Go.
func nextKey(i int) string {
	switch i {
	case 0:
		return "k"
	case 1:
		return "k%n + 1"
	}
	return fmt.Sprintf("(k+%d)%%n + 1", i-1)
}

func deleteNext(i int) loopCall {
	return loopCall{code: fmt.Sprintf("m.Delete(%s)", nextKey(i)), do: func(l *loop, k int) { l.remove(l.next(k, i)) }}
}

func putNext(i int) loopCall {
	key := nextKey(i)
	return loopCall{code: fmt.Sprintf("m.Put(%s, %s + 10_000*round)", key, key), do: func(l *loop, k int) {
		k = l.next(k, i)
		l.put(k, k+other*l.round)
	}}
}

func look(i int) loopCall {
	return loopCall{code: fmt.Sprintf("m.Get(%s); m.Stats()", nextKey(i)), do: func(l *loop, k int) { l.look(l.next(k, i)) }}
}

var deleteOthers = loopCall{code: "for i := 1; i <= n; i++ { if i != k { m.Delete(i) } }", do: func(l *loop, k int) {
	for i := 1; i <= l.n; i++ {
		if i != k {
			l.remove(i)
		}
	}
}}

var deleteMost = loopCall{code: "for i := 1; i <= n; i++ { if i%10 > 0 { m.Delete(i) } }", do: func(l *loop, _ int) {
	for i := 1; i <= l.n; i++ {
		if i%10 > 0 {
			l.remove(i)
		}
	}
}}

// pull takes the next entry of a loop that takes turns with the one whose body calls it. There is one for each method.
func pull(method string) loopCall {
	code := "if next%[1]s == nil { /* declared before the loop */ next%[1]s, stop%[1]s = iter.Pull(m.%[1]s()) }; next%[1]s()"
	if method == "All" {
		code = strings.Replace(code, "Pull", "Pull2", 1)
	}
	return loopCall{code: fmt.Sprintf(code, method), do: func(l *loop, _ int) { l.pull(method) }}
}

func halt(method string) loopCall {
	return loopCall{code: fmt.Sprintf("if stop%[1]s != nil { stop%[1]s() }", method), do: func(l *loop, _ int) { l.halt(method) }}
}

// drain goes on with the loop until it ends.
func drain(method string) loopCall {
	code := "for ok := next%[1]s != nil; ok; { _, ok = next%[1]s() }"
	if method == "All" {
		code = strings.Replace(code, "_", "_, _", 1)
	}
	return loopCall{code: fmt.Sprintf(code, method), do: func(l *loop, _ int) {
		for p := l.pulled[method]; p != nil && !p.Ended() && l.wrong == nil; {
			l.pull(method)
		}
	}}
}

// putAll puts all keys and more new ones. The new ones come first, since they may make the table grow.
func putAll(more int) loopCall {
	return loopCall{code: fmt.Sprintf("for i := n + %d; i > 0; i-- { m.Put(i, i + 10_000) }", more), do: func(l *loop, _ int) {
		for i := l.n + more; i > 0; i-- {
			l.put(i, i+other)
		}
	}}
}

// putNew puts keys that are new in each round.
func putNew(count int) loopCall {
	return loopCall{code: fmt.Sprintf("for i := range %d { m.Put(n + %d*round + i, n + %d*round + i) }", count, count, count), do: func(l *loop, _ int) {
		for i := range count {
			l.put(l.n+count*l.round+i, l.n+count*l.round+i)
		}
	}}
}

func clears(times int) loopCall {
	c := loopCall{code: "m.Clear()", do: func(l *loop, _ int) {
		for range times {
			l.m.Clear()
		}
		clear(l.entries)
		l.compare(nil, nil, "m.Clear()")
	}}
	if times > 1 { // takes long
		c.keys, c.code = 20, fmt.Sprintf("for range %d { m.Clear() }", times)
	}
	return c
}

var innerLoops = loopCall{code: "if round < 100 { for range m.All() {}; for range m.Keys() {}; for range m.Values() {} }", do: func(l *loop, _ int) {
	if l.round < 100 {
		l.inner()
	}
}}

// randomCall returns a source of calls in random rounds, Clear among them if it may be.
func randomCall(rounds, keys int, clear bool) func(r *rand.Rand) loopCall {
	return func(r *rand.Rand) loopCall {
		round := 1 + r.IntN(rounds)
		switch r.IntN(20) {
		case 0:
			round = after
		case 1:
			return in(after, drain(methods[r.IntN(len(methods))]))
		}
		return in(round, someCall(r.IntN(40), 1+r.IntN(keys), r.IntN(9), clear))
	}
}

func someCall(kind, key, version int, clear bool) loopCall {
	value := key + other*version
	switch {
	case kind == 0 && clear:
		return clears(1)
	case kind < 2:
		return innerLoops
	case kind == 2 && version < 2:
		return deleteMost
	case kind < 4:
		return loopCall{code: fmt.Sprintf("m.Get(%d); m.Stats()", key), do: func(l *loop, _ int) { l.look(key) }}
	case kind < 18:
		return loopCall{code: fmt.Sprintf("m.Delete(%d)", key), do: func(l *loop, _ int) { l.remove(key) }}
	case kind < 21:
		return pull(methods[kind-18])
	case kind == 21 && version < 5:
		return halt(methods[key%3])
	case kind == 21:
		return drain(methods[key%3])
	default:
		return loopCall{code: fmt.Sprintf("m.Put(%d, %d)", key, value), do: func(l *loop, _ int) { l.put(key, value) }}
	}
}

func checkRandomLoops(t *exercise.T) {
	for _, n := range []int{3, 10, 40} {
		for _, keys := range []int{n + 3, 20 * n} {
			for _, method := range methods {
				loopScript(n, method, hashes[5]).Random(t, 30, 200, randomCall(n, keys, false))
				loopScript(n, method, hashes[3]).Random(t, 20, 60, randomCall(n, keys, true))
			}
		}
	}
}

// loopScript returns a script of one loop over a map of n keys, with the calls of its body.
func loopScript(n int, method string, h hash) exercise.Script[loopCall] {
	return exercise.Script[loopCall]{
		Setup: newLoop(n, method, h).setup(),
		Play: func(calls []loopCall, begin func()) *exercise.Mismatch {
			// A failure lists the calls that were begun, so they are put in the order of their rounds.
			slices.SortStableFunc(calls, func(a, b loopCall) int { return a.round - b.round })
			always, _ := slices.BinarySearchFunc(calls, 1, func(c loopCall, round int) int { return c.round - round })
			l, begun := newLoop(n, method, h), 0
			defer l.haltAll()
			l.run(func(k int) {
				for i, c := range calls {
					if c.round > l.round || l.wrong != nil {
						return
					}
					if i >= begun {
						begin()
						begun++
					}
					if i < always || c.round == l.round {
						c.do(l, k)
					}
				}
			})
			for i, c := range calls {
				if i >= begun && l.wrong == nil {
					begin()
				}
				if c.round == after && l.wrong == nil {
					c.do(l, 0)
				}
			}
			return l.wrong
		},
		Rule: func(loopCall) string {
			return "a loop yields each entry that stays in the map exactly once, with its present value, and yields no removed entry (step 5)"
		},
	}
}

// methods are those that return a sequence.
var methods = []string{"All", "Keys", "Values"}

// loop is a loop over a map, and the model that knows what it may yield.
type loop struct {
	course  course
	method  string
	hash    hash
	n       int // keys at the start
	m       *hashmap.Map[int, int]
	entries map[int]*loopEntry
	round   int
	pulled  map[string]*pulled // the loops that take turns with it, by their methods
	wrong   *exercise.Mismatch
}

// course is how far one of the loops over a map has come.
type course struct {
	call, name string // in messages
	bit        byte   // of loopEntry.yielded
	atStart    []*loopEntry
}

// pulled is a loop that takes turns with another one.
type pulled struct {
	*exercise.Pull[int, int]
	course course
}

// loopEntry is one entry from its Put until it is removed. When its key is put again, that is
// another entry.
type loopEntry struct {
	key, value int
	yielded    byte // a bit for each loop
}

// worn times n keys are put and deleted before a loop over n keys, so that a table that needs cleaning up is
// about to be cleaned up.
const worn = 3

func newLoop(n int, method string, h hash) *loop {
	l := &loop{method: method, hash: h, n: n, m: hashmap.NewFunc[int, int](0, h.fn), entries: make(map[int]*loopEntry), pulled: make(map[string]*pulled)}
	for k := 1; k <= n; k++ {
		l.put(k, k)
	}
	for range worn * n {
		l.put(-1, 0)
		l.remove(-1)
	}
	l.begin()
	return l
}

// begin begins the loop over what is in the map now.
func (l *loop) begin() {
	l.round, l.course = 0, l.newCourse("}", "the loop", 0)
}

// newCourse is the course of a loop that begins now.
func (l *loop) newCourse(call, name string, number int) course {
	c := course{call: call, name: name, bit: 1 << number, atStart: slices.Collect(maps.Values(l.entries))}
	for _, e := range c.atStart {
		e.yielded &^= c.bit
	}
	return c
}

// setup returns the loop as Go, up to its body.
func (l *loop) setup() string {
	head := map[string]string{
		"All":    "for k, v := range m.All() {\nround++; fmt.Println(k, v)",
		"Keys":   "for k := range m.Keys() {\nround++; fmt.Println(k)",
		"Values": "for v := range m.Values() {\nround++; k := v % 10_000; fmt.Println(k, v)",
	}[l.method]
	return fmt.Sprintf("m, n, round := hashmap.NewFunc[int, int](0, %s), %d, 0\nfor i := 1; i <= n; i++ { m.Put(i, i) }\nfor range %d * n { m.Put(-1, 0); m.Delete(-1) }\n%s", l.hash.code, l.n, worn, head)
}

// run goes through the map until something is wrong. Body gets the key.
func (l *loop) run(body func(k int)) {
	l.seq(l.method)(func(k, v int) bool {
		const tooLong = 100_000 // rounds, for maps as small as those here
		if l.round++; l.round > tooLong {
			l.note("}", fmt.Sprintf("the loop at (%d, %d) in round %d", k, v, l.round), "it to end")
		}
		if l.yields(&l.course, k, v); l.wrong == nil {
			body(k)
		}
		return l.wrong == nil
	})
	l.ends(&l.course)
	l.inner()
}

// seq returns what a method yields, as pairs.
func (l *loop) seq(method string) iter.Seq2[int, int] {
	switch method {
	case "Keys":
		return func(yield func(int, int) bool) {
			l.m.Keys()(func(k int) bool {
				if e := l.entries[k]; e != nil {
					return yield(k, e.value)
				}
				return yield(k, k)
			})
		}
	case "Values":
		return func(yield func(int, int) bool) {
			l.m.Values()(func(v int) bool { return yield(v%other, v) })
		}
	}
	return l.m.All()
}

// pull takes the next entry of the loop of a method that takes turns with l. The loop begins at the first call.
func (l *loop) pull(method string) {
	p := l.pulled[method]
	if p == nil {
		call := fmt.Sprintf("next%s()", method)
		p = &pulled{exercise.NewPull(l.seq(method)), l.newCourse(call, "the loop of "+call, 1+slices.Index(methods, method))}
		l.pulled[method] = p
	}
	if p.Ended() {
		return
	}
	if k, v, ok := p.Next(); ok {
		l.yields(&p.course, k, v)
	} else {
		l.ends(&p.course)
	}
}

// halt ends the loop of a method that takes turns with l, if there is one.
func (l *loop) halt(method string) {
	if p := l.pulled[method]; p != nil {
		p.Stop()
	}
}

func (l *loop) haltAll() {
	for _, method := range methods {
		l.halt(method)
	}
}

// yields notes what is wrong with a loop that now yields an entry.
func (l *loop) yields(c *course, key, value int) {
	at, e := fmt.Sprintf("%s at (%d, %d)", c.name, key, value), l.entries[key]
	switch {
	case e == nil:
		l.note(c.call, at, fmt.Sprintf("no entry of key %d, which is not in the map", key))
	case e.value != value:
		l.note(c.call, at, fmt.Sprintf("the present value, %d", e.value))
	case e.yielded&c.bit != 0:
		l.note(c.call, at+" a second time", "each entry once")
	default:
		e.yielded |= c.bit
	}
}

// ends notes what is wrong with a loop that ends now.
func (l *loop) ends(c *course) {
	for _, e := range c.atStart {
		if e.yielded&c.bit == 0 && l.entries[e.key] == e {
			l.note(c.call, c.name+" ending", fmt.Sprintf("it to yield (%d, %d) before it ends: that entry was in the map all the time", e.key, e.value))
		}
	}
}

// note keeps the first mismatch. The loop itself is the call "}".
func (l *loop) note(call, got, want string) {
	if l.wrong == nil {
		l.wrong = &exercise.Mismatch{Call: call, Got: got, Want: want}
	}
}

// compare notes a wrong answer to a call, which is a format and its arguments, and a wrong Len after it.
func (l *loop) compare(got, want any, call string, args ...any) {
	if exercise.Compare(got, want) != nil {
		l.note(fmt.Sprintf(call, args...), exercise.Text(got), exercise.Text(want))
	}
	if got, want := l.m.Len(), len(l.entries); got != want {
		l.note("m.Len()", fmt.Sprint(got), fmt.Sprint(want))
	}
}

// stored returns what is stored under key by the model.
func (l *loop) stored(key int) any {
	if e := l.entries[key]; e != nil {
		return exercise.Results(e.value, true)
	}
	return exercise.Results(0, false)
}

func (l *loop) put(key, value int) {
	want := l.stored(key)
	if e := l.entries[key]; e != nil {
		e.value = value
	} else {
		l.entries[key] = &loopEntry{key: key, value: value}
	}
	l.compare(exercise.Results(l.m.Put(key, value)), want, "m.Put(%d, %d)", key, value)
}

func (l *loop) remove(key int) {
	want := l.stored(key)
	delete(l.entries, key)
	l.compare(exercise.Results(l.m.Delete(key)), want, "m.Delete(%d)", key)
}

func (l *loop) look(key int) {
	l.compare(exercise.Results(l.m.Get(key)), l.stored(key), "m.Get(%d)", key)
	if s := l.m.Stats(); s.Len != len(l.entries) || s.Slots < s.Len {
		l.note("m.Stats()", fmt.Sprintf("%+v", s), fmt.Sprintf("Len %d and Slots of at least that", len(l.entries)))
	}
}

// inner notes what is wrong with loops over all that is in the map now.
func (l *loop) inner() {
	keys, values := make([]int, 0, len(l.entries)), make([]int, 0, len(l.entries))
	for k, e := range l.entries {
		keys, values = append(keys, k), append(values, e.value)
	}
	slices.Sort(keys)
	slices.Sort(values)
	l.compare(slices.Sorted(l.m.Keys()), keys, "slices.Sorted(m.Keys())")
	l.compare(slices.Sorted(l.m.Values()), values, "slices.Sorted(m.Values())")
	all := make(map[int]int, len(keys))
	for k, v := range l.m.All() {
		if e := l.entries[k]; e == nil || e.value != v {
			l.note("for k, v := range m.All()", fmt.Sprintf("(%d, %d)", k, v), "only what is in the map")
		}
		all[k] = v
	}
	l.compare(len(all), len(keys), "len(maps.Collect(m.All()))")
}

// checkLoopCosts makes one loop, whose body changes the map, over a large map, and as many rounds of loops over small ones.
func checkLoopCosts(t *exercise.T) {
	const small = 64 // of the two sizes of exercise.Flat
	for _, loop := range []struct {
		code string
		run  func(m *hashmap.Map[int, int]) (rounds int)
	}{
		{"for k := range m.All() { m.Delete(k) }", func(m *hashmap.Map[int, int]) (rounds int) {
			for k := range m.All() {
				rounds++
				m.Delete(k)
			}
			return rounds
		}},
		{"for k := range m.Keys() { m.Put(-1-k, 0) }", func(m *hashmap.Map[int, int]) (rounds int) {
			for k := range m.Keys() {
				rounds++
				m.Put(-1-k, 0)
			}
			return rounds
		}},
	} {
		exercise.Flat(t, loop.code+", for each entry and with the Put of that entry,", func(n int) func(int) {
			return func(i int) {
				if i%(n/small) > 0 {
					return // only one call in n/small makes a loop: so equal numbers of calls go through equal numbers of entries
				}
				if rounds := loop.run(fill(new(hashmap.Map[int, int]), n)); rounds < n {
					t.Fatalf("m has the keys from 0 to %d; %s has %d rounds, want %d or more", n-1, loop.code, rounds, n)
				}
			}
		})
	}
}
