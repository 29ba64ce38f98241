package lrucache

import "time"

// Config says how a [Cache] behaves. Only Capacity is required.
type Config[K comparable, V any] struct {
	// Capacity is the most entries that the cache holds, at least 1.
	Capacity int

	// TTL is how long an entry lives from the Put or the load that wrote it. It has expired when the clock
	// reads that time plus TTL, or later. If TTL is 0, entries live forever.
	TTL time.Duration

	// Now is the clock. If it is nil, time.Now is. With a TTL, each method reads the clock once, at its
	// beginning, and a load once more, at its end. Any reading from the zero Time on is valid. A reading
	// that is earlier than the latest one counts as the latest. Several goroutines may call Now at the same
	// time. It must not panic, and must not use the cache.
	Now func() time.Time

	// OnRemove, if it is not nil, is called once for every value that leaves the cache, with the reason. By
	// then the value has left, and the method that caused it has done its work. The method calls OnRemove
	// for each value in the order in which they left, and returns afterwards.
	//
	// No lock is held meanwhile, so OnRemove may call any method of the cache. Such a call reports what it
	// causes, and nothing else, before it returns. Several goroutines may call OnRemove at the same time, and
	// between their calls no order is promised. It must not panic.
	OnRemove func(key K, value V, why Reason)
}

// Stats counts what has happened in a [Cache] since it was made.
type Stats struct {
	// Hits counts the calls of Get and GetOrLoad that found an entry, and Misses those that did not. A
	// call that waits for a load is a miss, even if another call started the load.
	Hits, Misses uint64

	// Evictions counts the entries that left because the cache was full, Expirations those that left
	// because of their age.
	Evictions, Expirations uint64

	// Loads counts the loads that were started. LoadErrors counts those that ended with an error, also with
	// ErrLoad and also if they were detached. A load is counted when it starts, and its error before any
	// caller of the load gets it.
	Loads, LoadErrors uint64
}
