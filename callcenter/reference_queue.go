//go:build !stub

package callcenter

import (
	"cmp"
	"container/heap"
	"slices"
)

// group is a rank and a skill. Each group has a queue of the calls that wait for it, and a line of the idle employees
// who offer it.
type group struct {
	rank  Rank
	skill string // or noSkill
}

// noSkill is what a call without a Skill asks for. All employees offer it.
const noSkill = ""

// call is a Call and where it waits.
type call struct {
	Call
	answered bool // whether Answered is set: the clock may tell the zero time
	index    int  // in its queue, while it waits
}

func (k *call) group() group { return group{k.Needs, k.Request.Skill} }

// compare is the only place that knows the order of waiting calls.
func (k *call) compare(other *call) int {
	if k.Request.VIP != other.Request.VIP {
		if k.Request.VIP {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(other.Needs, k.Needs), cmp.Compare(k.ID, other.ID))
}

func (k *call) before(other *call) bool { return k.compare(other) < 0 }

// queues holds the waiting calls, in a queue for each group.
//
// A free employee may handle either every call of a queue or none. So they need only the heads of the queues
// that they serve: at most three for each of their skills, and three for noSkill. They never look through calls
// that they may not handle. Empty queues stay, like empty lines: see idleStaff.
type queues map[group]*queue

func (qs queues) add(k *call) {
	g := k.group()
	if qs[g] == nil {
		qs[g] = new(queue)
	}
	heap.Push(qs[g], k)
}

func (qs queues) remove(k *call) {
	heap.Remove(qs[k.group()], k.index)
}

// first returns the first call that an employee of this rank and these skills may handle, or nil.
func (qs queues) first(rank Rank, skills []string) *call {
	var first *call
	for _, skill := range skills {
		for needs := Operator; needs <= rank; needs++ {
			if head := qs[group{needs, skill}].head(); head != nil && (first == nil || head.before(first)) {
				first = head
			}
		}
	}
	return first
}

// all returns every call, in order.
func (qs queues) all() []Call {
	var ks []*call
	for _, q := range qs {
		ks = append(ks, *q...)
	}
	slices.SortFunc(ks, (*call).compare)
	all := make([]Call, len(ks))
	for i, k := range ks {
		all[i] = k.Call
	}
	return all
}

// queue is a heap of calls, for package heap. Each call knows its index, so that it can leave from the middle.
type queue []*call

// head returns the first call, or nil.
func (q *queue) head() *call {
	if q == nil || len(*q) == 0 {
		return nil
	}
	return (*q)[0]
}

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].before(q[j]) }

func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}

func (q *queue) Push(x any) {
	k := x.(*call)
	k.index = len(*q)
	*q = append(*q, k)
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	k := (*q)[last]
	*q = (*q)[:last] // the slot behind keeps k, but so does Center.calls, forever
	return k
}
