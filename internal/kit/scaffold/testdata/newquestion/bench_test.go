package newquestion_test

import (
	"fmt"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/newquestion"
)

// TODO(newquestion): a benchmark for each operation whose cost the README discusses.

func BenchmarkHas(b *testing.B) {
	for _, n := range []int{16, 1024} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			steps.Guard(b, func(*exercise.T) {
				s := new(newquestion.Newquestion)
				for i := range n {
					s.Add(i)
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					s.Has(i % n)
				}
			})
		})
	}
}
