// Package callcenter is a design question: a call center in which operators, supervisors and directors
// handle incoming calls.
//
// A [Center] gives each call to an idle employee of the lowest rank that may handle it. If there is no
// such employee, the call waits. The hard part is to keep every call accounted for while employees
// escalate calls, take breaks and leave during a call, and while many goroutines use the Center.
//
// The question gives you its vocabulary: [Rank], [Employee], [Request], [Call] with its [State], [Config]
// and [Stats]. You design the Center. A method may wrap its errors, so test them with [errors.Is].
//
// Left out, to keep the question small: working hours, conference calls, callbacks, recording, and
// forgetting old calls.
package callcenter
