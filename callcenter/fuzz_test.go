package callcenter_test

import (
	"math/rand/v2"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Each fuzz target turns its input into method calls, and compares everything that a caller can see with the model.

func FuzzCalls(f *testing.F) { fuzz(f, 5, scene{calls: 16}) }
func FuzzSkills(f *testing.F) {
	fuzz(f, 7, scene{calls: 16, skills: []string{"german", "french"}, vips: true})
}

func fuzz(f *testing.F, step int, sc scene) {
	steps.Fuzz(f, step)
	f.Add(byte(0), []byte{0, 8, 0, 17, 3, 193, 3, 66, 4, 1, 6, 2, 7, 9, 3, 3})
	f.Add(byte(3), []byte("operators, supervisors and directors come and go"))
	f.Fuzz(func(t *testing.T, maxWaiting byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) { check(t, play(step, int(maxWaiting%8)), decode(input, sc.next(step))...) })
	})
}

// decode returns a call for every two bytes of input, up to 100 calls. Each pair of bytes seeds one random call.
func decode(input []byte, next func(*rand.Rand) op) []op {
	var all []op
	for ; len(input) > 1 && len(all) < 100; input = input[2:] {
		all = append(all, next(rand.New(rand.NewPCG(uint64(input[0]), uint64(input[1])))))
	}
	return all
}
