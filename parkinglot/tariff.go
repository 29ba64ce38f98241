package parkinglot

import "time"

// Cents is an amount of money.
type Cents int64

// Tariff says what parking costs.
type Tariff interface {
	// Fee returns what it costs to park v for the time parked. A [Lot] never asks for a negative time. It
	// counts a negative fee as 0.
	//
	// Any method of a Lot may call Fee, and several goroutines may call it at once. Fee must not panic,
	// and it must not use the Lot.
	Fee(v Vehicle, parked time.Duration) Cents
}

// Hourly is a [Tariff] that charges by the hour. Its zero value charges nothing. Free, DailyCap and the rates
// must not be negative, but neither New nor Fee checks that.
type Hourly struct {
	// Free is how long parking costs nothing. A longer stay pays for the hours within Free too.
	// The method [Lot.Free] is something else: it counts spots.
	Free time.Duration

	// Rate is what an hour costs each kind of vehicle. A kind that is not in Rate pays nothing.
	Rate map[Kind]Cents

	// DailyCap is the most that each 24 hours since entry cost. If it is 0, there is no cap.
	DailyCap Cents
}
