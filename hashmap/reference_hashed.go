//go:build !stub

package hashmap

import "github.com/oodkit/oodkit/internal/swiss"

// The methods behind the exported ones. First those that find, add and remove an entry. All but lookup take the
// hash of the key, so that a caller that knows it, such as [Sharded], does not compute it again. Then those
// that replace the table.
//
// Map.Put and lookup hash the key and search for it in one function. So the loop of table.find is written three
// times. With a function for each, a miss and a Put of a known key take a third longer (BenchmarkMiss and
// BenchmarkUpdate, keys=int/n=1024, Go 1.26).

// lookup returns the slot of key, or nil if key is not in the map.
func (m *Map[K, V]) lookup(key K) *slot[K, V] {
	if m.table.len == 0 {
		return nil
	}
	h := m.hash(key)
	groups, tag := m.table.groups, swiss.TagOf(h)
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

// get is Get of a key with hash h.
func (m *Map[K, V]) get(key K, h uint64) (value V, ok bool) {
	if g, i := m.table.find(key, h); g != nil {
		return g.slots[i].value, true
	}
	return value, false
}

// put is Put of a key with hash h. The map must have a hash function already.
func (m *Map[K, V]) put(key K, h uint64, value V) (old V, replaced bool) {
	if g, i := m.table.find(key, h); g != nil {
		s := &g.slots[i]
		old, s.value = s.value, value
		return old, true
	}
	m.add(h, &slot[K, V]{key, value})
	return old, false
}

// add adds an entry whose key has hash h and is not in the map. It makes the table if there is none. It takes a
// pointer, so that a large entry is copied only once, to its slot.
func (m *Map[K, V]) add(h uint64, entry *slot[K, V]) {
	if m.table.full() {
		// The next power of two is enough: twice the groups.
		m.resize(m.table.len + 1)
	}
	m.table.insert(h, entry)
}

// delete is Delete of a key with hash h.
func (m *Map[K, V]) delete(key K, h uint64) (old V, deleted bool) {
	g, i := m.table.find(key, h)
	if g == nil {
		return old, false
	}
	old = g.slots[i].value
	m.table.remove(h, g, i)
	m.changes++
	m.shrink()
	return old, true
}

// shrink makes the table smaller if less than an eighth of its room is in use. Otherwise it rebuilds the table if
// that is worn.
//
// A smaller table is at most half full, so that a few Puts do not make it grow again. A table of one group never
// shrinks: an eighth of its room is less than one entry.
func (m *Map[K, V]) shrink() {
	if m.table.len < m.table.room()/8 && len(m.table.groups) > m.minGroups {
		// Room for so few takes a quarter of the groups, or one of two. Even if minGroups asks for more, the table gets at
		// most half.
		m.resize(2 * m.table.len)
	} else if m.table.worn() {
		m.rebuild(len(m.table.groups))
	}
}

// resize moves the entries to a table of another size, with room for n. The first table of a map, and
// the first after Clear, do not count as a resize.
func (m *Map[K, V]) resize(n int) {
	first := len(m.table.groups) == 0
	m.rebuild(max(swiss.GroupsFor(n), m.minGroups))
	if !first {
		m.resizes++
	}
}

// rebuild moves the entries to a new table. If a hash panics on the way, the map has not changed.
func (m *Map[K, V]) rebuild(groups int) {
	next := newTable[K, V](groups)
	next.insertAll(&m.table, m.hash)
	m.table = next
	m.changes++
}

// The compiler inlines the small functions of package swiss in other packages only if it has inlined them
// here (golang/go#57505). This instance makes it do so. Without it, a miss takes nearly twice as long
// (BenchmarkMiss/keys=int/n=1024, Go 1.26).
var _ Map[int, int]
