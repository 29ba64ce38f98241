package parkinglot_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// model is a simple lot: it looks at every spot, and follows the contract word by word. Its answers are those of the ops
// in calls_test.go.
type model struct {
	game  game
	ids   []parkinglot.SpotID
	spots []parkinglot.Spot
	taken []bool

	inside  map[string]modelStay // by key
	tickets map[string]int       // by holder: how many tickets it got
	tariff  tariff
	now     time.Time // what the clock shows
}

type modelStay struct {
	vehicle parkinglot.Vehicle
	spots   []int
	ticket  string // its name
	entered time.Time

	lost, paid parkinglot.Cents
	settled    bool // by a payment of which Pay kept money; the last one:
	at         time.Time
	fee        parkinglot.Cents
}

func newModel(g game) *model {
	m := &model{game: g, inside: make(map[string]modelStay), tickets: make(map[string]int), tariff: tariff{rate: g.rate}, now: dusk}
	if g.zeroTime {
		m.now = time.Time{}
	}
	if g.noTariff {
		m.tariff.rate = 0
	}
	for l, level := range levels(g.drawn...) {
		for r, row := range level {
			for n, spot := range row {
				m.ids = append(m.ids, parkinglot.SpotID{Level: l, Row: r, Number: n})
				m.spots = append(m.spots, spot)
			}
		}
	}
	m.taken = make([]bool, len(m.ids))
	return m
}

// clone returns a copy that shares nothing that changes.
func (m *model) clone() *model {
	c := *m
	c.taken, c.inside, c.tickets = slices.Clone(m.taken), maps.Clone(m.inside), maps.Clone(m.tickets)
	return &c
}

// String returns what distinguishes a model from another of the same game.
func (m *model) String() string { return fmt.Sprint(m.inside, m.tickets, m.now) }

// key returns the normal form of a plate. It is enough for the plates of rows and random calls, which have few
// different characters.
func key(plate string) string { return spelling.Replace(strings.ToLower(plate)) }

var spelling = strings.NewReplacer(" ", "", "-", "")

// early stands for a call that has an answer only from step 3 on. The call is not made.
const early exercise.Phrase = "not called before step 3"

func (m *model) park(v parkinglot.Vehicle) any {
	_, inside := m.inside[key(v.Plate)]
	switch {
	case inside && m.game.step < 3:
		return early
	case key(v.Plate) == "" || !slices.Contains(kinds, v.Kind):
		return parkinglot.ErrVehicle
	case inside:
		return parkinglot.ErrParked
	}
	spots := m.choose(v)
	if spots == nil {
		return parkinglot.ErrFull
	}
	for _, p := range spots {
		m.taken[p] = true
	}
	m.issue(m.game.holder(v.Plate), modelStay{vehicle: v, spots: spots, entered: m.now})
	return m.idsOf(spots)
}

func (m *model) issue(holder string, s modelStay) {
	s.ticket = ticketName(holder, m.tickets[holder])
	m.tickets[holder]++
	m.inside[key(s.vehicle.Plate)] = s
}

func (m *model) idsOf(spots []int) (ids []parkinglot.SpotID) {
	for _, p := range spots {
		ids = append(ids, m.ids[p])
	}
	return ids
}

// choose returns the spots for v.
func (m *model) choose(v parkinglot.Vehicle) (best []int) {
	if v.Kind == parkinglot.Bus {
		for p := range m.spots {
			if m.isFive(p) {
				return []int{p, p + 1, p + 2, p + 3, p + 4}
			}
		}
		return nil
	}
	for p := range m.spots {
		if m.fits(v, p) && (best == nil || m.better(v, p, best[0])) {
			best = []int{p}
		}
	}
	return best
}

// fits reports whether spot p is free and v may take it. v is not a bus.
func (m *model) fits(v parkinglot.Vehicle, p int) bool {
	spot := m.spots[p]
	return !m.taken[p] && (v.Kind == parkinglot.Motorcycle || spot.Size != parkinglot.Small) && (v.Permit || !spot.Accessible)
}

// isFive reports whether a bus may take the spots from p on.
func (m *model) isFive(first int) bool {
	for p := first; p < first+5; p++ {
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

func (m *model) free(k parkinglot.Kind) (n int) {
	for p := 0; p < len(m.spots) && slices.Contains(kinds, k); p++ {
		switch {
		case k != parkinglot.Bus && m.fits(parkinglot.Vehicle{Kind: k}, p):
			n++
		case k == parkinglot.Bus && m.isFive(p):
			n++
			p += 4
		}
	}
	return n
}

// valid returns the stay of the last ticket for the plate, or of the ticket that many before it, if that ticket is valid.
func (m *model) valid(plate string, before []int) (modelStay, bool) {
	holder := m.game.holder(plate)
	for _, s := range m.inside {
		if s.ticket == ticketName(holder, m.tickets[holder]-1-sum(before)) {
			return s, true
		}
	}
	return modelStay{}, false
}

func (m *model) leave(plate string, before []int) any {
	s, ok := m.valid(plate, before)
	switch {
	case !ok && m.game.step < 3:
		return early
	case !ok:
		return parkinglot.ErrTicket
	case m.due(s) > 0:
		return parkinglot.ErrUnpaid
	}
	for _, p := range s.spots {
		m.taken[p] = false
	}
	delete(m.inside, key(s.vehicle.Plate))
	return nil
}

// fee returns the fee that counts for s.
func (m *model) fee(s modelStay) parkinglot.Cents {
	if s.settled && m.now.Sub(s.at) <= m.game.grace {
		return s.fee
	}
	return max(0, m.tariff.Fee(s.vehicle, max(0, m.now.Sub(s.entered))))
}

func (m *model) due(s modelStay) parkinglot.Cents { return max(0, m.fee(s)-s.paid+s.lost) }

func (m *model) pay(plate string, before []int, amount parkinglot.Cents) any {
	s, ok := m.valid(plate, before)
	due := m.due(s)
	switch {
	case !ok:
		return parkinglot.ErrTicket
	case amount < due || amount < 0:
		return parkinglot.ErrAmount
	case due > 0:
		s.fee = m.fee(s)
		s.settled, s.at, s.paid = true, m.now, s.paid+due
		m.inside[key(s.vehicle.Plate)] = s
	}
	return int(amount - due)
}

func (m *model) replace(plate string) any {
	s, ok := m.inside[key(plate)]
	if !ok {
		return parkinglot.ErrTicket
	}
	s.lost += m.game.lostFee
	m.issue(m.game.holder(plate), s)
	return m.idsOf(s.spots)
}
