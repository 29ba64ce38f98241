package parkinglot

import "time"

// Config describes a [Lot]. Its zero value is a lot without spots.
type Config struct {
	// Levels are the levels, the lowest first. There may be no levels, and a level may have no rows.
	Levels []Level

	// Tariff says what parking costs. If it is nil, the fee is always 0. A lost ticket still costs
	// LostFee.
	Tariff Tariff

	// LostFee is what each replacement of a lost ticket costs, 0 or more.
	LostFee Cents

	// Grace is the length of the grace period, 0 or more: how long a driver who has paid may take to leave.
	// [Lot.Due] says exactly when it ends.
	Grace time.Duration

	// Now is the clock. If it is nil, time.Now is the clock. The clock may stand still, jump or go back
	// at any time, but any two of its times are less than 290 years apart.
	//
	// Any method of the Lot may call Now, and several goroutines may call it at once. Now must not panic,
	// and it must not use the Lot.
	Now func() time.Time
}
