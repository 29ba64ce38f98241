//go:build !stub

package hashmap

import "math/bits"

// A table is a slice of groups. A group is seven slots behind a control word, which
// tells of all seven at once which of them may hold a key:
//
//	byte     7       6     5     4     3     2     1     0
//	       passed   tag   tag   tag   tag   tag   tag   tag
//
// The tag of an empty slot is 0; that of a slot in use is seven bits of its key's hash below
// a high bit that is always set. A lookup compares the tag of its own key with all
// seven in a few instructions, and looks at a slot only if the tags
// agree, which for the wrong key they do once in 128 times.
//
// The top byte ends a search. A key goes into the first group on its way that has a slot free (see
// probe), and each full group that it passes counts it. So a lookup that finds the
// count 0 need not go on: nobody did. A key that is deleted is counted off again, and nothing
// is left behind: there are no tombstones.
//
// There are seven slots because a word has eight bytes and the count needs one. It stands first, so that
// the processor loads it together with the first slots. The count of those that went on is taken from F14,
// the hash tables of Facebook's library Folly.
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

// marks has the high bit of a tag's byte set for every slot that it marks.
type marks uint64

const (
	slotsPerGroup = 7

	lowBits  = 0x00_01_01_01_01_01_01_01 // the lowest bit of each tag
	highBits = 0x00_80_80_80_80_80_80_80 // the highest

	onePassed  = 1 << 56
	mostPassed = 255
)

// tagOf returns the tag of a key whose hash is h.
func tagOf(h uint64) control { return control(h&0x7f | 0x80) }

// match marks the slots whose tag is tag. It may mark one too many, just above one that it marks
// rightly; comparing the keys, which has to be done anyway, settles that.
//
// Where the tags agree x has a zero byte. Taking 1 from each byte sets the high bit of the
// zeros, which &^ x tells from those that were set before. What a
// zero borrows from the byte above is what may mark too many.
func (c control) match(tag control) marks {
	x := c ^ tag*lowBits
	return marks((x - lowBits) &^ x & highBits)
}

// used marks the slots in use.
func (c control) used() marks { return marks(c & highBits) }

// free marks the empty slots.
func (c control) free() marks { return marks(^c & highBits) }

// with returns c with tag for the empty slot i.
func (c control) with(i int, tag control) control { return c | tag<<(8*i) }

// without returns c with slot i empty.
func (c control) without(i int) control { return c &^ (0xff << (8 * i)) }

// passed returns how many keys have passed the group.
func (c control) passed() int { return int(c >> 56) }

// countOn and countOff count a key that passes the group, and one that did and is no more. A
// count that has reached its maximum may stand for more, so it stays until the table is rebuilt.
func (c control) countOn() control {
	if c.passed() == mostPassed {
		return c
	}
	return c + onePassed
}

func (c control) countOff() control {
	if c.passed() == mostPassed {
		return c
	}
	return c - onePassed
}

// first returns the lowest slot marked.
func (m marks) first() int { return bits.TrailingZeros64(uint64(m)) / 8 }

// rest returns m without its lowest mark.
func (m marks) rest() marks { return m & (m - 1) }
