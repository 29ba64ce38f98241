package exercise

import (
	"fmt"
	"iter"
	"math"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// This file has helpers for rows of several questions.

// Panics calls f and reports whether it panics. It does not recover the panic of an unfinished body.
func Panics(f func()) (panicked bool) {
	_, panicked = PanicText(f)
	return panicked
}

// PanicText calls f, reports whether it panics, and returns the text of the panic. It does not recover the
// panic of an unfinished body.
func PanicText(f func()) (text string, panicked bool) {
	returned := Catch(f, func(p any) {
		if _, ok := unfinished(p); ok {
			panic(p)
		}
		text = fmt.Sprint(p)
	}, nil)
	return text, !returned
}

// WantPanic fails t unless f panics with a message that contains all the words. Call is the text of the call
// in f, for messages. The panic of an unfinished body does not count.
func WantPanic(t *T, call string, f func(), words ...string) {
	text, panicked := PanicText(f)
	if !panicked {
		t.Errorf("%s returned, want it to panic", call)
		return
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%s panics with the message %q, want a message that contains %q", call, abbreviated(text), word)
		}
	}
}

// Together calls f in n goroutines at once and waits for them. The goroutines are numbered from 0.
func Together(t *T, n int, f func(i int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wg.Go(t.Guarded(func() {
			<-start
			f(i)
		}))
	}
	close(start)
	wg.Wait()
}

// Crowded is Together with as many threads as goroutines: see MoreThreads.
func Crowded(t *T, n int, f func(i int)) {
	defer MoreThreads(n)()
	Together(t, n, f)
}

// MoreThreads lets n threads run at a time until stop is called. That is more than most machines have free
// processors. So the operating system interrupts goroutines at any instruction, even in the middle of a copy or
// between a check and the act that depends on it. Go itself would not interrupt them there.
func MoreThreads(n int) (stop func()) {
	before := runtime.GOMAXPROCS(n)
	return func() { runtime.GOMAXPROCS(before) }
}

// Enough returns a function that reports whether more than a second has passed since the call of Enough. A row
// that makes very many calls stops then. If the calls take so long, the machine is busy, and goroutines meet
// often enough with fewer calls.
func Enough() (enough func() bool) {
	begin := time.Now()
	return func() bool { return time.Since(begin) > time.Second }
}

// Rounds returns how many of n equal rounds to make: a quarter under the race detector, which makes them several times as
// slow.
func Rounds(n int) int {
	if Race {
		return (n + 3) / 4
	}
	return n
}

// Within yields the numbers of up to n rounds, and stops after the time of [Enough].
func Within(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		enough := Enough()
		for i := 0; i < n && !enough() && yield(i); {
			i++
		}
	}
}

// WithinWork yields the numbers of up to n rounds. It stops when the process has worked for that long, so that a busy
// machine does not count. A row that makes something large stops then, because the learner's code may take longer for
// each further part of it.
func WithinWork(n int, most time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		begin := time.Now()
		before, _ := processTime()
		spent := func() time.Duration {
			if now, known := processTime(); known {
				return now - before
			}
			return time.Since(begin)
		}
		for i := 0; i < n && (i%64 != 0 || spent() < most) && yield(i); {
			i++
		}
	}
}

// Walk lets goroutines go through the keys 0, 1, 2 and so on, all in the same order, for about a third of a
// second. Each calls f for every key, up to 100,000 keys. Walk returns how many keys all of them have passed.
//
// The goroutines meet at every key, a few steps apart. A call that checks and acts in two critical sections is
// interrupted between them far more often than if the goroutines started again for each key.
func Walk(t *T, goroutines int, f func(goroutine, key int)) (keys int) {
	const most = 100_000
	var over atomic.Bool
	stop := time.AfterFunc(300*time.Millisecond, func() { over.Store(true) })
	defer stop.Stop()
	var passed atomic.Int64
	passed.Store(most)
	Together(t, goroutines, func(g int) {
		key := 0
		for ; key < most && !over.Load() && !t.Failed(); key++ {
			f(g, key)
		}
		for seen := passed.Load(); int64(key) < seen && !passed.CompareAndSwap(seen, int64(key)); {
			seen = passed.Load()
		}
	})
	return int(passed.Load())
}

// WantSteadyHeap fails t if many operations use more memory than a few: 256 kB more are allowed. It first calls
// op warmUp times, which must bring the structure to its full size, and then operations more times, or a twentieth of them
// under the race detector. Op gets the number of the call.
//
// The caller must keep the structure alive beyond the call: see [runtime.KeepAlive].
func WantSteadyHeap(t *T, operation string, warmUp, operations int, op func(i int)) {
	if t.Failed() {
		return
	}
	if Race { // under which some operations take a hundred times as long
		operations = (operations + 19) / 20
	}
	for i := range warmUp {
		op(i)
	}
	before := MemoryInUse()
	for i := range operations {
		op(warmUp + i)
	}
	const slack = 256 << 10
	if grown := MemoryInUse() - before; grown > slack {
		t.Errorf("%d more rounds of %s: %d kB more memory is in use, want no growth: keep no reference to anything that was removed or has ended", operations, operation, grown>>10)
	}
}

// IntText returns k as Go: near the limits of an int, by their names.
func IntText(k int) string {
	switch {
	case k == math.MinInt:
		return "math.MinInt"
	case k < math.MinInt/2:
		return fmt.Sprintf("math.MinInt+%d", k-math.MinInt)
	case k == math.MaxInt:
		return "math.MaxInt"
	case k > math.MaxInt/2:
		return fmt.Sprintf("math.MaxInt-%d", math.MaxInt-k)
	default:
		return strconv.Itoa(k)
	}
}

// UpTo returns the ints from 1 to n, for keys or elements of small structures. It leaves out 0, so that a
// zero in an answer shows a mistake.
func UpTo(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i + 1
	}
	return s
}

// Allocated returns how many bytes of memory are allocated while f runs, whether or not they become garbage.
func Allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// MemoryInUse returns how many bytes the heap and the stacks of goroutines use, without garbage.
func MemoryInUse() int {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int(s.HeapAlloc + s.StackInuse)
}

// Found is the result of a lookup: a value, and whether it was found.
type Found[V any] struct {
	Value V
	OK    bool
}

func (f Found[V]) String() string { return fmt.Sprintf("(%s, %t)", GoText(f.Value), f.OK) }

var testPackage = regexp.MustCompile(`\b[a-z0-9]+_test\.`)

// GoText returns v as a Go expression.
func GoText[T any](v T) string {
	if i, ok := any(v).(int); ok {
		return strconv.Itoa(i) // the usual case, and the fast one
	}
	if reflect.TypeFor[T]().Kind() == reflect.Interface {
		return typedText(v)
	}
	return valueText(v)
}

// typedText returns Go for a value in an interface. A constant alone would have another type there.
func typedText(v any) string {
	text := valueText(v)
	switch v.(type) {
	case nil, int, string, bool, complex128: // the types of such constants
		return text
	}
	kind := reflect.TypeOf(v).Kind()
	isConstant := reflect.Bool <= kind && kind <= reflect.Complex128 || kind == reflect.String
	if !isConstant || strings.HasPrefix(text, "math.") { // the text has the type in it
		return text
	}
	return testPackage.ReplaceAllString(fmt.Sprintf("%T", v), "") + "(" + text + ")"
}

// valueText returns Go for a value whose type is known.
func valueText(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case float64:
		switch {
		case math.IsNaN(x):
			return "math.NaN()"
		case x == 0 && math.Signbit(x):
			return "math.Copysign(0, -1)"
		}
	}
	if kind := reflect.TypeOf(v).Kind(); reflect.Uint <= kind && kind <= reflect.Uint64 { // for which %#v has base 16
		return fmt.Sprintf("%d", v)
	}
	return testPackage.ReplaceAllString(fmt.Sprintf("%#v", v), "")
}
