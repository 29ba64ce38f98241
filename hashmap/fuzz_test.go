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
			withHash(0, h).Check(t, decode(input, func(b byte) int { return int(b) })...)
		})
	})
}

func FuzzMapOfFloats(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add([]byte{0, 1, 0, 2, 1, 1, 2, 1, 3, 0, 5, 0})
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			zeroMap[float64]().Check(t, decode(input, hardFloat)...)
		})
	})
}

func FuzzLoop(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(10), []byte{0, 1, 0, 200, 6, 0, 2, 1, 6, 0, 4, 0})
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			loopScript(int(n)).Check(t, decode(input, func(b byte) int { return int(b) })...)
		})
	})
}

func FuzzSharded(f *testing.F) {
	steps.Fuzz(f, 8)
	f.Add(byte(3), []byte{0, 1, 0, 2, 1, 1, 2, 1, 3, 0})
	f.Fuzz(func(t *testing.T, shards byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			calls := decode(input, func(b byte) int { return int(b) })
			for i := range calls {
				if calls[i].verb > length { // what only a Map has
					calls[i].verb = put
				}
			}
			withShards(1+int(shards)).Check(t, calls...)
		})
	})
}

// decode returns a call for every two bytes of input. A key is one byte.
func decode[K comparable](input []byte, key func(byte) K) []call[K] {
	verbs := []verb{put, get, remove, length, clearAll, collect, nextRound, put}
	var cs []call[K]
	for ; len(input) > 1; input = input[2:] {
		cs = append(cs, call[K]{verbs[input[0]%8], key(input[1]), int(input[0] / 8)})
	}
	return cs
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
