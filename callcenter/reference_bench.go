//go:build !stub

package callcenter

import "container/list"

// bench is the employees who are idle, by rank and skill. Somebody with skills stands in several
// lines, for each of them and for none, and leaves all of them at once. Whoever joins does so at the
// end, so each line is in the order in which they became idle.
type bench map[lane]*list.List // of *employee

func (b bench) add(e *employee) {
	for _, skill := range e.skills {
		e.places = append(e.places, b.line(lane{e.Rank, skill}).PushBack(e))
	}
}

// remove takes e from the bench, if he is there.
func (b bench) remove(e *employee) {
	for i, place := range e.places {
		b.line(lane{e.Rank, e.skills[i]}).Remove(place)
	}
	e.places = nil
}

// longest returns who has been idle longest of the lowest rank, from needs upwards, that has
// somebody with the skill, or nil.
func (b bench) longest(needs Rank, skill string) *employee {
	for rank := needs; rank <= Director; rank++ {
		if line, ok := b[lane{rank, skill}]; ok && line.Len() > 0 {
			return line.Front().Value.(*employee)
		}
	}
	return nil
}

func (b bench) line(l lane) *list.List {
	if b[l] == nil {
		b[l] = list.New()
	}
	return b[l]
}
