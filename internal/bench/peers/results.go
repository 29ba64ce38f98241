package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/question"
)

// checkResults returns an error if RESULTS.md cannot be written with these arguments.
func (c command) checkResults(arguments int) error {
	if arguments > 0 || c.quick || contest.Kit != "oodkit" {
		return question.ArgumentError{Text: "RESULTS.md has a full run of all questions. Use -results without a question, without QUICK=1 and without the tag stub"}
	}
	return nil
}

// writeResults writes RESULTS.md from the figures of all questions.
func (c command) writeResults() error {
	var b strings.Builder
	all := make([]figures, len(exercises))
	for i, q := range exercises {
		f, err := readFile(c.file(q, ".txt"))
		if err != nil {
			return err
		}
		all[i] = f
	}
	fmt.Fprintf(&b, resultsHead, all[0].machine)
	reasons := parseReasons(reasonsText)
	for i, q := range exercises {
		writeAhead(&b, q, all[i], reasons)
	}
	b.WriteString(goals)
	for i, q := range exercises {
		writeTables(&b, q, all[i])
	}
	name := filepath.Join("internal", "bench", "RESULTS.md")
	fmt.Fprintf(c.w, "\nWrote %s.\n", name)
	return os.WriteFile(filepath.Join(c.root, name), []byte(b.String()), 0o666)
}

const resultsHead = `# Results

A full run of each question. ` + "`go -C internal/bench run -tags= ./peers -results`" + ` measures and writes this page;
with ` + "`-kept`" + ` it uses the figures of the last runs. Measured on %s.

A ratio is the other contender's time divided by the kit's time, as the median of the rounds. Above 1 the kit is ahead.
Times are medians. B/entry, finds (of lookups) and allocs are for the contenders in the order of the columns. The array
is the yardstick: reads at random indices of an array that takes as many bytes as the kit's structure.

## Where a peer is ahead
`

// goals compares the figures of the committed RESULTS.md with the goals. After another run it is out of date.
//
//go:embed goals.md
var goals string

// A deficit is a contender that is ahead in rows of one name.
type deficit struct {
	row, contender string
	sizes          []string // with the ratios
	least          float64
}

// deficits returns where contenders are ahead. The contender that is farthest ahead comes first.
func (f figures) deficits() []deficit {
	var all []deficit
	for _, r := range f.rows() {
		for _, m := range r.results[1:] {
			ratio, _ := r.ratio(m.Contender)
			if m.Contender == contest.Array || ratio >= 1 {
				continue
			}
			i := slices.IndexFunc(all, func(d deficit) bool { return d.row == r.name && d.contender == m.Contender })
			if i < 0 {
				i = len(all)
				all = append(all, deficit{row: r.name, contender: m.Contender, least: ratio})
			}
			all[i].sizes = append(all[i].sizes, fmt.Sprintf("%.2f at n=%d", ratio, r.n))
			all[i].least = min(all[i].least, ratio)
		}
	}
	slices.SortStableFunc(all, func(a, b deficit) int { return cmp.Compare(a.least, b.least) })
	return all
}

func writeAhead(b *strings.Builder, q exercise, f figures, reasons []reason) {
	deficits := f.deficits()
	fmt.Fprintf(b, "\n### %s\n\n", q.name)
	if len(deficits) == 0 {
		fmt.Fprintln(b, "Nowhere.")
	}
	said := make(map[string]string) // where each reason was written first
	for _, d := range deficits {
		reason := why(reasons, q.name, d)
		if first, ok := said[reason]; ok {
			reason = fmt.Sprintf("As for %s.", first)
		} else {
			said[reason] = d.row + ", " + d.contender
		}
		fmt.Fprintf(b, "- %s, %s: %s. %s\n", d.row, d.contender, strings.Join(d.sizes, ", "), reason)
	}
}

func writeTables(b *strings.Builder, q exercise, f figures) {
	fmt.Fprintf(b, "\n## %s\n", q.name)
	for _, s := range sections(f.rows()) {
		header := s.header()
		fmt.Fprintf(b, "\n| %s |\n|%s\n", strings.Join(header, " | "), strings.Repeat("---|", len(header)))
		for _, r := range s.rows {
			fmt.Fprintf(b, "| %s |\n", strings.Join(s.cells(r), " | "))
		}
		fmt.Fprintf(b, "\nGeometric means of the ratios, without keys of 16 bytes: %s.\n", means(s))
	}
}

// A reason says why a contender is ahead in some rows. Each field except the last is a pattern for path.Match.
type reason struct{ question, row, contender, text string }

// reasonsText has one reason a line. Bars separate the fields.
//
//go:embed reasons.txt
var reasonsText string

// parseReasons reads reasons. Lines that begin with # are comments.
func parseReasons(text string) (reasons []reason) {
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), " | ")
		if len(fields) == 4 && !strings.HasPrefix(line, "#") {
			reasons = append(reasons, reason{fields[0], fields[1], fields[2], fields[3]})
		}
	}
	return reasons
}

// unexplained is the text if no reason is known yet.
const unexplained = "(Not explained yet.)"

// why returns the first reason that matches.
func why(reasons []reason, question string, d deficit) string {
	for _, r := range reasons {
		if matches(r.question, question) && matches(r.row, d.row) && matches(r.contender, d.contender) {
			return r.text
		}
	}
	return unexplained
}

// matches reports whether a name matches a pattern. The pattern * matches names with slashes too.
func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return pattern == "*" || ok && err == nil
}
