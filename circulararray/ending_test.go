package circulararray_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file checks what happens if a ctx ends or the Queue is closed while calls wait: the answers of the calls must
// agree with what was stored and taken.

// checkEndedOnEntry calls Put and Take with a ctx that has ended, in every state of a Queue.
func checkEndedOnEntry(t *exercise.T) {
	for i := range 2 * 20 { // a wrong solution may be right by luck once
		want := []string{"context.Canceled", "context.DeadlineExceeded"}[i%2]
		for n := range 4 {
			for _, closed := range []bool{false, true} {
				q, code := newQueue(3, n)
				if closed {
					q.Close()
					code += "; q.Close()"
				}
				ctx := ended(i%2 == 1)
				wantAnswers(t, code+"; q.Put(ctx, 99) with a ctx that has ended", settled(goPut(t, ctx, q, 99)), want)
				wantAnswers(t, code+"; q.Take(ctx) with a ctx that has ended", settled(goTake(t, ctx, q)), "(0, "+want+")")
				wantLeft(t, code+"; q.Put(ctx, 99) and q.Take(ctx) with a ctx that has ended", q, exercise.UpTo(n)...)
			}
		}
	}
}

func checkEndsWhileWaiting(t *exercise.T) {
	for _, s := range []side{takeSide, putSide} {
		for _, limit := range []int{1, 3} {
			q, code := s.newQueue(limit)
			n := q.Len()
			canceled, end := context.WithCancelCause(forever)
			timed, stop := context.WithTimeout(forever, time.Second)
			calls := []pending{s.begin(t, canceled, q, 0), s.begin(t, timed, q, 1)}
			synctest.Wait()
			end(errCause)
			time.Sleep(2 * time.Second)
			stop()
			want := []string{"context.Canceled", "context.DeadlineExceeded"}
			if !s.full {
				want = []string{"(0, context.Canceled)", "(0, context.DeadlineExceeded)"}
			}
			code += "; " + s.byGoroutines(2) + "; the ctx of one is canceled, that of the other ends after a second"
			wantAnswers(t, code, settled(calls...), want...)
			wantLeft(t, code, q, exercise.UpTo(n)...)
		}
	}
}

// inEitherOrder calls f and g, in the order that round says.
func inEitherOrder(round int, f, g func()) {
	if round%2 == 0 {
		f()
		g()
	} else {
		g()
		f()
	}
}

// checkCancelled makes several calls wait. Then it ends the ctx of some and, at the same moment, lets one call go on.
// Exactly one of them must go on.
func checkCancelled(t *exercise.T, s side) {
	for round := range 200 {
		if round == 100 {
			defer exercise.MoreThreads(1)() // with one thread, both happen before a call looks again
		}
		limit := 1 + round%3
		q, code := s.newQueue(limit)
		ctx, cancel := context.WithCancel(forever)
		quits := 1 + round%2
		var calls []pending
		for i := range 3 {
			if (i+round/6)%3 < quits {
				calls = append(calls, s.begin(t, ctx, q, i))
			} else {
				calls = append(calls, s.begin(t, forever, q, i))
			}
			synctest.Wait()
		}
		inEitherOrder(round/2, cancel, func() { s.letOn(q, 0) })
		code += fmt.Sprintf("; %s; the ctx of %d of them ends, and at the same moment another goroutine calls %s", s.byGoroutines(3), quits, s.help(1))
		got := settled(calls...)
		if added := q.Len() - (limit - 1); s.full && added != count(got, stored) {
			t.Fatalf("%s: the Puts returned %s, and %d of their elements are in the Queue; want one element for each nil, and none for an error", code, strings.Join(got, ", "), added)
		}
		if count(got, s.done(0)) != 1 {
			t.Fatalf("%s: the answers of the 3 calls are %s, want exactly one %s: there is room or an element for one call", code, strings.Join(got, ", "), s.done(0))
		}
		if s.full {
			wantLeft(t, code, q, append(exercise.UpTo(limit)[1:], 100+slices.Index(got, stored))...)
		} else {
			wantLeft(t, code, q)
		}
		settled()
	}
}

func count(answers []string, answer string) int {
	n := 0
	for _, a := range answers {
		if a == answer {
			n++
		}
	}
	return n
}

func checkCloseWakes(t *exercise.T) {
	for _, s := range []side{takeSide, putSide} {
		for _, limit := range []int{1, 3} {
			q, code := s.newQueue(limit)
			n := q.Len()
			calls := s.crowd(t, q, crowd)
			q.Close()
			code += fmt.Sprintf("; %s; q.Close()", s.byGoroutines(crowd))
			wantAnswers(t, code+": the calls that waited", settled(calls...), slices.Repeat([]string{s.closed}, crowd)...)
			wantLeft(t, code, q, exercise.UpTo(n)...)
		}
	}
}

// checkCloseThenTake makes room for a waiting Put at the moment when the Queue is closed.
func checkCloseThenTake(t *exercise.T) {
	for round := range 100 {
		limit := 1 + round%3
		q, code := newQueue(limit, limit)
		puts := []pending{goPut(t, forever, q, 100), goPut(t, forever, q, 101)}
		synctest.Wait()
		q.Close()
		_, _ = q.Take(forever)
		code += "; 2 goroutines make one call each, q.Put(ctx, 100) and q.Put(ctx, 101); q.Close(), and right after it q.Take(ctx)"
		wantAnswers(t, code+": the Puts", settled(puts...), closed, closed)
		wantLeft(t, code, q, exercise.UpTo(limit)[1:]...)
	}
}

// checkPutThenClose closes the Queue at the moment when a waiting Take could have an element.
func checkPutThenClose(t *exercise.T) {
	for round := range 100 {
		q, code := newQueue(1+round%3, 0)
		takes := []pending{goTake(t, forever, q), goTake(t, forever, q)}
		synctest.Wait()
		_ = q.Put(forever, 7)
		q.Close()
		code += "; 2 goroutines call q.Take(ctx) once each; q.Put(ctx, 7), and right after it q.Close()"
		wantAnswers(t, code+": the Takes", settled(takes...), taken(7), takeClosed)
	}
}

// checkTakeThenClose makes room for a waiting Put, and closes the Queue before the Put can notice. Put may return nil
// or ErrClosed, but the Queue must hold its element only after nil.
func checkTakeThenClose(t *exercise.T) {
	for round := range 100 {
		limit := 1 + round%3
		q, code := newQueue(limit, limit)
		put := goPut(t, forever, q, 100)
		synctest.Wait()
		_, _ = q.Take(forever)
		q.Close()
		code += "; q.Put(ctx, 100) by a goroutine; q.Take(ctx), and right after it q.Close()"
		want := exercise.UpTo(limit)[1:]
		if answer := settled(put)[0]; answer == stored {
			want = append(want, 100)
		} else if answer != closed {
			t.Fatalf("%s: the Put returned %s, want nil or ErrClosed", code, answer)
		}
		wantLeft(t, code, q, want...)
	}
}

// checkCloseAndEnd closes the Queue and ends the ctx of waiting calls, before they can notice either.
func checkCloseAndEnd(t *exercise.T, s side) {
	for round := range 100 {
		q, code := s.newQueue(1 + round%3)
		n := q.Len()
		ctx, cancel := context.WithCancel(forever)
		calls := []pending{s.begin(t, ctx, q, 0), s.begin(t, ctx, q, 1)}
		synctest.Wait()
		inEitherOrder(round, q.Close, cancel)
		code += fmt.Sprintf("; %s; q.Close(), and right before or right after it their ctx ends", s.byGoroutines(2))
		for _, answer := range settled(calls...) {
			if canceled := strings.Replace(s.closed, closed, "context.Canceled", 1); answer != s.closed && answer != canceled {
				t.Fatalf("%s: a call returned %s, want %s or %s", code, answer, s.closed, canceled)
			}
		}
		wantLeft(t, code, q, exercise.UpTo(n)...)
	}
}
