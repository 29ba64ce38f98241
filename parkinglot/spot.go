package parkinglot

import (
	"fmt"
	"strconv"
)

// Size is the size of a spot.
type Size int

// The sizes, in order. The zero Size is not valid.
const (
	Small Size = iota + 1
	Compact
	Large
)

// String returns the size's name, such as "Compact", or "Size(7)" for a value that is not a size.
func (s Size) String() string {
	switch s {
	case Small:
		return "Small"
	case Compact:
		return "Compact"
	case Large:
		return "Large"
	default:
		return "Size(" + strconv.Itoa(int(s)) + ")"
	}
}

// Spot says what a spot is like.
type Spot struct {
	Size       Size
	Accessible bool // only for vehicles with a permit
	Charger    bool // has a charger
}

// Level is a level of a lot: its rows. Each row lists its spots, which are side by side in that order. A row may
// have any length, also 0.
type Level [][]Spot

// SpotID says where a spot is: its level, its row on that level, and its number in that row, each counted from 0.
type SpotID struct {
	Level, Row, Number int
}

// String returns the three numbers, as in "1/0/17".
func (id SpotID) String() string {
	return fmt.Sprintf("%d/%d/%d", id.Level, id.Row, id.Number)
}
