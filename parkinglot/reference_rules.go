//go:build !stub

package parkinglot

import (
	"strings"
	"unicode"
)

// This file has the rules of the house and no bookkeeping: which plates are the same, what a vehicle needs,
// and what it prefers.

// plateKey returns the normal form of a plate. Plates that are the same have the same key. The key of a plate that
// has only spaces and hyphens is empty.
func plateKey(plate string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return unicode.ToUpper(r)
	}, plate)
}

const busSpots = 5

// need is what vehicles of a kind need.
type need struct {
	count    int  // of spots side by side: 1 or busSpots, because find knows no other number
	smallest Size // of the spot, if count is 1: fitsBus says which spots a bus may take
}

// needs lists what each kind needs. A kind that is not in it is not valid.
var needs = map[Kind]need{
	Motorcycle: {count: 1, smallest: Small},
	Car:        {count: 1, smallest: Compact},
	Bus:        {count: busSpots},
}

// fitsBus reports whether a spot may be one of a bus's five.
func fitsBus(s Spot) bool { return s.Size == Large && !s.Accessible }

// preferences returns the classes of spots that v may take, the best first. Within a class the position
// decides. v is not a bus, and its kind is in needs.
func preferences(v Vehicle) []Spot {
	accessible := []bool{false}
	if v.Permit {
		accessible = []bool{true, false}
	}
	// At most 12 classes: accessible or not, with a charger or not, and three sizes.
	classes := make([]Spot, 0, 12)
	for _, a := range accessible {
		for _, c := range []bool{v.Electric, !v.Electric} {
			for size := needs[v.Kind].smallest; size <= Large; size++ {
				classes = append(classes, Spot{Size: size, Accessible: a, Charger: c})
			}
		}
	}
	return classes
}
