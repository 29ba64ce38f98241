package exercise

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

type named int

func TestGoText(t *testing.T) {
	for _, row := range []struct {
		name, got, want string
	}{
		{"an int", GoText(-3), "-3"},
		{"a string", GoText("a\n"), `"a\n"`},
		{"a struct of a test package", testPackage.ReplaceAllString("point_test.point{X:1}", ""), "point{X:1}"},
		{"NaN", GoText(math.NaN()), "math.NaN()"},
		{"negative zero", GoText(math.Copysign(0, -1)), "math.Copysign(0, -1)"},
		{"a float in an interface", GoText[any](1.0), "float64(1)"},
		{"an int8 in an interface", GoText[any](int8(1)), "int8(1)"},
		{"an int8", GoText(int8(1)), "1"},
		{"a uint", GoText(uint64(math.MaxUint64)), "18446744073709551615"},
		{"a uint in an interface", GoText[any](uint8(17)), "uint8(17)"},
		{"a named int in an interface", GoText[any](named(1)), "exercise.named(1)"},
		{"a struct in an interface", GoText[any](struct{ X int }{1}), "struct { X int }{X:1}"},
		{"a string in an interface", GoText[any]("a"), `"a"`},
		{"a complex number in an interface", GoText[any](1i), "(0+1i)"},
		{"NaN in an interface", GoText[any](math.NaN()), "math.NaN()"},
		{"nothing", GoText[any](nil), "nil"},
		{"what was found", Found[string]{Value: "a", OK: true}.String(), `("a", true)`},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, row.got, row.want)
		}
	}
}

func TestWantPanic(t *testing.T) {
	for _, row := range []struct {
		name  string
		f     func()
		words []string
		want  string // "" for a pass
	}{
		{"a panic", func() { panic("toy: index 3") }, nil, ""},
		{"a panic with the words wanted", func() { panic(errors.New("toy: index 3 of 2")) }, []string{"3", "2"}, ""},
		{"a panic without them", func() { panic("toy: index 3") }, []string{"3", "length"}, `f() panics with the message "toy: index 3", want a message that contains "length"`},
		{"a return", func() {}, nil, "f() returned, want it to panic"},
		{"a body that is not implemented", func() { panic("not implemented: Toy.F") }, nil, "not implemented yet: "},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := output(t, func(t *T) { WantPanic(t, "f()", row.f, row.words...) })
			if (got == "") != (row.want == "") || !strings.Contains(got, row.want) {
				t.Errorf("got the output %q, want %q in it", got, row.want)
			}
		})
	}
}

func TestTogether(t *testing.T) {
	var sum atomic.Int64
	got := output(t, func(t *T) {
		Together(t, 4, func(i int) { sum.Add(int64(1 + i)) })
	})
	if got != "" || sum.Load() != 10 {
		t.Errorf("four goroutines add 1, 2, 3 and 4: got the output %q and the sum %d, want none and 10", got, sum.Load())
	}
	got = output(t, func(t *T) {
		Together(t, 4, func(i int) {
			if i == 2 {
				panic("it is 2")
			}
		})
	})
	if !strings.Contains(got, "panic: it is 2") {
		t.Errorf("one of four goroutines panics: got the output %q, want its panic in it", got)
	}
}

// output returns what a row prints.
func output(t *testing.T, body func(*T)) string {
	_, printed := supervised(t, body)
	return printed
}

func TestPanicText(t *testing.T) {
	for _, row := range []struct {
		name     string
		f        func()
		text     string
		panicked bool
	}{
		{"a function that returns", func() {}, "", false},
		{"a panic with a text", func() { panic("index 7") }, "index 7", true},
		{"a panic with an error", func() { panic(errors.New("index 8")) }, "index 8", true},
		{"a panic with an empty text", func() { panic("") }, "", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			if text, panicked := PanicText(row.f); text != row.text || panicked != row.panicked {
				t.Errorf("got (%q, %t), want (%q, %t)", text, panicked, row.text, row.panicked)
			}
		})
	}
	t.Run("the panic of a body that is not implemented goes on", func(t *testing.T) {
		defer func() {
			if p := recover(); p != "not implemented: X" {
				t.Errorf("recovered %v, want the panic", p)
			}
		}()
		PanicText(func() { panic("not implemented: X") })
		t.Error("PanicText returned")
	})
}

func TestMoreThreads(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	stop := MoreThreads(before + 3)
	during := runtime.GOMAXPROCS(0)
	if stop(); during != before+3 || runtime.GOMAXPROCS(0) != before {
		t.Errorf("MoreThreads(%d) makes it %d, and stop() %d, want %d and then %d", before+3, during, runtime.GOMAXPROCS(0), before+3, before)
	}
}

func TestWithin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if got := slices.Collect(Within(3)); !slices.Equal(got, []int{0, 1, 2}) {
			t.Errorf("Within(3) yields %v, want 0, 1 and 2", got)
		}
		rounds := 0
		for range Within(100) {
			rounds++
			time.Sleep(400 * time.Millisecond)
		}
		if rounds != 3 {
			t.Errorf("of 100 rounds of 0.4 s each Within yields %d, want 3, the last one begun within a second", rounds)
		}
	})
}

func TestUpTo(t *testing.T) {
	if got := UpTo(3); !slices.Equal(got, []int{1, 2, 3}) || len(UpTo(0)) != 0 {
		t.Errorf("UpTo(3) = %v and UpTo(0) = %v, want 1 to 3 and nothing", got, UpTo(0))
	}
}

func TestWantSteadyHeap(t *testing.T) {
	var kept [][]byte
	got := output(t, func(t *T) {
		WantSteadyHeap(t, "keep", 10, 20_000, func(int) { kept = append(kept, make([]byte, 1024)) })
	})
	runtime.KeepAlive(kept)
	rounds := 20_000
	if Race {
		rounds /= 20
	}
	if !strings.Contains(got, fmt.Sprintf("%d more rounds of keep: ", rounds)) {
		t.Errorf("printed %q for something that grows", got)
	}
	if got := output(t, func(t *T) { WantSteadyHeap(t, "drop", 10, 1000, func(int) { _ = make([]byte, 1024) }) }); got != "" {
		t.Errorf("printed %q for something that does not grow", got)
	}
}

func TestWalkMeetsAtEveryKey(t *testing.T) {
	var mu sync.Mutex
	seen := make(map[int]int)
	keys := 0
	got := output(t, func(t *T) {
		keys = Walk(t, 3, func(_, key int) {
			mu.Lock()
			seen[key]++
			mu.Unlock()
		})
	})
	for key := range keys {
		if seen[key] != 3 {
			t.Fatalf("key %d was passed %d times, want 3", key, seen[key])
		}
	}
	if keys == 0 || got != "" {
		t.Errorf("passed %d keys, and printed %q", keys, got)
	}
}

func TestRequireReadsWithoutItsTrace(t *testing.T) {
	got := output(t, func(t *T) { require.Equal(t, 1, 2, "m.Len()") })
	if strings.Contains(got, "Trace") || !strings.Contains(got, "expected: 1 actual : 2 m.Len()") {
		t.Errorf("printed %q, want what differs and no trace", got)
	}
}

// TestMemoryInUseCountsStacks has a goroutine that keeps 4 MB in the frames of a recursive function.
func TestMemoryInUseCountsStacks(t *testing.T) {
	deep, leave := make(chan int), make(chan int)
	var keep func(frames int) byte
	keep = func(frames int) byte {
		var frame [1024]byte
		if frames == 0 {
			deep <- 0
			<-leave
			return 0
		}
		frame[frames%len(frame)] = keep(frames - 1)
		return frame[0]
	}
	before := MemoryInUse()
	go keep(4096)
	<-deep
	if got := MemoryInUse() - before; got < 4<<20 {
		t.Errorf("a goroutine with 4 MB in its frames uses %d more bytes", got)
	}
	close(leave)
}
