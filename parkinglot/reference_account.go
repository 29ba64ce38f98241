//go:build !stub

package parkinglot

import (
	"fmt"
	"time"
)

// account is what has been charged and paid for one stay. Its methods are the rules of paying; the
// fee for the time so far, which the Tariff knows, comes in as an argument.
type account struct {
	lost Cents // lost fees charged
	paid Cents // without change

	// The last payment that met something due, if there was one.
	settled   bool
	settledAt time.Time
	settledBy Cents // the fee that it met
}

// fee returns the fee that counts at a moment when the Tariff says soFar: in Grace the one that was
// paid.
func (a *account) fee(now time.Time, grace time.Duration, soFar Cents) Cents {
	if a.settled && now.Sub(a.settledAt) <= grace {
		return a.settledBy
	}
	return max(0, soFar)
}

// due returns what is to be paid at a moment when this fee counts.
func (a *account) due(fee Cents) Cents {
	return max(0, fee-a.paid+a.lost) // in this order what can be large is subtracted first
}

// pay pays what is due at a moment when this fee counts, and returns the change.
func (a *account) pay(amount, fee Cents, now time.Time) (change Cents, err error) {
	due := a.due(fee)
	if amount < due { // as any negative amount is
		return 0, fmt.Errorf("%w: %d cents, with %d due", ErrAmount, amount, due)
	}
	if due > 0 {
		a.paid += due
		a.settled, a.settledAt, a.settledBy = true, now, fee
	}
	return amount - due, nil
}
