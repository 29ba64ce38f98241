package circulararray_test

import (
	"context"
	"fmt"
	"slices"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the checks of ctxs that end and of Close while calls wait: what was stored and what was taken
// must agree with the answers.

// checkEndedOnEntry calls Put and Take with a ctx that has ended, in every state of a Queue.
func checkEndedOnEntry(t *exercise.T) {
	for i := range 2 * 20 { // the answer must not be a matter of luck
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
	for _, limit := range []int{1, 3} {
		q, code := newQueue(limit, limit)
		ctx, end := context.WithCancelCause(forever)
		put := goPut(t, ctx, q, 99)
		synctest.Wait()
		end(errCause)
		wantAnswers(t, code+"; q.Put(ctx, 99) by a goroutine; cancel(): the Put", settled(put), "context.Canceled")
		ctx, cancel := context.WithTimeout(forever, time.Second)
		wantAnswers(t, code+"; q.Put(ctx, 99) with a ctx that ends in a second", []string{exercise.Text(q.Put(ctx, 99))}, "context.DeadlineExceeded")
		cancel()
		wantLeft(t, code+"; q.Put(ctx, 99), with an error since ctx ends", q, exercise.UpTo(limit)...)
	}
	q, code := newQueue(2, 0)
	ctx, end := context.WithCancelCause(forever)
	take := goTake(t, ctx, q)
	synctest.Wait()
	end(errCause)
	wantAnswers(t, code+"; q.Take(ctx) by a goroutine; cancel(): the Take", settled(take), "(0, context.Canceled)")
	ctx, cancel := context.WithTimeout(forever, time.Second)
	defer cancel()
	wantAnswers(t, code+"; q.Take(ctx) with a ctx that ends in a second", []string{exercise.Text(exercise.Results(q.Take(ctx)))}, "(0, context.DeadlineExceeded)")
	_ = q.Put(forever, 7)
	wantLeft(t, code+"; q.Take(ctx), with an error since ctx ends; q.Put(7)", q, 7)
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

// checkCancelledTake lets several calls wait for an element, ends the ctx of some and puts one at the same
// moment. One of the calls must have it.
func checkCancelledTake(t *exercise.T) {
	for round := range 200 {
		q, code := newQueue(1+round%3, 0)
		ctx, cancel := context.WithCancel(forever)
		quits := 1 + round%2
		var takes []pending
		for i := range 3 {
			if (i+round/6)%3 < quits {
				takes = append(takes, goTake(t, ctx, q))
			} else {
				takes = append(takes, goTake(t, forever, q))
			}
			synctest.Wait()
		}
		inEitherOrder(round/2, cancel, func() { _ = q.Put(forever, 7) })
		code += fmt.Sprintf("; 3 goroutines call q.Take(ctx); the ctx of %d of them ends, and at that moment q.Put(7)", quits)
		got := settled(takes...)
		if count(got, taken(7)) != 1 {
			t.Fatalf("%s: the Takes: got %v, want one of them to have 7, since an element is there and a call waits for it", code, got)
		}
		wantLeft(t, code, q)
		settled()
	}
}

func checkCancelledPut(t *exercise.T) {
	for round := range 200 {
		limit := 1 + round%3
		q, code := newQueue(limit, limit)
		ctx, cancel := context.WithCancel(forever)
		quits := 1 + round%2
		var puts []pending
		for i := range 3 {
			if (i+round/6)%3 < quits {
				puts = append(puts, goPut(t, ctx, q, 100+i))
			} else {
				puts = append(puts, goPut(t, forever, q, 100+i))
			}
			synctest.Wait()
		}
		inEitherOrder(round/2, cancel, func() { _, _ = q.Take(forever) })
		code += fmt.Sprintf("; 3 goroutines call q.Put(ctx, 100), q.Put(ctx, 101) and q.Put(ctx, 102); the ctx of %d of them ends, and at that moment q.Take()", quits)
		got := settled(puts...)
		i := slices.Index(got, stored)
		if added := q.Len() - (limit - 1); added != count(got, stored) {
			t.Fatalf("%s: the Puts: got %v, yet of their elements %d are in the Queue, want one for each nil and none for an error", code, got, added)
		}
		if count(got, stored) != 1 {
			t.Fatalf("%s: the Puts: got %v, want one of them to return nil, since there is room and a call waits for it", code, got)
		}
		wantLeft(t, code, q, append(exercise.UpTo(limit)[1:], 100+i)...)
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
	for _, limit := range []int{1, 3} {
		q, code := newQueue(limit, limit)
		var puts, takes []pending
		for i := range crowd {
			puts = append(puts, goPut(t, forever, q, 100+i))
		}
		synctest.Wait()
		q.Close()
		wantAnswers(t, fmt.Sprintf("%s; %d goroutines call q.Put(); q.Close(): the Puts", code, crowd), settled(puts...), slices.Repeat([]string{closed}, crowd)...)
		wantLeft(t, fmt.Sprintf("%s; %d goroutines call q.Put(); q.Close()", code, crowd), q, exercise.UpTo(limit)...)

		q, code = newQueue(limit, 0)
		for range crowd {
			takes = append(takes, goTake(t, forever, q))
		}
		synctest.Wait()
		q.Close()
		wantAnswers(t, fmt.Sprintf("%s; %d goroutines call q.Take(); q.Close(): the Takes", code, crowd), settled(takes...), slices.Repeat([]string{takeClosed}, crowd)...)
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
		code += "; q.Put(100) and q.Put(101) by two goroutines; q.Close(), and at that moment q.Take()"
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
		code += "; q.Take() by two goroutines; q.Put(7), and at that moment q.Close()"
		wantAnswers(t, code+": the Takes", settled(takes...), taken(7), takeClosed)
	}
}

// checkTakeThenClose makes room for a waiting Put and closes the Queue before it can have noticed:
// either answer is right, if it is true.
func checkTakeThenClose(t *exercise.T) {
	for round := range 100 {
		limit := 1 + round%3
		q, code := newQueue(limit, limit)
		put := goPut(t, forever, q, 100)
		synctest.Wait()
		_, _ = q.Take(forever)
		q.Close()
		code += "; q.Put(100) by a goroutine; q.Take(), and at that moment q.Close()"
		want := exercise.UpTo(limit)[1:]
		if answer := settled(put)[0]; answer == stored {
			want = append(want, 100)
		} else if answer != closed {
			t.Fatalf("%s: the Put: got %s, want nil or ErrClosed", code, answer)
		}
		wantLeft(t, code, q, want...)
	}
}

// checkCloseAndEnd closes the Queue and ends the ctx of calls that wait, before they can have noticed either.
func checkCloseAndEnd(t *exercise.T) {
	for round := range 100 {
		limit := 1 + round%3
		q, code := newQueue(limit, round/2%2*limit)
		n := q.Len()
		ctx, cancel := context.WithCancel(forever)
		calls := []pending{goTake(t, ctx, q), goTake(t, ctx, q)}
		right := []string{takeClosed, "(0, context.Canceled)"}
		if n > 0 {
			settled(calls...) // they have taken elements
			q, code = newQueue(limit, limit)
			calls = []pending{goPut(t, ctx, q, 100), goPut(t, ctx, q, 101)}
			right = []string{closed, "context.Canceled"}
		}
		synctest.Wait()
		inEitherOrder(round, q.Close, cancel)
		for _, answer := range settled(calls...) {
			if !slices.Contains(right, answer) {
				t.Fatalf("%s; two calls wait; q.Close(), and at that moment their ctx ends: got %s, want %s or %s", code, answer, right[0], right[1])
			}
		}
		wantLeft(t, code+"; two calls wait; q.Close(), and at that moment their ctx ends", q, exercise.UpTo(q.Len())...)
	}
}
