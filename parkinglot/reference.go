//go:build !stub

package parkinglot

import (
	"fmt"
	"sync"
	"time"
)

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
	// These never change. now and tariff are code from outside. They are called with mu held, because their
	// answers must be of the moment at which the call takes effect. They are called before anything is changed.
	// So if one panics, against the contract, the Lot is as it was.
	tariff  Tariff
	lostFee Cents
	grace   time.Duration
	now     func() time.Time

	mu sync.Mutex // guards what follows, and each stay

	// Each vehicle inside has one stay, which is in both maps. Its place is taken in spots.
	spots    *spots
	byTicket map[TicketID]*stay // by the ID of the valid ticket
	byPlate  map[string]*stay   // by the plateKey of its plate
	lastID   TicketID           // the last one issued
}

// stay is a vehicle that is inside.
type stay struct {
	ticket  TicketID
	plate   string // its key in byPlate
	vehicle Vehicle
	entered time.Time
	place   place
	account account
}

// New returns an empty Lot. It does not change cfg.Levels. It copies them, so later changes by the caller have no
// effect. A Lot without spots is valid, and always full.
//
// If a spot has a Size that is not one of the three, or if LostFee or Grace is negative, New returns
// [ErrConfig]. New does not check the Tariff.
func New(cfg Config) (*Lot, error) {
	if cfg.LostFee < 0 || cfg.Grace < 0 {
		return nil, fmt.Errorf("%w: LostFee is %d, Grace %v, want 0 or more", ErrConfig, cfg.LostFee, cfg.Grace)
	}
	all, err := newSpots(cfg.Levels)
	if err != nil {
		return nil, err
	}
	l := &Lot{
		tariff:   cfg.Tariff,
		lostFee:  cfg.LostFee,
		grace:    cfg.Grace,
		now:      cfg.Now,
		spots:    all,
		byTicket: make(map[TicketID]*stay),
		byPlate:  make(map[string]*stay),
	}
	if l.tariff == nil {
		l.tariff = Hourly{} // charges nothing
	}
	if l.now == nil {
		l.now = time.Now
	}
	return l, nil
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
	plate := plateKey(v.Plate)
	if _, ok := needs[v.Kind]; !ok || plate == "" {
		return Ticket{}, fmt.Errorf("%w: %v with the plate %q", ErrVehicle, v.Kind, v.Plate)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byPlate[plate] != nil {
		return Ticket{}, fmt.Errorf("%w: plate %q", ErrParked, v.Plate)
	}
	at, ok := l.spots.find(v)
	if !ok {
		return Ticket{}, fmt.Errorf("%w: no room for a %v", ErrFull, v.Kind)
	}
	entered := l.now() // before anything is changed
	s := &stay{plate: plate, vehicle: v, entered: entered, place: at}
	l.spots.take(at)
	l.byPlate[plate] = s
	return l.issueLocked(s), nil
}

// Leave lets the vehicle with that ticket out. All of its spots are free again, and the ticket is no longer
// valid.
//
// If no valid ticket has that ID, Leave returns [ErrTicket]. Otherwise, if anything is due, it returns
// [ErrUnpaid].
func (l *Lot) Leave(id TicketID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return err
	}
	if due := l.dueLocked(s); due > 0 {
		return fmt.Errorf("%w: %d cents are due", ErrUnpaid, due)
	}
	l.spots.release(s.place)
	delete(l.byTicket, id)
	delete(l.byPlate, s.plate)
	return nil
}

// Find returns the valid ticket of the vehicle with that plate. If no such vehicle is inside, Find returns a
// zero Ticket and false. [Vehicle] says which plates are the same.
func (l *Lot) Find(plate string) (Ticket, bool) {
	key := plateKey(plate) // not under the lock: a plate may be long
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[key]
	if s == nil {
		return Ticket{}, false
	}
	return l.ticketLocked(s), true
}

// Free returns how many plain vehicles of kind k could still park, one after another, if no other vehicle
// came and none left. Spots with chargers count, and accessible spots do not. For buses, a run is a
// sequence of spots, as long as possible, that are side by side in one row, free, large and not accessible.
// Each run of n spots counts n/5, rounded down. Free returns the sum over all runs.
//
// If k is not one of the three kinds, Free returns 0.
func (l *Lot) Free(k Kind) int {
	if _, ok := needs[k]; !ok {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.spots.room(k)
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
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return 0, err
	}
	return l.dueLocked(s), nil
}

// Pay pays all that is due and returns the rest of amount. If anything is due, even if it is only a lost fee, a
// new grace period starts. During it, the fee stays what it was at this payment, by the rules of [Lot.Due]. If
// nothing is due and amount is not negative, Pay returns all of amount and changes nothing: the grace period
// neither starts nor gets longer.
//
// If no valid ticket has that ID, Pay returns [ErrTicket]. Otherwise, if amount is negative or less than what
// is due, Pay returns [ErrAmount] and keeps nothing: payments that are too small do not add up.
func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return 0, err
	}
	now := l.now()
	return s.account.pay(amount, l.feeLocked(s, now), now)
}

// ReplaceLost returns a new ticket, with a new ID, for the vehicle with that plate. The old ticket is no
// longer valid. The vehicle as it was given to Park, its spots and its time of entry stay the same. What was
// paid still counts, and the grace period goes on unchanged. Each call charges LostFee.
//
// If no vehicle with that plate is inside, ReplaceLost returns [ErrTicket].
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	key := plateKey(plate)
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[key]
	if s == nil {
		return Ticket{}, fmt.Errorf("%w: plate %q is not inside", ErrTicket, plate)
	}
	s.account.chargeLost(l.lostFee)
	delete(l.byTicket, s.ticket)
	return l.issueLocked(s), nil
}

// The methods whose names end in Locked require that l.mu is held.

// stayLocked returns the stay whose valid ticket has that ID.
func (l *Lot) stayLocked(id TicketID) (*stay, error) {
	s := l.byTicket[id]
	if s == nil {
		return nil, fmt.Errorf("%w: number %d", ErrTicket, id)
	}
	return s, nil
}

// dueLocked returns what is due for s now.
func (l *Lot) dueLocked(s *stay) Cents {
	return s.account.due(l.feeLocked(s, l.now()))
}

// feeLocked returns the fee that counts for s. It always asks the Tariff, even if the grace period makes the answer
// useless. So only the account knows when that period ends.
func (l *Lot) feeLocked(s *stay, now time.Time) Cents {
	tariffFee := l.tariff.Fee(s.vehicle, max(0, now.Sub(s.entered)))
	return s.account.feeAt(now, l.grace, tariffFee)
}

// issueLocked gives s a ticket with a new ID. IDs need only be new: whoever prints a ticket can add check digits.
func (l *Lot) issueLocked(s *stay) Ticket {
	l.lastID++
	s.ticket = l.lastID
	l.byTicket[s.ticket] = s
	return l.ticketLocked(s)
}

// ticketLocked returns the ticket of s.
func (l *Lot) ticketLocked(s *stay) Ticket {
	return Ticket{ID: s.ticket, Vehicle: s.vehicle, Spots: l.spots.idsOf(s.place), Entered: s.entered}
}
