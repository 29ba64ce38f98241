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
	defer func() {
		if p := recover(); p != nil {
			if _, ok := unfinished(p); ok {
				panic(p)
			}
			text, panicked = fmt.Sprint(p), true
		}
	}()
	f()
	return "", false
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
