//go:build !stub

package parkinglot

import (
	"math"
	"time"
)

const day = 24 * time.Hour

// Fee returns what it costs v to park for that long: nothing up to Free, and beyond it the rate of
// v's kind for every hour since entry that has begun, but at most DailyCap for each 24 hours.
//
// A negative time counts as 0. A fee that is more than [Cents] can hold is math.MaxInt64.
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	if parked <= max(0, h.Free) {
		return 0
	}
	rate := max(0, h.Rate[v.Kind])
	whole := times(int64(parked/day), h.capped(times(24, rate)))
	rest := h.capped(times(begunHours(parked%day), rate))
	return plus(whole, rest)
}

// capped returns what 24 hours cost that would cost c without a limit.
func (h Hourly) capped(c Cents) Cents {
	if h.DailyCap > 0 {
		return min(c, h.DailyCap)
	}
	return c
}

// begunHours returns how many hours have begun in less than a day.
func begunHours(d time.Duration) int64 {
	return int64((d + time.Hour - 1) / time.Hour)
}

// Sums that are too large are as large as can be.

func times(n int64, c Cents) Cents {
	if n > 0 && c > math.MaxInt64/Cents(n) {
		return math.MaxInt64
	}
	return Cents(n) * c
}

func plus(a, b Cents) Cents {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
