package parkinglot

import "errors"

// Each error that this package returns is one of these, or wraps one of them beside the value
// in question. Test them with [errors.Is]. Other results that come with an error mean nothing.
var (
	ErrConfig  = errors.New("parkinglot: invalid configuration")
	ErrVehicle = errors.New("parkinglot: invalid vehicle")
	ErrFull    = errors.New("parkinglot: lot is full")
	ErrParked  = errors.New("parkinglot: vehicle is inside already")
	ErrTicket  = errors.New("parkinglot: no such ticket") // for a ticket ID or a plate that has no valid ticket
	ErrUnpaid  = errors.New("parkinglot: ticket is not paid")
	ErrAmount  = errors.New("parkinglot: wrong amount")
)
