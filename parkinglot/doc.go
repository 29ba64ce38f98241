// Package parkinglot designs a parking lot: spots of several sizes on several levels, vehicles of
// several kinds, tickets, fees, and gates that all work at once.
//
// [Lot] gives each vehicle its spots, by rules that leave no choice, and takes them back when the vehicle
// leaves. A [Tariff] says what parking costs; [Hourly] is one. The Lot keeps what has been paid, and until
// when that is enough.
//
// Times come from a clock in [Config], and money is counted in whole [Cents]. Left out, to keep the
// question to an hour: reservations, moving a vehicle that is inside, how a gate is opened, and
// anything that outlives the process.
package parkinglot
