//go:build stub

package parkinglot

import "time"

// Fee returns what it costs to park v for the time parked:
//
//   - If parked is at most Free, the fee is 0. A negative time counts as 0.
//   - If parked is more than Free, Fee charges the rate of v's kind for every hour since entry that has begun.
//     The hours within Free are charged too.
//   - Each 24 hours since entry cost at most DailyCap, even if the last 24 hours are not over.
//   - If Rate has v's kind, that rate applies, even if the kind is not valid. If not, the fee is 0.
//
// With 15 minutes free, a rate of 300 and a DailyCap of 1500:
//
//	parked        fee
//	15m             0
//	15m + 1ns     300
//	60m           300
//	60m + 1ns     600
//	24h          1500
//	24h + 1ns    1800
//	30h          3000
//
// Fee is exact to the cent and to the nanosecond. The caller takes care that the fee, and 24 times the rate, fit
// into [Cents]. If there is a DailyCap, what the whole time would cost without it need not fit: Fee must be right
// even then.
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	panic("not implemented: Hourly.Fee")
}

// Lot is a parking lot. [New] makes one: the zero value is not ready to use. A Lot must not be copied. Two
// Lots share nothing.
//
// If a call returns an error, it changes nothing. A call that needs the time uses one reading of the clock,
// that of the moment at which the call takes effect. The caller takes care that the fee and the lost fees of
// one stay, added up, always fit into [Cents].
//
// A Lot is safe for concurrent use. Each call takes effect at one moment between its start and its end. So all
// calls are answered as if they were made one after another. Only Free is different, although it has no data
// race either. While other calls run, it may return any number from 0 to the number for an empty lot. When no
// other call runs, its answer is exact.
//
// A Lot may have a million spots, in any number of levels and rows of any length. For n spots in r rows,
// empty rows included, and v vehicles inside, the costs are, amortized over many calls:
//
//   - Park and Leave take O(log(n + r)) time for a motorcycle or car, and O(r + log n) time for a bus. With 100
//     times as many spots they take at most 8 times as long, however the spots are spread over levels and rows,
//     whichever are taken, and also if Park returns ErrFull. For a bus the factor of 8 holds if both lots have
//     equally many rows.
//   - Find, Due, Pay and ReplaceLost take O(1) time, for any n, r and v. In every method, to read a plate takes
//     time in proportion to its length. The time that the Tariff takes is not counted.
//   - Free may take O(n + r) time.
type Lot struct {
	// Your fields go here.
}

// New returns an empty Lot. It does not change cfg.Levels. It copies them, so later changes by the caller have no
// effect. A Lot without spots is valid, and always full.
//
// If a spot has a Size that is not one of the three, or if LostFee or Grace is negative, New returns
// [ErrConfig]. New does not check the Tariff.
func New(cfg Config) (*Lot, error) {
	panic("not implemented: New")
}

// Park lets v in and returns its ticket.
//
// A motorcycle fits a spot of any size, and a car a compact or a large one. An accessible spot is only for
// vehicles with a permit. A motorcycle or car takes one of the free spots that it fits and may take. These
// rules choose that spot. Each rule keeps some of the spots that the rule before it kept:
//
//  1. If v has a permit, keep the accessible spots. If none is accessible, keep all.
//  2. If v is electric, keep the spots with a charger. If v is not electric, keep the spots without a charger.
//     If that would leave no spot, keep all that rule 1 kept.
//  3. Keep the spots of the smallest size among them.
//  4. Keep the first spot: the one on the lowest level, there in the lowest row, there with the lowest
//     number. Which spot was freed last does not matter.
//
// A bus takes five free large spots side by side in one row. If there are several such fives, it takes the
// first one, in the order of rule 4. A bus takes no accessible spot, even with a permit, and ignores
// chargers. Spots in two different rows are never side by side.
//
// Before step 7 the steps make no spot that is accessible or has a charger, so only rules 3 and 4 matter. This also
// holds for electric vehicles and for vehicles with a permit.
//
// If the kind is not one of the three, or if the plate is empty or has only spaces and hyphens (step 3), Park
// returns [ErrVehicle]. Otherwise, if a vehicle of any kind with that plate is inside (step 3), Park returns
// [ErrParked]. Otherwise, if there is no room for v, Park returns [ErrFull].
//
// A vehicle that was refused or that has left may come again. A new stay begins with nothing charged and
// nothing paid.
func (l *Lot) Park(v Vehicle) (Ticket, error) {
	panic("not implemented: Lot.Park")
}

// Leave lets the vehicle with that ticket out. All of its spots are free again, and the ticket is no longer
// valid.
//
// If no valid ticket has that ID, Leave returns [ErrTicket]. Otherwise, if anything is due, it returns
// [ErrUnpaid].
func (l *Lot) Leave(id TicketID) error {
	panic("not implemented: Lot.Leave")
}

// Find returns the valid ticket of the vehicle with that plate. If no such vehicle is inside, Find returns a
// zero Ticket and false. [Vehicle] says which plates are the same.
func (l *Lot) Find(plate string) (Ticket, bool) {
	panic("not implemented: Lot.Find")
}

// Free returns how many plain vehicles of kind k could still park, one after another, if no other vehicle
// came and none left. Spots with chargers count, and accessible spots do not. For buses, a run is a
// sequence of spots, as long as possible, that are side by side in one row, free, large and not accessible.
// Each run of n spots counts n/5, rounded down. Free returns the sum over all runs.
//
// If k is not one of the three kinds, Free returns 0.
func (l *Lot) Free(k Kind) int {
	panic("not implemented: Lot.Free")
}

// Due returns what must be paid before the vehicle with that ticket may leave:
//
//	fee + lost fees - paid, or 0 if that is negative
//
// The fee is what the Tariff says now, for the vehicle as it was given to Park and the time since it
// entered. A negative time counts as 0, and so does a negative fee. Lost fees are due at once.
//
// During the grace period the fee does not follow the Tariff. It stays what it was at the last call of
// Pay that kept money. A time is in the grace period if it is at most [Config].Grace later than that payment,
// the last nanosecond included. A time before the payment is in the grace period too. So if the grace period is
// over and the clock goes back to a time in it or before it, the fee of that payment counts again.
//
// If the fee falls, nothing is paid back. What was paid counts toward all that is charged later.
//
// Due changes nothing. If no valid ticket has that ID, Due returns [ErrTicket].
func (l *Lot) Due(id TicketID) (Cents, error) {
	panic("not implemented: Lot.Due")
}

// Pay pays all that is due and returns the rest of amount. If anything is due, even if it is only a lost fee, a
// new grace period starts. During it, the fee stays what it was at this payment, by the rules of [Lot.Due]. If
// nothing is due and amount is not negative, Pay returns all of amount and changes nothing: the grace period
// neither starts nor gets longer.
//
// If no valid ticket has that ID, Pay returns [ErrTicket]. Otherwise, if amount is negative or less than what
// is due, Pay returns [ErrAmount] and keeps nothing: payments that are too small do not add up.
func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	panic("not implemented: Lot.Pay")
}

// ReplaceLost returns a new ticket, with a new ID, for the vehicle with that plate. The old ticket is no
// longer valid. The vehicle as it was given to Park, its spots and its time of entry stay the same. What was
// paid still counts, and the grace period goes on unchanged. Each call charges LostFee.
//
// If no vehicle with that plate is inside, ReplaceLost returns [ErrTicket].
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	panic("not implemented: Lot.ReplaceLost")
}
