package lrucache_test

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The model of an LRU is a slice in order of use. What both are asked is data: a sequence of calls.

type verb int

const (
	get verb = iota + 1
	put
	peek
	remove
	length
	capacity
	all
	backward
	clearAll
	resize
	stats
	advance   // the clock
	nextRound // in a loop over the cache
)

// call is one call on an LRU or a Cache, as data.
type call[K comparable] struct {
	verb  verb
	key   K
	value int // for Put a value, for Resize a size, for a clock a number of seconds
}

// String returns the call as Go.
func (c call[K]) String() string {
	key := exercise.GoText(c.key)
	switch c.verb {
	case get:
		return fmt.Sprintf("c.Get(%s)", key)
	case put:
		return fmt.Sprintf("c.Put(%s, %d)", key, c.value)
	case peek:
		return fmt.Sprintf("c.Peek(%s)", key)
	case remove:
		return fmt.Sprintf("c.Remove(%s)", key)
	case length:
		return "c.Len()"
	case capacity:
		return "c.Cap()"
	case all:
		return "c.All()"
	case backward:
		return "c.Backward()"
	case clearAll:
		return "c.Clear()"
	case resize:
		return fmt.Sprintf("c.Resize(%d)", c.value)
	case stats:
		return "c.Stats()"
	case advance:
		return fmt.Sprintf("now = now.Add(%d * time.Second)", c.value)
	case nextRound:
		return "// next round"
	default:
		return fmt.Sprintf("verb %d", c.verb)
	}
}

// rule returns the rule that the answer to c follows.
func (c call[K]) rule() string {
	switch c.verb {
	case get:
		return "Get finds what was put and has not left, and makes it the most recently used (step 1)"
	case put:
		return "Put of a new key into a full cache evicts the least recently used entry, and returns it; any other Put evicts none (step 1)"
	case peek:
		return "Peek finds what Get would find, and does not promote it (step 2)"
	case remove:
		return "Remove takes out one entry, which it returns, and makes room (step 2)"
	case length:
		return "Len counts the entries (step 2)"
	case capacity:
		return "Cap is the capacity (step 2)"
	case all, backward:
		return "All goes from the most to the least recently used entry, Backward the opposite way (step 2)"
	case clearAll:
		return "Clear removes every entry (step 4)"
	default:
		return "Resize evicts those for which there is no room, the least recently used first, and returns them in this order (step 4)"
	}
}

type entry[K comparable] = lrucache.Entry[K, int]

// model is what an LRU should hold, the most recently used first.
type model[K comparable] struct {
	capacity int
	entries  []entry[K]
}

func (m *model[K]) index(key K) int {
	return slices.IndexFunc(m.entries, func(e entry[K]) bool { return e.Key == key })
}

// take removes the entry of key and returns its value.
func (m *model[K]) take(key K) (found exercise.Found[int]) {
	if i := m.index(key); i >= 0 {
		found.Value, found.OK = m.entries[i].Value, true
		m.entries = slices.Delete(m.entries, i, i+1)
	}
	return found
}

func (m *model[K]) get(key K) exercise.Found[int] {
	found := m.take(key)
	if found.OK {
		m.pushFront(key, found.Value)
	}
	return found
}

func (m *model[K]) peek(key K) (found exercise.Found[int]) {
	if i := m.index(key); i >= 0 {
		found.Value, found.OK = m.entries[i].Value, true
	}
	return found
}

func (m *model[K]) pushFront(key K, value int) {
	m.entries = slices.Insert(m.entries, 0, entry[K]{Key: key, Value: value})
}

// put returns what it evicts.
func (m *model[K]) put(key K, value int) []entry[K] {
	m.take(key)
	m.pushFront(key, value)
	return m.shrink()
}

// shrink takes out what there is no room for, the least recently used first, and returns it.
func (m *model[K]) shrink() (evicted []entry[K]) {
	for len(m.entries) > m.capacity {
		last := len(m.entries) - 1
		evicted = append(evicted, m.entries[last])
		m.entries = m.entries[:last]
	}
	return evicted
}

// compare makes the call on an LRU and on its model.
func (c call[K]) compare(lru *lrucache.LRU[K, int], m *model[K]) *exercise.Mismatch {
	switch c.verb {
	case get:
		return exercise.Differ(foundText(lru.Get(c.key)), m.get(c.key).String())
	case peek:
		return exercise.Differ(foundText(lru.Peek(c.key)), m.peek(c.key).String())
	case remove:
		return exercise.Differ(foundText(lru.Remove(c.key)), m.take(c.key).String())
	case put:
		return exercise.Differ(evictedText(lru.Put(c.key, c.value)), putText(m.put(c.key, c.value)))
	case length:
		return exercise.Differ(lru.Len(), len(m.entries))
	case capacity:
		return exercise.Differ(lru.Cap(), m.capacity)
	case all:
		return exercise.Differ(pairs(lru.All()), entriesText(m.entries))
	case backward:
		return exercise.Differ(pairs(lru.Backward()), entriesText(reversed(m.entries)))
	case clearAll:
		lru.Clear()
		m.entries = nil
		return nil
	case resize:
		return c.compareResize(lru, m)
	default:
		panic(fmt.Sprintf("no call on an LRU: %v", c))
	}
}

func (c call[K]) compareResize(lru *lrucache.LRU[K, int], m *model[K]) *exercise.Mismatch {
	evicted, err := lru.Resize(c.value)
	got := fmt.Sprintf("(%s, %v)", entriesText(evicted), err)
	if c.value < 1 {
		if len(evicted) == 0 && errors.Is(err, lrucache.ErrCapacity) {
			return nil
		}
		return &exercise.Mismatch{Got: got, Want: "([], an error that is ErrCapacity)"}
	}
	m.capacity = c.value
	return exercise.Differ(got, fmt.Sprintf("(%s, <nil>)", entriesText(m.shrink())))
}

func foundText(value int, ok bool) string {
	return exercise.Found[int]{Value: value, OK: ok}.String()
}

func evictedText[K comparable](evicted entry[K], ok bool) string {
	return fmt.Sprintf("({%s %d}, %t)", exercise.GoText(evicted.Key), evicted.Value, ok)
}

// putText returns the answer of a Put that evicts what is given, which is one entry or none.
func putText[K comparable](evicted []entry[K]) string {
	if len(evicted) == 0 {
		return evictedText(entry[K]{}, false)
	}
	return evictedText(evicted[0], true)
}

func entriesText[K comparable](entries []entry[K]) string {
	var lines []string
	for _, e := range entries {
		lines = append(lines, fmt.Sprintf("%s: %d", exercise.GoText(e.Key), e.Value))
	}
	return "[" + strings.Join(lines, ", ") + "]"
}

// pairs returns what a sequence yields as text.
func pairs[K comparable](seq iter.Seq2[K, int]) string {
	var entries []entry[K]
	for k, v := range seq {
		entries = append(entries, entry[K]{Key: k, Value: v})
		if len(entries) > tooLong {
			return "no end"
		}
	}
	return entriesText(entries)
}

func reversed[E any](s []E) []E {
	s = slices.Clone(s)
	slices.Reverse(s)
	return s
}

// newLRU returns an LRU and gives up the row if there is none.
func newLRU[K comparable, V any](capacity int) *lrucache.LRU[K, V] {
	c, err := lrucache.New[K, V](capacity)
	if err != nil {
		panic(fmt.Sprintf("lrucache.New(%d) returned the error %q, want none", capacity, err))
	}
	return c
}

// script returns a script on LRUs of the given capacity.
func script[K comparable](capacity int) exercise.Script[call[K]] {
	var key K
	return exercise.Script[call[K]]{
		Setup: fmt.Sprintf("c, _ := lrucache.New[%s, int](%d)", strings.ReplaceAll(fmt.Sprintf("%T", key), "lrucache_test.", ""), capacity),
		Play: exercise.CallByCall(func() func(call[K]) *exercise.Mismatch {
			lru, m := newLRU[K, int](capacity), &model[K]{capacity: capacity}
			return func(c call[K]) *exercise.Mismatch { return c.compare(lru, m) }
		}),
		Rule: call[K].rule,
	}
}

// Calls with the same verb are written gets(1, 2), puts(1, 2) and so on.

func calls[K comparable](parts ...[]call[K]) []call[K] { return slices.Concat(parts...) }

func each[K comparable](v verb, keys []K) []call[K] {
	var cs []call[K]
	for _, k := range keys {
		cs = append(cs, call[K]{verb: v, key: k})
	}
	return cs
}

func gets[K comparable](keys ...K) []call[K]    { return each(get, keys) }
func peeks[K comparable](keys ...K) []call[K]   { return each(peek, keys) }
func removes[K comparable](keys ...K) []call[K] { return each(remove, keys) }

// puts returns a Put for each key, with the values 10, 20, 30 and so on.
func puts[K comparable](keys ...K) []call[K] {
	cs := each(put, keys)
	for i := range cs {
		cs[i].value = 10 * (i + 1)
	}
	return cs
}

func putAs[K comparable](key K, value int) []call[K] { return []call[K]{{put, key, value}} }

// bare returns calls that need no key.
func bare(verbs ...verb) []call[int] {
	var cs []call[int]
	for _, v := range verbs {
		cs = append(cs, call[int]{verb: v})
	}
	return cs
}

func resizes(n int) []call[int] { return []call[int]{{verb: resize, value: n}} }

// mixed returns a source of random calls of the verbs given on the keys given. The values are
// small, and none is 0, so that a zero that comes from nowhere stands out.
func mixed[K comparable](keys []K, verbs ...verb) func(r *rand.Rand) call[K] {
	return func(r *rand.Rand) call[K] {
		return call[K]{verbs[r.IntN(len(verbs))], keys[r.IntN(len(keys))], 1 + r.IntN(9)}
	}
}

// ticking returns a source of random calls on a cache whose clock goes on by a second or two at a
// time, so that entries are used, replaced and evicted many times before others expire.
func ticking(keys []int) func(r *rand.Rand) call[int] {
	random := mixed(keys, get, get, put, put, put, remove, advance, advance)
	return func(r *rand.Rand) call[int] {
		c := random(r)
		if c.verb == advance {
			c.key, c.value = 0, 1+c.value%2
		}
		return c
	}
}
