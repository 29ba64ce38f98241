package gotest

import (
	"context"
	"fmt"
	"iter"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// StepLimit is how long the process of a step may take. The tests give up a row that hangs much earlier. This limit
// is for code that they cannot stop.
const StepLimit = 2 * time.Minute

// A Status is how a step went.
type Status int

// The statuses.
const (
	StepPassed Status = iota + 1
	StepFailed
	StepUnwritten // it needs a body that is not written yet
	StepCrashed   // its process crashed
	StepEnded     // its process ended by itself before the step did
	StepTimedOut
)

// A Result says how a step went and why.
type Result struct {
	Step   question.Step
	Status Status
	Took   time.Duration

	Row     string   // the row that explains why it did not pass, or "" if no row does
	Rule    string   // the rule that the row's message names, or "" if that is the row itself
	Detail  []string // the lines that say why
	Advice  []string // lines that tell the author of the code where to look, if Detail does not
	Earlier []string // lines about a row that had failed before the one that ended the process
	Printed []string // the lines that the learner's code printed during the row
	More    int      // how many more rows failed

	InInit bool // it crashed in package initialization, before any test

	Need  string // if the step is unwritten: the body to write next, such as "Map.Put"
	Place string // and where it is
}

// Lines returns all lines that say why the step did not pass.
func (r Result) Lines() []string { return slices.Concat(r.Detail, r.Advice, r.Earlier) }

// Steps runs the steps, each in a process of its own, and yields the results in order. It stops at a step that
// cannot be run, with an error that says why. Two steps run at a time if there are processors for them. Before it
// waits for the result of a step, it calls begin.
func (b Binary) Steps(ctx context.Context, steps []question.Step, begin func(question.Step)) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait()
		defer cancel()

		ended := make([]chan stepEnded, len(steps)) // by index
		waiting := make(chan int, len(steps))
		for i := range steps {
			ended[i] = make(chan stepEnded, 1)
			waiting <- i
		}
		close(waiting)
		for range min(2, runtime.GOMAXPROCS(0)) {
			workers.Go(func() {
				for i := range waiting {
					r, err := b.runStep(ctx, steps[i])
					ended[i] <- stepEnded{r, err}
				}
			})
		}
		for i, s := range steps {
			begin(s)
			if e := <-ended[i]; !yield(e.result, e.err) || e.err != nil {
				return
			}
		}
	}
}

// stepEnded is what runStep has returned.
type stepEnded struct {
	result Result
	err    error
}

// runStep runs a step and returns how it went.
func (b Binary) runStep(ctx context.Context, s question.Step) (Result, error) {
	begin := time.Now()
	log, err := b.Run(ctx, StepLimit, nil, "-test.run=^"+s.Test+"$")
	if err != nil {
		return Result{}, err
	}
	r := ResultOf(b.Question, s, log)
	r.Took = time.Since(begin)
	return r, nil
}

// ResultOf returns the result of a step from the log of its process. A step has passed only if the log shows that
// its test ran to its end.
func ResultOf(q question.Question, s question.Step, log *Log) Result {
	r := Result{Step: s}
	outcome := DidNotRun
	if test := log.Find(s.Test); test != nil {
		outcome = test.Outcome
	}
	switch {
	case log.Exit.TimedOut:
		r.explainTimeOut(log)
		r.addFailure(q, log)
	case log.Crashed():
		r.explainCrash(q, log)
		r.addFailure(q, log)
	case outcome == DidNotRun || outcome == Passed && log.Exit.Code != 0:
		r.explainEnd(log)
		r.addFailure(q, log)
	case outcome == Passed:
		r.Status = StepPassed
	default:
		r.explainFailure(q, log)
	}
	return r
}

// addFailure notes the first row that had failed before the one that ended the process.
func (r *Result) addFailure(q question.Question, log *Log) {
	for _, test := range log.Failures() {
		if row := RowName(test.Name); row != "" && row != r.Row {
			r.Earlier = []string{"a row had failed before: " + row}
			for _, line := range r.detail(q, test) {
				r.Earlier = append(r.Earlier, "    "+line)
			}
			return
		}
	}
}

// detail returns the messages of a row without what its name says.
func (r *Result) detail(q question.Question, test *Test) []string {
	var lines []string
	for _, line := range test.Message() {
		if !repeatsRow(line, r.Step, test.Name) {
			lines = append(lines, Clickable(q, line))
		}
	}
	return lines
}

func (r *Result) explainTimeOut(log *Log) {
	test := log.Running()
	r.Status, r.Row, r.Printed = StepTimedOut, RowName(test.Name), test.Printed()
	r.Detail = []string{fmt.Sprintf("the step did not end within %v and was stopped", StepLimit)}
	r.Advice = []string{"look for a loop, or a wait, that does not end, or for code that is too slow"}
	if test.Name == "" {
		r.Advice = append(r.Advice, "no test was running: look at init functions, and at the values of package variables")
	}
}

func (r *Result) explainCrash(q question.Question, log *Log) {
	r.Status, r.Row, r.Detail = StepCrashed, RowName(log.Running().Name), CrashLines(q, log)
	if strings.Contains(r.Detail[0], "unexpected call to os.Exit(0)") {
		r.Status, r.Detail[0] = StepEnded, "the process ended before the step did: os.Exit was called"
	}
	if r.InInit = log.lastTest() == nil && inInit(q, log.Crash); r.InInit {
		r.Advice = []string{"it was before any test began, in package initialization: look at init functions, and at the values of package variables"}
	} else if log.rows() > 1 && inOwnGoroutine(log.Crash) {
		r.Detail = append(r.Detail, "it was in a goroutine that your code started, in this row or in an earlier one")
	}
}

func (r *Result) explainEnd(log *Log) {
	test := log.Running()
	r.Status, r.Row, r.Printed = StepEnded, RowName(test.Name), test.Printed()
	r.Detail = []string{"the process ended before the step did: " + log.Exit.Text}
	if log.Exit.Code >= 0 {
		r.Advice = append(r.Advice, "your code must not call os.Exit or log.Fatal, nor close or replace os.Stdout: look for such a call")
	}
}

// explainFailure explains the first row that failed.
func (r *Result) explainFailure(q question.Question, log *Log) {
	r.Status = StepFailed
	rows := log.Failures()
	if len(rows) == 0 {
		rows = []*Test{log.Find(r.Step.Test)}
	}
	r.Row, r.More, r.Printed = RowName(rows[0].Name), len(rows)-1, rows[0].Printed()
	message := rows[0].Message()
	if r.Detail = r.detail(q, rows[0]); len(r.Detail) == 0 {
		r.Detail = []string{"the step failed, but its message is lost: your code prints lines that look like those of go test"}
	}
	if match := unwrittenBody.FindStringSubmatch(strings.Join(r.Detail, "\n")); match != nil {
		r.Status, r.Place, r.Need = StepUnwritten, match[1], strings.TrimPrefix(match[2], q.Name+".")
		return
	}
	last := len(message) - 1
	if last > 0 && strings.HasPrefix(strings.TrimSpace(message[last]), "rule of the last call: ") {
		last--
	}
	if last >= 0 && !repeatsRow(message[last], r.Step, rows[0].Name) {
		if match := ruleLine.FindStringSubmatch(message[last]); match != nil {
			r.Rule = match[1]
		}
	}
}

// ruleLine matches the line that names the rule which is broken: the last line of a row's message, or the last but one
// if the rule of the last call is another one.
var ruleLine = regexp.MustCompile(`^ *rule: (.+?)(?: \(step [0-9]+\))?$`)

// unwrittenBody matches the message of the tests about a body that is not written yet.
var unwrittenBody = regexp.MustCompile(`(?m)^(?:(.+\.go:[0-9]+): )?not implemented yet: (\S+)`)

// RowName returns the name of a row as its author wrote it, or "" for the step itself. The testing package writes
// underscores for spaces.
func RowName(test string) string {
	_, row, _ := strings.Cut(test, "/")
	return strings.ReplaceAll(row, "_", " ")
}

// repeatsRow reports whether line is the rule at the end of a message and says no more than the row's name.
func repeatsRow(line string, s question.Step, test string) bool {
	return strings.TrimSpace(line) == fmt.Sprintf("rule: %s (step %d)", RowName(test), s.Number)
}

// Count returns how many results have a status.
func Count(results []Result, wanted Status) int {
	count := 0
	for _, r := range results {
		if r.Status == wanted {
			count++
		}
	}
	return count
}

// FirstNotPassed returns the first result that is not a pass.
func FirstNotPassed(results []Result) (r Result, ok bool) {
	i := slices.IndexFunc(results, func(r Result) bool { return r.Status != StepPassed })
	if i < 0 {
		return Result{}, false
	}
	return results[i], true
}
