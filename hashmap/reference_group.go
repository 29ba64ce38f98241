//go:build !stub

package hashmap

import "math/bits"

// group is seven slots behind a control word that tells of all of them at once which may hold a
// key.
//
//	byte     7       6     5     4     3     2     1     0
//	       passed   tag   tag   tag   tag   tag   tag   tag
//
// The tag of an empty slot is 0. That of a slot in use is seven bits of its key's hash, below a
// high bit that is always set. A lookup compares the tag of the key it wants with all seven in a
// few instructions and looks at a slot only if the tags agree, which they do for 1 wrong key in
// 128.
//
// The count in the top byte ends a search. A key goes to the first group on its way (see [probe])
// that has an empty slot, and is counted by each full group that it passes. A lookup that finds the
// count 0 may stop there, since nobody went on. When a key is deleted the counts go back, so that
// deletion leaves nothing behind: there are no tombstones.
//
// A word has eight bytes and the count takes one, hence seven slots. The word comes first because
// the processor then loads it together with the first of them. The count of those that went on is
// an idea of F14, the hash table in Facebook's library Folly.
type group[K comparable, V any] struct {
	control control
	slots   [slotsPerGroup]slot[K, V]
}

type slot[K comparable, V any] struct {
	key   K
	value V
}

// control is the control word of a group.
type control uint64

// marks has the high bit of a tag's byte set for each slot that it marks.
type marks uint64

const (
	slotsPerGroup = 7

	lowBits  = 0x00_01_01_01_01_01_01_01 // the lowest bit of every tag
	highBits = 0x00_80_80_80_80_80_80_80 // the highest

	onePassed  = 1 << 56
	mostPassed = 255
)

// tagOf returns the tag of a key with hash h.
func tagOf(h uint64) control { return control(h&0x7f | 0x80) }

// match marks the slots whose tag is tag. It may mark a slot too many, just above one that it marks
// rightly; the comparison of the keys, which has to follow anyway, sorts that out.
//
// Where the tags agree, x has a zero byte. Subtracting 1 from every byte turns on the high bit of
// those, and &^ x drops the bytes that had it on before. What may come out wrong is the byte above
// a zero, from which the subtraction borrows.
func (c control) match(tag control) marks {
	x := c ^ tag*lowBits
	return marks((x - lowBits) &^ x & highBits)
}

// used marks the slots in use.
func (c control) used() marks { return marks(c & highBits) }

// empty marks the others.
func (c control) empty() marks { return marks(^c & highBits) }

// with returns c with a tag for slot i, which is empty.
func (c control) with(i int, tag control) control { return c | tag<<(8*i) }

// without returns c with slot i empty.
func (c control) without(i int) control { return c &^ (0xff << (8 * i)) }

// passed returns how many keys have passed the group.
func (c control) passed() int { return int(c >> 56) }

// pass counts a key that passes the group, and unpass one that did and is deleted. A count that has
// reached its maximum may stand for more, so it stays there until the table is rebuilt.
func (c control) pass() control {
	if c.passed() == mostPassed {
		return c
	}
	return c + onePassed
}

func (c control) unpass() control {
	if c.passed() == mostPassed {
		return c
	}
	return c - onePassed
}

// first returns the lowest slot marked.
func (m marks) first() int { return bits.TrailingZeros64(uint64(m)) / 8 }

// rest returns m without its lowest mark.
func (m marks) rest() marks { return m & (m - 1) }
