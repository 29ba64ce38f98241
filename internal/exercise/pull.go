package exercise

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
)

// A Pull is a loop that takes turns with others: each call of Next is a round. [iter.Pull2] makes it. A panic of the
// learner's sequence comes out of Next or Stop, and the message about it still names the learner's lines.
type Pull[K, V any] struct {
	next  func() (K, V, bool)
	stop  func()
	ended bool
}

// NewPull returns a loop over seq that has not begun.
func NewPull[K, V any](seq iter.Seq2[K, V]) *Pull[K, V] {
	p := new(Pull[K, V])
	p.next, p.stop = iter.Pull2(func(yield func(K, V) bool) {
		Catch(func() { seq(yield) }, func(value any) { panic(pulledPanic{value, slices.Collect(callers(1))}) }, nil)
	})
	return p
}

// Next begins the loop, or goes on with it, and returns what the sequence yields, or false at its end.
func (p *Pull[K, V]) Next() (k K, v V, ok bool) {
	k, v, ok = p.next()
	p.ended = !ok
	return k, v, ok
}

// Stop leaves the loop.
func (p *Pull[K, V]) Stop() {
	p.ended = true
	p.stop()
}

// Ended reports whether the loop came to its end or was left.
func (p *Pull[K, V]) Ended() bool { return p.ended }

// A pulledPanic is the panic of a sequence in a [Pull]. It goes on in another stack, so it keeps the frames of the first.
type pulledPanic struct {
	value  any
	frames []runtime.Frame
}

// String returns what the panic says.
func (p pulledPanic) String() string { return fmt.Sprint(p.value) }

// EachWay says how the loops of [LoopInEachWay] end.
const EachWay = "to the end, to a break, to a panic, and to the stop of iter.Pull2"

// LoopInEachWay lets loops over each sequence run to the end, to a break, to a panic of the body, and to the stop of
// [iter.Pull2].
func LoopInEachWay[K, V any](sequences ...iter.Seq2[K, V]) {
	for _, seq := range sequences {
		for range seq {
		}
		for range seq {
			break
		}
		func() {
			defer func() { _ = recover() }()
			for range seq {
				panic("the body's own panic")
			}
		}()
		p := NewPull(seq)
		p.Next()
		p.Stop()
	}
}
