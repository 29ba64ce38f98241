// Package swiss has the parts of the hash tables of two references: groups of seven slots with a control word, and
// the probe of a key through the groups. The tables themselves decide what a slot holds and what a key is.
//
// The words:
//
//   - A slot holds an entry, or it is empty.
//   - A group is seven slots and their control word. The number of groups is a power of two.
//   - The control word has a byte for each slot, its tag, and a byte for the overflow count.
//   - The tag of an empty slot is 0. The tag of a slot in use is seven bits of its key's hash, and a high bit
//     that is always set.
//   - The home group of a key is the one that its hash names.
//   - The probe of a key is its way through the groups. It begins at the home group.
//   - The overflow count of a group is the number of keys that found the group full and went on.
//
// A control word:
//
//	byte      7        6     5     4     3     2     1     0
//	       overflow   tag   tag   tag   tag   tag   tag   tag
//
// A lookup compares the tag of its key with all seven tags in a few instructions. It looks at a slot only if the
// tags are equal, or in rare cases by mistake: see [Control.Match]. They are equal for 1 wrong key in 128.
//
// The overflow count ends a search. A key goes to the first group of its probe that has an empty slot, and each full
// group before that counts the key. A lookup may stop at a group with the count 0, because no key went on from there.
// The deletion of a key subtracts it from the counts of those groups. So deletion leaves nothing behind: there are no
// tombstones.
//
// A word has eight bytes, and the count takes one of them. That leaves seven slots. A group should begin with its
// word, because the processor then loads it together with the first slots. Comparing all tags at once is the idea of
// Swiss tables (Abseil). The overflow count comes from F14, the hash table in Facebook's library Folly.
//
// A generic type that calls the small functions of this package needs an instance in its own package, such as
// var _ Map[int, int]. The compiler can inline those functions where the type is used only if it has inlined
// them where the type is declared (https://go.dev/issue/57505). Without that line a lookup of a missing key in
// hashmap.Map takes nearly twice as long.
package swiss

import "math/bits"

// Slots is the number of slots in a group.
const Slots = 7

// MaxPerGroup is how many keys a table may have for each of its groups, on average, before it is full. If a table
// used every slot, the last keys would pass nearly all groups before they found an empty slot.
const MaxPerGroup = Slots - 1

// GroupsFor returns how many groups have room for n keys: the smallest power of two that is enough.
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

	overflow     = 1 << 56 // one key of the overflow count
	mostOverflow = 255
)

// TagOf returns the tag of a key with hash h.
func TagOf(h uint64) Control { return Control(h&0x7f | 0x80) }

// Match marks the slots whose tag is tag. It may also mark slots in use just above one of those by mistake. That does
// no harm, because the caller compares the keys anyway. It never marks an empty slot. Callers rely on that, because
// the key or position in an empty slot has no meaning.
//
// Where the tags are equal, x has a zero byte. Subtracting 1 from every byte sets the high bit of those bytes, and
// &^ x drops the bytes whose high bit was set before, such as those of empty slots. A zero byte borrows from the byte
// above. If that is 1, it gets the high bit by mistake, and borrows in turn.
func (c Control) Match(tag Control) Marks {
	x := c ^ tag*lowBits
	return Marks((x - lowBits) &^ x & highBits)
}

// Used marks the slots in use.
func (c Control) Used() Marks { return Marks(c & highBits) }

// Empty marks the empty slots.
func (c Control) Empty() Marks { return Marks(^c & highBits) }

// Uses reports whether slot i is in use.
func (c Control) Uses(i int) bool { return c>>shift(i)&0x80 != 0 }

// With returns c with a tag for slot i, which must be empty.
func (c Control) With(i int, tag Control) Control { return c | tag<<shift(i) }

// Without returns c with slot i empty.
func (c Control) Without(i int) Control { return c &^ (0xff << shift(i)) }

// shift returns how many bits are below the tag of slot i. The mask does not change the value. It tells the compiler
// that one instruction of the processor is enough for a shift by that many bits.
func shift(i int) uint { return uint(8*i) & 63 }

// Overflow returns the overflow count.
func (c Control) Overflow() int { return int(c >> 56) }

// AddOverflow counts a key that goes on from the group. A count at its maximum may mean more keys, so it stays at the
// maximum until the table is rebuilt.
func (c Control) AddOverflow() Control {
	if c.Overflow() == mostOverflow {
		return c
	}
	return c + overflow
}

// SubOverflow undoes AddOverflow for a key that is deleted.
func (c Control) SubOverflow() Control {
	if c.Overflow() == mostOverflow {
		return c
	}
	return c - overflow
}

// First returns the lowest slot marked.
func (m Marks) First() int { return bits.TrailingZeros64(uint64(m)) / 8 }

// Rest returns m without its lowest mark.
func (m Marks) Rest() Marks { return m & (m - 1) }

// Probe is a place in the probe sequence of a key. The sequence begins at the key's home group and goes on by 1, then
// by 2, then by 3, around the end. The number of groups is a power of two, so the sequence visits every group before
// it visits any group twice. And it leaves a crowded part of the table sooner than steps of 1 would.
type Probe struct {
	Group uint64 // where it is
	Steps uint64 // how many groups came before
	last  uint64 // the number of the last group; wraps Group around the end
}

// Start returns the beginning of the probe of a key with hash h through that many groups. It drops the bits of h that
// make up the tag.
func Start(h uint64, groups int) Probe {
	last := uint64(groups - 1)
	return Probe{h >> 7 & last, 0, last}
}

// Next returns the place after p.
func (p Probe) Next() Probe {
	return Probe{(p.Group + p.Steps + 1) & p.last, p.Steps + 1, p.last}
}

// AtEnd reports whether p has visited all groups.
func (p Probe) AtEnd() bool { return p.Steps == p.last }
