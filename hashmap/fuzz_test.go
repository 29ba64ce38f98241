package hashmap_test

import (
	"math"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Each fuzz target turns its input into calls, two bytes a call, and compares the answers with
// those of Go's map.

func FuzzMap(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(0), []byte{0, 1, 0, 2, 1, 1, 2, 1, 3, 0, 5, 0})
	f.Add(byte(2), []byte("put, get, delete and so on, with collisions"))
	f.Fuzz(func(t *testing.T, which byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			h := hashes[int(which)%len(hashes)]
			withHash(0, h).Check(t, decode(5, input, func(b byte) int { return int(b) })...)
		})
	})
}

func FuzzMapOfFloats(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add([]byte{0, 1, 0, 2, 1, 1, 2, 1, 3, 0, 5, 0})
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) { zeroMap[float64]().Check(t, decode(5, input, hardFloat)...) })
	})
}

func FuzzLoop(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(10), []byte{1, 20, 1, 1, 10, 200, 2, 7, 3, 3, 0, 4})
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			var calls []loopCall
			for ; len(input) > 2; input = input[3:] {
				calls = append(calls, in(1+int(input[0]), someCall(int(input[1])%40, 1+int(input[2]), int(input[1])/40, true)))
			}
			loopScript(int(n), methods[int(n)%3], hashes[int(n)%len(hashes)]).Check(t, calls...)
		})
	})
}

func FuzzSharded(f *testing.F) {
	steps.Fuzz(f, 8)
	f.Add(byte(3), []byte{0, 1, 0, 2, 1, 1, 2, 1, 3, 0})
	f.Fuzz(func(t *testing.T, shards byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			withShards[int](1+int(shards)).Check(t, decode(8, input, func(b byte) int { return int(b) })...)
		})
	})
}

// decode returns a call, of the methods that there are up to a step, for every two bytes of input. A
// key is one byte.
func decode[K comparable](step int, input []byte, key func(byte) K) (calls []op[K]) {
	for ; len(input) > 1; input = input[2:] {
		calls = append(calls, call(step, int(input[0])%kinds[step], key(input[1]), int(input[0])/16))
	}
	return calls
}

// hardFloat returns NaN, zeros of either sign and numbers.
func hardFloat(b byte) float64 {
	switch b % 8 {
	case 0:
		return math.NaN()
	case 1:
		return math.Copysign(0, -1)
	default:
		return float64(b / 8)
	}
}
