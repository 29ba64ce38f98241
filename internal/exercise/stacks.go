package exercise

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// stack is a goroutine as a dump shows it.
type stack struct {
	number string
	state  string // what it is doing
	row    bool   // it runs the body of a row
	test   string // the outermost place in a test file, if any

	creator string // the number of the goroutine that started it, or "timer"
	older   bool   // it may have been started by something that an earlier row has left

	// If the goroutine is in the learner's code: the innermost function there with its place, and the
	// outermost function.
	function, place string
	entry           string
}

// rank orders goroutines by how likely they keep the row from ending.
func (s stack) rank() int {
	switch {
	case s.row:
		return 0
	case s.test != "":
		return 1
	case s.older:
		return 3
	default:
		return 2
	}
}

// A standstill says where the goroutines of a row are that does not end.
type standstill struct {
	row     string  // the place in the row's body, "" if the body has ended
	stacks  []stack // those in the learner's code, by rank
	runs    bool    // a goroutine with a place in a test file runs
	earlier int     // how many goroutines in the learner's code are from before the row
	cut     bool    // there are more goroutines than were looked at
}

// standstill finds the row's goroutines. It only counts those of earlier rows.
func (t *T) standstill() standstill {
	text, cut := dumpAll()
	still := standstill{cut: cut}
	_, others, _ := strings.Cut(text, "\n\n") // without this goroutine, which is the first
	all := make(map[string]stack)
	var numbers []string // in the order of the dump
	for dump := range strings.SplitSeq(others, "\n\n") {
		if s, ok := t.parseStack(dump); ok {
			all[s.number] = s
			numbers = append(numbers, s.number)
		}
	}
	for _, number := range numbers {
		s := all[number]
		if t.before[number] {
			if s.place != "" {
				still.earlier++
			}
			continue
		}
		s.older = t.isOlder(s, all)
		if s.row {
			still.row = s.test
		}
		if s.place != "" {
			still.stacks = append(still.stacks, s)
		}
		still.runs = still.runs || s.test != "" && s.state == running
	}
	slices.SortStableFunc(still.stacks, func(a, b stack) int { return a.rank() - b.rank() })
	return still
}

// isOlder reports whether a goroutine from before the row has started s, directly or by others, or whether a timer has,
// which may be from before the row. All has the goroutines that have not ended.
func (t *T) isOlder(s stack, all map[string]stack) bool {
	for !s.row && s.test == "" && s.number != "" {
		if t.before[s.creator] || s.creator == timer {
			return true
		}
		s = all[s.creator]
	}
	return false
}

// blame returns the place to look at first, such as "stub.go:57: ", and the call of the learner's code that the
// row waits for, or "" if it waits for no call.
func (s standstill) blame() (place, call string) {
	switch {
	case len(s.stacks) > 0 && !s.stacks[0].older && (s.stacks[0].test != "" || s.row == ""):
		return s.stacks[0].place + ": ", s.stacks[0].entry
	case s.row != "":
		return s.row + ": ", ""
	default:
		return "", ""
	}
}

// String describes the goroutines in the learner's code. It mentions goroutines that do the same at one place
// once.
func (s standstill) String() string {
	var lines []string
	for _, g := range s.stacks {
		line := fmt.Sprintf("in %s  %s  %s", g.function, g.place, g.state)
		if g.older {
			line += ", perhaps left by an earlier row"
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	text := indentFrames(lines)
	if s.earlier > 0 {
		text += fmt.Sprintf("\n    goroutines of your code from before this row, not shown: %d", s.earlier)
	}
	return text
}

var (
	// A goroutine of a dump begins "goroutine 7 [chan receive, 2 minutes]:".
	dumpState = regexp.MustCompile(`^goroutine (\d+) (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[([^],]+)`)
	// A frame is two lines, "pkg.(*Map[...]).Put(0x0?, ...)" and "\t/dir/stub.go:57 +0x1d".
	dumpFrame = regexp.MustCompile(`(?m)^(\S+)\(.*\)\n\t(.+):(\d+)(?: \+0x\w+)?$`)
	// Last comes "created by pkg.New[...] in goroutine 6", without a goroutine if a timer has started it.
	dumpCreator = regexp.MustCompile(`(?m)^created by \S+ in goroutine (\d+)$`)
)

// timer is the creator of a goroutine that a timer outside of a bubble has started.
const timer = "timer"

// noteBefore notes which goroutines exist before the row begins.
func (t *T) noteBefore() {
	t.before = make(map[string]bool)
	text, _ := dumpAll()
	for dump := range strings.SplitSeq(text, "\n\n") {
		if head := dumpState.FindStringSubmatch(dump); head != nil {
			t.before[head[1]] = true
		}
	}
}

// dumpAll returns a dump of the goroutines of the process, and reports whether it was cut: 64 MiB are enough for a
// hundred thousand.
func dumpAll() (text string, cut bool) {
	const most = 64 << 20
	for size := 1 << 20; ; size *= 4 {
		buf := make([]byte, size)
		n := runtime.Stack(buf, true)
		if n < size || size == most {
			return string(buf[:n]), n == size
		}
	}
}

// parseStack reads one goroutine of a dump. It reports whether the text is a goroutine.
func (t *T) parseStack(dump string) (s stack, ok bool) {
	head := dumpState.FindStringSubmatch(dump)
	if head == nil {
		return stack{}, false
	}
	s.number, s.state = head[1], explainState(head[2])
	first, _, _ := strings.Cut(dump, "\n")
	if match := dumpCreator.FindStringSubmatch(dump); match != nil {
		s.creator = match[1]
	} else if strings.Contains(dump, "\ncreated by time.goFunc\n") && !strings.Contains(first, "synctest bubble") {
		s.creator = timer
	}
	for _, f := range dumpFrame.FindAllStringSubmatch(dump, -1) {
		function, place := f[1], filepath.Base(f[2])
		if f[3] != "1" { // an empty loop that the compiler has moved into its caller has no line of its own
			place += ":" + f[3]
		}
		switch {
		case t.isLearners(runtime.Frame{Function: function, File: f[2]}):
			if s.place == "" {
				s.function, s.place = shortName(function), place
			}
			s.entry = shortName(function)
		case strings.HasSuffix(f[2], "_test.go"):
			s.test = place
		case strings.HasSuffix(function, "/exercise.guard"):
			s.row = true
		}
	}
	return s, true
}

// running is the state of a goroutine that does not wait. The compiler can make a short method a part of its
// caller: then a dump may show its endless loop as a line of the caller.
const running = "running, perhaps in a short method that it calls: is it an endless loop, or too slow?"

// explainState says in a learner's words what the runtime says that a goroutine is doing.
func explainState(state string) string {
	state = strings.TrimSuffix(state, " (durable)") // of a bubble
	switch {
	case slices.Contains([]string{"running", "runnable", "preempted"}, state), strings.HasPrefix(state, "GC "):
		return running
	case strings.HasPrefix(state, "sync.Mutex") || strings.HasPrefix(state, "sync.RWMutex"):
		return "waiting for a lock that is not released (" + state + ")"
	case strings.HasPrefix(state, "chan ") || strings.HasPrefix(state, "select"):
		return "waiting on a channel (" + state + ")"
	default:
		return state
	}
}
