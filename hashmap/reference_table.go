//go:build !stub

package hashmap

import "math/bits"

// table holds entries in groups. Its methods are given the hash of a key along with the key.
type table[K comparable, V any] struct {
	groups []group[K, V] // a power of two of them; none in a zero Map
	len    int           // entries in groups, at most room()
}

// maxPerGroup is how many entries there are for each group, on average, before a table is full. If
// every slot were to be taken, keys would have to pass nearly all groups to find the last ones.
const maxPerGroup = slotsPerGroup - 1

// groupsFor returns how many groups have room for n entries: the least power of two that will do.
func groupsFor(n int) int {
	return 1 << bits.Len(uint(max(n-1, 0)/maxPerGroup))
}

// room returns how many entries the table may hold.
func (t *table[K, V]) room() int { return maxPerGroup * len(t.groups) }

// probe is a place on the way of a key through the groups. The way begins at the group that the
// key's hash names, and goes on by 1, then by 2, then by 3, around the end. With a power of two of
// groups that leads to every one of them before it leads to any twice; and it leaves a crowded part
// of the table sooner than going on by 1 would.
type probe struct {
	at     uint64 // the group, before wrapping around
	passed uint64 // groups before it
}

// start returns the beginning of the way of a key with hash h. The bits it drops are those of the
// tag.
func start(h uint64) probe { return probe{at: h >> 7} }

func (p probe) next() probe { return probe{p.at + p.passed + 1, p.passed + 1} }

// mask wraps the place of a probe around the end.
func (t *table[K, V]) mask() uint64 { return uint64(len(t.groups) - 1) }

// find returns the slot of key, or nil if key is not in the table.
func (t *table[K, V]) find(key K, h uint64) *slot[K, V] {
	groups, mask, tag := t.groups, t.mask(), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &groups[p.at&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			if s := &g.slots[found.first()]; s.key == key {
				return s
			}
		}
		if g.control.passed() == 0 || p.passed == mask {
			return nil
		}
	}
}

// insert puts a key that is not in the table into the first empty slot on its way. There must be
// room.
func (t *table[K, V]) insert(key K, h uint64, value V) {
	groups, mask := t.groups, t.mask()
	for p := start(h); ; p = p.next() {
		g := &groups[p.at&mask]
		if empty := g.control.empty(); empty != 0 {
			i := empty.first()
			g.control = g.control.with(i, tagOf(h))
			g.slots[i] = slot[K, V]{key, value}
			t.len++
			return
		}
		g.control = g.control.pass()
	}
}

// remove empties the slot of key and returns the value that was in it, if key is in the table.
func (t *table[K, V]) remove(key K, h uint64) (old V, removed bool) {
	groups, mask, tag := t.groups, t.mask(), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &groups[p.at&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			i := found.first()
			if s := &g.slots[i]; s.key == key {
				old, *s = s.value, slot[K, V]{} // so that the slot keeps nothing alive
				g.control = g.control.without(i)
				t.len--
				t.unpass(h, p.passed)
				return old, true
			}
		}
		if g.control.passed() == 0 || p.passed == mask {
			return old, false
		}
	}
}

// unpass takes a key with hash h out of the counts of the first n groups on its way.
func (t *table[K, V]) unpass(h, n uint64) {
	for p := start(h); p.passed < n; p = p.next() {
		g := &t.groups[p.at&t.mask()]
		g.control = g.control.unpass()
	}
}

// insertAll inserts the entries of another table, with hashes from hash.
func (t *table[K, V]) insertAll(from *table[K, V], hash func(K) uint64) {
	for i := range from.groups {
		g := &from.groups[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			s := &g.slots[used.first()]
			t.insert(s.key, hash(s.key), s.value)
		}
	}
}

// longestProbe returns the most groups that a lookup of a key in the table inspects.
func (t *table[K, V]) longestProbe(hash func(K) uint64) int {
	longest := 0
	for i := range t.groups {
		g := &t.groups[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			if key := g.slots[used.first()].key; reflexive(key) {
				longest = max(longest, t.inspected(uint64(i), hash(key)))
			}
		}
	}
	return longest
}

// inspected returns how many groups there are on the way of a key with hash h up to group i.
func (t *table[K, V]) inspected(i, h uint64) int {
	p := start(h)
	for p.at&t.mask() != i {
		p = p.next()
	}
	return int(p.passed) + 1
}

// reflexive reports whether key equals itself. NaN does not, nor does what contains it; no lookup
// finds them.
func reflexive[K comparable](key K) bool { return key == key }
