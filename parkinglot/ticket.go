package parkinglot

import "time"

// TicketID is the number of a ticket. No two tickets of a [Lot] ever have the same one.
type TicketID int64

// Ticket is what a driver takes at the gate.
type Ticket struct {
	ID      TicketID
	Vehicle Vehicle   // as it was given to [Lot.Park], plate included
	Spots   []SpotID  // in order of their numbers; five for a bus, one for any other vehicle
	Entered time.Time // the time that the clock showed when the vehicle parked
}
