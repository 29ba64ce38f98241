package judge

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/oodkit/oodkit/internal/question"
)

// A Candidate is one solution of the bank.
type Candidate struct {
	Name string // such as wrong/forgets_the_old_value
	File string // where it is written: a file, and after a colon the candidate in an archive

	// The header of a wrong solution. A right design has Step 0, and a header only if it is a poor one.
	Step  int      // the step that must reject it
	Rules []string // what that step's output must contain
	Why   string   // what the learner got wrong
	Crash bool     // whether the step must end the process
	Rows  int      // how many rows of the step failed in the last run of the whole bank; 0 if that is not known
	Card  bool     // whether make cards asks for the rule
	Fact  string   // of a poor design: the kind of fact that a review must report, and its subject

	// What to build in place of the learner's code: Whole, or the reference if Whole is nil, with the edits made.
	Whole []byte
	Edits []Edit
}

// An Edit replaces one text of a file with another.
type Edit struct {
	File     string // a file of the reference, such as reference.go, or a whole solution, such as designs/chaining.go
	Old, New string
	Line     int // the line of the edit in the archive
}

// LoadBank reads the question's bank. It leaves out candidates that are wrong, and the error says what is wrong with
// them.
func LoadBank(q question.Question) ([]Candidate, error) {
	entries, err := os.ReadDir(Dir(q))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	b := bank{dir: Dir(q), kind: "wrong"}
	b.loadDesigns(q)
	for _, e := range entries {
		if step, ok := stepOf(e.Name()); ok {
			b.loadArchive(e.Name(), step)
		} else if !slices.Contains([]string{"survivors.txt", rowsFile, poorFile, stagesFile}, e.Name()) {
			b.fail(fmt.Errorf("%s is not part of a bank, which has step1.txtar and so on, %s, %s, %s and survivors.txt: rename or remove it", filepath.Join(b.dir, e.Name()), rowsFile, poorFile, stagesFile))
		}
	}
	b.resolve()
	b.loadRows()
	return b.candidates, errors.Join(b.errs...)
}

// poorFile is the archive of poor designs.
const poorFile = "poor.txtar"

// LoadPoor reads the question's poor designs: they pass every step and are badly designed in one way each.
func LoadPoor(q question.Question) ([]Candidate, error) {
	b := bank{dir: Dir(q), kind: "poor"}
	b.loadDesigns(q)
	if _, err := os.Stat(filepath.Join(b.dir, poorFile)); err == nil {
		b.loadArchive(poorFile, 0)
	}
	b.resolve()
	poor := slices.DeleteFunc(b.candidates, func(c Candidate) bool { return !strings.HasPrefix(c.Name, "poor/") })
	return poor, errors.Join(b.errs...)
}

// A bank is what was read of a question's bank so far.
type bank struct {
	dir        string
	kind       string // of the candidates in the archives: wrong or poor
	candidates []Candidate
	errs       []error
}

func (b *bank) fail(err error) { b.errs = append(b.errs, err) }

// loadDesigns takes the question's designs as right solutions.
func (b *bank) loadDesigns(q question.Question) {
	designs, err := q.Designs()
	if err != nil {
		b.fail(err)
	}
	for _, d := range designs {
		b.candidates = append(b.candidates, Candidate{Name: "designs/" + d.Name, File: d.Path, Whole: d.Text})
	}
}

// stepOf returns the step whose wrong solutions are in the archive of that name.
func stepOf(name string) (step int, ok bool) {
	name, isArchive := strings.CutSuffix(name, ".txtar")
	step, ok = stepNumber(name)
	return step, ok && isArchive
}

// stepNumber returns the 3 of step3.
func stepNumber(name string) (step int, ok bool) {
	number, isStep := strings.CutPrefix(name, "step")
	step, err := strconv.Atoi(number)
	return step, isStep && err == nil && step > 0
}

// loadArchive reads the wrong solutions that a step must reject, or for step 0 the poor designs.
func (b *bank) loadArchive(file string, step int) {
	path := filepath.Join(b.dir, file)
	text, err := question.ReadText(path)
	if err != nil {
		b.fail(err)
		return
	}
	archive := txtar.Parse([]byte(text))
	line := 1 + strings.Count(string(archive.Comment), "\n")
	var c *Candidate
	complain := func(name string, err error) {
		if err != nil {
			b.fail(fmt.Errorf("%s: %s: %w", path, name, err))
		}
	}
	end := func() {
		if c != nil {
			complain(strings.TrimPrefix(c.Name, b.kind+"/"), c.check())
			b.candidates = append(b.candidates, *c)
		}
	}
	for _, member := range archive.Files {
		name, target, isTarget := strings.Cut(member.Name, "/")
		line++ // now the line of its first text
		switch {
		case !isTarget:
			end()
			c = &Candidate{Name: b.kind + "/" + name, File: path + ": " + name, Step: step}
			complain(name, c.parseHeader(string(member.Data)))
		case c == nil || c.Name != b.kind+"/"+name:
			complain(name, fmt.Errorf("line %d: -- %s -- belongs to no candidate: put it after -- %s --, which has the header", line-1, member.Name, name))
		case target == "stub.go":
			c.Whole = member.Data
		default:
			complain(name, c.parseEdits(target, string(member.Data), line))
		}
		line += strings.Count(string(member.Data), "\n")
	}
	end()
}

// check returns an error unless the wrong solution is complete.
func (c *Candidate) check() error {
	switch {
	case c.Step == 0 && len(strings.Fields(c.Fact)) < 2:
		return errors.New(`the header has no "fact: ...": add one, with a kind of fact and what it is about`)
	case c.Step > 0 && len(c.Rules) == 0:
		return errors.New(`the header has no "rule: ...": add one, with words that the step's output must contain`)
	case c.Why == "":
		return errors.New(`the header has no "why: ...": add one sentence about the mistake`)
	case c.Whole == nil && len(c.Edits) == 0:
		return errors.New("the candidate has no edit: a wrong solution must differ from the reference")
	}
	return nil
}

// resolve gives each candidate that edits a solution of the bank the text of that solution. It finds duplicate names,
// and leaves out incomplete candidates.
func (b *bank) resolve() {
	whole := make(map[string][]byte)
	seen := make(map[string]bool)
	for _, c := range b.candidates {
		if seen[c.Name] {
			b.fail(fmt.Errorf("%s: the name is used twice: rename one candidate", c.File))
		}
		seen[c.Name] = true
		if len(c.Edits) == 0 {
			whole[strings.TrimPrefix(c.Name, "wrong/")] = c.Whole
			whole[c.Name] = c.Whole
		}
	}
	for i := range b.candidates {
		c := &b.candidates[i]
		for _, e := range c.Edits {
			if !isWhole(e.File) {
				continue
			}
			text, ok := whole[strings.TrimSuffix(e.File, ".go")]
			switch {
			case !ok:
				b.fail(fmt.Errorf("%s: line %d: the bank has no whole solution named %s", c.File, e.Line, e.File))
			case slices.ContainsFunc(c.Edits, func(other Edit) bool { return other.File != e.File }):
				b.fail(fmt.Errorf("%s: the candidate edits %s and other files: a solution of the bank stands for all of the learner's code, so edit it alone", c.File, e.File))
			}
			c.Whole = text
		}
	}
	b.candidates = slices.DeleteFunc(b.candidates, func(c Candidate) bool { return !strings.HasPrefix(c.Name, "designs/") && c.check() != nil })
	slices.SortStableFunc(b.candidates, func(a, b Candidate) int { return cmp.Compare(a.Step, b.Step) })
}

// parseHeader reads the "key: value" lines of a wrong solution.
func (c *Candidate) parseHeader(text string) error {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		if err := c.setHeader(key, strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	return nil
}

func (c *Candidate) setHeader(key, value string) (err error) {
	switch key {
	case "rule":
		if len(strings.Fields(value)) < 2 {
			return fmt.Errorf("rule: %q: many messages contain this one word, so give more of the rule", value)
		}
		c.Rules = append(c.Rules, value)
	case "why":
		c.Why = value
	case "fact":
		c.Fact = value
	case "crash":
		if c.Crash, err = strconv.ParseBool(value); err != nil {
			return fmt.Errorf("crash: %s: want true or false", value)
		}
	case "card":
		if c.Card, err = strconv.ParseBool(value); err != nil {
			return fmt.Errorf("card: %s: want true or false", value)
		}
	default:
		return fmt.Errorf("the header has the unknown key %q: want rule, why, crash, card or fact", strings.TrimSpace(key))
	}
	return nil
}
