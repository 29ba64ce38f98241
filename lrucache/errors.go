package lrucache

import "errors"

// The errors of this package. Functions may wrap one of them to add details, such as the value that was refused. Test
// for them with [errors.Is].
var (
	ErrCapacity = errors.New("lrucache: capacity is less than 1")
	ErrTTL      = errors.New("lrucache: TTL is negative")

	// ErrLoad is the error of a load whose function panicked or called runtime.Goexit.
	ErrLoad = errors.New("lrucache: loading failed")
)
