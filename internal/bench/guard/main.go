// Guard compares the references with Go's own map, a list with a map beside it, a list and a slice. It fails
// if a reference has lost half of its lead. The Makefile calls it as "make bench-guard".
//
// It looks at ratios within one run and never at seconds. It compares only figures that were measured side by side in
// one process, so that it does not fail on a slow or busy machine. If a row is below its bound, it measures the row
// again, up to five times in all, and names the rows that were below each time. It needs none of the peers. The bounds
// are in bounds.go, with the rows that are left out because they are not safely above.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/contest/caches"
	"github.com/oodkit/oodkit/internal/bench/contest/maps"
	"github.com/oodkit/oodkit/internal/bench/contest/rings"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

// attempts is how often a row may be below its bound before it counts.
const attempts = 5

// plan has many short samples. Most of them end before the system lets another program run.
var plan = measure.Plan{Rounds: 41, Sample: 200 * time.Microsecond, Limit: 300 * time.Millisecond}

func main() {
	fallen := check(os.Stdout, groups(), bounds, plan.Measure)
	if len(fallen) == 0 {
		return
	}
	fmt.Printf("\n%d of %d rows fell below their bounds, the best of %d attempts:\n", len(fallen), len(bounds), attempts)
	for _, f := range fallen {
		fmt.Printf("  %v\n", f)
	}
	os.Exit(1)
}

// A bound is the least ratio that a row must reach against a contender.
type bound struct {
	row       string // with its size
	contender string
	least     float64
}

// A verdict is the best measured ratio for a bound.
type verdict struct {
	bound
	ratio float64
}

func (v verdict) String() string {
	return fmt.Sprintf("%s: %.2f times as fast as %s, want at least %.2f", v.row, v.ratio, v.contender, v.least)
}

func (v verdict) fell() bool { return v.ratio < v.least }

// A measurer measures a row.
type measurer func(measure.Row) []measure.Result

// check measures the rows that have bounds. It measures those below their bounds again, and returns those that were
// below each time.
func check(w io.Writer, groups []measure.Group, bounds []bound, take measurer) (fallen []verdict) {
	open := make(map[string]verdict) // by row, while it is below its bound or was not measured
	for _, b := range bounds {
		open[b.row] = verdict{bound: b}
	}
	groups = slices.Clone(groups)
	for range attempts {
		groups = slices.DeleteFunc(groups, func(g measure.Group) bool { return !measureOpen(w, g, open, take) })
	}
	for _, b := range bounds {
		if v, ok := open[b.row]; ok {
			fallen = append(fallen, v)
		}
	}
	return fallen
}

// measureOpen measures the rows of a group that are open, closes those that reach their bounds, and reports
// whether any stays open.
func measureOpen(w io.Writer, g measure.Group, open map[string]verdict, take measurer) (left bool) {
	for _, row := range g.Prepare() {
		v, ok := open[row.String()]
		if !ok {
			continue
		}
		v.ratio = max(v.ratio, ratio(take(row), v.contender))
		open[row.String()] = v
		if v.fell() {
			left = true
			continue
		}
		fmt.Fprintf(w, "%v\n", v)
		delete(open, row.String())
	}
	return left
}

// ratio returns the median of the rounds' ratios to a contender, or 0 if that contender is missing.
func ratio(results []measure.Result, contender string) float64 {
	for _, r := range results[1:] {
		if r.Contender == contender {
			return measure.Median(measure.Ratios(results[0].Nanos, r.Nanos)).Center
		}
	}
	return 0
}

// groups returns the groups of rows that have bounds. The structures are small enough for the processor's caches, for
// which the programs on a machine compete.
func groups() []measure.Group {
	return []measure.Group{
		maps.Rows("uint64", contest.Uint64, 1000, maps.Uint64s()...),
		maps.Rows("string8", maps.String8, 1000, maps.Strings()...),
		maps.BuiltRows(1000, []string{contest.Kit, contest.Builtin}, []maps.PairMap{maps.KitPairs, maps.BuiltinPairs}),
		caches.Rows("uint64", contest.Uint64, 1024, caches.Uint64s()...),
		caches.Rows("string12", caches.String12, 1024, caches.Strings()...),
		rings.Rows(1024, rings.Contenders()...),
	}
}
