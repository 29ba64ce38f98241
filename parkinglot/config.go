package parkinglot

import "time"

// Config describes a [Lot]. Its zero value is a lot without spots.
type Config struct {
	// Levels are the levels, the lowest first. There may be no levels, and levels may be empty.
	Levels []Level

	// Tariff says what parking costs. If it is nil, the fee is always 0; lost tickets still cost
	// LostFee.
	Tariff Tariff

	// LostFee is what a lost ticket costs, 0 or more.
	LostFee Cents

	// Grace is how long a driver who has paid may take to leave, 0 or more.
	Grace time.Duration

	// Now is the clock; nil means time.Now. It may stand still, jump or go back between calls, but
	// any two of its times lie less than 290 years apart.
	//
	// Several goroutines may call Now at once, and any method may call it. It must not panic, and it must
	// not use the Lot.
	Now func() time.Time
}
