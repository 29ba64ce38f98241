package circulararray_test

import (
	"fmt"
	"strings"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of loops over a Ring that change it.

// rings are Rings of a mode at every fill, wherever they wrap around.
func rings(mode circulararray.Mode) []sample {
	var samples []sample
	for _, limit := range []int{1, 3, 4, 6} {
		for shift := range limit {
			for n := range limit + 1 {
				_, code := ringWith(limit, mode, shift, n)
				samples = append(samples, sample{code, n, func() circular {
					r, _ := ringWith(limit, mode, shift, n)
					return r
				}})
			}
		}
	}
	return samples
}

// change is what the body of a loop does to a Ring.
type change struct {
	code string
	do   func(r *circulararray.Ring[int])
}

// mustPanic are changes that a loop over a Ring must not overlook. Each finds at least two elements
// and room for at least one more.
var mustPanic = []change{
	{"c.PushBack(9)", func(r *circulararray.Ring[int]) { _ = r.PushBack(9) }},
	{"c.PushFront(9)", func(r *circulararray.Ring[int]) { _ = r.PushFront(9) }},
	{"c.PopFront()", func(r *circulararray.Ring[int]) { r.PopFront() }},
	{"c.PopBack()", func(r *circulararray.Ring[int]) { r.PopBack() }},
	{"c.Clear()", func(r *circulararray.Ring[int]) { r.Clear() }},
	{"c.PopFront(); c.PushBack(9)", func(r *circulararray.Ring[int]) { r.PopFront(); _ = r.PushBack(9) }},
	{"c.PushFront(9); c.PopBack()", func(r *circulararray.Ring[int]) { _ = r.PushFront(9); r.PopBack() }},
	{"c.PushBack(9); c.PopBack()", func(r *circulararray.Ring[int]) { _ = r.PushBack(9); r.PopBack() }},
	{"c.PopFront(); c.PushFront(9)", func(r *circulararray.Ring[int]) { r.PopFront(); _ = r.PushFront(9) }},
}

// says are words of which the message of a changed Ring has one.
var says = []string{"chang", "modif", "mutat", "alter"}

// wantLoopPanic loops over the Ring of s and makes the change in one round. It fails t unless the
// loop panics as soon as the body returns, with a message that says why.
func wantLoopPanic(t *exercise.T, s sample, d direction, c change, round int) {
	r := s.make().(*circulararray.Ring[int])
	code := fmt.Sprintf("%s; round %d of a loop over %s calls %s", s.code, round, d.name, c.code)
	rounds := 0
	text, panicked := exercise.PanicText(func() {
		d.seq(r)(func(int, int) bool {
			if rounds++; rounds == round {
				c.do(r)
			}
			return rounds <= 100 // not for ever
		})
	})
	switch {
	case rounds > round:
		t.Errorf("%s, and the loop goes on, want it to panic when the body returns", code)
	case !panicked:
		t.Errorf("%s, and the loop ends without a panic, want one", code)
	case !saysChanged(text):
		t.Errorf("%s: the loop panics with the message %q, want one that says that the Ring was changed", code, text)
	}
}

func saysChanged(text string) bool {
	for _, word := range says {
		if strings.Contains(strings.ToLower(text), word) {
			return true
		}
	}
	return false
}

// checkLoopPanics makes the changes in each round of loops over Rings of n elements.
func checkLoopPanics(t *exercise.T, mode circulararray.Mode, limit, n int, changes []change) {
	for _, d := range directions {
		for shift := range limit {
			_, code := ringWith(limit, mode, shift, n)
			s := sample{code, n, func() circular { r, _ := ringWith(limit, mode, shift, n); return r }}
			for _, c := range changes {
				for round := 1; round <= n; round++ {
					if wantLoopPanic(t, s, d, c, round); t.Failed() {
						return
					}
				}
			}
		}
	}
}

// wantUndisturbed fails t unless a loop whose body makes the change in each round yields all there
// was.
func wantUndisturbed(t *exercise.T, mode circulararray.Mode, limit, n int, c change) {
	for _, d := range directions {
		for shift := range limit {
			r, code := ringWith(limit, mode, shift, n)
			got := ""
			text, panicked := exercise.PanicText(func() {
				got = pairs(func(yield func(int, int) bool) {
					d.seq(r)(func(i, v int) bool {
						c.do(r)
						return yield(i, v)
					})
				})
			})
			if want := d.want(n); panicked {
				t.Fatalf("%s: a loop over %s whose body calls %s panics with the message %q, want it to go on", code, d.name, c.code, text)
			} else if got != want {
				t.Fatalf("%s: a loop over %s whose body calls %s yields %s, want %s", code, d.name, c.code, got, want)
			}
		}
	}
}

func checkRefusedPushes(t *exercise.T) {
	refused := change{"c.PushBack(9) and c.PushFront(9), which are refused, as the Ring is full,", func(r *circulararray.Ring[int]) {
		_, _ = r.PushBack(9), r.PushFront(9)
	}}
	for _, limit := range []int{1, 3, 4} {
		wantUndisturbed(t, reject, limit, limit, refused)
	}
}

func checkLooksInLoop(t *exercise.T) {
	looks := change{"Len, Cap, Front, Back, At and Slice", func(r *circulararray.Ring[int]) {
		_, _, _ = r.Len(), r.Cap(), r.At(0)
		r.Front()
		r.Back()
		r.Slice()
	}}
	for _, n := range []int{1, 3, 4} {
		wantUndisturbed(t, reject, 4, n, looks)
	}
}

// checkChangeAndBreak makes each change in a round that leaves the loop.
func checkChangeAndBreak(t *exercise.T) {
	for _, d := range directions {
		for _, c := range mustPanic {
			for round := 1; round <= 3; round++ {
				r, code := ringWith(4, reject, 2, 3)
				rounds := 0
				text, panicked := exercise.PanicText(func() {
					d.seq(r)(func(int, int) bool {
						if rounds++; rounds < round {
							return true
						}
						c.do(r)
						return false
					})
				})
				if panicked {
					t.Fatalf("%s; round %d of a loop over %s calls %s and breaks: panic with the message %q, want none", code, round, d.name, c.code, text)
				}
			}
		}
	}
}

// checkInnerChange changes the Ring in a loop within a loop. The inner one breaks.
func checkInnerChange(t *exercise.T) {
	inner := change{", in another loop, which then breaks, c.PopFront(), and c.PushBack(9) after it", func(r *circulararray.Ring[int]) {
		for range r.All() {
			r.PopFront()
			break
		}
		_ = r.PushBack(9)
	}}
	checkLoopPanics(t, reject, 4, 3, []change{inner})
}

// checkLoopAfterChange changes the Ring after the sequence was made and before the loop begins, and
// between two loops.
func checkLoopAfterChange(t *exercise.T) {
	for _, d := range directions {
		r, code := ringWith(4, reject, 2, 3)
		seq := d.seq(r)
		for _, c := range mustPanic {
			c.do(r)
			got := ""
			if text, panicked := exercise.PanicText(func() { got = pairs(seq) }); panicked {
				t.Fatalf("%s; seq := c.%s(); %s; a loop over seq that begins then panics with the message %q, want it to run", code, d.name, c.code, text)
			}
			if want := pairs(d.seq(r)); got != want {
				t.Fatalf("%s; seq := c.%s(); %s; a loop over seq that begins then yields %s, want %s", code, d.name, c.code, got, want)
			}
			r.Clear()
			for _, v := range exercise.UpTo(3) {
				_ = r.PushBack(v)
			}
		}
	}
}
