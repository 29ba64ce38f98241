//go:build !stub

package hashmap

import (
	"iter"
	"math/rand/v2"
)

// All returns a sequence over the entries in no particular order. It can be ranged over again, and
// several loops may run over one map at a time. Each loop sees the map as it is when the loop runs,
// not as it was when All was called.
//
// The body of a loop may call every method of the map. The rules are those of range over a built-in
// map:
//
//   - An entry that is removed before the loop reaches it is not yielded.
//   - An entry whose value is replaced before the loop reaches it is yielded with the new value.
//   - An entry that is added during the loop may be yielded or not.
//   - No entry is yielded twice. A key that is deleted and put again is a new entry, and so its key
//     may be yielded again or not.
//   - The loop ends, even if its body adds an entry each time.
//   - If the body panics, the panic goes on to the caller, and the map stays as the body left it.
//
// A loop takes O(Slots) time, even if it is left at once.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		groups, tables, clears := m.table.groups, m.tables, m.clears
		// Each loop begins elsewhere. Otherwise loops that delete the first entry they meet would all
		// pass over the same empty slots.
		at := rand.Uint64()
		for range groups {
			at++
			g := &groups[at&uint64(len(groups)-1)]
			for left := g.control.Used(); left != 0; {
				s := &g.slots[left.First()]
				left = left.Rest()
				if m.tables != tables {
					if s = m.moved(s, clears); s == nil {
						continue
					}
				}
				if !yield(s.key, s.value) {
					return
				}
				left &= g.control.Used() // the body may have removed entries
			}
		}
	}
}

// moved returns the present slot of an entry that was in slot s of an earlier table, or nil if it
// is gone.
//
// When the body of a loop makes the table grow or shrink, the loop goes on through the old table,
// which nobody changes any more: so it comes to every key once, and to an end. The entry itself it
// takes from the present table. A key that is unequal to itself cannot be looked up there, but then
// it cannot be deleted or replaced either, except by Clear, and its old slot is as good.
func (m *Map[K, V]) moved(s *slot[K, V], clears int) *slot[K, V] {
	switch {
	case reflexive(s.key):
		return m.table.find(s.key, m.hash(s.key))
	case m.clears == clears:
		return s
	default:
		return nil
	}
}

// Keys returns a sequence over the keys, by the rules of [Map.All].
func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		for key := range m.All() {
			if !yield(key) {
				return
			}
		}
	}
}

// Values returns a sequence over the values, by the rules of [Map.All].
func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, value := range m.All() {
			if !yield(value) {
				return
			}
		}
	}
}
