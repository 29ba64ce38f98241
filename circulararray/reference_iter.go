//go:build !stub

package circulararray

import "iter"

// All returns a sequence over the indices and elements, from index 0 to Len−1. You can range over a
// sequence again. Several loops over one Array may be under way, one inside another or in turns, as
// with [iter.Pull2]. The body of a loop is all that happens between the yield of an element and the
// moment when the loop goes on or ends.
//
// A loop yields the elements in the order that they have when the loop begins, with the indices that
// they have then. The body may change the Array:
//   - If it sets an element that the loop has not reached yet, the loop yields the new value.
//   - If it calls Rotate, the loop continues in the old order, with the old indices. At and Set use the
//     new ones.
//
// A panic in the body passes through the loop.
func (a *Array[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		first, second := a.runs() // here and not outside: a loop takes the order at its beginning
		forward(first, second)(yield)
	}
}

// Backward returns a sequence like that of [Array.All], from index Len−1 down to 0.
func (a *Array[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		first, second := a.runs() // here and not outside: a loop takes the order at its beginning
		backward(first, second)(yield)
	}
}

// All returns a sequence over the indices and elements, from index 0, the front, to Len−1. You can
// range over a sequence again. Several loops over one Ring may be under way, one inside another or in
// turns, as with [iter.Pull2]. The body of a loop is all that happens between the yield of an element
// and the moment when the loop goes on or ends.
//
// The body of a loop may set elements. If it sets an element that the loop has not reached yet, the loop
// yields the new value. The body must not make any other change: it must not add, remove or move elements,
// or change Cap. If it does, the loop panics at the end of that round of the body, even
// of the last round. The message says that the Ring was changed or modified. In detail:
//   - A change that a loop inside the body makes counts as well.
//   - Changes that undo each other count, such as a push and a pop, or Rotate(1) and Rotate(-1).
//   - A push that drops an element counts, even if the dropped element equals the new one.
//   - A call that is refused does not count.
//   - Set and calls that only read do not count.
//   - A Clear, Resize or Rotate that succeeds and changes nothing may count or not: Clear of an empty
//     Ring, a Resize after which Cap is the same, and Rotate by a multiple of Len.
//   - If the body changes the Ring and then leaves the loop, the loop does not panic. The body may leave
//     by break, by return, by the stop of Pull2, or by a panic of its own, which passes through the loop.
//   - A loop that begins after a change does not panic for that change, even inside the body of a loop that will
//     panic. A loop begins when range calls the sequence, or at the first next of Pull2, and not when All returns
//     the sequence.
func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		for i, v := range forward(r.runs()) {
			if !yield(i, v) {
				return
			}
			r.checkUnchanged(changes)
		}
	}
}

// Backward returns a sequence like that of [Ring.All], from index Len−1, the back, down to 0.
func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		for i, v := range backward(r.runs()) {
			if !yield(i, v) {
				return
			}
			r.checkUnchanged(changes)
		}
	}
}

// forward returns a sequence over the elements of both runs, one run after the other, with the indices from 0
// up.
//
// Loops call runs when they begin. Rotate of an Array leaves the runs as they are, so a loop keeps its order.
// A change of a Ring may make them wrong, but the loop panics before it yields again.
func forward[T any](first, second []T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, v := range first {
			if !yield(i, v) {
				return
			}
		}
		for i, v := range second {
			if !yield(len(first)+i, v) {
				return
			}
		}
	}
}

// backward returns a sequence over the same elements and indices in reverse order, from the last index to 0.
func backward[T any](first, second []T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := len(second) - 1; i >= 0; i-- {
			if !yield(len(first)+i, second[i]) {
				return
			}
		}
		for i := len(first) - 1; i >= 0; i-- {
			if !yield(i, first[i]) {
				return
			}
		}
	}
}

// checkUnchanged panics if the Ring has changed since its count of changes was the one given.
func (r *Ring[T]) checkUnchanged(changes int) {
	if r.changes != changes {
		panic("circulararray: Ring was changed during a loop over it")
	}
}
