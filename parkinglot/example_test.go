//go:build !stub

package parkinglot_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/oodkit/oodkit/parkinglot"
)

// evening is a clock that stands still until it is moved.
type evening struct{ time time.Time }

func (e *evening) now() time.Time { return e.time }

func newEvening() *evening {
	return &evening{time.Date(2026, time.May, 4, 18, 0, 0, 0, time.UTC)}
}

// row returns a row of spots of one size.
func row(n int, s parkinglot.Size) []parkinglot.Spot {
	spots := make([]parkinglot.Spot, n)
	for i := range spots {
		spots[i].Size = s
	}
	return spots
}

func Example() {
	clock := newEvening()
	lot, err := parkinglot.New(parkinglot.Config{
		Levels: []parkinglot.Level{{row(2, parkinglot.Compact), row(6, parkinglot.Large)}},
		Tariff: parkinglot.Hourly{Free: 15 * time.Minute, Rate: map[parkinglot.Kind]parkinglot.Cents{parkinglot.Car: 300}, DailyCap: 1500},
		Grace:  10 * time.Minute,
		Now:    clock.now,
	})
	if err != nil {
		panic(err)
	}
	ticket, _ := lot.Park(parkinglot.Vehicle{Plate: "B-AE 12", Kind: parkinglot.Car})
	fmt.Println("spot", ticket.Spots[0])

	clock.time = clock.time.Add(100 * time.Minute)
	fmt.Println(lot.Leave(ticket.ID))
	change, _ := lot.Pay(ticket.ID, 1000)
	fmt.Println("change", change)
	fmt.Println(lot.Leave(ticket.ID))
	// Output:
	// spot 0/0/0
	// parkinglot: ticket is not paid: 600 cents are due
	// change 400
	// <nil>
}

func ExampleLot_Park() {
	lot, _ := parkinglot.New(parkinglot.Config{Levels: []parkinglot.Level{
		{row(1, parkinglot.Small), row(7, parkinglot.Large)},
		{row(1, parkinglot.Compact)},
	}})
	for _, v := range []parkinglot.Vehicle{
		{Plate: "M 1", Kind: parkinglot.Motorcycle},
		{Plate: "C 1", Kind: parkinglot.Car}, // goes up for a compact spot
		{Plate: "C 2", Kind: parkinglot.Car},
		{Plate: "B 1", Kind: parkinglot.Bus},
		{Plate: "B 2", Kind: parkinglot.Bus},
	} {
		ticket, err := lot.Park(v)
		if errors.Is(err, parkinglot.ErrFull) {
			fmt.Println(v.Plate, "has to wait")
			continue
		}
		fmt.Println(v.Plate, ticket.Spots)
	}
	// Output:
	// M 1 [0/0/0]
	// C 1 [1/0/0]
	// C 2 [0/1/0]
	// B 1 [0/1/1 0/1/2 0/1/3 0/1/4 0/1/5]
	// B 2 has to wait
}

func ExampleLot_Find() {
	lot, _ := parkinglot.New(parkinglot.Config{Levels: []parkinglot.Level{{row(3, parkinglot.Compact)}}})
	_, _ = lot.Park(parkinglot.Vehicle{Plate: "b-ae 12", Kind: parkinglot.Car})
	ticket, ok := lot.Find("BAE12")
	fmt.Println(ticket.Vehicle.Plate, ticket.Spots, ok)
	_, err := lot.Park(parkinglot.Vehicle{Plate: "B AE 12", Kind: parkinglot.Car})
	fmt.Println(err)
	// Output:
	// b-ae 12 [0/0/0] true
	// parkinglot: vehicle is inside already: plate "B AE 12"
}

func ExampleLot_Free() {
	lot, _ := parkinglot.New(parkinglot.Config{Levels: []parkinglot.Level{
		{row(2, parkinglot.Small), row(9, parkinglot.Large), row(11, parkinglot.Large)},
	}})
	for _, k := range []parkinglot.Kind{parkinglot.Motorcycle, parkinglot.Car, parkinglot.Bus} {
		fmt.Println(k, lot.Free(k))
	}
	// Output:
	// Motorcycle 22
	// Car 20
	// Bus 3
}

func ExampleLot_Pay() {
	clock := newEvening()
	lot, _ := parkinglot.New(parkinglot.Config{
		Levels: []parkinglot.Level{{row(1, parkinglot.Large)}},
		Tariff: parkinglot.Hourly{Rate: map[parkinglot.Kind]parkinglot.Cents{parkinglot.Car: 300}},
		Grace:  10 * time.Minute,
		Now:    clock.now,
	})
	ticket, _ := lot.Park(parkinglot.Vehicle{Plate: "B 7", Kind: parkinglot.Car})
	clock.time = clock.time.Add(55 * time.Minute)
	_, _ = lot.Pay(ticket.ID, 300)
	for range 2 {
		clock.time = clock.time.Add(10 * time.Minute)
		due, _ := lot.Due(ticket.ID)
		fmt.Println(clock.time.Format(time.TimeOnly), "due:", due)
	}
	// Output:
	// 19:05:00 due: 0
	// 19:15:00 due: 300
}

func ExampleLot_ReplaceLost() {
	lot, _ := parkinglot.New(parkinglot.Config{Levels: []parkinglot.Level{{row(1, parkinglot.Compact)}}, LostFee: 2000})
	lost, _ := lot.Park(parkinglot.Vehicle{Plate: "B 7", Kind: parkinglot.Car})
	ticket, _ := lot.ReplaceLost("b7")
	due, _ := lot.Due(ticket.ID)
	fmt.Println("due:", due)
	fmt.Println("old ticket is void:", errors.Is(lot.Leave(lost.ID), parkinglot.ErrTicket))
	// Output:
	// due: 2000
	// old ticket is void: true
}

// perStay is a Tariff with one fee for each stay.
type perStay parkinglot.Cents

func (c perStay) Fee(parkinglot.Vehicle, time.Duration) parkinglot.Cents {
	return parkinglot.Cents(c)
}

func ExampleTariff() {
	lot, _ := parkinglot.New(parkinglot.Config{Levels: []parkinglot.Level{{row(1, parkinglot.Compact)}}, Tariff: perStay(250)})
	ticket, _ := lot.Park(parkinglot.Vehicle{Plate: "B 7", Kind: parkinglot.Car})
	due, _ := lot.Due(ticket.ID)
	fmt.Println(due)
	// Output: 250
}

func ExampleHourly_Fee() {
	h := parkinglot.Hourly{Free: 15 * time.Minute, Rate: map[parkinglot.Kind]parkinglot.Cents{parkinglot.Car: 300}, DailyCap: 1500}
	car := parkinglot.Vehicle{Plate: "B 7", Kind: parkinglot.Car}
	for _, parked := range []time.Duration{15 * time.Minute, 16 * time.Minute, 61 * time.Minute, 24 * time.Hour, 30 * time.Hour} {
		fmt.Println(parked, h.Fee(car, parked))
	}
	// Output:
	// 15m0s 0
	// 16m0s 300
	// 1h1m0s 600
	// 24h0m0s 1500
	// 30h0m0s 3000
}
