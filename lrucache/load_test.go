package lrucache_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The checks of step 7. They run in bubbles, where time goes on only while everybody waits: so a
// second's sleep takes no time, and whoever waits for ever is found out at once.

type loader = func(context.Context, int) (int, error)

// loads is a cache with loaders that note how often they are called.
type loads struct {
	*cache
	t       *exercise.T
	started atomic.Int64
}

func newLoads(t *exercise.T, config config) *loads {
	return &loads{cache: newCache(config), t: t}
}

// returning is a loader that takes a second.
func (l *loads) returning(value int, err error) loader {
	return func(context.Context, int) (int, error) {
		l.started.Add(1)
		time.Sleep(time.Second)
		return value, err
	}
}

// must is a loader that must not be called.
func (l *loads) mustNotLoad(why string) loader {
	return func(_ context.Context, key int) (int, error) {
		l.t.Errorf("GetOrLoad(ctx, %d, f) calls f, want no load: %s", key, why)
		return -1, nil
	}
}

// result is what GetOrLoad returns.
type result struct {
	value int
	err   error
}

func (r result) String() string { return fmt.Sprintf("(%d, %v)", r.value, r.err) }

// like reports whether r is what is wanted. The value beside an error does not count.
func (r result) like(want result) bool {
	return errors.Is(r.err, want.err) && (want.err != nil || r.err == nil && r.value == want.value)
}

// future is the result of a call that runs in a goroutine of its own.
type future struct {
	l      *loads
	call   string
	done   chan struct{}
	result result
}

// ask calls GetOrLoad in a goroutine, and returns when it waits for something.
func (l *loads) ask(ctx context.Context, key int, f loader) *future {
	a := &future{l: l, call: fmt.Sprintf("GetOrLoad(ctx, %d, f)", key), done: make(chan struct{})}
	go l.t.Guarded(func() {
		defer close(a.done)
		a.result.value, a.result.err = l.GetOrLoad(ctx, key, f)
	})()
	synctest.Wait()
	return a
}

// returned reports whether the call has returned.
func (a *future) returned() bool {
	select {
	case <-a.done:
		return true
	default:
		return false
	}
}

// want waits for the call and fails the row unless it returns what is wanted.
func (a *future) want(value int, err error) {
	<-a.done
	if want := (result{value, err}); !a.result.like(want) {
		a.l.t.Errorf("%s returned %v, want %v", a.call, a.result, want)
	}
}

// wantAlready fails the row unless the call has returned what is wanted without waiting.
func (a *future) wantAlready(value int, err error) {
	if !a.returned() {
		a.l.t.Errorf("%s has not returned yet, want it to return %v at once", a.call, result{value, err})
	}
	a.want(value, err)
}

// wantWaiting fails the row if the call has returned.
func (a *future) wantWaiting(why string) {
	if a.returned() {
		a.l.t.Errorf("%s returned %v at once, want it to wait: %s", a.call, a.result, why)
	}
}

// wantStored fails the row unless Peek finds value, or nothing if ok is false.
func (l *loads) wantStored(key, value int, ok bool) {
	if got, found := l.Peek(key); got != value || found != ok {
		l.t.Errorf("then c.Peek(%d) = (%d, %t), want (%d, %t)", key, got, found, value, ok)
	}
}

func (l *loads) wantStats(want lrucache.Stats) {
	if got := l.Stats(); got != want {
		l.t.Errorf("then c.Stats() =\n%+v, want\n%+v", got, want)
	}
}

func (l *loads) wantStarted(n int64) {
	if got := l.started.Load(); got != n {
		l.t.Errorf("%d loads were started, want %d", got, n)
	}
}

var errLoader = errors.New("the loader's error")

var background = context.Background()

type contextKey struct{}

type loadRow struct {
	name  string
	check func(t *exercise.T)
}

var loadRows = []loadRow{
	{"GetOrLoad loads what is missing, once, and stores it", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.ask(background, 1, l.returning(10, nil)).want(10, nil)
		l.wantStored(1, 10, true)
		l.ask(background, 1, l.mustNotLoad("the value is stored")).wantAlready(10, nil)
		l.wantStats(lrucache.Stats{Hits: 1, Misses: 1, Loads: 1})
	}},
	{"GetOrLoad returns what Put stored, and promotes it", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.Put(1, 10)
		l.Put(2, 20)
		l.ask(background, 1, l.mustNotLoad("the value is stored")).wantAlready(10, nil)
		l.Put(3, 30)
		l.wantStored(1, 10, true)
		l.wantStored(2, 0, false)
		l.wantStats(lrucache.Stats{Hits: 1, Evictions: 1})
	}},
	{"the loader gets its key and the caller's values", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx := context.WithValue(background, contextKey{}, "here")
		l.ask(ctx, 7, func(ctx context.Context, key int) (int, error) {
			if key != 7 || ctx.Value(contextKey{}) != "here" {
				t.Errorf("the loader was called with the key %d and a context whose value is %v, want 7 and the caller's, here", key, ctx.Value(contextKey{}))
			}
			return 70, nil
		}).want(70, nil)
	}},
	{"no other method waits for a load", func(t *exercise.T) {
		for _, method := range methods {
			l := newLoads(t, config{Capacity: 2})
			a := l.ask(background, 1, l.returning(10, nil))
			begin := time.Now()
			method.call(l.cache)
			if took := time.Since(begin); took > 0 {
				t.Errorf("during a load of key 1, of a second, c.%s took %v, want it to return at once", method.name, took)
			}
			a.want(10, nil)
		}
	}},
	{"all who ask during a load share it", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		var askers []*future
		for range 5 {
			askers = append(askers, l.ask(background, 1, l.returning(10, nil)))
		}
		l.wantStarted(1)
		l.wantStats(lrucache.Stats{Misses: 5, Loads: 1}) // it counts when it starts
		for _, a := range askers {
			a.wantWaiting("the load has not ended")
		}
		for _, a := range askers {
			a.want(10, nil)
		}
		l.wantStarted(1)
		l.wantStats(lrucache.Stats{Misses: 5, Loads: 1})
	}},
	{"loads of different keys do not wait for one another", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		begin := time.Now()
		a, b := l.ask(background, 1, l.returning(10, nil)), l.ask(background, 2, l.returning(20, nil))
		a.want(10, nil)
		b.want(20, nil)
		if took := time.Since(begin); took > time.Second {
			t.Errorf("two loads of a second each, of different keys, took %v, want a second", took)
		}
		l.wantStats(lrucache.Stats{Misses: 2, Loads: 2})
	}},
	{"two caches load apart", func(t *exercise.T) {
		l, m := newLoads(t, config{Capacity: 2}), newLoads(t, config{Capacity: 2})
		a, b := l.ask(background, 1, l.returning(10, nil)), m.ask(background, 1, m.returning(20, nil))
		a.want(10, nil)
		b.want(20, nil)
	}},
	{"keys that print alike are loaded apart", func(t *exercise.T) {
		c := newCache(lrucache.Config[name, int]{Capacity: 2})
		exercise.Together(t, 2, func(i int) {
			v, err := c.GetOrLoad(background, twins[i], func(context.Context, name) (int, error) {
				time.Sleep(time.Second)
				return i, nil
			})
			if v != i || err != nil {
				t.Errorf("two goroutines load the keys %#v at once: GetOrLoad of key %#v returned (%d, %v), want (%d, nil)", twins, twins[i], v, err, i)
			}
		})
	}},
	{"an error reaches all who wait and is not stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a, b := l.ask(background, 1, l.returning(0, errLoader)), l.ask(background, 1, l.returning(0, nil))
		a.want(0, errLoader)
		b.want(0, errLoader)
		l.wantStored(1, 0, false)
		l.ask(background, 1, l.returning(11, nil)).want(11, nil)
		l.wantStored(1, 11, true)
		l.wantStats(lrucache.Stats{Misses: 3, Loads: 2, LoadErrors: 1})
	}},
	{"a caller whose ctx ends leaves at once, and the load goes on for the others", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		first, leave := context.WithCancelCause(background)
		second, leaveToo := context.WithTimeout(background, time.Second/2)
		defer leaveToo()
		a := l.ask(first, 1, l.returning(10, nil))
		b := l.ask(second, 1, l.mustNotLoad("a load of the key is under way"))
		c := l.ask(background, 1, l.mustNotLoad("a load of the key is under way"))
		leave(errors.New("the cause is not ctx.Err()"))
		synctest.Wait()
		a.wantAlready(0, context.Canceled)
		time.Sleep(time.Second / 2)
		synctest.Wait()
		b.wantAlready(0, context.DeadlineExceeded)
		c.wantWaiting("the load has not ended")
		c.want(10, nil)
		l.wantStored(1, 10, true)
		l.wantStats(lrucache.Stats{Misses: 3, Loads: 1})
	}},
	{"a load whose only caller has left goes on, and its result is stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx, leave := context.WithCancel(background)
		a := l.ask(ctx, 1, l.returning(10, nil))
		leave()
		a.want(0, context.Canceled)
		b := l.ask(background, 1, l.mustNotLoad("a load of the key is under way"))
		b.wantWaiting("the load has not ended")
		b.want(10, nil)
		l.wantStored(1, 10, true)
	}},
	{"the loader's context does not end with the caller's", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx, leave := context.WithTimeout(background, time.Second)
		defer leave()
		l.ask(ctx, 1, func(ctx context.Context, _ int) (int, error) {
			if deadline, ok := ctx.Deadline(); ok {
				t.Errorf("the loader's context has the deadline %v, want none", deadline)
			}
			time.Sleep(2 * time.Second)
			return 10, ctx.Err()
		}).want(0, context.DeadlineExceeded)
		time.Sleep(2 * time.Second)
		l.wantStored(1, 10, true)
	}},
	{"with a ctx that has ended what is stored is still a hit", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.Put(1, 10)
		l.ask(ended(), 1, l.mustNotLoad("the value is stored")).wantAlready(10, nil)
		l.wantStats(lrucache.Stats{Hits: 1})
	}},
	{"with a ctx that has ended what is missing is a miss, and is not loaded", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.ask(ended(), 1, l.mustNotLoad("ctx had ended before the call")).wantAlready(0, context.Canceled)
		l.wantStats(lrucache.Stats{Misses: 1})
		a := l.ask(background, 1, l.returning(10, nil))
		l.ask(ended(), 1, l.mustNotLoad("ctx had ended before the call")).wantAlready(0, context.Canceled)
		a.want(10, nil)
		l.wantStats(lrucache.Stats{Misses: 3, Loads: 1})
	}},
	{"a loader that panics gives ErrLoad to all who wait", func(t *exercise.T) {
		checkFailedLoad(t, func() { panic(loaderPanic) })
	}},
	{"a loader that calls runtime.Goexit gives ErrLoad to all who wait", func(t *exercise.T) {
		checkFailedLoad(t, runtime.Goexit)
	}},
	{"Put during a load detaches it: its callers get its result, and the value of Put stays", func(t *exercise.T) {
		var events []string
		l := newLoads(t, config{Capacity: 2, OnRemove: func(key, value int, why lrucache.Reason) { events = append(events, eventText(key, value, why)) }})
		a := l.ask(background, 1, l.returning(10, nil))
		l.Put(1, 11)
		l.ask(background, 1, l.mustNotLoad("Put has stored a value")).wantAlready(11, nil)
		a.want(10, nil)
		l.wantStored(1, 11, true)
		if len(events) > 0 {
			t.Errorf("Put during a load, and then the load ends: OnRemove was told %v, want nothing", events)
		}
		l.wantStats(lrucache.Stats{Hits: 1, Misses: 1, Loads: 1})
	}},
	{"Remove during a load detaches it, also of a key that is not there", func(t *exercise.T) {
		checkDetached(t, "Remove(1)", func(c *cache) { c.Remove(1) })
	}},
	{"Clear during a load detaches it, also in an empty cache", func(t *exercise.T) {
		checkDetached(t, "Clear()", (*cache).Clear)
	}},
	{"Put and Remove during a load detach it", func(t *exercise.T) {
		checkDetached(t, "Put(1, 11); c.Remove(1)", func(c *cache) { c.Put(1, 11); c.Remove(1) })
	}},
	{"Put and Remove of other keys detach nothing", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 3})
		a := l.ask(background, 1, l.returning(10, nil))
		l.Put(2, 20)
		l.Remove(2)
		l.Remove(3)
		b := l.ask(background, 1, l.mustNotLoad("a load of the key is under way"))
		a.want(10, nil)
		b.want(10, nil)
		l.wantStored(1, 10, true)
	}},
	{"a load that was detached and fails does so for its own callers only", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a := l.ask(background, 1, l.returning(0, errLoader))
		l.Remove(1)
		time.Sleep(time.Second / 2)
		b := l.ask(background, 1, l.returning(11, nil))
		a.want(0, errLoader)
		b.want(11, nil)
		l.wantStored(1, 11, true)
		l.wantStats(lrucache.Stats{Misses: 2, Loads: 2, LoadErrors: 1})
	}},
	{"a load that is stored evicts as Put does, and OnRemove returns before the caller gets the result", func(t *exercise.T) {
		var l *loads
		told := ""
		l = newLoads(t, config{Capacity: 1, OnRemove: func(key, value int, why lrucache.Reason) {
			time.Sleep(time.Second)
			told = eventText(key, value, why)
		}})
		l.Put(1, 10)
		a, b := l.ask(background, 2, l.returning(20, nil)), l.ask(background, 2, l.mustNotLoad("a load of the key is under way"))
		time.Sleep(time.Second + time.Second/2) // the load has ended, OnRemove has not
		a.wantWaiting("OnRemove has not returned")
		b.wantWaiting("OnRemove has not returned")
		l.ask(background, 2, l.mustNotLoad("the result is stored")).wantAlready(20, nil)
		a.want(20, nil)
		if want := eventText(1, 10, lrucache.Evicted); told != want {
			t.Errorf("when GetOrLoad returned OnRemove had been told %q, want %q", told, want)
		}
		b.want(20, nil)
		l.wantStats(lrucache.Stats{Hits: 1, Misses: 2, Evictions: 1, Loads: 1})
	}},
	{"OnRemove may call GetOrLoad while a load is stored", func(t *exercise.T) {
		var l *loads
		l = newLoads(t, config{Capacity: 1, OnRemove: func(key, _ int, why lrucache.Reason) {
			if key == 1 {
				l.ask(background, 2, l.mustNotLoad("the result is stored")).wantAlready(20, nil)
			}
		}})
		l.Put(1, 10)
		l.ask(background, 2, l.returning(20, nil)).want(20, nil)
	}},
	{"what was loaded expires its TTL after it was stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: 2 * time.Second})
		l.ask(background, 1, l.returning(10, nil)).want(10, nil) // takes a second
		time.Sleep(2*time.Second - 1)
		l.wantStored(1, 10, true)
		time.Sleep(time.Nanosecond)
		l.wantStored(1, 0, false)
		l.ask(background, 1, l.returning(11, nil)).want(11, nil)
		l.wantStats(lrucache.Stats{Misses: 2, Expirations: 1, Loads: 2})
	}},
	{"what has expired is loaded again", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: time.Second})
		l.Put(1, 10)
		time.Sleep(time.Second)
		l.ask(background, 1, l.returning(11, nil)).want(11, nil)
		l.wantStats(lrucache.Stats{Misses: 1, Expirations: 1, Loads: 1})
	}},
	{"OnRemove may load again what has just expired", func(t *exercise.T) {
		var l *loads
		l = newLoads(t, config{Capacity: 2, TTL: time.Second, OnRemove: func(key, _ int, why lrucache.Reason) {
			if why == lrucache.Expired {
				if v, err := l.GetOrLoad(background, key, l.returning(11, nil)); v != 11 || err != nil {
					t.Errorf("GetOrLoad of a key whose expiry OnRemove is told of returned (%d, %v), want (11, nil)", v, err)
				}
			}
		}})
		l.Put(1, 10)
		time.Sleep(time.Second)
		l.ask(background, 1, l.returning(11, nil)).want(11, nil)
		l.wantStarted(1)
	}},
	{"what expires during a load leaves before the result is stored, and costs nobody his place", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: 2 * time.Second})
		l.Put(1, 10)
		time.Sleep(time.Second)
		l.Put(2, 20)
		l.ask(background, 3, l.returning(30, nil)).want(30, nil) // stored when key 1 expires
		l.wantStored(2, 20, true)
		l.wantStored(3, 30, true)
		l.wantStats(lrucache.Stats{Misses: 1, Expirations: 1, Loads: 1})
	}},
	{"a loader may use the cache, but for its own key", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 3})
		l.ask(background, 1, func(ctx context.Context, _ int) (int, error) {
			l.Put(3, 30)
			v, err := l.GetOrLoad(ctx, 2, l.returning(20, nil))
			return v + 1, err
		}).want(21, nil)
		l.wantStored(2, 20, true)
		l.wantStored(3, 30, true)
	}},
}

// ended returns a context that has ended.
func ended() context.Context {
	ctx, cancel := context.WithCancel(background)
	cancel()
	return ctx
}

// loaderPanic is what loaders panic with: if nobody recovers it, it ends the process as the last that is said.
const loaderPanic = "a loader has panicked: GetOrLoad recovers that, and returns ErrLoad"

// checkFailedLoad checks a loader that ends without returning.
func checkFailedLoad(t *exercise.T, end func()) {
	l := newLoads(t, config{Capacity: 2})
	failing := func(context.Context, int) (int, error) {
		time.Sleep(time.Second)
		end()
		return 10, nil
	}
	a, b := l.ask(background, 1, failing), l.ask(background, 1, failing)
	a.want(0, lrucache.ErrLoad)
	b.want(0, lrucache.ErrLoad)
	l.wantStored(1, 0, false)
	l.ask(background, 1, l.returning(11, nil)).want(11, nil)
	l.wantStats(lrucache.Stats{Misses: 3, Loads: 2, LoadErrors: 1})
}

// checkDetached checks that calls during a load detach it.
func checkDetached(t *exercise.T, calls string, detach func(c *cache)) {
	l := newLoads(t, config{Capacity: 2})
	t.Doing("GetOrLoad(ctx, 1, f) by one goroutine; while f runs c." + calls + "; GetOrLoad(ctx, 1, g) by another goroutine")
	a := l.ask(background, 1, l.returning(10, nil))
	detach(l.cache)
	time.Sleep(time.Second / 2)
	b := l.ask(background, 1, l.returning(11, nil))
	l.wantStarted(2) // at once, while the other one runs
	a.want(10, nil)
	l.wantStored(1, 0, false)
	c := l.ask(background, 1, l.mustNotLoad("a second load of the key is under way"))
	c.wantWaiting("the second load has not ended")
	b.want(11, nil)
	c.want(11, nil)
	l.wantStored(1, 11, true)
	l.wantStarted(2)
}

// checkOneLoad lets many goroutines ask for one key at once, with loads that end at once.
func checkOneLoad(t *exercise.T) {
	const rounds, goroutines = 1000, 4
	for range rounds {
		c := newCache(config{Capacity: 2})
		var loads atomic.Int64
		exercise.Together(t, goroutines, func(int) {
			v, err := c.GetOrLoad(background, 1, func(context.Context, int) (int, error) {
				return int(10 * loads.Add(1)), nil
			})
			if v != 10 || err != nil {
				t.Errorf("%d goroutines call GetOrLoad(ctx, 1, f), where f returns 10 the first time: it returned (%d, %v), want (10, nil)", goroutines, v, err)
			}
		})
		if n := loads.Load(); n != 1 {
			t.Fatalf("%d goroutines call GetOrLoad(ctx, 1, f), and nobody removes the value: f was called %d times, want once", goroutines, n)
		}
		if s := c.Stats(); s.Hits+s.Misses != goroutines || s.Loads != 1 {
			t.Fatalf("%d goroutines call GetOrLoad(ctx, 1, f): Stats() = %+v, want Hits and Misses to add up to %d, and 1 load", goroutines, s, goroutines)
		}
	}
}

// checkNoSecondLoad lets a load end while others who ask for its key wait for the same lock as what
// stores the result.
func checkNoSecondLoad(t *exercise.T) {
	const rounds, askers = 20, 6
	for range exercise.Within(rounds) {
		c := newCache(lrucache.Config[string, int]{Capacity: 2})
		var loads atomic.Int64
		begun, end := make(chan struct{}), make(chan struct{})
		ask := func() {
			c.GetOrLoad(background, "key", func(context.Context, string) (int, error) {
				if loads.Add(1) == 1 {
					close(begun)
					<-end
				}
				return 10, nil
			})
		}
		first := make(chan struct{})
		go t.Guarded(func() { defer close(first); ask() })()
		<-begun
		queue(t, func() { c.Peek(longKey()) }, askers, func(i int) {
			if i == 0 {
				close(end)
			}
			ask()
		})
		<-first
		if n := loads.Load(); n != 1 {
			t.Fatalf("%d goroutines call GetOrLoad(ctx, key, f) when a load of the key is about to end, and nobody removes the value: f was called %d times, want once: look, join and start under one lock, store the result and end the load under one lock", askers, n)
		}
	}
}

// checkLoadStorm mixes loads, some of which fail, panic or lose their callers, with everything else.
func checkLoadStorm(t *exercise.T) {
	times := 1000
	if exercise.Race {
		times = 200
	}
	d := newDepartures()
	c := newCache(config{Capacity: 3, OnRemove: d.onRemove})
	var next, asked, started, failed atomic.Int64
	var stored sync.Map // the values that Put stored or a load returned
	load := func(kind int) loader {
		return func(context.Context, int) (int, error) {
			started.Add(1)
			runtime.Gosched()
			switch kind {
			case 0:
				failed.Add(1)
				return 0, errLoader
			case 1:
				failed.Add(1)
				panic(loaderPanic)
			}
			v := int(next.Add(1))
			stored.Store(v, true)
			return v, nil
		}
	}
	exercise.Together(t, workers, func(w int) {
		r := rand.New(rand.NewPCG(3, uint64(w)))
		for range times {
			key := r.IntN(5)
			switch r.IntN(10) {
			case 0:
				c.Remove(key)
			case 1:
				v := int(next.Add(1))
				stored.Store(v, true)
				c.Put(key, v)
			case 2:
				ctx, leave := context.WithCancel(background)
				go leave()
				asked.Add(1)
				c.GetOrLoad(ctx, key, load(2))
				leave()
			default:
				asked.Add(1)
				v, err := c.GetOrLoad(background, key, load(r.IntN(6)))
				if _, ok := stored.Load(v); err == nil && !ok {
					t.Errorf("GetOrLoad returned (%d, nil), which was neither loaded nor put", v)
				}
			}
		}
	})
	synctest.Wait() // for loads whose callers have left
	c.Clear()
	s := c.Stats()
	if s.Hits+s.Misses != uint64(asked.Load()) || s.Loads != uint64(started.Load()) || s.LoadErrors != uint64(failed.Load()) {
		t.Errorf("after %d calls of GetOrLoad, %d loads and %d failures Stats() = %+v, want these numbers", asked.Load(), started.Load(), failed.Load(), s)
	}
	for v, times := range d.times {
		if _, ok := stored.Load(v); times != 1 || !ok {
			t.Fatalf("OnRemove was told %d times of the value %d, want once, and only of values that were put or loaded", times, v)
		}
	}
}
