// Package judge judges the judges: it checks that the steps of each question
// reject wrong solutions, at the step and with the rule that a learner needs, and
// that they accept right designs which look nothing like the reference.
//
// # The bank
//
// The wrong solutions are data, the bank, in testdata/<question>:
//
//	step4.txtar        wrong solutions that step 4 must reject, each with its header and its edits or its text
//	survivors.txt      changes of the reference that no test can tell from it
//
// The right solutions are the question's designs, in <question>/testdata/designs. [LoadBank] reads them all as
// [Candidate]s. A candidate is built as a learner's code is, with the
// stub tag and through go's -overlay flag. Solutions that do nothing are made by machine from
// each stub, in the ways that [Nothing] lists.
//
// # Mutation
//
// Command mutate, below this package, changes the reference in one small place after another.
// The steps must notice each change. Where no test can tell a change from the reference, it is
// on a reviewed list, testdata/<question>/survivors.txt.
//
// README.md has the form of archives and lists, how to run the bank, and which rows look for
// which kind of mistake.
package judge
