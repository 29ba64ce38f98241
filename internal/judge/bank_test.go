package judge

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

var (
	runBank      = flag.Bool("bank", false, "build and run the candidates of the bank")
	bankQuestion = flag.String("question", "", "run only the bank of this question")
	bankSample   = flag.Int("sample", 0, "run this many wrong solutions of each question; 0 means all")
	bankSeed     = flag.String("seed", "", "choose the sample: another text chooses another sample")
	bankRows     = flag.Bool("rows", false, "write how many rows each wrong solution fails that runs")
	bankTimes    = flag.Int("times", 1, "run each wrong solution this many times: each run must reject it")
)

// TestBankFiles checks everything in the bank that can be checked without building it.
func TestBankFiles(t *testing.T) {
	for _, q := range questions(t, "") {
		t.Run(q.Name, func(t *testing.T) {
			bank, err := LoadBank(q)
			if err != nil {
				t.Error(err)
			}
			if err := checkBank(q, bank); err != nil {
				t.Error(err)
			}
		})
	}
}

// checkBank checks the candidates against the question as it is.
func checkBank(q question.Question, bank []Candidate) error {
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	var errs []error
	for i, s := range steps {
		if s.Number != i+1 {
			errs = append(errs, fmt.Errorf("%s has the test %s where step %d should be: want each number from 1 up, once", q.Path("steps_test.go"), s.Test, i+1))
		}
	}
	types, err := newTypeChecker(q)
	if err != nil {
		return err
	}
	wrong := 0
	for _, c := range bank {
		if c.Step > 0 {
			wrong++
		}
		if c.Step > len(steps) {
			errs = append(errs, fmt.Errorf("%s: the archive is for step %d, but the question has %d steps", c.File, c.Step, len(steps)))
		}
		o, err := c.Overlay(q)
		if err == nil {
			if err = types.check(o); err != nil {
				err = fmt.Errorf("%s: the candidate does not compile: %w", c.File, err)
			}
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if right := len(bank) - wrong; wrong < 1 || right < 2 {
		errs = append(errs, fmt.Errorf("%s has %d wrong and %d right solutions: want at least 1 and 2", Dir(q), wrong, right))
	}
	return errors.Join(errs...)
}

// TestBanksHaveQuestions finds banks that belong to no question, which no test would run.
func TestBanksHaveQuestions(t *testing.T) {
	root := moduleRoot(t)
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, err := question.Find(root, e.Name()); err != nil {
			t.Errorf("testdata/%s: %v", e.Name(), err)
		}
	}
}

// TestBank builds and runs the candidates. It takes about two seconds for each.
func TestBank(t *testing.T) {
	if !*runBank {
		t.Skip("the bank did not run: go test ./internal/judge -bank [-question hashmap]")
	}
	why := noRace()
	for _, q := range questions(t, *bankQuestion) {
		var wrong, right tally
		var rows rowCount
		all, err := LoadBank(q)
		if err != nil {
			t.Error(err)
		}
		t.Run(q.Name, func(t *testing.T) {
			bank := all
			if len(bank) == 0 {
				t.Fatalf("%s has no candidates", Dir(q))
			}
			if *bankSample > 0 {
				bank = Sample(bank, *bankSample, *bankSeed)
			}
			for _, c := range bank {
				if c.Step > 0 {
					t.Run(c.Name, func(t *testing.T) { wrong.run(t, func() error { return rejects(t, q, c, &rows) }) })
					continue
				}
				t.Run(c.Name, func(t *testing.T) { right.run(t, func() error { return accepts(t, q, c, false) }) })
				if *bankSample > 0 && lot(*bankSeed, c.Name)%3 > 0 {
					continue // these runs take the longest: other samples have the others
				}
				t.Run(c.Name+"-race", func(t *testing.T) {
					if why != "" {
						t.Skip("not tried under the race detector: " + why)
					}
					right.run(t, func() error { return accepts(t, q, c, true) })
				})
			}
		})
		if *bankRows {
			if err := writeRows(q, all, rows.failed); err != nil {
				t.Error(err)
			}
		}
		// If all candidates are judged as expected, only a run in this directory, or with -v, shows this line.
		fmt.Printf("%s: %v wrong solutions rejected, %v runs of right designs passed\n", q.Name, &wrong, &right)
	}
}

// stagesOf returns the stages of a question, and how many steps it has.
func stagesOf(t *testing.T, q question.Question) (stages []Stage, steps int) {
	t.Helper()
	all, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	if stages, err = LoadStages(q, len(all)); err != nil {
		t.Fatal(err)
	}
	return stages, len(all)
}

// TestStages checks that each stage of a right design compiles, and with -bank that the steps up to its own pass and the
// next one fails.
func TestStages(t *testing.T) {
	for _, q := range questions(t, *bankQuestion) {
		stages, steps := stagesOf(t, q)
		types, err := newTypeChecker(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range stages {
			if s.Step == steps {
				continue // the whole design
			}
			name := fmt.Sprintf("%s/%s/step%d", q.Name, s.Design, s.Step)
			t.Run(name, func(t *testing.T) {
				o, err := s.Overlay(q)
				if err != nil {
					t.Fatal(err)
				}
				if err := types.check(o); err != nil {
					t.Fatalf("it does not compile: %v", err)
				}
				if !*runBank || *bankSample > 0 && lot(*bankSeed, name)%12 > 0 {
					return
				}
				t.Parallel()
				bin, err := Build(t.Context(), q, o, t.TempDir(), false)
				if err != nil {
					t.Fatal(err)
				}
				log, err := Run(t.Context(), bin, false, UpTo(s.Step+1))
				if err != nil {
					t.Fatal(err)
				}
				c := Candidate{File: name, Step: s.Step + 1, Why: "The step is still to come."}
				if err := c.JudgeWrong(log); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// TestPoor checks that the poor designs compile, and with -bank that they pass every step. What a review must say of
// them is tried with the review.
func TestPoor(t *testing.T) {
	for _, q := range questions(t, *bankQuestion) {
		poor, err := LoadPoor(q)
		if err != nil {
			t.Error(err)
		}
		types, err := newTypeChecker(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range poor {
			t.Run(q.Name+"/"+c.Name, func(t *testing.T) {
				o, err := c.Overlay(q)
				if err != nil {
					t.Fatal(err)
				}
				if err := types.check(o); err != nil {
					t.Fatalf("it does not compile: %v", err)
				}
				if !*runBank || *bankSample > 0 && lot(*bankSeed, c.Name)%12 > 0 {
					return
				}
				t.Parallel()
				if err := accepts(t, q, c, false); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// TestExtensions checks that the stages from which somebody can be asked to go on compile under the names that a
// learner's files have, and that each question with poor designs has one among them.
func TestExtensions(t *testing.T) {
	for _, q := range questions(t, *bankQuestion) {
		stages, steps := stagesOf(t, q)
		last := slices.DeleteFunc(slices.Clone(stages), func(s Stage) bool { return s.Step != steps-1 })
		poor, err := LoadPoor(q)
		if err != nil {
			t.Fatal(err)
		}
		ofPoor := 0
		for _, c := range poor {
			if s, err := c.Stage(stages, steps-1); err == nil {
				last = append(last, s)
				ofPoor++
			}
		}
		if len(poor) > 0 && len(stages) > 0 && ofPoor == 0 {
			t.Errorf("%s: no poor design can be had without the last step: add one whose edits are about code of the steps below", q.Name)
		}
		types, err := newTypeChecker(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range last {
			files, err := s.AsLearners()
			if err != nil {
				t.Fatal(err)
			}
			o, err := gotest.InPlaceOfLearners(q, files)
			if err != nil {
				t.Fatal(err)
			}
			if err := types.check(o); err != nil {
				t.Errorf("%s: %s without the last step does not compile: %v", q.Name, s.Design, err)
			}
		}
	}
}

// TestNothing tries solutions that do nothing: all kinds of them, or one with a sample. Each step must reject them, even
// if no other step has run.
func TestNothing(t *testing.T) {
	if !*runBank {
		t.Skip("solutions that do nothing were not tried: go test ./internal/judge -bank [-question hashmap]")
	}
	for _, q := range questions(t, *bankQuestion) {
		kinds := []Nothing{Zeros, News, Refusals}
		if *bankSample > 0 {
			i := lot(*bankSeed, q.Name) % 3
			kinds = kinds[i : i+1]
		}
		for _, n := range kinds {
			t.Run(q.Name+"/"+string(n), func(t *testing.T) {
				t.Parallel()
				rejectsNothing(t, q, n)
			})
		}
	}
}

func rejectsNothing(t *testing.T, q question.Question, n Nothing) {
	o, err := n.Overlay(q)
	if err != nil {
		t.Fatal(err)
	}
	bin, err := Build(t.Context(), q, o, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		log, err := Run(t.Context(), bin, false, "^"+s.Test+"$")
		if err != nil {
			t.Fatal(err)
		}
		if got := endingOf(log, s.Test); got.outcome != gotest.Failed {
			t.Errorf("step %d of %s %v for a solution that does nothing (%s). Make a row of the step reject it\n%s", s.Number, q.Name, got.outcome, n, lastLines(got.output))
		}
	}
}

// A rowCount says how many rows each wrong solution failed. It may be used by several goroutines.
type rowCount struct {
	mu     sync.Mutex
	failed map[string]int
}

func (r *rowCount) set(name string, failed int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed == nil {
		r.failed = make(map[string]int)
	}
	r.failed[name] = failed
}

// tally counts the candidates, and those that were judged as expected.
type tally struct{ good, all atomic.Int32 }

func (n *tally) String() string { return fmt.Sprintf("%d of %d", n.good.Load(), n.all.Load()) }

// run judges one candidate, in parallel with others.
func (n *tally) run(t *testing.T, judge func() error) {
	t.Parallel()
	n.all.Add(1)
	if err := judge(); err != nil {
		t.Errorf("%v", err)
		return
	}
	n.good.Add(1)
}

// rejects returns nil if the question's steps reject the wrong solution c as its header says, each time.
func rejects(t *testing.T, q question.Question, c Candidate, rows *rowCount) error {
	bin, err := compile(t, q, c, false)
	if err != nil {
		return err
	}
	missed := 0
	for range *bankTimes {
		log, failed := Run(t.Context(), bin, false, UpTo(c.Step))
		if failed != nil {
			return failed
		}
		rows.set(c.Name, failedRows(log, c.Step))
		if failed = c.JudgeWrong(log); failed != nil {
			missed++
			err = failed
		}
	}
	if *bankTimes > 1 && missed > 0 {
		return fmt.Errorf("not rejected %d times of %d, the last time:\n%w", missed, *bankTimes, err)
	}
	return err
}

// accepts returns nil if the question's steps, and the seeds of its fuzz targets, accept the right design c.
func accepts(t *testing.T, q question.Question, c Candidate, race bool) error {
	bin, err := compile(t, q, c, race)
	if err != nil {
		return err
	}
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	targets, err := list(t.Context(), bin, "^Fuzz")
	if err != nil {
		return err
	}
	log, err := Run(t.Context(), bin, race, "^(TestStep|Fuzz)")
	if err != nil {
		return err
	}
	return c.JudgeRight(log, len(steps), targets, race)
}

// list returns the names of the tests and fuzz targets that match pattern.
func list(ctx context.Context, b gotest.Binary, pattern string) ([]string, error) {
	output, err := b.Command(ctx, "-test.list="+pattern).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("listing the tests: %w\n%s", err, output)
	}
	return strings.Fields(string(output)), nil
}

func compile(t *testing.T, q question.Question, c Candidate, race bool) (gotest.Binary, error) {
	o, err := c.Overlay(q)
	if err != nil {
		return gotest.Binary{}, err
	}
	bin, err := Build(t.Context(), q, o, t.TempDir(), race)
	if err != nil {
		return gotest.Binary{}, fmt.Errorf("%s: %w", c.File, err)
	}
	return bin, nil
}

// noRace says why the race detector cannot be used here. It returns "" if it can.
func noRace() string {
	out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		return err.Error()
	}
	env := strings.Fields(string(out)) // CC may have flags
	if env[0] != "1" {
		return "CGO_ENABLED is " + env[0]
	}
	if _, err := exec.LookPath(env[1]); err != nil {
		return err.Error()
	}
	return ""
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// questions returns the questions that have a bank, or only the question with that name.
func questions(t *testing.T, name string) []question.Question {
	t.Helper()
	if name != "" {
		q, err := question.Find(moduleRoot(t), name)
		if err != nil {
			t.Fatal(err)
		}
		return []question.Question{q}
	}
	var banked []question.Question
	for _, q := range question.All(moduleRoot(t)) {
		if _, err := os.Stat(Dir(q)); err == nil {
			banked = append(banked, q)
		}
	}
	if len(banked) == 0 {
		t.Fatal("no question has a bank")
	}
	return banked
}
