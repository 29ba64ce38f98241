package compare

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchunit"

	"github.com/oodkit/oodkit/internal/kit/compare/page"
	"github.com/oodkit/oodkit/internal/kit/report"
)

// A sampleKey is a benchmark in one of its units.
type sampleKey struct{ unit, name string }

// samples has the measured values in a file of figures.
type samples struct {
	keys   []sampleKey // in the order in which they come, those of a unit together
	values map[sampleKey][]float64
}

func readSamples(file string) (samples, error) {
	s := samples{values: make(map[sampleKey][]float64)}
	f, err := os.Open(file)
	if err != nil {
		return s, err
	}
	defer f.Close()
	reader := benchfmt.NewReader(f, file)
	for reader.Scan() {
		if result, ok := reader.Result().(*benchfmt.Result); ok {
			s.add(result)
		}
	}
	slices.SortStableFunc(s.keys, func(a, b sampleKey) int { return unitOrder(a.unit) - unitOrder(b.unit) })
	return s, reader.Err()
}

// unitOrder puts the time first, and what is not of the testing package last.
func unitOrder(unit string) int {
	if i := slices.Index([]string{"sec/op", "B/op", "allocs/op"}, unit); i >= 0 {
		return i
	}
	return 3
}

func (s *samples) add(result *benchfmt.Result) {
	for _, v := range result.Values {
		key := sampleKey{v.Unit, plainName(result.Name)}
		if s.values[key] == nil {
			s.keys = append(s.keys, key)
		}
		s.values[key] = append(s.values[key], v.Value)
	}
}

// plainName returns a benchmark's name without the number of processors at its end.
func plainName(name benchfmt.Name) string {
	base, parts := name.Parts()
	parts = slices.DeleteFunc(parts, func(part []byte) bool { return bytes.HasPrefix(part, []byte("-")) })
	return string(base) + string(bytes.Join(parts, nil))
}

// least and most return the smallest and the largest number of values that a benchmark has.
func (s samples) least() int {
	n := math.MaxInt
	for _, values := range s.values {
		n = min(n, len(values))
	}
	return n
}

func (s samples) most() int {
	n := 0
	for _, values := range s.values {
		n = max(n, len(values))
	}
	return n
}

// confidence is that of the intervals.
const confidence = 0.95

// newRow compares the values of a benchmark with those of the reference. Like benchstat, it makes no assumption about
// their distribution.
func newRow(key sampleKey, mine, reference []float64) page.Row {
	ours := benchmath.NewSample(mine, &benchmath.DefaultThresholds)
	theirs := benchmath.NewSample(reference, &benchmath.DefaultThresholds)
	our, their := benchmath.AssumeNothing.Summary(ours, confidence), benchmath.AssumeNothing.Summary(theirs, confidence)
	compared := benchmath.AssumeNothing.Compare(theirs, ours)
	return page.Row{
		Name: key.name, Unit: key.unit,
		Mine:     page.Interval{Center: our.Center, Low: our.Lo, High: our.Hi},
		Theirs:   page.Interval{Center: their.Center, Low: their.Lo, High: their.Hi},
		MineText: valueText(our, key.unit), TheirText: valueText(their, key.unit),
		Delta: compared.FormatDelta(their.Center, our.Center), P: compared.String(),
	}
}

// valueText returns a value with its interval, as in 12.3n ± 2%.
func valueText(s benchmath.Summary, unit string) string {
	return fmt.Sprintf("%s ± %s", benchunit.Scale(s.Center, benchunit.ClassOf(unit)), s.PctRangeString())
}

// printRows prints the times, and other figures that differ between the two.
func printRows(w io.Writer, style report.Style, other string, rows []page.Row) {
	unit, equal := "", 0
	name, value := widths(other, rows)
	for _, r := range rows {
		if r.Unit != unit {
			printEqual(w, equal)
			unit, equal = r.Unit, 0
			fmt.Fprintf(w, "\n  %s  %s  %s  %s\n", report.PadTo(unit, name), report.PadTo(other, value), report.PadTo("yours", value), "vs "+other)
		}
		if unit != "sec/op" && !r.Significant() {
			equal++
			continue
		}
		delta := style.Paint(deltaColor[r.Class()], report.PadTo(r.Delta, 9))
		fmt.Fprintf(w, "  %s  %s  %s  %s %s\n", report.PadTo(r.Name, name), report.PadTo(r.TheirText, value), report.PadTo(r.MineText, value), delta, r.P)
	}
	printEqual(w, equal)
	fmt.Fprintln(w)
}

var deltaColor = map[string]string{"better": report.Green, "worse": report.Red, "equal": report.Grey}

func printEqual(w io.Writer, n int) {
	if n > 0 {
		fmt.Fprintf(w, "  no significant difference in %s\n", report.Plural(n, "other"))
	}
}

// widths returns how wide the names and the values are.
func widths(other string, rows []page.Row) (name, value int) {
	value = max(len("yours"), ansi.StringWidth(other))
	for _, r := range rows {
		name = max(name, ansi.StringWidth(r.Name))
		value = max(value, ansi.StringWidth(r.MineText), ansi.StringWidth(r.TheirText))
	}
	return name, value
}

// summarize says how the times compare overall.
func summarize(rows []page.Row, other string) string {
	sum, n, counts := 0.0, 0, make(map[string]int)
	for _, r := range rows {
		if r.Unit == "sec/op" && r.Mine.Center > 0 && r.Theirs.Center > 0 {
			sum += math.Log(r.Mine.Center / r.Theirs.Center)
			counts[r.Class()]++
			n++
		}
	}
	if n == 0 {
		return "Nothing to compare: no benchmark ran with both."
	}
	parts := []string{
		fmt.Sprintf("yours is faster in %d of %s", counts["better"], report.Plural(n, "benchmark")),
		fmt.Sprintf("slower in %d", counts["worse"]),
		fmt.Sprintf("no significant difference in %d", counts["equal"]),
	}
	return fmt.Sprintf("Overall, yours takes %.2f times as long as %s (geometric mean): %s.",
		math.Exp(sum/float64(n)), other, strings.Join(parts, ", "))
}
