//go:build !stub

package parkinglot

import "time"

const day = 24 * time.Hour

// Fee returns what it costs to park v for the time parked:
//
//   - If parked is at most Free, the fee is 0. A negative time counts as 0.
//   - If parked is more than Free, Fee charges the rate of v's kind for every hour since entry that has begun.
//     The hours within Free are charged too.
//   - Each 24 hours since entry cost at most DailyCap, even if the last 24 hours are not over.
//   - If Rate has v's kind, that rate applies, even if the kind is not valid. If not, the fee is 0.
//
// With 15 minutes free, a rate of 300 and a DailyCap of 1500:
//
//	parked        fee
//	15m             0
//	15m + 1ns     300
//	60m           300
//	60m + 1ns     600
//	24h          1500
//	24h + 1ns    1800
//	30h          3000
//
// Fee is exact to the cent and to the nanosecond. The caller takes care that the fee, and 24 times the rate, fit
// into [Cents]. If there is a DailyCap, what the whole time would cost without it need not fit: Fee must be right
// even then.
func (h Hourly) Fee(v Vehicle, parked time.Duration) Cents {
	if parked <= h.Free { // also if parked is negative, since Free is not
		return 0
	}
	rate := h.Rate[v.Kind]
	// The cap comes before the number of days: what the days cost without it may not fit into Cents.
	days, rest := Cents(parked/day), parked%day
	return days*h.capped(24*rate) + h.capped(begunHours(rest)*rate)
}

// begunHours returns how many hours of a day have begun after d, as Cents, to be multiplied by a rate. d is less
// than a day, so the sum does not overflow.
func begunHours(d time.Duration) Cents {
	return Cents((d + time.Hour - 1) / time.Hour)
}

// capped returns what a day, or a part of one, costs if it would cost c without a cap.
func (h Hourly) capped(c Cents) Cents {
	if h.DailyCap > 0 {
		return min(c, h.DailyCap)
	}
	return c
}
