package parkinglot

import "errors"

// The errors that methods of this package return are these, or wrap one of them beside the value in
// question.
var (
	ErrConfig  = errors.New("parkinglot: invalid configuration")
	ErrVehicle = errors.New("parkinglot: invalid vehicle")
	ErrFull    = errors.New("parkinglot: lot is full")
	ErrParked  = errors.New("parkinglot: vehicle is inside already")
	ErrTicket  = errors.New("parkinglot: no such ticket")
	ErrUnpaid  = errors.New("parkinglot: ticket is not paid")
	ErrAmount  = errors.New("parkinglot: wrong amount")
)
