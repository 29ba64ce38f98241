//go:build stub

package parkinglot

import "time"

// Fee returns what it costs v to park for that long: nothing up to Free, and beyond it the rate of
// v's kind for every hour since entry that has begun, but at most DailyCap for each 24 hours.
//
// A negative time counts as 0. What 24 hours cost at that rate, and the fee, must fit into [Cents].
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	panic("not implemented: Hourly.Fee")
}

// Lot is a parking lot. It comes from [New]: its zero value is not ready to use. It must not be
// copied.
//
// It is safe for concurrent use. However many goroutines call it at the same time, no spot is given
// to two vehicles, no plate gets in twice, no payment is lost or taken twice, and when no call runs
// everything is as if the calls had been made one after another. A call that returns an error changes
// nothing.
//
// For n spots in r rows, Park and Leave take time in proportion to log n, for a bus to r + log n, and
// Find takes constant time: in a lot of a million spots Park and Leave take at most 8 times as long as
// in one of ten thousand, which has as many rows if it is a bus that parks.
//
// What one ticket is charged in all must fit into [Cents].
type Lot struct {
	// Your fields go here.
}

// New returns an empty Lot. It copies cfg.Levels: what the caller does to them afterwards does not
// show. The error is [ErrConfig] if a spot has a Size that is none, or if LostFee or Grace is
// negative.
func New(cfg Config) (*Lot, error) {
	panic("not implemented: New")
}

// Park lets v in and returns its ticket. Nothing is left to choice:
//
//   - A motorcycle takes one spot of any size, a car one that is compact or large. Of those that are
//     free it takes one of the smallest size, and of these the first: the one on the lowest level,
//     there in the lowest row, there with the lowest number.
//   - A bus takes five large spots that are free and side by side in one row, and of all such fives
//     the first.
//   - Accessible spots are for vehicles with a permit, never for a bus. Who has a permit takes an
//     accessible spot that it fits if there is one, whatever else that is, and any other if there is
//     none. The spots being equal in that, an electric vehicle takes one with a charger if there is
//     one, and one that is not electric takes one without. Only then size matters, and then position.
//     A bus does not care about chargers, nor does it matter whether it has a permit or is electric.
//
// The error is [ErrVehicle] if the kind is none or the plate has nothing but spaces and hyphens; if
// not, [ErrParked] if the plate is inside; if not, [ErrFull] if there is no room for v. A vehicle that
// has left may come again.
func (l *Lot) Park(v Vehicle) (Ticket, error) {
	panic("not implemented: Lot.Park")
}

// Leave lets the vehicle with that ticket out, and all of its spots are free again. The ticket is
// not valid any more.
//
// The error is [ErrTicket] if no ticket has that number, or it is not valid any more; if not,
// [ErrUnpaid] if anything is due.
func (l *Lot) Leave(id TicketID) error {
	panic("not implemented: Lot.Leave")
}

// Find returns the ticket of the vehicle with that plate, or a zero Ticket and false if it is not
// inside. See [Vehicle] for which plates are the same. The Ticket shares nothing with the Lot, nor
// with any other Ticket.
func (l *Lot) Find(plate string) (Ticket, bool) {
	panic("not implemented: Lot.Find")
}

// Free returns how many plain vehicles of kind k could still park if no others came and none left: 0
// for a kind that is none.
func (l *Lot) Free(k Kind) int {
	panic("not implemented: Lot.Free")
}

// Due returns what has to be paid before the vehicle with that ticket may leave: the fee and all lost
// fees, less what has been paid, and 0 if that is negative.
//
// The fee is what the Tariff says, for the vehicle as it was given to Park and the time since it
// entered. A negative time counts as 0, and so does a negative fee. But after a payment that met
// something due the fee stays what it was for that payment, as long as no more than Grace has passed
// since: at Grace exactly too, and no matter what else is charged meanwhile. After that it is again
// what the Tariff says.
//
// The error is [ErrTicket] as it is for [Lot.Leave].
func (l *Lot) Due(id TicketID) (Cents, error) {
	panic("not implemented: Lot.Due")
}

// Pay pays what is due, all of it, and returns the rest of amount. If nothing is due it returns all of
// amount, and nothing else happens: Grace begins with a payment that met something due, and only with
// such a one.
//
// The error is [ErrTicket] as it is for [Lot.Leave]; if not, [ErrAmount] if amount is negative or
// less than what is due.
func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	panic("not implemented: Lot.Pay")
}

// ReplaceLost returns a new ticket for the vehicle with that plate, which has lost the one it had.
// That is not valid any more. The new one has a number of its own and is for the same vehicle, spots
// and time of entry; what was paid for the old one, and Grace, goes on to count. LostFee is charged,
// each time anew, and is due at once, in Grace too.
//
// The error is [ErrTicket] if the plate is not inside.
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	panic("not implemented: Lot.ReplaceLost")
}
