package parkinglot

import "time"

// Config describes a [Lot]. Its zero value is a lot without spots.
type Config struct {
	// Levels are the levels, the lowest first. There may be none, and levels may be empty.
	Levels []Level

	// Tariff says what parking costs; nil means nothing.
	Tariff Tariff

	// LostFee is what a lost ticket costs, 0 or more.
	LostFee Cents

	// Grace is how long somebody who has paid may take to leave, 0 or more.
	Grace time.Duration

	// Now is the clock; nil means time.Now. It may go back between calls. It may be called at any
	// moment and by several goroutines, and must not use the Lot.
	Now func() time.Time
}
