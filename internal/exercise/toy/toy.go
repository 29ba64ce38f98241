// Package toy has a very small question, and the learners who answer it. With it, the tests of package exercise check
// what a learner reads.
//
// The environment variable OODKIT_TOY names the learner. Without it the answer is right. This shows what one of the
// learners sees:
//
//	OODKIT_TOY=locks-twice OODKIT_LIMIT=1s go test -run '^TestStep' ./internal/exercise/toy
package toy

import (
	"fmt"
	"os"
	"sync"
)

// Queue is a queue of ints that comes from [New]. It is safe for concurrent use.
type Queue struct {
	mu     sync.Mutex
	pushed sync.Cond
	values []int // the oldest first
}

// New returns an empty queue.
func New() *Queue {
	q := new(Queue)
	q.pushed.L = &q.mu
	return q
}

// Push adds v at the end.
func (q *Queue) Push(v int) { answer.push(q, v) }

// Len returns the number of values.
func (q *Queue) Len() int { return answer.length(q) }

// Pop removes and returns the oldest value. It reports whether there was a value.
func (q *Queue) Pop() (v int, ok bool) { return answer.pop(q) }

// Each calls f with every value, the oldest first. The function may use the queue.
func (q *Queue) Each(f func(v int)) { answer.each(q, f) }

// Take removes and returns the oldest value. If the queue is empty, it waits for a Push.
func (q *Queue) Take() int { return answer.take(q) }

// methods are the bodies that a learner wrote for the methods of a Queue.
type methods struct {
	push   func(q *Queue, v int)
	length func(q *Queue) int
	pop    func(q *Queue) (int, bool)
	each   func(q *Queue, f func(int))
	take   func(q *Queue) int
}

// answer holds the bodies of the learner that OODKIT_TOY names.
var answer methods

func init() {
	name := os.Getenv("OODKIT_TOY")
	learner, ok := learners[name]
	if !ok {
		panic(fmt.Sprintf("OODKIT_TOY=%q: package toy has no learner of that name, see learners.go", name))
	}
	answer = right
	learner(&answer)
}

var right = methods{
	push:   (*Queue).push,
	length: (*Queue).length,
	pop:    (*Queue).pop,
	each:   (*Queue).each,
	take:   (*Queue).take,
}

func (q *Queue) push(v int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.values = append(q.values, v)
	q.pushed.Signal()
}

func (q *Queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.values)
}

func (q *Queue) pop() (v int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.values) == 0 {
		return 0, false
	}
	return q.popLocked(), true
}

func (q *Queue) popLocked() int {
	v := q.values[0]
	q.values = q.values[1:]
	return v
}

func (q *Queue) each(f func(v int)) {
	q.mu.Lock()
	values := q.values[:len(q.values):len(q.values)]
	q.mu.Unlock()
	for _, v := range values {
		f(v)
	}
}

func (q *Queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.values) == 0 {
		q.pushed.Wait()
	}
	return q.popLocked()
}
