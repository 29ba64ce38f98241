package lrucache

import "errors"

// The errors that functions of this package return are these, or wrap one of them beside the value
// in question.
var (
	ErrCapacity = errors.New("lrucache: capacity is less than 1")
	ErrTTL      = errors.New("lrucache: TTL is negative")

	// ErrLoad is what a load comes to whose function panicked or called runtime.Goexit.
	ErrLoad = errors.New("lrucache: loading failed")
)
