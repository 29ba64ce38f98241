package lrucache_test

import (
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches what an LRU and a Cache are: the model does with a plain slice, in order of use, what
// they must do in constant time. Calls are data. Each is made on the solution and on the model.

func init() {
	exercise.NameError("lrucache.ErrCapacity", lrucache.ErrCapacity)
	exercise.NameError("lrucache.ErrTTL", lrucache.ErrTTL)
	exercise.NameError("lrucache.ErrLoad", lrucache.ErrLoad)
}

type entry = lrucache.Entry[int, int]

// solution is an LRU, or a Cache with its clock and what OnRemove was told.
type solution[K comparable] struct {
	both[K]
	lru   *lrucache.LRU[K, int] // nil for a Cache
	cache caching[K]
	kept  [2]iter.Seq2[K, int] // All and Backward, called once, of a new LRU
	now   time.Time
	tick  time.Duration // how far each reading moves the clock

	mu   sync.Mutex // guards told
	told []string
}

// both is what LRU and Cache have in common.
type both[K comparable] interface {
	Get(key K) (int, bool)
	Peek(key K) (int, bool)
	Remove(key K) (int, bool)
	Len() int
	Clear()
}

// caching is what a Cache has.
type caching[K comparable] interface {
	both[K]
	Put(key K, value int)
	Stats() lrucache.Stats
	GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (int, error)) (int, error)
}

// model is what an LRU or a Cache should hold and has counted.
type model[K comparable] struct {
	capacity int
	entries  []held[K] // the most recently used first
	serial   int       // numbers entries and writes

	isCache     bool
	ttl         time.Duration // 0 for none
	now, latest time.Duration // of the clock, since the start
	tick        time.Duration
	stats       lrucache.Stats
	told        []string
}

type held[K comparable] struct {
	key     K
	value   int
	entry   int // a key that left and returned is another entry
	write   int
	written time.Duration
}

// String prints the part of the model that depends on the order of the calls that led to it.
func (m *model[K]) String() string {
	var b strings.Builder
	for _, e := range m.entries {
		fmt.Fprint(&b, e.key, e.value, " ")
	}
	return fmt.Sprint(b.String(), m.stats)
}

func (m *model[K]) clone() *model[K] {
	n := *m
	n.entries, n.told = slices.Clone(m.entries), nil
	return &n
}

func (m *model[K]) find(key K) (i int, ok bool) {
	i = slices.IndexFunc(m.entries, func(e held[K]) bool { return e.key == key })
	return i, i >= 0
}

func (m *model[K]) peek(key K) (value int, ok bool) {
	if i, ok := m.find(key); ok {
		return m.entries[i].value, true
	}
	return 0, false
}

func (m *model[K]) get(key K) (value int, ok bool) {
	i, ok := m.find(key)
	if !ok {
		m.stats.Misses++
		return 0, false
	}
	m.stats.Hits++
	e := m.entries[i]
	m.entries = slices.Insert(slices.Delete(m.entries, i, i+1), 0, e)
	return e.value, true
}

// leave takes out the entry at i.
func (m *model[K]) leave(i int, why lrucache.Reason) held[K] {
	e := m.entries[i]
	m.entries = slices.Delete(m.entries, i, i+1)
	m.tell(e, why)
	return e
}

func (m *model[K]) tell(e held[K], why lrucache.Reason) {
	switch why {
	case lrucache.Evicted:
		m.stats.Evictions++
	case lrucache.Expired:
		m.stats.Expirations++
	}
	if m.isCache {
		m.told = append(m.told, fmt.Sprint(e.key, " ", e.value, " ", why))
	}
}

func (m *model[K]) remove(key K) (value int, ok bool) {
	if i, ok := m.find(key); ok {
		return m.leave(i, lrucache.Removed).value, true
	}
	return 0, false
}

func (m *model[K]) put(key K, value int) (evicted lrucache.Entry[K, int], ok bool) {
	m.serial++
	e := held[K]{key, value, m.serial, m.serial, m.latest}
	if i, ok := m.find(key); ok {
		m.tell(m.entries[i], lrucache.Replaced)
		e.entry = m.entries[i].entry
		m.entries = slices.Delete(m.entries, i, i+1)
	}
	m.entries = slices.Insert(m.entries, 0, e)
	if left := m.shrink(); len(left) > 0 {
		return left[0], true
	}
	return evicted, false
}

// shrink takes out what there is no room for, the least recently used first, and returns it.
func (m *model[K]) shrink() (evicted []lrucache.Entry[K, int]) {
	for len(m.entries) > m.capacity {
		e := m.leave(len(m.entries)-1, lrucache.Evicted)
		evicted = append(evicted, lrucache.Entry[K, int]{Key: e.key, Value: e.value})
	}
	return evicted
}

// expire reads the clock and removes what has expired, as every method of a Cache does first.
func (m *model[K]) expire() {
	if m.ttl == 0 {
		return
	}
	m.latest = max(m.latest, m.now)
	m.now += m.tick
	for len(m.entries) > 0 {
		oldest := 0
		for i, e := range m.entries {
			if e.write < m.entries[oldest].write {
				oldest = i
			}
		}
		if m.latest-m.entries[oldest].written < m.ttl {
			return
		}
		m.leave(oldest, lrucache.Expired)
	}
}

func (m *model[K]) listing(backward bool) any {
	var entries []lrucache.Entry[K, int]
	for _, e := range m.entries {
		entries = append(entries, lrucache.Entry[K, int]{Key: e.key, Value: e.value})
	}
	if backward {
		slices.Reverse(entries)
	}
	return listing(entries)
}

// The calls.

type op[K comparable] = exercise.Op[*solution[K], *model[K]]

// call returns an op whose model first does what every method does first.
func call[K comparable](text, rule string, do func(*solution[K]) any, should func(*model[K]) any) op[K] {
	return op[K]{Go: text, Rule: rule, Solution: do, Model: func(m *model[K]) any { m.expire(); return should(m) }}
}

func get[K comparable](key K) op[K] {
	return call("c.Get("+exercise.GoText(key)+")", "Get finds the keys that are in the cache and no others, and makes the entry that it finds the most recently used (step 1)",
		func(s *solution[K]) any { return exercise.Results(s.Get(key)) },
		func(m *model[K]) any { return exercise.Results(m.get(key)) })
}

func peek[K comparable](key K) op[K] {
	return call("c.Peek("+exercise.GoText(key)+")", "Peek returns what Get would return, and promotes nothing (step 2)",
		func(s *solution[K]) any { return exercise.Results(s.Peek(key)) },
		func(m *model[K]) any { return exercise.Results(m.peek(key)) })
}

func remove[K comparable](key K) op[K] {
	return call("c.Remove("+exercise.GoText(key)+")", "Remove returns the removed value and true, or a zero value and false if the key has no entry, and makes room for one new entry (step 2)",
		func(s *solution[K]) any { return exercise.Results(s.Remove(key)) },
		func(m *model[K]) any { return exercise.Results(m.remove(key)) })
}

func put[K comparable](key K, value int) op[K] {
	return call(fmt.Sprintf("c.Put(%s, %d)", exercise.GoText(key), value),
		"Put of a new key into a full cache evicts the least recently used entry (an LRU returns it), and no other Put evicts (step 1)",
		func(s *solution[K]) any {
			if s.lru == nil {
				s.cache.Put(key, value)
				return nil
			}
			return exercise.Results(s.lru.Put(key, value))
		},
		func(m *model[K]) any {
			evicted, ok := m.put(key, value)
			if m.isCache {
				return nil
			}
			return exercise.Results(evicted, ok)
		})
}

var (
	length = call("c.Len()", "Len returns the number of entries (step 2)",
		func(s *solution[int]) any { return s.Len() }, func(m *model[int]) any { return len(m.entries) })
	capacity = call("c.Cap()", "Cap returns the capacity (step 2)",
		func(s *solution[int]) any { return s.lru.Cap() }, func(m *model[int]) any { return m.capacity })
	all = call("c.All()", "All yields the entries from the most to the least recently used (step 2)",
		func(s *solution[int]) any { return pairs(s.lru.All()) }, func(m *model[int]) any { return m.listing(false) })
	backward = call("c.Backward()", "Backward yields the entries from the least to the most recently used (step 2)",
		func(s *solution[int]) any { return pairs(s.lru.Backward()) }, func(m *model[int]) any { return m.listing(true) })
	clearAll = clearing("Clear removes every entry (step 4)")

	// keptAll and keptBackward are loops over sequences from the time when the LRU was new.
	keptAll      = keptLoop("forward", 0)
	keptBackward = keptLoop("back", 1)
	stats        = counting("Stats counts hits, misses and evictions (step 5)")

	// told is what OnRemove was told since the cache was made.
	told = op[int]{Go: "told", Rule: toldRule,
		Solution: func(s *solution[int]) any { s.mu.Lock(); defer s.mu.Unlock(); return slices.Clone(s.told) }, Model: func(m *model[int]) any { return slices.Clone(m.told) }}
)

const (
	toldRule       = "OnRemove is called once for every value that leaves, in the order in which they left (step 5)"
	toldSortedRule = "OnRemove is called once for every value that leaves, with the reason (step 5)"
)

// clearing and counting return calls of Clear and Stats. What a learner has to know of them grows with the steps.
func clearing(rule string) op[int] {
	return call("c.Clear()", rule,
		func(s *solution[int]) any { s.Clear(); return nil },
		func(m *model[int]) any {
			for len(m.entries) > 0 {
				m.leave(len(m.entries)-1, lrucache.Removed)
			}
			return nil
		})
}

func counting(rule string) op[int] {
	return call("c.Stats()", rule, func(s *solution[int]) any { return s.cache.Stats() }, func(m *model[int]) any { return m.stats })
}

func keptLoop(name string, which int) op[int] {
	return call("for k, v := range "+name, "a sequence can be ranged over again: each loop shows the entries that are there when it starts (step 2)",
		func(s *solution[int]) any { return pairs(s.kept[which]) }, func(m *model[int]) any { return m.listing(which == 1) })
}

// tells states what OnRemove was told.
func tells(events ...string) op[int] { return told.Returns(events) }

func resize(n int) op[int] {
	return call(fmt.Sprintf("c.Resize(%d)", n),
		"Resize evicts the least recently used entries until the others fit, and returns them, the least recently used first (step 4)",
		func(s *solution[int]) any {
			evicted, err := s.lru.Resize(n)
			return exercise.Results(listing(evicted), err)
		},
		func(m *model[int]) any {
			if n < 1 {
				return exercise.Results(listing[int](nil), lrucache.ErrCapacity)
			}
			m.capacity = n
			return exercise.Results(listing(m.shrink()), nil)
		})
}

// getOrLoad loads with one of several functions.
func getOrLoad(key, value int) op[int] {
	f := loaders[value%len(loaders)]
	return call(fmt.Sprintf("c.GetOrLoad(ctx, %d, func(ctx context.Context, key int) (int, error) { %s; return %d, nil })", key, f.does, value),
		"GetOrLoad returns a stored value, or loads it, stores it as Put does and returns it (step 7)",
		func(s *solution[int]) any {
			return loaded(s.cache.GetOrLoad(background, key, func(context.Context, int) (int, error) { return value, f.call(s.cache, key) }))
		},
		func(m *model[int]) any {
			if v, ok := m.get(key); ok {
				return v
			}
			m.stats.Loads++
			stored, err := f.model(m, key)
			switch m.expire(); {
			case err != nil:
				m.stats.LoadErrors++
				return err
			case stored:
				m.put(key, value)
			}
			return value
		})
}

// getUnloaded asks with a context that has ended, so that nothing is loaded.
func getUnloaded(key int) op[int] {
	return call(fmt.Sprintf("c.GetOrLoad(over, %d, load) // over is a context that was canceled before", key),
		"if ctx has ended before the call, GetOrLoad returns a stored value, which is a hit, or is a miss and returns ctx.Err() (step 7)",
		func(s *solution[int]) any {
			return loaded(s.cache.GetOrLoad(ended(), key, func(context.Context, int) (int, error) { return 0, errLoader }))
		},
		func(m *model[int]) any {
			if v, ok := m.get(key); ok {
				return v
			}
			return context.Canceled
		})
}

// advance moves the clock, which may go back.
func advance(d time.Duration) op[int] {
	return op[int]{Go: fmt.Sprintf("now = now.Add(%s)", durationText(d)), Rule: "an entry expires when the clock reads its time of writing plus TTL, or later (step 6)",
		Solution: func(s *solution[int]) any { s.now = s.now.Add(d); return nil },
		Model:    func(m *model[int]) any { m.now += d; return nil }}
}

func durationText(d time.Duration) string {
	if d%time.Second != 0 {
		return fmt.Sprint(int64(d))
	}
	return fmt.Sprintf("%d*time.Second", d/time.Second)
}

// Answers as text.

func listing[K comparable](entries []lrucache.Entry[K, int]) any {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = fmt.Sprintf("%s: %d", exercise.GoText(e.Key), e.Value)
	}
	return exercise.Phrase("[" + strings.Join(lines, ", ") + "]")
}

// entries is what a sequence yields, or Resize returns: keys, each with ten times the key as its value.
func entries(keys ...int) any {
	var list []entry
	for _, k := range keys {
		list = append(list, entry{k, 10 * k})
	}
	return listing(list)
}

// pairs returns what a sequence yields.
func pairs[K comparable](seq iter.Seq2[K, int]) any {
	var list []lrucache.Entry[K, int]
	for k, v := range seq {
		if list = append(list, lrucache.Entry[K, int]{Key: k, Value: v}); len(list) > tooLong {
			return exercise.Phrase("no end")
		}
	}
	return listing(list)
}

// The things under test.

// newLRU returns an LRU. If New returns an error, it panics, which ends the row.
func newLRU[K comparable, V any](capacity int) *lrucache.LRU[K, V] {
	c, err := lrucache.New[K, V](capacity)
	if err != nil {
		panic(fmt.Sprintf("lrucache.New(%d) returned the error %q, want none", capacity, err))
	}
	return c
}

// newCache returns a cache. If NewCache returns an error, it panics, which ends the row.
func newCache[K comparable, V any](config lrucache.Config[K, V]) *lrucache.Cache[K, V] {
	c, err := lrucache.NewCache(config)
	if err != nil {
		panic(fmt.Sprintf("lrucache.NewCache with Capacity %d and TTL %v returned the error %q, want none", config.Capacity, config.TTL, err))
	}
	return c
}

// lrus checks LRUs of the given capacity.
func lrus[K comparable](capacity int) exercise.Ops[*solution[K], *model[K]] {
	var key K
	return exercise.Ops[*solution[K], *model[K]]{
		Setup: fmt.Sprintf("c, _ := lrucache.New[%s, int](%d)", strings.ReplaceAll(fmt.Sprintf("%T", key), "lrucache_test.", ""), capacity),
		New: func() (*solution[K], *model[K]) {
			c := newLRU[K, int](capacity)
			return &solution[K]{both: c, lru: c}, &model[K]{capacity: capacity}
		},
	}
}

// keepers checks LRUs as lrus does. Calls may also go through sequences that were made when the LRU was new.
func keepers(capacity int) exercise.Ops[*solution[int], *model[int]] {
	ops := lrus[int](capacity)
	make := ops.New
	ops.Setup += "\nforward, back := c.All(), c.Backward()"
	ops.New = func() (*solution[int], *model[int]) {
		s, m := make()
		s.kept = [2]iter.Seq2[int, int]{s.lru.All(), s.lru.Backward()}
		return s, m
	}
	return ops
}

// ttl is how long entries live in most rows that have a clock.
const ttl = 10 * time.Second

var newYear = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// cacheSetup makes caches, with a clock if they have a TTL.
type cacheSetup struct {
	capacity int
	ttl      time.Duration
	start    time.Time     // what the clock reads first
	tick     time.Duration // how far each reading moves it
	loads    bool          // so that goroutines report at the same time, in any order
	silent   bool          // without OnRemove
	slow     bool          // with an OnRemove that takes a while before it notes what it is told
	texts    bool          // with strings as keys: see [texts]
}

func (u cacheSetup) new() (*solution[int], *model[int]) {
	s := &solution[int]{now: u.start, tick: u.tick}
	if u.texts {
		s.cache = texts{newCache(configFor(u, s, numberOf))}
	} else {
		s.cache = newCache(configFor(u, s, func(key int) int { return key }))
	}
	s.both = s.cache
	return s, &model[int]{capacity: u.capacity, isCache: true, ttl: u.ttl, tick: u.tick, latest: math.MinInt64}
}

// configFor returns the configuration of a cache for s whose keys stand for numbers.
func configFor[K comparable](u cacheSetup, s *solution[int], number func(K) int) lrucache.Config[K, int] {
	config := lrucache.Config[K, int]{Capacity: u.capacity, TTL: u.ttl}
	config.Now = func() time.Time {
		now := s.now
		if s.tick > 0 {
			s.now = now.Add(s.tick)
		}
		return now
	}
	if !u.silent {
		config.OnRemove = func(key K, value int, why lrucache.Reason) {
			if u.slow {
				time.Sleep(100 * time.Microsecond)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			s.told = append(s.told, fmt.Sprint(number(key), " ", value, " ", why))
		}
	}
	return config
}

func (u cacheSetup) ops() exercise.Ops[*solution[int], *model[int]] {
	clock := ""
	setup := "var told []string\n"
	if u.ttl > 0 {
		setup += fmt.Sprintf("now := %#v\n", u.start)
		clock = fmt.Sprintf(", TTL: %s, Now: func() time.Time { return now }", durationText(u.ttl))
		if u.tick > 0 {
			clock = fmt.Sprintf(", TTL: %s, Now: func() time.Time { defer func() { now = now.Add(%s) }(); return now }", durationText(u.ttl), durationText(u.tick))
		}
	}
	onRemove := ",\n\tOnRemove: func(k, v int, why lrucache.Reason) { told = append(told, fmt.Sprint(k, v, why)) }"
	if u.silent {
		onRemove = ""
	}
	setup += fmt.Sprintf("c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: %d%s%s})", u.capacity, clock, onRemove)
	return exercise.Ops[*solution[int], *model[int]]{Setup: setup, New: u.new,
		After: func(s *solution[int], m *model[int]) *exercise.Mismatch {
			if u.silent {
				return nil
			}
			asked, rule := "told", toldRule
			if u.loads {
				slices.Sort(s.told)
				slices.Sort(m.told)
				asked, rule = "told, sorted", toldSortedRule
			}
			if slices.Equal(s.told, m.told) {
				return nil
			}
			wrong := exercise.Compare(s.told, m.told)
			wrong.Call, wrong.Rule = asked, rule
			return wrong
		},
	}
}

// Random calls.

// maker makes a call of a key and a value.
type maker[K comparable] = func(key K, value int) op[K]

func byKey[K comparable](f func(K) op[K]) maker[K] { return func(key K, _ int) op[K] { return f(key) } }
func plain(o op[int]) maker[int]                   { return func(int, int) op[int] { return o } }

// What the steps add to the random calls.
var (
	ofStep1      = []maker[int]{byKey(get[int]), put[int], put[int]}
	ofStep2      = with(ofStep1, byKey(peek[int]), byKey(remove[int]), plain(length), plain(capacity), plain(all), plain(backward))
	ofStep4      = with(ofStep2, put[int], plain(clearAll), byKey(resize))
	ofStep5      = ofCache("Stats counts hits, misses and evictions (step 5)")
	ofStep6Calls = expiryFirst(ofCache("Stats counts hits, misses, evictions and expirations (step 6)")...)
	ofStep6      = with(ofStep6Calls, seconds, seconds)
	ofStep7      = with(with(expiryFirst(ofCache("Stats counts hits, misses, evictions, expirations and loads (step 7)")...), seconds, seconds),
		expiryFirst(getOrLoad, getOrLoad, getOrLoad, byKey(getUnloaded))...)
)

// ofCache makes the calls of a Cache, with what is known of Stats so far.
func ofCache(statsRule string) []maker[int] {
	return with(ofStep1, byKey(peek[int]), byKey(remove[int]), plain(length),
		plain(clearing("Clear removes every entry and reports each as Removed, the least recently used first (step 5)")), plain(counting(statsRule)))
}

// expiryFirst adds to the rule of each call what the call has to do first, from step 6 on.
func expiryFirst(makers ...maker[int]) (all []maker[int]) {
	for _, make := range makers {
		all = append(all, func(key, value int) op[int] {
			o := make(key, value)
			o.Rule = "each method first removes the entries that have expired (step 6); then " + o.Rule
			return o
		})
	}
	return all
}

func seconds(_, n int) op[int] { return advance(time.Duration(n) * time.Second) }

// mixed returns a source of random calls on the keys given. The values are small, and none is 0, so that
// a zero that comes from nowhere stands out.
func mixed[K comparable](keys []K, makers ...maker[K]) func(r *rand.Rand) op[K] {
	return func(r *rand.Rand) op[K] {
		return makers[r.IntN(len(makers))](keys[r.IntN(len(keys))], 1+r.IntN(9))
	}
}

// puts returns a Put of each key, with ten times the key as its value.
func puts(keys ...int) []op[int] {
	var ops []op[int]
	for _, k := range keys {
		ops = append(ops, put(k, 10*k))
	}
	return ops
}

// putAndGet returns a Put of each key, with the values 10, 20 and so on, and then a Get of each.
func putAndGet[K comparable](keys ...K) (ops []op[K]) {
	for i, k := range keys {
		ops = append(ops, put(k, 10*(i+1)))
	}
	for _, k := range keys {
		ops = append(ops, get(k))
	}
	return ops
}

// with returns makers and some more.
func with(makers []maker[int], more ...maker[int]) []maker[int] { return slices.Concat(makers, more) }
