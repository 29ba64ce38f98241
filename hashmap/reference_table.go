//go:build !stub

package hashmap

// table is the groups of a map. Their number is a power of two, or 0.
type table[K comparable, V any] []group[K, V]

// probe is a place on the way that a key takes through the groups of a table: from the one that its
// hash names it goes on by 1, 2, 3 and so on, around the end. With a power of two of groups that
// visits each of them once before it comes back, and it leaves a crowded part of the
// table sooner than going on by one would.
type probe struct {
	at    uint64 // the group, before wrapping around
	steps uint64 // how many groups came before
}

// start returns the beginning of the way of a key with hash h. The bits below the shift are
// those of the tag.
func start(h uint64) probe { return probe{at: h >> 7} }

func (p probe) next() probe { return probe{p.at + p.steps + 1, p.steps + 1} }

// find returns the slot that holds key, whose hash is h, or nil.
func (t table[K, V]) find(key K, h uint64) *slot[K, V] {
	mask, tag := uint64(len(t)-1), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &t[p.at&mask]
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

// insert puts a key that is not in the table, and whose hash is h, into the first slot free on its
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

// remove empties the slot s, which find returned for a key with hash h.
func (t table[K, V]) remove(s *slot[K, V], h uint64) {
	mask, tag := uint64(len(t)-1), tagOf(h)
	for p := start(h); ; p = p.next() {
		g := &t[p.at&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			if i := found.first(); s == &g.slots[i] {
				g.control = g.control.without(i)
				*s = slot[K, V]{} // keeps nothing from being collected
				return
			}
		}
		g.control = g.control.countOff()
	}
}

// probes returns how many groups a lookup of the key in slot s, whose hash is h, inspects.
func (t table[K, V]) probes(s *slot[K, V], h uint64) int {
	mask := uint64(len(t) - 1)
	for p := start(h); ; p = p.next() {
		for i := range t[p.at&mask].slots {
			if s == &t[p.at&mask].slots[i] {
				return int(p.steps) + 1
			}
		}
	}
}

// copyTo inserts all entries of t into another table. The hash of each key is asked for again.
func (t table[K, V]) copyTo(to table[K, V], hash func(K) uint64) {
	for i := range t {
		g := &t[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			s := &g.slots[used.first()]
			to.insert(s.key, hash(s.key), s.value)
		}
	}
}

// longestProbe returns the most groups that a lookup of any key inspects.
func (t table[K, V]) longestProbe(hash func(K) uint64) int {
	longest := 0
	for i := range t {
		g := &t[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			s := &g.slots[used.first()]
			if s.key == s.key { // no lookup finds another
				longest = max(longest, t.probes(s, hash(s.key)))
			}
		}
	}
	return longest
}
