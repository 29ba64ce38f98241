package callcenter

import "errors"

// The errors of this package. A method may wrap one with details, so test them with [errors.Is].
var (
	// ErrInvalid is the error of an employee without an ID, of a rank that is not valid, and of a
	// negative MaxWaiting.
	ErrInvalid = errors.New("callcenter: invalid argument")

	// ErrDuplicate is the error of hiring an ID that is already hired.
	ErrDuplicate = errors.New("callcenter: employee is hired already")

	// ErrUnknown is the error of the ID of a call that was never received, or of an employee who is
	// not hired.
	ErrUnknown = errors.New("callcenter: unknown ID")

	// ErrNotActive is the error of completing or escalating a call that is waiting or has ended, and
	// of hanging up a call that has ended.
	ErrNotActive = errors.New("callcenter: call is not active")

	// ErrTopRank is the error of escalating a call that a director handles.
	ErrTopRank = errors.New("callcenter: there is no higher rank")

	// ErrBusyLine is the error of a call that would have to wait while MaxWaiting or more calls wait.
	ErrBusyLine = errors.New("callcenter: line is busy")
)
