package callcenter_test

import (
	"fmt"
	"testing"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// One operation receives a call and completes a call, in 1 or 2 goroutines. With waiting=0 an employee is idle
// for every call. With more, all employees are busy: the handler of a completed call takes the first waiting
// call, and one more call joins the queue.

func BenchmarkReceiveComplete(b *testing.B) { forSizes(b, callcenter.Request{Rank: operator}) }

// BenchmarkSkill is BenchmarkReceiveComplete with calls that ask for a skill, which all employees have.
func BenchmarkSkill(b *testing.B) {
	forSizes(b, callcenter.Request{Rank: operator, Skill: "german"})
}

func forSizes(b *testing.B, r callcenter.Request) {
	for _, employees := range []int{10, 1000} {
		for _, waiting := range []int{0, 100_000} {
			for _, goroutines := range []int{1, 2} {
				b.Run(fmt.Sprintf("employees=%d/waiting=%d/goroutines=%d", employees, waiting, goroutines), func(b *testing.B) {
					steps.Guard(b, func(t *exercise.T) { benchmark(t, b, r, employees, waiting, goroutines) })
				})
			}
		}
	}
}

func benchmark(t *exercise.T, b *testing.B, r callcenter.Request, employees, waiting, goroutines int) {
	c := newCenter(callcenter.Config{})
	for i := range employees {
		mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", i)), Rank: operator, Skills: []string{"german", "french"}})
	}
	// Employees take the calls in the order of receipt. So each goroutine completes the oldest of its own
	// calls, and it has as many open calls as there are employees for it.
	open := make([][]callcenter.CallID, goroutines)
	if waiting > 0 {
		for i := range employees + waiting {
			g := i % goroutines
			open[g] = append(open[g], mustReceive(t, c, r).ID)
		}
	}
	each := b.N/goroutines + 1
	b.ReportAllocs()
	b.ResetTimer()
	exercise.Together(t, goroutines, func(g int) {
		mine := open[g]
		for range each {
			mine = append(mine, mustReceive(t, c, r).ID)
			if c.Complete(mine[0]) == nil { // otherwise it still waits: another goroutine is behind
				mine = mine[1:]
			}
		}
	})
}

// BenchmarkHangUp hangs up a waiting call, and receives another call.
func BenchmarkHangUp(b *testing.B) {
	for _, waiting := range []int{100, 100_000} {
		b.Run(fmt.Sprintf("waiting=%d", waiting), func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) {
				c := newCenter(callcenter.Config{})
				ids := make([]callcenter.CallID, waiting)
				for i := range ids {
					ids[i] = mustReceive(t, c, callcenter.Request{Rank: operator}).ID
				}
				i := 0
				b.ReportAllocs()
				for b.Loop() {
					i = (i + 7919) % waiting
					if err := c.HangUp(ids[i]); err != nil {
						t.Fatalf("c.HangUp of a waiting call returned %s, want no error", exercise.Text(err))
					}
					ids[i] = mustReceive(t, c, callcenter.Request{Rank: operator}).ID
				}
			})
		})
	}
}

// BenchmarkStats reads the Stats of a center that has completed some calls.
func BenchmarkStats(b *testing.B) {
	for _, completed := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("completed=%d", completed), func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) {
				c := newCenter(callcenter.Config{})
				mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
				for range completed {
					mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
				}
				b.ReportAllocs()
				for b.Loop() {
					c.Stats()
				}
			})
		})
	}
}
