package interview

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/watch"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A player plays an interview without a terminal, by a clock that only it sets.
type player struct {
	t      *testing.T
	m      *model
	now    time.Time
	events chan any
	see    func() // is called after each message
	quit   bool
}

func newPlayer(t *testing.T, q question.Question, style report.Style) *player {
	t.Helper()
	p := &player{t: t, now: kittest.Noon, events: make(chan any, 100), see: func() {}}
	talk, err := newTalk(q, 0)
	if err != nil {
		t.Fatal(err)
	}
	v := newInterview(t, q)
	v.ToAsk, v.Steps = len(talk.page.Clarifying), talk.steps()
	p.begin(v, talk, style)
	return p
}

// begin shows the interview as a command that has just started.
func (p *player) begin(v *interview, talk *talk, style report.Style) {
	ctx, cancel := context.WithCancel(p.t.Context())
	p.m = newModel(v, talk, style, func() time.Time { return p.now })
	runner := watch.NewRunner(ctx, v.q, func(e any) {
		select {
		case p.events <- e:
		case <-ctx.Done():
		}
	})
	p.t.Cleanup(func() { cancel(); runner.Stop() })
	p.m.Take(runner)
	p.do(p.m.Init())
}

// again ends the command at once, as a kill does, and begins another one.
func (p *player) again() {
	p.t.Helper()
	v, _, err := open(p.m.v.q)
	if err != nil || v == nil {
		p.t.Fatalf("open = %v, %v", v, err)
	}
	p.begin(v, p.m.t, p.m.style)
}

// do carries out a command, except ticks.
func (p *player) do(command tea.Cmd) {
	if command == nil {
		return
	}
	came := make(chan tea.Msg, 1)
	go func() { came <- command() }()
	select {
	case message := <-came:
		switch message := message.(type) {
		case tea.BatchMsg:
			for _, c := range message {
				p.do(c)
			}
		case tea.QuitMsg:
			p.quit = true
		case foundOut:
			p.send(message)
		}
	case <-time.After(100 * time.Millisecond): // a tick
	}
}

func (p *player) send(message tea.Msg) {
	_, command := p.m.Update(message)
	p.see()
	p.do(command)
}

// press presses keys, and types other texts.
func (p *player) press(keys ...string) {
	special := map[string]rune{"enter": tea.KeyEnter, "left": tea.KeyLeft, "up": tea.KeyUp, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown}
	for _, key := range keys {
		if code, ok := special[key]; ok {
			p.send(tea.KeyPressMsg{Code: code})
			continue
		}
		if letter, ok := strings.CutPrefix(key, "ctrl+"); ok {
			p.send(tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl})
			continue
		}
		for _, r := range key {
			p.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

// wait lets time pass on the clock.
func (p *player) wait(d time.Duration) {
	p.now = p.now.Add(d)
	p.send(secondPassed{})
}

// judge saves code, and waits until its run has ended.
func (p *player) judge(code string) {
	p.t.Helper()
	kittest.WriteFile(p.t, p.m.v.q.Path("stub.go"), kittest.StubOf(code))
	p.send(watch.CodeChanged{})
	p.awaitRun()
}

// awaitRun waits until no run is under way.
func (p *player) awaitRun() {
	p.t.Helper()
	for p.m.v.Phase == Code && p.m.judging.Running() {
		select {
		case e := <-p.events:
			p.send(e)
		case <-time.After(kittest.PatienceInTests):
			p.t.Fatal("the run does not end")
		}
	}
}

func (p *player) wantPhase(want Phase) {
	p.t.Helper()
	if got := p.m.v.Phase; got != want {
		p.t.Fatalf("the phase is %q, want %q:\n%s", got, want, strings.Join(p.m.screen(), "\n"))
	}
}

func (p *player) wantScreen(texts ...string) {
	p.t.Helper()
	if screen := ansi.Strip(strings.Join(p.m.screen(), "\n")); !kittest.ContainsAll(screen, texts) {
		p.t.Errorf("want %q on the screen:\n%s", texts, screen)
	}
}

// playAll plays an interview from the beginning to the end.
func (p *player) playAll() {
	p.t.Helper()
	p.wantScreen("Design something that counts.")
	p.press("enter")
	p.wantPhase(Ask)
	p.press("Is zero a count? I ask because I do not know from where on it counts, and how far", "enter", "How fost?", "enter", "up", "!", "enter")
	p.press("ctrl+p", "the door, "+strings.Repeat("again ", 30), "enter", "enter")
	p.wantPhase(Check)
	p.wantScreen("Question 1 of 2.", "From which number on?", "From zero on.", "Is zero a count?", "2. How fost?!")
	p.press("n", "left", "y", "n")
	p.wantScreen("You asked 1 of 2.", "Not asked:", "- How far?")
	p.press("enter")
	p.wantPhase(Sketch)
	p.wantScreen("Nouns. What is a count?")
	p.press("enter")
	p.wantPhase(Code)
	p.wantScreen("step 1 of 2, One", "`Count` counts to one.")
	p.awaitRun()
	p.judge(kittest.IsNoGo)
	p.wantScreen("your code does not compile", "undefined: m")
	p.judge(kittest.CountsNot)
	p.wantScreen("Step 1, One: it counts to one", "got 0, want 1")
	p.press("h")
	p.wantScreen("Hint 1 of 1. It is one.")
	p.press("h", "tab", "tab", "tab", "s", "p", "enter", "s", "x")
	p.judge(kittest.CountsToOne)
	p.wantScreen("step 2 of 2, Two", "`Count` counts to two.", "An interview usually ends here.")
	p.awaitRun()
	p.press("s")
	p.wantScreen("Press s once more")
	p.press("s")
	p.wantPhase(Debrief)
	p.wantScreen("1 of 2 steps in < 1 min", "Asked 1 of 2")
	p.press("enter", "enter")
	p.wantScreen("What would change for … negative numbers?", "Nothing.")
	p.press("enter", "enter", "left", "enter", "enter", "enter", "enter", "enter", "enter")
	p.wantScreen("Score yourself, 1 of 6.", "4. I asked")
	p.press("4", "left", "3", "2", "1", "4", "3")
	p.wantScreen("Score yourself, 6 of 6.")
	p.press("2")
	if !p.quit || !p.m.over {
		p.t.Error("after the last score the interview is not over")
	}
}

// On each screen of an interview the clock is visible and no line is wider than the window.
func TestScreens(t *testing.T) {
	p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
	p.see = func() {
		for _, style := range []report.Style{{Colors: true}, {}} {
			for _, width := range []int{60, 120, 80} {
				p.m.width, p.m.style, p.m.judging.Style = width, style, style
				p.checkScreen(width, p.m.height, style)
			}
		}
	}
	p.playAll()
}

func (p *player) checkScreen(width, height int, style report.Style) {
	p.t.Helper()
	lines := p.m.screen()
	screen := strings.Join(lines, "\n")
	if !strings.HasSuffix(ansi.Strip(lines[0]), clock(&p.m.v.State)) {
		p.t.Fatalf("the first line has no clock:\n%s", screen)
	}
	if len(lines) != height || strings.Contains(screen, "\x1b") != style.Colors {
		p.t.Fatalf("%d lines, want %d, with colors: %t:\n%s", len(lines), height, style.Colors, screen)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > width {
			p.t.Fatalf("wider than %d columns: %q", width, line)
		}
	}
	if keys := strings.Join(p.m.keys(), " "); p.m.v.Phase != Debrief && !strings.Contains(keys, "leave") {
		p.t.Fatalf("the keys are not shown:\n%s", screen)
	}
}

// An interview goes on where it was killed.
func TestResume(t *testing.T) {
	p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
	p.wait(10 * time.Second)
	p.press("enter", "Which one?", "enter")
	p.wait(20 * time.Second)
	p.again()
	p.wantPhase(Ask)
	p.wantScreen("0:30 of 10:00", "1. Which one?")
	p.press("ctrl+p", "dinn")
	p.wait(time.Hour) // the clock stands still, and the note is kept
	p.again()
	p.wantScreen("paused, 0:30 of 10:00", "> dinn")
	p.press("er", "enter", "enter", "y")
	p.again()
	p.wantScreen("Question 2 of 2.")
	p.press("n", "enter", "enter")
	p.awaitRun()
	p.press("h")
	p.judge(kittest.CountsToOne)
	p.wait(time.Minute)
	p.again()
	p.awaitRun()
	p.wantScreen("step 2 of 2, Two", "1:30 of 10:00")
	p.press("e", "e", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "3")
	p.again()
	p.wantScreen("Score yourself, 2 of 6.")
	want := []Step{{Number: 1, Title: "One", Hints: 1, Passed: true}, {Number: 2, Title: "Two", Spent: time.Minute}}
	if diff := cmp.Diff(want, p.m.v.Steps); diff != "" {
		t.Error("the steps (-want +got):", diff)
	}
	pauses := []Pause{{At: 30 * time.Second, Note: "dinner", Began: kittest.Noon.Add(30 * time.Second), Ended: kittest.Noon.Add(30*time.Second + time.Hour)}}
	if diff := cmp.Diff(pauses, p.m.v.Pauses); diff != "" {
		t.Error("the pauses (-want +got):", diff)
	}
}

// What the text scrolls past, the line that says how the steps go does not. With a, the failures of all steps are shown.
func TestStatusStays(t *testing.T) {
	p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
	p.press("enter", "enter", "y", "y", "enter", "enter")
	p.awaitRun()
	for _, height := range []int{9, 12, 24} {
		p.m.width, p.m.height = 60, height
		p.judge(kittest.CountsNot)
		p.wantScreen("Step 1, One: it counts to one")
		p.press("tab", "pgdown", "pgdown")
		p.wantScreen("0 of 1 steps pass, ")
		p.checkScreen(60, height, report.Style{})
	}
	p.press("a")
	p.wantScreen("Step 1, One: it counts to one", "a first failure")
	if !p.m.judging.All {
		t.Error("after a not all failures are told")
	}
	p.press("a")
	p.wantScreen("a all failures")
}

// An editor that is not installed is not started.
func TestNoEditor(t *testing.T) {
	t.Setenv("VISUAL", "no-such-editor")
	p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
	p.press("enter", "enter", "y", "y", "enter", "e")
	p.wantPhase(Sketch)
	p.wantScreen("The editor cannot be started (VISUAL is set to no-such-editor)")
	if p.m.Lends() {
		t.Error("an editor that is not installed has the terminal")
	}
}

// Without stub.go the screen says how it comes back.
func TestNoStub(t *testing.T) {
	p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
	p.press("enter", "enter", "y", "y", "enter", "enter")
	p.awaitRun()
	if err := os.Remove(p.m.v.q.Path("stub.go")); err != nil {
		t.Fatal(err)
	}
	p.send(watch.CodeChanged{})
	p.awaitRun()
	p.wantScreen("There is no stack/stub.go. To bring the original stub back: make reset Q=stack")
	p.judge(kittest.CountsNot)
	p.wantScreen("Step 1, One: it counts to one")
}

// When the time is up, the debrief begins at once, but a run that is under way still counts.
func TestTimeUp(t *testing.T) {
	t.Run("while questions are typed", func(t *testing.T) {
		p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
		p.press("enter", "Half a ques")
		p.wait(11 * time.Minute)
		p.wantPhase(Debrief)
		p.wantScreen("The time is up. You may still compare your questions", "Question 1 of 2.", "10:00 of 10:00")
		p.press("y", "n", "enter")
		p.wantScreen("The time is up: 0 of 2 steps in 10 min, asked 1 of 2")
		if diff := cmp.Diff([]string{"Half a ques"}, p.m.v.Typed); diff != "" {
			t.Error("the questions (-want +got):", diff)
		}
	})
	t.Run("and the questions are not compared", func(t *testing.T) {
		p := newPlayer(t, kittest.NewTalk(t, kittest.CountsNot), report.Style{})
		if _, err := workspace.CountHint(p.m.v.q, new(bytes.Buffer), question.Step{Number: 1}, 1); err != nil { // in another terminal
			t.Fatal(err)
		}
		p.wait(11 * time.Minute)
		p.press("enter", "s")
		p.wantScreen("0 of 2 steps in 10 min, questions not compared", "1 hint, 0 steps skipped.", "The 2 clarifying questions were not compared.")
	})
	for code, want := range map[string]int{kittest.CountsToOne: 1, kittest.CountsNot: 0} {
		t.Run(fmt.Sprintf("during a run that passes %d steps", want), func(t *testing.T) {
			p := newPlayer(t, kittest.NewTalk(t, code), report.Style{})
			p.press("enter", "enter", "y", "y", "enter", "enter")
			p.wantPhase(Code)
			p.wait(10 * time.Minute)
			p.wantPhase(Code)
			p.send(watch.CodeChanged{}) // too late
			p.awaitRun()
			p.wantPhase(Debrief)
			if got := p.m.v.passed(); got != want {
				t.Errorf("%d steps passed, want %d", got, want)
			}
		})
	}
}
