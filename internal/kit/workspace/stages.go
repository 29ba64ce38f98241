package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// A Stage is the learner's code as it was when a step passed for the first time together with all below it.
type Stage struct {
	Step   int           `json:"step"`
	At     time.Time     `json:"at"`
	Worked time.Duration `json:"worked"`          // on the question until then: the time between runs, without breaks
	Given  bool          `json:"given,omitempty"` // the learner got the code with this step

	Dir string `json:"-"` // the folder with the files
}

// longestGap is how long somebody may work from one run of the steps to the next. A longer gap is a break.
const longestGap = 30 * time.Minute

// work adds the time since the run before to what was worked, unless it was a break.
func (p *Progress) work(begin time.Time) {
	if gap := begin.Sub(p.LastRun); !p.LastRun.IsZero() && gap > 0 && gap <= longestGap {
		p.Worked += gap
	}
}

// StagesDir returns the folder with the stages of a question.
func StagesDir(q question.Question) string {
	return filepath.Join(q.Root, question.KeepsDir, "stages", q.Name)
}

// Stages returns the stages that were kept, by their steps.
func Stages(q question.Question) ([]Stage, error) {
	steps, err := q.Steps()
	if err != nil {
		return nil, err
	}
	var stages []Stage
	for _, step := range steps {
		dir := stageDir(q, step.Number)
		text, err := os.ReadFile(filepath.Join(dir, "stage.json"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		s := Stage{Dir: dir}
		if err := errors.Join(err, json.Unmarshal(text, &s)); err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w: remove the folder if you do not need it", FromRoot(q, dir), err)
		}
		s.Step = step.Number
		stages = append(stages, s)
	}
	return stages, nil
}

func stageDir(q question.Question, step int) string {
	return filepath.Join(StagesDir(q), fmt.Sprintf("step%d", step))
}

// keepStages keeps the learner's files for each step that passes with all below it and has no stage yet. Passes of
// older code do not count, and nothing is kept if the code was changed after the time begin, at which it was read.
func keepStages(q question.Question, p Progress, begin time.Time) error {
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	files, newest, err := learnersCode(q)
	if err != nil || newest.After(begin) {
		return err
	}
	for _, step := range steps {
		s := p.Steps[step.Number]
		if !s.Passes || s.LastRun.Before(newest) {
			return nil
		}
		stage := Stage{Step: step.Number, At: begin, Worked: p.Worked}
		if err := keepStage(q, stage, files); err != nil {
			return err
		}
	}
	return nil
}

// learnersCode returns the names of the learner's files without tests, and when the newest was written.
func learnersCode(q question.Question) (names []string, newest time.Time, err error) {
	all, err := LearnersFiles(q)
	for _, name := range all {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		info, statErr := os.Stat(q.Path(name))
		if statErr != nil {
			return nil, newest, statErr
		}
		names = append(names, name)
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return names, newest, err
}

// keepStage keeps a stage, unless there is one of its step.
func keepStage(q question.Question, s Stage, files []string) error {
	dir := stageDir(q, s.Step)
	if exists(dir) {
		return nil
	}
	return copyFiles(q, files, dir, s.text())
}

// text returns the file that stands beside the learner's in the stage's folder.
func (s Stage) text() map[string][]byte {
	text, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		panic(err) // a Stage can be written as JSON
	}
	return map[string][]byte{"stage.json": append(text, '\n')}
}

// putStagesAway renames the folder with the stages, so that they no longer count. Its new name has the time.
func putStagesAway(q question.Question, now time.Time) error {
	dir := StagesDir(q)
	if !exists(dir) {
		return nil
	}
	return os.Rename(dir, Unused(dir+"-"+stamp(now)))
}

// BeginAt makes the learner's code of q that of somebody who has just passed all steps but the last. Stages of code that
// was there before stay, in a folder with the time in its name.
func BeginAt(q question.Question, w io.Writer, steps []question.Step, now time.Time) error {
	if err := putStagesAway(q, now); err != nil {
		return err
	}
	files, _, err := learnersCode(q)
	if err != nil {
		return err
	}
	passed := steps[:len(steps)-1]
	for _, step := range passed {
		given := Stage{Step: step.Number, At: now, Given: true}
		if err := copyFiles(q, files, stageDir(q, step.Number), given.text()); err != nil {
			return err
		}
	}
	return Update(q, w, func(p *Progress) {
		*p = Progress{LastRun: now, Steps: make(map[int]StepProgress)}
		for _, s := range passed {
			p.Steps[s.Number] = StepProgress{Passes: true, LastRun: now, FirstPassed: now}
		}
	})
}
