// Package callcenter designs a call center: calls come in, and operators, supervisors and directors
// handle them.
//
// A [Center] gives each call to an idle employee of the lowest rank that may handle it. A call waits
// while there is no such employee. The Center keeps every call accounted for while employees escalate
// calls, take breaks and leave during a call. Many goroutines may use it, one for each line or desk.
//
// The words of the question are [Rank], [Employee], [Request], [Call] with its [State], [Config] and
// [Stats]. Errors may be wrapped: test them with [errors.Is]. Left out, to keep the question to an hour:
// working hours, conference calls, calling back, and forgetting old calls.
package callcenter
