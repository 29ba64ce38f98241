//go:build !stub

package callcenter

import (
	"fmt"
	"time"
)

// Receive takes a call, which is Active or Waiting when Receive returns it.
//
// If the rank is none, the error is [ErrInvalid]. If not, and the call would have to wait while
// MaxWaiting calls or more are waiting, it is [ErrBusyLine], for a VIP too. Calls that wait because
// they were escalated or came back count, but are never refused themselves.
func (c *Center) Receive(r Request) (Call, error) {
	if !r.Rank.Valid() {
		return Call{}, fmt.Errorf("%w: a request for %v", ErrInvalid, r.Rank)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle.longest(r.Rank, r.Skill) == nil && c.fullLocked() {
		return Call{}, fmt.Errorf("%w: %d calls are waiting", ErrBusyLine, c.counts[Waiting])
	}
	now := c.now()
	k := &call{Call: Call{ID: CallID(len(c.calls) + 1), Request: r, Needs: r.Rank, Received: now}}
	c.calls[k.ID] = k
	c.placeLocked(k, now)
	return k.Call, nil
}

func (c *Center) fullLocked() bool {
	return c.maxWaiting > 0 && c.counts[Waiting] >= c.maxWaiting
}

// Complete ends an Active call, which is Completed then. Its handler gets free.
//
// If there is no such call, the error is [ErrUnknown]; if it is not Active, it is [ErrNotActive].
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

func (c *Center) completeLocked(k *call, now time.Time) {
	e := c.disconnectLocked(k)
	c.endLocked(k, Completed, now)
	c.employLocked(e, now)
}

// Escalate hands an Active call on to the rank above that of its handler, which is what it Needs from
// now on. It goes to somebody idle, or waits if there is nobody, be it that nobody so high is hired;
// among the waiting calls of its rank its place is by its ID, as ever. After that its handler gets
// free. Escalate returns the call as it is then.
//
// If there is no such call, the error is [ErrUnknown]; if it is not Active, it is [ErrNotActive]; if
// a director handles it, it is [ErrTopRank], and the call goes on.
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
	c.placeLocked(k, now)
	c.employLocked(e, now)
	return k.Call, nil
}

// HangUp says that the caller has hung up. A Waiting call is Abandoned, and waits no longer; so is
// one that was escalated or came back. For an Active call HangUp does what [Center.Complete] does.
//
// If there is no such call, the error is [ErrUnknown]; if it has ended, it is [ErrNotActive].
func (c *Center) HangUp(id CallID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.callLocked(id)
	if err != nil {
		return err
	}
	switch k.State {
	case Waiting:
		c.waiting.remove(k)
		c.endLocked(k, Abandoned, c.now())
		return nil
	case Active:
		c.completeLocked(k, c.now())
		return nil
	default:
		return notActive(k)
	}
}

// Call returns a call, also one that has ended. If there is no such call, the error is [ErrUnknown].
func (c *Center) Call(id CallID) (Call, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, err := c.callLocked(id)
	if err != nil {
		return Call{}, err
	}
	return k.Call, nil
}

func (c *Center) callLocked(id CallID) (*call, error) {
	k, ok := c.calls[id]
	if !ok {
		return nil, fmt.Errorf("%w: call %d", ErrUnknown, id)
	}
	return k, nil
}

func (c *Center) activeLocked(id CallID) (*call, error) {
	k, err := c.callLocked(id)
	if err == nil && k.State != Active {
		err = notActive(k)
	}
	return k, err
}

func notActive(k *call) error {
	return fmt.Errorf("%w: call %d is %v", ErrNotActive, k.ID, k.State)
}

// Waiting returns the calls that wait, in a new slice and in their order: VIPs first, then by Needs
// from high to low, then by ID. The clock has no part in it.
func (c *Center) Waiting() []Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.waiting.all()
}
