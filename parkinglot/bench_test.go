package parkinglot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The lots of benchmarks have rows of 100 spots: 20 small, 30 compact, 50 large. Vehicles of all kinds fill them, and
// some of these leave again, so free spots are everywhere.

var benchLots = []struct {
	spots int
	fill  string
	stay  float64 // the share of the vehicles that stay
}{
	{fewSpots, "half", 0.5},
	{fewSpots, "nearly", 0.9},
	{manySpots, "half", 0.5},
	{manySpots, "nearly", 0.9},
}

// BenchmarkLot makes all measurements in one lot before it makes the next one, because filling a lot takes time.
func BenchmarkLot(b *testing.B) {
	for _, l := range benchLots {
		b.Run(fmt.Sprintf("spots=%d/fill=%s", l.spots, l.fill), func(b *testing.B) {
			var lot *parkinglot.Lot
			var plates []string
			steps.Guard(b, func(*exercise.T) { lot, plates = benchLot(l.spots, l.stay) })
			if b.Failed() {
				return
			}
			for _, k := range kinds {
				kind := "kind=" + strings.ToLower(k.String())
				for _, goroutines := range []int{1, 2} {
					measure(b, fmt.Sprintf("op=park-leave/%s/goroutines=%d", kind, goroutines), func(t *exercise.T, b *testing.B) {
						churn(t, b, lot, k, goroutines)
					})
				}
				measure(b, "op=free/"+kind, func(_ *exercise.T, b *testing.B) {
					for b.Loop() {
						lot.Free(k)
					}
				})
			}
			measure(b, "op=find", func(_ *exercise.T, b *testing.B) { findAny(b, lot, plates) })
		})
	}
}

// measure runs a benchmark under the guard.
func measure(b *testing.B, name string, body func(t *exercise.T, b *testing.B)) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		steps.Guard(b, func(t *exercise.T) { body(t, b) })
	})
}

// benchLot returns a lot, and the plates of the vehicles that are inside.
func benchLot(spots int, stay float64) (lot *parkinglot.Lot, plates []string) {
	line := strings.Repeat("s", 20) + strings.Repeat("c", 30) + strings.Repeat("l", 50)
	lot = lotOf(strings.Repeat(line+" ", spots/100-1) + line)
	r := rand.New(rand.NewPCG(8, uint64(spots)))
	var tickets []parkinglot.Ticket
	for refused := 0; refused < 3; { // until all kinds were refused
		k := kinds[[]int{0, 0, 0, 1, 1, 1, 1, 2}[r.IntN(8)]]
		if refused > 0 {
			k = kinds[3-refused]
		}
		ticket, err := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("V ", len(tickets)), Kind: k})
		if err != nil {
			refused++
			continue
		}
		tickets = append(tickets, ticket)
	}
	for _, ticket := range tickets {
		if r.Float64() > stay {
			_ = lot.Leave(ticket.ID)
		} else {
			plates = append(plates, ticket.Vehicle.Plate)
		}
	}
	return lot, plates
}

// churn lets one vehicle leave at each gate, of 8 of a kind, and come back.
func churn(t *exercise.T, b *testing.B, lot *parkinglot.Lot, k parkinglot.Kind, goroutines int) {
	lines := make([]*line, goroutines)
	for g := range lines {
		lines[g] = newLine(t, lot, k, g)
	}
	b.ResetTimer()
	if goroutines == 1 {
		for b.Loop() {
			lines[0].next(t)
		}
	} else {
		exercise.Together(t, goroutines, func(g int) {
			for range b.N/goroutines + 1 {
				lines[g].next(t)
			}
		})
	}
	b.StopTimer()
	for _, l := range lines {
		l.leaveAll()
	}
}

// line is a group of vehicles that leave and come back in turn.
type line struct {
	lot      *parkinglot.Lot
	vehicles [8]parkinglot.Vehicle
	tickets  [8]parkinglot.TicketID
	turn     int
}

func newLine(t *exercise.T, lot *parkinglot.Lot, k parkinglot.Kind, gate int) *line {
	l := &line{lot: lot}
	for i := range l.vehicles {
		l.vehicles[i] = parkinglot.Vehicle{Plate: fmt.Sprintf("gate %d, %d", gate, i), Kind: k}
		l.tickets[i] = enter(t, lot, l.vehicles[i]).ID
	}
	return l
}

func (l *line) next(t *exercise.T) {
	_ = l.lot.Leave(l.tickets[l.turn])
	l.tickets[l.turn] = enter(t, l.lot, l.vehicles[l.turn]).ID
	l.turn = exercise.Next(l.turn, len(l.vehicles))
}

func (l *line) leaveAll() {
	for _, id := range l.tickets {
		_ = l.lot.Leave(id)
	}
}

// findAny finds random vehicles.
func findAny(b *testing.B, lot *parkinglot.Lot, plates []string) {
	r := rand.New(rand.NewPCG(8, 8))
	asked := make([]string, 1<<12)
	for i := range asked {
		asked[i] = plates[r.IntN(len(plates))]
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i = exercise.Next(i, len(asked)) {
		lot.Find(asked[i])
	}
}

// BenchmarkNew makes a lot.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{fewSpots, manySpots} {
		measure(b, fmt.Sprintf("spots=%d", n), func(_ *exercise.T, b *testing.B) {
			level := make(parkinglot.Level, n/100)
			for r := range level {
				level[r] = slices.Repeat([]parkinglot.Spot{compact}, 100)
			}
			for b.Loop() {
				newLot(parkinglot.Config{Levels: []parkinglot.Level{level}})
			}
		})
	}
}

// BenchmarkPay asks what is due and pays it, again and again, when something has come due.
func BenchmarkPay(b *testing.B) {
	measure(b, "tariff=hourly", func(t *exercise.T, b *testing.B) {
		c := clock{time: dusk}
		lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: parkinglot.Hourly{Rate: carRate}, Now: c.now})
		id := enter(t, lot, anyCar).ID
		for b.Loop() {
			c.move(time.Minute)
			due, _ := lot.Due(id)
			if _, err := lot.Pay(id, due); err != nil {
				t.Fatalf("lot.Pay of what is due returned the error %v", err)
			}
		}
	})
}
