package main

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
)

// A progress is what is remembered of a question.
type progress struct {
	LastRun time.Time            `json:"lastRun,omitzero"`
	Steps   map[int]stepProgress `json:"steps,omitempty"` // by number; those that have been run
	Hints   map[int]int          `json:"hints,omitempty"` // how many have been shown, by step
}

// A stepProgress is how a step went.
type stepProgress struct {
	Passes      bool      `json:"passes"` // in its latest run
	LastRun     time.Time `json:"lastRun"`
	FirstPassed time.Time `json:"firstPassed,omitzero"`
}

// failsAgain reports whether the step has passed and does not any more.
func (s stepProgress) failsAgain() bool { return !s.Passes && !s.FirstPassed.IsZero() }

// keepsDir is the git-ignored directory for what the command keeps, from the repository's.
const keepsDir = ".oodkit"

func (q question) progressFile() string {
	return filepath.Join(q.root, keepsDir, "progress", q.name+".json")
}

// loadProgress returns what is remembered of the question. A file that cannot be understood is kept
// aside; that is said on w.
func (q question) loadProgress(w io.Writer) (progress, error) {
	var p progress
	text, err := os.ReadFile(q.progressFile())
	if errors.Is(err, os.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return progress{}, q.keepDamaged(w, err)
	}
	return p, nil
}

// keepDamaged renames a progress file that cannot be understood.
func (q question) keepDamaged(w io.Writer, damage error) error {
	file := q.progressFile()
	aside := strings.TrimSuffix(file, ".json") + "-damaged-" + stamp(time.Now()) + ".json"
	if err := os.Rename(file, aside); err != nil {
		return fmt.Errorf("the progress of %s is damaged (%w) and cannot be moved aside: %w", q.name, damage, err)
	}
	fmt.Fprintf(w, "The progress of %s was damaged: %v. It is kept as %s and starts anew.\n\n",
		q.name, damage, q.fromRoot(aside))
	return nil
}

// stamp returns t as it stands in the names of files.
func stamp(t time.Time) string { return t.Format("2006-01-02-150405") }

// fromRoot returns the path from the repository's directory.
func (q question) fromRoot(path string) string {
	return filepath.ToSlash(strings.TrimPrefix(path, q.root+string(filepath.Separator)))
}

// updateProgress changes what is remembered. No other command that runs meanwhile gets in between.
func (q question) updateProgress(w io.Writer, change func(*progress)) error {
	file := q.progressFile()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(file + ".lock").Lock()
	if err != nil {
		return err
	}
	defer unlock()
	p, err := q.loadProgress(w)
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

// remember notes how the steps of a run went, whose code was read at the time begin or later. That
// it cannot be noted is no reason to fail: it is said on w.
func (q question) remember(w io.Writer, results []result, begin time.Time) {
	if len(results) == 0 {
		return
	}
	err := q.updateProgress(w, func(p *progress) {
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
func (p *progress) note(r result, at time.Time) {
	s := p.Steps[r.step.number]
	s.Passes, s.LastRun = r.status == passed, at
	if s.Passes && s.FirstPassed.IsZero() {
		s.FirstPassed = at
	}
	if p.Steps == nil {
		p.Steps = make(map[int]stepProgress)
	}
	p.Steps[r.step.number] = s
}

// firstOpen returns the first of steps that does not pass, as far as is known.
func (p progress) firstOpen(steps []step) (s step, ok bool) {
	for _, s := range steps {
		if !p.Steps[s.number].Passes {
			return s, true
		}
	}
	return step{}, false
}
