package lrucache

import "time"

// Config says how a [Cache] is to behave. Only Capacity is required.
type Config[K comparable, V any] struct {
	// Capacity is the most entries that the cache holds, at least 1.
	Capacity int

	// TTL is how long an entry lives from the Put or the load that wrote it: it has expired when the
	// clock reads that time plus TTL, or later. 0 means for ever.
	TTL time.Duration

	// Now is the clock; nil means time.Now. A reading that is earlier than the latest one counts as
	// the latest. Now must not use the cache.
	Now func() time.Time

	// OnRemove, if it is not nil, is called once for every value that leaves the cache, with the
	// reason. Those that leave in one call of a method are reported in the order in which they left,
	// before that call returns; between concurrent calls no order is promised. No lock is held
	// meanwhile, so OnRemove may call any method of the cache, whose own reports then come in
	// between. It must not panic.
	OnRemove func(key K, value V, why Reason)
}

// Stats counts what has happened in a [Cache] since it was made.
type Stats struct {
	// Hits and Misses count the calls of Get and GetOrLoad that found an entry and those that did
	// not. A call that waits for a load is a miss, no matter who started the load.
	Hits, Misses uint64

	// Evictions counts the entries that left because the cache was full, Expirations those that left
	// because of their age.
	Evictions, Expirations uint64

	// Loads counts the loads that were started, LoadErrors those that ended with an error, ErrLoad
	// included.
	Loads, LoadErrors uint64
}
