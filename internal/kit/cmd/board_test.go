package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A boardQuestion is a question on a board: its stub, how long ago it was edited and run, and how its
// steps went.
type boardQuestion struct {
	name, stub  string
	edited, run time.Duration
	steps       map[int]workspace.StepProgress
}

var (
	passes     = workspace.StepProgress{Passes: true, LastRun: kittest.Noon, FirstPassed: kittest.Noon}
	fails      = workspace.StepProgress{LastRun: kittest.Noon}
	failsAgain = workspace.StepProgress{LastRun: kittest.Noon, FirstPassed: kittest.Noon}
)

// newBoard returns a repository with the questions, of three steps each, in this order.
func newBoard(t *testing.T, questions []boardQuestion) (root string) {
	t.Helper()
	root = t.TempDir()
	var readme strings.Builder
	readme.WriteString("# Title\n\n")
	for _, b := range questions {
		q := question.Question{Root: root, Name: b.name}
		readme.WriteString("| [" + b.name + "](" + b.name + "/README.md) | what |\n")
		kittest.WriteFile(t, q.Path("steps_test.go"), kittest.StackSteps)
		kittest.WriteFile(t, q.Path("doc.go"), kittest.DocFile)
		kittest.WriteFile(t, q.Path("stub.go"), b.stub)
		written := kittest.Noon.Add(-b.edited)
		if err := os.Chtimes(q.Path("stub.go"), written, written); err != nil {
			t.Fatal(err)
		}
		if b.run > 0 {
			text, err := json.Marshal(workspace.Progress{LastRun: kittest.Noon.Add(-b.run), Steps: b.steps})
			if err != nil {
				t.Fatal(err)
			}
			kittest.WriteFile(t, workspace.ProgressFile(q), string(text))
		}
	}
	kittest.WriteFile(t, filepath.Join(root, "README.md"), readme.String())
	return root
}

func TestBoard(t *testing.T) {
	fresh := func(name string) boardQuestion { return boardQuestion{name: name, stub: kittest.UnwrittenStub} }
	const hour, day = time.Hour, 24 * time.Hour
	for _, test := range []struct {
		name      string
		questions []boardQuestion
		want      string
	}{
		{"nothing is begun", []boardQuestion{fresh("stack"), fresh("queue")}, `
  stack  □□□  0/3  not begun
  queue  □□□  0/3  not begun

Next: read stack/README.md, edit stack/stub.go, then run: make try Q=stack
`},
		{"the first code is not run yet", []boardQuestion{fresh("stack"), {name: "queue", stub: kittest.WrittenStub}}, `
  stack  □□□  0/3  not begun
  queue  □□□  0/3  in progress, not run yet

Next: make try Q=queue
`},
		{"one is done, and of two in progress one was run later", []boardQuestion{
			{"stack", kittest.WrittenStub, 3 * day, 2 * day, map[int]workspace.StepProgress{1: passes, 2: passes, 10: passes}},
			{"hashmap", kittest.WrittenStub, 30 * hour, 25 * hour, map[int]workspace.StepProgress{1: passes, 2: fails}},
			{"queue", kittest.WrittenStub, 2 * hour, 90 * time.Minute, map[int]workspace.StepProgress{1: passes, 2: failsAgain, 10: passes}},
		}, `
  stack    ■■■  3/3  done, last run 2 days ago
  hashmap  ■□□  1/3  in progress, last run 1 day ago
  queue    ■✗■  2/3  step 2 no longer passes, last run 1 hour ago

Next: step 2 of queue (Len): edit queue/stub.go, then run: make try Q=queue
Stuck? make hint Q=queue
`},
		{"edited since the last run", []boardQuestion{
			{"stack", kittest.WrittenStub, time.Second, 5 * time.Minute, map[int]workspace.StepProgress{1: failsAgain, 2: failsAgain, 10: fails, 99: passes}},
		}, `
  stack  ✗✗□  0/3  steps 1, 2 no longer pass, last run 5 min ago, edited since

Next: make try Q=stack
`},
		{"all are done", []boardQuestion{
			{"stack", kittest.WrittenStub, 3 * day, time.Second, map[int]workspace.StepProgress{1: passes, 2: passes, 10: passes}},
		}, `
  stack  ■■■  3/3  done, last run just now

All questions are done. Next: make compare Q=stack shows your design beside the reference, make bench Q=stack measures both.
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			board(&b, newBoard(t, test.questions), kittest.Noon)
			want := "The questions, and how many steps of each your code passes:\n" + test.want +
				"\n-tags stub means: my code. All commands: make help\n"
			if b.String() != want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

// Below the questions stand their best and latest interviews.
func TestBoardOfInterviews(t *testing.T) {
	root := newBoard(t, []boardQuestion{{name: "stack", stub: kittest.UnwrittenStub}, {name: "queue", stub: kittest.UnwrittenStub}, {name: "map", stub: kittest.UnwrittenStub}})
	for file, text := range map[string]string{
		"stack/2026-11-01": `{"closed": "2026-11-01T12:00:00Z", "spent": {"code": 2400000000000}, "toAsk": 3, "asked": [true, false, true], "steps": [{"passed": true}, {}]}`,
		"stack/2026-11-02": `{"closed": "2026-11-02T12:00:00Z", "spent": {"code": 3600000000000}, "toAsk": 3, "asked": [true], "steps": [{}, {}]}`,
		"stack/2026-11-03": `{"phase": "code"}`,
		"stack/2026-11-04": `{"closed": "2026-11-04T12:00:00Z", "void": true, "steps": [{}, {}]}`,
		"queue/2026-11-01": `{"closed": "2026-11-01T12:00:00Z", "spent": {"code": 60000000000}, "steps": [{"passed": true}]}`,
		"map/2026-11-01":   `{`,
	} {
		kittest.WriteFile(t, filepath.Join(root, question.KeepsDir, "interviews", filepath.FromSlash(file), "state.json"), text)
	}
	var b strings.Builder
	board(&b, root, kittest.Noon)
	const want = `
Interviews:

  stack  best    1 of 2 steps in 40 min, asked 2 of 3
  stack  latest  0 of 2 steps in 60 min, asked 1 of 3
  stack  open    to go on: make interview Q=stack
  queue  best    1 of 1 step in 1 min
  map    .oodkit/interviews/map/2026-11-01/state.json cannot be read: `
	for _, want := range []string{want, "\n  stack  □□□  0/3  an interview is open\n", "\nNext: go on with the interview of stack: make interview Q=stack\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %s\nin\n%s", want, b.String())
		}
	}
}

// If a question cannot be read, the board still shows the others.
func TestBoardOfDamagedQuestion(t *testing.T) {
	root := newBoard(t, []boardQuestion{{name: "stack", stub: kittest.UnwrittenStub}, {name: "queue", stub: kittest.UnwrittenStub}})
	broken := question.Question{Root: root, Name: "queue"}
	kittest.WriteFile(t, broken.Path("steps_test.go"), "package queue_test\n\nfunc {\n")
	var b strings.Builder
	board(&b, root, kittest.Noon)
	for _, want := range []string{"  stack  □□□  0/3  not begun\n", "  queue  ", "steps_test.go:3:6: expected", "make try Q=stack"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the board lacks %q:\n%s", want, b.String())
		}
	}
}

func TestBoardOfUnreadableProgress(t *testing.T) {
	root := newBoard(t, []boardQuestion{{name: "stack", stub: kittest.WrittenStub}})
	kittest.WriteFile(t, filepath.Join(root, question.KeepsDir, "progress"), "a file where the directory should be")
	var b strings.Builder
	board(&b, root, kittest.Noon)
	if strings.Contains(b.String(), "All questions are done") || !strings.Contains(b.String(), "Next: correct the errors") {
		t.Errorf("the board says of what it cannot read:\n%s", b.String())
	}
}

func TestIsUnwritten(t *testing.T) {
	for code, want := range map[string]bool{
		kittest.UnwrittenStub:          true,
		kittest.WrittenStub:            false,
		"package stack":                false,
		"package stack\n\nfunc broken": false,
		strings.Replace(kittest.UnwrittenStub, "// Your fields go here.", "n int", 1):            false,
		strings.Replace(kittest.UnwrittenStub, `panic("not implemented: Stack.Len")`, "", 1):     false,
		strings.Replace(kittest.UnwrittenStub, "not implemented: Stack.Len", "oh no", 1):         false,
		kittest.UnwrittenStub + "\nfunc helper() {}\n":                                           false,
		strings.Replace(kittest.UnwrittenStub, "// Len counts.", "// Len counts, I suppose.", 1): true,
	} {
		if got := question.IsUnwritten([]byte(code)); got != want {
			t.Errorf("isUnwritten = %t, want %t, of\n%s", got, want, code)
		}
	}
}

func TestLearnersFiles(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{
		"stub.go":      kittest.WrittenStub,
		"mine.go":      "//go:build stub\n\npackage stack\n",
		"shared.go":    "package stack\n",
		"reference.go": "//go:build !stub\n\npackage stack\n",
		"notes.txt":    "",
	})
	got, err := workspace.LearnersFiles(q)
	if want := "mine.go stub.go"; strings.Join(got, " ") != want || err != nil {
		t.Errorf("learnersFiles() = %q, %v, want %s", got, err, want)
	}
}

func TestOfTests(t *testing.T) {
	p := workspace.Progress{
		Tested: map[int]workspace.Tested{1: {Caught: 3, Of: 4}, 2: {Caught: 1, Of: 9}},
		Spot:   workspace.Spot{Found: []string{"wrong/a"}, GivenUp: []string{"wrong/b"}},
	}
	if got, want := ofTests(p), "; own tests catch 4 of 13; 1 mistake spotted"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := ofTests(workspace.Progress{}); got != "" {
		t.Errorf("of nothing: got %q", got)
	}
}
