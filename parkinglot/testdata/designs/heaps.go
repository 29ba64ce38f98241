//go:build stub

// Heaps with stale entries: each class of spots has a heap of numbers that may be free. One more heap has the numbers
// from which a bus may take five spots. An entry that is out of date is removed when it comes to the top. A visit has
// the sum of its payments and the last one. A channel holds the state of the lot: a call takes it out and has it
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
	// By number of the spot. Spots are numbered by level, then row.
	ids     []SpotID
	classes []Spot
	taken   []bool
	left    []int // how many spots of the row are left from there on, its own included

	mayBeFree map[Spot]*numberHeap // each free spot of the class, and maybe taken ones
	fives     *numberHeap          // each p for which five(p) is true, and maybe others
	counts    map[Spot]int         // by class: how many spots are free

	byPlate  map[string]*visit
	byTicket map[TicketID]*visit
	lastID   TicketID
}

const busSpots = 5

// numberHeap is a heap of numbers, the least one at the top. None is in it twice.
type numberHeap struct {
	heap  []int
	there map[int]bool // has each number of heap, and no other
}

func (h *numberHeap) Len() int           { return len(h.heap) }
func (h *numberHeap) Less(i, j int) bool { return h.heap[i] < h.heap[j] }
func (h *numberHeap) Swap(i, j int)      { h.heap[i], h.heap[j] = h.heap[j], h.heap[i] }
func (h *numberHeap) Push(x any)         { h.heap = append(h.heap, x.(int)) }
func (h *numberHeap) Pop() any {
	last := h.heap[len(h.heap)-1]
	h.heap = h.heap[:len(h.heap)-1]
	return last
}

// put adds a number, if it is not in the heap.
func (h *numberHeap) put(p int) {
	if !h.there[p] {
		h.there[p] = true
		heap.Push(h, p)
	}
}

// addLast adds a number that is higher than all in the heap. A sorted slice is a heap.
func (h *numberHeap) addLast(p int) {
	h.heap = append(h.heap, p)
	h.there[p] = true
}

// least returns the least number for which holds is true, and removes those before it, which are out of date.
func (h *numberHeap) least(holds func(int) bool) (int, bool) {
	for len(h.heap) > 0 {
		if holds(h.heap[0]) {
			return h.heap[0], true
		}
		delete(h.there, h.heap[0])
		heap.Pop(h)
	}
	return 0, false
}

type visit struct {
	ticket  Ticket
	numbers []int // of its spots
	losses  int   // of tickets
	paid    Cents // in all payments
	last    *payment
}

type payment struct {
	at  time.Time
	fee Cents
}

func New(cfg Config) (*Lot, error) {
	if cfg.Grace < 0 || cfg.LostFee < 0 {
		return nil, ErrConfig
	}
	s := &state{
		mayBeFree: map[Spot]*numberHeap{}, fives: &numberHeap{there: map[int]bool{}}, counts: map[Spot]int{},
		byPlate: map[string]*visit{}, byTicket: map[TicketID]*visit{},
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

// add gives a spot the next number. left is how many spots of its row are left from there on.
func (s *state) add(spot Spot, id SpotID, left int) {
	if s.mayBeFree[spot] == nil {
		s.mayBeFree[spot] = &numberHeap{there: map[int]bool{}}
	}
	s.mayBeFree[spot].addLast(len(s.ids))
	s.counts[spot]++
	s.ids = append(s.ids, id)
	s.classes = append(s.classes, spot)
	s.taken = append(s.taken, false)
	s.left = append(s.left, left)
}

// five reports whether a bus may take the five spots from p on.
func (s *state) five(p int) bool {
	if p < 0 || p >= len(s.ids) || s.left[p] < busSpots {
		return false
	}
	for i := p; i < p+busSpots; i++ {
		if s.taken[i] || s.classes[i].Size != Large || s.classes[i].Accessible {
			return false
		}
	}
	return true
}

// lock takes the state out of the channel, and returns it with a function that puts it back.
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
	if _, inside := s.byPlate[key]; inside {
		return Ticket{}, ErrParked
	}
	numbers := s.choose(v)
	if numbers == nil {
		return Ticket{}, ErrFull
	}
	entered := l.time() // before anything is changed
	come := &visit{ticket: Ticket{Vehicle: v, Entered: entered}, numbers: numbers}
	for _, p := range numbers {
		s.taken[p] = true
		s.counts[s.classes[p]]--
		come.ticket.Spots = append(come.ticket.Spots, s.ids[p])
	}
	s.byPlate[key] = come
	s.issue(come)
	return come.copy(), nil
}

// idStep is the difference of two ticket IDs. A clerk who enters one digit wrong seldom hits another valid ticket.
const idStep = 7

// issue gives v a new ticket ID.
func (s *state) issue(v *visit) {
	s.lastID += idStep
	v.ticket.ID = s.lastID
	s.byTicket[s.lastID] = v
}

// copy returns a copy of the ticket, for the caller.
func (v *visit) copy() Ticket {
	t := v.ticket
	t.Spots = append([]SpotID{}, t.Spots...)
	return t
}

// choose returns the numbers of the spots for v, or nil if there is no room for it.
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
	h := s.mayBeFree[class]
	if h == nil {
		return 0, false
	}
	return h.least(func(p int) bool { return !s.taken[p] })
}

func (l *Lot) Leave(id TicketID) error {
	s, unlock := l.lock()
	defer unlock()
	v := s.byTicket[id]
	if v == nil {
		return ErrTicket
	}
	if due, _ := l.due(v, l.time()); due > 0 {
		return ErrUnpaid
	}
	delete(s.byTicket, id)
	delete(s.byPlate, plateKey(v.ticket.Vehicle.Plate))
	for _, p := range v.numbers {
		s.taken[p] = false
		s.counts[s.classes[p]]++
		s.mayBeFree[s.classes[p]].put(p)
	}
	for p := v.numbers[0] - busSpots + 1; p <= v.numbers[len(v.numbers)-1]; p++ {
		if s.five(p) {
			s.fives.put(p)
		}
	}
	return nil
}

func (l *Lot) Find(plate string) (Ticket, bool) {
	s, unlock := l.lock()
	defer unlock()
	if v := s.byPlate[plateKey(plate)]; v != nil {
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
		for class, count := range s.counts {
			if !class.Accessible && (k == Motorcycle || class.Size != Small) {
				n += count
			}
		}
	}
	return n
}

// due returns what is due, and the fee in it.
func (l *Lot) due(v *visit, now time.Time) (due, fee Cents) {
	if l.cfg.Tariff != nil {
		fee = max(0, l.cfg.Tariff.Fee(v.ticket.Vehicle, max(0, now.Sub(v.ticket.Entered))))
	}
	if v.last != nil && !now.After(v.last.at.Add(l.cfg.Grace)) {
		fee = v.last.fee
	}
	return max(0, fee+Cents(v.losses)*l.cfg.LostFee-v.paid), fee
}

func (l *Lot) Due(id TicketID) (Cents, error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.byTicket[id]
	if v == nil {
		return 0, ErrTicket
	}
	due, _ := l.due(v, l.time())
	return due, nil
}

func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.byTicket[id]
	if v == nil {
		return 0, ErrTicket
	}
	now := l.time()
	due, fee := l.due(v, now)
	switch {
	case amount < due:
		return 0, ErrAmount
	case due == 0:
		return amount, nil
	}
	v.paid += due
	v.last = &payment{now, fee}
	return amount - due, nil
}

func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	s, unlock := l.lock()
	defer unlock()
	v := s.byPlate[plateKey(plate)]
	if v == nil {
		return Ticket{}, ErrTicket
	}
	delete(s.byTicket, v.ticket.ID)
	v.losses++
	s.issue(v)
	return v.copy(), nil
}
