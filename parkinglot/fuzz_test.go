package parkinglot_test

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// FuzzLot turns its input into a lot and calls on it, three bytes a call, and compares the answers
// with those of a naive lot.
func FuzzLot(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(0), []byte{0, 1, 0, 0, 2, 1, 2, 1, 0, 0, 3, 2, 4, 0, 0, 3, 0, 1})
	f.Add(byte(1), []byte("park and leave, buses first, until it breaks"))
	f.Add(byte(2), []byte("\x00\x02\x05\x08\x01\x01\x07\x02\x04\x06\x02\x00\x07\x02\x09\x02\x02\x00"))
	f.Add(byte(9), []byte("pay, lose the ticket, wait, pay again and go"))
	f.Fuzz(func(t *testing.T, lot byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			g := game{step: 7, drawn: fuzzLots[int(lot)%len(fuzzLots)], rate: 300, lostFee: 2000, grace: graces[int(lot)%len(graces)]}
			g.script().Check(t, decode(input)...)
		})
	})
}

var fuzzLots = append(mixedLots[:len(mixedLots):len(mixedLots)], specialLots...)

// decode returns a call for every three bytes of input.
func decode(input []byte) (cs []call) {
	verbs := []verb{park, park, leave, find, free, due, pay, replaceLost, move, park, leave, pay}
	for ; len(input) > 2; input = input[3:] {
		what, which, more := input[0], input[1], input[2]
		c := call{verb: verbs[int(what)%len(verbs)]}
		c.vehicle.Plate = spelled(string(rune('a'+which%16)), int(which/16)%4)
		switch c.verb {
		case park:
			c.vehicle.Kind = parkinglot.Kind(more % 5)
			c.vehicle.Permit, c.vehicle.Electric = more&64 != 0, more&128 != 0
		case free:
			c.vehicle.Kind = parkinglot.Kind(more % 5)
		case leave, due:
			c.before = int(more % 3)
		case pay:
			c.amount = amounts[int(more)%len(amounts)]
		case move:
			c.by = moves[int(more)%len(moves)]
		}
		cs = append(cs, c)
	}
	return cs
}

// FuzzHourly compares fees with a count of the hours.
func FuzzHourly(f *testing.F) {
	steps.Fuzz(f, 5)
	f.Add(int64(30*time.Hour), int64(15*time.Minute), uint32(300), uint32(1500))
	f.Add(int64(24*time.Hour+1), int64(0), uint32(300), uint32(0))
	f.Add(int64(-1), int64(1), uint32(1), uint32(1))
	f.Fuzz(func(t *testing.T, parked, free int64, rate, dailyCap uint32) {
		steps.Guard(t, func(t *exercise.T) {
			h := parkinglot.Hourly{Free: time.Duration(max(0, free)), Rate: rates{parkinglot.Car: parkinglot.Cents(rate)}, DailyCap: parkinglot.Cents(dailyCap)}
			within := time.Duration(parked) % (1000 * time.Hour)
			wantFee(t, h, anyCar, fee{within, countedFee(h, within)})
		})
	})
}
