package lrucache

import "time"

// Config says how a [Cache] behaves. Only Capacity is required.
type Config[K comparable, V any] struct {
	// Capacity is the largest number of entries that the cache holds, at least 1.
	Capacity int

	// TTL (time to live) is how long an entry lives (step 6). Its life begins when Put stores it, or when a
	// load ends and stores it. An entry has expired when the clock reads that time plus TTL, or later. If TTL
	// is 0, entries live forever. If TTL is negative, NewCache returns ErrTTL, from step 5 on.
	TTL time.Duration

	// Now is the clock (step 6). If it is nil, the cache uses time.Now. With a TTL, each method reads the clock
	// once, at its beginning. A load reads it once more, when its function is over. Every reading from the
	// zero Time to the end of the year 9999 is valid. If a reading is earlier than one before it (the clock has
	// gone back), the greatest reading so far takes its place everywhere. Several goroutines may call Now at the
	// same time. It must not panic, and must not use the cache.
	Now func() time.Time

	// OnRemove, if it is not nil, is called exactly once for every value that leaves the cache, zero values
	// included, with the reason. A method that makes values leave first does its work. Then it calls OnRemove for
	// each of these values, in the order in which they left. Then it returns.
	//
	// No lock is held while OnRemove runs. So OnRemove may call any method of the cache, and so may other
	// goroutines. If OnRemove calls a method, that method reports the values that left because of it,
	// and no others, before it returns. Several goroutines may call OnRemove at the same time, and calls of
	// different goroutines may come in any order. OnRemove must not panic.
	OnRemove func(key K, value V, why Reason)
}

// Stats counts what has happened in a [Cache] since it was made.
type Stats struct {
	// Hits counts the calls of Get and GetOrLoad that found an entry, and Misses those that did not. A call that
	// waits for a load is a miss, even if another call started the load. Other methods count nothing here.
	Hits, Misses uint64

	// Evictions counts the entries that left because the cache was full, and nothing else. Expirations counts
	// those that expired.
	Evictions, Expirations uint64

	// Loads counts the loads that were started (step 7). LoadErrors counts those that ended with an error,
	// including ErrLoad, and including loads that were detached. A load is counted when it starts. Its error
	// is counted when the load ends, before any caller gets it.
	Loads, LoadErrors uint64
}
