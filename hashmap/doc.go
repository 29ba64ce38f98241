// Package hashmap designs a hash map: the table behind Go's own map type, built by hand.
//
// [Map] has what the built-in map has, by the same rules, and lets its insides be seen through
// [Stats]. [Sharded] spreads many maps over many locks, so that goroutines may share it.
//
// A Map takes any comparable key. By default it picks a hash function that suits the key's type;
// [NewFunc] takes one from the caller. No method returns an error: a mistake of the caller, such as a
// negative capacity, panics.
//
// Left out, to keep the question to an hour: an order of the entries, and a table that grows a piece
// at a time. One Put in many is therefore a slow one.
package hashmap
