package newquestion_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// FuzzCalls makes a call of every byte of its input, and compares what it returns with the model.
func FuzzCalls(f *testing.F) {
	steps.Fuzz(f, 1)
	f.Add([]byte{2, 3, 2, 5, 4, 1})
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			var calls []op
			for _, b := range input {
				call := add
				if b%2 == 1 {
					call = has
				}
				calls = append(calls, call(int(b/2)))
			}
			sets().Check(t, calls...)
		})
	})
}
