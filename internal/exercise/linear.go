package exercise

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
)

// A History is what several goroutines did to one value at the same time: the calls, their answers,
// and when each began and ended.
type History[C fmt.Stringer] struct {
	ticks atomic.Int64
	calls [][]timedCall[C] // by goroutine, so that goroutines do not wait for each other to note a call
}

type timedCall[C fmt.Stringer] struct {
	call       C
	answer     any
	goroutine  int
	begin, end int64
}

// NewHistory returns an empty history of that many goroutines, numbered from 0.
func NewHistory[C fmt.Stringer](goroutines int) *History[C] {
	return &History[C]{calls: make([][]timedCall[C], goroutines)}
}

// Do calls f, which makes the call and returns its answer, and records both. All the goroutines may call Do at
// the same time.
func (h *History[C]) Do(goroutine int, call C, f func() (answer any)) {
	begin := h.ticks.Add(1)
	answer := f()
	end := h.ticks.Add(1)
	h.calls[goroutine] = append(h.calls[goroutine], timedCall[C]{call, answer, goroutine, begin, end})
}

// maxHistory is how many calls a history may have.
const maxHistory = 64

// WantLinearizable fails t unless one order of the calls of h explains their answers. In that order the calls are
// made one after another, and each call takes place between its beginning and its end.
//
// WantLinearizable tries the orders on a model whose first value is start. Step makes a call on a model. It
// returns the answer and the model after the call, and does not change the model that it was given. Models that
// print the same text count as equal.
func WantLinearizable[M any, C fmt.Stringer](t *T, h *History[C], start M, step func(M, C) (M, any)) {
	calls := slices.Concat(h.calls...)
	if len(calls) > maxHistory {
		panic(fmt.Sprintf("exercise: a history of %d calls: want up to %d", len(calls), maxHistory))
	}
	slices.SortFunc(calls, func(a, b timedCall[C]) int { return cmp.Compare(a.begin, b.begin) })
	s := search[M, C]{calls: calls, step: step, failed: make(map[string]bool)}
	if !s.from(0, start) {
		t.Errorf("no order of these calls gives these answers, even if calls that overlap in time are put in any order:\n%s", s.timetable())
	}
}

// search looks for an order of calls, depth first.
type search[M any, C fmt.Stringer] struct {
	calls  []timedCall[C] // in the order of their beginnings
	step   func(M, C) (M, any)
	failed map[string]bool // by the calls made and the model after them
}

// from reports whether the remaining calls have an order that explains their answers. Done is a set of bits: the
// calls that were made before, which led to the model m.
func (s *search[M, C]) from(done uint64, m M) bool {
	if done == 1<<len(s.calls)-1 {
		return true
	}
	here := fmt.Sprint(done, m)
	if s.failed[here] {
		return false
	}
	deadline := s.firstEnd(done)
	for i, c := range s.calls {
		if done&(1<<i) != 0 || c.begin > deadline {
			continue
		}
		if next, answer := s.step(m, c.call); sameAnswer(c.answer, answer, errorsIn(answer)) && s.from(done|1<<i, next) {
			return true
		}
	}
	s.failed[here] = true
	return false
}

// firstEnd returns the earliest end of the calls that are not in done. In any order, the next call must have
// begun before that.
func (s *search[M, C]) firstEnd(done uint64) int64 {
	first := int64(math.MaxInt64)
	for i, c := range s.calls {
		if done&(1<<i) == 0 {
			first = min(first, c.end)
		}
	}
	return first
}

// timetable lists the calls in the order of their beginnings.
func (s *search[M, C]) timetable() string {
	var lines []string
	for _, c := range s.calls {
		lines = append(lines, fmt.Sprintf("from %2d to %2d goroutine %d: %v // %s", c.begin, c.end, c.goroutine+1, c.call, Text(c.answer)))
	}
	return strings.Join(lines, "\n")
}
