// Package hashmap is an exercise: build a hash map, the table behind Go's own map type.
//
// [Map] follows the rules of the built-in map, and [Stats] shows how its table grows and shrinks.
// [Sharded] spreads the keys over many maps with a lock each, so that goroutines may share it.
//
// A Map takes any comparable key. By default it picks a hash function that suits the key's type;
// [NewFunc] takes one from the caller. No method returns an error. A mistake of the caller, such as
// a negative capacity, panics.
//
// Three things are left out, to keep the question short: an order of the entries, storage on disk,
// and a table that grows a piece at a time. Therefore a few calls of Put are slow.
//
// Where it helps, a comment names the step that first checks a rule: a rule marked "(step 7)" can
// wait until then.
package hashmap
