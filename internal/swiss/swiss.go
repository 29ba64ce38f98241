// Package swiss has what the hash tables of two references are made of: groups of seven slots
// behind a control word, and the way of a key through them. The slots themselves, and what a key
// is, are the tables' own.
//
// A control word tells of all seven slots at once which may hold a key.
//
//	byte     7       6     5     4     3     2     1     0
//	       passed   tag   tag   tag   tag   tag   tag   tag
//
// The tag of an empty slot is 0. That of a slot in use is seven bits of its key's hash, below a
// high bit that is always set. A lookup compares the tag of the key it wants with all seven in a
// few instructions and looks at a slot only if the tags agree, which they do for 1 wrong key in
// 128.
//
// The count in the top byte ends a search. A key goes to the first group on its way (see [Probe])
// that has an empty slot, and is counted by each full group that it passes. A lookup that finds the
// count 0 may stop there, since nobody went on. When a key is deleted the counts go back, so that
// deletion leaves nothing behind: there are no tombstones.
//
// A word has eight bytes and the count takes one, hence seven slots. A group should begin with its
// word, because the processor then loads it together with the first of the slots. Tags that are
// compared all at once are the idea of Swiss tables (Abseil); the count of those that went on is
// one of F14, the hash table in Facebook's library Folly.
//
// A generic type that calls the small functions of this package needs an instance in its own package, such as
// var _ Map[int, int]. The compiler can inline those functions where the type is used only if it has inlined
// them where the type is declared (https://go.dev/issue/57505). Without that line a lookup in a Map takes
// twice as long.
package swiss

import "math/bits"

// Slots is the number of slots in a group.
const Slots = 7

// MaxPerGroup is how many keys there may be for each group, on average, before a table is full. If
// every slot were to be taken, keys would have to pass nearly all groups to find the last ones.
const MaxPerGroup = Slots - 1

// GroupsFor returns how many groups have room for n keys: the least power of two that will do.
func GroupsFor(n int) int {
	return 1 << bits.Len(uint(max(n-1, 0)/MaxPerGroup))
}

// Control is the control word of a group. The zero Control is that of seven empty slots.
type Control uint64

// Marks has the high bit of a tag's byte set for each slot that it marks.
type Marks uint64

const (
	lowBits  = 0x00_01_01_01_01_01_01_01 // the lowest bit of every tag
	highBits = 0x00_80_80_80_80_80_80_80 // the highest

	onePassed  = 1 << 56
	mostPassed = 255
)

// TagOf returns the tag of a key with hash h.
func TagOf(h uint64) Control { return Control(h&0x7f | 0x80) }

// Match marks the slots whose tag is tag. It may mark a slot too many, just above one that it marks
// rightly; the comparison of the keys, which has to follow anyway, sorts that out.
//
// Where the tags agree, x has a zero byte. Subtracting 1 from every byte turns on the high bit of
// those, and &^ x drops the bytes that had it on before. What may come out wrong is the byte above
// a zero, from which the subtraction borrows.
func (c Control) Match(tag Control) Marks {
	x := c ^ tag*lowBits
	return Marks((x - lowBits) &^ x & highBits)
}

// Used marks the slots in use.
func (c Control) Used() Marks { return Marks(c & highBits) }

// Empty marks the others.
func (c Control) Empty() Marks { return Marks(^c & highBits) }

// With returns c with a tag for slot i, which is empty.
func (c Control) With(i int, tag Control) Control { return c | tag<<(8*i) }

// Without returns c with slot i empty.
func (c Control) Without(i int) Control { return c &^ (0xff << (8 * i)) }

// Passed returns how many keys have passed the group.
func (c Control) Passed() int { return int(c >> 56) }

// Pass counts a key that passes the group. A count that has reached its maximum may stand for more,
// so it stays there until the table is rebuilt.
func (c Control) Pass() Control {
	if c.Passed() == mostPassed {
		return c
	}
	return c + onePassed
}

// Unpass takes back the count of a key that passed the group and is deleted.
func (c Control) Unpass() Control {
	if c.Passed() == mostPassed {
		return c
	}
	return c - onePassed
}

// First returns the lowest slot marked.
func (m Marks) First() int { return bits.TrailingZeros64(uint64(m)) / 8 }

// Rest returns m without its lowest mark.
func (m Marks) Rest() Marks { return m & (m - 1) }

// Probe is a place on the way of a key through the groups. The way begins at the group that the
// key's hash names, and goes on by 1, then by 2, then by 3, around the end. With a power of two of
// groups that leads to every one of them before it leads to any twice; and it leaves a crowded part
// of the table sooner than going on by 1 would.
type Probe struct {
	At     uint64 // the group, before wrapping around
	Passed uint64 // groups before it
}

// Start returns the beginning of the way of a key with hash h. The bits it drops are those of the
// tag.
func Start(h uint64) Probe { return Probe{At: h >> 7} }

// Next returns the place after p.
func (p Probe) Next() Probe { return Probe{p.At + p.Passed + 1, p.Passed + 1} }
