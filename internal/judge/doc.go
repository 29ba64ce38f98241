// Package judge judges the judges. It checks that the steps of each question reject wrong solutions, at the step and
// with the rule that help a learner. It also checks that they accept right designs that look nothing like the
// reference.
//
// # The bank
//
// The wrong solutions are data, the bank, in testdata/<question>:
//
//	step4.txtar        wrong solutions that step 4 must reject, each with a header and with edits or a whole file
//	survivors.txt      changes of the reference that no test can distinguish from it
//
// The right solutions are the question's designs, in <question>/testdata/designs. [LoadBank] reads all of them as
// [Candidate]s. A candidate is built like a learner's code, with the stub tag and through go's -overlay flag. The
// package also makes solutions that do nothing from each stub, in the ways that [Nothing] lists.
//
// # Mutation
//
// Command mutate, below this package, makes one small change of the reference after another. The steps must notice
// each change. If no test can distinguish a change from the reference, it is on a reviewed list,
// testdata/<question>/survivors.txt.
//
// README.md describes the form of archives and lists, how to run the bank, and which rows look for which kind of
// mistake.
package judge
