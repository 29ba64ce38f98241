//go:build !stub

package hashmap

import "github.com/oodkit/oodkit/internal/swiss"

// table holds entries in groups. Its methods are given the hash of a key along with the key.
type table[K comparable, V any] struct {
	groups []group[K, V] // a power of two of them; none in a zero Map
	len    int           // entries in groups, at most room()

	far     uint64 // the most groups that a key passed when it was inserted
	removed int    // keys, since the table was made
}

// tooFar is how many groups hardly any key passes unless the hash is poor.
const tooFar = 16

// worn reports whether lookups may have to go much further than in a new table with the same entries.
//
// A key stays where it was inserted, also if there is room nearer to its start by now, and lookups have
// to go as far. With a good hash that is never far.
func (t *table[K, V]) worn() bool { return t.far > tooFar && t.removed > 4*t.len }

// group is seven slots behind a control word, which tells which of them may hold a key: see package
// swiss, which explains how a search goes.
type group[K comparable, V any] struct {
	control swiss.Control
	slots   [swiss.Slots]slot[K, V]
}

type slot[K comparable, V any] struct {
	key   K
	value V
}

// room returns how many entries the table may hold.
func (t *table[K, V]) room() int { return swiss.MaxPerGroup * len(t.groups) }

// find returns the slot of key, or nil if key is not in the table.
func (t *table[K, V]) find(key K, h uint64) *slot[K, V] {
	groups, tag := t.groups, swiss.TagOf(h)
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		for found := g.control.Match(tag); found != 0; found = found.Rest() {
			if s := &g.slots[found.First()]; s.key == key {
				return s
			}
		}
		if g.control.Overflow() == 0 || p.AtEnd() {
			return nil
		}
	}
}

// insert puts a key that is not in the table into the first empty slot on its way. There must be
// room.
func (t *table[K, V]) insert(key K, h uint64, value V) {
	groups := t.groups
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		if empty := g.control.Empty(); empty != 0 {
			i := empty.First()
			g.control = g.control.With(i, swiss.TagOf(h))
			g.slots[i] = slot[K, V]{key, value}
			t.len++
			if p.Steps > t.far {
				t.far = p.Steps
			}
			return
		}
		g.control = g.control.AddOverflow()
	}
}

// remove empties the slot of key and returns the value that was in it, if key is in the table.
func (t *table[K, V]) remove(key K, h uint64) (old V, removed bool) {
	groups, tag := t.groups, swiss.TagOf(h)
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		for found := g.control.Match(tag); found != 0; found = found.Rest() {
			i := found.First()
			if s := &g.slots[i]; s.key == key {
				old, *s = s.value, slot[K, V]{} // so that the slot keeps nothing alive
				g.control = g.control.Without(i)
				t.len--
				t.removed++
				t.unpass(h, p.Steps)
				return old, true
			}
		}
		if g.control.Overflow() == 0 || p.AtEnd() {
			return old, false
		}
	}
}

// unpass takes a key with hash h out of the counts of the first n groups on its way.
func (t *table[K, V]) unpass(h, n uint64) {
	for p := swiss.Start(h, len(t.groups)); p.Steps < n; p = p.Next() {
		g := &t.groups[p.Group]
		g.control = g.control.SubOverflow()
	}
}

// insertAll inserts the entries of another table, with hashes from hash.
func (t *table[K, V]) insertAll(from *table[K, V], hash func(K) uint64) {
	for i := range from.groups {
		g := &from.groups[i]
		for used := g.control.Used(); used != 0; used = used.Rest() {
			s := &g.slots[used.First()]
			t.insert(s.key, hash(s.key), s.value)
		}
	}
}

// longestProbe returns the most groups that a lookup of a key in the table inspects.
func (t *table[K, V]) longestProbe(hash func(K) uint64) int {
	longest := 0
	for i := range t.groups {
		g := &t.groups[i]
		for used := g.control.Used(); used != 0; used = used.Rest() {
			if key := g.slots[used.First()].key; reflexive(key) {
				longest = max(longest, t.inspected(uint64(i), hash(key)))
			}
		}
	}
	return longest
}

// inspected returns how many groups there are on the way of a key with hash h up to group i.
func (t *table[K, V]) inspected(i, h uint64) int {
	p := swiss.Start(h, len(t.groups))
	for p.Group != i {
		p = p.Next()
	}
	return int(p.Steps) + 1
}

// reflexive reports whether key equals itself. NaN does not, nor does what contains it; no lookup
// finds them.
func reflexive[K comparable](key K) bool { return key == key }
