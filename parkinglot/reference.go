//go:build !stub

package parkinglot

import (
	"fmt"
	"sync"
	"time"
)

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
	// These never change. now and tariff are code from outside, and are called with mu held: what they say
	// has to be of the moment at which the call takes effect. They may panic, so nothing is changed before.
	tariff  Tariff
	lostFee Cents
	grace   time.Duration
	now     func() time.Time

	mu sync.Mutex // guards what follows, and each stay

	// A vehicle that is inside has one stay, which is in both maps; its spots are taken in spots.
	spots    *spots
	byTicket map[TicketID]*stay // by the ticket that is valid
	byPlate  map[string]*stay   // by plateKey
	lastID   TicketID           // the last one issued
}

// stay is a vehicle that is inside.
type stay struct {
	ticket  TicketID
	vehicle Vehicle
	entered time.Time
	place   place
	account account
}

// New returns an empty Lot. It copies cfg.Levels: later changes by the caller do not show. The error is
// [ErrConfig] if a spot has a Size that is not one of the three, or if LostFee or Grace is negative. New
// does not check the Tariff.
func New(cfg Config) (*Lot, error) {
	if cfg.LostFee < 0 || cfg.Grace < 0 {
		return nil, fmt.Errorf("%w: LostFee is %d, Grace %v, want 0 or more", ErrConfig, cfg.LostFee, cfg.Grace)
	}
	spots, err := newSpots(cfg.Levels)
	if err != nil {
		return nil, err
	}
	l := &Lot{
		tariff:   cfg.Tariff,
		lostFee:  cfg.LostFee,
		grace:    cfg.Grace,
		now:      cfg.Now,
		spots:    spots,
		byTicket: make(map[TicketID]*stay),
		byPlate:  make(map[string]*stay),
	}
	if l.tariff == nil {
		l.tariff = Hourly{}
	}
	if l.now == nil {
		l.now = time.Now
	}
	return l, nil
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
	plate := plateKey(v.Plate)
	if _, ok := needs[v.Kind]; !ok || plate == "" {
		return Ticket{}, fmt.Errorf("%w: %v with the plate %q", ErrVehicle, v.Kind, v.Plate)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byPlate[plate] != nil {
		return Ticket{}, fmt.Errorf("%w: plate %q", ErrParked, v.Plate)
	}
	place, ok := l.spots.find(v)
	if !ok {
		return Ticket{}, fmt.Errorf("%w: no room for a %v", ErrFull, v.Kind)
	}
	s := &stay{vehicle: v, entered: l.now(), place: place}
	l.spots.take(place)
	l.byPlate[plate] = s
	return l.issueLocked(s), nil
}

// Leave lets the vehicle with that ticket out. All of its spots are free again, and the ticket is no longer
// valid.
//
// The error is [ErrTicket] if no valid ticket has that ID. Otherwise it is [ErrUnpaid] if anything is due.
func (l *Lot) Leave(id TicketID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return err
	}
	if due := s.account.due(l.feeLocked(s, l.now())); due > 0 {
		return fmt.Errorf("%w: %d cents are due", ErrUnpaid, due)
	}
	l.spots.release(s.place)
	delete(l.byTicket, id)
	delete(l.byPlate, plateKey(s.vehicle.Plate))
	return nil
}

// Find returns the valid ticket of the vehicle with that plate, or a zero Ticket and false if the plate is
// not inside. See [Vehicle] for which plates are the same. The Ticket shares nothing with the Lot, nor
// with any other Ticket.
func (l *Lot) Find(plate string) (Ticket, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[plateKey(plate)]
	if s == nil {
		return Ticket{}, false
	}
	return l.ticketLocked(s), true
}

// Free returns how many plain vehicles of kind k could still park, one after another, if no others came
// and none left. For a kind that is not one of the three it returns 0.
func (l *Lot) Free(k Kind) int {
	if _, ok := needs[k]; !ok {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.spots.room(k)
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
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return 0, err
	}
	return s.account.due(l.feeLocked(s, l.now())), nil
}

// Pay pays all that is due and returns the rest of amount. It starts Grace anew, with the fee that counted
// in what was due. If nothing is due, Pay returns all of amount and changes nothing.
//
// The error is [ErrTicket] if no valid ticket has that ID. Otherwise it is [ErrAmount] if amount is less
// than what is due, or negative.
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

// ReplaceLost returns a new ticket for the vehicle with that plate. The old ticket is no longer valid. The
// new one has an ID of its own, and the same vehicle, spots and time of entry. What was paid still counts,
// and Grace goes on as it was. LostFee is charged each time.
//
// The error is [ErrTicket] if the plate is not inside.
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[plateKey(plate)]
	if s == nil {
		return Ticket{}, fmt.Errorf("%w: plate %q is not inside", ErrTicket, plate)
	}
	s.account.lost += l.lostFee
	delete(l.byTicket, s.ticket)
	return l.issueLocked(s), nil
}

// stayLocked returns the stay that id is the valid ticket of.
func (l *Lot) stayLocked(id TicketID) (*stay, error) {
	s := l.byTicket[id]
	if s == nil {
		return nil, fmt.Errorf("%w: number %d", ErrTicket, id)
	}
	return s, nil
}

// feeLocked returns the fee that counts for s.
func (l *Lot) feeLocked(s *stay, now time.Time) Cents {
	soFar := l.tariff.Fee(s.vehicle, max(0, now.Sub(s.entered)))
	return s.account.fee(now, l.grace, soFar)
}

// issueLocked gives s a ticket with a number of its own.
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
