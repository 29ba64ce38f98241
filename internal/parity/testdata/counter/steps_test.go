package counter_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(2)

func TestStep1_Add(t *testing.T) { steps.Begin(t) }

func TestStep2_All(t *testing.T) { steps.Begin(t) }
