//go:build !stub

package lrucache

import "github.com/oodkit/oodkit/internal/swiss"

// index finds the node of a key by the key's hash. It is a hash table whose slots hold positions. The keys are in the
// nodes. Package swiss explains how a search goes.
type index struct {
	groups []group // a power of two of them
}

// group is seven positions behind a control word, which tells which of them are in use.
type group struct {
	control   swiss.Control
	positions [swiss.Slots]position
}

// newIndex returns an empty index with room for n positions.
func newIndex(n int) index { return index{make([]group, swiss.GroupsFor(n))} }

// room returns how many positions the index may hold.
func (x index) room() int { return swiss.MaxPerGroup * len(x.groups) }

// find returns the position of the node of key, whose hash is h, or none. It is a method of LRU because it compares
// keys, which are in the nodes. It is here because it searches the groups in the way in which insert fills them.
func (c *LRU[K, V]) find(key K, h uint64) position {
	nodes, groups, tag := c.nodes, c.index.groups, swiss.TagOf(h)
	for p := swiss.Start(h, len(groups)); ; p = p.Next() {
		g := &groups[p.Group]
		for found := g.control.Match(tag); found != 0; found = found.Rest() {
			if i := g.positions[found.First()]; nodes[i].entry.Key == key {
				return i
			}
		}
		if g.control.Overflow() == 0 || p.AtEnd() {
			return none
		}
	}
}

// insert adds the position of a node whose key has hash h. There must be room.
func (x index) insert(h uint64, i position) {
	for p := swiss.Start(h, len(x.groups)); ; p = p.Next() {
		g := &x.groups[p.Group]
		if empty := g.control.Empty(); empty != 0 {
			s := empty.First()
			g.control = g.control.With(s, swiss.TagOf(h))
			g.positions[s] = i
			return
		}
		g.control = g.control.AddOverflow()
	}
}

// remove takes out position i, which must be in the index under h: otherwise remove does not end. On its way it passes
// the groups that insert passed because they were full, and takes back what insert has added to their overflow counts.
func (x index) remove(h uint64, i position) {
	for p := swiss.Start(h, len(x.groups)); ; p = p.Next() {
		g := &x.groups[p.Group]
		for found := g.control.Match(swiss.TagOf(h)); found != 0; found = found.Rest() {
			if s := found.First(); g.positions[s] == i {
				g.control = g.control.Without(s) // frees the slot; the old position in it is never read
				return
			}
		}
		g.control = g.control.SubOverflow()
	}
}
