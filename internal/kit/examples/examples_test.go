package examples

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// The question stack, with one right design beside the reference, and four wrong solutions.
var stackFiles = map[string]string{
	"rules_test.go": `package stack_test

var rules = []string{"Push adds each number", "Pop returns the newest number", "Pop of an empty stack returns false"}
`,
	"stub.go": "//go:build stub\n\npackage stack\n\ntype Stack struct{}\n\nfunc (s *Stack) Push(n int) { panic(\"not implemented: Stack.Push\") }\n\n" +
		"func (s *Stack) Pop() (n int, ok bool) { panic(\"not implemented: Stack.Pop\") }\n",
	"reference.go": `//go:build !stub

package stack

type Stack struct{ all []int }

func (s *Stack) Push(n int) { s.all = append(s.all, n) }

func (s *Stack) Pop() (n int, ok bool) {
	if len(s.all) == 0 {
		return 0, false
	}
	n = s.all[len(s.all)-1]
	s.all = s.all[:len(s.all)-1]
	return n, true
}
`,
	"testdata/designs/list.go": `// A list of nodes.

//go:build stub

package stack

type Stack struct{ top *node }

type node struct {
	n     int
	below *node
}

func (s *Stack) Push(n int) { s.top = &node{n, s.top} }

func (s *Stack) Pop() (n int, ok bool) {
	if s.top == nil {
		return -1, false
	}
	n, s.top = s.top.n, s.top.below
	return n, true
}
`,
	"steps_test.go": `package stack_test

import (
	"testing"

	"example.com/questions/stack"
)

func TestStep1_Push(t *testing.T) {
	var s stack.Stack
	s.Push(1)
	s.Push(2)
	s.Pop()
	if _, ok := s.Pop(); !ok {
		t.Error("Push adds each number")
	}
}

func TestStep2_Pop(t *testing.T) {
	var s stack.Stack
	s.Push(1)
	s.Push(2)
	if n, _ := s.Pop(); n != 2 {
		t.Errorf("got %d, want 2", n)
	}
}
`,
	"README.md": "### Step 1: Push\n\n### Step 2: Pop\n",

	"../internal/judge/testdata/stack/step1.txtar": `
-- keeps_the_first_only --
rule: Push adds each number
why: Keeps one number only.
-- keeps_the_first_only/reference.go --
<<<<
s.all = append(s.all, n)
====
s.all = append(s.all[:0], n)
>>>>
`,
	"../internal/judge/testdata/stack/step2.txtar": `
-- returns_the_oldest --
rule: Pop returns the newest number
why: Takes the wrong end.
-- returns_the_oldest/reference.go --
<<<<
n = s.all[len(s.all)-1]
====
n = s.all[0]
>>>>
-- waits_for_a_number --
rule: Pop of an empty stack returns false
why: Waits in place of an answer.
-- waits_for_a_number/reference.go --
<<<<
		return 0, false
====
		for {
		}
>>>>
-- takes_what_is_not_there --
rule: Pop of an empty stack returns false
why: Does not look whether there is a number.
-- takes_what_is_not_there/designs/list.go --
<<<<
	if s.top == nil {
		return -1, false
	}
====
>>>>
-- receives_from_nobody --
rule: several goroutines may call it
why: Needs goroutines to be seen.
-- receives_from_nobody/reference.go --
<<<<
	s.all = s.all[:len(s.all)-1]
====
	_ = func(c chan int) { <-c }
	s.all = s.all[:len(s.all)-1]
>>>>
`,
}

func testFileOf(body string) string {
	return "//go:build stub\n\npackage stack_test\n\nimport (\n\t\"testing\"\n\n\t\"example.com/questions/stack\"\n)\n\n" + body
}

const (
	testPush  = "func TestPush(t *testing.T) {\n\tvar s stack.Stack\n\ts.Push(1)\n\ts.Push(2)\n\tif _, ok := s.Pop(); !ok {\n\t\tt.Error(\"one is lost\")\n\t}\n\tif _, ok := s.Pop(); !ok {\n\t\tt.Error(\"two are lost\")\n\t}\n}\n"
	testOrder = "func TestOrder(t *testing.T) {\n\tvar s stack.Stack\n\ts.Push(1)\n\ts.Push(2)\n\tif n, _ := s.Pop(); n != 2 {\n\t\tt.Errorf(\"got %d, want 2\", n)\n\t}\n}\n"
	testEmpty = "func TestEmpty(t *testing.T) {\n\tvar s stack.Stack\n\tif _, ok := s.Pop(); ok {\n\t\tt.Error(\"got a number\")\n\t}\n}\n"
	tooStrict = "func TestStrict(t *testing.T) {\n\tvar s stack.Stack\n\tif n, _ := s.Pop(); n != 0 {\n\t\tt.Errorf(\"got %d, want 0\", n)\n\t}\n}\n"
	panicking = "func TestPanics(t *testing.T) {\n\tvar s stack.Stack\n\tif n, _ := s.Pop(); n != 0 {\n\t\tpanic(n)\n\t}\n}\n"
	wrongTest = "func TestWrong(t *testing.T) {\n\tvar s stack.Stack\n\ts.Push(7)\n\tif n, _ := s.Pop(); n != 8 {\n\t\tt.Errorf(\"got %d, want 8\", n)\n\t}\n}\n"
	flakyTest = "var runs = os.Getpid()\n\nfunc TestFlaky(t *testing.T) {\n\tname := \"flaky\"\n\tif _, err := os.Stat(name); err == nil {\n\t\tt.Fatal(\"again\")\n\t}\n\tos.WriteFile(name, nil, 0o666)\n\t_ = stack.Stack{}\n}\n"
)

func TestRun(t *testing.T) {
	for name, test := range map[string]struct {
		file  string
		steps []int // 1 and 2 if empty
		want  []string
		not   string
		ok    bool
	}{
		"weak":           {testFileOf(testPush), nil, []string{"1 test of yours, in my_test.go", "All pass with the reference.\nAll pass with 1 other right design too.", "and 1 other that only several goroutines can show", "step 1  Push  caught 1 of 1", "step 2  Pop   caught 0 of 3", "step 2: Pop returns the newest number (1)\n  step 2: Pop of an empty stack returns false (2)\n"}, "Push adds", false},
		"strong":         {testFileOf(testPush + testOrder + testEmpty), nil, []string{"3 tests of yours", "step 2  Pop   caught 3 of 3", "caught 4 of 4", "Your tests catch them all."}, "rule", true},
		"one step":       {testFileOf(testPush), []int{1}, []string{"step 1  Push  caught 1 of 1", "catch them all"}, "Pop", true},
		"too strict":     {testFileOf(testPush + tooStrict), nil, []string{"TestStrict fails with the design list, which has no mistake:\n    stack/my_test.go:", "got -1, want 0", "The contract does not promise what this test asks for.", "The other tests pass", "caught 1 of 1"}, "", false},
		"panics":         {testFileOf(panicking + testPush), nil, []string{"TestPanics fails with the design list, which has no mistake:", "A test must not panic", "step 1  Push  caught 1 of 1"}, "TestPush fails", false},
		"wrong":          {testFileOf(testPush + wrongTest), nil, []string{"TestWrong fails with the reference, which has no mistake:\n    stack/my_test.go:26: got 7, want 8"}, "caught", false},
		"does not agree": {strings.Replace(testFileOf(flakyTest), "import (\n", "import (\n\t\"os\"\n", 1), nil, []string{"TestFlaky passes with the reference at one time and fails at another."}, "caught", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := kittest.NewTree(t, stackFiles)
			kittest.WriteFile(t, q.Path("my_test.go"), test.file)
			var steps []question.Step
			every, err := q.Steps()
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range test.steps {
				steps = append(steps, every[n-1])
			}
			if len(steps) == 0 {
				steps = every
			}
			var out bytes.Buffer
			err = Run(t.Context(), &out, q, steps, Options{})
			if test.ok != (err == nil) || err != nil && !errors.Is(err, report.ErrFailed) {
				t.Errorf("Run returned %v", err)
			}
			if !kittest.ContainsAll(out.String(), test.want) || test.not != "" && strings.Contains(out.String(), test.not) {
				t.Errorf("output:\n%s\nwant all of %q and not %q", out.String(), test.want, test.not)
			}
			if name == "strong" {
				p, err := workspace.LoadProgress(q, &out)
				if want := (workspace.Tested{Caught: 3, Of: 3}); err != nil || p.Tested[2] != want {
					t.Errorf("remembered %v, error %v", p.Tested, err)
				}
			}
		})
	}
}

// TestShow shows the code that got away.
func TestShow(t *testing.T) {
	q := kittest.NewTree(t, stackFiles)
	kittest.WriteFile(t, q.Path("my_test.go"), testFileOf(testPush))
	steps, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Run(t.Context(), &out, q, steps, Options{Show: true}); !errors.Is(err, report.ErrFailed) {
		t.Errorf("Run returned %v", err)
	}
	if want := []string{"returns_the_oldest: Takes the wrong end.", "    -\tn = s.all[len(s.all)-1]\n    +\tn = s.all[0]\n", "takes_what_is_not_there: Does not look", "    -\tif s.top == nil {"}; !kittest.ContainsAll(out.String(), want) {
		t.Errorf("output:\n%s\nwant all of %q", out.String(), want)
	}
}

// TestRefusals finds what is wrong with tests before anything is compiled, or when they are.
func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct{ file, want string }{
		"no file":        {"", "no tests of yours are in stack. Write a file stack/my_test.go"},
		"no tests":       {"//go:build stub\n\npackage stack_test\n", "stack/my_test.go has no tests: those are functions such as"},
		"no build line":  {strings.TrimPrefix(testFileOf(testPush), "//go:build stub\n\n"), "stack/my_test.go has no build line //go:build stub: write it as the first line"},
		"own package":    {"//go:build stub\n\npackage stack\n\nimport \"testing\"\n\nfunc TestOwn(t *testing.T) {}\n", "stack/my_test.go:3: these tests are in package stack"},
		"TestMain":       {testFileOf("func TestMain(m *testing.M) {}\n"), "stack/my_test.go:11: TestMain does not run here"},
		"no parameter":   {testFileOf("func TestNothing() {}\n"), "stack/my_test.go:11: TestNothing is no test: write func TestNothing(t *testing.T)"},
		"os.Exit":        {testFileOf("func TestExit(t *testing.T) {\n\tos.Exit(1)\n}\n"), "stack/my_test.go:12: os.Exit ends all tests at once: use t.Fatal"},
		"log.Fatalf":     {testFileOf("func TestExit(t *testing.T) {\n\tlog.Fatalf(\"x\")\n}\n"), "stack/my_test.go:12: log.Fatalf ends all tests at once: use t.Fatal"},
		"no Go":          {"//go:build stub\n\npackage stack_test\n\nfunc (\n", "stack/my_test.go:5:8: "},
		"flag":           {strings.Replace(testFileOf("var n = flag.Int(\"n\", 1, \"\")\n"+testPush), "import (", "import (\n\t\"flag\"", 1), "stack/my_test.go:6: flags do not work here"},
		"does not build": {testFileOf("func TestSize(t *testing.T) { new(stack.Stack).Size() }\n"), "Your tests do not compile:\nstack/my_test.go:11:48: new(stack.Stack).Size undefined"},
		"unexported":     {testFileOf("func TestAll(t *testing.T) { _ = new(stack.Stack).all }\n"), "Tests may use what stack/stub.go exports, and nothing else of a solution."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := kittest.NewTree(t, stackFiles)
			if test.file != "" {
				kittest.WriteFile(t, q.Path("my_test.go"), test.file)
			}
			steps, err := q.Steps()
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := Run(t.Context(), &out, q, steps, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Run returned %v, want %q", err, test.want)
			}
		})
	}
}

var wholeBank = flag.String("bank", "", "the question whose whole bank TestKitsOwnTests tries")

// nameErrorText makes each copy of the steps' tests name its errors only when its own solution is tried. Otherwise each
// error would be compared with those of all solutions, which takes long.
const nameErrorText = `package %s_test

import (
	"os"
	"reflect"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
)

func nameError(name string, err error) error {
	if strings.HasSuffix(reflect.TypeFor[here]().PkgPath(), "/"+os.Getenv(%q)+"/tests") {
		return exercise.NameError(name, err)
	}
	return err
}

type here struct{}
`

// TestKitsOwnTests takes the steps of a question as somebody's tests. They must pass with all right solutions, and each
// catch the wrong ones of its step: all of the question that -bank names, or one of the first step, one of the fourth and
// one of the last. A wrong solution that only several goroutines can show has three tries.
func TestKitsOwnTests(t *testing.T) {
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	name := *wholeBank
	if name == "" {
		name = "deckofcards"
	}
	q, err := question.Find(root, name)
	if err != nil {
		t.Fatal(err)
	}
	files, err := q.Files()
	if err != nil {
		t.Fatal(err)
	}
	var tests []testFile
	for _, file := range files {
		if !file.IsTest() || file.Name == "bench_test.go" || !file.In(question.Reference) || !file.In(question.Learners) {
			continue
		}
		text, err := os.ReadFile(q.Path(file.Name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := readTest(q, file.Name, bytes.ReplaceAll(text, []byte("exercise.NameError("), []byte("nameError(")))
		if err != nil {
			t.Fatal(err)
		}
		tests = append(tests, f)
	}
	tests = append(tests, testFile{name: "name_error_test.go", text: fmt.Appendf(nil, nameErrorText, q.Name, variable)})
	bank, err := judge.LoadBank(q)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	right, wrong := split(bank, steps, Options{})
	if *wholeBank == "" {
		seen := make(map[int]bool)
		wrong = slices.DeleteFunc(wrong, func(c judge.Candidate) bool {
			again := seen[c.Step] || needsGoroutines(c) || c.Step != 1 && c.Step != 4 && c.Step != len(steps)
			seen[c.Step] = seen[c.Step] || !again
			return again
		})
	}
	r, remove, err := newRun(&bytes.Buffer{}, q, tests)
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	r.limit, r.rightLimit = judge.TestTimeout, judge.TestTimeout
	all, err := solutions(q, slices.Concat(right, wrong))
	if err != nil {
		t.Fatal(err)
	}
	b, err := r.build(t.Context(), "all", all)
	if err != nil {
		t.Fatal(err)
	}
	ends, err := r.each(t.Context(), b, right)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range right {
		if failed := ends[i].failed(r.names); len(failed) > 0 {
			t.Errorf("%s fails %v: %v", c.Name, failed, ends[i].says(q, failed[0]))
		}
	}
	for _, s := range steps {
		r.sound = []string{s.Test} // which alone must catch the wrong solutions of the step
		_, of := split(wrong, []question.Step{s}, Options{})
		if ends, err = r.each(t.Context(), b, of, "-test.failfast"); err != nil {
			t.Fatal(err)
		}
		for i, c := range of {
			caught := len(ends[i].failed(r.sound)) > 0
			for try := 2; try <= 3 && !caught && needsGoroutines(c); try++ { // on a busy machine, goroutines meet less often
				end, err := r.each(t.Context(), b, []judge.Candidate{c}, "-test.failfast")
				if err != nil {
					t.Fatal(err)
				}
				caught = len(end[0].failed(r.sound)) > 0
				t.Logf("%s of step %d, try %d: caught: %t", c.Name, c.Step, try, caught)
			}
			if !caught {
				t.Errorf("%s of step %d is not caught", c.Name, c.Step)
			}
		}
	}
	t.Logf("%d right and %d wrong solutions", len(right), len(wrong))
}
