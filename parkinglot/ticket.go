package parkinglot

import "time"

// TicketID is the number of a ticket. No ticket gets one that another ticket of the same [Lot] has or
// had.
type TicketID int64

// Ticket is what a driver takes at the gate.
type Ticket struct {
	ID      TicketID
	Vehicle Vehicle   // as it was given to [Lot.Park], plate included
	Spots   []SpotID  // in order; five for a bus, one for any other vehicle
	Entered time.Time // what the clock said
}
