// Package judge judges the judges: it checks that the steps of each question
// reject wrong solutions, at the step and with the rule that a learner needs, and
// that they accept right designs which look nothing like the reference.
//
// The solutions are data, the bank, in testdata/<question>:
//
//	wrong/<name>.txt   a wrong solution: a small edit of the reference
//	wrong/<name>.go    a wrong solution: a whole file in place of stub.go
//	right/<name>.go    a right design: a whole file in place of stub.go
//
// A wrong solution starts with a header. In a .go file it stands in // comments above
// the package clause.
//
//	step: 4
//	rule: a lookup after growth
//	why: Copies the slots to the same places of the larger table.
//
// The steps below step 4 must pass and step 4 must fail, with all the texts given as
// rule (one or more lines) in its output. With "crash: true" step 4 must take the process
// with it, as a stack overflow does; otherwise it must not.
//
// In a .txt file the edits follow, for one file of the reference after another:
//
//	-- reference.go --
//	<<<<
//	old text, which occurs exactly once in the file
//	====
//	new text
//	>>>>
//
// The texts are what stands between the marks, without the last newline: part of a line will
// do, and whole lines need their indentation. Each edit works on what the edits above it left.
//
// A candidate is built as a learner's code is, with the stub tag and through go's -overlay
// flag, so that no file of the tree is touched and the learner's own files do not count. See
// README.md for how to run the bank, and for mutation.
package judge
