package callcenter

import "errors"

// The errors of this package. A method may wrap one with details, so test them with [errors.Is].
var (
	// ErrInvalid means that an employee to hire has an empty ID, that a rank is not valid, or that
	// MaxWaiting is negative.
	ErrInvalid = errors.New("callcenter: invalid argument")

	// ErrDuplicate means that an employee with this ID is already hired.
	ErrDuplicate = errors.New("callcenter: employee is hired already")

	// ErrUnknown means that no call with this ID was received, or that no employee with this ID is hired.
	ErrUnknown = errors.New("callcenter: unknown ID")

	// ErrNotActive means that a call is waiting or has ended, so it cannot be completed or escalated.
	// HangUp returns it only if the call has ended.
	ErrNotActive = errors.New("callcenter: call is not active")

	// ErrTopRank means that a director handles the call, so it cannot be escalated.
	ErrTopRank = errors.New("callcenter: there is no higher rank")

	// ErrBusyLine means that a call is refused because the queue is full: the call would have to wait, and
	// MaxWaiting or more calls are waiting.
	ErrBusyLine = errors.New("callcenter: line is busy")
)
