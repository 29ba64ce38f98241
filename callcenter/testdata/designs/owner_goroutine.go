//go:build stub

// One goroutine owns all state. Methods send it functions and wait until these have run. Waiting calls are in a
// balanced search tree for each rank and skill, a treap by VIP and ID. Idle employees stand in a queue for each rank
// and skill. No employee leaves it from the middle: a ticket of an earlier turn is stale, and is dropped when it
// reaches the front.
//
// Good at: no lock can be forgotten. Costs: two hand-overs between goroutines for each method call, and a goroutine
// that never ends, since a Center has no Close. Stale tickets take memory until they reach the front. What each method
// promises is in stub.go.
package callcenter

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"sort"
	"time"
)

type Center struct {
	work chan func(*owner)
}

type owner struct {
	limit   int
	clock   func() time.Time
	calls   []*phoneCall
	people  map[EmployeeID]*person
	waiting map[group]*treap
	lines   map[group]*ticketLine
	turns   int
	counts  [Abandoned + 1]int // of calls, by State
	waits   []time.Duration
}

type group struct {
	rank  Rank
	skill string
}

type phoneCall struct {
	Call
	by          *person // the handler; not nil if and only if the call is Active
	wasAnswered bool    // whether Answered is set: the clock may tell the zero time
}

type person struct {
	Employee
	available bool
	call      *phoneCall
	turn      int // of the valid ticket, 0 if they are not idle
}

// offers returns what calls may ask of p: no skill, or one of the Skills.
func (p *person) offers() []string { return append([]string{""}, p.Skills...) }

type ticketLine struct{ tickets []ticket }

type ticket struct {
	who  *person
	turn int
}

func New(config Config) (*Center, error) {
	if config.MaxWaiting < 0 {
		return nil, fmt.Errorf("MaxWaiting %d: %w", config.MaxWaiting, ErrInvalid)
	}
	o := &owner{limit: config.MaxWaiting, clock: config.Now, people: map[EmployeeID]*person{}, waiting: map[group]*treap{}, lines: map[group]*ticketLine{}}
	if o.clock == nil {
		o.clock = time.Now
	}
	c := &Center{work: make(chan func(*owner))}
	go func() {
		for f := range c.work {
			f(o)
		}
	}()
	return c, nil
}

func (c *Center) do(f func(*owner)) {
	done := make(chan struct{})
	c.work <- func(o *owner) {
		f(o)
		close(done)
	}
	<-done
}

func (c *Center) Hire(e Employee) (err error) {
	e.Skills = slices.Clone(e.Skills)
	c.do(func(o *owner) {
		if e.ID == "" || !e.Rank.Valid() {
			err = ErrInvalid
		} else if o.people[e.ID] != nil {
			err = ErrDuplicate
		} else {
			p := &person{Employee: e, available: true}
			o.people[e.ID] = p
			o.free(p)
		}
	})
	return err
}

func (c *Center) Dismiss(id EmployeeID) (err error) {
	c.do(func(o *owner) {
		p := o.people[id]
		if p == nil {
			err = ErrUnknown
			return
		}
		delete(o.people, id)
		p.turn = 0 // their ticket becomes stale
		if k := p.call; k != nil {
			p.call, k.by = nil, nil
			o.dispatch(k)
		}
	})
	return err
}

func (c *Center) SetAvailable(id EmployeeID, available bool) (err error) {
	c.do(func(o *owner) {
		p := o.people[id]
		if p == nil {
			err = ErrUnknown
			return
		}
		if p.available == available {
			return
		}
		p.available, p.turn = available, 0 // a ticket of an employee on a break becomes stale
		if p.call == nil {
			o.free(p)
		}
	})
	return err
}

func (c *Center) Receive(r Request) (got Call, err error) {
	c.do(func(o *owner) {
		switch {
		case !r.Rank.Valid():
			err = ErrInvalid
		case o.limit > 0 && o.counts[Waiting] >= o.limit && o.idle(r.Rank, r.Skill) == nil:
			err = ErrBusyLine
		default:
			k := &phoneCall{Call: Call{ID: CallID(len(o.calls) + 1), Request: r, Needs: r.Rank, Received: o.clock()}}
			o.calls = append(o.calls, k)
			o.dispatch(k)
			got = k.Call
		}
	})
	return got, err
}

func (c *Center) Complete(id CallID) (err error) {
	c.do(func(o *owner) {
		k := o.find(id)
		if k == nil {
			err = ErrUnknown
		} else if k.by == nil {
			err = ErrNotActive
		} else {
			o.finish(k)
		}
	})
	return err
}

func (c *Center) Escalate(id CallID) (got Call, err error) {
	c.do(func(o *owner) {
		k := o.find(id)
		if k == nil {
			err = ErrUnknown
		} else if k.by == nil {
			err = ErrNotActive
		} else if k.by.Rank == Director {
			err = ErrTopRank
		} else {
			p := k.by
			k.by, p.call = nil, nil
			k.Needs = p.Rank + 1
			o.dispatch(k)
			o.free(p)
			got = k.Call
		}
	})
	return got, err
}

func (c *Center) HangUp(id CallID) (err error) {
	c.do(func(o *owner) {
		k := o.find(id)
		switch {
		case k == nil:
			err = ErrUnknown
		case k.by != nil:
			o.finish(k)
		case k.State == Waiting:
			o.tree(k).remove(k)
			o.set(k, Abandoned)
			k.Ended = o.clock()
		default:
			err = ErrNotActive
		}
	})
	return err
}

func (c *Center) Call(id CallID) (got Call, err error) {
	c.do(func(o *owner) {
		if k := o.find(id); k != nil {
			got = k.Call
		} else {
			err = ErrUnknown
		}
	})
	return got, err
}

func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	c.do(func(o *owner) {
		p := o.people[id]
		if p == nil {
			err = ErrUnknown
		} else if p.call != nil {
			call, ok = p.call.ID, true
		}
	})
	return call, ok, err
}

func (c *Center) Waiting() (got []Call) {
	c.do(func(o *owner) {
		var all []*phoneCall
		for _, t := range o.waiting {
			all = t.root.appendTo(all)
		}
		// Each tree is in order, but calls of different trees are not.
		sort.Slice(all, func(i, j int) bool { return less(all[i], all[j]) })
		for _, k := range all {
			got = append(got, k.Call)
		}
	})
	return got
}

func (c *Center) Stats() (s Stats) {
	c.do(func(o *owner) {
		s = Stats{Waiting: o.counts[Waiting], Active: o.counts[Active], Completed: o.counts[Completed], Abandoned: o.counts[Abandoned]}
		if len(o.waits) == 0 {
			return
		}
		var high, low uint64 // the sum
		for _, w := range o.waits {
			var carry uint64
			low, carry = bits.Add64(low, uint64(w), 0)
			high += carry
		}
		mean, _ := bits.Div64(high, low, uint64(len(o.waits)))
		s.MeanWait = time.Duration(mean)
		sorted := slices.Sorted(slices.Values(o.waits))
		s.P95Wait = sorted[(19*len(sorted)+19)/20-1] // ⌈19n/20⌉ is ⌈0.95n⌉
	})
	return s
}

func (o *owner) find(id CallID) *phoneCall {
	if id < 1 || id > CallID(len(o.calls)) {
		return nil
	}
	return o.calls[id-1]
}

func (o *owner) set(k *phoneCall, s State) {
	if k.State != 0 {
		o.counts[k.State]--
	}
	k.State = s
	o.counts[s]++
}

func (o *owner) finish(k *phoneCall) {
	p := k.by
	k.by, p.call = nil, nil
	k.Ended = o.clock()
	o.set(k, Completed)
	o.free(p)
}

func (o *owner) connect(k *phoneCall, p *person) {
	k.by, k.Handler, p.call, p.turn = p, p.ID, k, 0
	o.set(k, Active)
	if !k.wasAnswered {
		k.wasAnswered, k.Answered = true, o.clock()
		o.waits = append(o.waits, max(0, k.Answered.Sub(k.Received)))
	}
}

func (o *owner) dispatch(k *phoneCall) {
	if p := o.idle(k.Needs, k.Request.Skill); p != nil {
		o.connect(k, p)
		return
	}
	k.Handler = ""
	o.set(k, Waiting)
	o.tree(k).insert(k)
}

// idle returns the person who gets the call, or nil, and drops stale tickets on the way.
func (o *owner) idle(needs Rank, skill string) *person {
	for r := needs; r <= Director; r++ {
		l := o.lines[group{r, skill}]
		for l != nil && len(l.tickets) > 0 {
			if t := l.tickets[0]; t.who.turn == t.turn {
				return t.who
			}
			l.tickets = l.tickets[1:]
		}
	}
	return nil
}

func (o *owner) free(p *person) {
	if !p.available {
		return
	}
	if k := o.callFor(p); k != nil {
		o.tree(k).remove(k)
		o.connect(k, p)
		return
	}
	o.turns++
	p.turn = o.turns
	// A repeated skill gives them a second ticket in the line. Both become stale together.
	for _, s := range p.offers() {
		at := group{p.Rank, s}
		if o.lines[at] == nil {
			o.lines[at] = new(ticketLine)
		}
		o.lines[at].tickets = append(o.lines[at].tickets, ticket{p, p.turn})
	}
}

// callFor returns the first call that p may handle, or nil.
func (o *owner) callFor(p *person) *phoneCall {
	offers := p.offers()
	var best *phoneCall
	for r := Operator; r <= p.Rank; r++ {
		for _, s := range offers {
			t := o.waiting[group{r, s}]
			if t == nil || t.root == nil {
				continue
			}
			if k := t.first(); best == nil || less(k, best) {
				best = k
			}
		}
	}
	return best
}

func (o *owner) tree(k *phoneCall) *treap {
	at := group{k.Needs, k.Request.Skill}
	if o.waiting[at] == nil {
		o.waiting[at] = new(treap)
	}
	return o.waiting[at]
}

func less(a, b *phoneCall) bool {
	if a.Request.VIP != b.Request.VIP {
		return a.Request.VIP
	}
	if a.Needs != b.Needs {
		return a.Needs > b.Needs
	}
	return a.ID < b.ID
}

// treap is a search tree: from left to right its calls are in the order of less. No node has a larger weight than its
// parent. Weights are random, so the tree is balanced.
type treap struct{ root *node }

type node struct {
	k           *phoneCall
	weight      uint32
	left, right *node
}

// split divides the tree n into the calls before k and the other calls.
func (n *node) split(k *phoneCall) (l, r *node) {
	if n == nil {
		return nil, nil
	}
	if less(n.k, k) {
		n.right, r = n.right.split(k)
		return n, r
	}
	l, n.left = n.left.split(k)
	return l, n
}

// merge joins two trees. All calls of l come before those of r.
func merge(l, r *node) *node {
	switch {
	case l == nil:
		return r
	case r == nil:
		return l
	case l.weight > r.weight:
		l.right = merge(l.right, r)
		return l
	default:
		r.left = merge(l, r.left)
		return r
	}
}

func (t *treap) insert(k *phoneCall) {
	l, r := t.root.split(k)
	t.root = merge(merge(l, &node{k: k, weight: rand.Uint32()}), r)
}

func (t *treap) remove(k *phoneCall) {
	at := &t.root
	for (*at).k != k {
		if less(k, (*at).k) {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	*at = merge((*at).left, (*at).right)
}

// first returns the first call. The tree must not be empty.
func (t *treap) first() *phoneCall {
	n := t.root
	for n.left != nil {
		n = n.left
	}
	return n.k
}

func (n *node) appendTo(all []*phoneCall) []*phoneCall {
	if n == nil {
		return all
	}
	return n.right.appendTo(append(n.left.appendTo(all), n.k))
}
