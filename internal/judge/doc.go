// Package judge judges the judges: it checks that the steps of each question
// reject wrong solutions, at the step and with the rule that a learner needs, and
// that they accept right designs which look nothing like the reference.
//
// The solutions are data, the bank, in testdata/<question>:
//
//	step4.txtar        wrong solutions that step 4 must reject, each with its header and its edits or its text
//	right/<name>.go    a right design: a whole file in place of stub.go
//
// In an archive of package txtar a wrong solution begins with its header:
//
//	-- keeps_the_old_places --
//	rule: a lookup after growth
//	why: Copies the slots to the same places of the larger table.
//
// The steps below step 4 must pass and step 4 must fail, with all the texts given as
// rule (one or more lines) in its output. With "crash: true" step 4 must take the process
// with it, as a stack overflow does; otherwise it must not.
//
// Edits follow, for one file of the reference after another:
//
//	-- keeps_the_old_places/reference.go --
//	<<<<
//	old text, which occurs exactly once in the file
//	====
//	new text
//	>>>>
//
// or instead -- keeps_the_old_places/stub.go -- with a whole file in place of the learner's.
//
// The texts are what stands between the marks, without the last newline: part of a line will
// do, and whole lines need their indentation. Each edit works on what the edits above it left.
//
// A candidate is built as a learner's code is, with the stub tag and through go's -overlay
// flag, so that no file of the tree is touched and the learner's own files do not count. See
// README.md for how to run the bank, and for mutation.
package judge
