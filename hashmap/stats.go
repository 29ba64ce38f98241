package hashmap

// Stats describes the table behind a [Map], so that its growth can be watched and tested without a
// look at its fields.
type Stats struct {
	// Len is the number of entries, as Map.Len reports it.
	Len int

	// Slots is the number of entries that the table has room for before it grows. It is never less
	// than Len. With open addressing it is the number of slots that may be taken. With chaining it is
	// the number of buckets times the load factor at which the buckets are doubled.
	Slots int

	// LongestProbe is the largest number of slots, nodes or groups that a lookup of a stored key
	// inspects, the one that holds the key included. With chaining it counts the nodes of the bucket
	// up to that one. Keys that are unequal to themselves are left out, because no lookup finds them;
	// a lookup of another key may pass them, and then they count. LongestProbe is 0 if there is no
	// key to look up, and at least 1 otherwise. While nothing has been deleted or cleared, it is at
	// most Len.
	LongestProbe int

	// Resizes counts how often the table became larger or smaller since the map was made. A rebuild
	// at the same size does not count. The very first allocation, and a new table that Clear makes,
	// may count once or not.
	Resizes int
}
