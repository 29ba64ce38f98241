// Package callcenter designs a call center: calls come in, and operators, supervisors and directors
// handle them.
//
// A [Center] gives each call to the lowest rank that may handle it and has somebody idle, lets calls
// wait while there is nobody, and keeps every call accounted for, whatever the staff do: escalate
// it, take a break, or leave in the midst of it. Many goroutines may use it, one for each line or
// desk.
//
// The words of the question are [Rank], [Employee], [Request], [Call] with its [State], [Config] and
// [Stats]. Left out, to keep the question to an hour: working hours, conference calls, callers who
// are called back, and forgetting old calls.
package callcenter
