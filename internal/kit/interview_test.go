package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/interview"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// A whole interview, as a learner has it: it is killed once, left once, and goes on each time.
func TestInterview(t *testing.T) {
	q := kittest.NewTalk(t, kittest.CountsToOne)
	former := kittest.StubOf(kittest.CountsToOne)
	t.Setenv("NO_COLOR", "")
	t.Setenv("VISUAL", "env OODKIT_AS_KIT= "+os.Args[0]+" -test.run=^TestAsEditor$")
	t.Setenv("OODKIT_EDITOR_NOTE", "one type")
	stub := q.Path("stub.go")

	x := startKit(t, q, 80, 24, "interview", "stack", "--time", "7")
	x.waitFor("stack: the question", "0:0", " of 7:00", "Design something that counts.", "Your former code is in .oodkit/saves/stack/")
	if text, err := os.ReadFile(stub); string(text) == former || err != nil {
		t.Errorf("the interview begins with the former code, %v", err)
	}
	x.press("\r")
	x.waitFor("stack: ask first")
	x.press("From which number?\r")
	x.waitFor("1. From which number?")
	x.command.Process.Kill()
	x.wait()

	x = startKit(t, q, 100, 30, "interview", "stack")
	x.waitFor("stack: ask first", "1. From which number?", " of 7:00")
	refused := startKit(t, q, 80, 24, "interview", "stack")
	refused.waitFor("An interview of stack runs in another terminal.")
	if status := refused.wait(); status != exitUsage {
		t.Errorf("a second interview at the same time ends with %d, want %d", status, exitUsage)
	}
	x.press("\r")
	x.waitFor("Question 1 of 2.", "From which number on?")
	x.press("y")
	x.waitFor("Question 2 of 2.", "How far?")
	x.press("n")
	x.waitFor("You asked 1 of 2.")
	x.press("\r")
	x.waitFor("stack: design first", "Nouns. What is a count?")
	x.press("e")
	x.waitFor("Your note has 1 line.")
	x.press("\r")
	x.waitFor("stack: step 1 of 2, One", "The interviewer begins:", "0 of 1 steps pass")
	x.press("h")
	x.waitFor("Hint 1 of 1. It is one.")
	kittest.WriteFile(t, stub, kittest.StubOf(kittest.CountsNot))
	x.waitFor("Step 1, One: it counts to one", "got 0, want 1")
	x.press("q")
	x.waitFor("The interview of stack stays open", "make interview Q=stack END=1")
	if status := x.wait(); status != exitOK {
		t.Errorf("after q the exit status is %d, want %d", status, exitOK)
	}

	x = startKit(t, q, 80, 24, "interview", "stack")
	x.waitFor("stack: step 1 of 2, One", "0 of 1 steps pass")
	kittest.WriteFile(t, stub, kittest.StubOf(kittest.CountsToOne+" // again"))
	x.waitFor("stack: step 2 of 2, Two", "The interviewer goes on:")
	kittest.WriteFile(t, stub, kittest.StubOf(kittest.CountsRight))
	x.waitFor("stack: debrief", "The interview is over: 2 of 2 steps", "Asked 1 of 2 clarifying questions. 1 hint, 0 steps skipped.")
	x.press("\r")
	for _, text := range []string{"negative numbers?", "Nothing.", "two counters?", "A type.", "a limit?", "An error."} {
		x.waitFor(text)
		x.press("\r")
	}
	for i, level := range "343212" {
		x.waitFor("Score yourself, " + string(rune('1'+i)) + " of 6.")
		x.press(string(level))
	}
	x.waitFor("The interview of stack is over: 2 of 2 steps", "Brought back your former code", "debrief.html")
	if status := x.wait(); status != exitOK {
		t.Errorf("the interview ends with %d, want %d", status, exitOK)
	}
	checkInterview(t, q, former)
}

// checkInterview checks what is left after the interview.
func checkInterview(t *testing.T, q question.Question, former string) {
	t.Helper()
	if text, err := os.ReadFile(q.Path("stub.go")); string(text) != former {
		t.Errorf("the former code is not back: %q, %v", text, err)
	}
	if !isKept(t, q, "stub.go", kittest.StubOf(kittest.CountsRight)) {
		t.Error("the code of the interview is not kept")
	}
	files, err := filepath.Glob(filepath.Join(q.Root, ".oodkit", "interviews", "stack", "*", "debrief.md"))
	if len(files) != 1 {
		t.Fatalf("there are the debriefs %q, %v, want one", files, err)
	}
	text, err := os.ReadFile(files[0])
	for _, want := range []string{"1. From which number?", "one type", "<summary>How far?</summary>", "| 1 One | passed |", "| Understanding the problem | 3 |", "| Talking through trade-offs | 2 |"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the debrief has no %q, %v:\n%s", want, err, text)
		}
	}
}

// TestAsEditor is not a test: with it, tests have an editor, which adds a line to the file.
func TestAsEditor(t *testing.T) {
	note := os.Getenv("OODKIT_EDITOR_NOTE")
	if note == "" || len(os.Args) != 3 {
		t.Skip("for other tests")
	}
	file, err := os.OpenFile(os.Args[2], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteString(note + "\n"); err != nil {
		t.Fatal(err)
	}
}

// An interview may be killed at any time. Then the learner's former code is in the question's directory or in a save,
// and comes back when the interview ends.
func TestKilledInterviewLosesNothing(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("README.md"), kittest.TalkReadme)
	work := writeWork(t, q, "former")
	check := func(when string) {
		t.Helper()
		for name, text := range work {
			if !isKept(t, q, name, text) {
				t.Fatalf("%s, %s is nowhere", when, name)
			}
		}
	}
	for i := range 8 { // Each round is killed later: while it begins, and while it ends.
		x := startKit(t, q, 80, 24, "interview", "stack")
		time.Sleep(time.Duration(i) * 15 * time.Millisecond)
		x.command.Process.Kill()
		x.wait()
		check("after a kill at the beginning")
		x = startKit(t, q, 80, 24, "interview", "stack")
		x.waitFor("Your former code is in .oodkit/saves/stack/")
		x.press("q")
		x.wait()
		if name := "a.go"; i%2 == 0 {
			kittest.WriteFile(t, q.Path(name), kittest.HelperFile+"// interview\n")
		}
		killAfter(t, q, "interview stack --end", time.Duration(i)*15*time.Millisecond)
		check("after a kill at the end")
		if h, err := interview.NewHistory(q); err != nil || h.Open {
			killAfter(t, q, "interview stack --end", time.Minute)
		}
		for name, text := range work {
			if now, err := os.ReadFile(q.Path(name)); string(now) != text {
				t.Fatalf("round %d: %s is not back: %q, %v", i+1, name, now, err)
			}
		}
	}
}
