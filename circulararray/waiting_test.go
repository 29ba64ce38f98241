package circulararray_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file checks which calls wait and which go on. The checks run in a bubble, where synctest.Wait returns as soon as
// every other goroutine has returned or waits.

// pending is a call in a goroutine of its own.
type pending struct{ answer chan string }

func inGoroutine(t *exercise.T, call func() any) pending {
	p := pending{make(chan string, 1)}
	go t.Guarded(func() { p.answer <- exercise.Text(call()) })()
	return p
}

func goPut(t *exercise.T, ctx context.Context, q queue, v int) pending {
	t.Doing(fmt.Sprintf("q.Put(ctx, %d) in a goroutine of its own", v))
	return inGoroutine(t, func() any { return q.Put(ctx, v) })
}

func goTake(t *exercise.T, ctx context.Context, q queue) pending {
	t.Doing("q.Take(ctx) in a goroutine of its own")
	return inGoroutine(t, func() any { return exercise.Results(q.Take(ctx)) })
}

// The answers of calls, as text.
const (
	waits      = "still waiting"
	stored     = "nil"
	closed     = "ErrClosed"
	takeClosed = "(0, ErrClosed)"
)

func taken(v int) string { return exercise.Text(exercise.Results(v, nil)) }

// settled waits until no goroutine can go on. It returns the answer of each call, or that the call is still waiting.
func settled(ps ...pending) []string {
	synctest.Wait()
	var answers []string
	for _, p := range ps {
		select {
		case a := <-p.answer:
			answers = append(answers, a)
		default:
			answers = append(answers, waits)
		}
	}
	return answers
}

// wantAnswers fails t unless the answers of calls, in some order, are those wanted.
func wantAnswers(t *exercise.T, code string, got []string, want ...string) {
	got = slices.Sorted(slices.Values(got))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		if len(want) == 1 {
			t.Fatalf("%s: the answer is %s, want %s", code, strings.Join(got, ", "), want[0])
		}
		t.Fatalf("%s: the answers are %s, want %s (in any order)", code, strings.Join(got, ", "), strings.Join(want, ", "))
	}
}

// wantLeft closes q and fails t unless the elements left are those wanted.
func wantLeft(t *exercise.T, code string, q queue, want ...int) {
	q.Close()
	got := []int{}
	for range len(want) + 10 {
		v, err := q.Take(forever)
		if err != nil {
			break
		}
		got = append(got, v)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s; then q.Close(), and q.Take(ctx) until it returns an error: the elements left are %v, want %v", code, got, want)
	}
}

// side is Put or Take: how its calls come to wait, and what lets one of them go on.
type side struct {
	calls, help func(n int) string // the code of the first n calls: those that wait, and those that let them go on
	full        bool               // it waits while the Queue is full, and not while it is empty
	begin       func(t *exercise.T, ctx context.Context, q queue, i int) pending
	letOn       func(q queue, i int)
	done        func(i int) string // the answer of a call that went on
	closed      string             // the answer of one that waited at Close
}

// puts returns the code of n Puts, of 100 and more.
func puts(n int) string { return putsFrom(100, n) }

func putsFrom(first, n int) string {
	if n == 1 {
		return fmt.Sprintf("q.Put(ctx, %d)", first)
	}
	return fmt.Sprintf("q.Put(ctx, %d) to q.Put(ctx, %d)", first, first+n-1)
}

// takes returns the code of n Takes.
func takes(n int) string {
	if n == 1 {
		return "q.Take(ctx)"
	}
	return fmt.Sprintf("q.Take(ctx) %d times", n)
}

// byGoroutines returns the code of n goroutines that make one call each.
func (s side) byGoroutines(n int) string {
	if s.full {
		return fmt.Sprintf("%d goroutines make one call each, %s", n, puts(n))
	}
	return fmt.Sprintf("%d goroutines call q.Take(ctx) once each", n)
}

var takeSide = side{takes, puts, false,
	func(t *exercise.T, ctx context.Context, q queue, _ int) pending { return goTake(t, ctx, q) },
	func(q queue, i int) { _ = q.Put(forever, 100+i) },
	func(i int) string { return taken(100 + i) }, takeClosed}

var putSide = side{puts, takes, true,
	func(t *exercise.T, ctx context.Context, q queue, i int) pending { return goPut(t, ctx, q, 100+i) },
	func(q queue, _ int) { _, _ = q.Take(forever) },
	func(int) string { return stored }, closed}

// newQueue returns a Queue on which calls of the side wait, and the code that makes it.
func (s side) newQueue(limit int) (q queue, code string) {
	if s.full {
		return newQueue(limit, limit)
	}
	return newQueue(limit, 0)
}

// crowd makes n calls wait.
func (s side) crowd(t *exercise.T, q queue, n int) []pending {
	ps := make([]pending, n)
	for i := range ps {
		ps[i] = s.begin(t, forever, q, i)
	}
	synctest.Wait()
	return ps
}

func checkWaits(t *exercise.T, s side) {
	for _, limit := range []int{1, 2, 3, 8} {
		q, code := s.newQueue(limit)
		call := s.begin(t, forever, q, 0)
		code += "; " + s.calls(1) + " by a goroutine"
		wantAnswers(t, code, settled(call), waits)
		s.letOn(q, 0)
		wantAnswers(t, code+"; "+s.help(1)+": the call that waited", settled(call), s.done(0))
		if s.full {
			wantLeft(t, code+"; "+s.help(1), q, append(exercise.UpTo(limit)[1:], 100)...)
		} else {
			wantLeft(t, code+"; "+s.help(1), q)
		}
	}
}

const crowd = 5

// checkOneByOne makes a crowd of calls wait, and then lets one after another go on.
func checkOneByOne(t *exercise.T) {
	for _, limit := range []int{1, 2, 8} {
		q, code := newQueue(limit, 0)
		waiting := takeSide.crowd(t, q, crowd)
		for i := range crowd {
			takeSide.letOn(q, i)
			want := append(slices.Repeat([]string{waits}, crowd-1-i), taken(100+i))
			got := settled(waiting...)
			wantAnswers(t, fmt.Sprintf("%s; %s; then, one after another, %s: the Takes that still waited before the last Put", code, takeSide.byGoroutines(crowd), puts(i+1)), got, want...)
			waiting = slices.DeleteFunc(waiting, func(p pending) bool { return got[slices.Index(waiting, p)] != waits })
		}
		wantLeft(t, code, q)
	}
}

// checkBurst makes a crowd of calls wait, and then lets all of them go on at once.
func checkBurst(t *exercise.T, s side) {
	for range 20 {
		for _, limit := range []int{1, 2, crowd, 2 * crowd} {
			q, code := s.newQueue(limit)
			before := q.Len() // elements in front of those of the crowd
			calls := s.crowd(t, q, crowd)
			helper := inGoroutine(t, func() any {
				for i := range crowd + before {
					s.letOn(q, i)
				}
				return exercise.Phrase("done")
			})
			code += fmt.Sprintf("; %s; then another goroutine calls %s without a pause", s.byGoroutines(crowd), s.help(crowd+before))
			wantAnswers(t, code+": that other goroutine", settled(helper), "done")
			var want []string
			for i := range crowd {
				want = append(want, s.done(i))
			}
			wantAnswers(t, code+": the calls that waited", settled(calls...), want...)
			wantLeft(t, code, q)
		}
	}
}

// lookedAt is a ctx that counts the calls of Err and Done.
type lookedAt struct {
	context.Context
	looks atomic.Int64
}

func (c *lookedAt) Err() error            { c.looks.Add(1); return c.Context.Err() }
func (c *lookedAt) Done() <-chan struct{} { c.looks.Add(1); return c.Context.Done() }

// checkBlocked makes a Put and a Take wait for a minute of the bubble's time.
func checkBlocked(t *exercise.T) {
	for n := range 2 {
		q, code := newQueue(1, n)
		ctx, cancel := context.WithCancel(forever)
		counting := &lookedAt{Context: ctx}
		p, call := goTake(t, counting, q), "q.Take(ctx)"
		if n == 1 {
			p, call = goPut(t, counting, q, 2), "q.Put(ctx, 2)"
		}
		synctest.Wait()
		before := counting.looks.Load()
		time.Sleep(time.Minute)
		synctest.Wait()
		require.Equal(t, before, counting.looks.Load(), "%s; %s waits for a minute: the number of calls of ctx.Err and ctx.Done before that minute and after it (a waiting call must not poll)", code, call)
		cancel()
		settled(p)
	}
}

// checkNoneLeft uses Queues in every way. What is left in the bubble then is a leak.
func checkNoneLeft(t *exercise.T) {
	ctx, cancel := context.WithCancel(forever)
	defer cancel()
	for round := range 20 {
		limit := 1 + round%3
		q, _ := newQueue(limit, limit)
		quits, quit := context.WithCancel(forever)
		calls := []pending{goPut(t, ctx, q, 100), goPut(t, quits, q, 101), goTake(t, ctx, q), goTake(t, quits, q)}
		synctest.Wait()
		if round%2 == 0 {
			quit()
		}
		synctest.Wait()
		q.Close()
		quit()
		settled(calls...)
	}
}
