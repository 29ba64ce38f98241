package parkinglot

import "time"

// Cents is an amount of money.
type Cents int64

// Tariff says what parking costs.
type Tariff interface {
	// Fee returns what it costs v to have parked for a time, which is not negative when a [Lot] asks.
	// A Lot takes a negative fee as 0. Fee may be called at any moment and by several goroutines, and
	// must not use the Lot that calls it.
	Fee(v Vehicle, parked time.Duration) Cents
}

// Hourly is a [Tariff] that charges by the hour. Its zero value charges nothing. Free, rates and
// DailyCap must not be negative.
type Hourly struct {
	// Free is the time that costs nothing. Beyond it every hour since entry that has begun is
	// charged, those within Free too.
	Free time.Duration

	// Rate is what an hour costs each kind of vehicle; a kind that is not in it pays nothing.
	Rate map[Kind]Cents

	// DailyCap is the most that each 24 hours since entry cost, the last ones too if they are not
	// over; 0 means that there is no such limit.
	DailyCap Cents
}
