//go:build stub

package parkinglot

import "time"

// Fee returns what it costs v to park for that long: nothing up to Free, and beyond it the rate of
// v's kind for every hour since entry that has begun, but at most DailyCap for each 24 hours.
//
// A negative time counts as 0. The fee must fit into [Cents], and so must 24 times the rate. What the time
// would cost without DailyCap need not fit.
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	panic("not implemented: Hourly.Fee")
}

// Lot is a parking lot. It comes from [New]: its zero value is not ready to use. It must not be
// copied. Two Lots share nothing.
//
// A call that returns an error changes nothing. A call that needs the time goes by one reading of the
// clock. What one ticket is charged in all must fit into [Cents].
//
// A Lot is safe for concurrent use. Each call takes effect at one moment between its beginning and its
// end, so that all calls are answered as if they were made one after another. Only Free may be late: while
// other calls run it may return any number from 0 to that of an empty lot.
//
// For n spots in r rows, empty rows included, and v vehicles inside:
//
//   - Park and Leave take O(log n) time, and O(r + log n) for a bus. With 100 times as many spots they take
//     at most 8 times as long, however the spots are spread over rows; for a bus if r is the same.
//   - Find, Due, Pay and ReplaceLost take O(1) time, whatever n, r and v are. To read a plate takes time in
//     proportion to its length, and the Tariff takes what it takes.
//   - Free may take O(n) time.
type Lot struct {
	// Your fields go here.
}

// New returns an empty Lot. It copies cfg.Levels: later changes by the caller do not show. The error is
// [ErrConfig] if a spot has a Size that is not one of the three, or if LostFee or Grace is negative. New
// does not check the Tariff.
func New(cfg Config) (*Lot, error) {
	panic("not implemented: New")
}

// Park lets v in and returns its ticket. The rules leave no choice:
//
//   - A motorcycle takes one spot of any size. A car takes one spot that is compact or large. A bus takes
//     five large spots side by side in one row.
//   - Of the free spots that fit, a motorcycle or car takes one of the smallest size, unless the rules below
//     say which. Of these it takes the first: the one on the lowest level, there in the lowest row, there with
//     the lowest number. A bus takes the first five free spots that fit, in the same order.
//   - Accessible spots are only for motorcycles and cars with a permit. Such a vehicle takes an accessible
//     spot if one that fits is free, and another spot if not.
//   - After that, chargers count: an electric motorcycle or car takes a spot with a charger if one is left
//     to choose, and a spot without a charger if not. For one that is not electric it is the other way
//     round. A bus ignores chargers.
//   - Only then size decides, and then position.
//
// The error is [ErrVehicle] if the kind is not one of the three, or if the plate has nothing but spaces and
// hyphens, or nothing at all. Otherwise it is [ErrParked] if the plate is inside. Otherwise it is [ErrFull]
// if there is no room for v. A vehicle that was refused or that has left may come again.
func (l *Lot) Park(v Vehicle) (Ticket, error) {
	panic("not implemented: Lot.Park")
}

// Leave lets the vehicle with that ticket out. All of its spots are free again, and the ticket is no longer
// valid.
//
// The error is [ErrTicket] if no valid ticket has that ID. Otherwise it is [ErrUnpaid] if anything is due.
func (l *Lot) Leave(id TicketID) error {
	panic("not implemented: Lot.Leave")
}

// Find returns the valid ticket of the vehicle with that plate, or a zero Ticket and false if the plate is
// not inside. See [Vehicle] for which plates are the same. The Ticket shares nothing with the Lot, nor
// with any other Ticket.
func (l *Lot) Find(plate string) (Ticket, bool) {
	panic("not implemented: Lot.Find")
}

// Free returns how many plain vehicles of kind k could still park, one after another, if no others came
// and none left. For a kind that is not one of the three it returns 0.
func (l *Lot) Free(k Kind) int {
	panic("not implemented: Lot.Free")
}

// Due returns what has to be paid before the vehicle with that ticket may leave: the fee and all lost
// fees, less what has been paid, and 0 if that is negative. Due changes nothing.
//
// The fee is what the Tariff says now, for the vehicle as it was given to Park and the time since it
// entered. A negative time counts as 0, and so does a negative fee.
//
// Grace is an exception. A payment with something due starts it anew. A time is in Grace if it is no more than
// [Config].Grace later than that payment: exactly that much later, too, and any time before the payment, if the
// clock goes back, even from a time after Grace. In Grace the fee stays what it was when that payment was made.
// Lost fees are due at once.
//
// If the fee falls, nothing is paid back. What was paid counts toward all that is charged later.
//
// The error is [ErrTicket] if no valid ticket has that ID.
func (l *Lot) Due(id TicketID) (Cents, error) {
	panic("not implemented: Lot.Due")
}

// Pay pays all that is due and returns the rest of amount. It starts Grace anew, with the fee that counted
// in what was due. If nothing is due, Pay returns all of amount and changes nothing.
//
// The error is [ErrTicket] if no valid ticket has that ID. Otherwise it is [ErrAmount] if amount is less
// than what is due, or negative.
func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	panic("not implemented: Lot.Pay")
}

// ReplaceLost returns a new ticket for the vehicle with that plate. The old ticket is no longer valid. The
// new one has an ID of its own, and the same vehicle, spots and time of entry. What was paid still counts,
// and Grace goes on as it was. LostFee is charged each time.
//
// The error is [ErrTicket] if the plate is not inside.
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	panic("not implemented: Lot.ReplaceLost")
}
