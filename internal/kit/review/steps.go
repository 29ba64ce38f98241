package review

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review/change"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A Change is what the step, or several steps that passed at once, changed in the learner's code.
type Change struct {
	First  int       `json:"first"` // the steps
	Last   int       `json:"last"`
	Title  string    `json:"title"` // of the last step
	At     time.Time `json:"at"`
	Given  bool      `json:"given,omitempty"` // the learner got the code with these steps: there are no figures
	Worked int       `json:"workedSeconds"`   // since the steps before, without breaks
	Mine   Figures   `json:"mine"`
	Other  []Figures `json:"other,omitempty"` // the reference's, and those of other designs, as far as they are known
}

// Heading names the steps, and the last one's title.
func (c Change) Heading() string { return c.numbers() + ", " + c.Title }

func (c Change) numbers() string {
	if c.First < c.Last {
		return fmt.Sprintf("Steps %d to %d", c.First, c.Last)
	}
	return fmt.Sprintf("Step %d", c.Last)
}

// Figures are how many declarations a step changed.
type Figures struct {
	Design  string   `json:"design"`
	Added   int      `json:"added"`   // functions and methods
	Changed int      `json:"changed"` // functions that existed before, in their bodies or signatures
	Signed  int      `json:"signed"`  // of these, in their signatures
	Removed int      `json:"removed"`
	Renamed int      `json:"renamed"`
	Stood   int      `json:"stood"` // functions that there were before
	Types   int      `json:"types"` // types and fields added, changed and removed
	Places  []string `json:"places,omitempty"`
}

// String returns the figures in words.
func (f Figures) String() string {
	parts := []string{"added " + report.Plural(f.Added, "function")}
	if f.Stood > 0 {
		changed := fmt.Sprintf("changed %d of %s", f.Changed, report.Plural(f.Stood, "existing function"))
		if f.Signed > 0 {
			changed += fmt.Sprintf(" (%d in the signature)", f.Signed)
		}
		parts = append(parts, changed)
	}
	if f.Removed > 0 {
		parts = append(parts, fmt.Sprintf("removed %d", f.Removed))
	}
	if f.Renamed > 0 {
		parts = append(parts, fmt.Sprintf("renamed %d", f.Renamed))
	}
	if f.Types > 0 {
		parts = append(parts, report.Plural(f.Types, "change")+" of types and fields")
	}
	return strings.Join(parts, ", ")
}

// figures counts what changed.
func figures(design string, r change.Report) Figures {
	f := Figures{
		Design:  design,
		Added:   r.Count(change.Func, change.Added),
		Changed: r.Count(change.Func, change.Body, change.Signature),
		Signed:  r.Count(change.Func, change.Signature),
		Removed: r.Count(change.Func, change.Removed),
		Renamed: r.Count(change.Func, change.Renamed),
		Stood:   r.Stood,
	}
	for _, kind := range []change.Kind{change.Type, change.Field} {
		f.Types += r.Count(kind, change.Added, change.Removed, change.Signature)
	}
	for _, c := range r.Changes {
		if c.Decl.Kind == change.Func && (c.What == change.Body || c.What == change.Signature) {
			f.Places = append(f.Places, c.Decl.Name)
		}
	}
	return f
}

// changes returns what the steps changed in the learner's code, or a sentence on why nothing is known of it.
func changes(q question.Question) ([]Change, string, error) {
	stages, err := workspace.Stages(q)
	if err != nil {
		return nil, "", err
	}
	if len(stages) == 0 {
		return nil, fmt.Sprintf("What each step changed is not known: no code was kept when a step first passed. "+
			"From now on, make try %s keeps it in %s.", q.Arguments(), workspace.FromRoot(q, workspace.StagesDir(q))), nil
	}
	steps, err := q.Steps()
	if err != nil {
		return nil, "", err
	}
	others, err := otherStages(q, len(steps))
	if err != nil {
		return nil, "", err
	}
	if original, ok := q.Original(); ok {
		mine, err := ownStages(original)
		if err != nil {
			return nil, "", err
		}
		others = append(others, mine)
	}
	before, err := stub(q)
	if err != nil {
		return nil, "", err
	}
	var list []Change
	var worked time.Duration
	last := 0
	for i, s := range stages {
		now, err := readDir(s.Dir)
		if err != nil {
			return nil, "", err
		}
		if i+1 < len(stages) && stages[i+1].At.Equal(s.At) {
			continue // it passed together with the step above
		}
		c := Change{First: last + 1, Last: s.Step, At: s.At, Given: s.Given, Worked: int((s.Worked - worked).Seconds())}
		for _, step := range steps {
			if step.Number == s.Step {
				c.Title = step.Title
			}
		}
		if !s.Given {
			c.compare(before, now, others)
		}
		list = append(list, c)
		before, worked, last = now, s.Worked, s.Step
	}
	return list, "", nil
}

// compare counts what the steps changed in the learner's code, and in others.
func (c *Change) compare(before, now change.Version, others []other) {
	c.Mine = figures("yours", change.Compare(before, now))
	for _, o := range others {
		if from, to := o.stages[c.First-1], o.stages[c.Last]; from != nil && to != nil {
			c.Other = append(c.Other, figures(o.name, change.Compare(*from, *to)))
		}
	}
}

// An other is a right design with what it was at each step.
type other struct {
	name   string
	stages map[int]*change.Version // by step; 0 is the stub
}

// otherStages returns the reference and the question's designs at the steps for which the bank has them.
func otherStages(q question.Question, steps int) ([]other, error) {
	stages, err := judge.LoadStages(q, steps)
	if err != nil {
		return nil, err
	}
	begin, err := stub(q)
	if err != nil {
		return nil, err
	}
	var others []other
	for _, s := range stages {
		i := slices.IndexFunc(others, func(o other) bool { return o.name == s.Design })
		if i < 0 {
			i = len(others)
			others = append(others, other{s.Design, map[int]*change.Version{0: &begin}})
		}
		var texts []string
		for _, text := range s.Files {
			texts = append(texts, string(text))
		}
		v, err := parse(texts)
		if err != nil {
			return nil, fmt.Errorf("step %d of %s: %w", s.Step, s.Design, err)
		}
		others[i].stages[s.Step] = &v
	}
	return others, nil
}

// ownStages returns the learner's own design at the steps at which it was kept.
func ownStages(q question.Question) (other, error) {
	own := other{"your own design", make(map[int]*change.Version)}
	stages, err := workspace.Stages(q)
	if err != nil {
		return own, err
	}
	for _, s := range stages {
		v, err := readDir(s.Dir)
		if err != nil {
			return own, err
		}
		own.stages[s.Step] = &v
	}
	return own, nil
}

// ChangeTable returns a Markdown table of what each step changed in the reference, and the last steps in the other
// right designs, as far as the bank has their stages. The READMEs quote it.
func ChangeTable(q question.Question) (string, error) {
	steps, err := q.Steps()
	if err != nil {
		return "", err
	}
	others, err := otherStages(q, len(steps))
	if err != nil || len(others) == 0 {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| Step | Functions added | Existing functions changed | Functions removed | Changes of types and fields |\n|---|---|---|---|---|\n")
	for _, o := range others {
		for _, step := range steps {
			from, to := o.stages[step.Number-1], o.stages[step.Number]
			if from == nil || to == nil {
				continue
			}
			f := figures(o.name, change.Compare(*from, *to))
			name, changed := fmt.Sprint(step.Number), "none there"
			if o.name != "reference" {
				name += ", `" + o.name + "`"
			}
			if f.Stood > 0 {
				changed = fmt.Sprintf("%d of %d", f.Changed, f.Stood)
			}
			fmt.Fprintf(&b, "| %s | %d | %s | %d | %d |\n", name, f.Added, changed, f.Removed, f.Types)
		}
	}
	return b.String(), nil
}

// stub returns the question's stub as it was shipped.
func stub(q question.Question) (change.Version, error) {
	text, err := workspace.ShippedStub(q)
	if err != nil {
		return change.Version{}, err
	}
	return parse([]string{string(text)})
}

// readDir returns what the Go files of a folder declare.
func readDir(dir string) (change.Version, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return change.Version{}, err
	}
	var texts []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return change.Version{}, err
		}
		texts = append(texts, string(text))
	}
	return parse(texts)
}

func parse(texts []string) (change.Version, error) {
	var files []*ast.File
	fset := token.NewFileSet()
	for _, text := range texts {
		file, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
		if err != nil {
			return change.Version{}, err
		}
		files = append(files, file)
	}
	return change.Read(files), nil
}
