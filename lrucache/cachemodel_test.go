package lrucache_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// ttl is how long entries live in the scripts that have a clock.
const ttl = 10 * time.Second

// cacheModel is what a Cache should hold and has counted. Its clock counts seconds.
type cacheModel struct {
	model[int]
	ttl     int // 0 for none
	now     int // the clock's reading, which may go back
	latest  int
	written []written // one for each entry, the oldest first
	stats   lrucache.Stats
	events  []string // calls of OnRemove
}

// written is when a key was written last.
type written struct{ key, at int }

func (m *cacheModel) leave(e entry[int], why lrucache.Reason) {
	m.events = append(m.events, eventText(e.Key, e.Value, why))
	m.written = slices.DeleteFunc(m.written, func(w written) bool { return w.key == e.Key })
	switch why {
	case lrucache.Evicted:
		m.stats.Evictions++
	case lrucache.Expired:
		m.stats.Expirations++
	}
}

func eventText(key, value int, why lrucache.Reason) string {
	return fmt.Sprintf("OnRemove(%d, %d, %v)", key, value, why)
}

// expire removes what has expired, as every method does first.
func (m *cacheModel) expire() {
	m.latest = max(m.latest, m.now)
	for m.ttl > 0 && len(m.written) > 0 && m.latest >= m.written[0].at+m.ttl {
		key := m.written[0].key
		m.leave(entry[int]{Key: key, Value: m.take(key).Value}, lrucache.Expired)
	}
}

func (m *cacheModel) put(key, value int) {
	if old := m.take(key); old.OK {
		m.leave(entry[int]{Key: key, Value: old.Value}, lrucache.Replaced)
	}
	m.pushFront(key, value)
	m.written = append(m.written, written{key, m.latest})
	for _, e := range m.shrink() {
		m.leave(e, lrucache.Evicted)
	}
}

// do makes a call and returns its answer, and below that what OnRemove is told meanwhile.
func (m *cacheModel) do(c call[int]) string {
	m.events = nil
	if c.verb == advance {
		m.now += c.value
		return ""
	}
	m.expire()
	return withEvents(m.answer(c), m.events)
}

func (m *cacheModel) answer(c call[int]) string {
	switch c.verb {
	case get:
		found := m.get(c.key)
		if found.OK {
			m.stats.Hits++
		} else {
			m.stats.Misses++
		}
		return found.String()
	case peek:
		return m.peek(c.key).String()
	case put:
		m.put(c.key, c.value)
		return ""
	case remove:
		found := m.take(c.key)
		if found.OK {
			m.leave(entry[int]{Key: c.key, Value: found.Value}, lrucache.Removed)
		}
		return found.String()
	case length:
		return fmt.Sprint(len(m.entries))
	case stats:
		return fmt.Sprintf("%+v", m.stats)
	case clearAll:
		for _, e := range reversed(m.entries) {
			m.leave(e, lrucache.Removed)
		}
		m.entries = nil
		return ""
	default:
		panic(fmt.Sprintf("no call on a Cache: %v", c))
	}
}

func withEvents(answer string, events []string) string {
	switch {
	case len(events) == 0 && answer == "":
		return "nothing"
	case len(events) == 0:
		return answer
	case answer == "":
		return strings.Join(events, ", ")
	default:
		return answer + " and " + strings.Join(events, ", ")
	}
}

// cacheUnderTest is a Cache with a clock and what OnRemove was told in the present call.
type cacheUnderTest struct {
	*lrucache.Cache[int, int]
	now    time.Time
	events []string
}

func newCacheUnderTest(capacity int, ttl time.Duration) *cacheUnderTest {
	u := &cacheUnderTest{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	u.Cache = newCache(lrucache.Config[int, int]{
		Capacity: capacity,
		TTL:      ttl,
		Now:      func() time.Time { return u.now },
		OnRemove: func(key, value int, why lrucache.Reason) { u.events = append(u.events, eventText(key, value, why)) },
	})
	return u
}

// newCache returns a cache and gives up the row if there is none.
func newCache[K comparable, V any](config lrucache.Config[K, V]) *lrucache.Cache[K, V] {
	c, err := lrucache.NewCache(config)
	if err != nil {
		panic(fmt.Sprintf("lrucache.NewCache with Capacity %d and TTL %v returned the error %q, want none", config.Capacity, config.TTL, err))
	}
	return c
}

// do makes a call and returns its answer, and what OnRemove is told meanwhile.
func (u *cacheUnderTest) do(c call[int]) string {
	u.events = nil
	if c.verb == advance {
		u.now = u.now.Add(time.Duration(c.value) * time.Second)
		return ""
	}
	answer := cacheAnswer(u.Cache, c.key, c)
	return withEvents(answer, u.events)
}

// cacheAnswer makes a call, with key in place of its own, on a cache and returns its answer.
func cacheAnswer[K comparable](cache *lrucache.Cache[K, int], key K, c call[int]) string {
	switch c.verb {
	case get:
		return foundText(cache.Get(key))
	case peek:
		return foundText(cache.Peek(key))
	case put:
		cache.Put(key, c.value)
		return ""
	case remove:
		return foundText(cache.Remove(key))
	case length:
		return fmt.Sprint(cache.Len())
	case stats:
		return fmt.Sprintf("%+v", cache.Stats())
	case clearAll:
		cache.Clear()
		return ""
	default:
		panic(fmt.Sprintf("no call on a Cache: %v", c))
	}
}

// cacheScript returns a script on caches of the given capacity. With a TTL they have a clock, which
// goes by whole seconds.
func cacheScript(capacity int, ttl time.Duration) exercise.Script[call[int]] {
	setup := fmt.Sprintf("c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: %d, OnRemove: f})", capacity)
	if ttl > 0 {
		setup = fmt.Sprintf("c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: %d, TTL: %d * time.Second, "+
			"Now: func() time.Time { return now }, OnRemove: f})", capacity, ttl/time.Second)
	}
	return exercise.Script[call[int]]{
		Setup: setup,
		Play: exercise.CallByCall(func() func(call[int]) *exercise.Mismatch {
			u := newCacheUnderTest(capacity, ttl)
			m := &cacheModel{model: model[int]{capacity: capacity}, ttl: int(ttl / time.Second)}
			return func(c call[int]) *exercise.Mismatch { return exercise.Differ(u.do(c), m.do(c)) }
		}),
		Rule: call[int].cacheRule,
	}
}

// cacheRule returns the rule that the answer to c follows in a Cache.
func (c call[K]) cacheRule() string {
	switch c.verb {
	case stats:
		return "Stats counts hits, misses, evictions and expirations, and what has expired by now has left (steps 5 and 6)"
	case clearAll:
		return "Clear reports every value, the least recently used first, as Removed; what has expired is reported before, as Expired (steps 5 and 6)"
	default:
		return "what has expired leaves first, the oldest write first; then the method does what LRU's does; OnRemove is told of every value that leaves, once, in order (steps 5 and 6)"
	}
}

func clears() []call[int] { return bare(clearAll) }

// after moves the clock by a number of seconds.
func after(seconds int) []call[int] { return []call[int]{{verb: advance, value: seconds}} }

type row struct {
	name     string
	capacity int
	calls    []call[int]
}

var cacheRows = []row{
	{"Get, Peek, Put, Remove and Len work as in LRU", 2,
		calls(gets(1), puts(1, 2), gets(1), peeks(2, 3), bare(length), puts(3), gets(1, 2, 3), removes(1, 1), bare(length), puts(4, 5), gets(3, 4, 5))},
	{"OnRemove is told of what is evicted", 2, calls(puts(1, 2), gets(1), puts(3, 4, 5))},
	{"OnRemove is told of the old value when it is replaced", 2, calls(puts(1), putAs(1, 11), putAs(1, 11), puts(2), putAs(1, 12), gets(1))},
	{"OnRemove is told of what is removed", 2, calls(puts(1, 2), removes(1, 1, 3), gets(2))},
	{"Clear reports every value as Removed, the least recently used first", 3, calls(clears(), puts(1, 2, 3), gets(2), clears(), bare(length), clears(), puts(1), clears())},
	{"OnRemove is told of zero values", 1, calls(putAs(0, 0), putAs(0, 0), putAs(1, 0), removes(1))},
	{"Stats counts hits and misses of Get", 2, calls(bare(stats), gets(1), puts(1), gets(1, 1, 2), bare(stats))},
	{"Peek counts nothing", 2, calls(puts(1), peeks(1, 2), bare(stats))},
	{"Put, Remove, Len and Clear count no hits and no misses", 2, calls(puts(1, 2), removes(1, 3), bare(length, clearAll, stats))},
	{"Evictions counts what was evicted, and nothing else", 2, calls(puts(1, 2, 3, 4), bare(stats), putAs(4, 0), removes(4), bare(clearAll, stats))},
	{"Clear resets no Stats", 2, calls(puts(1, 2, 3), gets(1, 3), bare(clearAll, stats))},
	{"Peek does not promote", 2, calls(puts(1, 2), peeks(1), puts(3), gets(1, 2, 3))},
}

var expiryRows = []row{
	{"an entry expires its TTL after it was written", 3, calls(puts(1), after(9), gets(1), after(1), gets(1), bare(length, stats))},
	{"Get does not make an entry live longer", 3, calls(puts(1), after(5), gets(1), after(4), gets(1), after(1), gets(1))},
	{"Peek does not make an entry live longer", 3, calls(puts(1), after(5), peeks(1), after(5), peeks(1), bare(length))},
	{"Put of a known key starts its life again", 3, calls(puts(1), after(6), putAs(1, 11), after(6), gets(1), after(4), gets(1))},
	{"Put of the value that is there starts its life again", 3, calls(putAs(1, 7), after(6), putAs(1, 7), after(6), gets(1), after(4), gets(1))},
	{"Get first removes what has expired", 3, calls(puts(1, 2), after(10), gets(3), bare(stats))},
	{"Peek first removes what has expired", 3, calls(puts(1, 2), after(10), peeks(3), bare(stats))},
	{"Len first removes what has expired", 3, calls(puts(1, 2), after(5), puts(3), after(5), bare(length, length))},
	{"Stats first removes what has expired", 3, calls(puts(1, 2), after(10), bare(stats, stats))},
	{"Put first removes what has expired", 3, calls(puts(1, 2), after(10), puts(3), bare(length, stats))},
	{"Put of an expired key replaces nothing", 3, calls(puts(1), after(10), putAs(1, 11), gets(1))},
	{"Remove first removes what has expired, and does not find it", 3, calls(puts(1, 2), after(10), removes(1), bare(length))},
	{"Clear first reports what has expired as Expired, then the rest as Removed", 4,
		calls(puts(1, 2), after(5), puts(3, 4), gets(1), after(5), bare(clearAll, length, stats))},
	{"what has expired leaves in the order in which it was written", 5,
		calls(puts(1, 2, 3, 4), gets(3, 1), putAs(2, 21), after(10), bare(length), puts(1, 2), after(1), putAs(1, 11), after(9), bare(length), after(1), bare(length))},
	{"an expired entry does not cost a live one its place", 2, calls(puts(1), after(5), puts(2), gets(1), after(5), puts(3), gets(2, 3), bare(stats))},
	{"a full cache of expired entries evicts nobody", 2, calls(puts(1, 2), after(10), puts(3, 4), bare(stats), puts(5), bare(stats))},
	{"a key that was removed and put again lives its full TTL", 2, calls(puts(1), after(5), removes(1), puts(1), after(5), gets(1), after(5), gets(1))},
	{"a key that was evicted and put again lives its full TTL", 1, calls(puts(1), after(5), puts(2), puts(1), after(5), gets(1), after(5), gets(1))},
	{"a key that was cleared and put again lives its full TTL", 2, calls(puts(1), after(5), bare(clearAll), puts(1), after(5), gets(1), after(5), gets(1))},
	{"a clock that goes back counts as standing still", 3,
		calls(after(100), puts(1), after(-50), puts(2), after(50), gets(1, 2), after(9), gets(1, 2), after(1), gets(1, 2))},
	{"what is put while the clock has gone back lives from the latest reading on", 3,
		calls(after(100), bare(length), after(-50), puts(1), after(50), gets(1), after(9), gets(1), after(1), gets(1))},
	{"what has expired does not come back when the clock goes back", 3, calls(puts(1), after(10), bare(length), after(-10), gets(1), puts(2), after(10), gets(2), after(10), gets(2))},
	{"what was evicted does not expire as well, and what was written later does in its time", 2,
		calls(puts(1, 2), gets(1), puts(3), after(10), gets(1), bare(length, stats))},
	{"what was removed does not expire as well, and what was written later does in its time", 3,
		calls(puts(1, 2, 3), removes(2), after(5), gets(1), after(5), gets(1), bare(length, stats))},
	{"what was replaced does not expire as well, and what was written later does in its time", 3,
		calls(puts(1, 2), putAs(1, 11), after(5), puts(3), after(5), gets(3), bare(length, stats), after(5), bare(length))},
	{"a single call may find many expired entries", 5, calls(puts(1, 2, 3, 4, 5), after(1000), gets(3), bare(length, stats))},
}
