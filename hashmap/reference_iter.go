//go:build !stub

package hashmap

import "iter"

// All returns a sequence over the entries in no particular order. It can be ranged over again, and
// several loops may run over one map at a time.
//
// The body of the loop may change the map, by the rules of range over a built-in map: an entry that
// is removed before the loop reaches it is not yielded; one whose value changes is yielded with the
// new value; one that is added may be yielded or not. No entry is yielded twice, but a key that is
// deleted and put again is a new entry. The loop ends even if its body adds an entry each time.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		groups, tables, clears := m.table.groups, m.tables, m.clears
		for i := range groups {
			g := &groups[i]
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
