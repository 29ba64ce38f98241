// Package exercise is what the judges of all questions share.
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
// Two environment variables are meant for learners. OODKIT_ALL=1 runs steps that are locked.
// OODKIT_LIMIT sets how long a row may take; 0 means forever.
//
// # Steps
//
// Steps lead from the question as it is usually put to what an interviewer asks next. The last one
// changes the question. Steps do not run in parallel: no step calls t.Parallel.
//
// A row is a subtest. Its name states the rule that it checks, in words of the question's contract.
//
// A step is locked while a lower one fails: [Steps.Begin] skips it. What counts is the latest run of
// that lower step in this process. A step that was not run locks nothing, so -run Step4 works on step
// 4 alone, and -shuffle and -count do what they say. Without -v nobody sees why a test was skipped, so
// the failing step itself prints which steps are locked. [Steps.Fuzz] skips a fuzz target while a step
// that it needs fails.
//
// A row may meet an unfinished body, or may have to be given up. Then the rest of its step is left
// out: one message is enough.
//
// # Guard
//
// Learner's code panics, and that must read like a result, not like a crash. So rows run under a
// guard, and with [Steps.Guard] so do benchmarks and the bodies of fuzz targets. The guard turns the
// panic of an unfinished body into one line:
//
//	stub.go:57: not implemented yet: hashmap.Map.Put
//
// It turns any other panic into a line with the learner's own frames and no others. A goroutine that
// the row starts needs [T.Guarded].
//
// A row passes only if its body has returned. The guard notes the return as its last act. It notes a
// failure before it calls anything of the learner's to put the failure into words, since the Error or
// String method of a panic's value need not return.
//
// # Watchdog
//
// A learner's endless loop must not take the other results with it. Each row has a limit of 5
// seconds, or four times that under the race detector. While the process works, the limit counts time
// of the processors, so that a busy machine is not the learner's fault. While it waits, the limit
// counts time of the clock. A [Step.LongRow] goes through millions of cases and has the limit many
// times over.
//
// A row that exceeds its limit is given up, with a message that says where the learner's goroutines
// stand. What the row reports later is dropped: a [testing.T] that is used after its test has ended
// takes the process down. Therefore rows get a [T] and never the real one.
//
// In a [Step.Bubble], a row in a bubble of [testing/synctest], deadlocks on channels, wait groups and
// condition variables are found at once. A bubble does not see a mutex. For that, and for endless
// loops, there is the watchdog.
//
// Some deaths cannot be caught within the process: a stack overflow, memory running out, concurrent
// map writes, os.Exit, a panic in a goroutine that the learner started. That is why "make try" runs
// each step in a process of its own, and reports such a death as that step's crash.
//
// # Messages
//
// A failure tells the calls that were made, what came back, what was wanted, and which rule is broken,
// in the words of the contract. It must be enough for readers who have not seen the test.
//
// Checks against a model hold the calls as data. An [Op] is a call with its text in Go, its rule, and
// what it does to the solution and to the model. A table states the answers that teach the rule with
// [Op.Returns]. The model checks them too, and it alone judges the random calls. [Ops] cuts a failing
// list down to the fewest calls that still fail, and prints it as Go that can be pasted into a test:
//
//	m := new(hashmap.Map[int, int])
//	m.Put(1, 10)
//	m.Put(1, 20) // got (0, false), want (10, true)
//	rule: Put of a known key replaces its value and returns the old one (step 1)
//
// [Ops.Linearizable] does the same with several goroutines at once. A [Script] is for calls that
// depend on one another, such as those inside loops.
//
// # Fairness
//
//   - Black box. A judge uses only exported names. Nothing looks at fields, files or the choice of an
//     algorithm: every correct design passes. Whatever is judged is written in the doc comments or in
//     the question's README.
//   - No time on a clock. No check says how many seconds something may take. Count what can be
//     counted: calls of an injected hash function, what Stats says, allocations. Where only time tells,
//     compare two times: [Flat] an operation at 64 and at 4,096 entries, [SameCost] one here and there.
//     Both take the least of several rounds and allow a factor of 8, where a linear search would need
//     64. They check nothing under the race detector.
//   - Same numbers each time. Random calls come from fixed seeds, so that a failure comes back.
//   - Slow solutions end. A row must be over in time with a quadratic solution too: choose n for that.
//   - Collectability is checked with [Tracker], whose objects are large enough not to be allocated
//     together with others.
//   - Rows about concurrency find lost updates and check-then-act by their assertions, in many short
//     rounds. They do not rely on the race detector: that needs cgo, and not everybody has it.
package exercise
