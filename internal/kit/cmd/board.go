package cmd

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/interview"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A status is how far the learner is with a question.
type status struct {
	q        question.Question
	steps    []question.Step
	progress workspace.Progress
	edited   bool // some of the learner's code has not been run
	talks    interview.History
	damaged  error // why some of talks are not known
	problem  error // why the rest is not known
}

// board prints how far the learner is with each question, and what to do next.
func board(w io.Writer, root string, now time.Time) {
	var all []status
	for _, q := range question.InOrder(root) {
		all = append(all, newStatus(w, q))
	}
	p := boardPrinter{w: w, style: report.StyleFor(w), now: now}
	for _, s := range all {
		p.nameWidth = max(p.nameWidth, len(s.q.Name))
		p.stepsWidth = max(p.stepsWidth, len(s.steps))
	}
	fmt.Fprint(w, "The questions, and how many steps of each your code passes:\n\n")
	for _, s := range all {
		p.line(s)
	}
	p.interviews(all)
	fmt.Fprintln(w)
	p.next(all)
	cardsLine(w, root, now)
	planLine(w, root, now)
	fmt.Fprintln(w, "\n-tags stub means: my code. All commands: make help")
}

func newStatus(w io.Writer, q question.Question) status {
	s := status{q: q}
	if s.steps, s.problem = q.Steps(); s.problem != nil {
		return s
	}
	if s.progress, s.problem = workspace.LoadProgress(q, w); s.problem != nil {
		return s
	}
	s.talks, s.damaged = interview.NewHistory(q)
	s.edited, s.problem = editedSince(q, s.progress.LastRun)
	return s
}

// editedSince reports whether any of the learner's code was written after t. If t is zero, it reports whether any of
// it differs from a stub as shipped.
func editedSince(q question.Question, t time.Time) (bool, error) {
	files, err := workspace.LearnersFiles(q)
	if err != nil {
		return false, err
	}
	for _, file := range files {
		path := filepath.Join(q.Dir(), file)
		info, err := os.Stat(path)
		if err != nil {
			return false, err
		}
		if !t.IsZero() {
			if info.ModTime().After(t) {
				return true, nil
			}
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil || !question.IsUnwritten(text) {
			return true, err
		}
	}
	return false, nil
}

// passing returns how many steps pass.
func (s status) passing() int {
	n := 0
	for _, step := range s.steps {
		if s.progress.Steps[step.Number].Passes {
			n++
		}
	}
	return n
}

func (s status) begun() bool { return s.edited || !s.progress.LastRun.IsZero() }
func (s status) done() bool  { return s.passing() == len(s.steps) }

// A boardPrinter writes the board.
type boardPrinter struct {
	w     io.Writer
	style report.Style
	now   time.Time

	nameWidth, stepsWidth int // of the longest name and bar
}

// line prints a question's line.
func (p boardPrinter) line(s status) {
	if s.problem != nil {
		fmt.Fprintf(p.w, "  %-*s  %s\n", p.nameWidth, s.q.Name, p.style.Paint(report.Red, s.problem.Error()))
		return
	}
	padding := strings.Repeat(" ", p.stepsWidth-len(s.steps))
	line := fmt.Sprintf("  %-*s  %s%s  %d/%d  %s", p.nameWidth, s.q.Name, p.bar(s), padding, s.passing(), len(s.steps), p.remark(s)+ofTests(s.progress))
	fmt.Fprintln(p.w, line)
}

// interviews prints the best and the latest interview of each question.
func (p boardPrinter) interviews(all []status) {
	heading := "\nInterviews:\n\n"
	for _, s := range all {
		for _, line := range s.interviews() {
			fmt.Fprintf(p.w, "%s  %-*s  %s\n", heading, p.nameWidth, s.q.Name, line)
			heading = ""
		}
	}
}

// interviews returns the lines about the interviews of a question.
func (s status) interviews() (lines []string) {
	h := s.talks
	if last := len(h.Results) - 1; last >= 0 {
		lines = append(lines, fmt.Sprintf("best    %v", h.Results[h.Best]))
		if h.Best != last {
			lines = append(lines, fmt.Sprintf("latest  %v", h.Results[last]))
		}
	}
	if s.damaged != nil {
		lines = append(lines, s.damaged.Error())
	}
	if h.Open {
		lines = append(lines, "open    to go on: make interview Q="+s.q.Name)
	}
	return lines
}

// bar returns a sign for each step: the step passes, no longer passes, or has not passed yet.
func (p boardPrinter) bar(s status) string {
	var b strings.Builder
	for _, step := range s.steps {
		switch at := s.progress.Steps[step.Number]; {
		case at.Passes:
			b.WriteString(p.style.Paint(report.Green, "■"))
		case at.FailsAgain():
			b.WriteString(p.style.Paint(report.Red, "✗"))
		default:
			b.WriteString(p.style.Paint(report.Grey, "□"))
		}
	}
	return b.String()
}

// remark says in words how far the learner is with a question.
func (p boardPrinter) remark(s status) string {
	if s.talks.Open {
		return "an interview is open"
	}
	if !s.begun() {
		return p.style.Paint(report.Grey, "not begun")
	}
	if s.progress.LastRun.IsZero() {
		return "in progress, not run yet"
	}
	text := "in progress"
	if s.done() {
		text = "done"
	} else if again := s.failingAgain(); again != "" {
		text = again
	}
	text += ", last run " + ago(p.now.Sub(s.progress.LastRun))
	if s.edited {
		text += ", edited since"
	}
	return text
}

// ofTests says what the learner's own tests found.
func ofTests(p workspace.Progress) string {
	text := ""
	caught, of := 0, 0
	for _, t := range p.Tested {
		caught, of = caught+t.Caught, of+t.Of
	}
	if of > 0 {
		text += fmt.Sprintf("; own tests catch %d of %d", caught, of)
	}
	if n := len(p.Spot.Found); n > 0 {
		text += fmt.Sprintf("; %s spotted", report.Plural(n, "mistake"))
	}
	return text
}

// failingAgain says which steps no longer pass, if any do.
func (s status) failingAgain() string {
	var numbers []string
	for _, step := range s.steps {
		if s.progress.Steps[step.Number].FailsAgain() {
			numbers = append(numbers, fmt.Sprint(step.Number))
		}
	}
	switch len(numbers) {
	case 0:
		return ""
	case 1:
		return "step " + numbers[0] + " no longer passes"
	default:
		return "steps " + strings.Join(numbers, ", ") + " no longer pass"
	}
}

// ago returns how long ago something was, in words.
func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 24*time.Hour:
		return report.Plural(int(d.Hours()), "hour") + " ago"
	default:
		return report.Plural(int(d.Hours()/24), "day") + " ago"
	}
}

// next says what to do next.
func (p boardPrinter) next(all []status) {
	s, ok := pickNext(all)
	if !ok {
		if slices.ContainsFunc(all, func(s status) bool { return s.problem != nil }) {
			fmt.Fprintln(p.w, "Next: correct the errors in the list above, in the lines without a bar.")
			return
		}
		if question.IsHandout(all[0].q.Root) {
			fmt.Fprintln(p.w, "All questions are done.")
			return
		}
		last := slices.MaxFunc(all, func(a, b status) int { return a.progress.LastRun.Compare(b.progress.LastRun) })
		fmt.Fprintf(p.w, "All questions are done. Next: make compare Q=%[1]s shows your design beside the reference, make bench Q=%[1]s measures both.\n", last.q.Name)
		return
	}
	open, _ := s.progress.FirstOpen(s.steps)
	switch {
	case s.talks.Open:
		fmt.Fprintf(p.w, "Next: go on with the interview of %[1]s: make interview Q=%[1]s\n", s.q.Name)
	case !s.begun():
		fmt.Fprintf(p.w, "Next: read %[1]s/README.md, edit %[1]s/stub.go, then run: make try Q=%[1]s\n", s.q.Name)
	case s.edited:
		fmt.Fprintf(p.w, "Next: make try Q=%s\n", s.q.Name)
	default:
		fmt.Fprintf(p.w, "Next: step %d of %s (%s): edit %[2]s/stub.go, then run: make try Q=%[2]s\n", open.Number, s.q.Name, open.Title)
		fmt.Fprintf(p.w, "Stuck? make hint Q=%s\n", s.q.Name)
	}
}

// pickNext returns the question to go on with. That is one with an open interview, or the started question that was run
// last, or, if no question was started, the first that is not done.
func pickNext(all []status) (next status, ok bool) {
	for _, s := range all {
		if s.problem == nil && s.talks.Open {
			return s, true
		}
	}
	for _, s := range all {
		if s.problem != nil || s.done() && !s.edited {
			continue
		}
		better := s.begun() && (!next.begun() || s.progress.LastRun.After(next.progress.LastRun))
		if !ok || better {
			next, ok = s, true
		}
	}
	return next, ok
}
