package main

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/bench/measure"
)

// madeUp returns groups of rows, and a measurer that returns the next of the ratios for each.
func madeUp(ratios map[string][]float64) (group measure.Group, take measurer, asked map[string]int) {
	asked = make(map[string]int)
	group.Prepare = func() (rows []measure.Row) {
		for name := range ratios {
			rows = append(rows, measure.Row{Name: name, N: 8})
		}
		return rows
	}
	take = func(row measure.Row) []measure.Result {
		next := ratios[row.Name][asked[row.Name]]
		asked[row.Name]++
		return []measure.Result{{Contender: "ours", Nanos: []float64{1}}, {Contender: "peer", Nanos: []float64{next}}}
	}
	return group, take, asked
}

func TestCheckNamesTheRowsThatFellEachTime(t *testing.T) {
	group, take, asked := madeUp(map[string][]float64{
		"Fast":  {1.2},
		"Once":  {0.5, 0.7, 1.1},
		"Slow":  {0.5, 0.9, 0.8, 1.05, 0.7},
		"Other": {9},
	})
	bounds := []bound{{"Fast/n=8", "peer", 1.1}, {"Once/n=8", "peer", 1.1}, {"Slow/n=8", "peer", 1.1}, {"None/n=8", "peer", 1.1}}
	var said []string
	for _, v := range check(io.Discard, []measure.Group{group}, bounds, take) {
		said = append(said, v.String())
	}
	require.Equal(t, []string{
		"Slow/n=8: 1.05 times as fast as peer, want at least 1.10",
		"None/n=8: 0.00 times as fast as peer, want at least 1.10",
	}, said)
	require.Equal(t, map[string]int{"Fast": 1, "Once": 3, "Slow": attempts}, asked)
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
