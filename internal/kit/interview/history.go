package interview

import (
	"fmt"
	"time"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// A Result is an interview in figures.
type Result struct {
	Passed, Steps int
	Asked, ToAsk  int
	Compared      int // how many of those to ask were compared
	Took          time.Duration
	Ended         time.Time
}

// String returns the figures in words.
func (r Result) String() string {
	text := fmt.Sprintf("%d of %s in %s", r.Passed, report.Plural(r.Steps, "step"), inMinutes(r.Took))
	switch {
	case r.Compared > 0:
		text += fmt.Sprintf(", asked %d of %d", r.Asked, r.ToAsk)
	case r.ToAsk > 0:
		text += ", questions not compared"
	}
	return text
}

// inMinutes returns a duration in minutes, as the time of an interview is given.
func inMinutes(d time.Duration) string {
	if d < time.Minute {
		return "< 1 min"
	}
	return fmt.Sprintf("%d min", int(d.Minutes()))
}

// result returns the figures of an interview.
func (s *State) result() Result {
	return Result{s.passed(), len(s.Steps), s.asked(), s.ToAsk, len(s.Asked), s.elapsed(), s.Closed}
}

// better reports whether r is a better result than other: more steps, or else in less time, or else more questions.
func (r Result) better(other Result) bool {
	if r.Passed != other.Passed {
		return r.Passed > other.Passed
	}
	if r.Took != other.Took {
		return r.Took < other.Took
	}
	return r.Asked > other.Asked
}

// A History is how the interviews of a question went.
type History struct {
	Results []Result // of those that have ended and in which something was done, the oldest first
	Best    int      // the place of the best in Results
	Open    bool     // one has not ended
}

// NewHistory reads the interviews of a question. Beside an error it returns what it can read.
func NewHistory(q question.Question) (History, error) {
	all, err := load(q)
	var h History
	for _, v := range all {
		if v.Closed.IsZero() {
			h.Open = true
			continue
		}
		if v.Void {
			continue
		}
		h.Results = append(h.Results, v.result())
		if last := len(h.Results) - 1; h.Results[last].better(h.Results[h.Best]) {
			h.Best = last
		}
	}
	return h, err
}
