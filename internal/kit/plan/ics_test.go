package plan

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// TestICS checks the form of RFC 5545: line ends, the length of lines, and the properties that each event must have.
func TestICS(t *testing.T) {
	courses := allCourses(t, nil)
	for _, size := range [][2]int{{1, 1}, {2, 5}, {8, 5}, {1, 60}} {
		p := newPlan(courses, size[0], size[1], kittest.Noon)
		text, counted := p.ics(record{}, kittest.Noon)
		lines := strings.SplitAfter(text, "\r\n")
		for _, line := range lines[:len(lines)-1] {
			if strings.Count(line, "\n") != 1 || len(line) > icsWidth+len("\r\n") {
				t.Errorf("a line of %d octets, or with a line feed alone: %q", len(line), line)
			}
		}
		if lines[len(lines)-1] != "" {
			t.Errorf("the last line has no end: %q", lines[len(lines)-1])
		}
		events := strings.Count(text, "\r\nBEGIN:VEVENT\r\n")
		for _, property := range []string{"UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "END:VEVENT"} {
			if n := strings.Count(text, "\r\n"+property); n != events || events == 0 {
				t.Errorf("%d events have %d of %s", events, n, property)
			}
		}
		if counted != events {
			t.Errorf("%d events are counted as %d", events, counted)
		}
		uids := make(map[string]bool)
		for _, uid := range regexp.MustCompile(`UID:.*`).FindAllString(text, -1) {
			uids[uid] = true
		}
		if len(uids) != events {
			t.Errorf("%d events have %d names", events, len(uids))
		}
	}
}

// TestSessions checks that the events of a week have all its items, in order and within the week.
func TestSessions(t *testing.T) {
	p := newPlan(allCourses(t, nil), 2, 40, kittest.Noon)
	for week, w := range p.Weeks {
		var got []Item
		for i, s := range p.sessions(week, make([]bool, len(w.Items)), kittest.Noon) {
			got = append(got, s.items...)
			if p.weekOf(s.begin) != week || i >= daysInWeek {
				t.Errorf("session %d of week %d begins at %v", i+1, week+1, s.begin)
			}
		}
		if diff := cmp.Diff(w.Items, got); diff != "" {
			t.Errorf("week %d has other items than its sessions: %s", week+1, diff)
		}
	}
}

// TestOpenSessions checks that events are only of open items, and none is in the past.
func TestOpenSessions(t *testing.T) {
	p := newPlan(nil, 2, 5, kittest.Noon)
	for i := range p.Weeks {
		p.Weeks[i].Items = []Item{{Kind: Step, Question: "stack", Step: 1, Minutes: 90}, {Kind: Cards, Minutes: 15}, {Kind: Cards, Minutes: 15}}
	}
	day := 24 * time.Hour
	for _, test := range []struct {
		name string
		now  time.Time
		done []bool
		want []string // the day of the month and the minutes of each event of the first week
	}{
		{"at the beginning", kittest.Noon, nil, []string{"29 90", "3 30"}},
		{"in the evening of the first day", kittest.Noon.Add(8 * time.Hour), nil, []string{"30 90", "3 30"}},
		{"the step is done", kittest.Noon, []bool{true, false, false}, []string{"1 30"}},
		{"on the last day", kittest.Noon.Add(6 * day), nil, []string{"4 120"}},
		{"in the evening of the last day", kittest.Noon.Add(6*day + 8*time.Hour), nil, nil},
		{"in the second week", kittest.Noon.Add(8 * day), nil, nil},
		{"all is done", kittest.Noon, []bool{true, true, true}, nil},
	} {
		if test.done == nil {
			test.done = make([]bool, 3)
		}
		var got []string
		for _, s := range p.sessions(0, test.done, test.now) {
			got = append(got, fmt.Sprint(s.begin.Day(), minutes(s.items)))
			if s.begin.Before(test.now) {
				t.Errorf("%s: an event at %v, which is past", test.name, s.begin)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestICSFile(t *testing.T) {
	q := newStack(t)
	file := filepath.Join(t.TempDir(), "plan.ics")
	first := show(t, q, Options{Weeks: 2, Hours: 1, ICS: file}, kittest.Noon)
	if again := show(t, q, Options{ICS: file}, kittest.Noon); strings.Contains(first+again, "kept as") || !strings.Contains(again, "has 2 events.") {
		t.Errorf("the same export at the same time:\n%s%s", first, again)
	}
	pass(t, q, 1)
	if later := show(t, q, Options{ICS: file}, kittest.Noon); !strings.Contains(later, "The file that was there is kept as ") || !strings.Contains(later, "has 1 event.") {
		t.Errorf("after step 1:\n%s", later)
	}
	pass(t, q, 2)
	if err := Run(io.Discard, q.Root, Options{ICS: file}, kittest.Noon); err == nil || !strings.Contains(err.Error(), "nothing is left") {
		t.Errorf("after all steps: %v", err)
	}
}

func TestFold(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"SHORT:x", "SHORT:x\r\n"},
		{strings.Repeat("x", 75), strings.Repeat("x", 75) + "\r\n"},
		{strings.Repeat("x", 76), strings.Repeat("x", 75) + "\r\n x\r\n"},
		{strings.Repeat("x", 74) + "ä", strings.Repeat("x", 74) + "\r\n ä\r\n"},
		{strings.Repeat("x", 150), strings.Repeat("x", 75) + "\r\n " + strings.Repeat("x", 74) + "\r\n x\r\n"},
	} {
		if diff := cmp.Diff(test.want, fold(test.line)); diff != "" {
			t.Errorf("%q: %s", test.line, diff)
		}
	}
	if got, want := escape("a, b; c\\d\ne"), `a\, b\; c\\d\ne`; got != want {
		t.Errorf("escape: got %q, want %q", got, want)
	}
}
