// Package counter is a small question for the checks of package parity to be
// tried on: right as it stands, until a test edits a copy of it.
package counter
