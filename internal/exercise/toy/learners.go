package toy

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// learners are the learners that OODKIT_TOY can name. Each changes the right answer into the learner's own.
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
	"panics-elsewhere": func(m *methods) { m.take = (*Queue).takeBelowThree },
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

// popSecond is wrong if there are three values or more.
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

// brokenError is an error type of the learner's own.
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

// takeBelowThree panics when it takes a value below 3.
func (q *Queue) takeBelowThree() int {
	v := q.take()
	if v < 3 {
		panic("nothing below 3, please")
	}
	return v
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
