package examples

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/question"
)

// A solution is code that tests are run with.
type solution struct {
	name  string            // such as reference, designs/chaining, wrong/zero_value_is_a_miss
	files map[string][]byte // the package without its tests, by the names of the files
}

// newSolution returns the solution that an overlay makes of the question.
func newSolution(q question.Question, name string, o gotest.Overlay) (solution, error) {
	s := solution{name, make(map[string][]byte)}
	files, err := q.Files()
	if err != nil {
		return s, err
	}
	for _, f := range files {
		if _, replaced := o[q.Path(f.Name)]; replaced || f.IsTest() || !f.In(question.Learners) {
			continue
		}
		if s.files[f.Name], err = os.ReadFile(q.Path(f.Name)); err != nil {
			return s, err
		}
	}
	for path, text := range o {
		if text != nil {
			s.files[filepath.Base(path)] = text
		}
	}
	return s, nil
}

// reference returns the reference as a solution.
func reference(q question.Question) (solution, error) {
	o, err := judge.ReferenceOverlay(q, nil)
	if err != nil {
		return solution{}, err
	}
	return newSolution(q, "reference", o)
}

// solutions returns the candidates as solutions.
func solutions(q question.Question, candidates []judge.Candidate) ([]solution, error) {
	all := make([]solution, len(candidates))
	for i, c := range candidates {
		o, err := c.Overlay(q)
		if err != nil {
			return nil, err
		}
		if all[i], err = newSolution(q, c.Name, o); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// A bulk is one binary with many solutions of a question, each compiled with the same tests. A binary for each solution
// would take several times as long: here go links once, and keeps each compiled solution for the next time.
type bulk struct{ binary gotest.Binary }

// variable is the environment variable that chooses a solution of a bulk, by its folder.
const variable = "OODKIT_SOLUTION"

// folder is where go sees the packages of a bulk, relative to the module. Nothing is written there.
const folder = "internal/examples"

// compile compiles the solutions, each with the tests, into dir, which must be empty. If go refuses the tests, the error
// is a gotest.BuildError.
func compile(ctx context.Context, dir string, q question.Question, solutions []solution, tests []testFile) (bulk, error) {
	b := bulk{gotest.Binary{Question: q, Variant: question.Learners, Path: filepath.Join(dir, "tests.exe")}}
	module, err := q.Module()
	if err != nil {
		return b, err
	}
	overlay := gotest.Overlay{}
	var imports, table, mains strings.Builder
	for i, s := range solutions {
		at := path.Join(folder, q.Name, folderOf(s.name))
		for name, text := range s.files {
			overlay[filepath.Join(q.Root, at, name)] = text
		}
		fmt.Fprintf(&imports, "\ttests%d %q\n", i, path.Join(module, at, "tests"))
		fmt.Fprintf(&table, "\t%q: {\n", folderOf(s.name))
		for _, f := range tests {
			overlay[filepath.Join(q.Root, at, "tests", f.goName())] = f.importing(path.Join(module, at), q.Name)
			for _, name := range f.tests {
				fmt.Fprintf(&table, "\t\t%q: tests%d.%s,\n", name, i, name)
			}
		}
		table.WriteString("\t},\n")
	}
	for _, name := range names(tests) {
		fmt.Fprintf(&mains, "\nfunc %s(t *testing.T) { mine[%[1]q](t) }\n", name)
	}
	main := path.Join(folder, q.Name, "run")
	overlay[filepath.Join(q.Root, main, "run_test.go")] = fmt.Appendf(nil, runText, imports.String(), table.String(), variable, mains.String())
	file, err := overlay.Write(dir)
	if err != nil {
		return b, err
	}
	_, err = gotest.RunGo(ctx, q.Root, "test", "-c", "-tags="+question.Learners.Tag(), "-vet=off", "-ldflags=-s -w", "-overlay="+file, "-o="+b.binary.Path, "./"+main)
	return b, err
}

// folderOf returns the name of a solution's folder.
func folderOf(solution string) string { return strings.ReplaceAll(solution, "/", "_") }

// runText is the package that runs the tests of one solution.
const runText = `package run

import (
	"os"
	"testing"

%s)

var all = map[string]map[string]func(*testing.T){
%s}

var mine = all[os.Getenv(%q)]
%s`

// run runs tests with the solution of that name. It stops them after the limit.
func (b bulk) run(ctx context.Context, solution string, limit time.Duration, tests []string, args ...string) (ending, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	begin := time.Now()
	command := b.binary.Command(limited, slices.Concat([]string{"-test.run=^(" + strings.Join(tests, "|") + ")$"}, args, gotest.Flags)...)
	command.Env = append(os.Environ(), variable+"="+folderOf(solution))
	gotest.LimitMemory(command)
	log, err := gotest.Record(limited, command, &gotest.Recorder{MaxOutput: 1 << 24, MaxTests: 1 << 20})
	return ending{log, time.Since(begin)}, cmp.Or(ctx.Err(), err)
}

// An ending says how the tests of a solution ended.
type ending struct {
	log  *gotest.Log
	took time.Duration
}

// failed returns those of the tests that did not pass, or did not run since one before them ended the process.
func (e ending) failed(tests []string) []string {
	return slices.DeleteFunc(slices.Clone(tests), func(test string) bool {
		o := e.log.Outcome(test)
		return o == gotest.Passed || o == gotest.Skipped
	})
}

// says returns what a test that did not pass said, in few lines.
func (e ending) says(q question.Question, test string) []string {
	const most = 6
	var lines []string
	switch e.log.Outcome(test) {
	case gotest.TimedOut:
		lines = []string{fmt.Sprintf("it did not end within %v", e.took.Truncate(time.Second))}
	case gotest.Crashed:
		lines = gotest.CrashLines(q, e.log)
	case gotest.EndedEarly:
		lines = []string{"it ended the whole process: " + e.log.Exit.Text}
	case gotest.DidNotRun:
		lines = []string{"it did not run, because a test before it ended the process"}
	}
	for _, t := range e.log.Tests {
		if t.Name == test || strings.HasPrefix(t.Name, test+"/") {
			for _, line := range t.Message() {
				lines = append(lines, gotest.Clickable(q, line))
			}
		}
	}
	if len(lines) > most {
		lines = append(lines[:most], "…")
	}
	return lines
}
