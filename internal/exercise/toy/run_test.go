package toy_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// nobody is the name for no learner: the code is right.
const nobody = "nobody"

// outcome says how a process ended and what it printed.
type outcome struct {
	output string
	code   int
}

// run runs this test binary on the learner's code.
func (tr trial) run(t *testing.T, more ...string) outcome {
	args := tr.args
	if args == nil {
		args = []string{"-test.run=^TestStep|^Fuzz"}
	}
	args = slices.Concat(args, more, []string{"-test.timeout=1m"})
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "OODKIT_") })
	cmd.Env = append(cmd.Env, "OODKIT_TOY="+tr.learnerName(), "GORACE=atexit_sleep_ms=0")
	cmd.Env = append(cmd.Env, tr.env...)
	output, err := cmd.CombinedOutput()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Errorf("%v: %v", cmd, err)
	}
	output = coverage.ReplaceAll(output, nil)
	return outcome{string(output), cmd.ProcessState.ExitCode()}
}

func (tr trial) learnerName() string {
	switch tr.learner {
	case "":
		return tr.name
	case nobody:
		return ""
	default:
		return tr.learner
	}
}

// coverage matches what a test binary prints that was built for coverage.
var coverage = regexp.MustCompile(`(?m)^coverage: .*\n`)

var testResult = regexp.MustCompile(`(?m)^--- (PASS|FAIL|SKIP): (?:TestStep(\d)|Fuzz)`)

// results returns how the steps and fuzz targets went, from the output with -v.
func (o outcome) results() string {
	var words []string
	for _, match := range testResult.FindAllStringSubmatch(o.output, -1) {
		words = append(words, strings.ToLower(match[1]))
	}
	return strings.Join(words, " ")
}

var (
	duration  = regexp.MustCompile(`\(\d+\.\d\ds\)`)
	endless   = regexp.MustCompile(`… and \d{3,} more failures`)
	benchmark = regexp.MustCompile(`(?m)^(?:goos|goarch|pkg|cpu): .*\n|^(Benchmark\w+?)(?:-\d+)?\s+1\s+[\d.]+ ns/op$`)
	place     = regexp.MustCompile(`(\w+\.go):(\d+)`)
)

// normalize returns output without the parts that change from run to run. It replaces the number of a line with the
// text of the line.
func normalize(t *testing.T, output string) string {
	t.Helper()
	output = duration.ReplaceAllString(output, "(0.00s)")
	output = endless.ReplaceAllString(output, "… and many more failures")
	output = benchmark.ReplaceAllString(output, "$1")
	return place.ReplaceAllStringFunc(output, func(text string) string {
		match := place.FindStringSubmatch(text)
		return fmt.Sprintf("%s:<%s>", match[1], sourceLine(t, match[1], match[2]))
	})
}

// sourceLine returns a line of a file of this package, or its comment if it has one.
func sourceLine(t *testing.T, file, number string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(lines) {
		t.Fatalf("no line %s in %s", number, file)
	}
	line := strings.TrimSpace(lines[n-1])
	if _, comment, ok := strings.Cut(line, " // "); ok {
		return comment
	}
	return line
}
