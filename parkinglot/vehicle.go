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

// String returns the kind's name, such as "Car", or "Kind(7)" for a value that is not a kind.
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

// Vehicle is a vehicle at a gate. A plain vehicle has no permit and is not electric.
type Vehicle struct {
	// Plate tells vehicles apart. Two plates are the same if they differ only in case, spaces and
	// hyphens: "b-AE 12" is "BAe12", and "д1" is "Д1".
	//
	//   - A space is any character for which unicode.IsSpace is true. Only '-' is a hyphen.
	//   - Case is what strings.ToLower and strings.ToUpper change. You may use either. They disagree about
	//     a few rare letters, such as 'ς': these may count as the same or not.
	//   - All other characters count: "ß" is not "SS", and a dash is not a hyphen.
	//
	// A plate is valid UTF-8 of any length. A Lot need not check that.
	Plate string

	Kind Kind

	Permit   bool // may use accessible spots
	Electric bool // can be charged
}
