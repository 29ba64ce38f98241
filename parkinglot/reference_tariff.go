//go:build !stub

package parkinglot

import "time"

const day = 24 * time.Hour

// Fee returns what it costs v to park for that long: nothing up to Free, and beyond it the rate of
// v's kind for every hour since entry that has begun, but at most DailyCap for each 24 hours.
//
// A negative time counts as 0. The fee must fit into [Cents], and so must 24 times the rate. What the time
// would cost without DailyCap need not fit.
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	if parked <= h.Free {
		return 0
	}
	rate := h.Rate[v.Kind]
	days, rest := Cents(parked/day), parked%day
	return days*h.capped(24*rate) + h.capped(begunHours(rest)*rate)
}

// begunHours returns how many hours have begun when a time has passed that is less than a day.
func begunHours(d time.Duration) Cents {
	return Cents((d + time.Hour - 1) / time.Hour)
}

// capped returns what a day costs, or a part of one, that would cost c if there were no limit.
func (h Hourly) capped(c Cents) Cents {
	if h.DailyCap > 0 {
		return min(c, h.DailyCap)
	}
	return c
}
