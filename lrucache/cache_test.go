package lrucache_test

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
	"github.com/stretchr/testify/require"
)

// This file teaches what a Cache tells when values leave it, and what its callbacks may do (steps 5 and 6).

type (
	cache  = lrucache.Cache[int, int]
	config = lrucache.Config[int, int]
)

var cacheRows = []row{
	{"Get, Peek, Put, Remove and Len of a Cache do what they do for an LRU", 2, []op[int]{get(1).Returns(0, false), put(1, 10), put(2, 20), get(1).Returns(10, true), peek(2).Returns(20, true), peek(3), length.Returns(2),
		put(3, 30), get(1).Returns(10, true), get(2).Returns(0, false), get(3), remove(1).Returns(10, true), remove(1).Returns(0, false), length.Returns(1), put(4, 40), put(5, 50), get(3), get(4), get(5)}},
	{"OnRemove is called for a value that was evicted", 2, append(puts(1, 2), get(1), put(3, 30), tells("2 20 Evicted"), put(4, 40), put(5, 50), tells("2 20 Evicted", "1 10 Evicted", "3 30 Evicted"))},
	{"OnRemove is called for the old value when Put replaces it, even by an equal one", 2, []op[int]{put(1, 10), put(1, 11), tells("1 10 Replaced"), put(1, 11), tells("1 10 Replaced", "1 11 Replaced"), put(2, 20), put(1, 12), get(1)}},
	{"OnRemove is called for a value that was removed", 2, append(puts(1, 2), remove(1), tells("1 10 Removed"), remove(1), remove(3), tells("1 10 Removed"), get(2))},
	{"Clear calls OnRemove for each value as Removed, the least recently used first", 3, append([]op[int]{clearAll, tells()}, append(puts(1, 2, 3), get(2), clearAll,
		tells("1 10 Removed", "3 30 Removed", "2 20 Removed"), length.Returns(0), clearAll, put(1, 10), clearAll)...)},
	{"OnRemove is called for zero values too", 1, []op[int]{put(0, 0), put(0, 0), tells("0 0 Replaced"), put(1, 0), tells("0 0 Replaced", "0 0 Evicted"), remove(1)}},
	{"Stats counts the hits and misses of Get", 2, []op[int]{stats.Returns(lrucache.Stats{}), get(1), put(1, 10), get(1), get(1), get(2), stats.Returns(lrucache.Stats{Hits: 2, Misses: 2})}},
	{"Peek counts no hit and no miss", 2, []op[int]{put(1, 10), peek(1), peek(2), stats.Returns(lrucache.Stats{})}},
	{"Put, Remove, Len and Clear count no hit and no miss", 2, append(puts(1, 2), remove(1), remove(3), length, clearAll, stats.Returns(lrucache.Stats{}))},
	{"Evictions counts the evicted entries and nothing else", 2, append(puts(1, 2, 3, 4), stats.Returns(lrucache.Stats{Evictions: 2}), put(4, 0), remove(4), clearAll, stats.Returns(lrucache.Stats{Evictions: 2}))},
	{"Clear resets no count of Stats", 2, append(puts(1, 2, 3), get(1), get(3), clearAll, stats.Returns(lrucache.Stats{Hits: 1, Misses: 1, Evictions: 1}))},
	{"Peek does not promote the entry that it finds", 2, append(puts(1, 2), peek(1), put(3, 30), tells("1 10 Evicted"), get(1).Returns(0, false), get(2))},
}

func checkNewCache(t *exercise.T) {
	for _, row := range []struct {
		config config
		want   any // the error
	}{
		{config{Capacity: 1}, nil},
		{config{Capacity: 1000, TTL: time.Nanosecond}, nil},
		{config{Capacity: math.MaxInt, TTL: math.MaxInt64}, nil},
		{config{}, lrucache.ErrCapacity},
		{config{Capacity: -1}, lrucache.ErrCapacity},
		{config{Capacity: math.MinInt}, lrucache.ErrCapacity},
		{config{Capacity: 1, TTL: -1}, lrucache.ErrTTL},
		{config{Capacity: 1, TTL: math.MinInt64}, lrucache.ErrTTL},
		{config{Capacity: 0, TTL: -1}, exercise.OneOf(lrucache.ErrCapacity, lrucache.ErrTTL)},
	} {
		call := fmt.Sprintf("c, err := lrucache.NewCache(lrucache.Config[int, int]{Capacity: %d, TTL: %d})\n", row.config.Capacity, row.config.TTL)
		t.Doing(call)
		c, err := lrucache.NewCache(row.config)
		wantAnswer(t, call+"err", err, row.want)
		wantAnswer(t, call+"c != nil", c != nil, row.want == nil)
	}
}

func checkWithoutOnRemove(t *exercise.T) {
	c := newCache(config{Capacity: 1})
	calls := "c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: 1}); c.Put(1, 10); c.Put(1, 11); c.Put(2, 20); v, _ := c.Remove(2); c.Put(3, 30); c.Clear()"
	t.Doing(calls)
	c.Put(1, 10)
	c.Put(1, 11)
	c.Put(2, 20)
	v, _ := c.Remove(2)
	c.Put(3, 30)
	c.Clear()
	wantAnswer(t, calls+"\nv and c.Len()", exercise.Results(v, c.Len()), exercise.Results(20, 0))
}

func checkCacheKeys(t *exercise.T) {
	c := newCache(lrucache.Config[any, int]{Capacity: 10})
	a, b := &point{1, 2}, &point{1, 2}
	keys := []any{nil, 1, int8(1), "1", twins[0], twins[1], a, b, 0.0}
	for i, k := range keys {
		c.Put(k, i)
	}
	for i, k := range append(keys, math.Copysign(0, -1), name{strings.Clone("a"), "b c"})[1:] {
		want := []int{1, 2, 3, 4, 5, 6, 7, 8, 8, 5}[i]
		wantAnswer(t, fmt.Sprintf("for i, k := range %#v { c.Put(k, i) }\nc.Get(%#v)", keys, k), exercise.Results(c.Get(k)), exercise.Results(want, true))
	}
}

// checkCachesApart makes random calls on two caches in turn.
func checkCachesApart(t *exercise.T, ttl time.Duration, makers []maker[int]) {
	first, second := cacheSetup{capacity: 2, ttl: ttl, start: newYear, loads: true}, cacheSetup{capacity: 3, ttl: 2 * ttl, start: newYear.AddDate(0, 0, 1), loads: true}
	apart(t, "two caches share nothing", first.ops(), second.ops(), makers)
	apart(t, "two caches share nothing", first.ops(), first.ops(), makers)
}

// cause is calls that make a value leave a full cache, and method a call that OnRemove may make.
type cause struct {
	name   string
	config config
	call   func(c *cache, clock *atomic.Int64)
}

type method struct {
	name string
	call func(c *cache)
}

// methods are calls of each method of a Cache that takes no time.
var methods = []method{
	{"Get(1)", func(c *cache) { c.Get(1) }},
	{"Peek(1)", func(c *cache) { c.Peek(1) }},
	{"Put(1, 11)", func(c *cache) { c.Put(1, 11) }},
	{"Remove(1)", func(c *cache) { c.Remove(1) }},
	{"Len()", func(c *cache) { c.Len() }},
	{"Stats()", func(c *cache) { c.Stats() }},
	{"Clear()", func(c *cache) { c.Clear() }},
}

var causes = []cause{
	{"Put(2, 20)", config{}, func(c *cache, _ *atomic.Int64) { c.Put(2, 20) }},
	{"Put(1, 11)", config{}, func(c *cache, _ *atomic.Int64) { c.Put(1, 11) }},
	{"Remove(1)", config{}, func(c *cache, _ *atomic.Int64) { c.Remove(1) }},
	{"Clear()", config{}, func(c *cache, _ *atomic.Int64) { c.Clear() }},
}

// expiries are calls of each method when the entry of the cache has expired.
var expiries = expiring(methods)

func expiring(methods []method) (causes []cause) {
	for _, m := range methods {
		causes = append(causes, cause{m.name + ", when key 1 has expired", config{TTL: time.Second}, func(c *cache, clock *atomic.Int64) {
			clock.Add(int64(time.Second))
			m.call(c)
		}})
	}
	return causes
}

// make returns a full cache whose OnRemove calls f, once, and a clock for it.
func (c cause) make(f func(c *cache)) (made *cache, clock *atomic.Int64, told *atomic.Int64) {
	clock, told = new(atomic.Int64), new(atomic.Int64)
	config := c.config
	config.Capacity = 1
	config.Now = func() time.Time { return newYear.Add(time.Duration(clock.Load())) }
	config.OnRemove = func(int, int, lrucache.Reason) {
		if told.Add(1) == 1 {
			f(made)
		}
	}
	made = newCache(config)
	made.Put(1, 10)
	return made, clock, told
}

// calls returns the calls in Go, a line for each.
func (c cause) calls() string {
	text := "c is a Cache of capacity 1\n"
	if c.config.TTL > 0 {
		text = fmt.Sprintf("c is a Cache of capacity 1 with a TTL of %v\n", c.config.TTL)
	}
	return text + "c.Put(1, 10)\nc." + c.name + "\n"
}

func checkReentry(t *exercise.T, causes []cause, methods []method) {
	for _, cause := range causes {
		for _, method := range methods {
			c, clock, told := cause.make(method.call)
			calls := fmt.Sprintf("%s// OnRemove calls c.%s, once\n", cause.calls(), method.name)
			t.Doing(calls)
			if cause.call(c, clock); told.Load() == 0 {
				t.Errorf("%s// when the last call returned, OnRemove had not been called, want it to be called for key 1 before the call returns", calls)
			}
			if v, ok := c.Peek(1); method.name == "Put(1, 11)" && !strings.Contains(cause.name, ", when key 1 has expired") && (v != 11 || !ok) {
				t.Errorf("%sc.Peek(1) // got (%d, %t), want (11, true): a call does its work before it calls OnRemove", calls, v, ok)
			}
			c.Put(2, 21) // the cache is in order afterwards
			if v, ok := c.Get(2); v != 21 || !ok {
				t.Errorf("%sc.Put(2, 21)\nc.Get(2) // got (%d, %t), want (21, true)", calls, v, ok)
			}
		}
	}
}

// checkClockUsesAnother lets the clock of each of many caches call a method of another cache.
func checkClockUsesAnother(t *exercise.T, methods []method) {
	for _, inside := range methods {
		for _, outside := range methods {
			other := newCache(config{Capacity: 1, TTL: ttl, Now: func() time.Time { return newYear }})
			c := newCache(config{Capacity: 1, TTL: ttl, Now: func() time.Time { inside.call(other); return newYear }})
			calls := fmt.Sprintf("c and other are Caches of capacity 1 with a TTL, and Now of c calls other.%s\nc.%s\n", inside.name, outside.name)
			t.Doing(calls)
			outside.call(c)
			c.Put(2, 21)
			if v, ok := c.Get(2); v != 21 || !ok {
				t.Errorf("%sc.Put(2, 21)\nc.Get(2) // got (%d, %t), want (21, true)", calls, v, ok)
			}
		}
	}
}

// checkNoLockInCallback lets another goroutine use the cache while OnRemove waits for it.
func checkNoLockInCallback(t *exercise.T, causes []cause, methods []method) {
	for _, cause := range causes {
		for _, method := range methods {
			c, clock, _ := cause.make(func(c *cache) { exercise.Together(t, 1, func(int) { method.call(c) }) })
			t.Doing(fmt.Sprintf("%s// OnRemove waits for another goroutine, which calls c.%s", cause.calls(), method.name))
			cause.call(c, clock)
		}
	}
}

// checkDoneBeforeTold looks at the cache when OnRemove is called.
func checkDoneBeforeTold(t *exercise.T) {
	for i, want := range []string{"0 false 1 1", "11 true 1 0", "0 false 0 0", "0 false 0 0"} {
		var seen string
		c, clock, _ := causes[i].make(func(c *cache) {
			v, ok := c.Peek(1)
			seen = fmt.Sprint(v, ok, c.Len(), c.Stats().Evictions)
		})
		causes[i].call(c, clock)
		wantAnswer(t, causes[i].calls()+"// in OnRemove: the results of c.Peek(1), c.Len() and c.Stats().Evictions", exercise.Phrase(seen), exercise.Phrase(want))
	}
}

// checkExpiredBeforeTold asks in each call of OnRemove for what is left and for what is counted. Both have to be as they
// are when the call that made the entries leave has returned.
func checkExpiredBeforeTold(t *exercise.T) {
	for _, method := range methods {
		var c *cache
		var seen []any
		now := newYear
		look := func() any { return exercise.Results(c.Len(), c.Stats()) }
		c = newCache(config{Capacity: 5, TTL: ttl, Now: func() time.Time { return now }, OnRemove: func(int, int, lrucache.Reason) { seen = append(seen, look()) }})
		what := fmt.Sprintf("c is a Cache of capacity 5 with a TTL of %v\nc.Put(1, 10); c.Put(2, 20); c.Put(3, 30)\nc.%s // %[1]v later\n", ttl, method.name)
		t.Doing(what)
		for k := 1; k <= 3; k++ {
			c.Put(k, 10*k)
		}
		now = now.Add(ttl)
		method.call(c)
		wantAnswer(t, what+"how often OnRemove was called, and then c.Stats().Expirations", exercise.Results(len(seen), c.Stats().Expirations), exercise.Results(3, uint64(3)))
		for i, got := range seen {
			wantAnswer(t, fmt.Sprintf("%s// in call %d of OnRemove, as when c.%s has returned:\nc.Len() and c.Stats()", what, i+1, method.name), got, look())
		}
		if t.Failed() {
			return
		}
	}
}

func checkNestedRemovals(t *exercise.T) {
	var c *cache
	var told []string
	c = newCache(config{Capacity: 2, OnRemove: func(key, value int, why lrucache.Reason) {
		told = append(told, fmt.Sprint(key, value, why))
		if key < 10 {
			c.Put(key+10, value)
		}
	}})
	c.Put(1, 1)
	c.Put(2, 2)
	c.Put(3, 3)
	wantAnswer(t, "c is a Cache of capacity 2; OnRemove puts each key k below 10 again, as k+10\nc.Put(1, 1)\nc.Put(2, 2)\n"+
		"c.Put(3, 3) // evicts 1, so OnRemove puts 11, which evicts 2, so it puts 12, which evicts 3, so it puts 13, which evicts 11\nwhat OnRemove was told", told,
		[]string{"1 1 Evicted", "2 2 Evicted", "3 3 Evicted", "11 1 Evicted"})
}

// checkNestedClear clears the cache again when the first of three values is reported.
func checkNestedClear(t *exercise.T) {
	var c *cache
	var mu sync.Mutex // guards told: a solution that reports in goroutines has to fail a row, and not to crash
	told := make(map[int]int)
	tell := func(key int) (keys int) {
		mu.Lock()
		defer mu.Unlock()
		told[key]++
		return len(told)
	}
	c = newCache(config{Capacity: 3, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if tell(key) == 1 {
			for k := range 3 {
				c.Put(10+k, k)
			}
			c.Clear()
		}
	}})
	for k := range 3 {
		c.Put(k, k)
	}
	c.Clear()
	mu.Lock()
	defer mu.Unlock()
	require.Equal(t, map[int]int{0: 1, 1: 1, 2: 1, 10: 1, 11: 1, 12: 1}, told,
		"a cache has the keys 0, 1 and 2; c.Clear(); the first time that OnRemove is called, it puts the keys 10, 11 and 12 and calls c.Clear() too: how often OnRemove was called for each key")
}

// checkNestedCalls lets one call make several values leave. When OnRemove is called for the first one, it makes a call that
// makes no value leave.
func checkNestedCalls(t *exercise.T, ttl time.Duration) {
	for _, method := range []method{
		{"Get(1)", func(c *cache) { c.Get(1) }},
		{"Peek(1)", func(c *cache) { c.Peek(1) }},
		{"Put(9, 90)", func(c *cache) { c.Put(9, 90) }},
		{"Remove(1)", func(c *cache) { c.Remove(1) }},
		{"Len()", func(c *cache) { c.Len() }},
		{"Stats()", func(c *cache) { c.Stats() }},
		{"Clear()", func(c *cache) { c.Clear() }},
	} {
		var c *cache
		var told, inside atomic.Int64
		now, outside, what := newYear, "Clear()", "c is a Cache of capacity 5\nc.Put(1, 10); c.Put(2, 20); c.Put(3, 30)\nc.Clear()"
		if ttl > 0 {
			outside = "Len()"
			what = fmt.Sprintf("c is a Cache of capacity 5 with a TTL of %v\nc.Put(1, 10); c.Put(2, 20); c.Put(3, 30)\nc.Len() // %[1]v later", ttl)
		}
		what = fmt.Sprintf("%s\n// when OnRemove is called for the first value, it calls c.%s", what, method.name)
		c = newCache(config{Capacity: 5, TTL: ttl, Now: func() time.Time { return now }, OnRemove: func(key, _ int, _ lrucache.Reason) {
			if inside.Load() > 0 {
				t.Errorf("%s\n// before c.%s returned, OnRemove was called for key %d, want no call: this value left because of c.%s, which has to report it", what, method.name, key, outside)
			}
			if told.Add(1) == 1 {
				inside.Add(1)
				method.call(c)
				inside.Add(-1)
			}
		}})
		for k := 1; k <= 3; k++ {
			c.Put(k, 10*k)
		}
		t.Doing(what)
		if now = now.Add(ttl); ttl > 0 {
			c.Len()
		} else {
			c.Clear()
		}
		if wantAnswer(t, what+"\nhow often OnRemove was called", int(told.Load()), 3); t.Failed() {
			return
		}
	}
}

// checkToldBeforeReturn removes a value while another goroutine's call of OnRemove goes on.
func checkToldBeforeReturn(t *exercise.T) {
	const calls = "c is a Cache of capacity 2\nc.Put(1, 10)\nc.Put(2, 20)\nc.Remove(1) // OnRemove waits for another goroutine, which calls c.Remove(2)\n"
	var c *cache
	var told atomic.Bool
	c = newCache(config{Capacity: 2, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if key == 2 {
			told.Store(true)
			return
		}
		exercise.Together(t, 1, func(int) {
			if c.Remove(2); !told.Load() {
				t.Errorf("%s// when c.Remove(2) returned, OnRemove had not been called for key 2, want it to be called before c.Remove(2) returns", calls)
			}
		})
	}})
	c.Put(1, 10)
	c.Put(2, 20)
	t.Doing(calls)
	c.Remove(1)
}

// cacheTarget returns what makes caches whose methods are timed.
func cacheTarget(ttl time.Duration) func(capacity int) target {
	return func(capacity int) target {
		now := newYear
		c := newCache(config{Capacity: capacity, TTL: ttl, Now: func() time.Time { return now }})
		return target{both: c, put: c.Put, cache: c, tick: func() { now = now.Add(ttl / time.Duration(capacity)) }}
	}
}

var (
	flatStats  = flatOp{"Stats", "c.Stats().Evictions == 0", last, func(c target, k, n int) bool { return c.cache.Stats().Evictions == 0 }}
	flatExpiry = flatOp{"Put of a new key while another one expires", "c.Put(k, k); c.Len() <= n", absent, func(c target, k, n int) bool { c.tick(); c.put(k, k); return c.Len() <= n }}
)
