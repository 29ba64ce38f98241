package circulararray_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 7 in which it is known who does what and when. They run in a bubble, where
// synctest.Wait waits until everybody else has returned or waits.

type queue = *circulararray.Queue[int]

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

// errCause is a cause for a ctx to end, which is not its error.
var errCause = errors.New("the cause, not the error of ctx")

// newQueue returns a Queue of the elements 1 to n, and the code of it.
func newQueue(limit, n int) (q queue, code string) {
	q, err := circulararray.NewQueue[int](limit)
	if err != nil {
		panic(fmt.Sprintf("NewQueue(%d) returned the error %v", limit, err))
	}
	for _, v := range exercise.UpTo(n) {
		if err := q.Put(forever, v); err != nil {
			panic(fmt.Sprintf("Put to a Queue of %d elements and capacity %d returned the error %v", v-1, limit, err))
		}
	}
	code = fmt.Sprintf("q, _ := circulararray.NewQueue[int](%d)", limit)
	if n > 0 {
		code += fmt.Sprintf("; q.Put of 1 to %d", n)
	}
	return q, code
}

// pending is a call in a goroutine of its own.
type pending struct{ answer chan string }

func goPut(t *exercise.T, ctx context.Context, q queue, v int) pending {
	p := pending{make(chan string, 1)}
	go t.Guarded(func() { p.answer <- errText(q.Put(ctx, v)) })()
	return p
}

func goTake(t *exercise.T, ctx context.Context, q queue) pending {
	p := pending{make(chan string, 1)}
	go t.Guarded(func() { p.answer <- taken(q.Take(ctx)) })()
	return p
}

// taken returns what Take returns as text.
func taken(v int, err error) string {
	if err != nil {
		return errText(err)
	}
	return fmt.Sprint(v)
}

// waits is the answer of a call that has not returned.
const waits = "it waits"

// settled returns the answer of each call, or that it waits, once nobody can go on.
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
		t.Fatalf("%s: got %v, want %v", code, got, want)
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

// queueCall is a call on a Queue, as data.
type queueCall struct {
	name string
	v    int
}

func (c queueCall) String() string {
	switch c.name {
	case "Put":
		return fmt.Sprintf("q.Put(ctx, %d)", c.v)
	case "Put, ended":
		return fmt.Sprintf("q.Put(ctx /* ended */, %d)", c.v)
	case "Take, ended":
		return "q.Take(ctx /* ended */)"
	case "Take":
		return "q.Take(ctx)"
	default:
		return "q." + c.name + "()"
	}
}

// queueModel is a Queue that only one goroutine uses.
type queueModel struct {
	items  []int
	limit  int
	closed bool
}

// queueScript returns a script of calls by one goroutine. Each ctx ends after a time, so that a call
// which waits returns that.
func queueScript(limit int, patience time.Duration) exercise.Script[queueCall] {
	return exercise.Script[queueCall]{
		Setup: fmt.Sprintf("q, _ := circulararray.NewQueue[int](%d) // each ctx ends after %v", limit, patience),
		Play: exercise.CallByCall(func() func(queueCall) *exercise.Mismatch {
			q, _ := newQueue(limit, 0)
			m := &queueModel{limit: limit}
			return func(c queueCall) *exercise.Mismatch {
				want := c.onModel(m)
				return exercise.Differ(c.on(q, patience), want)
			}
		}),
		Rule: queueCall.rule,
	}
}

func (c queueCall) rule() string {
	switch c.name {
	case "Put, ended", "Take, ended":
		return "a ctx that has ended wins on entry, and nothing is stored or taken (step 7)"
	case "Put":
		return "Put adds an element, waits while the Queue is full, and returns ErrClosed after Close (step 7)"
	case "Take":
		return "Take removes the first element, waits while there is none, and after Close returns what is left and then ErrClosed (step 7)"
	default:
		return "Len is the number of elements (step 7)"
	}
}

func (c queueCall) on(q queue, patience time.Duration) string {
	ctx, cancel := context.WithTimeout(forever, patience)
	defer cancel()
	switch c.name {
	case "Put, ended":
		return errText(q.Put(ended(false), c.v))
	case "Take, ended":
		return taken(q.Take(ended(false)))
	case "Put":
		return errText(q.Put(ctx, c.v))
	case "Take":
		return taken(q.Take(ctx))
	case "Len":
		return fmt.Sprint(q.Len())
	}
	q.Close()
	return "nothing"
}

func (c queueCall) onModel(m *queueModel) string {
	switch c.name {
	case "Put, ended", "Take, ended":
		return "context.Canceled"
	case "Put":
		return m.put(c.v)
	case "Take":
		return m.take()
	case "Len":
		return fmt.Sprint(len(m.items))
	}
	m.closed = true
	return "nothing"
}

func (m *queueModel) put(v int) string {
	switch {
	case m.closed:
		return "ErrClosed"
	case len(m.items) == m.limit:
		return "context.DeadlineExceeded"
	}
	m.items = append(m.items, v)
	return "nil"
}

func (m *queueModel) take() string {
	switch {
	case len(m.items) > 0:
		v := m.items[0]
		m.items = m.items[1:]
		return fmt.Sprint(v)
	case m.closed:
		return "ErrClosed"
	}
	return "context.DeadlineExceeded"
}

func checkQueueRandom(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 8} {
		for _, more := range []string{"Len", "Close"} {
			names := []string{"Put", "Put", "Put", "Take", "Take", "Put, ended", "Take, ended", "Len", more}
			queueScript(limit, time.Nanosecond).Random(t, 20, 60, func(r *rand.Rand) queueCall {
				return queueCall{names[r.IntN(len(names))], r.IntN(100)}
			})
		}
	}
}
