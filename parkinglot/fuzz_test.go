package parkinglot_test

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// FuzzLot turns its input into a lot and calls on it, three bytes for each call. It compares the answers with those of a
// simple lot.
func FuzzLot(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(0), []byte{0, 1, 0, 0, 2, 1, 2, 1, 0, 0, 3, 2, 4, 0, 0, 3, 0, 1})
	f.Add(byte(1), []byte("park and leave, buses first, until it breaks"))
	f.Add(byte(2), []byte("\x00\x02\x05\x08\x01\x01\x07\x02\x04\x06\x02\x00\x07\x02\x09\x02\x02\x00"))
	f.Add(byte(9), []byte("pay, lose the ticket, wait, pay again and go"))
	f.Fuzz(func(t *testing.T, lot byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			games := moneyGames(fuzzLots[int(lot)%len(fuzzLots)]...)
			g := games[int(lot/16)%len(games)]
			g.step = 7
			g.ops().Check(t, decode(input)...)
		})
	})
}

var fuzzLots = append(mixedLots[:len(mixedLots):len(mixedLots)], specialLots...)

// decode returns a call for every three bytes of input.
func decode(input []byte) (calls []op) {
	for ; len(input) > 2; input = input[3:] {
		what, which, more := input[0], input[1], int(input[2])
		plate := spelled(string(rune('a'+which%16)), int(which/16)%4)
		v := parkinglot.Vehicle{Plate: plate, Kind: parkinglot.Kind(more % 5), Permit: more&64 != 0, Electric: more&128 != 0}
		all := each(park(v), park(v), leave(plate, more%3), find(plate), free(v.Kind), due(plate, more%3), pay(plate, amounts[more%len(amounts)], more%2),
			lose(plate), wait(moves[more%len(moves)]), park(v), leave(plate), pay(plate, 1<<40), says(amounts[more%len(amounts)]))
		calls = append(calls, all[int(what)%len(all)])
	}
	return calls
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
