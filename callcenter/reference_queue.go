//go:build !stub

package callcenter

import (
	"cmp"
	"container/heap"
	"slices"
)

// phoneCall is a Call and where it waits.
type phoneCall struct {
	Call
	wasAnswered bool // whether Answered is set: the clock may tell the zero time
	index       int  // in its queue, while it waits
}

func (k *phoneCall) group() group { return group{k.Needs, k.Request.Skill} }

// compare returns a negative number if k comes before other in the order of waiting calls, and a positive one if it
// comes after. No other place knows that order.
func (k *phoneCall) compare(other *phoneCall) int {
	if k.Request.VIP != other.Request.VIP {
		if k.Request.VIP {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(other.Needs, k.Needs), cmp.Compare(k.ID, other.ID))
}

func (k *phoneCall) before(other *phoneCall) bool { return k.compare(other) < 0 }

// queues holds the waiting calls, in a queue for each group.
//
// A free employee may handle either every call of a queue or none. So they need only the heads of the queues
// that they serve: at most three for each of their skills, and three for noSkill. They never look through calls
// that they may not handle. Empty queues stay: there are at most three for each call, and calls stay too.
//
// What group and compare read of a call must not change while the call is in a queue. Only Escalate changes Needs, and
// only of an Active call.
type queues map[group]*queue

func (qs queues) add(k *phoneCall) {
	g := k.group()
	if qs[g] == nil {
		qs[g] = new(queue)
	}
	heap.Push(qs[g], k)
}

func (qs queues) remove(k *phoneCall) {
	heap.Remove(qs[k.group()], k.index)
}

// first returns the first call that an employee of this rank may handle, or nil. The skills are what they offer, with
// noSkill.
func (qs queues) first(rank Rank, skills []string) *phoneCall {
	var best *phoneCall
	for _, skill := range skills {
		for needs := Operator; needs <= rank; needs++ {
			if head := qs[group{needs, skill}].head(); head != nil && (best == nil || head.before(best)) {
				best = head
			}
		}
	}
	return best
}

// all returns copies of every call, in order.
func (qs queues) all() []Call {
	var ks []*phoneCall
	for _, q := range qs {
		ks = append(ks, *q...)
	}
	slices.SortFunc(ks, (*phoneCall).compare)
	copies := make([]Call, len(ks))
	for i, k := range ks {
		copies[i] = k.Call
	}
	return copies
}

// queue is a heap of calls, for package heap. Each call knows its index, so that it can leave from the middle.
type queue []*phoneCall

// head returns the first call, or nil if q is empty or nil: a group may not have a queue yet.
func (q *queue) head() *phoneCall {
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
	k := x.(*phoneCall)
	k.index = len(*q)
	*q = append(*q, k)
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	k := (*q)[last]
	*q = (*q)[:last] // the slot behind keeps k, but so does Center.calls, forever
	return k
}
