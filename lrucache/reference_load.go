//go:build !stub

package lrucache

import (
	"context"
	"fmt"
)

// load is one call of a function that loads a value, and who asks for its key waits for it. A load
// is attached while it is in Cache.loads. Only then is its result stored.
type load[V any] struct {
	done  chan struct{} // closed when value and err are set
	value V
	err   error
}

// GetOrLoad returns the value stored under key, like Get. If there is none, it calls fn to load it,
// stores what fn returns as Put does, and returns that.
//
// One load of a key runs at a time: callers that ask meanwhile wait for it and share its result.
// That may be an error, which is not stored, so that the next call loads again. If fn panics or
// calls runtime.Goexit the error is [ErrLoad]. The value beside an error means nothing.
//
// A caller whose ctx ends, be it the one who started the load, returns ctx.Err() at once, and the
// load goes on: fn runs in a goroutine of its own, with a context that has the values of ctx but
// does not end. With a ctx that has ended before the call, GetOrLoad still returns what is stored;
// it starts no load and waits for none.
//
// Put, Remove, also of a key that is not there, and Clear detach a load under way. Those who wait
// for it get its result, which is not stored; who asks from then on finds what Put stored, or starts
// a load of his own at once.
//
// When a result is stored, the calls of OnRemove that this causes return before any caller gets it.
// fn must not ask the cache for its own key: it would wait for itself.
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
	c.lock()
	defer c.unlock()
	if value, ok := c.getLocked(key); ok {
		return value, nil, nil
	}
	if err := ctx.Err(); err != nil {
		return value, nil, err
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

// run calls fn. What follows is deferred, since a panic or runtime.Goexit may end fn: the result is
// stored, and then handed out.
func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fn func(context.Context, K) (V, error)) {
	defer close(l.done)
	defer c.finish(key, l)
	defer func() {
		if p := recover(); p != nil {
			l.err = fmt.Errorf("%w: panic: %v", ErrLoad, p)
		}
	}()
	l.err = fmt.Errorf("%w: the function called runtime.Goexit", ErrLoad) // stays if it does
	l.value, l.err = fn(ctx, key)
}

// finish stores the result of a load that is still attached.
func (c *Cache[K, V]) finish(key K, l *load[V]) {
	c.lock()
	defer c.unlock()
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
