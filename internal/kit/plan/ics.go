package plan

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	sessionMinutes = 90 // about how long an event of the calendar is
	sessionHour    = 19 // when it begins, wherever the learner is
	icsWidth       = 75 // octets in a line at most: RFC 5545, 3.1
)

// A session is some items of a week on one day.
type session struct {
	week, number int // from 0
	begin        time.Time
	items        []Item
}

// sessions divides the open items of a week among its days from now on.
func (p Plan) sessions(week int, done []bool, now time.Time) []session {
	var items []Item
	for i, item := range p.Weeks[week].Items {
		if !done[i] {
			items = append(items, item)
		}
	}
	first := p.firstDay(week, now)
	days := daysInWeek - first
	if days <= 0 {
		return nil
	}
	length := max(sessionMinutes, (minutes(items)+days-1)/days)
	var all []session
	for _, item := range items {
		if n := len(all); n > 0 && (minutes(all[n-1].items)+item.Minutes <= length || n == days) {
			all[n-1].items = append(all[n-1].items, item)
		} else {
			all = append(all, session{week: week, number: n, items: []Item{item}})
		}
	}
	for i := range all {
		all[i].begin = p.evening(week, first+(2*i+1)*days/(2*len(all)))
	}
	return all
}

// evening returns when an event begins on a day of a week. Both count from 0.
func (p Plan) evening(week, day int) time.Time {
	at := p.day(week).AddDate(0, 0, day)
	return time.Date(at.Year(), at.Month(), at.Day(), sessionHour, 0, 0, 0, at.Location())
}

// firstDay returns the first day of a week whose evening is not past.
func (p Plan) firstDay(week int, now time.Time) int {
	day := 0
	for day < daysInWeek && p.evening(week, day).Before(now) {
		day++
	}
	return day
}

// ics returns what is open from this week on as a calendar in the form of RFC 5545, and how many events it has. Its times
// are those of the learner's clock, without a time zone.
func (p Plan) ics(r record, now time.Time) (text string, events int) {
	var b strings.Builder
	line := func(format string, args ...any) { b.WriteString(fold(fmt.Sprintf(format, args...))) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//oodkit//make plan//EN")
	done := p.done(r)
	for week := range p.Weeks {
		for _, s := range p.sessions(week, done[week], now) {
			events++
			line("BEGIN:VEVENT")
			line("UID:%s-%d-%d-%d-%d@oodkit", p.Start.Format("20060102"), len(p.Weeks), p.Hours, s.week+1, s.number+1)
			line("DTSTAMP:%s", now.UTC().Format("20060102T150405Z"))
			line("DTSTART:%s", s.begin.Format("20060102T150405"))
			line("DURATION:PT%dM", minutes(s.items))
			line("SUMMARY:%s", escape("oodkit: "+s.title()))
			line("DESCRIPTION:%s", escape(s.text()))
			line("END:VEVENT")
		}
	}
	line("END:VCALENDAR")
	return b.String(), events
}

// title names what a session is about: hashmap, cards.
func (s session) title() string {
	var names []string
	for _, i := range s.items {
		name := i.name()
		if i.Kind == Interview {
			name += " " + i.Question
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// text lists the items of a session.
func (s session) text() string {
	var lines []string
	for _, i := range s.items {
		lines = append(lines, fmt.Sprintf("%d min: %s", i.Minutes, i.how()))
	}
	return strings.Join(lines, "\n")
}

// escape returns a text as RFC 5545, 3.3.11 wants it.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}

// fold returns a line with its end. It breaks a long line between characters.
func fold(line string) string {
	var b strings.Builder
	room := icsWidth
	for _, r := range line {
		if utf8.RuneLen(r) > room {
			b.WriteString("\r\n ")
			room = icsWidth - 1
		}
		b.WriteRune(r)
		room -= utf8.RuneLen(r)
	}
	return b.String() + "\r\n"
}
