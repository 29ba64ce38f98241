//go:build stub

package contest

// Kit is the name of the code in question: the learner's, unless the linker sets another name.
var Kit = "mine"
