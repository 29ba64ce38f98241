//go:build !stub

package lrucache

import (
	"context"
	"fmt"
	"runtime/debug"
)

// load is one call of a function that loads a value, for all callers that wait for it.
//
// A load is attached while it is in Cache.loads, under its key: from its start until it ends, or until Put,
// Remove or Clear detaches it. A call that misses joins the attached load of its key. The result of a
// detached load goes to its callers and is not stored.
type load[V any] struct {
	// These are written by the goroutine that runs the load before it closes done, and read by the callers
	// after that.
	value V
	err   error

	done chan struct{}
}

// GetOrLoad returns the value stored under key: a hit and a use, as with Get. If key has no entry, the call is a
// miss. Then GetOrLoad calls fn, the loader, with key, stores the value that fn returns as Put does, and returns it.
//
//   - At most one load of a key runs at a time, not counting detached ones. A call that asks for the key during
//     the load waits for it and gets its result. That call is a miss, and its own fn is not called.
//   - Before a call waits for a load, it calls OnRemove for the entries that it has removed because they had
//     expired. The load may be running by then, even if this call has started it. OnRemove may wait for it by
//     a GetOrLoad of the same key.
//   - Loads of different keys do not wait for one another. No other method waits for a load.
//   - If fn returns an error, every caller of the load gets it. Nothing is stored, so the next call loads
//     again. If fn panics or calls runtime.Goexit, the error is [ErrLoad]. If fn panics with an error, that error
//     is in the chain too: [errors.Is] finds both. The value beside an error has no meaning.
//   - fn runs in a goroutine of its own. Its context has the values of the ctx of the caller that started the
//     load. That context has no deadline and never ends, not even when fn has returned.
//   - If the ctx of a caller ends (it is canceled, or its deadline passes), this caller returns ctx.Err() at
//     once, even if it started the load. The load goes on, even if no caller is left, and its result is stored. If
//     ctx has ended and the result has arrived too, the caller returns one of the two.
//   - If ctx has ended before the call, GetOrLoad still returns what is stored: a hit. If nothing is stored,
//     the call is a miss and returns ctx.Err(). It starts no load and waits for none. Here and in the rule before,
//     the error may also wrap ctx.Err().
//   - Put and Remove of the key detach a load that is running, even if the key has no entry. Clear detaches
//     every load. The callers of a detached load get its result, but the result is not stored. A later call
//     finds what Put stored, or starts a load of its own at once. The detached load does not disturb that one.
//   - When fn is over (it has returned, panicked or called runtime.Goexit), three things happen as one atomic step:
//     the entries that have expired leave; the load ends; unless the load failed or was detached, its result is
//     stored, and the life of the entry begins. Put, Remove and Clear before this step detach the load. A call after
//     it finds the entry or, if there is none, starts a new load.
//   - When the load has ended, OnRemove is called for each value that has left. After that the callers of the load
//     get the result.
//   - OnRemove may call GetOrLoad for any key, even for the key that has left and the key that was just stored.
//   - A load that has ended leaves no goroutine behind, and memory does not grow with the number of loads.
//
// fn may use the cache, but must not call GetOrLoad for its own key: it would wait for itself. Two loaders must not
// wait for each other either, such as one for key 1 that loads key 2 and one for key 2 that loads key 1. Neither ctx
// nor fn may be nil.
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

// getOrJoin returns the value stored under key. If key has no entry, it returns the load to wait for, and starts it if
// none is attached. If key has no entry and ctx has ended, it returns the error of ctx.
func (c *Cache[K, V]) getOrJoin(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (value V, l *load[V], err error) {
	ctxErr := ctx.Err() // a context is code from outside, so it is asked before the lock
	c.begin()
	defer c.end()
	value, ok := c.getLocked(key)
	if ok {
		return value, nil, nil
	}
	if ctxErr != nil {
		return value, nil, ctxErr
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

// run calls fn, stores the result, and gives it to the callers that wait. fn may also end by a panic or by
// runtime.Goexit, and then only deferred calls run. Deferred calls run in the opposite order:
//
//   - The error of a panic is set. finish needs it.
//   - finish stores the result, and reports what has left.
//   - The closed channel tells the callers that the result is there.
func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fn func(context.Context, K) (V, error)) {
	defer close(l.done)
	defer c.finish(key, l)
	defer func() {
		if p := recover(); p != nil {
			l.err = panicError(p)
		}
	}()
	l.err = errGoexit // fn's own error replaces it, unless fn calls runtime.Goexit
	l.value, l.err = fn(ctx, key)
}

var errGoexit = fmt.Errorf("%w: the function called runtime.Goexit", ErrLoad)

// panicError returns the error of a load whose function has panicked with p. Its text has the stack: since the panic
// ends here, nothing else would show where it came from. A deferred call takes it, so it is the stack at the panic.
func panicError(p any) error {
	if err, ok := p.(error); ok {
		return fmt.Errorf("%w: panic: %w\n\n%s", ErrLoad, err, debug.Stack())
	}
	return fmt.Errorf("%w: panic: %v\n\n%s", ErrLoad, p, debug.Stack())
}

// finish ends a load. It counts an error, and if the load is still attached, it detaches the load and stores the
// result, unless that is an error.
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
