package plan

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// TestICS checks the form of RFC 5545: line ends, the length of lines, and the properties that each event must have.
func TestICS(t *testing.T) {
	courses := allCourses(t, nil)
	for _, size := range [][2]int{{1, 1}, {2, 5}, {8, 5}, {1, 60}} {
		p := newPlan(courses, size[0], size[1], kittest.Noon)
		text := p.ics()
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
		for i, s := range p.sessions(week) {
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

func TestICSFile(t *testing.T) {
	q := newStack(t)
	file := filepath.Join(t.TempDir(), "plan.ics")
	first := show(t, q, Options{Weeks: 2, Hours: 1, ICS: file}, kittest.Noon)
	pass(t, q, 1)
	if again := show(t, q, Options{ICS: file}, inWeek(2)); strings.Contains(first+again, "kept as") {
		t.Errorf("the same plan has other events in its second week:\n%s%s", first, again)
	}
	if other := show(t, q, Options{Weeks: 3, ICS: file}, kittest.Noon); !strings.Contains(other, "The file that was there is kept as ") {
		t.Errorf("the file of the plan before is not kept:\n%s", other)
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
