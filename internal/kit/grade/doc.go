// Package grade grades the code of strangers, which may try to cheat.
//
// [Grade] compiles each submission in place of the learner's code, with go's -overlay flag, and runs
// each step in a process of its own. Package [submission] finds the submissions and reads them,
// package [sandbox] isolates their code from the rest of the machine, and package [score] holds and
// prints the results.
//
// # What counts as a pass
//
// A step passes by a signed report, not by what the process prints:
//
//   - Package exercise notes each row and step that passed in package [attest], last of all for that
//     row or step. A row passes only if its body returned.
//   - The grader starts a process for each step, and writes a fresh key and the step's name to its
//     standard input. Package attest reads them before any code of the submission runs: an added file
//     makes the submission's package import package accept, which calls attest. Nothing else imports
//     accept, so no other process waits for a key. Nothing secret is compiled in, on disk, in the
//     environment or among the arguments.
//   - An added TestMain sets arguments and flags anew, runs that one test, and prints what passed with
//     a keyed digest. The grader ignores the exit code.
//   - The grader runs the reference first. A step passes only if every row that the reference passes is
//     in the report.
//   - Function exercise.Catch knows by a note after a call whether the call has returned, never by
//     recover() == nil. A submission can set GODEBUG=panicnil=1, and then recover returns nil after
//     panic(nil).
//
// # What isolates a submission
//
//   - Files that could reach the judge by plain Go are left out: see package submission. So are files
//     that import testing, or packages such as testify that import it. Those files could not reach the
//     judge, because rows have no testing.T and reports are signed. But no solution needs them.
//   - Each submission is graded by a process of its own, in a session of its own, and each wait for that
//     process has a deadline. A submission that ends its process does not affect other submissions.
//   - On Linux the steps run in a box with a filter of system calls: see package sandbox.
//
// The directory testdata/hostile has the hostile submissions that this was tested with. Add an archive
// there for a new trick. It says which result is expected.
//
// # Two processes
//
// One way to cheat remains. Code can write to the judge's data in the judging process, by unsafe, reflect
// or a torn interface value. The filter does not see that: the address of attest.Pass, found by
// runtime.FuncForPC, is enough. Two processes, one for the judge and one for the solution, would prevent
// it. They would need:
//
//   - A protocol for calls. Each exercise.Op of a question already is data with a text, an answer and a
//     rule, but its Solution is a Go function. It would become a method's name with encoded arguments.
//     A generated server in the process of the solution would make the call and encode the answer.
//   - Handles for values. Maps, caches and servers would stay in the solution's process under a number.
//     Types with type parameters need a server for each instance that the steps use.
//   - Callbacks. Hash functions, clocks, loaders, Update and iterators run the judge's code in the middle
//     of a call. Each would become a message to the judge and an answer, while the call waits.
//   - Another form for rows that observe one process: bubbles of fake time, goroutines that hang, garbage
//     (exercise.Tracker), allocations, costs (exercise.Flat), races between goroutines of a step. All
//     of these would have to run in the solution's process, which the judge would have to trust again.
//
// The last point is why there is only one process. Those rows would have to trust the solution's process
// anyway, so a cheat with unsafe would lose some points, not all. The box, and the list of packages that a
// submission uses, cost far less. A teacher who reads the lines around an unsafe learns more.
package grade
