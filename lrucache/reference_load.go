//go:build !stub

package lrucache

import (
	"context"
	"fmt"
)

// load is one call of a function that loads a value. Callers that ask for its key wait for it. A load
// is attached while it is in Cache.loads. Only then is its result stored.
type load[V any] struct {
	done  chan struct{} // closed when value and err are set
	value V
	err   error
}

// GetOrLoad returns the value stored under key, like Get: a hit. If there is none, that is a miss: GetOrLoad
// calls fn to load the value, stores what fn returns as Put does, and returns it.
//
//   - One load of a key runs at a time. Callers that ask for the key meanwhile wait for that load and get its
//     result. Their own fn is not called.
//   - If fn returns an error, every caller of the load gets it. It is not stored, so the next call loads
//     again. If fn panics or calls runtime.Goexit, the error is [ErrLoad]. The value beside an error has no
//     meaning.
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
