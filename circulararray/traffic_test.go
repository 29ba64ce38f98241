package circulararray_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the checks in which goroutines meet by chance: many short rounds, and after each an account of its elements.

// traffic is a round of producers and consumers on one Queue.
type traffic struct {
	producers, consumers int
	limit                int
	each                 int  // elements of each producer
	quits                bool // the ctx of every other call ends in a moment
	closes               bool // the Queue is closed before the producers are done
	watched              bool // other goroutines call Len again and again
	seed                 uint64

	q      queue
	put    [][]int // by producer: what Put returned nil for
	taken  [][]int // by consumer: what Take returned
	active atomic.Int64
}

func (tr *traffic) String() string {
	s := fmt.Sprintf("a Queue of capacity %d, %d producers that Put %d elements each, %d consumers", tr.limit, tr.producers, tr.each, tr.consumers)
	if tr.watched {
		s += ", two goroutines that call Len again and again"
	}
	if tr.quits {
		s += ", calls whose ctx ends early"
	}
	if tr.closes {
		s += ", an early Close"
	}
	return s
}

// run runs the round and checks its account.
func (tr *traffic) run(t *exercise.T) {
	t.Doing(tr.String())
	tr.q, _ = newQueue(tr.limit, 0)
	tr.put, tr.taken = make([][]int, tr.producers), make([][]int, tr.consumers)
	tr.active.Store(int64(tr.producers))
	if tr.watched {
		defer tr.watch(t)()
	}
	exercise.Together(t, tr.producers+tr.consumers+1, func(i int) {
		r := rand.New(rand.NewPCG(tr.seed, uint64(i)))
		switch {
		case i < tr.producers:
			tr.produce(t, i, r)
		case i < tr.producers+tr.consumers:
			tr.consume(t, i-tr.producers, r)
		case tr.closes:
			for range r.IntN(4 * tr.each) {
				runtime.Gosched()
			}
			tr.q.Close()
		}
	})
	if !t.Failed() {
		tr.account(t)
	}
}

// ctx returns the ctx of one call.
func (tr *traffic) ctx(r *rand.Rand) (context.Context, context.CancelFunc) {
	if !tr.quits || r.IntN(2) == 0 {
		return forever, func() {}
	}
	return context.WithTimeout(forever, time.Duration(1+r.IntN(30))*time.Microsecond)
}

// produce puts elements that tell their producer and their place in the order of that producer.
func (tr *traffic) produce(t *exercise.T, producer int, r *rand.Rand) {
	for i := range tr.each {
		v := producer*tr.each + i
		ctx, cancel := tr.ctx(r)
		err := tr.q.Put(ctx, v)
		cancel()
		switch {
		case err == nil:
			tr.put[producer] = append(tr.put[producer], v)
		case !tr.expected(err):
			t.Fatalf("%v: Put returned the error %q, want nil%s", tr, err, tr.orElse())
		}
		if n := tr.q.Len(); n < 0 || n > tr.limit {
			t.Fatalf("%v: Len() = %d, want 0 to %d", tr, n, tr.limit)
		}
	}
	if tr.active.Add(-1) == 0 {
		tr.q.Close()
	}
}

// expected reports whether calls may return err in this round.
func (tr *traffic) expected(err error) bool {
	return tr.quits && errors.Is(err, context.DeadlineExceeded) || tr.closes && errors.Is(err, circulararray.ErrClosed)
}

// orElse lists the errors that calls may return in this round.
func (tr *traffic) orElse() string {
	s := ""
	if tr.quits {
		s += " or context.DeadlineExceeded"
	}
	if tr.closes {
		s += " or ErrClosed"
	}
	return s
}

func (tr *traffic) consume(t *exercise.T, consumer int, r *rand.Rand) {
	for {
		ctx, cancel := tr.ctx(r)
		v, err := tr.q.Take(ctx)
		cancel()
		switch {
		case err == nil:
			tr.taken[consumer] = append(tr.taken[consumer], v)
			if n := len(tr.taken[consumer]); n > tr.producers*tr.each {
				t.Fatalf("%v: a consumer took %d elements, want at most as many as were put", tr, n)
			}
		case errors.Is(err, circulararray.ErrClosed):
			return
		case !tr.expected(err):
			t.Fatalf("%v: Take returned the error %q, want nil%s", tr, err, tr.orElse())
		}
	}
}

// account fails t unless each element that was put was taken once, in the order of its producer.
func (tr *traffic) account(t *exercise.T) {
	put := slices.Concat(tr.put...)
	times := make(map[int]int)
	for _, vs := range tr.taken {
		last := make(map[int]int)
		for _, v := range vs {
			times[v]++
			if before, ok := last[v/tr.each]; ok && before > v && times[v] == 1 {
				t.Fatalf("%v: one consumer took the element of Put number %d of a producer after that of Put number %d of the same producer, want the order of the Puts",
					tr, v%tr.each+1, before%tr.each+1)
			}
			last[v/tr.each] = v
		}
	}
	for _, v := range put {
		if times[v] == 0 {
			t.Fatalf("%v: one of the %d elements whose Put returned nil was never taken, and every consumer has met ErrClosed; want every element taken once", tr, len(put))
		}
		if times[v] > 1 {
			t.Fatalf("%v: an element was taken %d times, want once", tr, times[v])
		}
		delete(times, v)
	}
	if len(times) > 0 {
		t.Fatalf("%v: %d elements were taken that were never put, or whose Put returned an error; want none", tr, len(times))
	}
	if n := tr.q.Len(); n != 0 {
		t.Fatalf("%v: after everything was taken, Len() = %d, want 0", tr, n)
	}
}

// rounds runs rounds with several numbers of goroutines.
func rounds(t *exercise.T, times int, quits, closes bool) {
	defer exercise.MoreThreads(16)()
	for i := range exercise.Rounds(times) {
		for _, p := range []int{1, 2, 4} {
			for _, c := range []int{1, 3} {
				tr := &traffic{producers: p, consumers: c, limit: 1 + i%4, each: 20, quits: quits, closes: closes, seed: uint64(i)}
				if tr.run(t); t.Failed() {
					return
				}
			}
		}
	}
}

// crowded runs rounds in which many goroutines compete for the Queue. In some rounds two more goroutines call Len again
// and again, and in some the Queue is closed early.
func crowded(t *exercise.T) {
	defer exercise.MoreThreads(16)()
	for i := range exercise.Rounds(120) {
		tr := &traffic{producers: 16, consumers: 1, limit: 1 + i%3, each: 20, watched: i%4 < 2, closes: i%8 >= 4, seed: uint64(i)}
		if i%2 == 1 {
			tr.producers, tr.consumers, tr.each = 1, 16, 80
		}
		if tr.run(t); t.Failed() {
			return
		}
	}
}

// watch calls Len in two goroutines until stop is called, which waits for them.
func (tr *traffic) watch(t *exercise.T) (stop func()) {
	var done atomic.Bool
	var watchers sync.WaitGroup
	for range 2 {
		watchers.Go(t.Guarded(func() {
			for !done.Load() && !t.Failed() {
				tr.q.Len()
			}
		}))
	}
	return func() {
		done.Store(true)
		watchers.Wait()
	}
}

// checkWalk makes goroutines put an element and take one, again and again. In each round they begin at the same moment.
func checkWalk(t *exercise.T) {
	defer exercise.MoreThreads(8)()
	for limit := range 2 {
		q, code := newQueue(1+limit, 0)
		code += "; 3 goroutines call q.Put(ctx, v) and q.Take(ctx) for each v from 1 on, and all three begin each v at the same moment"
		t.Doing(code)
		var put, taken, longest atomic.Int64
		exercise.Walk(t, 3, func(_, round int) {
			if err := q.Put(forever, round+1); err != nil {
				t.Fatalf("%s: Put returned the error %v, want nil", code, err)
			}
			put.Add(int64(round + 1))
			v, err := q.Take(forever)
			if err != nil {
				t.Fatalf("%s: Take returned the error %v, want nil", code, err)
			}
			taken.Add(int64(v))
			longest.Store(max(longest.Load(), int64(q.Len())))
		})
		if p, n := put.Load(), taken.Load(); p != n {
			t.Errorf("%s: the sum of all elements put is %d, and of all elements taken %d, want the same", code, p, n)
		}
		if n := q.Len(); n != 0 {
			t.Errorf("%s: at the end q.Len() = %d, want 0", code, n)
		}
		if n := longest.Load(); n > int64(1+limit) {
			t.Errorf("%s: in between q.Len() = %d, want at most %d", code, n, 1+limit)
		}
	}
}

// checkCloseWalk closes one Queue after another while two goroutines put an element into each. After Close no element
// may come in.
func checkCloseWalk(t *exercise.T) {
	defer exercise.MoreThreads(8)()
	queues := make([]queue, 3000)
	left := make([]int, len(queues)) // what is in each Queue after Close
	code := ""
	for i := range queues {
		queues[i], code = newQueue(8, 0)
	}
	t.Doing(code + "; q.Close(), while two goroutines call q.Put(ctx, 1)")
	passed := exercise.Walk(t, 3, func(g, i int) {
		switch {
		case i >= len(queues):
		case g > 0:
			_ = queues[i].Put(forever, g)
		default:
			queues[i].Close()
			left[i] = queues[i].Len()
		}
	})
	for i, q := range queues {
		q.Close()
		if n := q.Len(); i < passed && n != left[i] {
			t.Errorf("%s; q.Close(), while two goroutines call q.Put(ctx, 1): Len() = %d after Close, and %d after the last Put; want the same: a closed Queue stores nothing", code, left[i], n)
			return
		}
		for q.Len() > 0 {
			_, _ = q.Take(forever)
		}
	}
}
