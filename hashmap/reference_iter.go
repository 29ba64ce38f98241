//go:build !stub

package hashmap

import "iter"

func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		groups, resizes, clears := m.groups, m.resizes, m.clears
		for i := range groups {
			g := &groups[i]
			for left := g.control.used(); left != 0; left = left.rest() & g.control.used() {
				s := &g.slots[left.first()]
				if m.resizes != resizes || m.clears != clears {
					if s.key == s.key {
						s = m.current(s.key)
					} else if m.clears != clears {
						s = nil
					}
				}
				if s != nil && !yield(s.key, s.value) {
					return
				}
			}
		}
	}
}
func (m *Map[K, V]) current(key K) *slot[K, V] {
	if m.len == 0 {
		return nil
	}
	return m.groups.find(key, m.hash(key))
}

func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		for key := range m.All() {
			if !yield(key) {
				return
			}
		}
	}
}

func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, value := range m.All() {
			if !yield(value) {
				return
			}
		}
	}
}
