package circulararray_test

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Each fuzz target turns its input into calls, three bytes a call, and compares the answers with
// those of a slice.

func FuzzArray(f *testing.F) {
	steps.Fuzz(f, 3)
	f.Add(byte(4), []byte{0, 1, 0, 1, 2, 7, 2, 0, 0, 5, 0, 0, 0, 255, 0, 6, 0, 0})
	f.Add(byte(0), []byte("rotate and look at nothing"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			arrayOf(exercise.UpTo(int(n))...).Check(t, decode(input, rotate, set, at, slice, length, all, backward, rotate)...)
		})
	})
}

func FuzzArrayLoop(f *testing.F) {
	steps.Fuzz(f, 3)
	f.Add(byte(5), byte(2), []byte{0, 1, 9, 2, 0, 0, 1, 1, 0, 2, 0, 0, 0, 4, 8})
	f.Fuzz(func(t *testing.T, n, k byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			length := 1 + int(n)%50
			calls := decode(input, set, rotate, nextRound)
			for i := range calls {
				if calls[i].verb == set {
					calls[i].n = (calls[i].n%length + length) % length
				}
			}
			for _, d := range directions {
				arrayLoop(length, int(k)%length, d).Check(t, calls...)
			}
		})
	})
}

func FuzzRing(f *testing.F) {
	steps.Fuzz(f, 6)
	verbs := []verb{pushBack, pushFront, popFront, popBack, front, back, length, capacity, dropped, at, set, slice, rotate, all, backward, resize, clearAll, pushBack}
	f.Add(byte(0), byte(3), byte(1), []byte{0, 0, 1, 1, 0, 2, 0, 0, 3, 0, 0, 4, 12, 1, 0, 11, 0, 0})
	f.Add(byte(1), byte(4), byte(0), []byte("push, pop, overwrite and rotate until it breaks"))
	f.Add(byte(2), byte(0), byte(9), []byte("push, pop, grow, resize and rotate until it breaks"))
	f.Fuzz(func(t *testing.T, m, limit, shift byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			mode := modes[int(m)%len(modes)]
			least := 1
			if mode == circulararray.Grow {
				least = 0
			}
			ringOf(least+int(limit)%40, mode, int(shift)).Check(t, decode(input, verbs...)...)
		})
	})
}

// FuzzQueue uses a Queue from one goroutine, which never waits: where a call would, its ctx has
// ended.
func FuzzQueue(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(2), []byte{0, 1, 0, 0, 1, 1, 2, 1})
	f.Add(byte(1), []byte("put and take, and close in the end"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			limit := 1 + int(n)%20
			queueScript(limit, time.Minute).Check(t, decodeQueue(limit, input)...)
		})
	})
}

// decode returns a call of one of the verbs for every three bytes of input.
func decode(input []byte, verbs ...verb) []call {
	var cs []call
	for ; len(input) > 2; input = input[3:] {
		c := call{verb: verbs[int(input[0])%len(verbs)], n: int(int8(input[1])), v: int(input[2])}
		if c.verb == rotate && c.v > 200 {
			c.n = extremes[c.v%len(extremes)]
		}
		cs = append(cs, c)
	}
	return cs
}

// decodeQueue returns a call for every byte of input.
func decodeQueue(limit int, input []byte) []queueCall {
	var cs []queueCall
	m := &queueModel{limit: limit}
	for i, b := range input {
		c := queueCall{[]string{"Put", "Take", "Len", "Put, ended", "Take, ended", "Put", "Take", "Put"}[b%8], i}
		if b == 255 {
			c.name = "Close"
		}
		before := *m
		if c.onModel(m) == "context.DeadlineExceeded" {
			*m, c.name = before, c.name+", ended"
		}
		cs = append(cs, c)
	}
	return cs
}
