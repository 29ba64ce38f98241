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

// This file has the checks of calls that wait, and of those that go on. They run in a bubble, where
// synctest.Wait returns as soon as every other goroutine has returned or waits.

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
	waits      = "it waits"
	stored     = "nil"
	closed     = "ErrClosed"
	takeClosed = "(0, ErrClosed)"
)

func taken(v int) string { return exercise.Text(exercise.Results(v, nil)) }

// settled returns the answer of each call, or that it waits, once no goroutine can go on.
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
		t.Fatalf("%s: got %s, want %s", code, strings.Join(got, ", "), strings.Join(want, ", "))
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
		t.Fatalf("%s; then q.Close(), and q.Take() until it returns an error: got %v, want %v", code, got, want)
	}
}

func checkPutWaits(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 8} {
		q, code := newQueue(limit, limit)
		put := goPut(t, forever, q, 99)
		code += "; q.Put(99) by a goroutine"
		wantAnswers(t, code, settled(put), waits)
		code += "; q.Take()"
		wantAnswers(t, code, settled(goTake(t, forever, q)), taken(1))
		wantAnswers(t, code+": the Put", settled(put), stored)
		wantLeft(t, code, q, append(exercise.UpTo(limit)[1:], 99)...)
	}
}

func checkTakeWaits(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 8} {
		q, code := newQueue(limit, 0)
		take := goTake(t, forever, q)
		code += "; q.Take() by a goroutine"
		wantAnswers(t, code, settled(take), waits)
		code += "; q.Put(99)"
		wantAnswers(t, code, settled(goPut(t, forever, q, 99)), stored)
		wantAnswers(t, code+": the Take", settled(take), taken(99))
		wantLeft(t, code, q)
	}
}

const crowd = 5

// checkOneByOne lets a crowd wait, and one after another go on.
func checkOneByOne(t *exercise.T) {
	for _, limit := range []int{1, 2, 8} {
		q, code := newQueue(limit, 0)
		takes := make([]pending, crowd)
		for i := range takes {
			takes[i] = goTake(t, forever, q)
		}
		for v := range crowd {
			_ = q.Put(forever, 100+v)
			want := append(slices.Repeat([]string{waits}, crowd-1-v), taken(100+v))
			got := settled(takes...)
			wantAnswers(t, fmt.Sprintf("%s; %d goroutines call q.Take(); then, one after another, q.Put(100) to q.Put(%d): the Takes after the last Put", code, crowd, 100+v), got, want...)
			takes = slices.DeleteFunc(takes, func(p pending) bool { return got[slices.Index(takes, p)] != waits })
		}
		wantLeft(t, code, q)
	}
}

// checkBurst lets a crowd wait, and then as many go on as there are, at once.
func checkBurst(t *exercise.T) {
	for range 20 {
		for _, limit := range []int{1, 2, crowd, 2 * crowd} {
			q, code := newQueue(limit, 0)
			var takes []pending
			for range crowd {
				takes = append(takes, goTake(t, forever, q))
			}
			synctest.Wait()
			putter := inGoroutine(t, func() any {
				for _, v := range exercise.UpTo(crowd) {
					_ = q.Put(forever, v)
				}
				return nil
			})
			code += fmt.Sprintf("; %d goroutines call q.Take(); then another calls q.Put(1) to q.Put(%d) at once", crowd, crowd)
			wantAnswers(t, code+": that other goroutine", settled(putter), "nil")
			wantAnswers(t, code+": the Takes", settled(takes...), taken(1), taken(2), taken(3), taken(4), taken(5))
		}
	}
}

func checkBurstOfTakes(t *exercise.T) {
	for range 20 {
		for _, limit := range []int{1, 2, crowd} {
			q, code := newQueue(limit, limit)
			var puts []pending
			for i := range crowd {
				puts = append(puts, goPut(t, forever, q, 100+i))
			}
			synctest.Wait()
			taker := inGoroutine(t, func() any {
				for range crowd + limit {
					_, _ = q.Take(forever)
				}
				return nil
			})
			code += fmt.Sprintf("; %d goroutines call q.Put(); then another calls q.Take() %d times at once", crowd, crowd+limit)
			wantAnswers(t, code+": that other goroutine", settled(taker), "nil")
			wantAnswers(t, code+": the Puts", settled(puts...), slices.Repeat([]string{stored}, crowd)...)
			wantLeft(t, code, q)
		}
	}
}

// lookedAt is a ctx that counts how often it is looked at.
type lookedAt struct {
	context.Context
	looks atomic.Int64
}

func (c *lookedAt) Err() error            { c.looks.Add(1); return c.Context.Err() }
func (c *lookedAt) Done() <-chan struct{} { c.looks.Add(1); return c.Context.Done() }

// checkBlocked lets a Put and a Take wait for a minute of the bubble's time.
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
		require.Equal(t, before, counting.looks.Load(), "%s; %s waits for a minute: calls of ctx.Err and ctx.Done before and after", code, call)
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
