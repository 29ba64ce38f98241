package grade

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Options are the options of grade as the user typed them. "" means the default.
type Options struct{ Format, Points, Limit, Out, Box string }

// Grade judges the submissions in directory and prints the results. If any step of any submission did not pass, it
// returns [report.ErrFailed].
func Grade(ctx context.Context, w, progress io.Writer, q question.Question, directory string, o Options) error {
	format, err := score.FindFormat(o.Format)
	if err != nil {
		return err
	}
	g, err := newGrader(q, o)
	if err != nil {
		return err
	}
	found, err := submission.Find(q, directory, format.One())
	if err != nil {
		return err
	}
	if note := format.Note(found); note != "" {
		fmt.Fprintln(progress, note)
	}
	remove, err := g.open(ctx, progress, o.Box)
	if err != nil {
		return err
	}
	defer remove()
	warnUnboxed(progress, g.box, o.Box)
	out, err := openResults(o.Out, q, found, progress)
	if err != nil {
		return err
	}
	defer out.close()
	reporter := score.NewReporter(w, progress, format, o.Out, found)
	all, err := g.gradeAll(ctx, found, out, reporter.Submission)
	err = cmp.Or(reporter.Finish(all, err), err)
	if err == nil && !all.AllPassed() {
		err = report.ErrFailed
	}
	return err
}

// warnUnboxed says before any submission is judged that there is no box, unless the user asked for none.
func warnUnboxed(progress io.Writer, box sandbox.Sandbox, wanted string) {
	if box.Kind == sandbox.None && wanted == "" {
		fmt.Fprintf(progress, "Warning: there is no box here, so the submissions will run with your rights (%s). First the reference is judged. To stop before the submissions: Ctrl-C.\n", box.Why)
	}
}

// A grader judges submissions to one question.
type grader struct {
	q      question.Question
	steps  []question.Step
	points []int         // by step
	limit  time.Duration // for each step

	compileLimit time.Duration
	slack        time.Duration // of the process that judges a submission
	box          sandbox.Sandbox

	dir  string              // for the binaries that it compiles
	say  func(line string)   // shows what the grader is doing
	rows map[string][]string // the rows that the reference passes, by the test of the step
}

func newGrader(q question.Question, o Options) (*grader, error) {
	steps, err := q.Steps()
	if err != nil {
		return nil, err
	}
	points, err := parsePoints(o.Points, len(steps))
	if err != nil {
		return nil, err
	}
	limit, err := parseLimit(o.Limit)
	if err != nil {
		return nil, err
	}
	return &grader{q: q, steps: steps, points: points, limit: limit, compileLimit: compileLimit, slack: defaultSlack, rows: make(map[string][]string)}, nil
}

// open makes the directory that the grader works in, and finds its box. It returns the function that removes the
// directory.
func (g *grader) open(ctx context.Context, progress io.Writer, wanted string) (remove func(), err error) {
	style := report.StyleFor(progress)
	g.say = func(line string) { style.Transient(progress, score.Visible(line)) }
	g.dir, remove, err = workspace.TempDir()
	if err != nil {
		return remove, err
	}
	if g.box, err = sandbox.Find(ctx, wanted, g.dir); err != nil {
		remove()
	}
	return remove, err
}

// gradeAll judges the submissions one after another, because two at a time would slow each other down. It takes earlier
// results from out and adds the new ones. It calls done after each submission.
func (g *grader) gradeAll(ctx context.Context, found submission.Submissions, out *results, done func(score.Report, score.Submission)) (score.Report, error) {
	defer g.say("")
	report := score.Report{Question: g.q.Name, Limit: g.limit.String(), Box: g.box.Explain(), Ignored: found.Ignored, Steps: g.steps}
	sandbox.AdoptOrphans()
	sandbox.SurviveSignals()
	before, err := fingerprint(g.q)
	if err != nil {
		return report, err
	}
	known := func(s submission.Submission) bool {
		_, ok := out.find(s.Name, g.fingerprint(before, s))
		return ok || s.Problem != "" // then nothing runs
	}
	if !all(found.List, known) {
		if err := g.learnRows(ctx); err != nil {
			return report, err
		}
	}
	for i, s := range found.List {
		print := g.fingerprint(before, s)
		graded, ok := out.find(s.Name, print)
		if ok {
			out.sayKept(s.Name)
		} else {
			g.say(fmt.Sprintf("%d of %d: %s, compiling …", i+1, len(found.List), score.Name(s.Name)))
			if graded, err = g.delegate(ctx, s); err != nil {
				return report, err
			}
			graded.Fingerprint = print
		}
		report.Submissions = append(report.Submissions, graded)
		g.say("")
		done(report, graded)
		if err := out.write(report, found.List[i+1:]); err != nil {
			report.Unkept = true
			return report, fmt.Errorf("the results of %s could not be written to OUT=%s: %w", score.Name(s.Name), out.path, err)
		}
		if after, err := fingerprint(g.q); err != nil || after != before {
			return report, fmt.Errorf("files of the judge changed while %s was judged, perhaps by its code. The later submissions were not judged. "+
				"Check with git status, restore the files, and grade again", score.Name(s.Name))
		}
	}
	return report, nil
}

// learnRows notes which rows the reference passes in each step. A submission passes a step only if it passes all of
// them. If the reference fails, this machine cannot judge.
func (g *grader) learnRows(ctx context.Context) error {
	g.say("the reference, compiling: the first time this takes a minute or more …")
	binary, err := g.build(ctx, g.dir, question.Reference, nil, "")
	if err != nil {
		return err
	}
	for _, s := range g.steps {
		g.say(fmt.Sprintf("the reference, step %d …", s.Number))
		a, err := binary.run(ctx, s, g.limit)
		if err != nil {
			return err
		}
		result := gotest.ResultOf(g.q, s, a.log)
		result.Advice = nil // it is for authors of submissions
		if r := g.scoreOf(result, a); r.Status != score.StatusPassed {
			return fmt.Errorf("the reference itself does not pass step %d of %s here, so no submission was graded (%s): %s\n"+
				"If the machine is very busy, grade again, or use a longer limit such as LIMIT=5m",
				s.Number, g.q.Name, r.Status, strings.Join(r.Message, "\n"))
		}
		g.rows[s.Test] = a.report.Passed
	}
	return nil
}

// gradeOne judges one submission, and calls done with the result of each step.
func (g *grader) gradeOne(ctx context.Context, s submission.Submission, done func(score.Step)) (score.Submission, error) {
	graded := g.newGraded(s)
	if s.Problem != "" {
		g.refuse(&graded, score.StatusNoSolution, s.Problem)
		return graded, nil
	}
	if len(s.Wrong) > 0 {
		g.refuse(&graded, score.StatusNotCompiled, s.Wrong...)
		return graded, nil
	}
	binary, err := g.build(ctx, g.dir, question.Learners, s.Files, s.Shown)
	if status, problem, ok := compileProblem(err); ok {
		g.refuse(&graded, status, problem...)
		return graded, nil
	}
	if err != nil {
		return graded, err
	}
	for i, step := range g.steps {
		g.say(fmt.Sprintf("%s, step %d, %s …", score.Name(s.Name), step.Number, step.Title))
		a, err := binary.run(ctx, step, g.limit)
		if err != nil {
			return graded, err
		}
		result := g.scoreOf(gotest.ResultOf(g.q, step, a.log), a)
		result.Maximum = g.points[i]
		result.Award()
		graded.Add(result)
		done(result)
		if result.Stuck {
			g.giveUp(&graded, g.steps[i+1:])
			break
		}
	}
	return graded, nil
}

// newGraded returns the results of a submission before it is judged.
func (g *grader) newGraded(s submission.Submission) score.Submission {
	return score.Submission{Name: s.Name, Directory: s.Dir, Maximum: sum(g.points), Files: s.FileNames(), Ignored: s.Ignored, Uses: s.Uses}
}

func all[T any](list []T, f func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !f(x) })
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}
