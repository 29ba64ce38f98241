package circulararray_test

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has fuzz targets: each turns its input into calls, three bytes a call, and compares the answers
// with those of the model.

func FuzzArray(f *testing.F) {
	steps.Fuzz(f, 3)
	f.Add(byte(4), []byte{0, 1, 0, 1, 2, 7, 2, 0, 0, 5, 0, 0, 0, 255, 0, 6, 0, 0})
	f.Add(byte(0), []byte("rotate and look at nothing"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) { arrayOfSlice(int(n)).Check(t, decode(input, arrayVerbs)...) })
	})
}

func FuzzRing(f *testing.F) {
	steps.Fuzz(f, 6)
	f.Add(byte(0), byte(3), byte(1), []byte{0, 0, 1, 1, 0, 2, 0, 0, 3, 0, 0, 4, 12, 1, 0, 11, 0, 0})
	f.Add(byte(1), byte(4), byte(0), []byte("push, pop, overwrite and rotate until it breaks"))
	f.Add(byte(2), byte(0), byte(9), []byte("push, pop, grow, resize and rotate until it breaks"))
	f.Fuzz(func(t *testing.T, m, limit, shift byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			mode, least := modes[int(m)%len(modes)], 1
			if mode == circulararray.Grow {
				least = 0
			}
			ringOf(least+int(limit)%40, mode, int(shift)).Check(t, decode(input, append(ringVerbs, arrayVerbs...))...)
		})
	})
}

// FuzzQueue uses a Queue from one goroutine, which never waits: a call that would has a ctx that has ended.
func FuzzQueue(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(2), []byte{0, 1, 0, 0, 1, 1, 2, 1})
	f.Add(byte(1), []byte("put and take, and close in the end"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			q := queueOf(1 + int(n)%20)
			fresh := q.New
			q.New = func() (*queueSubject, *queueModel) {
				s, m := fresh()
				s.patience = time.Minute
				return s, m
			}
			q.Check(t, decodeQueue(1+int(n)%20, input)...)
		})
	})
}

// A verb makes a call of two numbers.
type verb = func(n, v int) op

var arrayVerbs = []verb{
	func(n, v int) op {
		if v > 200 {
			n = extremes[v%len(extremes)]
		}
		return rotate(n)
	},
	set,
	func(n, _ int) op { return at(n) },
	func(_, _ int) op { return slice() },
	func(_, _ int) op { return length() },
	func(n, v int) op { return loop(directions[v%2], n, set(v, 7), rotate(v), leave) },
	func(n, v int) op { return loop(directions[v%2], everyRound, rotate(n), set(n, v)) },
}

var ringVerbs = []verb{
	func(_, v int) op { return pushBack(v) },
	func(_, v int) op { return pushFront(v) },
	func(_, _ int) op { return popFront() },
	func(_, _ int) op { return popBack() },
	func(_, _ int) op { return front() },
	func(_, _ int) op { return back() },
	func(_, _ int) op { return capacity() },
	func(_, _ int) op { return dropped() },
	func(n, _ int) op { return resize(n) },
	func(_, _ int) op { return clearAll() },
	func(_, _ int) op { return fillUp() },
	func(n, v int) op { return loop(directions[v%2], n, popFront(), pushBack(v)) },
}

// decode returns a call of one of the verbs for every three bytes of input.
func decode(input []byte, verbs []verb) []op {
	var ops []op
	for ; len(input) > 2; input = input[3:] {
		ops = append(ops, verbs[int(input[0])%len(verbs)](int(int8(input[1])), int(input[2])))
	}
	return ops
}

// decodeQueue returns a call for every byte of input.
func decodeQueue(limit int, input []byte) []queueOp {
	var ops []queueOp
	m := &queueModel{limit: limit}
	for i, b := range input {
		o := []queueOp{put(i), take(), queueLen(), putEnded(i), takeEnded(), put(i), take(), put(i)}[b%8]
		switch {
		case b == 255:
			o = closing()
		case len(m.items) == limit && !m.closed && (b%8 == 0 || b%8 == 5 || b%8 == 7):
			o = putEnded(i)
		case len(m.items) == 0 && !m.closed && (b%8 == 1 || b%8 == 6):
			o = takeEnded()
		}
		o.Model(m)
		ops = append(ops, o)
	}
	return ops
}
