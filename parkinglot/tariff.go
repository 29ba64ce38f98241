package parkinglot

import "time"

// Cents is an amount of money.
type Cents int64

// Tariff says what parking costs.
type Tariff interface {
	// Fee returns what it costs to park v for a time. A [Lot] never asks for a negative time, and it
	// takes a negative fee as 0.
	//
	// Several goroutines may call Fee at once, and any method of a Lot may call it. It must not panic,
	// and it must not use the Lot.
	Fee(v Vehicle, parked time.Duration) Cents
}

// Hourly is a [Tariff] that charges by the hour. Its zero value charges nothing. Free, rates and
// DailyCap must not be negative.
type Hourly struct {
	// Free is the time that costs nothing. Beyond it every hour since entry that has begun is
	// charged, and those within Free too. (The method [Lot.Free] counts room and not time.)
	Free time.Duration

	// Rate is what an hour costs each kind of vehicle. A kind that is not in it pays nothing.
	Rate map[Kind]Cents

	// DailyCap is the most that each 24 hours since entry cost, even if the last 24 hours are not over;
	// 0 means no cap.
	DailyCap Cents
}
