package toy_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/internal/exercise/toy"
)

// This is the judge of the question. Every question has one.

var steps = exercise.NewSteps(4)

func TestStep1_PushLen(t *testing.T) {
	step := steps.Begin(t)
	step.Row("a new Queue is empty", func(t *exercise.T) {
		if n := toy.New().Len(); n != 0 {
			t.Errorf("toy.New().Len() = %d, want 0", n)
		}
	})
	step.Row("Len counts what was pushed", func(t *exercise.T) {
		script.Check(t, call{length, 0}, call{push, 7}, call{length, 0}, call{push, 7}, call{length, 0})
	})
}

func TestStep2_Pop(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Pop of an empty Queue changes nothing", func(t *exercise.T) {
		script.Check(t, call{pop, 0}, call{push, 7}, call{pop, 0}, call{pop, 0}, call{length, 0})
	})
	step.Row("answers are those of a slice over random calls", func(t *exercise.T) {
		script.Random(t, 20, 40, func(r *rand.Rand) call { return call{verb(r.IntN(3)), r.IntN(10)} })
	})
	step.Row("two queues share nothing", func(t *exercise.T) {
		a, b := toy.New(), toy.New()
		a.Push(1)
		if v, ok := b.Pop(); ok {
			t.Errorf("after a.Push(1) on another Queue, b.Pop() = (%d, true), want (0, false)", v)
		}
	})
}

func TestStep3_Each(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Each calls its function with every value, the oldest first", func(t *exercise.T) {
		next := 1
		filled(1, 2, 3).Each(func(v int) {
			if v != next {
				t.Fatalf("Each of a Queue of 1, 2, 3 calls its function with %d, want %d", v, next)
			}
			next++
		})
		if next != 4 && !t.Failed() {
			t.Errorf("Each of a Queue of 1, 2, 3 calls its function %d times, want 3", next-1)
		}
	})
	step.Row("the function given to Each may use the queue", func(t *exercise.T) {
		q := filled(1, 2, 3)
		q.Each(func(int) { q.Pop() })
		if n := q.Len(); n != 0 {
			t.Errorf("q.Each(func(int) { q.Pop() }): after it q.Len() = %d, want 0", n)
		}
	})
	step.Bubble("the function given to Each has been called when that returns", checkCalled)
	step.Row("the function given to Each has been called when that returns, in real time too", checkCalled)
	step.Row("Each of an empty Queue does nothing", func(t *exercise.T) {
		toy.New().Each(func(v int) { t.Errorf("Each of an empty Queue calls its function with %d", v) })
	})
}

func checkCalled(t *exercise.T) {
	called := make(chan int, 1)
	filled(7).Each(func(v int) {
		if v != 7 {
			t.Fatalf("Each of a Queue of 7 calls its function with %d, want 7", v)
		}
		called <- v
	})
	<-called
}

func TestStep4_Take(t *testing.T) {
	step := steps.Begin(t)
	step.Bubble("Take waits for a Push", func(t *exercise.T) {
		q := toy.New()
		begin := time.Now()
		go t.Guarded(func() {
			time.Sleep(time.Minute)
			q.Push(7)
		})()
		if v, waited := q.Take(), time.Since(begin); v != 7 || waited != time.Minute {
			t.Errorf("q.Take() = %d after %v, want 7 after 1m0s, when that is pushed", v, waited)
		}
	})
	step.Row("each value is taken once", func(t *exercise.T) {
		q := filled(1, 2, 3)
		var wg sync.WaitGroup
		var sum [3]int
		for i := range sum {
			wg.Go(t.Guarded(func() { sum[i] = q.Take() }))
		}
		wg.Wait()
		if sum[0]+sum[1]+sum[2] != 6 && !t.Failed() {
			t.Errorf("three goroutines take %v from a Queue of 1, 2, 3, want each value once", sum)
		}
	})
}

func FuzzQueue(f *testing.F) {
	steps.Fuzz(f, 2)
	f.Add([]byte{3, 6, 9, 1, 2})
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			var calls []call
			for _, b := range input {
				calls = append(calls, call{verb(b % 3), int(b)})
			}
			script.Check(t, calls...)
		})
	})
}

func BenchmarkPushPop(b *testing.B) {
	steps.Guard(b, func(*exercise.T) {
		q := toy.New()
		for b.Loop() {
			q.Push(1)
			q.Pop()
		}
	})
}

func filled(values ...int) *toy.Queue {
	q := toy.New()
	for _, v := range values {
		q.Push(v)
	}
	return q
}

type verb int

const (
	push verb = iota
	pop
	length
)

type call struct {
	verb  verb
	value int
}

func (c call) String() string {
	return []string{fmt.Sprintf("q.Push(%d)", c.value), "q.Pop()", "q.Len()"}[c.verb]
}

func (c call) rule() string {
	return []string{"Push adds a value (step 1)", "Pop returns the oldest value (step 2)", "Len counts the values (step 1)"}[c.verb]
}

func (c call) simpler() []call {
	return []call{{c.verb, 0}, {c.verb, 1}}
}

var script = exercise.Script[call]{
	Setup: "q := toy.New()",
	Play: exercise.CallByCall(func() func(call) *exercise.Mismatch {
		q, model := toy.New(), []int(nil)
		return func(c call) *exercise.Mismatch { return c.compare(q, &model) }
	}),
	Rule:    call.rule,
	Simpler: call.simpler,
}

// popped is what Pop returns.
type popped struct {
	value int
	ok    bool
}

// compare makes the call on a queue and on its model.
func (c call) compare(q *toy.Queue, model *[]int) *exercise.Mismatch {
	switch c.verb {
	case push:
		q.Push(c.value)
		*model = append(*model, c.value)
		return nil
	case pop:
		var got, want popped
		if len(*model) > 0 {
			want = popped{(*model)[0], true}
			*model = (*model)[1:]
		}
		got.value, got.ok = q.Pop()
		return exercise.Differ(got, want)
	default:
		return exercise.Differ(q.Len(), len(*model))
	}
}
