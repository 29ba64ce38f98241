package toy

import (
	"sync"
	"sync/atomic"
	"time"
)

// This file has the learners whose calls take long, or forever.

// slow is much longer than the OODKIT_LIMIT of the tests, even on a busy machine.
const slow = 3 * time.Second

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
	loop()
}

// popForEver does not return when there are two values.
func (q *Queue) popForEver() (int, bool) {
	if len(q.values) == 2 {
		loop()
	}
	return q.pop()
}

// The watchdog may find an endless loop at any of its lines. So each line of a loop has the same comment, which the tests
// look for.

// spins gives an endless loop something to do. The compiler would attribute the jump of an empty loop to line 1 of the
// file.
var spins atomic.Int64

//go:noinline
func loop() { // the endless loop
	for { // the endless loop
		spins.Add(1) // the endless loop
	} // the endless loop
}

//go:noinline
func loopOver(f func(int)) { // the endless loop
	for { // the endless loop
		f(0) // the endless loop
	} // the endless loop
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

// eachOverAndOver calls f forever if the queue is empty.
func (q *Queue) eachOverAndOver(f func(int)) {
	if q.length() == 0 {
		loopOver(f)
	}
	q.each(f)
}

// eachCallingBack calls f, with wrong values, in a goroutine of its own and waits for the end of that goroutine.
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

// callBackLate makes the first Each wait until Take is called, and then call f with a wrong value.
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

// returnLate makes the first Take wait for a Push that comes much later.
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
