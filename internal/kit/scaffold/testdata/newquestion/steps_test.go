package newquestion_test

import (
	"fmt"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/newquestion"
)

var steps = exercise.NewSteps(1)

type op = exercise.Op[*newquestion.Newquestion, map[int]bool]

// add calls Add on the solution and on the model, which is a map.
func add(n int) op {
	return op{
		Go:       fmt.Sprintf("s.Add(%d)", n),
		Rule:     "Add reports whether the number was not in the set before (step 1)",
		Solution: func(s *newquestion.Newquestion) any { return s.Add(n) },
		Model: func(m map[int]bool) any {
			isNew := !m[n]
			m[n] = true
			return isNew
		},
	}
}

// has calls Has on both.
func has(n int) op {
	return op{
		Go:       fmt.Sprintf("s.Has(%d)", n),
		Rule:     "Has finds every number that was added, and no other number (step 1)",
		Solution: func(s *newquestion.Newquestion) any { return s.Has(n) },
		Model:    func(m map[int]bool) any { return m[n] },
	}
}

// sets makes zero values, and compares what their calls return with the model.
func sets() exercise.Ops[*newquestion.Newquestion, map[int]bool] {
	return exercise.Ops[*newquestion.Newquestion, map[int]bool]{
		Setup: "s := new(newquestion.Newquestion)",
		New: func() (*newquestion.Newquestion, map[int]bool) {
			return new(newquestion.Newquestion), make(map[int]bool)
		},
	}
}

// TODO(newquestion): a function for each step, and in it a row for each rule.

func TestStep1_AddHas(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Add reports whether the number was not in the set before", func(t *exercise.T) {
		sets().Check(t, has(1).Returns(false), add(1).Returns(true), add(1).Returns(false), has(1).Returns(true), has(-1).Returns(false),
			add(-1).Returns(true), add(0).Returns(true), has(-1).Returns(true), has(0).Returns(true), has(2).Returns(false))
	})
}
