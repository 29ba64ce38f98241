package exercise

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	defaultLimit = 5 * time.Second
	raceFactor   = 4

	// grace is how long a row may take to unwind after FailNow before it is given up.
	grace = 200 * time.Millisecond
)

// limit returns how long a row may take, or 0 for as long as it likes.
func limit() (time.Duration, error) {
	text, ok := os.LookupEnv("OODKIT_LIMIT")
	if ok && text != "0" {
		d, err := time.ParseDuration(text)
		if err != nil || d < 0 {
			return 0, fmt.Errorf("OODKIT_LIMIT=%q: want a duration such as 20s, or 0 to switch the limit off", text)
		}
		return d, nil
	}
	switch {
	case ok:
		return 0, nil
	case Race:
		return raceFactor * defaultLimit, nil
	default:
		return defaultLimit, nil
	}
}

// supervise calls run in a goroutine of its own, which FailNow may end, waits until it returns or has
// to be given up, and hands over to tb what t has recorded. A limit of 0 is none.
func supervise(tb testing.TB, t *T, limit time.Duration, run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	var expired <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-done:
	case <-t.stop:
		select {
		case <-done:
		case <-time.After(grace):
			t.giveUpStep()
		}
	case <-expired:
		t.giveUpStep()
		t.reportHang(limit)
	}
	t.flush(tb)
}

// flush closes t and prints what it has recorded as tb's.
func (t *T) flush(tb testing.TB) {
	text, failed := t.close()
	if failed {
		fmt.Fprint(tb.Output(), text)
		tb.Fail()
	}
}

// reportHang records that the row did not end, and where the learner's goroutines stand.
func (t *T) reportHang(limit time.Duration) {
	stacks := t.learnerStacks()
	if len(stacks) == 0 {
		t.reportWithTrail(fmt.Sprintf("gave up after %v: the row has not ended, though none of your code is running", limit))
		return
	}
	text := fmt.Sprintf("%s: gave up after %v: %s has not returned", stacks[0].place, limit, stacks[0].entry)
	var lines []string
	for _, s := range stacks {
		lines = append(lines, fmt.Sprintf("in %s  %s  %s", s.function, s.place, s.state))
	}
	t.reportWithTrail(text + indentFrames(lines))
}

// stack is a goroutine that is in the learner's code.
type stack struct {
	function, place string // the innermost frame there
	entry           string // the outermost function there
	state           string
}

// learnerStacks returns the goroutines that are in the learner's code, those at one place as one.
func (t *T) learnerStacks() []stack {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var stacks []stack
	seen := make(map[string]bool)
	for dump := range strings.SplitSeq(string(buf), "\n\n") {
		s, ok := t.parseStack(dump)
		if ok && !seen[s.place+s.state] {
			seen[s.place+s.state] = true
			stacks = append(stacks, s)
		}
	}
	return stacks
}

var (
	// A goroutine of a dump begins "goroutine 7 [chan receive, 2 minutes]:".
	dumpState = regexp.MustCompile(`^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[([^],]+)`)
	// A frame is two lines, "pkg.(*Map[...]).Put(0x0?, ...)" and "\t/dir/stub.go:57 +0x1d".
	dumpFrame = regexp.MustCompile(`(?m)^(\S+)\(.*\)\n\t(.+):(\d+)(?: \+0x\w+)?$`)
)

// parseStack reads one goroutine of a dump. It reports whether that is in the learner's code.
func (t *T) parseStack(dump string) (s stack, ok bool) {
	state := dumpState.FindStringSubmatch(dump)
	if state == nil {
		return stack{}, false
	}
	s.state = explainState(state[1])
	for _, f := range dumpFrame.FindAllStringSubmatch(dump, -1) {
		if !t.isLearners(runtime.Frame{Function: f[1], File: f[2]}) {
			continue
		}
		if !ok {
			s.function, s.place = shortName(f[1]), filepath.Base(f[2])+":"+f[3]
		}
		s.entry, ok = shortName(f[1]), true
	}
	return s, ok
}

// explainState puts the runtime's word for what a goroutine does into the learner's.
func explainState(state string) string {
	switch {
	case state == "running" || state == "runnable":
		return "running: an endless loop?"
	case strings.HasPrefix(state, "sync.Mutex") || strings.HasPrefix(state, "sync.RWMutex"):
		return "waiting for a lock that is not released (" + state + ")"
	case strings.HasPrefix(state, "chan ") || state == "select":
		return "waiting on a channel (" + state + ")"
	default:
		return state
	}
}
