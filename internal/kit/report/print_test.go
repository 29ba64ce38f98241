package report

import (
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// This output would take two minutes to produce. The other outputs are in the scripts of the command.
func TestTimeOut(t *testing.T) {
	const want = `stack: your code (-tags stub)

  ✗ 2  Len  0.01s  timed out

Step 2, Len: Len counts
    the step did not end within 2m0s and was stopped
    look for a loop, or a wait, that does not end, or for code that is too slow

Next: edit stack/stub.go, then run: make try Q=stack STEP=2
`
	q := kittest.NewTree(t, nil)
	r := gotest.ResultOf(q, kittest.Stack[1], kittest.ReadRecorded(t, q, "time-out"))
	r.Took = 12 * time.Millisecond
	var b strings.Builder
	p := NewPrinter(&b, q, kittest.Stack[1:2])
	p.Heading()
	p.Result(r)
	p.Summary([]gotest.Result{r}, false)
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestLongOutputIsCut(t *testing.T) {
	var b strings.Builder
	p := NewPrinter(&b, question.Question{Name: "stack"}, kittest.Stack)
	p.Explain(gotest.Result{Step: kittest.Stack[0], Status: gotest.StepFailed, More: 2, Printed: strings.Fields(strings.Repeat("early ", 100) + strings.Repeat("late ", MaxPrinted))})
	if got := b.String(); strings.Contains(got, "early") || strings.Count(got, "late") != MaxPrinted {
		t.Errorf("want the last %d lines of what was printed, got\n%s", MaxPrinted, got)
	}
	if want := "and 2 more rows of this step fail\n"; !strings.Contains(b.String(), want) {
		t.Errorf("want %q, got\n%s", want, b.String())
	}
}

func TestColors(t *testing.T) {
	if got := (Style{Colors: true}).Paint(Red, "✗"); got != "\x1b[31m✗\x1b[0m" {
		t.Errorf("paint = %q", got)
	}
	if got := StyleFor(new(strings.Builder)); got != (Style{}) {
		t.Errorf("an output that is not a terminal gets the style %+v, want no style", got)
	}
}

func TestMinutes(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "< 1 min", 59 * time.Second: "< 1 min", 90 * time.Second: "1 min", 61 * time.Minute: "1 h 1 min"} {
		if got := Minutes(d); got != want {
			t.Errorf("Minutes(%v) = %q, want %q", d, got, want)
		}
	}
}

// In a handout there is nothing to compare with.
func TestPraiseInHandout(t *testing.T) {
	for file, want := range map[string]string{"notes.txt": "Well done. Next: make compare Q=stack shows", question.HandoutFile: "Well done.\n"} {
		var b strings.Builder
		NewPrinter(&b, kittest.NewTree(t, map[string]string{"../" + file: "x"}), kittest.Stack).congratulate()
		if got := b.String(); !strings.HasPrefix(got, want) {
			t.Errorf("with %s: got %q, want %q", file, got, want)
		}
	}
}
