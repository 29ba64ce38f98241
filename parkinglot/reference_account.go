//go:build !stub

package parkinglot

import (
	"fmt"
	"time"
)

// account is what was charged and paid for one stay. Its methods are the rules of paying. What the Tariff
// says is an argument, because only the Lot knows the Tariff.
type account struct {
	lost Cents // all lost fees charged
	paid Cents // all payments, less the change that was returned

	// The last payment of which pay kept money, if there was one.
	settled    bool // whether there was one: settledAt does not say so, because the clock may show the zero time
	settledAt  time.Time
	settledFee Cents // the fee at that payment
}

// feeAt returns the fee that counts now, if the Tariff says tariffFee. In the grace period it is the fee when
// pay last kept money. A time before that payment is in the grace period too, because the clock may go back.
func (a *account) feeAt(now time.Time, grace time.Duration, tariffFee Cents) Cents {
	if a.settled && now.Sub(a.settledAt) <= grace {
		return a.settledFee
	}
	return max(0, tariffFee)
}

// due returns what must be paid now. fee is what feeAt returned for now.
func (a *account) due(fee Cents) Cents {
	// Neither fee nor paid is negative, so fee-paid does not overflow. The sum is at most fee+lost, which fits into
	// Cents: the caller of the Lot takes care of that.
	return max(0, fee-a.paid+a.lost)
}

// chargeLost charges the fee for a lost ticket.
func (a *account) chargeLost(lostFee Cents) { a.lost += lostFee }

// pay pays what is due now, and returns the change. fee is what feeAt returned for now.
func (a *account) pay(amount, fee Cents, now time.Time) (change Cents, err error) {
	due := a.due(fee)
	if amount < due { // also if amount is negative, since due is not
		return 0, fmt.Errorf("%w: %d cents, with %d due", ErrAmount, amount, due)
	}
	if due > 0 {
		a.paid += due
		a.settled, a.settledAt, a.settledFee = true, now, fee
	}
	return amount - due, nil
}
