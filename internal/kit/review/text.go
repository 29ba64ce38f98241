package review

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review/facts"
	"github.com/oodkit/oodkit/internal/question"
)

//go:embed facts.md
var factsText string

// A text is what facts.md says about a kind of fact.
type text struct {
	title string // with N and {subject} in it
	why   string // it matters
	not   string // when it does not
}

// texts returns the texts by kind.
func texts() map[string]text {
	all := make(map[string]text)
	for _, section := range strings.Split(strings.ReplaceAll(factsText, "\r\n", "\n"), "\n## ")[1:] {
		kind, rest, _ := strings.Cut(section, "\n")
		title, rest, _ := strings.Cut(strings.TrimSpace(rest), "\n\n")
		lines := strings.Split(strings.TrimSpace(rest), "\n")
		// The last line is when it does not matter; those above it are one paragraph.
		all[kind] = text{title, strings.Join(lines[:len(lines)-1], " "), lines[len(lines)-1]}
	}
	return all
}

// discussion matches the line of a README that names the kinds of facts which the text below it discusses.
var discussion = regexp.MustCompile(`^<!-- review: ([a-z -]+) -->$`)

// discussions returns for each kind of fact the first line of the text in the question's README that discusses it.
func discussions(q question.Question) (map[string]int, error) {
	readme, err := question.ReadText(q.Path("README.md"))
	if err != nil {
		return nil, err
	}
	lines := make(map[string]int)
	for i, line := range strings.Split(readme, "\n") {
		if match := discussion.FindStringSubmatch(line); match != nil {
			for kind := range strings.FieldsSeq(match[1]) {
				lines[kind] = i + 2 // below the line with the number i+1
			}
		}
	}
	return lines, nil
}

// one matches a figure of 1 with the plural behind it, and ones such a subject at the beginning with its verb.
var (
	one  = regexp.MustCompile(`\b1 (\w+)s\b`)
	ones = regexp.MustCompile(`^1 (\w+)s (\w+)\b`)
)

// fill puts a figure and a subject into a title.
func (t text) fill(subject string, n int) string {
	title := figure.ReplaceAllString(t.title, fmt.Sprint(n))
	if n == 1 {
		title = ones.ReplaceAllString(title, "1 $1 ${2}s")
		title = one.ReplaceAllString(title, "1 $1")
	}
	return strings.ReplaceAll(title, "{subject}", subject)
}

// figure matches where a title has its figure.
var figure = regexp.MustCompile(`\bN\b`)

// A Told is what is told of one kind of fact.
type Told struct {
	Verdict  string `json:",omitempty"` // of the fact
	Findings []ToldFinding
	Figures  string // of all designs, and what they count
	Why      string // it matters, and when it does not
	Readme   string // where the question's README discusses it, or ""
}

// A ToldFinding is a finding as a sentence, with its places.
type ToldFinding struct {
	Title  string
	Places []string
}

// maxPlaces is how many places of a finding are told.
const maxPlaces = 6

// Told returns what is told of the facts with a verdict. Those that are as in the other designs are left out if there is
// nothing of the kind in the learner's.
func (r *Review) Told(verdict string) []Told {
	var all []Told
	texts := texts()
	for _, f := range r.Facts {
		if f.Verdict == verdict && len(f.Findings) > 0 {
			all = append(all, r.tell(f, texts[f.Kind]))
		}
	}
	return all
}

// Telling returns what is told of at most n facts: those worth a look in which the code differs most from the right
// designs, and at the end, if there is one, a fact in which it is better than the reference.
func (r *Review) Telling(n int) []Told {
	better := r.Told("better")
	better = better[:min(1, len(better), n)]
	byExcess := *r
	byExcess.Facts = slices.Clone(r.Facts)
	slices.SortStableFunc(byExcess.Facts, func(a, b Fact) int { return cmp.Compare(b.excess(), a.excess()) })
	worth := byExcess.Told("worth a look")
	return append(worth[:min(len(worth), n-len(better))], better...)
}

// excess returns how many times as large the figure of the learner's code is as the largest of the other designs. So
// that zeros can be compared, one is added to each.
func (f Fact) excess() float64 {
	return float64(f.Figures[0]+1) / float64(slices.Max(append([]int{0}, f.Figures[1:]...))+1)
}

func (r *Review) tell(f Fact, t text) Told {
	figures := make([]string, len(r.Designs))
	for i, d := range r.Designs {
		figures[i] = fmt.Sprintf("%s %d", d, f.Figures[i])
	}
	told := Told{Verdict: f.Verdict, Figures: whatCounts(f.Kind) + ": " + strings.Join(figures, ", ") + ".", Why: t.why + " " + t.not}
	if f.Readme > 0 {
		told.Readme = fmt.Sprintf("%s/README.md:%d discusses it, after the spoiler line.", r.Question, f.Readme)
	}
	for _, finding := range f.Findings {
		title := t.fill(finding.Subject, finding.N)
		if f.Verdict == "better" { // an example, without its places: they would give the reference away
			told.Findings = []ToldFinding{{Title: "Your code has clearly less of this. In the reference, for example: " + title + "."}}
			break
		}
		if !strings.HasPrefix(t.title, "{subject}") { // never change an identifier
			title = strings.ToUpper(title[:1]) + title[1:]
		}
		told.Findings = append(told.Findings, ToldFinding{title + ".", r.places(finding.Places)})
	}
	return told
}

// whatCounts says what the figures of a kind count. A title's figure is that of one finding, so it may be another one.
func whatCounts(kind string) string {
	if k, _ := facts.KindOf(kind); k.CountsFindings() {
		return "Facts of this kind"
	}
	return "Largest figure"
}

// places returns lines about places: not all, if there are many.
func (r *Review) places(places []facts.Place) []string {
	var lines []string
	for i, place := range places {
		if i == maxPlaces {
			return append(lines, fmt.Sprintf("and %s", report.Plural(len(places)-i, "more place")))
		}
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s/%s  %s", r.Question, place, place.Func), " "))
	}
	return lines
}
