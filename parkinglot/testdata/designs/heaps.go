//go:build stub

// Heaps with stale entries: each class of spots has a heap of numbers that may be free. One more heap has the numbers
// from which a bus may take five spots. An entry that is out of date is removed when it comes to the top. A stay has a
// list of its payments and adds them up when asked. A channel holds the state of the lot: a call takes it out and has it
// alone until it puts it back.
//
// Good at: short, with a structure of the standard library. Costs: memory for stale entries, and at times a Park that
// removes many of them. What each method promises is in stub.go.
package parkinglot

import (
	"container/heap"
	"fmt"
	"strings"
	"time"
)

func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	if parked <= h.Free || parked <= 0 {
		return 0
	}
	hours := int64(parked / time.Hour)
	if parked%time.Hour != 0 {
		hours++
	}
	daily := 24 * h.Rate[v.Kind]
	if h.DailyCap != 0 {
		daily = min(daily, h.DailyCap)
	}
	last := Cents(hours%24) * h.Rate[v.Kind]
	return Cents(hours/24)*daily + min(last, daily)
}

type Lot struct {
	cfg   Config
	state chan *state
}

type state struct {
	ids     []SpotID
	sort    []Spot
	taken   []bool
	runs    []int // by number: how many spots of the row are left from there on
	numbers map[Spot]*numbers
	fives   *numbers
	counts  map[Spot]int
	plates  map[string]*visit
	visits  map[TicketID]*visit
	lastID  TicketID
}

const busSpots = 5

// numbers is a heap without duplicates: there has each number of heap, and no other. Each number that may be taken is
// in the heap. The heap may also have numbers that are out of date.
type numbers struct {
	heap  []int
	there map[int]bool
}

func (n *numbers) Len() int           { return len(n.heap) }
func (n *numbers) Less(i, j int) bool { return n.heap[i] < n.heap[j] }
func (n *numbers) Swap(i, j int)      { n.heap[i], n.heap[j] = n.heap[j], n.heap[i] }
func (n *numbers) Push(x any)         { n.heap = append(n.heap, x.(int)) }
func (n *numbers) Pop() any {
	last := n.heap[len(n.heap)-1]
	n.heap = n.heap[:len(n.heap)-1]
	return last
}

func (n *numbers) put(p int) {
	if !n.there[p] {
		n.there[p] = true
		heap.Push(n, p)
	}
}

// addLast adds a number that is higher than all in the heap. A sorted slice is a heap.
func (n *numbers) addLast(p int) {
	n.heap = append(n.heap, p)
	n.there[p] = true
}

// least returns the least number for which holds is true, and removes the numbers before it.
func (n *numbers) least(holds func(int) bool) (int, bool) {
	for len(n.heap) > 0 {
		if holds(n.heap[0]) {
			return n.heap[0], true
		}
		delete(n.there, n.heap[0])
		heap.Pop(n)
	}
	return 0, false
}

type visit struct {
	ticket   Ticket
	places   []int
	losses   int
	payments []payment
}

type payment struct {
	at     time.Time
	amount Cents
	fee    Cents
}

func New(cfg Config) (*Lot, error) {
	if cfg.Grace < 0 || cfg.LostFee < 0 {
		return nil, ErrConfig
	}
	s := &state{
		numbers: map[Spot]*numbers{}, fives: &numbers{there: map[int]bool{}}, counts: map[Spot]int{},
		plates: map[string]*visit{}, visits: map[TicketID]*visit{},
	}
	for l, level := range cfg.Levels {
		for r, row := range level {
			for n, spot := range row {
				if spot.Size != Small && spot.Size != Compact && spot.Size != Large {
					return nil, fmt.Errorf("spot %d of row %d on level %d: %w", n, r, l, ErrConfig)
				}
				s.add(spot, SpotID{l, r, n}, len(row)-n)
			}
		}
	}
	for p := range s.ids {
		if s.five(p) {
			s.fives.addLast(p)
		}
	}
	cfg.Levels = nil
	lot := &Lot{cfg: cfg, state: make(chan *state, 1)}
	lot.state <- s
	return lot, nil
}

// add gives a spot the next number. run is how many spots of its row are left from there on.
func (s *state) add(spot Spot, id SpotID, run int) {
	if s.numbers[spot] == nil {
		s.numbers[spot] = &numbers{there: map[int]bool{}}
	}
	s.numbers[spot].addLast(len(s.ids))
	s.counts[spot]++
	s.ids = append(s.ids, id)
	s.sort = append(s.sort, spot)
	s.taken = append(s.taken, false)
	s.runs = append(s.runs, run)
}

// five reports whether a bus may take the five spots from p on.
func (s *state) five(p int) bool {
	if p < 0 || p >= len(s.ids) || s.runs[p] < busSpots {
		return false
	}
	for i := p; i < p+busSpots; i++ {
		if s.taken[i] || s.sort[i].Size != Large || s.sort[i].Accessible {
			return false
		}
	}
	return true
}

func (l *Lot) lock() (*state, func()) {
	s := <-l.state
	return s, func() { l.state <- s }
}

func (l *Lot) time() time.Time {
	if l.cfg.Now == nil {
		return time.Now()
	}
	return l.cfg.Now()
}

func plateKey(plate string) string {
	return strings.ToLower(strings.ReplaceAll(strings.Join(strings.Fields(plate), ""), "-", ""))
}

func (l *Lot) Park(v Vehicle) (Ticket, error) {
	key := plateKey(v.Plate)
	if key == "" || v.Kind != Motorcycle && v.Kind != Car && v.Kind != Bus {
		return Ticket{}, ErrVehicle
	}
	s, unlock := l.lock()
	defer unlock()
	if _, inside := s.plates[key]; inside {
		return Ticket{}, ErrParked
	}
	places := s.choose(v)
	if places == nil {
		return Ticket{}, ErrFull
	}
	entered := l.time() // before anything is changed
	t := &visit{places: places}
	for _, p := range places {
		s.taken[p] = true
		s.counts[s.sort[p]]--
		t.ticket.Spots = append(t.ticket.Spots, s.ids[p])
	}
	t.ticket.Vehicle, t.ticket.Entered = v, entered
	s.plates[key] = t
	s.issue(t)
	return t.copy(), nil
}

// idStep is the difference of two ticket IDs. A clerk who enters one digit wrong seldom hits another valid ticket.
const idStep = 7

// issue gives v a new ticket ID.
func (s *state) issue(v *visit) {
	s.lastID += idStep
	v.ticket.ID = s.lastID
	s.visits[s.lastID] = v
}

func (v *visit) copy() Ticket {
	t := v.ticket
	t.Spots = append([]SpotID{}, t.Spots...)
	return t
}

func (s *state) choose(v Vehicle) []int {
	if v.Kind == Bus {
		if p, ok := s.fives.least(s.five); ok {
			return []int{p, p + 1, p + 2, p + 3, p + 4}
		}
		return nil
	}
	smallest := Small
	if v.Kind == Car {
		smallest = Compact
	}
	for _, accessible := range []bool{true, false} {
		if accessible && !v.Permit {
			continue
		}
		for _, charger := range []bool{v.Electric, !v.Electric} {
			for size := smallest; size <= Large; size++ {
				if p, ok := s.first(Spot{size, accessible, charger}); ok {
					return []int{p}
				}
			}
		}
	}
	return nil
}

// first returns the first free spot of a class.
func (s *state) first(class Spot) (int, bool) {
	n := s.numbers[class]
	if n == nil {
		return 0, false
	}
	return n.least(func(p int) bool { return !s.taken[p] })
}

func (l *Lot) Leave(id TicketID) error {
	s, unlock := l.lock()
	defer unlock()
	v := s.visits[id]
	if v == nil {
		return fmt.Errorf("leave: %w", ErrTicket)
	}
	if due, _ := l.due(v, l.time()); due > 0 {
		return ErrUnpaid
	}
	delete(s.visits, id)
	delete(s.plates, plateKey(v.ticket.Vehicle.Plate))
	for _, p := range v.places {
		s.taken[p] = false
		s.counts[s.sort[p]]++
		s.numbers[s.sort[p]].put(p)
	}
	for p := v.places[0] - busSpots + 1; p <= v.places[len(v.places)-1]; p++ {
		if s.five(p) {
			s.fives.put(p)
		}
	}
	return nil
}

func (l *Lot) Find(plate string) (Ticket, bool) {
	s, unlock := l.lock()
	defer unlock()
	if v := s.plates[plateKey(plate)]; v != nil {
		return v.copy(), true
	}
	return Ticket{}, false
}

func (l *Lot) Free(k Kind) (n int) {
	s, unlock := l.lock()
	defer unlock()
	switch k {
	case Bus:
		for p := 0; p < len(s.ids); p++ {
			if s.five(p) {
				n++
				p += busSpots - 1 // and one by the loop
			}
		}
	case Motorcycle, Car:
		for sort, count := range s.counts {
			if !sort.Accessible && (k == Motorcycle || sort.Size != Small) {
				n += count
			}
		}
	}
	return n
}

// due returns what is due, and the fee in it.
func (l *Lot) due(v *visit, now time.Time) (due, fee Cents) {
	paid := Cents(0)
	for _, p := range v.payments {
		paid += p.amount
	}
	if l.cfg.Tariff != nil {
		fee = max(0, l.cfg.Tariff.Fee(v.ticket.Vehicle, max(0, now.Sub(v.ticket.Entered))))
	}
	if n := len(v.payments); n > 0 && !now.After(v.payments[n-1].at.Add(l.cfg.Grace)) {
		fee = v.payments[n-1].fee
	}
	return max(0, fee+Cents(v.losses)*l.cfg.LostFee-paid), fee
}

func (l *Lot) Due(id TicketID) (Cents, error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.visits[id]
	if v == nil {
		return 0, ErrTicket
	}
	due, _ := l.due(v, l.time())
	return due, nil
}

func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.visits[id]
	if v == nil {
		return amount, ErrTicket
	}
	now := l.time()
	due, fee := l.due(v, now)
	switch {
	case amount < due:
		return amount, ErrAmount
	case due == 0:
		return amount, nil
	}
	v.payments = append(v.payments, payment{now, due, fee})
	return amount - due, nil
}

func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.plates[plateKey(plate)]
	if v == nil {
		return Ticket{}, ErrTicket
	}
	delete(s.visits, v.ticket.ID)
	v.losses++
	s.issue(v)
	return v.copy(), nil
}
