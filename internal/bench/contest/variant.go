//go:build !stub

package contest

// Kit is the name of the code in question: the reference.
const Kit = "oodkit"
