// Package workspace keeps what is kept for the learner: progress and hints, saved code, and temporary
// files.
//
// Nothing of the learner's is overwritten. [Reset] and [Restore] save whatever they replace or take away,
// and nothing else in the kit writes into a question's folder.
package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// A Progress is what is remembered of a question.
type Progress struct {
	LastRun time.Time            `json:"lastRun,omitzero"`
	Steps   map[int]StepProgress `json:"steps,omitempty"` // by number; those that have been run
	Hints   map[int]int          `json:"hints,omitempty"` // how many have been shown, by step
}

// A StepProgress is how a step went.
type StepProgress struct {
	Passes      bool      `json:"passes"` // in its latest run
	LastRun     time.Time `json:"lastRun"`
	FirstPassed time.Time `json:"firstPassed,omitzero"`
}

// FailsAgain reports whether the step has passed and does not any more.
func (s StepProgress) FailsAgain() bool { return !s.Passes && !s.FirstPassed.IsZero() }

// KeepsDir is the git-ignored directory for what the command keeps, from the repository's.
const KeepsDir = ".oodkit"

// ProgressFile returns where the progress of a question is kept.
func ProgressFile(q question.Question) string {
	return filepath.Join(q.Root, KeepsDir, "progress", q.Name+".json")
}

// LoadProgress returns what is remembered of the question. A file that cannot be understood is kept
// aside; that is said on w.
func LoadProgress(q question.Question, w io.Writer) (Progress, error) {
	var p Progress
	text, err := os.ReadFile(ProgressFile(q))
	if errors.Is(err, os.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return Progress{}, keepDamaged(q, w, err)
	}
	return p, nil
}

// keepDamaged renames a progress file that cannot be understood.
func keepDamaged(q question.Question, w io.Writer, damage error) error {
	file := ProgressFile(q)
	aside := strings.TrimSuffix(file, ".json") + "-damaged-" + stamp(time.Now()) + ".json"
	if err := os.Rename(file, aside); err != nil {
		return fmt.Errorf("the progress of %s is damaged (%w) and cannot be moved aside: %w", q.Name, damage, err)
	}
	fmt.Fprintf(w, "The progress of %s was damaged: %v. It is kept as %s and starts anew.\n\n",
		q.Name, damage, fromRoot(q, aside))
	return nil
}

// stamp returns t as it stands in the names of files.
func stamp(t time.Time) string { return t.Format("2006-01-02-150405") }

// fromRoot returns the path from the repository's directory.
func fromRoot(q question.Question, path string) string {
	return filepath.ToSlash(strings.TrimPrefix(path, q.Root+string(filepath.Separator)))
}

// updateProgress changes what is remembered. No other command that runs meanwhile gets in between.
func updateProgress(q question.Question, w io.Writer, change func(*Progress)) error {
	file := ProgressFile(q)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(file + ".lock").Lock()
	if err != nil {
		return err
	}
	defer unlock()
	p, err := LoadProgress(q, w)
	if err != nil {
		return err
	}
	change(&p)
	text, err := json.MarshalIndent(p, "", "\t")
	if err != nil {
		return err
	}
	return replaceFile(file, append(text, '\n'), 0o666)
}

// replaceFile writes a file so that at no time there is half of it.
func replaceFile(path string, text []byte, mode os.FileMode) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".writing-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // it is gone if all went well
	_, err = temp.Write(text)
	if err := errors.Join(err, temp.Sync(), temp.Chmod(mode), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// Remember notes how the steps of a run went, whose code was read at the time begin or later. That
// it cannot be noted is no reason to fail: it is said on w.
func Remember(q question.Question, w io.Writer, results []gotest.Result, begin time.Time) {
	if len(results) == 0 {
		return
	}
	err := updateProgress(q, w, func(p *Progress) {
		p.LastRun = begin
		for _, r := range results {
			p.note(r, begin)
		}
	})
	if err != nil {
		fmt.Fprintf(w, "The progress cannot be remembered: %v\n", err)
	}
}

// note sets how a step went.
func (p *Progress) note(r gotest.Result, at time.Time) {
	s := p.Steps[r.Step.Number]
	s.Passes, s.LastRun = r.Status == gotest.StepPassed, at
	if s.Passes && s.FirstPassed.IsZero() {
		s.FirstPassed = at
	}
	if p.Steps == nil {
		p.Steps = make(map[int]StepProgress)
	}
	p.Steps[r.Step.Number] = s
}

// FirstOpen returns the first of steps that does not pass, as far as is known.
func (p Progress) FirstOpen(steps []question.Step) (s question.Step, ok bool) {
	for _, s := range steps {
		if !p.Steps[s.Number].Passes {
			return s, true
		}
	}
	return question.Step{}, false
}

// CountHint notes that one more of n hints for the step is shown, and returns which one: n+1 if all
// have been.
func CountHint(q question.Question, w io.Writer, s question.Step, n int) (level int, err error) {
	level = 1
	err = updateProgress(q, w, func(p *Progress) {
		if p.Hints == nil {
			p.Hints = make(map[int]int)
		}
		level = max(1, min(p.Hints[s.Number], n)+1)
		p.Hints[s.Number] = min(level, n)
	})
	return level, err
}
