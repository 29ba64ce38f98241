package hashmap

// Stats describes the table behind a [Map], so that its growth can be watched and tested without a
// look at its fields.
type Stats struct {
	// Len is the number of entries, as Map.Len reports it.
	Len int

	// Slots is the number of entries there is room for before the table grows: never less than Len.
	// Where each entry takes a place in the table, that is the number of places that may be taken;
	// where entries hang off buckets, it is the number of buckets times the load at which they are
	// doubled.
	Slots int

	// LongestProbe is the most slots, nodes or groups that a lookup of any stored key inspects, the
	// one that holds the key included: with chaining, the nodes of its bucket up to that one. It is
	// 0 for an empty map. Keys that are unequal to themselves, which no lookup can find, are left
	// out.
	LongestProbe int

	// Resizes counts how often the table was rebuilt, larger or smaller, since the map was made.
	// The very first allocation, and a new table that Clear makes, may count or not.
	Resizes int
}
