//go:build stub

// One queue for each rank: a heap of tickets for waiting calls, and a slice of idle employees. Nothing leaves the middle
// of a heap: the ticket of a call that no longer waits is stale, and is dropped when it reaches the front. Stats are
// computed from the calls.
//
// Good at: little to get wrong; without skills the front of a queue decides. Costs: with skills, a search for a call
// or an employee walks past others, and so does an employee who takes a break. Stale tickets take memory until they
// reach the front. What each method promises is in stub.go.
package callcenter

import (
	"cmp"
	"container/heap"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"time"
)

type Center struct {
	config Config

	lock  sync.RWMutex
	last  CallID
	calls map[CallID]*Call
	heard map[CallID]bool // answered at least once: the clock may tell the zero time, so Answered cannot say it
	staff map[EmployeeID]*agent
	queue [Director + 1]tickets
	turn  map[CallID]int // the waiting calls, each with the turn of its valid ticket
	turns int
	free  [Director + 1][]*agent
}

type ticket struct {
	call *Call
	turn int
}

// tickets is a heap by VIP and ID, because all its calls needed the same rank when they joined. A ticket is stale if
// its call no longer waits, or waits again with a later ticket.
type tickets []ticket

func (t tickets) Len() int           { return len(t) }
func (t tickets) Less(i, j int) bool { return before(t[i].call, t[j].call) }
func (t tickets) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *tickets) Push(x any)        { *t = append(*t, x.(ticket)) }
func (t *tickets) Pop() any {
	x := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return x
}

// before is the order of calls that needed the same rank when they joined the queue. It must not look at Needs: an
// escalation changes that while a stale ticket is in the heap.
func before(a, b *Call) bool { return cmp.Or(vips(a, b), cmp.Compare(a.ID, b.ID)) < 0 }

// vips puts VIPs first.
func vips(a, b *Call) int {
	switch {
	case a.Request.VIP == b.Request.VIP:
		return 0
	case a.Request.VIP:
		return -1
	default:
		return 1
	}
}

type agent struct {
	Employee
	away bool
	with *Call
}

func New(config Config) (*Center, error) {
	if config.MaxWaiting < 0 {
		return nil, fmt.Errorf("%w: MaxWaiting is %d", ErrInvalid, config.MaxWaiting)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	// The first ID and the gaps between IDs are arbitrary: the contract only promises that IDs are positive and ascend.
	return &Center{config: config, last: 41, calls: map[CallID]*Call{}, heard: map[CallID]bool{}, turn: map[CallID]int{}, staff: map[EmployeeID]*agent{}}, nil
}

func (a *agent) can(k *Call) bool {
	return a.Rank >= k.Needs && (k.Request.Skill == "" || slices.Contains(a.Skills, k.Request.Skill))
}

// order is the order of all waiting calls.
func order(a, b *Call) int {
	return cmp.Or(vips(a, b), int(b.Needs-a.Needs), cmp.Compare(a.ID, b.ID))
}

// findAgent returns the agent who gets k, and the index of the agent among the free.
func (c *Center) findAgent(k *Call) (*agent, int) {
	for rank := k.Needs; rank <= Director; rank++ {
		for i, a := range c.free[rank] {
			if a.can(k) {
				return a, i
			}
		}
	}
	return nil, 0
}

func (c *Center) seat(k *Call) {
	a, i := c.findAgent(k)
	if a == nil {
		k.State, k.Handler = Waiting, ""
		c.turns++
		c.turn[k.ID] = c.turns
		heap.Push(&c.queue[k.Needs], ticket{k, c.turns})
		return
	}
	if i == 0 { // without skills it always is; Delete would move all others
		c.free[a.Rank] = c.free[a.Rank][1:]
	} else {
		c.free[a.Rank] = slices.Delete(c.free[a.Rank], i, i+1)
	}
	c.join(k, a)
}

func (c *Center) join(k *Call, a *agent) {
	k.State, k.Handler, a.with = Active, a.ID, k
	if !c.heard[k.ID] {
		c.heard[k.ID] = true
		k.Answered = c.config.Now()
	}
}

func (c *Center) next(a *agent) {
	a.with = nil
	if a.away {
		return
	}
	var best *Call
	for rank := a.Rank; rank >= Operator; rank-- {
		if k := c.firstFor(a, rank); k != nil && (best == nil || order(k, best) < 0) {
			best = k
		}
	}
	if best == nil {
		c.free[a.Rank] = append(c.free[a.Rank], a)
		return
	}
	delete(c.turn, best.ID)
	c.join(best, a)
}

// firstFor returns the first call that needs this rank and that a may handle. It drops stale tickets at the front.
func (c *Center) firstFor(a *agent, rank Rank) *Call {
	q := &c.queue[rank]
	for len(*q) > 0 && c.turn[(*q)[0].call.ID] != (*q)[0].turn {
		heap.Pop(q)
	}
	var best *Call
	for _, t := range *q {
		if c.turn[t.call.ID] == t.turn && a.can(t.call) && (best == nil || before(t.call, best)) {
			best = t.call
			if best == (*q)[0].call { // the front comes before all others
				break
			}
		}
	}
	return best
}

func (c *Center) unfree(a *agent) {
	c.free[a.Rank] = slices.DeleteFunc(c.free[a.Rank], func(b *agent) bool { return a == b })
}

func (c *Center) Hire(e Employee) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.staff[e.ID] != nil {
		return ErrDuplicate
	}
	if e.ID == "" || !e.Rank.Valid() {
		return ErrInvalid
	}
	e.Skills = slices.Clone(e.Skills)
	a := &agent{Employee: e}
	c.staff[e.ID] = a
	c.next(a)
	return nil
}

func (c *Center) Dismiss(id EmployeeID) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	a := c.staff[id]
	if a == nil {
		return ErrUnknown
	}
	delete(c.staff, id)
	c.unfree(a)
	if a.with != nil {
		c.seat(a.with)
	}
	return nil
}

func (c *Center) SetAvailable(id EmployeeID, available bool) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	a := c.staff[id]
	switch {
	case a == nil:
		return ErrUnknown
	case available == !a.away: // no change
	case a.with != nil:
		a.away = !available
	case available:
		a.away = false
		c.next(a)
	default:
		a.away = true
		c.unfree(a)
	}
	return nil
}

func (c *Center) Receive(r Request) (Call, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if !r.Rank.Valid() {
		return Call{}, ErrInvalid
	}
	k := &Call{Request: r, Needs: r.Rank} // no ID yet: findAgent needs only the rank and the skill
	if c.config.MaxWaiting > 0 && len(c.turn) >= c.config.MaxWaiting {
		if a, _ := c.findAgent(k); a == nil {
			return Call{}, ErrBusyLine
		}
	}
	c.last += 3
	k.ID = c.last
	k.Received = c.config.Now()
	c.calls[k.ID] = k
	c.seat(k)
	return *k, nil
}

func (c *Center) active(id CallID) (*Call, *agent, error) {
	k := c.calls[id]
	if k == nil {
		return nil, nil, ErrUnknown
	}
	if k.State != Active {
		return k, nil, ErrNotActive
	}
	return k, c.staff[k.Handler], nil
}

func (c *Center) Complete(id CallID) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.complete(id)
}

func (c *Center) complete(id CallID) error {
	k, a, err := c.active(id)
	if err != nil {
		return err
	}
	k.State, k.Ended = Completed, c.config.Now()
	c.next(a)
	return nil
}

func (c *Center) Escalate(id CallID) (Call, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	k, a, err := c.active(id)
	if err != nil {
		return Call{}, err
	}
	if a.Rank == Director {
		return Call{}, ErrTopRank
	}
	k.Needs = a.Rank + 1
	c.seat(k)
	c.next(a)
	return *k, nil
}

func (c *Center) HangUp(id CallID) error {
	c.lock.Lock()
	defer c.lock.Unlock()
	if k := c.calls[id]; k != nil && k.State == Waiting {
		delete(c.turn, id)
		k.State, k.Ended = Abandoned, c.config.Now()
		return nil
	}
	return c.complete(id)
}

func (c *Center) Call(id CallID) (Call, error) {
	c.lock.RLock()
	defer c.lock.RUnlock()
	if k := c.calls[id]; k != nil {
		return *k, nil
	}
	return Call{}, ErrUnknown
}

func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	c.lock.RLock()
	defer c.lock.RUnlock()
	switch a := c.staff[id]; {
	case a == nil:
		return 0, false, ErrUnknown
	case a.with == nil:
		return 0, false, nil
	default:
		return a.with.ID, true, nil
	}
}

func (c *Center) Waiting() []Call {
	c.lock.RLock()
	defer c.lock.RUnlock()
	calls := make([]Call, 0, len(c.turn))
	for id := range c.turn {
		calls = append(calls, *c.calls[id])
	}
	slices.SortFunc(calls, func(a, b Call) int { return order(&a, &b) })
	return calls
}

func (c *Center) Stats() Stats {
	c.lock.RLock()
	defer c.lock.RUnlock()
	var s Stats
	var waits []time.Duration
	for _, k := range c.calls {
		switch k.State {
		case Waiting:
			s.Waiting++
		case Active:
			s.Active++
		case Completed:
			s.Completed++
		case Abandoned:
			s.Abandoned++
		}
		if c.heard[k.ID] {
			waits = append(waits, max(0, k.Answered.Sub(k.Received)))
		}
	}
	slices.Sort(waits)
	sum := new(big.Int)
	for _, w := range waits {
		sum.Add(sum, big.NewInt(int64(w)))
	}
	if n := len(waits); n > 0 {
		s.MeanWait = time.Duration(sum.Div(sum, big.NewInt(int64(n))).Int64())
		s.P95Wait = waits[n-n/20-1] // n-⌊n/20⌋ is ⌈0.95n⌉
	}
	return s
}
