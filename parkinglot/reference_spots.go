//go:build !stub

package parkinglot

import (
	"fmt"
	"slices"
)

// spots knows every spot of a lot and which of them are free.
//
// Within it a spot is a position: spots are numbered through, by level, then row, then number, so
// that the first is the lowest. Spots that look alike, as values of type Spot, are of one sort.
type spots struct {
	ids   []SpotID // by position
	sorts []Spot   // by position

	free map[Spot]*freeSet // by sort: the positions that are free; only sorts that there are
	sets []*freeSet        // by position: the set in free that it belongs to

	// fives has each position where five begin that a bus can take: free, of a sort that fits it, and
	// side by side in one row. What happens to a spot matters to the five that may begin there or up
	// to four before, so changed looks at these.
	fives *freeSet
}

// newSpots returns the spots of levels, all free.
func newSpots(levels []Level) (*spots, error) {
	s := &spots{free: make(map[Spot]*freeSet)}
	if err := s.number(levels); err != nil {
		return nil, err
	}
	n := len(s.ids)
	s.sets = make([]*freeSet, n)
	for p, sort := range s.sorts {
		if s.free[sort] == nil {
			s.free[sort] = newFreeSet(n)
		}
		s.sets[p] = s.free[sort]
	}
	s.fives = newFreeSet(n)
	s.release(place{first: 0, n: n}) // all of them, which no vehicle takes at once
	return s, nil
}

// number numbers the spots of levels through.
func (s *spots) number(levels []Level) error {
	n := 0
	for _, level := range levels {
		for _, row := range level {
			n += len(row)
		}
	}
	s.ids, s.sorts = make([]SpotID, 0, n), make([]Spot, 0, n)
	for level, rows := range levels {
		for row, inRow := range rows {
			for number, spot := range inRow {
				id := SpotID{Level: level, Row: row, Number: number}
				if spot.Size < Small || spot.Size > Large {
					return fmt.Errorf("%w: spot %v has the size %v", ErrConfig, id, spot.Size)
				}
				s.ids = append(s.ids, id)
				s.sorts = append(s.sorts, spot)
			}
		}
	}
	return nil
}

// place is where a vehicle stands: n positions from first on, all in one row.
type place struct{ first, n int }

// find returns the place that v is to have, or false if there is none.
func (s *spots) find(v Vehicle) (place, bool) {
	n := needs[v.Kind].spots
	if v.Kind == Bus {
		first, ok := s.fives.first()
		return place{first, n}, ok
	}
	for _, sort := range preferences(v) {
		if free := s.free[sort]; free != nil && free.len > 0 {
			first, ok := free.first()
			return place{first, n}, ok
		}
	}
	return place{}, false
}

// room returns how many plain vehicles of kind k would find a place, one after another.
func (s *spots) room(k Kind) (n int) {
	if k == Bus {
		for p, ok := s.fives.first(); ok; p, ok = s.fives.next(p + busSpots) {
			n++
		}
		return n
	}
	for _, sort := range preferences(Vehicle{Kind: k}) {
		if free := s.free[sort]; free != nil {
			n += free.len
		}
	}
	return n
}

// take makes the spots of a place, which are free, taken.
func (s *spots) take(at place) {
	for p := at.first; p < at.first+at.n; p++ {
		s.sets[p].remove(p)
	}
	s.changed(at)
}

// release makes the spots of a place free.
func (s *spots) release(at place) {
	for p := at.first; p < at.first+at.n; p++ {
		s.sets[p].add(p)
	}
	s.changed(at)
}

// changed brings fives up to date after spots of a place were taken or released.
func (s *spots) changed(at place) {
	for p := max(0, at.first-busSpots+1); p < at.first+at.n; p++ {
		if s.isFive(p) {
			s.fives.add(p)
		} else {
			s.fives.remove(p)
		}
	}
}

// isFive reports whether p belongs to fives.
func (s *spots) isFive(p int) bool {
	end := p + busSpots
	if end > len(s.ids) || s.ids[end-1].Number != s.ids[p].Number+busSpots-1 {
		return false // the end of a row comes first
	}
	for ; p < end; p++ {
		if !fitsBus(s.sorts[p]) || !s.sets[p].has(p) {
			return false
		}
	}
	return true
}

// idsOf returns the spots of a place.
func (s *spots) idsOf(at place) []SpotID {
	return slices.Clone(s.ids[at.first : at.first+at.n])
}
