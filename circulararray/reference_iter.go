//go:build !stub

package circulararray

import "iter"

// All returns a sequence over the indices and elements, from index 0 to Len−1. It can be ranged over
// again, and several loops may run over one Array at a time.
//
// A loop goes through the elements in the order that they have when it begins, with the indices that
// they have then. Its body may change the Array. An element that is set before the loop reaches it
// is yielded with its new value. Rotate does not disturb the loop: it goes on in the old order, with
// the old indices.
func (a *Array[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		first, second := a.runs()
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

// Backward returns a sequence like that of [Array.All], from index Len−1 to 0.
func (a *Array[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		first, second := a.runs()
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

// All returns a sequence over the indices and elements, from index 0, the front, to Len−1. It can be
// ranged over again, and several loops may run over one Ring at a time.
//
// The body of the loop may set elements: one that is set before the loop reaches it is yielded with
// its new value. It must not change the Ring in any other way. If a call in the body has changed
// which elements there are, their order, or Cap, the loop panics when the body returns to go on,
// after the last element too, with a message that says that the Ring was changed. A body that leaves
// the loop may change the Ring first, and a call that is refused changes nothing.
func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		first, second := r.runs()
		for i, v := range first {
			if !yield(i, v) {
				return
			}
			r.checkUnchanged(changes)
		}
		for i, v := range second {
			if !yield(len(first)+i, v) {
				return
			}
			r.checkUnchanged(changes)
		}
	}
}

// Backward returns a sequence like that of [Ring.All], from index Len−1, the back, to 0.
func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		first, second := r.runs()
		for i := len(second) - 1; i >= 0; i-- {
			if !yield(len(first)+i, second[i]) {
				return
			}
			r.checkUnchanged(changes)
		}
		for i := len(first) - 1; i >= 0; i-- {
			if !yield(i, first[i]) {
				return
			}
			r.checkUnchanged(changes)
		}
	}
}

// checkUnchanged panics if the Ring has been changed since it had the number of changes given.
func (r *Ring[T]) checkUnchanged(changes int) {
	if r.changes != changes {
		panic("circulararray: Ring was changed during a loop over it")
	}
}
