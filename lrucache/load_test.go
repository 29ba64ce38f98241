package lrucache_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches what loads share and what detaches them (step 7). Most rows run in bubbles, where the clock
// moves only while every goroutine waits. So a second of sleep takes no time, and a goroutine that waits forever
// is found at once.

type loader = func(context.Context, int) (int, error)

var (
	background = context.Background()
	errLoader  = errors.New("the loader's error")
)

// loaderPanic is what loaders panic with. If nothing recovers it, it ends the process and is printed last.
const loaderPanic = "a loader panicked: GetOrLoad must recover the panic and return ErrLoad"

// loaded is the answer of GetOrLoad: the value or, if there is one, the error. A value beside it has no meaning.
func loaded(value int, err error) any {
	if err != nil {
		return err
	}
	return value
}

// ending is what a loader does before it returns, and whether its result is stored.
type ending struct {
	does  string
	call  func(c caching[int], key int) error
	model func(m *model[int], key int) (stored bool, err error)
}

var loaders = []ending{
	{"/* nothing else */", func(caching[int], int) error { return nil }, func(*model[int], int) (bool, error) { return true, nil }},
	{"if true { return 0, errLoader }", func(caching[int], int) error { return errLoader }, func(*model[int], int) (bool, error) { return false, errLoader }},
	{"panic(\"no\")", func(caching[int], int) error { panic(loaderPanic) }, func(*model[int], int) (bool, error) { return false, lrucache.ErrLoad }},
	{"c.Put(key, 99)", func(c caching[int], key int) error { c.Put(key, 99); return nil }, func(m *model[int], key int) (bool, error) {
		m.expire()
		m.put(key, 99)
		return false, nil
	}},
	{"c.Remove(key)", func(c caching[int], key int) error { c.Remove(key); return nil }, func(m *model[int], key int) (bool, error) { m.expire(); return false, nil }},
	{"c.Clear()", func(c caching[int], _ int) error { c.Clear(); return nil }, func(m *model[int], _ int) (bool, error) { clearAll.Model(m); return false, nil }},
	{"c.Put(key+1, 98); c.Get(key)", func(c caching[int], key int) error { c.Put(key+1, 98); c.Get(key); return nil }, func(m *model[int], key int) (bool, error) {
		m.expire()
		m.put(key+1, 98)
		m.get(key)
		return true, nil
	}},
}

// loads is a cache with loaders that take a second. It notes the calls, for messages.
type loads struct {
	*cache
	t *exercise.T

	mu    sync.Mutex // guards what follows
	told  []string
	log   []string
	asked int // calls of ask
}

// newLoads returns a cache. If the row has an OnRemove of its own, onRemove says what that does.
func newLoads(t *exercise.T, config config, onRemove ...string) *loads {
	l := &loads{t: t}
	if config.OnRemove == nil {
		config.OnRemove = func(key, value int, why lrucache.Reason) {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.told = append(l.told, fmt.Sprint(key, value, why))
		}
	}
	fields := []string{fmt.Sprintf("Capacity: %d", config.Capacity)}
	if config.TTL > 0 {
		fields = append(fields, fmt.Sprintf("TTL: %s", durationText(config.TTL)))
	}
	for _, does := range onRemove {
		fields = append(fields, "OnRemove: f0 /* which "+does+" */")
	}
	l.note("c, _ := lrucache.NewCache(lrucache.Config[int, int]{%s})", strings.Join(fields, ", "))
	l.cache = newCache(config)
	return l
}

// note adds a call to those that messages show.
func (l *loads) note(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.log = append(l.log, fmt.Sprintf(format, args...)+"\n")
	l.t.Doing(strings.Join(l.log, ""))
}

// hasTold returns what OnRemove was told so far.
func (l *loads) hasTold() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.told)
}

// calls returns the calls so far, a line for each.
func (l *loads) calls() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.log, "")
}

func (l *loads) Put(key, value int) {
	l.note("c.Put(%d, %d)", key, value)
	l.cache.Put(key, value)
}

func (l *loads) Remove(key int) (int, bool) {
	l.note("c.Remove(%d)", key)
	return l.cache.Remove(key)
}

func (l *loads) Clear() {
	l.note("c.Clear()")
	l.cache.Clear()
}

func (l *loads) sleep(d time.Duration) {
	l.note("// %v later:", d)
	time.Sleep(d)
}

// fetch is a loader, and what it does.
type fetch struct {
	does string
	call loader // nil if it must not be called
}

func returning(value int, err error) fetch {
	return fetch{fmt.Sprintf("takes a second and returns (%d, %s)", value, exercise.Text(err)), func(context.Context, int) (int, error) {
		time.Sleep(time.Second)
		return value, err
	}}
}

// notLoaded is a loader that must not be called.
func notLoaded(why string) fetch { return fetch{does: "must not be called: " + why} }

// future is the result of a call that runs in a goroutine of its own.
type future struct {
	l      *loads
	call   string
	done   chan struct{}
	answer any
}

// ask calls GetOrLoad in a goroutine, and returns when that has returned or waits for something.
func (l *loads) ask(ctx context.Context, key int, f fetch) *future {
	l.mu.Lock()
	l.asked++
	a := &future{l: l, call: fmt.Sprintf("the call of goroutine %d", l.asked), done: make(chan struct{})}
	asker := l.asked
	l.mu.Unlock()
	about := ""
	if deadline, ok := ctx.Deadline(); ctx.Err() != nil {
		about = "; ctx has ended"
	} else if ok {
		about = fmt.Sprintf("; ctx ends in %v", time.Until(deadline))
	}
	l.note("c.GetOrLoad(ctx, %d, f%d) // in goroutine %d%s; f%d %s", key, asker, asker, about, asker, f.does)
	if f.call == nil {
		f.call = func(context.Context, int) (int, error) {
			l.t.Errorf("%sf%d was called, want no load", l.calls(), asker)
			return -1, nil
		}
	}
	go l.t.Guarded(func() {
		defer close(a.done)
		a.answer = loaded(l.GetOrLoad(ctx, key, f.call))
	})()
	synctest.Wait()
	return a
}

// gets waits for the call and fails the row unless its answer is this one.
func (a *future) gets(answer any) {
	<-a.done
	wantAnswer(a.l.t, a.l.calls()+a.call+" returned", a.answer, answer)
}

// getsNow fails the row unless the call has returned, with this answer.
func (a *future) getsNow(answer any) {
	select {
	case <-a.done:
	default:
		a.l.t.Errorf("%s%s has not returned yet, want it to return %s at once", a.l.calls(), a.call, exercise.Text(answer))
	}
	a.gets(answer)
}

// waits fails the row if the call has returned.
func (a *future) waits(why string) {
	select {
	case <-a.done:
		a.l.t.Errorf("%s%s has already returned %s, want it to wait: %s", a.l.calls(), a.call, exercise.Text(a.answer), why)
	default:
	}
}

// has fails the row unless Peek finds value, or nothing if ok is false.
func (l *loads) has(key, value int, ok bool) {
	wantAnswer(l.t, fmt.Sprintf("%sc.Peek(%d)", l.calls(), key), exercise.Results(l.Peek(key)), exercise.Results(value, ok))
}

func (l *loads) counts(want lrucache.Stats) { wantAnswer(l.t, l.calls()+"c.Stats()", l.Stats(), want) }

const loadRuns = "a load of the key runs"

type contextKey struct{}

// loadMethods are loads that OnRemove may make, and loadCauses loads that make key 1 leave.
var (
	loadMethods = []method{
		{"GetOrLoad(ctx, 1, f)", func(c *cache) { c.GetOrLoad(background, 1, returning(11, nil).call) }},
		{"GetOrLoad(ctx, 2, f)", func(c *cache) { c.GetOrLoad(background, 2, returning(22, nil).call) }},
		{"GetOrLoad(ctx, 3, f), where f calls c.GetOrLoad(ctx, 4, g)", func(c *cache) {
			c.GetOrLoad(background, 3, func(ctx context.Context, _ int) (int, error) { return c.GetOrLoad(ctx, 4, returning(44, nil).call) })
		}},
	}
	loadCauses = []cause{
		{"GetOrLoad(ctx, 2, f)", config{}, func(c *cache, _ *atomic.Int64) { c.GetOrLoad(background, 2, returning(20, nil).call) }},
		{"GetOrLoad(ctx, 2, f), where key 1 expires while f runs", config{TTL: time.Second}, func(c *cache, clock *atomic.Int64) {
			c.GetOrLoad(background, 2, func(context.Context, int) (int, error) { clock.Add(int64(time.Second)); return 20, nil })
		}},
		{"GetOrLoad(ctx, 2, f), and Put(2, 21) while f runs", config{}, func(c *cache, _ *atomic.Int64) {
			c.GetOrLoad(background, 2, func(context.Context, int) (int, error) { c.Put(2, 21); return 20, nil })
		}},
	}
)

// loadEnd is a way in which a load ends.
type loadEnd struct {
	does   string
	call   func(l *loads) error // when half of its time is over
	end    func()               // at the end
	answer any
	stored bool
}

var loadEnds = []loadEnd{
	{does: "returns (20, nil)", answer: 20, stored: true},
	{does: "returns (20, errLoader)", call: func(*loads) error { return errLoader }, answer: errLoader},
	{does: "panics", end: func() { panic(loaderPanic) }, answer: lrucache.ErrLoad},
	{does: "calls runtime.Goexit", end: runtime.Goexit, answer: lrucache.ErrLoad},
	{does: "returns (20, nil), and calls c.Remove(2) half a second earlier", call: func(l *loads) error { l.cache.Remove(2); return nil }, answer: 20},
	{does: "returns (20, errLoader), and calls c.Remove(2) half a second earlier", call: func(l *loads) error { l.cache.Remove(2); return errLoader }, answer: errLoader},
}

// fetch returns a loader that takes a second.
func (e loadEnd) fetch(l *loads) fetch { return e.after(l, time.Second, 20) }

// after returns a loader that takes that long and, if it returns a value, returns this one.
func (e loadEnd) after(l *loads, takes time.Duration, value int) fetch {
	does := fmt.Sprintf("takes %v and %s", takes, strings.Replace(e.does, "20", fmt.Sprint(value), 1))
	return fetch{does, func(context.Context, int) (_ int, err error) {
		time.Sleep(takes / 2)
		if e.call != nil {
			err = e.call(l)
		}
		time.Sleep(takes - takes/2)
		if e.end != nil {
			e.end()
		}
		return value, err
	}}
}

var loadRows = []loopRow{
	{"GetOrLoad loads a missing value once and stores it", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.ask(background, 1, returning(10, nil)).gets(10)
		l.has(1, 10, true)
		l.ask(background, 1, notLoaded("the value is stored")).getsNow(10)
		l.counts(lrucache.Stats{Hits: 1, Misses: 1, Loads: 1})
	}},
	{"GetOrLoad returns the value that Put stored and promotes its entry", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.Put(1, 10)
		l.Put(2, 20)
		l.ask(background, 1, notLoaded("the value is stored")).getsNow(10)
		l.Put(3, 30)
		l.has(1, 10, true)
		l.has(2, 0, false)
		l.counts(lrucache.Stats{Hits: 1, Evictions: 1})
	}},
	{"the loader gets the key and a context with the caller's values", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx := context.WithValue(background, contextKey{}, "here")
		l.ask(ctx, 7, fetch{"returns (70, nil)", func(ctx context.Context, key int) (int, error) {
			if key != 7 || ctx.Value(contextKey{}) != "here" {
				t.Errorf("the loader was called with the key %d and a context whose value is %#v, want the key 7 and the value \"here\" of the caller's ctx", key, ctx.Value(contextKey{}))
			}
			return 70, nil
		}}).gets(70)
	}},
	{"no other method waits for a load", func(t *exercise.T) {
		for _, method := range methods {
			l := newLoads(t, config{Capacity: 2})
			a := l.ask(background, 1, returning(10, nil))
			begin := time.Now()
			l.note("c.%s", method.name)
			method.call(l.cache)
			if took := time.Since(begin); took > 0 {
				t.Errorf("during a load of key 1 that takes a second, c.%s took %v, want it to return at once", method.name, took)
			}
			a.gets(10)
		}
	}},
	{"all callers that ask for a key during its load share that load", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		var askers []*future
		for range 5 {
			askers = append(askers, l.ask(background, 1, returning(10, nil)))
		}
		l.counts(lrucache.Stats{Misses: 5, Loads: 1}) // it counts when it starts
		for _, a := range askers {
			a.waits("the load has not ended")
		}
		for _, a := range askers {
			a.gets(10)
		}
		l.counts(lrucache.Stats{Misses: 5, Loads: 1})
	}},
	{"loads of different keys do not wait for one another", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		begin := time.Now()
		a, b := l.ask(background, 1, returning(10, nil)), l.ask(background, 2, returning(20, nil))
		a.gets(10)
		b.gets(20)
		if took := time.Since(begin); took > time.Second {
			t.Errorf("two loads of a second each, of different keys, took %v, want a second", took)
		}
		l.counts(lrucache.Stats{Misses: 2, Loads: 2})
	}},
	{"two caches load the same key independently", func(t *exercise.T) {
		l, m := newLoads(t, config{Capacity: 2}), newLoads(t, config{Capacity: 2})
		a, b := l.ask(background, 1, returning(10, nil)), m.ask(background, 1, returning(20, nil))
		m.Clear()
		m.Put(1, 30)
		a.gets(10)
		b.gets(20)
		l.has(1, 10, true)
		m.has(1, 30, true)
	}},
	{"different keys that look alike are loaded separately", func(t *exercise.T) {
		keys := []any{twins[0], twins[1], nil, 1, int8(1), "1", &point{1, 2}, &point{1, 2}, math.Inf(1)}
		c := newCache(lrucache.Config[any, int]{Capacity: len(keys)})
		exercise.Together(t, len(keys), func(i int) {
			wantAnswer(t, fmt.Sprintf("the keys %#v are loaded at the same time: the answer for %#v", keys, keys[i]),
				loaded(c.GetOrLoad(background, keys[i], func(_ context.Context, key any) (int, error) {
					return returning(slices.Index(keys, key), nil).call(nil, 0)
				})), i)
		})
	}},
	{"a loaded zero value is stored like any other", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.ask(background, 0, returning(0, nil)).gets(0)
		l.has(0, 0, true)
		l.ask(background, 0, notLoaded("the value is stored")).getsNow(0)
	}},
	{"an error of the loader reaches all waiting callers and is not stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a, b := l.ask(background, 1, returning(9, errLoader)), l.ask(background, 1, returning(0, nil))
		a.gets(errLoader)
		b.gets(errLoader)
		l.has(1, 0, false)
		l.ask(background, 1, returning(11, nil)).gets(11)
		l.has(1, 11, true)
		l.counts(lrucache.Stats{Misses: 3, Loads: 2, LoadErrors: 1})
	}},
	{"a loader may return the error of a context, and all waiting callers get it", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a, b := l.ask(background, 1, returning(0, context.Canceled)), l.ask(background, 1, notLoaded(loadRuns))
		a.gets(context.Canceled)
		b.gets(context.Canceled)
		l.counts(lrucache.Stats{Misses: 2, Loads: 1, LoadErrors: 1})
	}},
	{"if a ctx ends just as the load does, its caller gets the result or ctx.Err()", func(t *exercise.T) {
		for range 20 {
			l := newLoads(t, config{Capacity: 2})
			ctx, leave := context.WithTimeout(background, time.Second)
			a, b := l.ask(ctx, 1, returning(10, nil)), l.ask(background, 1, notLoaded(loadRuns))
			a.gets(exercise.OneOf(10, context.DeadlineExceeded))
			b.gets(10)
			l.has(1, 10, true)
			leave()
		}
	}},
	{"a caller whose ctx ends returns at once, and the load goes on for the others", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		first, leave := context.WithCancelCause(background)
		second, leaveToo := context.WithTimeout(background, time.Second/2)
		defer leaveToo()
		a := l.ask(first, 1, returning(10, nil))
		b := l.ask(second, 1, notLoaded(loadRuns))
		c := l.ask(background, 1, notLoaded(loadRuns))
		l.note("// the ctx of goroutine 1 is canceled, with a cause")
		leave(errors.New("the cause is not ctx.Err()"))
		synctest.Wait()
		a.getsNow(context.Canceled)
		l.sleep(time.Second / 2)
		synctest.Wait()
		b.getsNow(context.DeadlineExceeded)
		c.waits("the load has not ended")
		c.gets(10)
		l.has(1, 10, true)
		l.counts(lrucache.Stats{Misses: 3, Loads: 1})
	}},
	{"a load goes on even if no caller is left, and its result is stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx, leave := context.WithCancel(background)
		a := l.ask(ctx, 1, returning(10, nil))
		l.note("// the ctx of goroutine 1 is canceled")
		leave()
		a.gets(context.Canceled)
		b := l.ask(background, 1, notLoaded(loadRuns))
		b.waits("the load has not ended")
		b.gets(10)
		l.has(1, 10, true)
		l.counts(lrucache.Stats{Misses: 2, Loads: 1})
	}},
	{"the loader's context ends neither with the caller's context nor with the load", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		ctx, leave := context.WithTimeout(background, time.Second)
		defer leave()
		var kept context.Context
		l.ask(ctx, 1, fetch{"takes two seconds and returns (10, ctx.Err())", func(ctx context.Context, _ int) (int, error) {
			kept = ctx
			if deadline, ok := ctx.Deadline(); ok {
				t.Errorf("the loader's context has the deadline %v, want none", deadline)
			}
			time.Sleep(2 * time.Second)
			return 10, ctx.Err()
		}}).gets(context.DeadlineExceeded)
		l.sleep(2 * time.Second)
		l.has(1, 10, true)
		wantAnswer(t, "after the loader has returned, ctx.Err() of its context", kept.Err(), nil)
	}},
	{"if ctx has ended before the call, a stored value is still a hit", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.Put(1, 10)
		l.ask(ended(), 1, notLoaded("the value is stored")).getsNow(10)
		l.counts(lrucache.Stats{Hits: 1})
	}},
	{"if ctx has ended before the call, a missing value is a miss and is not loaded", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		l.ask(ended(), 1, notLoaded("ctx had ended before the call")).getsNow(context.Canceled)
		l.counts(lrucache.Stats{Misses: 1})
		a := l.ask(background, 1, returning(10, nil))
		l.ask(ended(), 1, notLoaded("ctx had ended before the call")).getsNow(context.Canceled)
		a.gets(10)
		l.counts(lrucache.Stats{Misses: 3, Loads: 1})
	}},
	{"if the loader panics, all waiting callers get ErrLoad", func(t *exercise.T) {
		checkFailedLoad(t, "panics", func() { panic(loaderPanic) })
	}},
	{"if the loader panics with an error, errors.Is finds ErrLoad and that error", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a := l.ask(background, 1, fetch{"panics with an error", func(context.Context, int) (int, error) { panic(fmt.Errorf("%s: %w", loaderPanic, errLoader)) }})
		a.gets(lrucache.ErrLoad)
		a.gets(errLoader)
	}},
	{"if the loader calls runtime.Goexit, all waiting callers get ErrLoad", func(t *exercise.T) {
		checkFailedLoad(t, "calls runtime.Goexit", runtime.Goexit)
	}},
	{"Put detaches a load: its callers get its result, and the value of Put stays", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2})
		a := l.ask(background, 1, returning(10, nil))
		l.Put(1, 11)
		l.ask(background, 1, notLoaded("Put has stored a value")).getsNow(11)
		a.gets(10)
		l.has(1, 11, true)
		wantAnswer(t, "c.Put(1, 11) during a load of key 1, and then the load ends: what OnRemove was told", l.told, []string{})
		l.counts(lrucache.Stats{Hits: 1, Misses: 1, Loads: 1})
	}},
	{"Remove detaches a load, even if the key has no entry", func(t *exercise.T) {
		checkDetached(t, loadEnds[0], detachers[0])
	}},
	{"Clear detaches every load, even in an empty cache", func(t *exercise.T) {
		checkDetached(t, loadEnds[0], detachers[1])
	}},
	{"Put followed by Remove detaches a load", func(t *exercise.T) {
		checkDetached(t, loadEnds[0], detachers[2])
	}},
	{"Put and Remove of other keys do not detach a load", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 3})
		a := l.ask(background, 1, returning(10, nil))
		l.Put(2, 20)
		l.Remove(2)
		l.Remove(3)
		b := l.ask(background, 1, notLoaded(loadRuns))
		a.gets(10)
		b.gets(10)
		l.has(1, 10, true)
	}},
	{"if a detached load fails, only its own callers get the error, and it does not disturb a newer load", func(t *exercise.T) {
		for _, e := range loadEnds[1:4] {
			for _, d := range detachers {
				l := checkDetached(t, e, d)
				if l.counts(lrucache.Stats{Misses: 3, Loads: 2, LoadErrors: 1}); t.Failed() {
					return // one way shows enough
				}
			}
		}
	}},
	{"loads may end in any order, and only the one that was not detached is stored", func(t *exercise.T) {
		for _, takes := range [][]time.Duration{{1, 3, 5}, {5, 3, 1}, {3, 1, 5}, {5, 1, 3}} {
			l := newLoads(t, config{Capacity: 2})
			var askers []*future
			for i, seconds := range takes {
				if i > 0 {
					l.Remove(1)
				}
				askers = append(askers, l.ask(background, 1, fetch{fmt.Sprintf("takes %d seconds and returns (%d, nil)", seconds, 10+i), func(context.Context, int) (int, error) {
					time.Sleep(seconds * time.Second)
					return 10 + i, nil
				}}), l.ask(background, 1, notLoaded(loadRuns)))
			}
			for i, a := range askers {
				a.gets(10 + i/2)
			}
			l.has(1, 12, true)
			l.counts(lrucache.Stats{Misses: 6, Loads: 3})
		}
	}},
	{"a stored result evicts as Put does, and OnRemove returns before callers get the result", func(t *exercise.T) {
		var l *loads
		told := ""
		l = newLoads(t, config{Capacity: 1, OnRemove: func(key, value int, why lrucache.Reason) {
			time.Sleep(time.Second)
			told = fmt.Sprint(key, value, why)
		}}, "takes a second")
		l.Put(1, 10)
		a, b := l.ask(background, 2, returning(20, nil)), l.ask(background, 2, notLoaded(loadRuns))
		l.sleep(time.Second + time.Second/2) // the load has ended, OnRemove has not
		a.waits("OnRemove has not returned")
		b.waits("OnRemove has not returned")
		l.ask(background, 2, notLoaded("the result is stored")).getsNow(20)
		a.gets(20)
		if want := "1 10 Evicted"; told != want {
			t.Errorf("when GetOrLoad returned, OnRemove had been told %q, want %q", told, want)
		}
		b.gets(20)
		l.counts(lrucache.Stats{Hits: 1, Misses: 2, Evictions: 1, Loads: 1})
	}},
	{"OnRemove may call any method when a load ends, even GetOrLoad of the stored key", func(t *exercise.T) {
		checkReentry(t, append(loadCauses, causes...), append(loadMethods, methods...))
		checkReentry(t, expiring(loadMethods), append(loadMethods, methods...))
		checkNoLockInCallback(t, append(loadCauses, causes...), loadMethods)
	}},
	{"if OnRemove, called by GetOrLoad for an expired entry, puts the key, the load does not replace that value", func(t *exercise.T) {
		var l *loads
		l = newLoads(t, config{Capacity: 2, TTL: time.Minute, OnRemove: func(_, _ int, why lrucache.Reason) {
			l.told = append(l.told, fmt.Sprint(why))
			if why == lrucache.Expired {
				l.Put(1, 11)
			}
		}}, "calls c.Put(1, 11) when an entry has expired")
		l.Put(1, 10)
		l.sleep(time.Minute)
		l.ask(background, 1, returning(12, nil)).gets(exercise.OneOf(11, 12))
		l.has(1, 11, true)
		wantAnswer(t, "c.Put(1, 10); a minute later, with a TTL of a minute, c.GetOrLoad(ctx, 1, f), and OnRemove calls c.Put(1, 11) when key 1 has expired; what OnRemove was told", l.told, []string{"Expired"})
	}},
	{"GetOrLoad stores exactly the value that the loader returns", func(t *exercise.T) {
		c, a := newCache(lrucache.Config[int, *point]{Capacity: 2}), &point{1, 2}
		v, err := c.GetOrLoad(background, 1, func(context.Context, int) (*point, error) { return a, nil })
		stored, _ := c.Get(1)
		wantAnswer(t, "v, err := c.GetOrLoad(ctx, 1, f), where f returns (a, nil); w, _ := c.Get(1)\nv == a, err and w == a", exercise.Results(v == a, err, stored == a), exercise.Results(true, nil, true))
	}},
	{"if the result of a load is stored and then evicted, the next call loads again, even while the first load still calls OnRemove", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 1, OnRemove: func(key, _ int, _ lrucache.Reason) {
			if key == 1 {
				time.Sleep(2 * time.Second)
			}
		}}, "takes two seconds for key 1")
		l.Put(1, 10)
		a := l.ask(background, 2, returning(20, nil))
		l.sleep(time.Second + time.Second/4) // OnRemove is told of key 1
		exercise.Together(t, 1, func(int) { l.Put(3, 30) })
		b := l.ask(background, 2, returning(21, nil))
		a.gets(20)
		b.gets(21)
		l.counts(lrucache.Stats{Misses: 2, Evictions: 3, Loads: 2})
	}},
	{"a loaded entry expires when its TTL has passed since it was stored", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: 2 * time.Second})
		l.ask(background, 1, returning(10, nil)).gets(10) // takes a second
		l.sleep(2*time.Second - 1)
		l.has(1, 10, true)
		l.sleep(time.Nanosecond)
		l.has(1, 0, false)
		l.ask(background, 1, returning(11, nil)).gets(11)
		l.counts(lrucache.Stats{Misses: 2, Expirations: 1, Loads: 2})
	}},
	{"GetOrLoad loads an expired entry again", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: time.Second})
		l.Put(1, 10)
		l.sleep(time.Second)
		l.ask(background, 1, returning(11, nil)).gets(11)
		l.counts(lrucache.Stats{Misses: 1, Expirations: 1, Loads: 1})
	}},
	{"OnRemove may load the key that has just expired", func(t *exercise.T) {
		var l *loads
		l = newLoads(t, config{Capacity: 2, TTL: time.Second, OnRemove: func(key, _ int, why lrucache.Reason) {
			if why == lrucache.Expired {
				if v, err := l.GetOrLoad(background, key, returning(11, nil).call); v != 11 || err != nil {
					t.Errorf("OnRemove is called for an expired key, and calls GetOrLoad for it: that returned (%d, %v), want (11, nil)", v, err)
				}
			}
		}}, "loads a key that has expired")
		l.Put(1, 10)
		l.sleep(time.Second)
		l.ask(background, 1, returning(11, nil)).gets(11)
	}},
	{"entries that expire during a load leave first, so its result evicts no live entry", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 2, TTL: 2 * time.Second})
		l.Put(1, 10)
		l.sleep(time.Second)
		l.Put(2, 20)
		l.ask(background, 3, returning(30, nil)).gets(30) // stored when key 1 expires
		l.has(2, 20, true)
		l.has(3, 30, true)
		l.counts(lrucache.Stats{Misses: 1, Expirations: 1, Loads: 1})
	}},
	{"entries that expire during a load leave when it ends, even if it fails or was detached", func(t *exercise.T) {
		for _, e := range loadEnds {
			l := newLoads(t, config{Capacity: 3, TTL: time.Second})
			l.Put(1, 10)
			l.Put(3, 30)
			l.ask(background, 2, e.fetch(l)).gets(e.answer)
			wantAnswer(t, l.calls()+"// the load ended when the other entries expired: what OnRemove had been told when GetOrLoad returned", l.told, []string{"1 10 Expired", "3 30 Expired"})
		}
	}},
	{"when OnRemove is called at the end of a load, the load has ended: GetOrLoad of its key finds the result or starts a new load", func(t *exercise.T) {
		for _, e := range loadEnds {
			for _, who := range []string{"", ", in another goroutine, and waits for that"} {
				var l *loads
				called := false
				l = newLoads(t, config{Capacity: 3, TTL: time.Second, OnRemove: func(int, int, lrucache.Reason) {
					if called {
						return
					}
					called = true
					wantAnswer(t, l.calls()+"// in the first call of OnRemove:\nc.Stats().Expirations", l.Stats().Expirations, uint64(2))
					load := func() {
						want := 21
						if e.stored {
							want = 20
						}
						wantAnswer(t, l.calls()+"// in OnRemove:\nc.GetOrLoad(ctx, 2, g), where g returns (21, nil)", loaded(l.GetOrLoad(background, 2, returning(21, nil).call)), want)
					}
					if who == "" {
						load()
					} else {
						exercise.Together(t, 1, func(int) { load() })
					}
				}}, "calls c.GetOrLoad(ctx, 2, g) once"+who)
				l.Put(1, 10)
				l.Put(3, 30)
				l.ask(background, 2, e.fetch(l)).gets(e.answer)
				wantAnswer(t, l.calls()+"whether OnRemove had been called when GetOrLoad returned", called, true)
			}
		}
	}},
	{"a loader may use the cache for other keys", func(t *exercise.T) {
		l := newLoads(t, config{Capacity: 3})
		l.ask(background, 1, fetch{"calls c.Put(3, 30), and adds 1 to what c.GetOrLoad(ctx, 2, g) returns", func(ctx context.Context, _ int) (int, error) {
			l.Put(3, 30)
			v, err := l.GetOrLoad(ctx, 2, returning(20, nil).call)
			return v + 1, err
		}}).gets(21)
		l.has(2, 20, true)
		l.has(3, 30, true)
	}},
}

// ended returns a context that has ended.
func ended() context.Context {
	ctx, cancel := context.WithCancel(background)
	cancel()
	return ctx
}

// checkFailedLoad checks a loader that ends without returning.
func checkFailedLoad(t *exercise.T, does string, end func()) {
	l := newLoads(t, config{Capacity: 2})
	failing := fetch{"takes a second and " + does, func(context.Context, int) (int, error) {
		time.Sleep(time.Second)
		end()
		return 10, nil
	}}
	a, b := l.ask(background, 1, failing), l.ask(background, 1, failing)
	a.gets(lrucache.ErrLoad)
	b.gets(lrucache.ErrLoad)
	l.has(1, 0, false)
	l.ask(background, 1, returning(11, nil)).gets(11)
	l.counts(lrucache.Stats{Misses: 3, Loads: 2, LoadErrors: 1})
}

// detachers are calls that detach a load of key 1, and leave the key without an entry.
var detachers = []method{
	{"Remove(1)", func(c *cache) { c.Remove(1) }},
	{"Clear()", (*cache).Clear},
	{"Put(1, 11); c.Remove(1)", func(c *cache) { c.Put(1, 11); c.Remove(1) }},
}

// checkDetached checks that calls during a load detach it, so that its end does not disturb the next one.
func checkDetached(t *exercise.T, e loadEnd, detach method) *loads {
	l := newLoads(t, config{Capacity: 2})
	a := l.ask(background, 1, e.fetch(l))
	l.note("c.%s", detach.name)
	detach.call(l.cache)
	l.sleep(time.Second / 2)
	b := l.ask(background, 1, returning(11, nil))
	a.gets(e.answer)
	l.has(1, 0, false)
	c := l.ask(background, 1, notLoaded("a second load of the key is under way"))
	c.waits("the second load has not ended")
	b.gets(11)
	c.gets(11)
	l.has(1, 11, true)
	return l
}

// checkOneLoad lets goroutines ask for many keys, all in the same order, with loads that end at once.
func checkOneLoad(t *exercise.T) {
	const goroutines, most = 4, 100_000
	c := newCache(config{Capacity: most})
	loads := make([]atomic.Int32, most)
	keys := exercise.Walk(t, goroutines, func(_, key int) {
		v, err := c.GetOrLoad(background, key, func(context.Context, int) (int, error) { return 10 * int(loads[key].Add(1)), nil })
		if v != 10 || err != nil {
			t.Errorf("%d goroutines call c.GetOrLoad(ctx, %d, f), and f returns 10 in its first call, 20 in its second, and so on: a GetOrLoad returned (%d, %v), want (10, nil), because one load is enough for all", goroutines, key, v, err)
		}
	})
	for key := range keys {
		if n := loads[key].Load(); n != 1 {
			t.Fatalf("%d goroutines call GetOrLoad(ctx, %d, f), and nothing removes the value: f was called %d times, want once: "+
				"look for the entry and join or start the load under one lock; store the result and end the load under one lock", goroutines, key, n)
		}
	}
	if s := c.Stats(); s.Hits+s.Misses < uint64(goroutines*keys) || s.Loads != uint64(c.Len()) {
		t.Errorf("%d goroutines call c.GetOrLoad for the keys from 0 to %d, and nothing is removed: c.Stats() // got %+v, want Hits plus Misses to be at least %d (now %d), and Loads: %d, one for each of the c.Len() entries",
			goroutines, keys-1, s, goroutines*keys, s.Hits+s.Misses, c.Len())
	}
}

// checkDuringLoad lets a load end while another goroutine makes a call. The two meet at the end of the load, or wait
// for the lock of the cache, in one order or the other. Each call comes before or after the result is stored.
func checkDuringLoad(t *exercise.T) {
	join := op[int]{Go: "c.GetOrLoad(ctx, 1, g)", // shares the load or finds its result
		Solution: func(s *solution[int]) any {
			return loaded(s.cache.GetOrLoad(background, 1, func(context.Context, int) (int, error) { return 11, nil }))
		},
		Model: func(m *model[int]) any { m.get(1); return 10 }}
	for i, o := range []op[int]{put(1, 11), remove(1), clearAll, join, get(1), put(2, 20), stats} {
		l := duringLoad{call: o, detaches: i < 3}
		l.check(t, cacheSetup{capacity: 2, loads: true}, 100, 0, goThrough)
		for _, first := range []int{0, 1} {
			l.check(t, cacheSetup{capacity: 2, loads: true, texts: true}, 2, first, queueUp)
		}
		if t.Failed() {
			return
		}
	}
}

// duringLoad is a call while a load of key 1 ends.
type duringLoad struct {
	call     op[int]
	detaches bool
}

func (l duringLoad) check(t *exercise.T, setup cacheSetup, rounds, first int, race func(*exercise.T, []*solution[int], func(g, i int))) {
	caches, answers := make([]*solution[int], rounds), make([]any, rounds)
	ends, asked := make([]chan struct{}, rounds), make([]chan struct{}, rounds)
	for i := range caches {
		s, _ := setup.new()
		begun, end, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
		caches[i], ends[i], asked[i] = s, end, done
		s.cache.Put(0, 0)
		go t.Guarded(func() {
			defer close(done)
			wantAnswer(t, "c.GetOrLoad(ctx, 1, f), where f returns (10, nil)", loaded(s.cache.GetOrLoad(background, 1, func(context.Context, int) (int, error) {
				close(begun)
				<-end
				return 10, nil
			})), 10)
		})()
		<-begun
	}
	what := fmt.Sprintf("c is a Cache of capacity 2\nc.Put(0, 0)\nc.GetOrLoad(ctx, 1, f), where f returns (10, nil) // by one goroutine\n%v // by another one, when f is about to return\n", l.call)
	t.Doing(what)
	race(t, caches, func(g, i int) {
		if g == first {
			close(ends[i])
			<-asked[i]
			return
		}
		answers[i] = l.call.Solution(caches[i])
	})
	want := []string{l.outcome(setup, true), l.outcome(setup, false)}
	for i, s := range caches {
		got := outcome([]string{l.call.Go}, []any{answers[i]}, func(o op[int]) any { return o.Solution(s) })
		wantOneOf(t, what, got, want, "look for the entry and join or start the load under one lock; check that the load is not detached, store its result and end it under one lock")
	}
}

// outcome is what comes of the call before or after the load has stored its result.
func (l duringLoad) outcome(setup cacheSetup, before bool) string {
	_, m := setup.new()
	m.put(0, 0)
	m.get(1)
	m.stats.Loads++
	var answer any
	if before {
		answer = l.call.Model(m)
	}
	if !before || !l.detaches {
		m.put(1, 10)
	}
	if !before {
		answer = l.call.Model(m)
	}
	return outcome([]string{l.call.Go}, []any{answer}, func(o op[int]) any { return o.Model(m) })
}

// runningLoads starts loads that run until end is closed, and returns when all of them have started.
func runningLoads(c *cache, n int, running *sync.WaitGroup, end <-chan struct{}) {
	for k := range n {
		running.Go(func() {
			c.GetOrLoad(background, -1-k, func(context.Context, int) (int, error) { <-end; return 0, errLoader })
		})
	}
	for c.Stats().Loads < uint64(n) {
		runtime.Gosched()
	}
}

// checkLoadsFlat compares caches in which many loads run with caches in which few do.
func checkLoadsFlat(t *exercise.T) {
	end := make(chan struct{})
	var running sync.WaitGroup
	load := func(_ context.Context, key int) (int, error) { return key, nil }
	build := func(capacity int) target {
		c := cacheTarget(time.Hour)(capacity)
		runningLoads(c.cache, capacity, &running, end)
		return c
	}
	checkFlat(t, ", while as many loads run as there are entries,", build,
		flatOp{"GetOrLoad of a key that is there", "v, _ := c.GetOrLoad(ctx, k, f); v == k", inTurn, func(c target, k, n int) bool { v, _ := c.cache.GetOrLoad(background, k, load); return v == k }},
		flatOp{"GetOrLoad of a new key", "v, _ := c.GetOrLoad(ctx, k, f); v == k", absent, func(c target, k, n int) bool { v, _ := c.cache.GetOrLoad(background, k, load); return v == k }})
	close(end)
	running.Wait()
}

// checkLoadsFlatSmall lets many more loads run than the cache has room for entries.
func checkLoadsFlatSmall(t *exercise.T) {
	end := make(chan struct{})
	var running sync.WaitGroup
	build := func(loads int) *cache {
		c := newCache(config{Capacity: 2})
		runningLoads(c, loads, &running, end)
		return c
	}
	large, small := build(4096), build(8)
	load := func(c *cache, key int, f func()) {
		c.GetOrLoad(background, key, func(context.Context, int) (int, error) { f(); return key, nil })
	}
	for _, op := range []struct {
		name string
		call func(c *cache, i int)
	}{
		{"GetOrLoad of a new key", func(c *cache, i int) { load(c, i, func() {}) }},
		{"GetOrLoad of a new key whose load Put detaches", func(c *cache, i int) { load(c, i, func() { c.Put(i, i) }) }},
		{"GetOrLoad of a new key whose load Remove detaches", func(c *cache, i int) { load(c, i, func() { c.Remove(i) }) }},
		{"Put of a new key into a full cache", func(c *cache, i int) { c.Put(i, i) }},
		{"Put and Remove of a key", func(c *cache, i int) { c.Put(i, i); c.Remove(i) }},
		{"Get of a missing key", func(c *cache, i int) { c.Get(i) }},
		{"Len and Stats", func(c *cache, _ int) { c.Len(); c.Stats() }},
	} {
		exercise.SameCost(t, "in a Cache of capacity 2, "+op.name, "while 4096 loads of other keys run", func(i int) { op.call(large, i) }, "while 8 loads run", func(i int) { op.call(small, i) })
	}
	close(end)
	running.Wait()
}

// checkErrorCounted lets many callers wait for a load that fails. The first of them get the error long before the
// last.
func checkErrorCounted(t *exercise.T) {
	const callers, rounds = 1500, 40
	var found atomic.Bool // one message is enough
	defer exercise.MoreThreads(4)()
	c := newCache(config{Capacity: 2})
	begin := time.Now()
	for round := range rounds {
		// A busy machine needs more time for as many chances.
		if took := time.Since(begin); t.Failed() || took > time.Second || took > 150*time.Millisecond && round >= 10 {
			return
		}
		f := loaders[1+round%2] // returns an error, or panics
		end := make(chan struct{})
		var asked sync.WaitGroup
		for range callers {
			asked.Go(t.Guarded(func() {
				_, err := c.GetOrLoad(background, round, func(context.Context, int) (int, error) { <-end; return 0, f.call(c, round) })
				if counted := c.Stats().LoadErrors; err != nil && counted <= uint64(round) && found.CompareAndSwap(false, true) {
					t.Errorf("%d goroutines call c.GetOrLoad(ctx, %d, f), where f fails: c.Stats().LoadErrors, called by one of them when it has the error // got %d, want %d. Count the error before you give it to the callers",
						callers, round, counted, round+1)
				}
			}))
		}
		for c.Stats().Misses < uint64(callers*(round+1)) {
			runtime.Gosched()
		}
		if round%4 > 1 {
			c.Remove(round) // detaches the load
		}
		close(end)
		asked.Wait()
	}
}

// storm is loads by many goroutines, some of which fail, panic or lose their callers.
type storm struct {
	asked, started, failed atomic.Int64
}

func (l *storm) call(c *cache, key, value int, r *rand.Rand) {
	ctx, leave := context.WithCancel(background)
	defer leave()
	if r.IntN(4) == 0 {
		go leave()
	}
	kind := r.IntN(6)
	l.asked.Add(1)
	c.GetOrLoad(ctx, key, func(context.Context, int) (int, error) {
		l.started.Add(1)
		runtime.Gosched()
		switch kind {
		case 0:
			l.failed.Add(1)
			return 0, errLoader
		case 1:
			l.failed.Add(1)
			panic(loaderPanic)
		}
		return value, nil
	})
}

// checkLoadStorm runs in a bubble, which finds a goroutine that is left behind.
func checkLoadStorm(t *exercise.T) {
	l := new(storm)
	s := checkConserved(t, ttl, l)
	if s.Hits+s.Misses < uint64(l.asked.Load()) || s.Loads != uint64(l.started.Load()) || s.LoadErrors != uint64(l.failed.Load()) {
		t.Errorf("%d goroutines called GetOrLoad %d times in all, which started %d loaders, and %d of these failed: c.Stats() // got %+v, want Loads: %[3]d, LoadErrors: %[4]d, and Hits plus Misses to be at least %[2]d (now %[6]d)",
			workers, l.asked.Load(), l.started.Load(), l.failed.Load(), s, s.Hits+s.Misses)
	}
}

// checkToldDuringLoad lets a load end while OnRemove is told what Put or Clear has removed. At that time they have
// already detached the load.
func checkToldDuringLoad(t *exercise.T) {
	for _, row := range []struct {
		code string
		call func(*cache)
		want any
	}{
		{"c.Put(1, 11)", func(c *cache) { c.Put(1, 11) }, exercise.Results(11, true)},
		{"c.Clear()", func(c *cache) { c.Clear() }, exercise.Results(0, false)},
	} {
		begun, end, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
		var once sync.Once
		c := newCache(config{Capacity: 2, OnRemove: func(int, int, lrucache.Reason) {
			once.Do(func() { close(end) })
			select {
			case <-done:
			case <-time.After(50 * time.Millisecond): // a load may come to its end later
			}
		}})
		c.Put(2, 20)
		c.Put(3, 30)
		go t.Guarded(func() {
			defer close(done)
			_, _ = c.GetOrLoad(background, 1, func(context.Context, int) (int, error) {
				close(begun)
				<-end
				return 10, nil
			})
		})()
		<-begun
		row.call(c)
		<-done
		wantAnswer(t, "c is a Cache of capacity 2 whose OnRemove waits for the load of key 1\nc.Put(2, 20)\nc.Put(3, 30)\nc.GetOrLoad(ctx, 1, f), where f returns (10, nil) when OnRemove is called // by another goroutine\n"+
			row.code+" // while f runs\nc.Peek(1)", exercise.Results(c.Peek(1)), row.want)
	}
}

// overlap is random play with loads of several keys that start and end in any order. A model says which loads there
// are, and what is stored.
type overlap struct {
	*loads
	start   time.Time
	m       *model[int]
	running []*running // by their end
}

// reach moves the model's clock to a time at which something happens. What has expired leaves first.
func (o *overlap) reach(at time.Time) {
	o.m.now = at.Sub(o.start)
	o.m.expire()
}

// running is a load that has not ended, and the calls that wait for its result.
type running struct {
	key      int
	value    int
	how      loadEnd
	end      time.Time
	detached bool
	callers  []*future
}

// detach detaches the load of key, or every load if key is 0.
func (o *overlap) detach(key int) {
	for _, load := range o.running {
		load.detached = load.detached || load.key == key || key == 0
	}
}

// get asks for a key, whose load would take that long, and end in one of the ways of loadEnds.
func (o *overlap) get(key, value int, takes time.Duration, how loadEnd) {
	if stored, hit := o.m.get(key); hit {
		o.ask(background, key, notLoaded("the value is stored")).getsNow(stored)
		return
	}
	i := slices.IndexFunc(o.running, func(load *running) bool { return load.key == key && !load.detached })
	if i >= 0 {
		o.running[i].callers = append(o.running[i].callers, o.ask(background, key, notLoaded(loadRuns)))
		return
	}
	o.m.stats.Loads++
	load := &running{key: key, value: value, how: how, end: time.Now().Add(takes)}
	load.callers = append(load.callers, o.ask(background, key, how.after(o.loads, takes, value)))
	o.running = append(o.running, load)
	slices.SortFunc(o.running, func(a, b *running) int { return a.end.Compare(b.end) })
}

// check checks which calls have returned what, and what OnRemove was told.
func (o *overlap) check() {
	for synctest.Wait(); len(o.running) > 0 && !o.running[0].end.After(time.Now()); o.running = o.running[1:] {
		load := o.running[0]
		o.reach(load.end)
		answer := load.how.answer
		if !load.how.stored {
			o.m.stats.LoadErrors++
		} else if answer = load.value; !load.detached {
			o.m.put(load.key, load.value)
		}
		for _, a := range load.callers {
			a.getsNow(answer)
		}
	}
	for _, load := range o.running {
		for _, a := range load.callers {
			a.waits("the load has not ended")
		}
	}
	wantAnswer(o.t, o.calls()+"what OnRemove was told", o.hasTold(), o.m.told)
}

// look checks what can be asked. Each call of it removes what has expired.
func (o *overlap) look() {
	o.note("c.Peek(1); c.Peek(2); c.Peek(3); c.Stats()")
	o.reach(time.Now())
	for key := 1; key <= 3; key++ {
		value, ok := o.m.peek(key)
		o.has(key, value, ok)
	}
	o.counts(o.m.stats)
}

// checkLoadsAmongCalls makes random calls while loads run.
func checkLoadsAmongCalls(t *exercise.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		capacity, life := 1+r.IntN(3), time.Duration(2*r.IntN(2))*time.Second
		o := &overlap{start: time.Now(), loads: newLoads(t, config{Capacity: capacity, TTL: life}), m: &model[int]{capacity: capacity, ttl: life, isCache: true}}
		for call := range 4 + int(seed/8) { // the first rounds have few calls, for short messages
			key, what := 1+r.IntN(3), r.IntN(10)
			if what < 7 {
				o.reach(time.Now())
			}
			switch what {
			case 0:
				o.detach(key)
				o.Put(key, call)
				o.m.put(key, call)
			case 1:
				o.detach(key)
				o.Remove(key)
				o.m.remove(key)
			case 2:
				o.detach(0)
				o.Clear()
				clearAll.Model(o.m)
			case 7, 8, 9:
				o.sleep(time.Second)
			default:
				takes := time.Duration(1+r.IntN(3))*time.Second + time.Duration(call+1)*time.Millisecond // no two end together
				o.get(key, 100*key+call, takes, loadEnds[max(0, r.IntN(7)-3)])                           // most return a value
			}
			if !t.Failed() {
				o.check()
			}
			if !t.Failed() && r.IntN(3) == 0 {
				o.look()
			}
			if t.Failed() {
				return
			}
		}
		o.sleep(5 * time.Second)
		o.check()
		o.look()
	}
}
