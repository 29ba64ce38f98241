package extend

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// The question stack, whose last step adds Len.
var stackFiles = map[string]string{
	"stub.go":         "//go:build stub\n\npackage stack\n\ntype Stack struct{}\n\nfunc (s *Stack) Push(n int) { panic(\"not implemented: Stack.Push\") }\n\nfunc (s *Stack) Len() int { panic(\"not implemented: Stack.Len\") }\n",
	"mine.go":         "//go:build stub\n\npackage stack\n\n// the learner's own code\n",
	"reference.go":    "//go:build !stub\n\npackage stack\n\ntype Stack struct{ all list }\n\nfunc (s *Stack) Push(n int) { s.all = append(s.all, n) }\n\nfunc (s *Stack) Len() int { return len(s.all) }\n",
	"reference_of.go": "//go:build !stub\n\npackage stack\n\ntype list []int\n",
	"steps_test.go":   "package stack_test\n\nimport (\n\t\"testing\"\n\n\t\"example.com/questions/stack\"\n)\n\nfunc TestStep1_Push(t *testing.T) { new(stack.Stack).Push(1) }\n\nfunc TestStep2_Len(t *testing.T) { new(stack.Stack).Len() }\n",
	"README.md":       "### Step 1: Push\n\n### Step 2: Len\n",

	"testdata/designs/counter.go": "// A counter.\n\n//go:build stub\n\npackage stack\n\ntype Stack struct{ n int }\n\nfunc (s *Stack) Push(int) { s.n++ }\n\nfunc (s *Stack) Len() int { return s.n }\n",

	"../internal/judge/testdata/stack/stages.txtar": "-- step1/remove --\nStack.Len\n-- step1/designs/counter.go/remove --\nStack.Len\n",
	"../internal/judge/testdata/stack/poor.txtar":   "-- global --\nfact: package-variable all\nwhy: All stacks are one.\n-- global/reference.go --\n<<<<\ns.all = append(s.all, n)\n====\npushed++\n\ts.all = append(s.all, n)\n>>>>\n<<<<\ntype Stack\n====\nvar pushed int\n\ntype Stack\n>>>>\n-- of_len --\nfact: copied Len\nwhy: Changes what stage 1 does not have.\n-- of_len/reference.go --\n<<<<\nreturn len(s.all)\n====\nreturn 0 + len(s.all)\n>>>>\n",
	"../internal/kit/stubs/stack.go.txt":            "//go:build stub\n\npackage stack\n\ntype Stack struct{}\n\nfunc (s *Stack) Push(n int) { panic(\"not implemented: Stack.Push\") }\n\nfunc (s *Stack) Len() int { panic(\"not implemented: Stack.Len\") }\n",
}

func TestBegin(t *testing.T) {
	q := kittest.NewTree(t, stackFiles)
	mine := question.Question{Root: question.CopyDir(q.Root), Name: q.Name}
	begin := func(design string) string {
		t.Helper()
		var out bytes.Buffer
		if err := Begin(&out, q, design); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	passes := func(step string) bool {
		command := exec.Command("go", "test", "-tags=stub", "-run="+step, "./stack")
		command.Dir, command.Env = mine.Root, append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		return command.Run() == nil
	}

	if got := begin(""); !kittest.ContainsAll(got, []string{".oodkit/extend/stack", "step 2, Len", "make try Q=stack IN=extend"}) {
		t.Errorf("the first time it says:\n%s", got)
	}
	for _, name := range []string{"stub.go", "solution_of.go", "reference.go", "steps_test.go", "testdata/designs/counter.go"} {
		if !exists(mine.Path(name)) {
			t.Errorf("the copy has no %s", name)
		}
	}
	if exists(mine.Path("mine.go")) {
		t.Error("the copy has the learner's own code")
	}
	if !passes("Step1") || passes("Step2") {
		t.Error("in the copy, step 1 must pass and step 2 must fail")
	}
	p, err := workspace.LoadProgress(mine, &bytes.Buffer{})
	if err != nil || !p.Steps[1].Passes || p.Steps[2].Passes {
		t.Errorf("the progress is %+v, error %v", p, err)
	}
	if stages, err := workspace.Stages(mine); err != nil || len(stages) != 1 || stages[0].Step != 1 {
		t.Errorf("the stages are %v, error %v", stages, err)
	}

	var said bytes.Buffer
	if err := review.Run(t.Context(), &said, mine, review.Options{}); err != nil || !strings.Contains(said.String(), "Step 1: as given") {
		t.Errorf("the review says, error %v:\n%s", err, said.String())
	}

	// The learner's change stays, and the kit's files follow the repository.
	text, err := os.ReadFile(mine.Path("stub.go"))
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), `panic("not implemented: Stack.Len")`, "return len(s.all)", 1)
	kittest.WriteFile(t, mine.Path("stub.go"), changed)
	kittest.WriteFile(t, q.Path("more_test.go"), "package stack_test\n")
	kittest.WriteFile(t, mine.Path("old_test.go"), "package stack_test\n\nwrong\n")
	if got := begin(""); !strings.Contains(got, "You have already begun: the code is in .oodkit/extend/stack.") {
		t.Errorf("the second time it says:\n%s", got)
	}
	if !passes("Step2") || !exists(mine.Path("more_test.go")) {
		t.Error("the change or the kit's new file is not there")
	}

	// Another design saves the first.
	got := begin("counter")
	_, saved, ok := strings.Cut(got, "is saved in ")
	saved, _, _ = strings.Cut(saved, ".\n")
	kept, err := os.ReadFile(filepath.Join(q.Root, saved, "stub.go"))
	if !ok || err != nil || string(kept) != changed {
		t.Errorf("it says:\n%s\nthe save has %q, error %v", got, kept, err)
	}
	if exists(mine.Path("solution_of.go")) || !passes("Step1") || passes("Step2") {
		t.Error("the other design is not there")
	}
	begin("global")
	if text, err := os.ReadFile(mine.Path("stub.go")); err != nil || !strings.Contains(string(text), "var pushed int") || !passes("Step1") {
		t.Errorf("the poor design is not there: %s", text)
	}

	err = Begin(&bytes.Buffer{}, q, "globl")
	if !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "Did you mean global? The designs are: counter, global, reference") && !strings.Contains(err.Error(), "The designs are: reference, counter, global") {
		t.Errorf("of an unknown design: %v", err)
	}
}
