package parkinglot

import "errors"

// Each error that this package returns is one of these, or wraps one of them and adds the value in question.
// Test for them with [errors.Is]. If a call returns an error, its other results mean nothing.
var (
	ErrConfig  = errors.New("parkinglot: invalid configuration")
	ErrVehicle = errors.New("parkinglot: invalid vehicle")
	ErrFull    = errors.New("parkinglot: lot is full")
	ErrParked  = errors.New("parkinglot: vehicle is inside already")
	ErrTicket  = errors.New("parkinglot: no such ticket") // no valid ticket has that ID, or no vehicle with that plate is inside
	ErrUnpaid  = errors.New("parkinglot: ticket is not paid")
	ErrAmount  = errors.New("parkinglot: wrong amount")
)
