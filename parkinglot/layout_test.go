package parkinglot_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oodkit/oodkit/parkinglot"
)

// Lots are drawn: a letter for each spot, s, c or l for its size, followed by * if it is accessible
// and by + if it has a charger. A blank ends a row, and each level is a string of its own.

// levels returns the levels drawn.
func levels(drawn ...string) []parkinglot.Level {
	var all []parkinglot.Level
	for _, text := range drawn {
		var level parkinglot.Level
		if text != "" {
			for row := range strings.SplitSeq(text, " ") {
				level = append(level, drawnRow(row))
			}
		}
		all = append(all, level)
	}
	return all
}

func drawnRow(text string) (row []parkinglot.Spot) {
	for _, letter := range text {
		switch letter {
		case 's':
			row = append(row, parkinglot.Spot{Size: parkinglot.Small})
		case 'c':
			row = append(row, parkinglot.Spot{Size: parkinglot.Compact})
		case 'l':
			row = append(row, parkinglot.Spot{Size: parkinglot.Large})
		case '*':
			row[len(row)-1].Accessible = true
		case '+':
			row[len(row)-1].Charger = true
		}
	}
	return row
}

// levelsText returns the call of levels as Go.
func levelsText(drawn []string) string {
	var texts []string
	for _, level := range drawn {
		texts = append(texts, strconv.Quote(level))
	}
	return "levels(" + strings.Join(texts, ", ") + ")"
}

// legend explains levels in a failure's first line.
const legend = "s, c, l: small, compact, large; *: accessible, +: charger; a blank ends a row"

// newLot returns a lot, which a right New does not refuse.
func newLot(cfg parkinglot.Config) *parkinglot.Lot {
	lot, err := parkinglot.New(cfg)
	if err != nil {
		panic(fmt.Sprintf("parkinglot.New returned the error %v for a valid configuration", err))
	}
	return lot
}

// lotOf returns a lot where parking costs nothing.
func lotOf(drawn ...string) *parkinglot.Lot {
	return newLot(parkinglot.Config{Levels: levels(drawn...)})
}

// clock is a clock that stands still until it is moved.
type clock struct{ time time.Time }

func (c *clock) now() time.Time       { return c.time }
func (c *clock) move(d time.Duration) { c.time = c.time.Add(d) }

func newClock() *clock {
	return &clock{time.Date(2026, time.May, 4, 18, 0, 0, 0, time.UTC)}
}

// feeFunc is a Tariff that is a function.
type feeFunc func(v parkinglot.Vehicle, parked time.Duration) parkinglot.Cents

func (f feeFunc) Fee(v parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
	return f(v, parked)
}

// perHour is a Tariff: so much for every hour that has begun.
func perHour(rate parkinglot.Cents) feeFunc {
	return func(_ parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
		return rate * parkinglot.Cents((parked+time.Hour-1)/time.Hour)
	}
}

var kinds = []parkinglot.Kind{parkinglot.Motorcycle, parkinglot.Car, parkinglot.Bus}
