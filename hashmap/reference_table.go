//go:build !stub

package hashmap

// table is the groups of a map. Their number is a power of two, or 0.
type table[K comparable, V any] []group[K, V]

// probe is a place on the way of a key through the groups of a table. The way begins at the group
// that the key's hash names and goes on by 1, then 2, then 3 and so on, around the
// end. Through a power of two of groups it comes to each of them once before it comes back, and it
// leaves a crowded part of the table sooner than single steps would.
type probe struct {
	at    uint64 // the number of the group, before wrapping around
	steps uint64 // how many groups came before it
}

// start returns where the way of a key with hash h begins. The bits that are shifted out make its tag.
func start(h uint64) probe { return probe{at: h >> 7} }

func (p probe) next() probe { return probe{p.at + p.steps + 1, p.steps + 1} }

// find returns the slot of key, whose hash is h, or nil if it is not in the table.
func (t *table[K, V]) find(key K, h uint64) *slot[K, V] {
	groups, mask, tag := *t, uint64(len(*t)-1), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &groups[p.at&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			if s := &g.slots[found.first()]; s.key == key {
				return s
			}
		}
		if g.control.passed() == 0 || p.steps == mask {
			return nil
		}
	}
}

// insert puts a key that is not in the table, and whose hash is h, into the first free slot on its
// way. There must be one.
func (t table[K, V]) insert(key K, h uint64, value V) {
	mask := uint64(len(t) - 1)
	for p := start(h); ; p = p.next() {
		g := &t[p.at&mask]
		if free := g.control.free(); free != 0 {
			i := free.first()
			g.control = g.control.with(i, tagOf(h))
			g.slots[i] = slot[K, V]{key, value}
			return
		}
		g.control = g.control.countOn()
	}
}

// remove empties the slot of key, whose hash is h, and returns the value that was there. It reports
// whether the key was in the table.
func (t *table[K, V]) remove(key K, h uint64) (old V, removed bool) {
	groups, mask, tag := *t, uint64(len(*t)-1), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &groups[p.at&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			i := found.first()
			if s := &g.slots[i]; s.key == key {
				old, *s = s.value, slot[K, V]{} // an empty slot keeps nothing alive
				g.control = g.control.without(i)
				t.countOff(h, p.steps)
				return old, true
			}
		}
		if g.control.passed() == 0 || p.steps == mask {
			return old, false
		}
	}
}

// countOff takes a key with hash h, which has passed the given number of groups, out of their counts.
func (t table[K, V]) countOff(h, passed uint64) {
	mask := uint64(len(t) - 1)
	for p := start(h); p.steps < passed; p = p.next() {
		g := &t[p.at&mask]
		g.control = g.control.countOff()
	}
}

// copyTo inserts all entries into another table, which gets the hash of every key again.
func (t table[K, V]) copyTo(other table[K, V], hash func(K) uint64) {
	for i := range t {
		g := &t[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			s := &g.slots[used.first()]
			other.insert(s.key, hash(s.key), s.value)
		}
	}
}

// longestProbe returns the most groups that a lookup of a key in the table inspects.
func (t table[K, V]) longestProbe(hash func(K) uint64) int {
	longest := 0
	for i := range t {
		g := &t[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			key := g.slots[used.first()].key
			if key == key { // others cannot be looked up
				longest = max(longest, t.inspected(uint64(i), hash(key)))
			}
		}
	}
	return longest
}

// inspected returns how many groups lie on the way of a key with hash h to the group at i, that included.
func (t table[K, V]) inspected(i, h uint64) int {
	mask := uint64(len(t) - 1)
	p := start(h)
	for p.at&mask != i {
		p = p.next()
	}
	return int(p.steps) + 1
}
