package measure

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAllContendersDoTheSame(t *testing.T) {
	done := make([]int, 3)
	row := Row{Name: "Row", N: 1, Hits: true}
	for i := range done {
		row.Runs = append(row.Runs, Run{Name: "c", Do: func(ops int) int {
			done[i] += ops
			time.Sleep(time.Duration(ops) * 10 * time.Microsecond)
			return ops
		}})
	}
	results := Plan{Rounds: 4, Sample: time.Millisecond, Limit: time.Second}.Measure(row)
	for i, r := range results {
		require.Equal(t, done[0], done[i])
		require.Equal(t, results[0].Ops, r.Ops)
		require.Len(t, r.Nanos, 4)
		require.InDelta(t, 1, r.Hits, 1e-9)
	}
}

func TestRoundsStayWithinTheLimit(t *testing.T) {
	p := Plan{Rounds: 9, Limit: 10 * time.Second}
	require.Equal(t, 9, p.rounds(time.Millisecond))
	require.Equal(t, 5, p.rounds(2*time.Second))
	require.Equal(t, leastRounds, p.rounds(time.Minute))
	require.Equal(t, 1, Plan{Rounds: 1, Limit: time.Second}.rounds(time.Minute))
}

func TestProtect(t *testing.T) {
	require.NoError(t, Protect(func() {}))
	require.EqualError(t, Protect(func() { panic("not implemented: Map.Put") }), "not implemented yet: Map.Put")
	require.EqualError(t, Protect(func() { panic("lost\nmore") }), "panic: lost")
	inner := Protect(func() { panic("lost") })
	require.Equal(t, inner, Protect(func() { panic(inner) }))
}
