package review

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/review/facts"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// TestTexts finds kinds of facts without a text, and texts without a kind.
func TestTexts(t *testing.T) {
	all := texts()
	for _, k := range facts.Kinds {
		text, ok := all[k.ID]
		if !ok || text.title == "" || text.why == "" || text.not == "" {
			t.Errorf("facts.md has no whole text on %s: %+v", k.ID, text)
		}
		if strings.Contains(text.why+text.not, "{subject}") {
			t.Errorf("facts.md: only the title of %s may have {subject}, because there may be several", k.ID)
		}
		delete(all, k.ID)
	}
	for id := range all {
		t.Errorf("facts.md has a text on %s, which is no kind of fact", id)
	}
}

func TestFill(t *testing.T) {
	got := text{title: "{subject} is assigned in N places"}.fill("Lot.n", 3)
	if want := "Lot.n is assigned in 3 places"; got != want {
		t.Errorf("fill = %q, want %q", got, want)
	}
	if got, want := (text{title: "in N places"}).fill("", 1), "in 1 place"; got != want {
		t.Errorf("fill = %q, want %q", got, want)
	}
	if got, want := (text{title: "N functions ask which {subject} a value is"}).fill("Rank", 1), "1 function asks which Rank a value is"; got != want {
		t.Errorf("fill = %q, want %q", got, want)
	}
}

// sources returns the sources of the reference and of the designs of a question.
func sources(t *testing.T, q question.Question) []facts.Source {
	t.Helper()
	all, err := rightSources(q)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// measure returns the findings of a kind in each solution.
func measure(k facts.Kind, codes []*facts.Code) [][]facts.Finding {
	var all [][]facts.Finding
	for _, c := range codes {
		all = append(all, k.Measure(c))
	}
	return all
}

var update = flag.Bool("update", false, "write what is reported about right designs to testdata/right.txt, and the READMEs' tables")

// TestRightDesigns compares what is reported about the right designs, each in place of a learner's code, with the list in
// testdata/right.txt. Each line of it was checked by hand and is true.
func TestRightDesigns(t *testing.T) {
	var got strings.Builder
	for _, q := range allQuestions(t) {
		codes, err := facts.Load(t.Context(), q, sources(t, q))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range facts.Kinds {
			all := measure(k, codes)
			for i := 1; i < len(codes); i++ {
				others := slices.Delete(slices.Clone(all), i, i+1)
				comparison, findings := k.Compare(all[i], all[0], others[1:])
				if comparison != facts.WorthALook {
					continue
				}
				for _, f := range findings {
					fmt.Fprintf(&got, "%s %s: %s %s %d\n", q.Name, codes[i].Name, k.ID, f.Subject, f.N)
				}
			}
		}
	}
	file := filepath.Join("testdata", "right.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got.String()); diff != "" {
		t.Errorf("check each new line by hand; if it is true: go test ./review -run TestRightDesigns -update (-want +got):\n%s", diff)
	}
}

// The lines around the table in a README that says what each step changed.
const tableBegin, tableEnd = "<!-- make review counted this -->\n", "<!-- end -->\n"

// TestReadmes compares the figures in the READMEs with the code, and finds marks of facts that there are not.
func TestReadmes(t *testing.T) {
	for _, q := range allQuestions(t) {
		readme, err := question.ReadText(q.Path("README.md"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := ChangeTable(q)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, _ := strings.Cut(readme, tableBegin)
		got, after, ok := strings.Cut(rest, tableEnd)
		switch {
		case !ok && want != "":
			t.Errorf("%s/README.md has no lines %q and %q around the table of what each step changed", q.Name, tableBegin, tableEnd)
		case got != want && *update:
			if err := os.WriteFile(q.Path("README.md"), []byte(before+tableBegin+want+tableEnd+after), 0o666); err != nil {
				t.Fatal(err)
			}
		case got != want:
			t.Errorf("%s/README.md: write the table anew with: go test ./review -run TestReadmes -update (-want +got):\n%s", q.Name, cmp.Diff(want, got))
		}
		lines, err := discussions(q)
		if err != nil {
			t.Fatal(err)
		}
		for kind, line := range lines {
			if _, ok := facts.KindOf(kind); !ok {
				t.Errorf("%s/README.md:%d: there is no kind of fact %q", q.Name, line-1, kind)
			}
		}
		poor, err := judge.LoadPoor(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range poor {
			if kind, _, _ := strings.Cut(c.Fact, " "); lines[kind] == 0 {
				t.Errorf("%s/README.md does not say with <!-- review: %s --> where it discusses what is wrong with the poor design %s", q.Name, kind, c.Name)
			}
		}
	}
}

func allQuestions(t *testing.T) []question.Question {
	t.Helper()
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	return question.All(root)
}

// TestPoor checks that each poor design of the bank gets the fact that its header names, with a place in its own code,
// and that no right design gets the same.
func TestPoor(t *testing.T) {
	for _, q := range allQuestions(t) {
		poor, err := judge.LoadPoor(q)
		if err != nil {
			t.Fatal(err)
		}
		if len(poor) == 0 {
			continue
		}
		right := sources(t, q)
		all := slices.Clone(right)
		for _, c := range poor {
			overlay, err := c.Overlay(q)
			if err != nil {
				t.Fatal(err)
			}
			source := facts.Source{Name: c.Name, Files: make(map[string][]byte)}
			for path, text := range overlay {
				if text != nil {
					source.Files[filepath.Base(path)] = text
				}
			}
			all = append(all, source)
		}
		codes, err := facts.Load(t.Context(), q, all)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range poor {
			t.Run(q.Name+"/"+c.Name, func(t *testing.T) {
				id, subject, _ := strings.Cut(c.Fact, " ")
				k, ok := facts.KindOf(id)
				if !ok {
					t.Fatalf("%s: there is no kind of fact %q", c.File, id)
				}
				others := measure(k, codes[:len(right)])
				comparison, findings := k.Compare(k.Measure(codes[len(right)+i]), others[0], others[1:])
				has := func(f facts.Finding) bool { return f.Subject == subject }
				if comparison != facts.WorthALook || !slices.ContainsFunc(findings, has) {
					t.Errorf("%s: no fact %q is reported as worth a look, but %v", c.File, c.Fact, findings)
				}
				for j, other := range others {
					if k.Figure(other) >= k.Figure(findings) {
						t.Errorf("%s: %s has the same: %v", c.File, codes[j].Name, other)
					}
				}
			})
		}
	}
}

// The question stack, whose reference has two steps.
var stackFiles = map[string]string{
	"../go.mod":     "module github.com/oodkit/oodkit\n\ngo 1.26\n",
	"doc.go":        "package stack\n",
	"steps_test.go": "package stack_test\n\nimport \"testing\"\n\nfunc TestStep1_Push(t *testing.T) {}\n\nfunc TestStep2_Len(t *testing.T) {}\n",
	"README.md":     "### Step 1: Push\n\n### Step 2: Len\n\n<!-- review: read-without-lock copied -->\nLocks are simple.\n",
	"stub.go":       stackStub,
	"reference.go":  "//go:build !stub\n\npackage stack\n\ntype Stack struct{ all []int }\n\nfunc (s *Stack) Push(n int) { s.all = append(s.all, n) }\n\nfunc (s *Stack) Len() int { return len(s.all) }\n",

	"../internal/kit/stubs/stack.go.txt":            stackStub,
	"../internal/judge/testdata/stack/stages.txtar": "-- step1/remove --\nStack.Len\n",
}

const (
	stackStub  = "//go:build stub\n\npackage stack\n\ntype Stack struct{}\n\nfunc (s *Stack) Push(n int) { panic(\"not implemented: Stack.Push\") }\n\nfunc (s *Stack) Len() int { panic(\"not implemented: Stack.Len\") }\n"
	stackStep1 = "//go:build stub\n\npackage stack\n\nimport \"sync\"\n\ntype Stack struct {\n\tmu  sync.Mutex\n\tall []int\n}\n\nfunc (s *Stack) Push(n int) { s.all = append(s.all, n) }\n\nfunc (s *Stack) Len() int { panic(\"not implemented: Stack.Len\") }\n"
	stackStep2 = "//go:build stub\n\npackage stack\n\nimport \"sync\"\n\ntype Stack struct {\n\tmu  sync.Mutex\n\tall []int\n\tn   int\n}\n\nfunc (s *Stack) Push(n int) {\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\ts.all = append(s.all, n)\n\ts.n++\n}\n\nfunc (s *Stack) Len() int { return s.n }\n"
)

func TestRun(t *testing.T) {
	q := kittest.NewTree(t, stackFiles)
	var out bytes.Buffer
	if err := Run(t.Context(), &out, q, Options{}); err == nil || !strings.Contains(out.String(), "There is nothing to review yet: stack/stub.go is as it came.") {
		t.Errorf("of a stub: error %v, output %q", err, out.String())
	}

	out.Reset()
	if err := Run(t.Context(), &out, q, Options{JSON: true}); err == nil || !strings.Contains(err.Error(), "There is nothing to review yet") || out.Len() > 0 {
		t.Errorf("of a stub as JSON: error %v, output %q", err, out.String())
	}

	kittest.WriteFile(t, q.Path("stub.go"), strings.TrimPrefix(stackStep2, "//go:build stub\n\n"))
	err := Run(t.Context(), &out, q, Options{})
	if want := "stack/stub.go must begin with the line //go:build stub and an empty line."; err == nil || err.Error() != want {
		t.Errorf("without the build line: error %v, want %s", err, want)
	}

	kittest.WriteFile(t, q.Path("stub.go"), stackStep2)
	out.Reset()
	if err := Run(t.Context(), &out, q, Options{}); err != nil || !strings.Contains(out.String(), "What each step changed is not known") {
		t.Errorf("without stages: error %v, output %q", err, out.String())
	}

	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local)
	for step, text := range []string{1: stackStep1, 2: stackStep2} {
		if step == 0 {
			continue
		}
		stage := workspace.Stage{Step: step, At: at.Add(time.Duration(step) * time.Hour), Worked: time.Duration(step*step) * 10 * time.Minute}
		dir := filepath.Join(workspace.StagesDir(q), fmt.Sprintf("step%d", step))
		kittest.WriteFile(t, filepath.Join(dir, "stub.go"), text)
		data, err := json.Marshal(stage)
		if err != nil {
			t.Fatal(err)
		}
		kittest.WriteFile(t, filepath.Join(dir, "stage.json"), string(data))
	}
	out.Reset()
	if err := Run(t.Context(), &out, q, Options{}); err != nil {
		t.Fatal(err)
	}
	const want = `stack: facts about your design, without a score

What each step changed

  Step 1, Push: 1 March 13:00, 10 min of work
    yours: added 1 function, 2 changes of types and fields
    reference: added 1 function, 1 change of types and fields
  Step 2, Len: 1 March 14:00, 30 min of work
    yours: added 1 function, changed 1 of 1 existing function, 1 change of types and fields
      changed: Stack.Push
    reference: added 1 function, changed 0 of 1 existing function

Worth a look

  Stack.n is used without the lock in 1 place, and changed under it elsewhere.
      stack/stub.go:20  Stack.Len
    Facts of this kind: your code 1, reference 0.
    What one goroutine changes under a lock, another may read half-changed without it. The race
    detector finds this only if both happen in a test. It does not matter if the field never changes
    after the value is shared.
    stack/README.md:6 discusses it, after the spoiler line.

You have no tests of your own. Interviewers ask which ones you would write: files that end in
_test.go may stand beside stub.go.

All figures: make review Q=stack ALL=1

`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}

	out.Reset()
	if err := Run(t.Context(), &out, q, Options{JSON: true}); err != nil {
		t.Fatal(err)
	}
	var r Review
	if err := json.Unmarshal(out.Bytes(), &r); err != nil || len(r.Steps) != 2 || r.Steps[1].Mine.Changed != 1 || r.Steps[1].Worked != 30*60 || !strings.Contains(out.String(), `"workedSeconds": 1800`) || len(r.Facts) != len(facts.Kinds) {
		t.Errorf("as JSON: error %v, %s", err, out.String())
	}
}

// TestTellBetter checks that a fact in which the learner's code is better names the reference, and no place in it.
func TestTellBetter(t *testing.T) {
	r := &Review{Designs: []string{"your code", "reference"}}
	place := facts.Place{File: "reference.go", Line: 7}
	for _, test := range []struct {
		kind    string
		title   string
		finding facts.Finding
		want    Told
	}{
		{"state-assigned", "{subject} is assigned in N places", facts.Finding{Subject: "Lot.x", N: 5, Places: []facts.Place{place}}, Told{
			Verdict:  "better",
			Findings: []ToldFinding{{Title: "Your code has clearly less of this. In the reference, for example: Lot.x is assigned in 5 places."}},
			Figures:  "Largest figure: your code 1, reference 5.", Why: "Why. When not.",
		}},
		{"copied", "the same code is in N places: {subject}", facts.Finding{Subject: "Lot.Park", N: 2, Places: []facts.Place{place}}, Told{
			Verdict:  "better",
			Findings: []ToldFinding{{Title: "Your code has clearly less of this. In the reference, for example: the same code is in 2 places: Lot.Park."}},
			Figures:  "Facts of this kind: your code 1, reference 5.", Why: "Why. When not.",
		}},
	} {
		f := Fact{Kind: test.kind, Verdict: "better", Figures: []int{1, 5}, Findings: []facts.Finding{test.finding}}
		if diff := cmp.Diff(test.want, r.tell(f, text{test.title, "Why.", "When not."})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.kind, diff)
		}
	}
}

// TestRunInACopy compares the change of somebody else's code with the same change in the learner's own.
func TestRunInACopy(t *testing.T) {
	original := kittest.NewTree(t, stackFiles)
	q := question.Question{Root: question.CopyDir(original.Root), Name: original.Name}
	for name, text := range stackFiles {
		kittest.WriteFile(t, filepath.Join(q.Dir(), name), text)
	}
	kittest.WriteFile(t, q.Path("stub.go"), stackStep2)
	for _, of := range []question.Question{original, q} {
		for step, text := range []string{stackStep1, stackStep2} {
			dir := filepath.Join(workspace.StagesDir(of), fmt.Sprintf("step%d", step+1))
			kittest.WriteFile(t, filepath.Join(dir, "stub.go"), text)
			kittest.WriteFile(t, filepath.Join(dir, "stage.json"), fmt.Sprintf(`{"at": "2026-03-0%dT12:00:00Z"}`, step+1))
		}
	}
	var out bytes.Buffer
	if err := Run(t.Context(), &out, q, Options{}); err != nil {
		t.Fatal(err)
	}
	if want := "    your own design: added 1 function, changed 1 of 1 existing function, 1 change of types and\n"; !strings.Contains(out.String(), want) {
		t.Errorf("output:\n%s\nwant it to contain %q", out.String(), want)
	}
}

// TestTitles checks that a sentence begins with a capital letter, unless that is an identifier.
func TestTitles(t *testing.T) {
	r := &Review{Designs: []string{"your code", "reference"}}
	for title, want := range map[string]string{"{subject} is assigned": "state.free is assigned.", "nothing uses {subject}": "Nothing uses state.free."} {
		f := Fact{Kind: "copied", Figures: []int{1, 0}, Findings: []facts.Finding{{Subject: "state.free", N: 1}}}
		if got := r.tell(f, text{title, "", ""}).Findings[0].Title; got != want {
			t.Errorf("the title is %q, want %q", got, want)
		}
	}
}

func TestOwnTests(t *testing.T) {
	for _, test := range []struct {
		own  OwnTests
		want string
	}{
		{OwnTests{Count: 1, Covered: "3.3%"}, "You have 1 test of your own. It runs 3.3% of the package's statements."},
		{OwnTests{Count: 2, Covered: "3.3%"}, "You have 2 tests of your own. They run 3.3% of the package's statements."},
		{OwnTests{Count: 1, Problem: "why."}, "You have 1 test of your own. What it covers is not known: why."},
	} {
		if got := test.own.String(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestNarrow prints to 60 columns.
func TestNarrow(t *testing.T) {
	var out bytes.Buffer
	p := printer{&out, 60}
	r := &Review{Steps: []Change{{First: 1, Last: 6, Title: "Six", Given: true},
		{First: 7, Last: 7, Title: "Escalation and hanging up", At: time.Date(2026, 11, 29, 16, 39, 0, 0, time.Local), Worked: 5}}}
	r.printSteps(p)
	p.lines("From now on, what you write is kept in your folder by make try Q=callcenter STEP=3 in .oodkit.")
	p.lines("Largest figure: your code 12, owner_goroutine 1, map_list 0, queue_per_rank 4.")
	const want = `What each step changed

  Steps 1 to 6: as given
  Step 7, Escalation and hanging up: 29 November 16:39,
  < 1 min of work
    yours: added 0 functions

From now on, what you write is kept in your folder by
make try Q=callcenter STEP=3 in .oodkit.

Largest figure: your code 12, owner_goroutine 1, map_list 0,
queue_per_rank 4.

`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
}

// TestNoPraiseWithoutMutex reviews code that has no lock beside a reference with two facts about locks.
func TestNoPraiseWithoutMutex(t *testing.T) {
	files := maps.Clone(stackFiles)
	files["reference.go"] = "//go:build !stub\n\npackage stack\n\nimport \"sync\"\n\ntype Stack struct {\n\tmu   sync.Mutex\n\tn, m int\n}\n\n" +
		"func (s *Stack) Push(n int) { s.mu.Lock(); s.n, s.m = n, n; s.mu.Unlock() }\n\nfunc (s *Stack) Len() int { return s.n + s.m }\n"
	const channel = "//go:build stub\n\npackage stack\n\ntype Stack struct {\n\tdesk chan bool\n\tn    int\n}\n\n" +
		"func (s *Stack) Push(n int) { <-s.desk; s.n = n; s.desk <- true }\n\nfunc (s *Stack) Len() int { return s.n }\n"
	mutex := strings.NewReplacer("\ntype", "\nimport \"sync\"\n\ntype", "desk chan bool", "mu sync.Mutex", "<-s.desk;", "s.mu.Lock();", "s.desk <- true", "s.mu.Unlock()", "{ return s.n }", "{ return 0 }").Replace(channel)
	q := kittest.NewTree(t, files)
	for stub, want := range map[string]string{channel: "alike", mutex: "better"} {
		kittest.WriteFile(t, q.Path("stub.go"), stub)
		r, err := Facts(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Facts {
			if f.Kind == "read-without-lock" && f.Verdict != want {
				t.Errorf("the verdict is %q with the figures %v, want %q, of\n%s", f.Verdict, f.Figures, want, stub)
			}
		}
	}
}

// TestGiven reviews code that the learner got with its first step.
func TestGiven(t *testing.T) {
	q := kittest.NewTree(t, stackFiles)
	steps, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, q.Path("stub.go"), stackStep1)
	if err := workspace.BeginAt(q, new(bytes.Buffer), steps, time.Now()); err != nil {
		t.Fatal(err)
	}
	list, _, err := changes(q)
	if err != nil || len(list) != 1 || !list[0].Given || list[0].Mine.Design != "" || list[0].Other != nil {
		t.Errorf("changes = %+v, %v, want those of step 1, without figures", list, err)
	}
}
