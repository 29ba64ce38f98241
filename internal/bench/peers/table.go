package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/aclements/go-moremath/stats"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

// A row has the figures of all contenders in one row.
type row struct {
	name    string
	n       int
	results []measure.Result // first the code in question, second the main peer
}

// rows returns the rows whose results are complete. Rows of one name are together, in order of their size.
func (f figures) rows() []row {
	var rows []row
	for _, r := range f.results {
		last := len(rows) - 1
		if last < 0 || rows[last].name != r.Row || rows[last].n != r.N {
			rows = append(rows, row{name: r.Row, n: r.N})
			last++
		}
		rows[last].results = append(rows[last].results, r)
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return len(r.results) < 2 })
	first := make(map[string]int)
	for i, r := range rows {
		if _, ok := first[r.name]; !ok {
			first[r.name] = i
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(first[a.name], first[b.name]), cmp.Compare(a.n, b.n))
	})
	return rows
}

func (r row) main() measure.Result { return r.results[1] }

// find returns the result of a contender.
func (r row) find(contender string) (measure.Result, bool) {
	i := slices.IndexFunc(r.results, func(m measure.Result) bool { return m.Contender == contender })
	if i < 0 {
		return measure.Result{}, false
	}
	return r.results[i], true
}

// ratio returns how many times as long a contender takes as the code in question: the median of the rounds.
func (r row) ratio(contender string) (float64, bool) {
	peer, ok := r.find(contender)
	if !ok {
		return 0, false
	}
	return measure.Median(measure.Ratios(r.results[0].Nanos, peer.Nanos)).Center, true
}

// A section is the rows that have the same main peer.
type section struct {
	main   string
	others []string // the other contenders, without the yardstick
	array  bool     // there is a yardstick
	rows   []row
}

// sections splits rows by their main peer.
func sections(rows []row) []section {
	var all []section
	for _, r := range rows {
		main := r.main().Contender
		i := slices.IndexFunc(all, func(s section) bool { return s.main == main })
		if i < 0 {
			i = len(all)
			all = append(all, section{main: main})
		}
		s := &all[i]
		s.rows = append(s.rows, r)
		for _, other := range r.results[2:] {
			switch name := other.Contender; {
			case name == contest.Array:
				s.array = true
			case !slices.Contains(s.others, name):
				s.others = append(s.others, name)
			}
		}
	}
	return all
}

// header returns the headings of a section's columns.
func (s section) header() []string {
	cells := []string{"row", "n", contest.Kit + " ns", s.main + " ns", "ratio"}
	for _, other := range s.others {
		cells = append(cells, "to "+other)
	}
	if s.array {
		cells = append(cells, "array ns")
	}
	return append(cells, "B/entry", "finds", "allocs")
}

// cells returns the texts of the columns for a row.
func (s section) cells(r row) []string {
	cells := []string{r.name, strconv.Itoa(r.n), nanos(r.results[0]), nanos(r.main()), r.ratioText(s.main)}
	for _, other := range s.others {
		cells = append(cells, r.ratioText(other))
	}
	if s.array {
		array, _ := r.find(contest.Array)
		cells = append(cells, nanos(array))
	}
	return append(cells,
		r.each("%.1f", func(m measure.Result) float64 { return m.Bytes }),
		r.each("%.3f", func(m measure.Result) float64 { return m.Hits }),
		r.allocs())
}

func (r row) ratioText(contender string) string {
	ratio, ok := r.ratio(contender)
	if !ok {
		return ""
	}
	return strconv.FormatFloat(ratio, 'f', 2, 64)
}

// each returns a figure of every contender, in the order of the columns, if the row has that figure.
func (r row) each(format string, figure func(measure.Result) float64) string {
	var texts []string
	for _, m := range r.results {
		if m.Contender != contest.Array && figure(m) != 0 {
			texts = append(texts, fmt.Sprintf(format, figure(m)))
		}
	}
	return strings.Join(texts, " ")
}

// allocs returns the allocations of an operation, if the operation works on a single entry.
func (r row) allocs() string {
	if base, _, _ := strings.Cut(r.name, "/"); base != "Evict" && base != "Churn" && base != "Update" {
		return ""
	}
	var texts []string
	for _, m := range r.results {
		texts = append(texts, fmt.Sprintf("%.0f", m.Allocs))
	}
	return strings.Join(texts, " ")
}

// nanos returns the median of a contender's samples with three digits.
func nanos(m measure.Result) string {
	if len(m.Nanos) == 0 {
		return ""
	}
	median := measure.Median(m.Nanos).Center
	switch {
	case median < 10:
		return fmt.Sprintf("%.2f", median)
	case median < 100:
		return fmt.Sprintf("%.1f", median)
	}
	return fmt.Sprintf("%.0f", median)
}

// means returns the geometric mean of the ratios to each contender, over the rows of integers and strings.
func means(s section) string {
	var texts []string
	for _, contender := range append([]string{s.main}, s.others...) {
		var ratios []float64
		for _, r := range s.rows {
			if ratio, ok := r.ratio(contender); ok && !strings.Contains(r.name, "16") {
				ratios = append(ratios, ratio)
			}
		}
		if len(ratios) > 0 {
			texts = append(texts, fmt.Sprintf("%s %.2f (%d rows)", contender, stats.GeoMean(ratios), len(ratios)))
		}
	}
	return strings.Join(texts, ", ")
}

const legend = `A ratio is the other contender's time divided by the time of %s: above 1, %[1]s is ahead. Figures are medians. B/entry,
finds (of lookups) and allocs are for the contenders in the order of the columns.
`

// print prints the table.
func (f figures) print(w io.Writer) {
	fmt.Fprintf(w, legend, contest.Kit)
	for _, s := range sections(f.rows()) {
		fmt.Fprintln(w)
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, strings.Join(s.header(), "\t"))
		for _, r := range s.rows {
			fmt.Fprintln(table, strings.Join(s.cells(r), "\t"))
		}
		table.Flush()
		fmt.Fprintf(w, "geometric means of the ratios, without keys of 16 bytes: %s\n", means(s))
	}
}
