//go:build stub

// Segment trees: a tree for each row knows its free runs (at the left end, at the right end, and the longest), and so
// the first place for a bus. A tree for each class of spots knows the first free spot. Calls that change nothing share a
// read lock. A guest keeps the fee that is frozen after a payment, and since when it is frozen.
//
// Good at: the first k spots side by side, for any k. Readers do not wait for one another. Costs: joins at every level
// of a tree, and much more code. What each method promises is in stub.go.
package parkinglot

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
	"unicode"
)

func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	if parked <= h.Free {
		return 0
	}
	var sum Cents
	const day = 24 * time.Hour
	block := func(hours Cents) Cents {
		c := hours * h.Rate[v.Kind]
		if h.DailyCap > 0 {
			return min(c, h.DailyCap)
		}
		return c
	}
	if n := parked / day; n > 0 {
		sum = Cents(n) * block(24)
		parked -= n * day
	}
	if parked > 0 {
		sum += block(Cents((parked-1)/time.Hour) + 1)
	}
	return sum
}

type Lot struct {
	mu     sync.RWMutex // guards all but config, rowOf and the spots of each row, which never change
	config Config
	floor  []row
	firsts [2][2][4]tree // by accessible, charger and size; there is no size 0
	rowOf  []int         // by spot: the index of its row in floor

	// Each guest is in both maps.
	byPlate  map[string]*guest
	byTicket map[TicketID]*guest
	lastID   TicketID
}

const busSpots = 5

type row struct {
	level, row int
	spots      []Spot
	first      int // number of its first spot
	buses      runTree
}

type guest struct {
	id      TicketID
	vehicle Vehicle
	entered time.Time
	row     int
	from, n int // its spots in the row

	extra, paid Cents     // lost fees, and money kept
	frozen      *Cents    // the fee when Pay last kept money, nil if it never did
	since       time.Time // when that was
}

// tree finds the first marked number. Each node counts the marked numbers below it. The root is count[1], and the
// children of count[i] are count[2*i] and count[2*i+1].
type tree struct {
	leaves int
	count  []int32
}

// set marks a number, or takes its mark away.
func (t *tree) set(i int, marked bool) {
	d := int32(-1)
	if marked {
		d = 1
	}
	for i += t.leaves; i > 0; i /= 2 {
		t.count[i] += d
	}
}

// marked returns how many numbers are marked. A tree without nodes has none.
func (t *tree) marked() int {
	if t.count == nil {
		return 0
	}
	return int(t.count[1])
}

// first returns the first marked number.
func (t *tree) first() (int, bool) {
	if t.marked() == 0 {
		return 0, false
	}
	i := 1
	for i < t.leaves {
		i *= 2
		if t.count[i] == 0 {
			i++
		}
	}
	return i - t.leaves, true
}

// runTree knows the runs of free spots in a row. Its nodes are numbered as those of a tree.
type runTree struct {
	leaves int
	nodes  []runNode
}

// runNode is a part of a row: how many spots it has, and the lengths of its free runs at the left end, at the right end,
// and of the longest. The leaf of a spot that is not free has no run.
type runNode struct{ size, left, right, longest int32 }

// join returns the part that is made of a and b. A run that fills one of them goes on into the other.
func join(a, b runNode) runNode {
	n := runNode{size: a.size + b.size, left: a.left, right: b.right, longest: max(a.longest, b.longest, a.right+b.left)}
	if a.left == a.size {
		n.left += b.left
	}
	if b.right == b.size {
		n.right += a.right
	}
	return n
}

func newRunTree(free []bool) runTree {
	t := runTree{leaves: 1}
	for t.leaves < len(free) {
		t.leaves *= 2
	}
	t.nodes = make([]runNode, 2*t.leaves)
	for i := range t.leaves {
		t.nodes[t.leaves+i] = leaf(i < len(free) && free[i])
	}
	for i := t.leaves - 1; i > 0; i-- {
		t.nodes[i] = join(t.nodes[2*i], t.nodes[2*i+1])
	}
	return t
}

func leaf(free bool) runNode {
	if free {
		return runNode{1, 1, 1, 1}
	}
	return runNode{size: 1}
}

func (t *runTree) set(i int, free bool) {
	i += t.leaves
	t.nodes[i] = leaf(free)
	for i /= 2; i > 0; i /= 2 {
		t.nodes[i] = join(t.nodes[2*i], t.nodes[2*i+1])
	}
}

// first returns where the first run for a bus begins.
func (t *runTree) first() (int, bool) {
	if t.nodes[1].longest < busSpots {
		return 0, false
	}
	i, begin := 1, 0
	for t.nodes[i].size > 1 {
		a, b := t.nodes[2*i], t.nodes[2*i+1]
		switch {
		case a.longest >= busSpots:
			i = 2 * i
		case a.right+b.left >= busSpots:
			return begin + int(a.size-a.right), true
		default:
			i, begin = 2*i+1, begin+int(a.size)
		}
	}
	return begin, true
}

// room returns how many buses have room, one after another.
func (t *runTree) room() (buses int) {
	run := 0
	for _, spot := range t.nodes[t.leaves:] { // beyond the end of the row, leaves are not free
		run++
		if spot.longest == 0 {
			run = 0
		}
		if run == busSpots {
			buses, run = buses+1, 0
		}
	}
	return buses
}

func New(cfg Config) (*Lot, error) {
	l := &Lot{config: cfg, byPlate: make(map[string]*guest), byTicket: make(map[TicketID]*guest)}
	l.config.Levels = nil
	if cfg.LostFee < 0 {
		return nil, fmt.Errorf("%w: LostFee", ErrConfig)
	}
	if cfg.Grace < 0 {
		return nil, fmt.Errorf("%w: Grace", ErrConfig)
	}
	for i, level := range cfg.Levels {
		for j, spots := range level {
			if err := l.addRow(i, j, spots); err != nil {
				return nil, err
			}
		}
	}
	l.growTrees()
	return l, nil
}

// addRow adds a row of free spots.
func (l *Lot) addRow(level, number int, spots []Spot) error {
	r := row{level: level, row: number, first: len(l.rowOf), spots: append([]Spot(nil), spots...)}
	free := make([]bool, len(spots))
	for k, s := range spots {
		if s.Size != Small && s.Size != Compact && s.Size != Large {
			return ErrConfig
		}
		free[k] = s.Size == Large && !s.Accessible
		l.rowOf = append(l.rowOf, len(l.floor))
	}
	r.buses = newRunTree(free)
	l.floor = append(l.floor, r)
	return nil
}

// growTrees makes a tree for each class of spots, with all spots of the class marked.
func (l *Lot) growTrees() {
	leaves := 1
	for leaves < len(l.rowOf) {
		leaves *= 2
	}
	for _, r := range l.floor {
		for k, s := range r.spots {
			t := l.treeOf(s)
			if t.count == nil {
				*t = tree{leaves, make([]int32, 2*leaves)}
			}
			t.count[leaves+r.first+k] = 1
		}
	}
	for a := range l.firsts {
		for c := range l.firsts[a] {
			for size := range l.firsts[a][c] {
				l.firsts[a][c][size].addUp()
			}
		}
	}
}

// addUp counts the marked numbers below each node from the leaves. If there are no spots of its class, t has no nodes.
func (t *tree) addUp() {
	if t.count == nil {
		return
	}
	for i := t.leaves - 1; i > 0; i-- {
		t.count[i] = t.count[2*i] + t.count[2*i+1]
	}
}

func bit01(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (l *Lot) treeOf(s Spot) *tree {
	return &l.firsts[bit01(s.Accessible)][bit01(s.Charger)][s.Size]
}

func plateKey(plate string) string {
	var b strings.Builder
	for _, r := range plate {
		if r != '-' && !unicode.IsSpace(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func (l *Lot) now() time.Time {
	if f := l.config.Now; f != nil {
		return f()
	}
	return time.Now()
}

func (l *Lot) Park(v Vehicle) (Ticket, error) {
	plate := plateKey(v.Plate)
	if plate == "" || v.Kind < Motorcycle || v.Kind > Bus {
		return Ticket{}, fmt.Errorf("%w: %+v", ErrVehicle, v)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byPlate[plate] != nil {
		return Ticket{}, fmt.Errorf("%w: %q", ErrParked, v.Plate)
	}
	g := &guest{vehicle: v}
	if !l.findPlace(g) {
		return Ticket{}, fmt.Errorf("%w for %v", ErrFull, v.Kind)
	}
	g.entered = l.now()
	l.mark(g, false)
	l.byPlate[plate] = g
	l.issue(g)
	return l.ticket(g), nil
}

// issue gives g a new ticket ID. IDs rise by random steps, so an ID beside a valid one is rarely valid too.
func (l *Lot) issue(g *guest) {
	const maxStep = 1 << 20
	l.lastID += 1 + TicketID(rand.Int64N(maxStep))
	g.id = l.lastID
	l.byTicket[g.id] = g
}

// findPlace sets the place of g, which takes nothing yet. It reports false if there is no room for g.
func (l *Lot) findPlace(g *guest) bool {
	if g.vehicle.Kind == Bus {
		for i := range l.floor {
			if p, ok := l.floor[i].buses.first(); ok {
				g.row, g.from, g.n = i, p, busSpots
				return true
			}
		}
		return false
	}
	for _, a := range []int{1, 0} {
		if a == 1 && !g.vehicle.Permit {
			continue
		}
		for _, c := range []int{bit01(g.vehicle.Electric), 1 - bit01(g.vehicle.Electric)} {
			for size := smallestFor(g.vehicle.Kind); size <= Large; size++ {
				if p, ok := l.firsts[a][c][size].first(); ok {
					g.row, g.n = l.rowOf[p], 1
					g.from = p - l.floor[g.row].first
					return true
				}
			}
		}
	}
	return false
}

// smallestFor returns the smallest size that fits a motorcycle or car.
func smallestFor(k Kind) Size {
	if k == Car {
		return Compact
	}
	return Small
}

// mark marks the spots of g as free or taken.
func (l *Lot) mark(g *guest, free bool) {
	r := &l.floor[g.row]
	for i := g.from; i < g.from+g.n; i++ {
		s := r.spots[i]
		l.treeOf(s).set(r.first+i, free)
		if s.Size == Large && !s.Accessible {
			r.buses.set(i, free)
		}
	}
}

func (l *Lot) ticket(g *guest) Ticket {
	t := Ticket{ID: g.id, Vehicle: g.vehicle, Entered: g.entered}
	for i := range g.n {
		t.Spots = append(t.Spots, SpotID{l.floor[g.row].level, l.floor[g.row].row, g.from + i})
	}
	return t
}

func (l *Lot) Leave(id TicketID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.byTicket[id]
	if g == nil {
		return ErrTicket
	}
	if g.owes(l.feeNow(g, l.now())) > 0 {
		return ErrUnpaid
	}
	l.mark(g, true)
	delete(l.byTicket, id)
	delete(l.byPlate, plateKey(g.vehicle.Plate))
	return nil
}

func (l *Lot) Find(plate string) (Ticket, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	g, ok := l.byPlate[plateKey(plate)]
	if !ok {
		return Ticket{}, false
	}
	return l.ticket(g), true
}

func (l *Lot) Free(k Kind) int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n := 0
	switch k {
	case Bus:
		for i := range l.floor {
			n += l.floor[i].buses.room()
		}
	case Motorcycle, Car:
		for size := smallestFor(k); size <= Large; size++ {
			for c := range 2 {
				n += l.firsts[0][c][size].marked()
			}
		}
	}
	return n
}

// feeNow returns the fee that counts now.
func (l *Lot) feeNow(g *guest, now time.Time) Cents {
	if g.frozen != nil && now.Sub(g.since) <= l.config.Grace {
		return *g.frozen
	}
	if l.config.Tariff == nil {
		return 0
	}
	return max(l.config.Tariff.Fee(g.vehicle, max(now.Sub(g.entered), 0)), 0)
}

// owes returns what is due if this fee counts.
func (g *guest) owes(fee Cents) Cents {
	return max(fee+g.extra-g.paid, 0)
}

func (l *Lot) Due(id TicketID) (Cents, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	g := l.byTicket[id]
	if g == nil {
		return 0, ErrTicket
	}
	return g.owes(l.feeNow(g, l.now())), nil
}

func (l *Lot) Pay(id TicketID, amount Cents) (change Cents, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.byTicket[id]
	if g == nil {
		return 0, ErrTicket
	}
	now := l.now()
	fee := l.feeNow(g, now)
	owed := g.owes(fee)
	if amount < 0 || amount < owed {
		return 0, fmt.Errorf("%w: %d", ErrAmount, amount)
	}
	if owed > 0 {
		g.paid, g.frozen, g.since = g.paid+owed, &fee, now
	}
	return amount - owed, nil
}

func (l *Lot) ReplaceLost(plate string) (Ticket, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.byPlate[plateKey(plate)]
	if g == nil {
		return Ticket{}, ErrTicket
	}
	delete(l.byTicket, g.id)
	l.issue(g)
	g.extra += l.config.LostFee
	return l.ticket(g), nil
}
