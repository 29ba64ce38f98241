package circulararray_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has fuzz targets: the input decides what the random calls of the steps are.

func FuzzArray(f *testing.F) {
	steps.Fuzz(f, 3)
	f.Add(byte(4), []byte{0, 1, 0, 1, 2, 7, 2, 0, 0, 5, 0, 0, 0, 255, 0, 6, 0, 0})
	f.Add(byte(0), []byte("rotate and look at nothing"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			arrayOfSlice(int(n)).Check(t, decode(input, loops(int(n), rotatedCalls(int(n))))...)
		})
	})
}

func FuzzRing(f *testing.F) {
	steps.Fuzz(f, 6)
	f.Add(byte(0), byte(3), byte(1), []byte{0, 0, 1, 1, 0, 2, 0, 0, 3, 0, 0, 4, 12, 1, 0, 11, 0, 0})
	f.Add(byte(1), byte(4), byte(0), []byte("push, pop, overwrite and rotate until it breaks"))
	f.Add(byte(2), byte(0), byte(9), []byte("push, pop, grow, resize and rotate until it breaks"))
	f.Fuzz(func(t *testing.T, m, limit, shift byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			n := 1 + int(limit)%40
			ringOf(n, modes[int(m)%len(modes)], int(shift)).Check(t, decode(input, oneOf(allCalls(n), loops(n, allCalls(n))))...)
		})
	})
}

// FuzzQueue uses a Queue from one goroutine, which never waits. A call that would wait gets a ctx that has ended.
func FuzzQueue(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(2), []byte{0, 1, 0, 0, 1, 1, 2, 1})
	f.Add(byte(1), []byte("put and take, and close in the end"))
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			limit := 1 + int(n)%20
			m := &queueModel{limit: limit}
			ops := decode(input, func(r *rand.Rand) queueOp {
				o := queueCalls(r)
				if strings.Contains(exercise.Text(o.Model(m)), "DeadlineExceeded") {
					return takeEnded()
				}
				return o
			})
			q := queueOf(limit)
			fresh := q.New
			q.New = func() (*queueSubject, *queueModel) {
				s, m := fresh()
				s.patience = time.Minute
				return s, m
			}
			q.Check(t, ops...)
		})
	})
}

// decode returns a call for every three bytes of input.
func decode[O any](input []byte, next func(*rand.Rand) O) (ops []O) {
	r := rand.New(&bytesAsNumbers{input, rand.NewPCG(1, 2)})
	for range len(input) / 3 {
		ops = append(ops, next(r))
	}
	return ops
}

// bytesAsNumbers is a source of random numbers that takes each number from a byte, as long as bytes are left.
type bytesAsNumbers struct {
	left []byte
	then rand.Source
}

func (b *bytesAsNumbers) Uint64() uint64 {
	if len(b.left) == 0 {
		return b.then.Uint64()
	}
	x := uint64(b.left[0])
	b.left = b.left[1:]
	return x * 0x0101_0101_0101_0101
}
