//go:build !stub

package callcenter

import "container/list"

// idleStaff is the employees who are idle, by rank and skill. An employee with skills stands in several
// lines, for each of the skills and for none, and leaves all of them at once. Employees join at the end,
// so each line is in the order in which they became idle.
type idleStaff map[lane]*list.List // of *employee

func (s idleStaff) add(e *employee) {
	for _, skill := range e.Skills {
		e.places = append(e.places, s.line(lane{e.Rank, skill}).PushBack(e))
	}
}

// remove takes e from their lines, if they are there.
func (s idleStaff) remove(e *employee) {
	for i, place := range e.places {
		s.line(lane{e.Rank, e.Skills[i]}).Remove(place)
	}
	e.places = nil
}

// longest returns the employee who has been idle longest of the lowest rank, from needs upwards, in which
// an employee with the skill is idle, or nil.
func (s idleStaff) longest(needs Rank, skill string) *employee {
	for rank := needs; rank <= Director; rank++ {
		if line, ok := s[lane{rank, skill}]; ok && line.Len() > 0 {
			return line.Front().Value.(*employee)
		}
	}
	return nil
}

func (s idleStaff) line(l lane) *list.List {
	if s[l] == nil {
		s[l] = list.New()
	}
	return s[l]
}
