//go:build !stub

package hashmap

import "github.com/oodkit/oodkit/internal/swiss"

// table holds entries in groups. Its methods take the hash of a key together with the key. Package swiss
// explains the terms and the search.
type table[K comparable, V any] struct {
	groups []group[K, V] // none, or a power of two of them
	len    int           // entries in groups, at most room()

	farthest uint64 // the most steps from its home group at which a key was inserted, even if the key is gone
	removed  int    // keys removed since the table was made
}

// group begins with its control word, so that one access to memory often fetches both the word and the
// slot that it leads to. The overflow count in the word is the number of keys in the table that passed the group
// because it was full when they were inserted. A count of 255 stays and stands for any number, until the table
// is rebuilt.
type group[K comparable, V any] struct {
	control swiss.Control
	slots   [swiss.Slots]slot[K, V]
}

type slot[K comparable, V any] struct {
	key   K
	value V
}

// newTable returns an empty table with that many groups.
func newTable[K comparable, V any](groups int) table[K, V] {
	return table[K, V]{groups: make([]group[K, V], groups)}
}

// room returns how many entries the table may hold. At least one slot in seven stays empty, so insert always
// finds one.
func (t *table[K, V]) room() int { return swiss.MaxPerGroup * len(t.groups) }

// full reports whether there is no room for another entry. A table of no groups is full.
func (t *table[K, V]) full() bool { return t.len == t.room() }

// owns reports whether these groups, of which there is at least one, are the table's and not those of a table
// that it replaced.
func (t *table[K, V]) owns(groups []group[K, V]) bool {
	return len(t.groups) > 0 && &t.groups[0] == &groups[0]
}

// find returns the group that key is in and the index of its slot. If key is not in the table, the group
// is nil. The slot alone would not do: remove needs the group.
func (t *table[K, V]) find(key K, h uint64) (*group[K, V], int) {
	if t.len == 0 {
		return nil, 0
	}
	groups, tag := t.groups, swiss.TagOf(h)
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		for found := g.control.Match(tag); found != 0; found = found.Rest() {
			if i := found.First(); g.slots[i].key == key {
				return g, i
			}
		}
		if g.control.Overflow() == 0 || p.AtEnd() {
			return nil, 0
		}
	}
}

// insert copies an entry to the first empty slot of its key's probe. The key must not be in the table, and
// there must be room.
func (t *table[K, V]) insert(h uint64, entry *slot[K, V]) {
	groups := t.groups
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		if empty := g.control.Empty(); empty != 0 {
			i := empty.First()
			g.control = g.control.With(i, swiss.TagOf(h))
			g.slots[i] = *entry
			t.len++
			t.farthest = max(t.farthest, p.Steps)
			return
		}
		g.control = g.control.AddOverflow()
	}
}

// insertAll inserts the entries of another table, with hashes from hash.
func (t *table[K, V]) insertAll(from *table[K, V], hash func(K) uint64) {
	for i := range from.groups {
		g := &from.groups[i]
		for used := g.control.Used(); used != 0; used = used.Rest() {
			s := &g.slots[used.First()]
			t.insert(hash(s.key), s)
		}
	}
}

// remove empties slot i of group g, which has a key with hash h, and takes the key out of the overflow
// counts of the groups before g in its probe.
func (t *table[K, V]) remove(h uint64, g *group[K, V], i int) {
	g.slots[i] = slot[K, V]{} // so that the slot keeps nothing alive
	g.control = g.control.Without(i)
	t.len--
	t.removed++
	for p := swiss.Start(h, len(t.groups)); &t.groups[p.Group] != g; p = p.Next() {
		passed := &t.groups[p.Group]
		passed.control = passed.control.SubOverflow()
	}
}

// tooFar is a number of steps from the home group. Unless the hash is poor, hardly any key is further away.
const tooFar = 16

// worn reports whether a rebuild pays: some key was inserted more than tooFar steps from its home group, and more
// than four keys were removed for each one left. Then lookups may go much further than in a new table.
//
// A key stays where it was inserted, even if a slot nearer to its home group becomes free. So lookups of the key go
// as far as before. With a good hash that is hardly ever more than tooFar steps, and the table need not be rebuilt.
// A poor hash sends many keys along one path, so that some end up further away. It may also send 255 of them past
// one group, whose overflow count then stays at its maximum. A new table mends both. That count alone does not
// cause a rebuild: it makes lookups go on by one group.
//
// A rebuild moves len entries. More than 4 times as many removals come before it, so it adds less than a quarter
// of a move to the cost of each. It also allocates all groups anew. In a map that New has made for many more entries,
// these cost more than the moves.
func (t *table[K, V]) worn() bool { return t.farthest > tooFar && t.removed > 4*t.len }

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

// inspected returns how many groups the probe of a key with hash h has up to that group, including it.
func (t *table[K, V]) inspected(group, h uint64) int {
	p := swiss.Start(h, len(t.groups))
	for p.Group != group {
		p = p.Next()
	}
	return int(p.Steps) + 1
}

// reflexive reports whether key equals itself. NaN does not, and neither does a key that contains it. No
// lookup finds such a key.
func reflexive[K comparable](key K) bool { return key == key }
