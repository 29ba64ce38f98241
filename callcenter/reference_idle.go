//go:build !stub

package callcenter

import "container/list"

// idleStaff has a line of idle employees for each group. An employee with skills stands in several lines, one for
// each thing that they offer, and leaves all of them at once. Employees join at the end, so each line is in the order
// in which they became idle.
type idleStaff map[group]*list.List // of *employee

func (s idleStaff) add(e *employee) {
	for _, skill := range e.offers {
		e.inLines = append(e.inLines, s.line(group{e.Rank, skill}).PushBack(e))
	}
}

// remove takes e from their lines, if they are there.
func (s idleStaff) remove(e *employee) {
	for i, element := range e.inLines {
		s.line(group{e.Rank, e.offers[i]}).Remove(element)
	}
	e.inLines = nil
}

// longest returns the employee who has been idle longest of the lowest rank, from needs upwards, in which
// an employee with the skill is idle, or nil.
func (s idleStaff) longest(needs Rank, skill string) *employee {
	for rank := needs; rank <= Director; rank++ {
		if line, ok := s[group{rank, skill}]; ok && line.Len() > 0 {
			return line.Front().Value.(*employee)
		}
	}
	return nil
}

func (s idleStaff) line(g group) *list.List {
	if s[g] == nil {
		s[g] = list.New()
	}
	return s[g]
}
