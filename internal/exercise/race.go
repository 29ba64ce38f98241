//go:build race

package exercise

// Race reports whether the race detector is on. It slows some code down more than other code, so cost is not
// checked under it.
const Race = true
