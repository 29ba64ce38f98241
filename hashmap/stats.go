package hashmap

// Stats describes the table behind a [Map]. A caller can watch and test how the table grows without
// a look at its fields.
type Stats struct {
	// Len is the number of entries, as [Map.Len] returns it.
	Len int

	// Slots is the number of entries that the table has room for before it grows. It is never less
	// than Len. With open addressing it is the number of slots that may be taken. With chaining it is
	// the number of buckets times the load factor at which the buckets are doubled.
	//
	// Slots changes only when the table is resized, when a first table is made, and by Clear: see Resizes. A Put
	// makes it larger only if its key is new and Len has reached Slots: the places of deleted entries are room again
	// (step 7).
	//
	// After a Delete that removes an entry, Slots is at most the largest of three numbers: 64,
	// 16*(Len+1), and the Slots that the map had right after New, NewFunc or Collect (step 7). This
	// holds in the body of a loop too. If a zero Map never holds more than 64 entries, Slots is at most
	// 1,024 after any number of calls (step 7).
	Slots int

	// LongestProbe is the largest number of slots, nodes or groups that a lookup of a stored key
	// inspects, including the one that holds the key. With chaining it counts the nodes of the bucket
	// up to that one.
	//
	// No lookup finds a key that is unequal to itself, so the lookup of such a key does not count. If
	// a lookup of another key passes such keys, their slots, nodes or groups count.
	//
	// LongestProbe is 0 if there is no key to look up, and at least 1 otherwise. As long as no call has
	// removed an entry, it is at most Len. With 1,000 keys of one hash it is at least 2. If a zero
	// Map never holds more than 64 entries, LongestProbe is at most 64 after any number of calls
	// (step 7).
	LongestProbe int

	// Resizes counts how often the table became larger or smaller since the map was made. It goes on
	// counting, however many resizes there are (step 7), and Clear does not set it back. A rebuild at
	// the same size does not count (step 7). The first table, made by New or by the first Put, may
	// count as one resize or not. The same holds for the first table after Clear, made by Clear or by
	// the first Put after it.
	//
	// After n Puts of new keys into a zero Map, Resizes is at most 2*log2(n)+4. It is at least 1 if n
	// is 100 or more.
	//
	// Suppose that calls put one or two keys and delete them, or delete one or two and put them back,
	// again and again. They cause at most 2 resizes in all, at any size of the map (step 7). This also
	// holds after Clear, and in a map that New made too large.
	Resizes int
}
