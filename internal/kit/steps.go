package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// stepLimit is how long the process of a step may take. The judge itself gives up rows that hang,
// much earlier; this is for what it cannot stop.
const stepLimit = 2 * time.Minute

// A status is how a step went.
type status int

const (
	passed status = iota + 1
	failed
	unwritten // it needs a body that is still to be written
	crashed   // its process crashed
	ended     // its process ended by itself before the step did
	timedOut
)

// A result is how a step went and why.
type result struct {
	step   step
	status status
	took   time.Duration

	row     string   // the row that tells why it did not pass, "" if it is none in particular
	detail  []string // the lines that say why
	printed []string // the lines that the learner's code printed meanwhile
	more    int      // how many more rows failed

	need  string // the body to write next, such as "Map.Put", and where it is; of an unwritten step
	place string
}

// runStep runs a step in a process of its own and returns how it went.
func runStep(ctx context.Context, binary testBinary, s step) (result, error) {
	begin := time.Now()
	j, end, err := binary.run(ctx, stepLimit, "-test.run=^"+s.test+"$")
	if err != nil {
		return result{}, err
	}
	r := binary.question.judge(s, j, end)
	r.took = time.Since(begin)
	return r, nil
}

// judge returns how a step went whose process left j behind and ended so. A step has passed only if
// its test is known to have run to its end.
func (q question) judge(s step, j *journal, end ending) result {
	r := result{step: s}
	outcome := ""
	if record := j.find(s.test); record != nil {
		outcome = record.outcome
	}
	switch {
	case end.timedOut:
		explainTimeOut(&r, j)
	case end.crashed(j):
		q.explainCrash(&r, j)
	case outcome == "" || outcome == "pass" && end.code != 0:
		explainEnd(&r, j, end)
	case outcome == "pass":
		r.status = passed
	default:
		q.explainFailure(&r, j)
	}
	return r
}

func explainTimeOut(r *result, j *journal) {
	r.status, r.row, r.printed = timedOut, rowName(j.underWay().name), j.underWay().printed()
	r.detail = []string{
		fmt.Sprintf("it did not end within %v and was stopped", stepLimit),
		"is there a loop, or a wait, that does not end?",
	}
}

func (q question) explainCrash(r *result, j *journal) {
	r.status, r.row, r.detail = crashed, rowName(j.underWay().name), q.crashLines(j)
	if strings.Contains(r.detail[0], "unexpected call to os.Exit(0)") {
		r.status, r.detail[0] = ended, "the process ended before the step did: os.Exit was called"
	}
}

func explainEnd(r *result, j *journal, end ending) {
	r.status, r.row, r.printed = ended, rowName(j.underWay().name), j.underWay().printed()
	r.detail = []string{"the process ended before the step did: " + end.text}
	if end.code >= 0 {
		r.detail = append(r.detail, "does your code call os.Exit or log.Fatal? It must not")
	}
}

// explainFailure tells about the first row that failed.
func (q question) explainFailure(r *result, j *journal) {
	r.status = failed
	rows := j.failures()
	if len(rows) == 0 {
		rows = []*testRecord{j.find(r.step.test)}
	}
	r.row, r.more, r.printed = rowName(rows[0].name), len(rows)-1, rows[0].printed()
	for _, line := range rows[0].message() {
		if !repeatsRow(line, r.step, rows[0].name) {
			r.detail = append(r.detail, q.clickable(line))
		}
	}
	if match := unwrittenBody.FindStringSubmatch(strings.Join(r.detail, "\n")); match != nil {
		r.status, r.place, r.need = unwritten, match[1], strings.TrimPrefix(match[2], q.name+".")
	}
}

// unwrittenBody matches what the judge says when it meets a body that is still to be written.
var unwrittenBody = regexp.MustCompile(`(?m)^(?:(\S+\.go:[0-9]+): )?not implemented yet: (\S+)`)

// rowName returns the name of a row as its author wrote it, "" for the step itself. The testing
// package writes its spaces as underscores.
func rowName(test string) string {
	_, row, _ := strings.Cut(test, "/")
	return strings.ReplaceAll(row, "_", " ")
}

// repeatsRow reports whether line says no more than the row's name: the judge ends its messages
// with the rule.
func repeatsRow(line string, s step, test string) bool {
	return strings.TrimSpace(line) == fmt.Sprintf("rule: %s (step %d)", rowName(test), s.number)
}

// countStatus returns how many results have a status.
func countStatus(results []result, wanted status) int {
	count := 0
	for _, r := range results {
		if r.status == wanted {
			count++
		}
	}
	return count
}

// firstNotPassed returns the first result that is not a pass.
func firstNotPassed(results []result) (r result, ok bool) {
	i := slices.IndexFunc(results, func(r result) bool { return r.status != passed })
	if i < 0 {
		return result{}, false
	}
	return results[i], true
}
