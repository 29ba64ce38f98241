//go:build !stub

package lrucache

import (
	"context"
	"fmt"
	"runtime/debug"
)

// load is one call of a function that loads a value, for all callers that wait for it.
//
// It is attached from when it starts until its result is stored, or until Put, Remove or Clear detach it: while
// it is in Cache.loads, under its key. A call that misses joins the attached load of its key. The result of a
// load that is no longer attached goes to its callers and nowhere else.
type load[V any] struct {
	// These are written by the goroutine that runs the load before it closes done, and read by the callers
	// after that.
	value V
	err   error

	done chan struct{}
}

// GetOrLoad returns the value stored under key, like Get: a hit. If there is none, that is a miss: GetOrLoad
// calls fn to load the value, stores what fn returns as Put does, and returns it.
//
//   - One load of a key runs at a time. Callers that ask for the key meanwhile wait for that load and get its
//     result. Their own fn is not called.
//   - If fn returns an error, every caller of the load gets it. It is not stored, so the next call loads
//     again. If fn panics or calls runtime.Goexit, the error is [ErrLoad]. If it panics with an error, that one is
//     in the chain too: [errors.Is] finds both. The value beside an error has no meaning.
//   - fn runs in a goroutine of its own, with a context that has the values of ctx but does not end, not even
//     when fn has returned. If the ctx of a caller ends, this caller returns ctx.Err() at once, even if it
//     started the load. The load goes on, and its result is stored. If the ctx ends as the result arrives, the
//     caller returns one of the two.
//   - If ctx has ended before the call, GetOrLoad still returns what is stored. If nothing is stored, it
//     returns ctx.Err(): it starts no load and waits for none.
//   - Put and Remove of the key, even of a key that is not there, and Clear detach a load that is running. The
//     callers that wait for it get its result, which is not stored. A call that comes later finds what Put
//     stored, or starts a load of its own at once.
//   - When a result is stored, the load is over for callers that come later. OnRemove is told what has left,
//     and when it has returned the callers of the load get the result.
//
// Neither ctx nor fn may be nil. fn may use the cache, but must not ask it for its own key: it would wait for
// itself.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	value, l, err := c.getOrJoin(ctx, key, fn)
	if l == nil {
		return value, err
	}
	select {
	case <-l.done:
		return l.value, l.err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

// getOrJoin returns the value stored under key or, if there is none, the load to wait for.
func (c *Cache[K, V]) getOrJoin(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (value V, l *load[V], err error) {
	ended := ctx.Err() // a context is code from outside, so it is asked before the lock
	c.begin()
	defer c.end()
	if value, ok := c.getLocked(key); ok {
		return value, nil, nil
	}
	if ended != nil {
		return value, nil, ended
	}
	l = c.loads[key]
	if l == nil {
		l = &load[V]{done: make(chan struct{})}
		c.loads[key] = l
		c.stats.Loads++
		go c.run(context.WithoutCancel(ctx), key, l, fn)
	}
	return value, l, nil
}

// run calls fn, stores the result, and hands it to the callers that wait. fn may end by a panic or by
// runtime.Goexit too, and after both only deferred calls run: the last one first.
func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fn func(context.Context, K) (V, error)) {
	defer close(l.done)
	defer c.finish(key, l)
	defer func() {
		if p := recover(); p != nil {
			l.err = panicError(p)
		}
	}()
	l.err = fmt.Errorf("%w: the function called runtime.Goexit", ErrLoad) // stays if it does
	l.value, l.err = fn(ctx, key)
}

// panicError returns the error of a load whose function has panicked with p. The stack in it is the one at the
// panic, since it is taken by a deferred call.
func panicError(p any) error {
	if err, ok := p.(error); ok {
		return fmt.Errorf("%w: panic: %w\n\n%s", ErrLoad, err, debug.Stack())
	}
	return fmt.Errorf("%w: panic: %v\n\n%s", ErrLoad, p, debug.Stack())
}

// finish stores the result of a load, if it is still attached.
func (c *Cache[K, V]) finish(key K, l *load[V]) {
	c.begin()
	defer c.end()
	if l.err != nil {
		c.stats.LoadErrors++
	}
	if c.loads[key] != l {
		return
	}
	delete(c.loads, key)
	if l.err == nil {
		c.putLocked(key, l.value)
	}
}
