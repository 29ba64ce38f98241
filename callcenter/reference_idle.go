//go:build !stub

package callcenter

import "container/list"

// idleStaff has a line of idle employees for each group. An employee with skills stands in several lines, one for
// each of their offers, and leaves all of them at once. Employees join at the end, so each line is in the order in
// which they became idle. Empty lines stay, even for skills of dismissed employees: at most one for each rank and skill
// ever hired.
type idleStaff map[group]*list.List // of *employee

func (s idleStaff) add(e *employee) {
	for _, skill := range e.offers {
		e.inLines = append(e.inLines, s.line(group{e.Rank, skill}).PushBack(e))
	}
}

// line returns the line of a group, and makes it if this is the first employee.
func (s idleStaff) line(g group) *list.List {
	if s[g] == nil {
		s[g] = list.New()
	}
	return s[g]
}

// remove takes e out of their lines. If e is not idle, it does nothing.
func (s idleStaff) remove(e *employee) {
	for i, element := range e.inLines {
		s[group{e.Rank, e.offers[i]}].Remove(element)
	}
	e.inLines = nil
}

// first returns the idle employee who gets a call. The lowest rank from needs upwards that has an idle employee
// with the skill decides, and within it the one who has been idle longest. If there is no such employee, it
// returns nil.
func (s idleStaff) first(needs Rank, skill string) *employee {
	for rank := needs; rank <= Director; rank++ {
		if line, ok := s[group{rank, skill}]; ok && line.Len() > 0 {
			return line.Front().Value.(*employee)
		}
	}
	return nil
}
