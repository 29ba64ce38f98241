package parkinglot

import "strconv"

// Kind is a kind of vehicle.
type Kind int

// The zero Kind is not valid.
const (
	Motorcycle Kind = iota + 1 // takes one spot of any size
	Car                        // takes one spot, compact or large
	Bus                        // takes five large spots, side by side
)

// String returns the kind's name, such as "Car", or "Kind(7)" for a value that is none.
func (k Kind) String() string {
	switch k {
	case Motorcycle:
		return "Motorcycle"
	case Car:
		return "Car"
	case Bus:
		return "Bus"
	default:
		return "Kind(" + strconv.Itoa(int(k)) + ")"
	}
}

// Vehicle is a vehicle at a gate. One that has neither a permit nor an electric motor is plain.
type Vehicle struct {
	// Plate tells vehicles apart. Two plates are the same if they differ only in upper and lower
	// case, in whatever script, and in spaces and hyphens: "b-AE 12" is "BAe12", and "д1" is "Д1". A
	// space is what unicode.IsSpace says is one, and a hyphen is '-'; all other characters count.
	Plate string

	Kind Kind

	Permit   bool // may use accessible spots
	Electric bool // can be charged
}
