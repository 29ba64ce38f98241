// Package parkinglot designs a parking lot: spots of several sizes on several levels, vehicles of several
// kinds, tickets, fees, and many gates that work at the same time.
//
// A [Lot] gives each vehicle its spots and frees them when the vehicle leaves. The rules of [Lot.Park]
// leave no choice of a spot, so a gate can send the driver straight to it. A [Tariff] says what parking
// costs, and [Hourly] is one. The Lot keeps account of what was paid, and when more is due.
//
// The clock comes from [Config], so tests need not wait. Money is counted in whole [Cents]. Left out, to
// keep the question small: reservations, moving a vehicle that is inside, how a gate opens, and storage that
// outlives the process.
package parkinglot
