//go:build !stub

package parkinglot

import (
	"fmt"
	"sync"
	"time"
)

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
	tariff  Tariff
	lostFee Cents
	grace   time.Duration
	now     func() time.Time

	mu       sync.Mutex
	spots    *spots
	byTicket map[TicketID]*stay // the vehicles inside, by the ticket that is valid
	byPlate  map[string]*stay   // the same, by samePlate
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

// New returns an empty Lot. It copies cfg.Levels: what the caller does to them afterwards does not
// show. The error is [ErrConfig] if a spot has a Size that is none, or if LostFee or Grace is
// negative.
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
	plate := samePlate(v.Plate)
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
	l.spots.take(place)
	s := &stay{vehicle: v, entered: l.now(), place: place}
	l.byPlate[plate] = s
	return l.issueLocked(s), nil
}

// Leave lets the vehicle with that ticket out, and all of its spots are free again. The ticket is
// not valid any more.
//
// The error is [ErrTicket] if no ticket has that number, or it is not valid any more; if not,
// [ErrUnpaid] if anything is due.
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
	delete(l.byPlate, samePlate(s.vehicle.Plate))
	return nil
}

// Find returns the ticket of the vehicle with that plate, or a zero Ticket and false if it is not
// inside. See [Vehicle] for which plates are the same. The Ticket shares nothing with the Lot, nor
// with any other Ticket.
func (l *Lot) Find(plate string) (Ticket, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[samePlate(plate)]
	if s == nil {
		return Ticket{}, false
	}
	return l.ticketLocked(s), true
}

// Free returns how many plain vehicles of kind k could still park if no others came and none left: 0
// for a kind that is none.
func (l *Lot) Free(k Kind) int {
	if _, ok := needs[k]; !ok {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.spots.room(k)
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
	l.mu.Lock()
	defer l.mu.Unlock()
	s, err := l.stayLocked(id)
	if err != nil {
		return 0, err
	}
	return s.account.due(l.feeLocked(s, l.now())), nil
}

// Pay pays what is due, all of it, and returns the rest of amount. If nothing is due it returns all of
// amount, and nothing else happens: Grace begins with a payment that met something due, and only with
// such a one.
//
// The error is [ErrTicket] as it is for [Lot.Leave]; if not, [ErrAmount] if amount is negative or
// less than what is due.
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

// ReplaceLost returns a new ticket for the vehicle with that plate, which has lost the one it had.
// That is not valid any more. The new one has a number of its own and is for the same vehicle, spots
// and time of entry; what was paid for the old one, and Grace, goes on to count. LostFee is charged,
// each time anew, and is due at once, in Grace too.
//
// The error is [ErrTicket] if the plate is not inside.
func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.byPlate[samePlate(plate)]
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
