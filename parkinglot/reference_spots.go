//go:build !stub

package parkinglot

import (
	"fmt"
	"slices"
)

// spots knows every spot of a lot and which of them are free.
//
// Inside, a spot is a position: all spots are numbered by level, then row, then number, so the first spot
// has the lowest position. Spots that are equal, as values of type Spot, form a class.
type spots struct {
	ids     []SpotID // by position
	classes []Spot   // by position

	free map[Spot]*freeSet // by class: the free positions; only for classes that the lot has
	sets []*freeSet        // by position: free[classes[p]], stored because a map would be slow here

	// busStarts has each position from which a bus can take five spots: free, of a class that fits a bus,
	// and side by side in one row. take and release update it. One spot matters to the start at its own
	// position and to four starts before it.
	busStarts *freeSet
}

// place is where a vehicle stands: n positions from first on, all in one row.
type place struct{ first, n int }

// newSpots returns the spots of levels, all free, or ErrConfig if the Size of one is not valid.
func newSpots(levels []Level) (*spots, error) {
	s := &spots{free: make(map[Spot]*freeSet)}
	if err := s.addLevels(levels); err != nil {
		return nil, err
	}
	n := len(s.ids)
	s.sets = make([]*freeSet, n)
	for p, class := range s.classes {
		if s.free[class] == nil {
			s.free[class] = newFreeSet(n)
		}
		s.sets[p] = s.free[class]
		s.sets[p].add(p)
	}
	s.busStarts = newFreeSet(n)
	for p := range n {
		if s.canStartBus(p) {
			s.busStarts.add(p)
		}
	}
	return s, nil
}

// addLevels gives the spots of levels their positions. If the Size of one is not valid, it returns ErrConfig.
func (s *spots) addLevels(levels []Level) error {
	n := 0
	for _, level := range levels {
		for _, row := range level {
			n += len(row)
		}
	}
	s.ids, s.classes = make([]SpotID, 0, n), make([]Spot, 0, n)
	for level, rows := range levels {
		for row, inRow := range rows {
			for number, spot := range inRow {
				id := SpotID{Level: level, Row: row, Number: number}
				if spot.Size < Small || spot.Size > Large {
					return fmt.Errorf("%w: spot %v has the size %v", ErrConfig, id, spot.Size)
				}
				s.ids = append(s.ids, id)
				s.classes = append(s.classes, spot)
			}
		}
	}
	return nil
}

// find returns the place for v, or false if there is no room for it.
func (s *spots) find(v Vehicle) (place, bool) {
	n := needs[v.Kind].count
	if n == busSpots { // busStarts knows where so many are side by side
		first, ok := s.busStarts.first()
		return place{first, n}, ok
	}
	for _, class := range preferences(v) {
		if free := s.free[class]; free != nil && free.len > 0 {
			first, ok := free.first()
			return place{first, n}, ok
		}
	}
	return place{}, false
}

// room returns how many plain vehicles of kind k could find a place, one after another.
func (s *spots) room(k Kind) (n int) {
	if needs[k].count == busSpots {
		// If each bus takes the first start, n/5 of them get into a run of n spots.
		for p, ok := s.busStarts.first(); ok; p, ok = s.busStarts.next(p + busSpots) {
			n++
		}
		return n
	}
	for _, class := range preferences(Vehicle{Kind: k}) {
		if free := s.free[class]; free != nil {
			n += free.len
		}
	}
	return n
}

// take marks the spots of a place as taken. They must be free.
func (s *spots) take(at place) {
	for p := at.first; p < at.first+at.n; p++ {
		s.sets[p].remove(p)
	}
	s.updateBusStarts(at)
}

// release makes the spots of a place free. They must be taken.
func (s *spots) release(at place) {
	for p := at.first; p < at.first+at.n; p++ {
		s.sets[p].add(p)
	}
	s.updateBusStarts(at)
}

// updateBusStarts updates busStarts after the spots of a place were taken or released.
func (s *spots) updateBusStarts(at place) {
	for p := max(0, at.first-busSpots+1); p < at.first+at.n; p++ {
		if s.canStartBus(p) {
			s.busStarts.add(p)
		} else {
			s.busStarts.remove(p)
		}
	}
}

// canStartBus reports whether a bus can take the five spots from p on.
func (s *spots) canStartBus(p int) bool {
	end := p + busSpots
	if end > len(s.ids) {
		return false // the lot ends before the fifth spot
	}
	if first, last := s.ids[p], s.ids[end-1]; first.Level != last.Level || first.Row != last.Row {
		return false // the row ends before the fifth spot
	}
	for ; p < end; p++ {
		if !fitsBus(s.classes[p]) || !s.sets[p].has(p) {
			return false
		}
	}
	return true
}

// idsOf returns the spots of a place.
func (s *spots) idsOf(at place) []SpotID {
	return slices.Clone(s.ids[at.first : at.first+at.n])
}
