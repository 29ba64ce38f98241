// Package workspace keeps the learner's progress, the hints they have seen, saved code, and temporary files.
//
// The kit overwrites nothing of the learner's. [Reset], [Restore], [BeginAfresh] and [BringBack] replace or remove
// only files that are saved, and nothing else in the kit writes into a question's folder.
package workspace

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// A Progress is what the kit remembers about a question.
type Progress struct {
	LastRun time.Time            `json:"lastRun,omitzero"`
	Worked  time.Duration        `json:"worked,omitempty"` // the time between runs, without breaks
	Steps   map[int]StepProgress `json:"steps,omitempty"`  // by number; those that have been run
	Hints   map[int]int          `json:"hints,omitempty"`  // how many have been shown, by step
	Tested  map[int]Tested       `json:"tested,omitempty"` // what the learner's own tests caught, by step
	Spot    Spot                 `json:"spot,omitzero"`
}

// A StepProgress says how a step went.
type StepProgress struct {
	Passes      bool      `json:"passes"` // in its latest run
	LastRun     time.Time `json:"lastRun"`
	FirstPassed time.Time `json:"firstPassed,omitzero"`
}

// Tested says how many of the wrong solutions of a step the learner's own tests caught.
type Tested struct {
	Caught int `json:"caught"`
	Of     int `json:"of"`
}

// A Spot says which wrong solutions the learner was shown to find their mistakes. Solutions are named as in the bank.
type Spot struct {
	Open    string   `json:"open,omitempty"` // the one that is shown now
	Found   []string `json:"found,omitempty"`
	GivenUp []string `json:"givenUp,omitempty"`
}

// FailsAgain reports whether the step passed before and no longer passes.
func (s StepProgress) FailsAgain() bool { return !s.Passes && !s.FirstPassed.IsZero() }

// ProgressFile returns where the progress of a question is kept.
func ProgressFile(q question.Question) string { return progressOf(q).Path() }

// progressOf returns the file of the question's progress.
func progressOf(q question.Question) Kept[Progress] {
	return Kept[Progress]{
		Root: q.Root, File: filepath.Join("progress", q.Name+".json"),
		Name: "The progress file of " + q.Name, Loss: "your progress starts again from zero",
	}
}

// LoadProgress returns the progress of the question. If it cannot read the file, it renames the file and says so on w.
func LoadProgress(q question.Question, w io.Writer) (Progress, error) { return progressOf(q).Load(w) }

// stamp returns t in the form for names of files.
func stamp(t time.Time) string { return t.Format("2006-01-02-150405") }

// FromRoot returns the path relative to the repository's directory.
func FromRoot(q question.Question, path string) string {
	return filepath.ToSlash(strings.TrimPrefix(path, q.Root+string(filepath.Separator)))
}

// Update changes the progress. Other commands that run at the same time wait until it is done.
func Update(q question.Question, w io.Writer, change func(*Progress)) error {
	return progressOf(q).Update(w, change)
}

// Remember records how the steps of a run went. The code of the run was read at the time begin or later. If Remember
// cannot record the results, it says so on w and does not fail.
func Remember(q question.Question, w io.Writer, results []gotest.Result, begin time.Time) {
	if len(results) == 0 {
		return
	}
	var now Progress
	err := Update(q, w, func(p *Progress) {
		p.work(begin)
		p.LastRun = begin
		for _, r := range results {
			p.note(r, begin)
		}
		now = *p
	})
	if err == nil {
		if err := keepStages(q, now, begin); err != nil {
			fmt.Fprintf(w, "Your code is not kept for make review: %v\n", err)
		}
	}
	if err != nil {
		fmt.Fprintf(w, "Cannot save your progress: %v\n", err)
	}
}

// note records how a step went.
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

// CountHint records that one more of the n hints for the step is shown, and returns its number. After the last hint it
// returns n+1.
func CountHint(q question.Question, w io.Writer, s question.Step, n int) (level int, err error) {
	level = 1
	err = Update(q, w, func(p *Progress) {
		if p.Hints == nil {
			p.Hints = make(map[int]int)
		}
		level = max(1, min(p.Hints[s.Number], n)+1)
		p.Hints[s.Number] = min(level, n)
	})
	return level, err
}
