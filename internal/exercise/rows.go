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

// What rows of several questions need.

// Panics calls f and reports whether it panics. The panic of a body that is not implemented goes
// on.
func Panics(f func()) (panicked bool) {
	_, panicked = PanicText(f)
	return panicked
}

// PanicText calls f, reports whether it panics, and returns the text of the panic. The panic of a
// body that is not implemented goes on.
func PanicText(f func()) (text string, panicked bool) {
	returned := Catch(f, func(p any) {
		if _, ok := unfinished(p); ok {
			panic(p)
		}
		text = fmt.Sprint(p)
	}, nil)
	return text, !returned
}

// WantPanic fails t unless f, which is call in Go, panics with a message that has all the words in
// it. That a body is not implemented does not count.
func WantPanic(t *T, call string, f func(), words ...string) {
	text, panicked := PanicText(f)
	if !panicked {
		t.Errorf("%s returned, want it to panic", call)
		return
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%s panics with the message %q, want %q in it", call, abbreviated(text), word)
		}
	}
}

// Together calls f in n goroutines at once, which it numbers from 0, and waits for them.
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

// MoreThreads lets n threads run at a time, more than most machines have processors to spare, until
// stop is called. So the system stops goroutines wherever they are, in the midst of a copy too, or
// when they have looked and not acted yet, where Go itself would not.
func MoreThreads(n int) (stop func()) {
	before := runtime.GOMAXPROCS(n)
	return func() { runtime.GOMAXPROCS(before) }
}

// Enough returns a function that reports whether a second has passed since. A row that makes very
// many calls stops then: on a machine so busy that they take long, goroutines get into one
// another's way without so many.
func Enough() (enough func() bool) {
	begin := time.Now()
	return func() bool { return time.Since(begin) > time.Second }
}

// Within yields the numbers of up to n rounds, until it is Enough.
func Within(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		enough := Enough()
		for i := 0; i < n && !enough() && yield(i); {
			i++
		}
	}
}

// Walk lets goroutines go through keys from 0 on, all in the same order, for about a third of a second,
// each calling f for every key up to a hundred thousand. It returns how many keys all of them have passed.
//
// The goroutines meet at every key, a few steps apart, so that a call that looks and acts in two critical
// sections is interrupted in between far more often than when they begin anew for each key.
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

// WantSteadyHeap fails t unless the memory in use is the same after many operations as it was after a
// few, give or take 256 kB. warmUp is how many operations bring a structure to its full size, and
// operations how many more must leave it there; op gets their numbers.
//
// The structure must be in use after the call: see [runtime.KeepAlive].
func WantSteadyHeap(t *T, operation string, warmUp, operations int, op func(i int)) {
	if t.Failed() {
		return
	}
	for i := range warmUp {
		op(i)
	}
	before := HeapInUse()
	for i := range operations {
		op(warmUp + i)
	}
	const slack = 256 << 10
	if grown := HeapInUse() - before; grown > slack {
		t.Errorf("after %d more times %s, %d kB more memory is in use, want none: what has left must not be kept", operations, operation, grown>>10)
	}
}

// UpTo returns the ints from 1 to n: the keys or elements of small structures. None is 0, so that a
// zero that comes from nowhere stands out.
func UpTo(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i + 1
	}
	return s
}

// HeapInUse returns how many bytes of memory are in use, garbage left out.
func HeapInUse() int {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int(s.HeapAlloc)
}

// Found is a value and whether it was found, as methods that look something up return them.
type Found[V any] struct {
	Value V
	OK    bool
}

func (f Found[V]) String() string { return fmt.Sprintf("(%s, %t)", GoText(f.Value), f.OK) }

var testPackage = regexp.MustCompile(`\b[a-z0-9]+_test\.`)

// GoText returns v as a Go expression.
func GoText[T any](v T) string {
	if i, ok := any(v).(int); ok {
		return strconv.Itoa(i) // most are, and the rest takes longer
	}
	text := testPackage.ReplaceAllString(fmt.Sprintf("%#v", v), "")
	switch x := any(v).(type) {
	case nil:
		return "nil"
	case float64:
		switch {
		case math.IsNaN(x):
			return "math.NaN()"
		case x == 0 && math.Signbit(x):
			return "math.Copysign(0, -1)"
		case reflect.TypeFor[T]().Kind() == reflect.Interface:
			return "float64(" + text + ")"
		}
	case int8:
		return "int8(" + text + ")"
	}
	return text
}
