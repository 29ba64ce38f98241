//go:build !stub

package hashmap

import "iter"

// All returns a sequence over the entries in no particular order. It can be ranged over again.
// Several loops over one map may be under way, one inside another or in turns, as with [iter.Pull2],
// and end in any order. All calls between two entries of a loop count as its body. Each loop sees
// the map as it is when the loop runs, not as it was when All was called.
//
// The body of a loop may call every method of the map, and so make the table grow or shrink. The
// rules are those of range over a built-in map:
//
//   - An entry that stays in the map is yielded once. No entry is yielded twice.
//   - An entry that Delete or Clear removes before the loop reaches it is not yielded.
//   - An entry whose value is replaced before the loop reaches it is yielded with the new value.
//   - An entry that is added during the loop may be yielded or not.
//   - A key that is deleted and put again is a new entry. So the loop may yield the key again or not,
//     even if it has yielded the key before.
//   - The loop ends, even if its body adds an entry each time.
//   - If the body breaks out of the loop, the sequence ends.
//   - If the body panics, the panic goes on to the caller, and the map stays as the body left it.
//
// If the hash spreads the keys, a whole loop takes O(s) time, apart from its body, where s is the largest number of
// Slots during the loop. A loop that ends after the first entry may take as long.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		groups, changes, clears := m.table.groups, m.changes, m.clears
		// at is the number of the group, before it is wrapped around the end. Each removal lets later loops begin
		// one group further on, because it counts as a change. If all began at the same group, loops that delete the
		// first entry that they meet would pass over more and more empty slots.
		at := uint64(changes)
		for range groups {
			g := &groups[at&uint64(len(groups)-1)]
			at++
			for left := g.control.Used(); left != 0; left = left.Rest() {
				i := left.First()
				s := &g.slots[i]
				if m.changes != changes {
					if s = m.present(groups, clears, g, i); s == nil {
						continue
					}
				}
				if !yield(s.key, s.value) {
					return
				}
			}
		}
	}
}

// present returns the slot that now has the entry of slot i of group g, or nil if the entry is gone. The
// group is one of groups, which a loop began with when the map had been cleared that many times.
//
// When the body of a loop makes the table grow or shrink, the loop goes on through the old groups. They no
// longer change, so the loop reaches every key once, and ends. It takes each entry from the present table.
// No lookup finds a key that is unequal to itself. But no call except Clear removes or replaces such an
// entry, so its old slot is as good.
func (m *Map[K, V]) present(groups []group[K, V], clears int, g *group[K, V], i int) *slot[K, V] {
	s := &g.slots[i]
	switch {
	case !g.control.Uses(i): // removed while these were the map's groups
		return nil
	case m.table.owns(groups):
		return s
	case reflexive(s.key):
		return m.lookup(s.key)
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
