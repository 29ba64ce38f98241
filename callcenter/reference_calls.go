//go:build !stub

package callcenter

import (
	"fmt"
	"time"
)

// Receive takes a call and returns it as it is at that moment: Active or Waiting.
//
// If the rank is not valid, Receive returns [ErrInvalid], even if the queue is full. If MaxWaiting is not 0
// and the call would have to wait while MaxWaiting or more calls are waiting, Receive returns
// [ErrBusyLine] (step 5), even for a VIP (step 7). A call that an idle employee may handle is never refused.
func (c *Center) Receive(r Request) (Call, error) {
	if !r.Rank.Valid() {
		return Call{}, fmt.Errorf("%w: a request for %v", ErrInvalid, r.Rank)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// Check before anything changes: routeLocked cannot refuse a call.
	if c.fullLocked() && c.idle.first(r.Rank, r.Skill) == nil {
		return Call{}, fmt.Errorf("%w: calls waiting: %d", ErrBusyLine, c.counts[Waiting])
	}
	now := c.now()
	k := &phoneCall{Call: Call{ID: CallID(len(c.calls) + 1), Request: r, Needs: r.Rank, Received: now}}
	c.calls[k.ID] = k
	c.routeLocked(k, now)
	return k.Call, nil
}

func (c *Center) fullLocked() bool {
	return c.maxWaiting > 0 && c.counts[Waiting] >= c.maxWaiting
}

// Complete ends an Active call. The call becomes Completed and keeps its Handler. Its handler becomes free.
//
// If the call does not exist, Complete returns [ErrUnknown]. If the call is not Active, it returns
// [ErrNotActive].
func (c *Center) Complete(id CallID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.activeLocked(id)
	if err != nil {
		return err
	}
	c.completeLocked(k, c.now())
	return nil
}

func (c *Center) completeLocked(k *phoneCall, now time.Time) {
	e := c.disconnectLocked(k)
	c.endLocked(k, Completed, now)
	c.assignLocked(e, now)
}

// Escalate passes an Active call on to a higher rank, and returns the call as it is afterwards.
//
// The call now Needs the rank above its handler's rank, even if that skips a rank: after a supervisor
// handled it, a call that needed an Operator Needs a Director. First the call looks for a new handler. If no
// idle employee may handle it, it waits, even if nobody of that rank or a higher one is hired, and even if
// MaxWaiting calls already wait. Then its old handler becomes free.
//
// If the call does not exist, Escalate returns [ErrUnknown]. If the call is not Active, it returns
// [ErrNotActive]. If its handler is a director, it returns [ErrTopRank], and the director keeps the call.
func (c *Center) Escalate(id CallID) (Call, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.activeLocked(id)
	if err != nil {
		return Call{}, err
	}
	if c.staff[k.Handler].Rank == Director {
		return Call{}, fmt.Errorf("%w: %q handles call %d", ErrTopRank, k.Handler, id)
	}
	now := c.now()
	e := c.disconnectLocked(k)
	k.Needs = e.Rank + 1
	c.routeLocked(k, now)
	c.assignLocked(e, now)
	return k.Call, nil
}

// HangUp tells the Center that the caller has hung up. A Waiting call leaves the queue and becomes
// Abandoned, even if an employee handled it before it was escalated or lost its handler. For an Active call
// HangUp does what [Center.Complete] does.
//
// If the call does not exist, HangUp returns [ErrUnknown]. If the call has ended, it returns [ErrNotActive].
func (c *Center) HangUp(id CallID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.callLocked(id)
	if err != nil {
		return err
	}
	switch k.State {
	case Waiting:
		now := c.now()
		c.waiting.remove(k)
		c.endLocked(k, Abandoned, now)
		return nil
	case Active:
		c.completeLocked(k, c.now())
		return nil
	default:
		return notActive(k)
	}
}

// Call returns a call that was received, even if it has ended: a Center never forgets a call.
//
// If the call does not exist, Call returns [ErrUnknown].
func (c *Center) Call(id CallID) (Call, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.callLocked(id)
	if err != nil {
		return Call{}, err
	}
	return k.Call, nil
}

func (c *Center) callLocked(id CallID) (*phoneCall, error) {
	k, ok := c.calls[id]
	if !ok {
		return nil, fmt.Errorf("%w: call %d", ErrUnknown, id)
	}
	return k, nil
}

func (c *Center) activeLocked(id CallID) (*phoneCall, error) {
	k, err := c.callLocked(id)
	if err != nil {
		return nil, err
	}
	if k.State != Active {
		return nil, notActive(k)
	}
	return k, nil
}

func notActive(k *phoneCall) error {
	return fmt.Errorf("%w: call %d is %v", ErrNotActive, k.ID, k.State)
}

// Waiting returns the queue, which is all waiting calls in order: VIPs first (step 7), then by Needs from
// high to low, then by ID from low to high. So a call that waits after Escalate or Dismiss comes before calls
// that need the same rank and were received later. The time does not matter.
//
// The slice is new: the caller may change it and append to it. If no call waits, it is empty or nil.
func (c *Center) Waiting() []Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.waiting.all()
}
