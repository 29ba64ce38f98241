package parkinglot_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/parkinglot"
)

// model is a lot that is too simple to be wrong: it looks at every spot, and keeps everything in the
// words of the contract.
type model struct {
	ids   []parkinglot.SpotID
	spots []parkinglot.Spot
	taken []bool

	inside  map[string]*modelStay // by key
	tickets map[string][]int      // by key: the tickets that the plate got, numbered through
	issued  int

	tariff  feeFunc
	lostFee parkinglot.Cents
	grace   time.Duration
	clock   clock
}

type modelStay struct {
	vehicle parkinglot.Vehicle
	spots   []int
	ticket  int
	entered time.Time

	lost, paid parkinglot.Cents
	payment    *modelPayment // the last one that met a positive Due
}

type modelPayment struct {
	at  time.Time
	fee parkinglot.Cents
}

func newModel(drawn []string, tariff feeFunc, lostFee parkinglot.Cents, grace time.Duration) *model {
	m := &model{
		inside: make(map[string]*modelStay), tickets: make(map[string][]int),
		tariff: tariff, lostFee: lostFee, grace: grace, clock: *newClock(),
	}
	for l, level := range levels(drawn...) {
		for r, row := range level {
			for n, spot := range row {
				m.ids = append(m.ids, parkinglot.SpotID{Level: l, Row: r, Number: n})
				m.spots = append(m.spots, spot)
				m.taken = append(m.taken, false)
			}
		}
	}
	return m
}

// key returns what the plates have in common that are the same. Those of scripts have no other
// letters than these.
func key(plate string) string { return spelling.Replace(strings.ToLower(plate)) }

var spelling = strings.NewReplacer(" ", "", "-", "")

func (m *model) park(v parkinglot.Vehicle) string {
	switch {
	case key(v.Plate) == "" || !slices.Contains(kinds, v.Kind):
		return "ErrVehicle"
	case m.inside[key(v.Plate)] != nil:
		return "ErrParked"
	}
	spots := m.choose(v)
	if spots == nil {
		return "ErrFull"
	}
	for _, p := range spots {
		m.taken[p] = true
	}
	s := &modelStay{vehicle: v, spots: spots, entered: m.clock.time}
	m.inside[key(v.Plate)] = s
	m.issue(s)
	return m.spotsText(s)
}

func (m *model) issue(s *modelStay) {
	m.issued++
	s.ticket = m.issued
	m.tickets[key(s.vehicle.Plate)] = append(m.tickets[key(s.vehicle.Plate)], s.ticket)
}

func (m *model) spotsText(s *modelStay) string {
	var ids []parkinglot.SpotID
	for _, p := range s.spots {
		ids = append(ids, m.ids[p])
	}
	return fmt.Sprint(ids)
}

// choose returns the spots that v is to have.
func (m *model) choose(v parkinglot.Vehicle) (best []int) {
	if v.Kind == parkinglot.Bus {
		for p := range m.spots {
			if m.isFive(p) {
				return []int{p, p + 1, p + 2, p + 3, p + 4}
			}
		}
		return nil
	}
	for p, spot := range m.spots {
		fits := v.Kind == parkinglot.Motorcycle || spot.Size != parkinglot.Small
		if fits && !m.taken[p] && (v.Permit || !spot.Accessible) && (best == nil || m.better(v, p, best[0])) {
			best = []int{p}
		}
	}
	return best
}

func (m *model) isFive(first int) bool {
	for i := range 5 {
		p := first + i
		if p >= len(m.spots) || m.taken[p] || m.spots[p].Size != parkinglot.Large || m.spots[p].Accessible {
			return false
		}
		if m.ids[p].Level != m.ids[first].Level || m.ids[p].Row != m.ids[first].Row {
			return false
		}
	}
	return true
}

// better reports whether v takes spot p rather than q.
func (m *model) better(v parkinglot.Vehicle, p, q int) bool {
	a, b := m.spots[p], m.spots[q]
	if a.Accessible != b.Accessible {
		return a.Accessible
	}
	if a.Charger != b.Charger {
		return a.Charger == v.Electric
	}
	return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(p, q)) < 0
}

// free parks vehicles that are made up until there is no room for any more.
func (m *model) free(k parkinglot.Kind) (n int) {
	if !slices.Contains(kinds, k) {
		return 0
	}
	taken := slices.Clone(m.taken)
	defer func() { m.taken = taken }()
	m.taken = slices.Clone(m.taken)
	for spots := m.choose(parkinglot.Vehicle{Kind: k}); spots != nil; spots = m.choose(parkinglot.Vehicle{Kind: k}) {
		for _, p := range spots {
			m.taken[p] = true
		}
		n++
	}
	return n
}

// valid returns the stay of the last ticket that the plate got, or of that many before it, or nil if
// that is not valid.
func (m *model) valid(plate string, before int) *modelStay {
	tickets := m.tickets[key(plate)]
	s := m.inside[key(plate)]
	if i := len(tickets) - 1 - before; i < 0 || s == nil || s.ticket != tickets[i] {
		return nil
	}
	return s
}

func (m *model) leave(plate string, before int) string {
	s := m.valid(plate, before)
	switch {
	case s == nil:
		return "ErrTicket"
	case m.dueOf(s) > 0:
		return "ErrUnpaid"
	}
	for _, p := range s.spots {
		m.taken[p] = false
	}
	delete(m.inside, key(plate))
	return "nil"
}

func (m *model) find(plate string) string {
	s := m.inside[key(plate)]
	if s == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s of %q", m.spotsText(s), s.vehicle.Plate)
}

func (m *model) feeOf(s *modelStay) parkinglot.Cents {
	if s.payment != nil && m.clock.time.Sub(s.payment.at) <= m.grace {
		return s.payment.fee
	}
	return max(0, m.tariff(s.vehicle, max(0, m.clock.time.Sub(s.entered))))
}

func (m *model) dueOf(s *modelStay) parkinglot.Cents {
	return max(0, m.feeOf(s)+s.lost-s.paid)
}

func (m *model) due(plate string, before int) string {
	s := m.valid(plate, before)
	if s == nil {
		return "ErrTicket"
	}
	return fmt.Sprint(m.dueOf(s))
}

func (m *model) pay(plate string, before int, amount parkinglot.Cents) string {
	s := m.valid(plate, before)
	switch {
	case s == nil:
		return "ErrTicket"
	case amount < 0 || amount < m.dueOf(s):
		return "ErrAmount"
	}
	due, fee := m.dueOf(s), m.feeOf(s)
	if due > 0 {
		s.paid += due
		s.payment = &modelPayment{m.clock.time, fee}
	}
	return fmt.Sprintf("%d change", amount-due)
}

func (m *model) replace(plate string) string {
	s := m.inside[key(plate)]
	if s == nil {
		return "ErrTicket"
	}
	s.lost += m.lostFee
	m.issue(s)
	return fmt.Sprintf("%s of %q", m.spotsText(s), s.vehicle.Plate)
}
