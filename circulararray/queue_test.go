package circulararray_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the calls on a Queue as data, their model, and the checks that need no waiting call. If a call has to
// wait, its ctx ends as soon as every goroutine waits. So a Take that waits returns context.DeadlineExceeded.

type (
	queue       = *circulararray.Queue[int]
	queueOp     = exercise.Op[*queueSubject, *queueModel]
	queueScript = exercise.Ops[*queueSubject, *queueModel]
)

type queueSubject struct {
	queue
	other    *queueSubject // of a pair
	patience time.Duration // how long calls wait
}

// queueModel is the model of a Queue whose calls come one after another.
type queueModel struct {
	items  []int
	limit  int
	closed bool
	other  *queueModel
}

func (m queueModel) String() string { return fmt.Sprint(m.items, m.closed) }

var (
	errDeadline = exercise.NameError("context.DeadlineExceeded", context.DeadlineExceeded)
	errCanceled = exercise.NameError("context.Canceled", context.Canceled)
)

func (s *queueSubject) put(ctx context.Context, cancel context.CancelFunc, v int) any {
	defer cancel()
	return s.Put(ctx, v)
}

func (s *queueSubject) take(ctx context.Context, cancel context.CancelFunc) any {
	defer cancel()
	return exercise.Results(s.Take(ctx))
}

func (s *queueSubject) ctx() (context.Context, context.CancelFunc) {
	return context.WithTimeout(forever, s.patience)
}

func put(v int) queueOp {
	return queueOp{Go: fmt.Sprintf("q.Put(ctx, %d)", v), Rule: "Put adds an element, waits while the Queue is full, and returns ErrClosed after Close (step 7)",
		Solution: func(s *queueSubject) any {
			ctx, cancel := s.ctx()
			return s.put(ctx, cancel, v)
		},
		Model: func(m *queueModel) any {
			switch {
			case m.closed:
				return errClosed
			case len(m.items) == m.limit:
				return errDeadline
			}
			m.items = append(slices.Clone(m.items), v)
			return nil
		}}
}

func take() queueOp {
	return queueOp{Go: "q.Take(ctx)", Rule: "Take removes the first element, waits while the Queue is empty, and after Close returns what is left and then ErrClosed (step 7)",
		Solution: func(s *queueSubject) any { return s.take(s.ctx()) },
		Model: func(m *queueModel) any {
			switch {
			case len(m.items) > 0:
				v := m.items[0]
				m.items = m.items[1:]
				return exercise.Results(v, nil)
			case m.closed:
				return exercise.Results(0, errClosed)
			}
			return exercise.Results(0, errDeadline)
		}}
}

const endedRule = "if ctx has ended on entry, a call returns ctx.Err() and stores or takes nothing (step 7)"

func putEnded(v int) queueOp {
	return queueOp{Go: fmt.Sprintf("q.Put(ended, %d)", v), Rule: endedRule,
		Solution: func(s *queueSubject) any { return s.Put(ended(false), v) },
		Model:    func(*queueModel) any { return errCanceled }}
}

func takeEnded() queueOp {
	return queueOp{Go: "q.Take(ended)", Rule: endedRule,
		Solution: func(s *queueSubject) any { return exercise.Results(s.Take(ended(false))) },
		Model:    func(*queueModel) any { return exercise.Results(0, errCanceled) }}
}

func queueLen() queueOp {
	return queueOp{Go: "q.Len()", Rule: "Len returns the number of elements (step 7)",
		Solution: func(s *queueSubject) any { return s.Len() },
		Model:    func(m *queueModel) any { return len(m.items) }}
}

func closing() queueOp {
	return queueOp{Go: "q.Close()", Rule: "Close closes the Queue and keeps its elements; closing it again does nothing (step 7)",
		Solution: func(s *queueSubject) any { s.Close(); return nil },
		Model:    func(m *queueModel) any { m.closed = true; return nil }}
}

func onOtherQueue(o queueOp) queueOp {
	return queueOp{Go: strings.Replace(o.Go, "q.", "p.", 1), Rule: o.Rule + "; two Queues share nothing",
		Solution: func(s *queueSubject) any { return o.Solution(s.other) },
		Model:    func(m *queueModel) any { return o.Model(m.other) }}
}

// queueCalls makes random calls.
func queueCalls(r *rand.Rand) queueOp {
	v := r.IntN(1000)
	switch r.IntN(30) {
	case 0:
		return closing()
	case 1, 2, 3:
		return putEnded(v)
	case 4, 5, 6:
		return takeEnded()
	case 7, 8, 9:
		return queueLen()
	case 10, 11, 12, 13, 14, 15, 16, 17:
		return take()
	default:
		return put(v)
	}
}

func eitherQueue(r *rand.Rand) queueOp {
	o := queueCalls(r)
	if r.IntN(2) == 0 {
		return onOtherQueue(o)
	}
	return o
}

// queueOf returns a script of calls on an empty Queue.
func queueOf(limit int) queueScript {
	return queueScript{
		Setup: fmt.Sprintf("q, _ := circulararray.NewQueue[int](%d) // ctx ends when every goroutine waits", limit),
		New: func() (*queueSubject, *queueModel) {
			q, _ := newQueue(limit, 0)
			return &queueSubject{queue: q, patience: time.Nanosecond}, &queueModel{limit: limit}
		},
	}
}

func twoQueues(limit int) queueScript {
	two := queueOf(limit)
	two.Setup += fmt.Sprintf("\np, _ := circulararray.NewQueue[int](%d)", limit)
	two.New = func() (*queueSubject, *queueModel) {
		s, m := queueOf(limit).New()
		s.other, m.other = queueOf(limit).New()
		return s, m
	}
	return two
}

var forever = context.Background()

// ended returns a ctx that has ended, by cancel or by a deadline.
func ended(byDeadline bool) context.Context {
	if byDeadline {
		ctx, cancel := context.WithDeadline(forever, time.Now().Add(-time.Hour))
		defer cancel()
		return ctx
	}
	ctx, cancel := context.WithCancelCause(forever)
	cancel(errCause)
	return ctx
}

// errCause is the cause of the end of a ctx, which is not the error of the ctx.
var errCause = errors.New("the cause, not the error of ctx")

// newQueue returns a Queue of the elements 1 to n, and the code that makes it.
func newQueue(limit, n int) (q queue, code string) {
	q, err := circulararray.NewQueue[int](limit)
	if err != nil || q == nil {
		panic(fmt.Sprintf("NewQueue(%d) returned %s, want a Queue and nil", limit, madeText(q != nil, err)))
	}
	if toDrain != nil {
		*toDrain = append(*toDrain, q)
	}
	for _, v := range exercise.UpTo(n) {
		if err := q.Put(forever, v); err != nil {
			panic(fmt.Sprintf("Put to a Queue with %d elements and capacity %d returned the error %v, want nil", v-1, limit, err))
		}
	}
	code = fmt.Sprintf("q, _ := circulararray.NewQueue[int](%d)", limit)
	if n > 0 {
		code += "; " + putsFrom(1, n)
	}
	return q, code
}

// toDrain has the Queues that the row closes and empties at its end. It is nil if the row does not.
var toDrain *[]queue

// fromBubbles has the Queues of bubbles, so that they never become garbage. A Queue may end its goroutines when it is
// garbage. That cleanup would run outside the bubble, where no goroutine may use the channels of the bubble.
var fromBubbles []queue

// drained returns a check for a bubble. After the check it closes and empties the Queues that the check has made. A
// goroutine that is left then is a leak.
func drained(check func(t *exercise.T)) func(t *exercise.T) {
	return func(t *exercise.T) {
		toDrain = new([]queue)
		defer func() { fromBubbles, toDrain = append(fromBubbles, *toDrain...), nil }()
		check(t)
		for _, q := range *toDrain {
			q.Close()
			for range 1000 {
				if _, err := q.Take(forever); err != nil {
					break
				}
			}
		}
	}
}

func checkNewQueue(t *exercise.T) {
	for _, capacity := range []int{0, -1, math.MinInt} {
		q, err := circulararray.NewQueue[int](capacity)
		require.ErrorIs(t, err, errCapacity, "circulararray.NewQueue[int](%s)", exercise.IntText(capacity))
		require.Nil(t, q, "circulararray.NewQueue[int](%s): the Queue returned with ErrCapacity", exercise.IntText(capacity))
	}
}

func checkAnyQueue(t *exercise.T) {
	x, y := new(int), new(int) // equal, but not the same
	q, err := circulararray.NewQueue[any](3)
	require.NoError(t, err, "circulararray.NewQueue[any](3)")
	for _, v := range []any{x, y, nil} {
		require.NoError(t, q.Put(forever, v), "q.Put(ctx, %v)", v)
	}
	for _, want := range []any{x, y, nil} {
		got, err := q.Take(forever)
		require.True(t, got == want && err == nil, "q.Put(ctx, x), q.Put(ctx, y) and q.Put(ctx, nil), where x and y are different pointers and *x == *y: q.Take(ctx) returned (%v, %v), want (%v, nil)", got, err, want)
	}
	require.NoError(t, q.Put(forever, []int{1}))
	got, _ := q.Take(forever)
	require.Equal(t, any([]int{1}), got, "q.Put(ctx, []int{1}); q.Take(ctx)")

	lists, err := circulararray.NewQueue[[]int](1) // a type without ==
	require.NoError(t, err, "circulararray.NewQueue[[]int](1)")
	require.NoError(t, lists.Put(forever, []int{1}))
	list, _ := lists.Take(forever)
	require.Equal(t, []int{1}, list, "q.Put(ctx, []int{1}); q.Take(ctx)")
}

func checkLargeQueue(t *exercise.T) {
	const n = 70_000
	q, code := newQueue(n, 300)
	for want := range 300 {
		v, err := q.Take(forever)
		require.True(t, v == want+1 && err == nil, "%s; q.Take(ctx) number %d returned (%d, %v), want (%d, nil)", code, want+1, v, err, want+1)
	}
	for v := range n {
		require.NoError(t, q.Put(forever, v))
	}
	code += fmt.Sprintf("; 300 times q.Take(ctx); %s", putsFrom(0, n))
	require.Equal(t, n, q.Len(), code+"; q.Len()")
	for want := range n {
		if v, err := q.Take(forever); v != want || err != nil {
			t.Fatalf("%s; q.Take(ctx) number %d returned (%d, %v), want (%d, nil)", code, want+1, v, err, want)
		}
	}
}

// checkLinearizable makes small histories. In a bubble a ctx ends only when every goroutine waits.
func checkLinearizable(t *exercise.T) {
	defer exercise.MoreThreads(8)()
	clone := func(m *queueModel) *queueModel { c := *m; return &c }
	for _, limit := range []int{1, 2, 3} {
		queueOf(limit).Linearizable(t, 400, 3, 5, clone, func(_ int, r *rand.Rand) queueOp { return queueCalls(r) })
	}
}

// checkQueueSteady uses a ctx that can end but does not.
func checkQueueSteady(t *exercise.T) {
	ctx, cancel := context.WithCancel(forever)
	defer cancel()
	q, _ := newQueue(16, 8)
	exercise.WantSteadyHeap(t, "Put and Take on a Queue that is never empty", 100, 60_000, func(i int) {
		_ = q.Put(ctx, i)
		_, _ = q.Take(ctx)
	})
	exercise.WantSteadyHeap(t, "a Put and a Take whose ctx has ended, and a Len", 100, 5000, func(int) {
		_, _ = q.Put(ended(false), 1), q.Len()
		_, _ = q.Take(ended(true))
	})
	runtime.KeepAlive(q)
}

// checkGivenUpSteady runs in a bubble, where the time passes while a call waits.
func checkGivenUpSteady(t *exercise.T) {
	full, _ := newQueue(1, 1)
	empty, _ := newQueue(1, 0)
	giveUp := func(call func(ctx context.Context)) func(int) {
		return func(int) {
			ctx, cancel := context.WithTimeout(forever, time.Second)
			defer cancel()
			call(ctx)
		}
	}
	exercise.WantSteadyHeap(t, "a Put that waits until its ctx ends", 100, 20_000, giveUp(func(ctx context.Context) { _ = full.Put(ctx, 2) }))
	exercise.WantSteadyHeap(t, "a Take that waits until its ctx ends", 100, 20_000, giveUp(func(ctx context.Context) { _, _ = empty.Take(ctx) }))
	runtime.KeepAlive(full)
	runtime.KeepAlive(empty)
}

func checkQueueFlat(t *exercise.T) {
	fill := func(n int) *circulararray.Queue[heavy] {
		q, err := circulararray.NewQueue[heavy](n + 1)
		require.NoError(t, err)
		for range n {
			_ = q.Put(forever, heavy{})
		}
		return q
	}
	exercise.Flat(t, "Put and Take on a Queue", func(n int) func(int) {
		q := fill(n)
		return func(int) {
			_ = q.Put(forever, heavy{})
			_, _ = q.Take(forever)
		}
	})
	exercise.Flat(t, "Len of a Queue", func(n int) func(int) {
		q := fill(n)
		return func(int) { q.Len() }
	})
}

// checkRefusedCollectable makes Puts fail for every reason, at once and after a wait.
func checkRefusedCollectable(t *exercise.T) {
	var tracker exercise.Tracker
	q, err := circulararray.NewQueue[*exercise.Object](1)
	require.NoError(t, err)
	require.NoError(t, q.Put(forever, nil))
	brief, cancel := context.WithTimeout(forever, time.Millisecond)
	defer cancel()
	putObject(q, &tracker, ended(false), "a Put whose ctx had ended")
	putObject(q, &tracker, brief, "a Put whose ctx ended while it waited")
	tracker.WantCollected(t) // before Close, which may clear up
	time.AfterFunc(time.Millisecond, q.Close)
	putObject(q, &tracker, forever, "a Put that was waiting when the Queue was closed")
	putObject(q, &tracker, forever, "a Put after Close")
	tracker.WantCollected(t)
	runtime.KeepAlive(q)
	_, _ = q.Take(forever)
}

//go:noinline
func putObject(q *circulararray.Queue[*exercise.Object], tracker *exercise.Tracker, ctx context.Context, how string) {
	_ = q.Put(ctx, tracker.New("the element of "+how))
}
