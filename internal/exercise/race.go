//go:build race

package exercise

// Race reports whether the race detector is on. It slows code down, unevenly, so checks of cost
// stay away from it.
const Race = true
