package toy

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// slow is longer than a row may take if OODKIT_LIMIT says so.
const slow = 400 * time.Millisecond

// learners are those whom OODKIT_TOY can name. Each changes the right answer into their own.
var learners = map[string]func(m *methods){
	"":              func(*methods) {},
	"fresh":         func(m *methods) { *m = unwritten },
	"only-step-1":   func(m *methods) { m.pop, m.each, m.take = unwritten.pop, unwritten.each, unwritten.take },
	"all-but-2":     func(m *methods) { m.pop = unwritten.pop },
	"wrong-answer":  func(m *methods) { m.pop = (*Queue).popSecond },
	"wrong-at-once": func(m *methods) { m.push = forgetFirstPush() },

	"panics":           func(m *methods) { m.pop = (*Queue).popPastEnd },
	"panics-error":     func(m *methods) { m.each = (*Queue).eachPanickingWithError },
	"panics-nil":       func(m *methods) { m.each = (*Queue).eachPanickingWithNil },
	"panics-at-length": func(m *methods) { m.each = (*Queue).eachPanickingAtLength },
	"panics-in-bubble": func(m *methods) { m.take = (*Queue).takeAtOnce },
	"panics-deep":      func(m *methods) { m.each = (*Queue).eachRecursive },
	"panics-elsewhere": func(m *methods) { m.take = (*Queue).takeTwo },
	"goexits":          func(m *methods) { m.pop = (*Queue).popExiting },

	"is-slow":               func(m *methods) { m.each = (*Queue).eachSlowly },
	"locks-twice":           func(m *methods) { m.each = (*Queue).eachUnderLock },
	"locks-twice-in-bubble": func(m *methods) { m.take = (*Queue).takeLockingTwice },
	"loops":                 func(m *methods) { m.each = (*Queue).eachForEver },
	"loops-in-script":       func(m *methods) { m.pop = (*Queue).popForEver },
	"deadlocks":             func(m *methods) { m.each = (*Queue).eachWaitingForNobody },
	"deadlocks-in-bubble":   func(m *methods) { m.take = (*Queue).takeFromNobody },
	"leaks-in-bubble":       func(m *methods) { m.take = (*Queue).takeLeaving },

	"never-calls-back":     func(m *methods) { m.each = func(*Queue, func(int)) {} },
	"leaves-it-to-worker":  func(m *methods) { m.each = (*Queue).eachByWorker },
	"calls-back-for-ever":  func(m *methods) { m.each = (*Queue).eachOverAndOver },
	"calls-back":           func(m *methods) { m.each = (*Queue).eachCallingBack },
	"calls-back-and-waits": func(m *methods) { m.each = (*Queue).eachWaitingForCallback },
	"calls-back-late":      callBackLate,
	"returns-late":         returnLate,
}

var unwritten = methods{
	push:   func(*Queue, int) { panic("not implemented: Queue.Push") },
	length: func(*Queue) int { panic("not implemented: Queue.Len") },
	pop:    func(*Queue) (int, bool) { panic("not implemented: Queue.Pop") },
	each:   func(*Queue, func(int)) { panic("not implemented: Queue.Each") },
	take:   func(*Queue) int { panic("not implemented: Queue.Take") },
}

// popSecond is wrong when there are three values or more.
func (q *Queue) popSecond() (int, bool) {
	if len(q.values) > 2 {
		q.values[0], q.values[1] = q.values[1], q.values[0]
	}
	return q.pop()
}

// forgetFirstPush returns a body of Push that drops the first value of the process.
func forgetFirstPush() func(*Queue, int) {
	var first sync.Once
	return func(q *Queue, v int) {
		forgotten := false
		first.Do(func() { forgotten = true })
		if !forgotten {
			q.push(v)
		}
	}
}

func (q *Queue) popPastEnd() (int, bool) {
	return q.at(len(q.values)), true
}

func (q *Queue) at(i int) int {
	return q.values[i]
}

// brokenError is an error of the learner's own.
type brokenError struct{ part string }

func (e brokenError) Error() string { return fmt.Sprintf("the %s is broken", e.part) }

func (q *Queue) eachPanickingWithError(func(int)) {
	panic(brokenError{"queue"})
}

func (q *Queue) eachPanickingWithNil(func(int)) {
	panic(nil)
}

func (q *Queue) eachPanickingAtLength(func(int)) {
	panic("two\nlines" + strings.Repeat(".", 2000))
}

func (q *Queue) eachRecursive(f func(int)) {
	q.eachFrom(0, f)
}

func (q *Queue) eachFrom(depth int, f func(int)) {
	if depth == 100 {
		panic("too deep")
	}
	q.eachFrom(depth+1, f)
}

// takeTwo panics when it takes the second value of three.
func (q *Queue) takeTwo() int {
	if q.length() == 2 {
		panic("no two values, please")
	}
	return q.take()
}

func (q *Queue) popExiting() (int, bool) {
	runtime.Goexit()
	return 0, false
}

func (q *Queue) takeAtOnce() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.popLocked()
}

func (q *Queue) eachSlowly(f func(int)) {
	time.Sleep(slow)
	q.each(f)
}

// eachUnderLock holds the lock that f may need.
func (q *Queue) eachUnderLock(f func(int)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, v := range q.values {
		f(v)
	}
}

func (q *Queue) takeLockingTwice() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.take()
}

func (q *Queue) eachForEver(func(int)) {
	for i := 0; ; i++ { // the endless loop
		i-- // the endless loop
	}
}

// popForEver does not return when there are two values.
func (q *Queue) popForEver() (int, bool) {
	for i := 0; len(q.values) == 2; i++ { // the endless loop
		i-- // the endless loop
	}
	return q.pop()
}

func (q *Queue) eachWaitingForNobody(func(int)) {
	<-make(chan int)
}

func (q *Queue) takeFromNobody() int {
	return <-make(chan int)
}

// takeLeaving leaves a goroutine behind.
func (q *Queue) takeLeaving() int {
	done := make(chan bool)
	go func() {
		done <- true
	}()
	return q.take()
}

// eachByWorker leaves the calls to a goroutine that does not make them.
func (q *Queue) eachByWorker(func(int)) {
	go work(make(chan int))
}

func work(jobs chan int) {
	for range jobs {
	}
}

// eachOverAndOver calls f for ever if the queue is empty.
func (q *Queue) eachOverAndOver(f func(int)) {
	empty := q.length() == 0
	q.each(f)
	for empty { // the endless loop
		f(0) // the endless loop
	}
}

// eachCallingBack calls f, with wrong values, in a goroutine of its own and waits for the end of that.
func (q *Queue) eachCallingBack(f func(int)) {
	var wg sync.WaitGroup
	wg.Go(func() { q.each(func(v int) { f(v + 1) }) })
	wg.Wait()
}

// eachWaitingForCallback does the same but never sees the end of a goroutine that f ends.
func (q *Queue) eachWaitingForCallback(f func(int)) {
	done := make(chan bool)
	go func() {
		q.each(func(v int) { f(v + 1) })
		done <- true
	}()
	<-done
}

// callBackLate makes the first Each hang until Take is called, and then call f with a wrong value.
func callBackLate(m *methods) {
	taken, calledBack := make(chan bool), make(chan bool)
	m.each = func(_ *Queue, f func(int)) {
		defer close(calledBack) // f may end the goroutine
		<-taken
		f(-1)
	}
	m.take = func(q *Queue) int {
		m.take = (*Queue).take
		close(taken)
		<-calledBack
		return q.take()
	}
}

// returnLate makes the first Take hang until there is a Push long after.
func returnLate(m *methods) {
	var gate sync.Mutex
	var hangs atomic.Bool
	gate.Lock()
	m.take = func(*Queue) int {
		hangs.Store(true)
		gate.Lock()
		return 7
	}
	m.push = func(q *Queue, v int) {
		if hangs.CompareAndSwap(true, false) {
			gate.Unlock()
			time.Sleep(20 * time.Millisecond) // the row that was given up comes to its end
		}
		q.push(v)
	}
}
