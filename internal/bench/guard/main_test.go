package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/bench/measure"
)

// sleeper is a contender that takes as long as it says.
func sleeper(name string, long time.Duration) measure.Run {
	return measure.Run{Name: name, Do: func(ops int) int {
		time.Sleep(time.Duration(ops) * long)
		return 0
	}}
}

func TestCheckNamesTheRowsThatFell(t *testing.T) {
	plan.Rounds = 3
	prepared := 0
	group := measure.Group{Prepare: func() []measure.Row {
		prepared++
		return []measure.Row{
			{Name: "Fast", N: 8, Runs: []measure.Run{sleeper("ours", time.Millisecond), sleeper("peer", 4*time.Millisecond)}},
			{Name: "Slow", N: 8, Runs: []measure.Run{sleeper("ours", 4*time.Millisecond), sleeper("peer", time.Millisecond)}},
		}
	}}
	fallen := check(io.Discard, []measure.Group{group}, []bound{{"Fast/n=8", "peer", 1.1}, {"Slow/n=8", "peer", 1.1}, {"None/n=8", "peer", 1.1}})
	require.Len(t, fallen, 2, "the slow row, and the one that is not there")
	require.True(t, strings.HasPrefix(fallen[0].String(), "Slow/n=8: 0."), fallen[0].String())
	require.Equal(t, "None/n=8: 0.00 times as fast as peer, want at least 1.10", fallen[1].String())
	require.Equal(t, attempts, prepared)
}

func TestRatioIsTheMedianOfTheRounds(t *testing.T) {
	results := []measure.Result{
		{Contender: "ours", Nanos: []float64{10, 10, 500}},
		{Contender: "peer", Nanos: []float64{20, 900, 1000}},
	}
	require.InDelta(t, 2, ratio(results, "peer"), 1e-9)
	require.Zero(t, ratio(results, "nobody"))
}

func TestEveryBoundHasARow(t *testing.T) {
	names := make(map[string]bool)
	for _, g := range groups() {
		for _, row := range g.Prepare() {
			names[row.String()] = true
		}
	}
	for _, b := range bounds {
		require.True(t, names[b.row], b.row)
	}
}
