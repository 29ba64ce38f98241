package judge

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// Candidate is one solution of the bank.
type Candidate struct {
	Name string // as in wrong/forgets_the_old_value
	File string // where it is written

	// A wrong solution's header. A right design has none, and Step is 0.
	Step  int      // the step that must reject it
	Rules []string // what that step's output must contain
	Why   string   // what the learner got wrong
	Crash bool     // whether the step takes the process with it

	// What to build: edits of the reference or of another whole file of the bank, or a whole file.
	Edits []Edit
	Whole []byte
}

// Edit replaces one text of a file by another.
type Edit struct {
	File     string // a file of the reference, as in reference.go, or of the bank, as in right/chaining.go
	Old, New string
	Line     int // of the edit in the candidate's file
}

// LoadBank reads the question's bank, and nil if it has none. A file that is
// wrong is left out and the error says what is the matter with it.
func LoadBank(q question.Question) ([]Candidate, error) {
	var (
		bank []Candidate
		errs []error
	)
	for _, kind := range []string{"wrong", "right"} {
		entries, err := os.ReadDir(filepath.Join(Dir(q), kind))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			c, err := loadCandidate(filepath.Join(Dir(q), kind, e.Name()))
			if err != nil {
				errs = append(errs, err)
				continue
			}
			bank = append(bank, c)
		}
	}
	return bank, errors.Join(errs...)
}

// loadCandidate reads the candidate in the file called path, in a directory wrong or right.
func loadCandidate(path string) (Candidate, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return Candidate{}, err
	}
	kind := filepath.Base(filepath.Dir(path))
	ext := filepath.Ext(path)
	c := Candidate{
		Name: kind + "/" + strings.TrimSuffix(filepath.Base(path), ext),
		File: path,
	}
	switch kind + ext {
	case "wrong.txt":
		err = c.parseEdits(string(src))
	case "wrong.go":
		c.Whole = src
		err = c.parseHeader(goHeader(string(src)))
	case "right.go":
		c.Whole = src
		if strings.TrimSpace(strings.Join(goHeader(string(src)), "")) == "" {
			err = errors.New("no comment above the package clause says what design it is")
		}
	default:
		err = errors.New("neither wrong/*.txt, wrong/*.go nor right/*.go: rename or remove it")
	}
	if err != nil {
		return c, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// goHeader returns the text of the // comments above the package clause. Build lines are none.
func goHeader(src string) []string {
	var lines []string
	for line := range strings.Lines(src) {
		if strings.HasPrefix(line, "package ") {
			break
		}
		if text, ok := strings.CutPrefix(line, "// "); ok {
			lines = append(lines, text)
		}
	}
	return lines
}

// parseHeader reads the "key: value" lines of a wrong solution and checks them.
func (c *Candidate) parseHeader(lines []string) error {
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		if err := c.setHeader(key, strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	switch {
	case c.Step < 1:
		return errors.New(`the header has no "step: N", the step that must reject it`)
	case len(c.Rules) == 0:
		return errors.New(`the header has no "rule: ...", words that the step's output must contain`)
	case c.Why == "":
		return errors.New(`the header has no "why: ...", one sentence on the mistake`)
	}
	return nil
}

func (c *Candidate) setHeader(key, value string) (err error) {
	switch key {
	case "step":
		if c.Step, err = strconv.Atoi(value); err != nil || c.Step < 1 {
			return fmt.Errorf("step: %s: want a number from 1 up", value)
		}
	case "rule":
		if len(strings.Fields(value)) < 2 {
			return fmt.Errorf("rule: %q: one word is found in many messages, give more of the rule", value)
		}
		c.Rules = append(c.Rules, value)
	case "why":
		c.Why = value
	case "crash":
		if c.Crash, err = strconv.ParseBool(value); err != nil {
			return fmt.Errorf("crash: %s: want true or false", value)
		}
	default:
		return fmt.Errorf("the header has the unknown key %q: want step, rule, why or crash", key)
	}
	return nil
}
