package interview

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A Phase is a part of an interview.
type Phase string

// The phases, in their order.
const (
	Opening Phase = "opening" // the learner reads the question
	Ask     Phase = "ask"     // the learner types questions
	Check   Phase = "check"   // the learner compares them with those of the README
	Sketch  Phase = "design"  // the learner writes a note
	Code    Phase = "code"
	Debrief Phase = "debrief" // the clock has stopped
)

// phases has the phases with a clock.
var phases = []Phase{Opening, Ask, Check, Sketch, Code}

// titles has the names of the phases for the learner.
var titles = map[Phase]string{
	Opening: "the question", Ask: "ask first", Check: "what you asked", Sketch: "design first", Code: "code", Debrief: "debrief",
}

// A State is all that is known of an interview. It is kept as JSON in the interview's folder.
type State struct {
	Began time.Time     `json:"began"`
	Limit time.Duration `json:"limit"`
	Phase Phase         `json:"phase"`

	Spent  map[Phase]time.Duration `json:"spent"` // on the clock, by phase
	TimeUp bool                    `json:"timeUp,omitempty"`
	Pauses []Pause                 `json:"pauses,omitempty"`
	Paused bool                    `json:"paused,omitempty"` // the last of Pauses has not ended

	Typed  []string `json:"typed,omitempty"`  // the learner's questions
	Asked  []bool   `json:"asked,omitempty"`  // whether the README's questions had been asked, as far as they were checked
	ToAsk  int      `json:"toAsk"`            // how many questions the README has
	Steps  []Step   `json:"steps"`            // all steps of the question
	Step   int      `json:"step"`             // the place in Steps of the one in work; len(Steps) after the last
	Scores []int    `json:"scores,omitempty"` // the levels that the learner chose, as far as they have
	Round  int      `json:"round"`            // how many interviews of this question there were before

	Findings *Findings `json:"findings,omitempty"` // about the code, at the end

	Former   workspace.Progress `json:"former"`             // of the learner's ordinary work
	Saved    string             `json:"saved,omitempty"`    // the save with the learner's former code; "" if it was the stub
	Prepared bool               `json:"prepared,omitempty"` // the former code is put aside
	Kept     string             `json:"kept,omitempty"`     // the save with the interview's code; "" if it is the stub
	Back     bool               `json:"back,omitempty"`     // the former code is back
	Closed   time.Time          `json:"closed,omitzero"`    // when the debrief was written
	Void     bool               `json:"void,omitempty"`     // nothing was done, so there is no debrief
}

// A Step is how a step of the question went.
type Step struct {
	Number  int           `json:"number"`
	Title   string        `json:"title"`
	Spent   time.Duration `json:"spent"`
	Hints   int           `json:"hints,omitempty"`
	Passed  bool          `json:"passed,omitempty"`
	Skipped bool          `json:"skipped,omitempty"`
}

// A Pause is a time that the clock did not count.
type Pause struct {
	At    time.Duration `json:"at"` // on the clock
	Note  string        `json:"note,omitempty"`
	Began time.Time     `json:"began"`
	Ended time.Time     `json:"ended,omitzero"`
}

// Findings are what is said about the code at the end.
type Findings struct {
	Changes []review.Change `json:"changes,omitempty"` // what each step changed
	Facts   []review.Told   `json:"facts,omitempty"`   // the most telling ones
	Problem string          `json:"problem,omitempty"` // why there are none
}

// elapsed returns the time on the clock.
func (s *State) elapsed() time.Duration {
	var sum time.Duration
	for _, d := range s.Spent {
		sum += d
	}
	return sum
}

// timed reports whether the clock of the phase runs, pauses aside.
func (s *State) timed() bool { return s.Phase != Debrief && !s.TimeUp }

// run lets the clock run for d, but not beyond the limit. It reports whether the time is up with that.
func (s *State) run(d time.Duration) (up bool) {
	if s.Paused || !s.timed() || d <= 0 {
		return false
	}
	left := s.Limit - s.elapsed()
	d = min(d, left)
	s.Spent[s.Phase] += d
	if step := s.current(); s.Phase == Code && step != nil {
		step.Spent += d
	}
	s.TimeUp = d == left
	return s.TimeUp
}

// current returns the step in work, or nil after the last.
func (s *State) current() *Step {
	if s.Step >= len(s.Steps) {
		return nil
	}
	return &s.Steps[s.Step]
}

// passed returns how many steps passed, and hints how many hints were shown.
func (s *State) passed() (n int) {
	for _, step := range s.Steps {
		if step.Passed {
			n++
		}
	}
	return n
}

func (s *State) hints() (n int) {
	for _, step := range s.Steps {
		n += step.Hints
	}
	return n
}

// asked returns how many of the README's questions the learner had asked.
func (s *State) asked() (n int) {
	for _, yes := range s.Asked {
		if yes {
			n++
		}
	}
	return n
}

// checked reports whether the learner has compared their questions with all of the README's.
func (s *State) checked() bool { return len(s.Asked) >= s.ToAsk }

// briefly is how long an interview takes at most if nothing is done in it.
const briefly = 2 * time.Minute

// isVoid reports whether nothing was done in the interview that a debrief could be about.
func (v *interview) isVoid(t *talk) bool {
	return v.elapsed() < briefly && v.Kept == "" && v.passed() == 0 && len(v.Typed)+len(v.Asked)+len(v.Scores) == 0 && v.note(t) == ""
}

// pause stops the clock, and resume lets it go on.
func (s *State) pause(now time.Time) {
	s.Paused = true
	s.Pauses = append(s.Pauses, Pause{At: s.elapsed(), Began: now})
}

func (s *State) resume(note string, now time.Time) {
	s.Paused = false
	last := &s.Pauses[len(s.Pauses)-1]
	last.Note, last.Ended = note, now
}

// dir returns the folder with the interviews of a question.
func dir(q question.Question) string {
	return filepath.Join(q.Root, question.KeepsDir, "interviews", q.Name)
}

const stateFile = "state.json"

// An interview is a State with its folder.
type interview struct {
	State
	q   question.Question
	dir string
}

// path returns the path of a file of the interview.
func (v *interview) path(name string) string { return filepath.Join(v.dir, name) }

// shown returns the path as the learner sees it.
func (v *interview) shown(name string) string { return workspace.FromRoot(v.q, v.path(name)) }

// save writes the state.
func (v *interview) save() error {
	text, err := json.MarshalIndent(v.State, "", "\t")
	if err != nil {
		return err
	}
	return workspace.ReplaceFile(v.path(stateFile), append(text, '\n'))
}

// load reads the interviews of a question, the oldest first. Beside an error it returns those that it can read.
func load(q question.Question) ([]*interview, error) {
	entries, err := os.ReadDir(dir(q))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []*interview
	var damaged error
	for _, entry := range entries {
		v := &interview{q: q, dir: filepath.Join(dir(q), entry.Name())}
		text, err := os.ReadFile(v.path(stateFile))
		if !entry.IsDir() || errors.Is(err, fs.ErrNotExist) {
			continue // not an interview, or killed before it began
		}
		if err := errors.Join(err, json.Unmarshal(text, &v.State)); err != nil {
			damaged = errors.Join(damaged, fmt.Errorf("%s cannot be read: %w. To go on without this interview, move its folder elsewhere. Your code is in %s",
				v.shown(stateFile), err, workspace.FromRoot(q, filepath.Dir(workspace.SaveDir(q, "x")))))
			continue
		}
		if v.Spent == nil {
			v.Spent = make(map[Phase]time.Duration)
		}
		all = append(all, v)
	}
	return all, damaged
}

// open returns the interview that has not ended, if there is one, and how many there are before it.
func open(q question.Question) (v *interview, round int, err error) {
	all, err := load(q)
	if i := slices.IndexFunc(all, func(v *interview) bool { return v.Closed.IsZero() }); i >= 0 {
		return all[i], i, err
	}
	return nil, len(all), err
}

// oneLine returns a text without line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
