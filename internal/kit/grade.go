package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// gradeOptions is what a call of grade asks for, as it was typed; "" means the default.
type gradeOptions struct{ format, points, limit, out, box string }

// What the options are if nothing is said.
const (
	defaultFormat = "text"
	defaultPoints = "10"
	defaultLimit  = "1m"
)

const gradeHelp = `Grade judges somebody's solution, in the files of a directory, with the steps of this repository.

The directory holds one solution (stub.go and other Go files, or a copy of the repository that has
the question's directory), or a directory for each of several. The repository itself stays as it is.
A solution's own tests, and its versions of the kit's files, are left out.

On Linux the solution's code runs in a box, where it sees none of your files, no network and no other
process. Elsewhere it runs with your rights: see the README.`

// gradeCommand returns the command that judges other people's solutions.
func gradeCommand() *cobra.Command {
	var o gradeOptions
	command := &cobra.Command{
		Use:   "grade <question> <directory>",
		Short: "judge somebody's solution in another directory, or many of them",
		Long:  gradeHelp,
		Args:  checkGradeArgs,
		RunE: func(command *cobra.Command, args []string) error {
			root, err := findRoot()
			if err != nil {
				return err
			}
			q, err := findQuestion(root, args[0])
			if err != nil {
				return err
			}
			return grade(command.Context(), command.OutOrStdout(), command.ErrOrStderr(), q, args[1], o)
		},
	}
	command.Flags().StringVar(&o.format, "format", "", "what to print: "+strings.Join(formatNames(), ", "))
	command.Flags().StringVar(&o.points, "points", "", "points of each step: one number for all, or one a step as in 5,10,10 (default "+defaultPoints+")")
	command.Flags().StringVar(&o.limit, "limit", "", "how long a step may take (default "+defaultLimit+")")
	command.Flags().StringVar(&o.out, "out", "", "a file for the results as JSON, written after each submission; with the same file again, grade goes on where it was cut off")
	command.Flags().StringVar(&o.box, "box", "", "none runs the code with your rights (default the best box that there is)")
	return command
}

func checkGradeArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) < 2 || args[1] == "":
		return usageError{"Whose solution? Say the question and the directory, as in: make grade Q=hashmap DIR=../submissions"}
	case len(args) > 2:
		return usageError{fmt.Sprintf("too many arguments: %s. Grade takes a question and one directory", strings.Join(args[2:], " "))}
	}
	return nil
}

// grade judges the submissions in directory and prints what came out. It returns errFailed if a
// step of any did not pass.
func grade(ctx context.Context, w, progress io.Writer, q question, directory string, o gradeOptions) error {
	write, err := findFormat(o.format)
	if err != nil {
		return err
	}
	g, err := newGrader(q, o)
	if err != nil {
		return err
	}
	found, err := findSubmissions(q, directory)
	if err != nil {
		return err
	}
	remove, err := g.open(ctx, progress, o.box)
	if err != nil {
		return err
	}
	defer remove()
	out, err := openResults(o.out, q, found, progress)
	if err != nil {
		return err
	}
	defer out.close()
	reporter := newReporter(w, progress, write, o.format, found)
	report, err := g.gradeAll(ctx, found, out, reporter.submission)
	err = cmp.Or(reporter.finish(report), err)
	if err == nil && !report.allPassed() {
		err = errFailed
	}
	return err
}

// A grader judges submissions to one question.
type grader struct {
	q      question
	steps  []step
	points []int         // of each step
	limit  time.Duration // of each step

	compileLimit time.Duration
	slack        time.Duration // of the process that judges a submission
	box          box

	dir  string              // for what it compiles
	say  func(line string)   // shows what is under way
	rows map[string][]string // what the reference passes in each step, by the step's test
}

func newGrader(q question, o gradeOptions) (*grader, error) {
	steps, err := q.steps()
	if err != nil {
		return nil, err
	}
	points, err := parsePoints(o.points, len(steps))
	if err != nil {
		return nil, err
	}
	limit, err := parseLimit(o.limit)
	if err != nil {
		return nil, err
	}
	return &grader{q: q, steps: steps, points: points, limit: limit, compileLimit: compileLimit, slack: defaultSlack, rows: make(map[string][]string)}, nil
}

// open makes the directory that the grader works in, finds its box, and returns the function that removes
// the directory.
func (g *grader) open(ctx context.Context, progress io.Writer, wanted string) (remove func(), err error) {
	style := styleFor(progress)
	g.say = func(line string) { style.transient(progress, visible(line)) }
	g.dir, remove, err = tempDir()
	if err != nil {
		return remove, err
	}
	if g.box, err = findBox(ctx, wanted, g.dir); err != nil {
		remove()
	}
	return remove, err
}

// gradeAll judges the submissions, one after another: two at a time would slow each other down. It takes from
// out what was judged before, and adds to it; done is called after each submission.
func (g *grader) gradeAll(ctx context.Context, found submissions, out *results, done func(gradeReport, gradedSubmission)) (gradeReport, error) {
	defer g.say("")
	report := gradeReport{Question: g.q.name, Limit: g.limit.String(), Box: g.box.explain(), Ignored: found.ignored, steps: g.steps}
	adoptOrphans()
	surviveSignals()
	before, err := g.q.fingerprint()
	if err != nil {
		return report, err
	}
	known := func(s submission) bool { _, ok := out.find(s.Name, g.fingerprint(before, s)); return ok }
	if !all(found.list, known) {
		if err := g.learnRows(ctx); err != nil {
			return report, err
		}
	}
	for i, s := range found.list {
		fingerprint := g.fingerprint(before, s)
		graded, ok := out.find(s.Name, fingerprint)
		if ok {
			out.sayKept(s.Name)
		} else {
			g.say(fmt.Sprintf("%d of %d: %s, compiling …", i+1, len(found.list), s.Name))
			if graded, err = g.delegate(ctx, s); err != nil {
				return report, err
			}
			graded.Fingerprint = fingerprint
		}
		report.Submissions = append(report.Submissions, graded)
		g.say("")
		done(report, graded)
		if err := out.write(report, found.list[i+1:]); err != nil {
			return report, err
		}
		if after, err := g.q.fingerprint(); err != nil || after != before {
			return report, fmt.Errorf("the files that judge changed while %s was judged, perhaps by its code, so the rest was not: "+
				"look with git status, put them right and grade again", visible(s.Name))
		}
	}
	return report, nil
}

// learnRows notes which rows the reference passes in each step: a submission passes the step only
// if it passes them all. A reference that fails says that this machine cannot judge.
func (g *grader) learnRows(ctx context.Context) error {
	g.say("the reference, compiling: the first time this takes a minute or more …")
	binary, err := g.build(ctx, g.dir, reference, nil, "")
	if err != nil {
		return err
	}
	for _, s := range g.steps {
		g.say(fmt.Sprintf("the reference, step %d …", s.number))
		a, err := binary.run(ctx, s, g.limit)
		if err != nil {
			return err
		}
		if r := g.judge(s, a); r.Status != statusPassed {
			return fmt.Errorf("the reference itself does not pass step %d of %s here, so nobody was graded (%s): %s\n"+
				"is the machine very busy? Grade again, or with a longer limit as in LIMIT=5m",
				s.number, g.q.name, r.Status, strings.Join(r.Message, "\n"))
		}
		g.rows[s.test] = a.report.Passed
	}
	return nil
}

// gradeOne judges one submission, and calls done with what came out for each step.
func (g *grader) gradeOne(ctx context.Context, s submission, done func(gradedStep)) (gradedSubmission, error) {
	graded := g.newGraded(s)
	if s.Problem != "" {
		g.refuse(&graded, statusNoSolution, s.Problem)
		return graded, nil
	}
	if len(s.Wrong) > 0 {
		g.refuse(&graded, statusNotCompiled, s.Wrong...)
		return graded, nil
	}
	binary, err := g.build(ctx, g.dir, mine, s.Files, s.Shown)
	if problem, ok := compileProblem(err); ok {
		g.refuse(&graded, statusNotCompiled, problem...)
		return graded, nil
	}
	if err != nil {
		return graded, err
	}
	for i, step := range g.steps {
		g.say(fmt.Sprintf("%s, step %d, %s …", s.Name, step.number, step.title))
		a, err := binary.run(ctx, step, g.limit)
		if err != nil {
			return graded, err
		}
		result := g.judge(step, a)
		result.Maximum = g.points[i]
		result.award()
		graded.add(result)
		done(result)
		if result.stuck {
			g.giveUp(&graded, g.steps[i+1:])
			break
		}
	}
	return graded, nil
}

// newGraded returns the results of a submission that is still to be judged.
func (g *grader) newGraded(s submission) gradedSubmission {
	return gradedSubmission{Name: s.Name, Directory: s.Dir, Maximum: sum(g.points), Files: s.fileNames(), Ignored: s.Ignored, Uses: s.Uses}
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
