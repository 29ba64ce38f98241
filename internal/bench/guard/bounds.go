package main

import "github.com/oodkit/oodkit/internal/bench/contest"

// bounds are half of the lead that each row should have: if a hit in a map should be 1.3 times as fast, the bound is
// 1.15. The range after a bound is roughly the result of a few runs, the best of two to five attempts each. The machine
// had 2 cores and fifteen times as much work as it could do. Single high values are left out. Rows that are not safely
// above their bounds are left out, because a false alarm is worse:
//
//	Hit/keys=uint64/n=1000       1.05 to 1.31, half of the lead is 1.15
//	Miss/keys=uint64/n=1000      up to 1.39, but once below 1.07, 1.07
//	Presized/keys=uint64/n=1000  1.10 to 1.45, 1.10
//	Hit/keys=string8/n=1000      0.96 to 1.09, 1.02
//	Miss/keys=string8/n=1000     0.94 to 1.42, 1.05
//	Presized/keys=string8/n=1000 1.07 to 1.48, 1.07
//	Grow/keys=string8/n=1000     1.11 to 2.4, 1.12
//	Miss/keys=string12/n=1024    1.11 to 1.43, 1.07
//
// A change that makes these rows slow makes others slow too, because they run the same code.
var bounds = []bound{
	{"Update/keys=uint64/n=1000", contest.Builtin, 1.12},   // 1.35 to 1.91
	{"Iterate/keys=uint64/n=1000", contest.Builtin, 4},     // 5.5 to 7.3
	{"Churn/keys=uint64/n=1000", contest.Builtin, 1.25},    // 1.73 to 2.2
	{"Grow/keys=uint64/n=1000", contest.Builtin, 1.3},      // 1.37 to 2.44
	{"Iterate/keys=string8/n=1000", contest.Builtin, 4},    // 5.8 to 8.4
	{"Churn/keys=string8/n=1000", contest.Builtin, 1.2},    // 1.59 to 2.6
	{"Hit/keys=built16/n=1000", contest.Builtin, 2},        // 3.45 to 4.34
	{"Hit/keys=uint64/n=1024", contest.Classic, 1.2},       // 1.77 to 3.25
	{"Miss/keys=uint64/n=1024", contest.Classic, 1.07},     // 1.22 to 1.79
	{"Update/keys=uint64/n=1024", contest.Classic, 1.07},   // 1.64 to 3.2
	{"Zipf/keys=uint64/n=1024", contest.Classic, 1.3},      // 2.4 to 3.8
	{"Evict/keys=uint64/n=1024", contest.Classic, 2.75},    // 4.2 to 6.2
	{"Hit/keys=string12/n=1024", contest.Classic, 1.07},    // 1.39 to 1.73
	{"Update/keys=string12/n=1024", contest.Classic, 1.07}, // 1.27 to 1.48
	{"Zipf/keys=string12/n=1024", contest.Classic, 1.17},   // 2.2 to 3.4
	{"Evict/keys=string12/n=1024", contest.Classic, 2.75},  // 4.6 to 6.1

	// Rings should be ahead of a peer that is not measured here. A list allocates. A slice does not wrap around, so
	// a ring may lose half of its measured ratio to a slice.
	{"FIFO/n=1024", contest.Classic, 4},    // 8 to 54
	{"LIFO/n=1024", contest.Classic, 6},    // 12 to 34
	{"At/n=1024", contest.Slice, 0.2},      // 0.35 to 1.2
	{"Iterate/n=1024", contest.Slice, 0.5}, // 0.70 to 0.98
}
