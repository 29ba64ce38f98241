package parkinglot

import "time"

// TicketID is the number of a ticket. No two tickets of a [Lot] ever have the same number.
type TicketID int64

// Ticket is what a driver gets at the gate. It is valid until the vehicle leaves or [Lot.ReplaceLost] replaces
// the ticket. A Ticket shares no memory with the [Lot] or with another Ticket, so the caller may change it.
type Ticket struct {
	ID      TicketID
	Vehicle Vehicle   // as it was given to [Lot.Park], with the plate as it was spelled
	Spots   []SpotID  // five for a bus, in order of their numbers; one for any other vehicle
	Entered time.Time // what the clock showed when the vehicle parked
}
