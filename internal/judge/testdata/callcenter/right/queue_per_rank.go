//go:build stub

// One queue for each rank: three sorted slices of waiting calls, VIPs before others, into which a
// call goes by binary search, and three slices of idle employees. Without skills the front of a
// queue decides; with skills whoever is looked for is found by walking. A read-write lock, and every
// call and employee a plain value in a map. Stats are computed from the calls.

package callcenter

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"
)

type Center struct {
	config Config

	lock  sync.RWMutex
	last  CallID
	calls map[CallID]*Call
	heard map[CallID]bool // answered once
	staff map[EmployeeID]*agent
	queue [Director + 1][]*Call
	free  [Director + 1][]*agent
}

type agent struct {
	Employee
	away bool
	with *Call
}

func New(config Config) (*Center, error) {
	if config.MaxWaiting < 0 {
		return nil, errors.Join(ErrInvalid)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Center{config: config, last: 41, calls: map[CallID]*Call{}, heard: map[CallID]bool{}, staff: map[EmployeeID]*agent{}}, nil
}

func (a *agent) can(k *Call) bool {
	return a.Rank >= k.Needs && (k.Request.Skill == "" || slices.Contains(a.Skills, k.Request.Skill))
}

func order(a, b *Call) int {
	vip := func(k *Call) int {
		if k.Request.VIP {
			return 0
		}
		return 1
	}
	return cmp.Or(vip(a)-vip(b), int(b.Needs-a.Needs), cmp.Compare(a.ID, b.ID))
}

// findAgent returns who is to take k, and his place among the free.
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
		q := &c.queue[k.Needs]
		at, _ := slices.BinarySearchFunc(*q, k, order)
		*q = slices.Insert(*q, at, k)
		return
	}
	c.free[a.Rank] = remove(c.free[a.Rank], i)
	c.join(k, a)
}

// remove takes out an element; at the front that moves nothing.
func remove[T any](s []T, i int) []T {
	if i == 0 {
		return s[1:]
	}
	return slices.Delete(s, i, i+1)
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
	var at int
	for rank := a.Rank; rank >= Operator; rank-- {
		for i, k := range c.queue[rank] {
			if a.can(k) {
				if best == nil || order(k, best) < 0 {
					best, at = k, i
				}
				break
			}
		}
	}
	if best == nil {
		c.free[a.Rank] = append(c.free[a.Rank], a)
		return
	}
	c.queue[best.Needs] = remove(c.queue[best.Needs], at)
	c.join(best, a)
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
	if e.ID == "" || e.Rank < Operator || e.Rank > Director {
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
	case a.away != available:
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
	if r.Rank < Operator || r.Rank > Director {
		return Call{}, ErrInvalid
	}
	k := &Call{ID: c.last + 1, Request: r, Needs: r.Rank}
	if c.config.MaxWaiting > 0 && len(c.queue[1])+len(c.queue[2])+len(c.queue[3]) >= c.config.MaxWaiting {
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
		q := &c.queue[k.Needs]
		at, _ := slices.BinarySearchFunc(*q, k, order)
		*q = remove(*q, at)
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
	all := slices.Concat(c.queue[Director], c.queue[Supervisor], c.queue[Operator])
	slices.SortFunc(all, order)
	calls := make([]Call, 0, len(all))
	for _, k := range all {
		calls = append(calls, *k)
	}
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
	for _, w := range waits {
		s.MeanWait += w
	}
	if n := len(waits); n > 0 {
		s.MeanWait /= time.Duration(n)
		s.P95Wait = waits[n-n/20-1]
	}
	return s
}
