package parkinglot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// largeLot is a lot of some hundred large spots in rows of several lengths, beside a search of all of them:
// whatever divides many spots into parts has several parts here, full ones and empty ones.
type largeLot struct {
	lot    *parkinglot.Lot
	ids    []parkinglot.SpotID // in order
	taken  map[parkinglot.SpotID]bool
	inside []parkinglot.Ticket
	parked int // vehicles so far
}

var largeRows = [][]int{{203, 7}, {64, 302, 1}} // by level

const largeLotText = "in a lot of large spots, in rows of 203 and 7 on level 0, and of 64, 302 and 1 on level 1,"

func newLargeLot() *largeLot {
	l := &largeLot{taken: make(map[parkinglot.SpotID]bool)}
	var all []parkinglot.Level
	for level, rows := range largeRows {
		made := make(parkinglot.Level, len(rows))
		for row, n := range rows {
			made[row] = slices.Repeat([]parkinglot.Spot{{Size: parkinglot.Large}}, n)
			for number := range n {
				l.ids = append(l.ids, parkinglot.SpotID{Level: level, Row: row, Number: number})
			}
		}
		all = append(all, made)
	}
	l.lot = newLot(parkinglot.Config{Levels: all})
	return l
}

// firstFree returns the first n spots that are free, side by side in one row, or none.
func (l *largeLot) firstFree(n int) []parkinglot.SpotID {
	for i := 0; i+n <= len(l.ids); i++ {
		spots := l.ids[i : i+n]
		oneRow := spots[0].Level == spots[n-1].Level && spots[0].Row == spots[n-1].Row
		if oneRow && !slices.ContainsFunc(spots, func(id parkinglot.SpotID) bool { return l.taken[id] }) {
			return spots
		}
	}
	return nil
}

func (l *largeLot) park(t *exercise.T, kind parkinglot.Kind) {
	l.parked++
	n := 1
	if kind == parkinglot.Bus {
		n = 5
	}
	want := l.firstFree(n)
	ticket, err := l.lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("V", l.parked), Kind: kind})
	switch {
	case want == nil && !errors.Is(err, parkinglot.ErrFull):
		t.Fatalf("%s %s there is no room for a %v: lot.Park returned %v and the error %v, want ErrFull", largeLotText, l, kind, ticket.Spots, err)
	case want != nil && (err != nil || !slices.Equal(sorted(ticket.Spots), want)):
		t.Fatalf("%s %s lot.Park of a %v returned the spots %v and the error %v, want %v, the first that are free", largeLotText, l, kind, ticket.Spots, err, want)
	case want == nil:
		return
	}
	for _, id := range want {
		l.taken[id] = true
	}
	l.inside = append(l.inside, ticket)
}

func (l *largeLot) String() string {
	return fmt.Sprintf("after %d vehicles came and while %d spots are taken,", l.parked-1, len(l.taken))
}

func (l *largeLot) leave(t *exercise.T, i int) {
	ticket := l.inside[i]
	if err := l.lot.Leave(ticket.ID); err != nil {
		t.Fatalf("%s %s lot.Leave of a ticket that is valid returned the error %v, want nil", largeLotText, l, err)
	}
	l.inside = slices.Delete(l.inside, i, i+1)
	for _, id := range ticket.Spots {
		delete(l.taken, id)
	}
}

// fives returns how many buses find room.
func (l *largeLot) fives() (n int) {
	run := 0
	for i, id := range l.ids {
		if i > 0 && id.Number == 0 {
			run = 0
		}
		if run++; l.taken[id] {
			run = 0
		}
		if run == 5 {
			n, run = n+1, 0
		}
	}
	return n
}

func (l *largeLot) wantFree(t *exercise.T) {
	for kind, want := range map[parkinglot.Kind]int{parkinglot.Bus: l.fives(), parkinglot.Car: len(l.ids) - len(l.taken)} {
		if got := l.lot.Free(kind); got != want {
			t.Fatalf("%s %s lot.Free of %v = %d, want %d", largeLotText, l, kind, got, want)
		}
	}
}

// checkFreeOfLongRows asks how many buses find room in rows of every length.
func checkFreeOfLongRows(t *exercise.T) {
	for n := range exercise.Within(400) {
		row := slices.Repeat([]parkinglot.Spot{{Size: parkinglot.Large}}, n)
		lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{row}}})
		if got := lot.Free(parkinglot.Bus); got != n/5 {
			t.Fatalf("in an empty lot of one row of %d large spots lot.Free(parkinglot.Bus) = %d, want %d", n, got, n/5)
		}
	}
}

func checkLargeLot(t *exercise.T)    { playLargeLot(t, func(*largeLot) {}) }
func checkFreeOfLarge(t *exercise.T) { playLargeLot(t, func(l *largeLot) { l.wantFree(t) }) }

// playLargeLot lets a lot get full and empty in turns, and looks at it now and then.
func playLargeLot(t *exercise.T, look func(l *largeLot)) {
	for seed, kinds := range [][]parkinglot.Kind{
		{parkinglot.Motorcycle}, {parkinglot.Bus}, {parkinglot.Car, parkinglot.Bus},
	} {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		l := newLargeLot()
		for i := range exercise.Within(4000) {
			leaves := 20 // percent
			if i/700%2 == 1 {
				leaves = 70
			}
			if len(l.inside) > 0 && r.IntN(100) < leaves {
				l.leave(t, r.IntN(len(l.inside)))
			} else {
				l.park(t, kinds[r.IntN(len(kinds))])
			}
			if i%20 == 0 {
				look(l)
			}
		}
	}
}
