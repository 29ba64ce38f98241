// Package exercise is what the judges of all questions share.
//
// A question's test file makes one [Steps] and has a test function for each step. A step begins
// with [Steps.Begin], which skips it while a lower step fails, and checks its rules in rows:
//
//	var steps = exercise.NewSteps(8)
//
//	func TestStep3_Delete(t *testing.T) {
//		step := steps.Begin(t)
//		step.Row("Delete returns what it removed", func(t *exercise.T) {
//			...
//		})
//	}
//
// A row is a subtest whose name states the rule that it checks, in words of the question's
// contract. Its body runs under a guard and a watchdog, since it calls code that may be half done
// or wrong: a body of the stub that panics with "not implemented", any other panic, a call that
// never returns and a deadlock each become a few lines that say what happened and where in the
// learner's code. See [T]. A goroutine that the row starts runs under [T.Guarded].
//
// Rows that compare the learner's type with a model, call by call, are made of [Op]s and checked by
// [Ops]: the calls are data, a failure is cut down to the fewest calls that still fail, and it is
// printed as Go that can be pasted into a test. [Ops.Linearizable] does the same with several
// goroutines at once. A [Script] is for calls that depend on one another, such as those inside loops.
// [Flat] compares costs without depending on the clock's absolute value, and
// [Tracker] tells what is garbage.
//
// Two environment variables are meant for learners: OODKIT_ALL=1 runs steps that are locked, and
// OODKIT_LIMIT sets how long a row may take (0: for ever).
package exercise
