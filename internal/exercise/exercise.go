// Package exercise has the code that the judges of all questions share.
//
// A question's test file makes one [Steps] and has a test function for each step. A step begins
// with [Steps.Begin] and checks its rules in rows:
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
// Two environment variables are meant for learners. OODKIT_ALL=1 runs locked steps too. OODKIT_LIMIT sets
// how long a row may take; 0 means no limit.
//
// # Steps
//
// The steps begin with the question as interviewers usually ask it, and go on with the follow-up questions.
// The last step changes the question. Steps do not run in parallel: no step calls t.Parallel.
//
// A row is a subtest. Its name states the rule that it checks, in words of the question's contract.
//
// A step is locked while a lower one fails: [Steps.Begin] skips it. The latest run of the lower step in
// this process decides. A step that was not run locks nothing, so -run Step4 works on step 4 alone, and
// -shuffle and -count work as usual. Without -v, go test does not print why a test was skipped, so the
// failing step itself prints which steps are locked. [Steps.Fuzz] skips a fuzz target while a step that
// it needs fails.
//
// If a row meets an unfinished body, or the watchdog gives it up, the step ends with that row: one message
// is enough.
//
// # Guard
//
// A learner's code may panic. That must read like a result, not like a crash. So rows run under a guard,
// and with [Steps.Guard] so do benchmarks and the bodies of fuzz targets. The guard turns the panic of an
// unfinished body into one line:
//
//	stub.go:57: not implemented yet: hashmap.Map.Put
//
// It turns any other panic into a message with the learner's own frames and no others. A goroutine that
// the row starts needs [T.Guarded].
//
// A row passes only if its body has returned. The guard notes the return last of all. It notes a failure
// before it asks the learner's code for the text of it: the Error or String method of a panic's value may
// never return.
//
// # Watchdog
//
// An endless loop in a learner's code must not cost the other results. Each row has a limit of 5 seconds,
// or four times that under the race detector. While the process works, the limit counts processor time,
// so that a busy machine does not count against the learner. While it waits, the limit counts wall-clock
// time. A [Step.LongRow] goes through millions of cases and has a limit several times as long.
//
// The watchdog gives up a row that exceeds its limit, with a message that says where the learner's
// goroutines are. It drops what the row reports later: a [testing.T] that is used after the end of its test
// ends the process. Therefore rows get a [T] and never the testing.T itself.
//
// A [Step.Bubble] is a row in a bubble of [testing/synctest]. It finds deadlocks on channels, wait groups
// and condition variables at once. A bubble does not see a mutex. The watchdog finds those, and endless
// loops.
//
// The process itself cannot catch a stack overflow, lack of memory, concurrent map writes, os.Exit, or a
// panic in a goroutine that the learner started. That is why "make try" runs each step in a process of its
// own, and reports that the step crashed.
//
// # Messages
//
// A failure shows the calls that were made, what they returned, what was wanted, and which rule is broken,
// in the words of the contract. A reader who has not seen the test must understand it.
//
// Checks against a model hold the calls as data. An [Op] is a call with its text in Go, its rule, and
// its effect on the solution and on the model. A table states the answers that teach the rule with
// [Op.Returns]. The model checks them too, and it alone judges the random calls. [Ops] reduces a failing
// list to the fewest calls that still fail, and prints it as Go code that a learner can paste into a test:
//
//	m := new(hashmap.Map[int, int])
//	m.Put(1, 10)
//	m.Put(1, 20) // got (0, false), want (10, true)
//	rule: Put of a key in the map replaces its value and returns the old one (step 1)
//
// [Ops.Linearizable] does the same with several goroutines at once. A [Script] is for calls that
// depend on one another, such as those inside loops.
//
// The rule below a failure of random calls is the rule of the first wrong answer. It replaces the name of
// the row.
//
// # Fairness
//
//   - Black box. A judge uses only exported names. No check looks at fields, files or the choice of an
//     algorithm: every correct design passes. Everything that a check needs is written in the doc comments
//     or in the question's README.
//   - No limits in seconds. No check says how many seconds an operation may take. Count what can be
//     counted: calls of an injected hash function, what Stats returns, allocations. If only time tells,
//     compare two times: [Flat] compares an operation at 64 and at 4,096 entries, [SameCost] two operations.
//     Both take the least of several rounds and allow a factor of 8; a linear search would need 64. They
//     check nothing under the race detector.
//   - The same numbers each time. Random calls come from fixed seeds, so that a failure can be repeated.
//   - Slow solutions end. A quadratic solution must stay within the limit of a row: choose n accordingly.
//   - Collectability is checked with [Tracker]. Its objects are so large that the runtime does not allocate
//     them together with others.
//   - Rows about concurrency find lost updates and check-then-act by their assertions, in many short
//     rounds. They do not rely on the race detector: it needs cgo, which some learners do not have.
package exercise
