//go:build !stub

package hashmap

import "math/bits"

// A table is a slice of groups, a group is seven slots behind a control word, and
// the control word is what makes a lookup quick: it says of all seven slots
// at once which of them may hold the key.
//
//	byte     7       6     5     4     3     2     1     0
//	       passed   tag   tag   tag   tag   tag   tag   tag
//
// The tag of an empty slot is 0. The tag of a slot in use is 7 bits of the hash of its
// key, below a high bit that is always set. A lookup compares its own tag with
// the seven in a few instructions and looks only at slots whose tag agrees: 1
// wrong slot in 128.
//
// The count in the top byte ends a search. Each key has a first group to try, and
// further ones for when that is full (see probe). A key that goes on from a full group adds 1 to
// the group's count, and takes it back when it is deleted. So where the count is 0 nobody has
// gone on, and a lookup need not either. Deleting leaves no other trace, in particular no
// tombstones. The idea is F14's, the hash table of Facebook's Folly library.
//
// Seven slots, because a word has eight bytes and the count takes one.
type group[K comparable, V any] struct {
	control control
	slots   [slotsPerGroup]slot[K, V]
}

type slot[K comparable, V any] struct {
	key   K
	value V
}

// control is a group's control word.
type control uint64

// marks has the high bit of a byte set for each slot that it marks.
type marks uint64

const (
	slotsPerGroup = 7

	ones     = 0x00_01_01_01_01_01_01_01 // a 1 in each tag
	highBits = 0x00_80_80_80_80_80_80_80 // the high bit of each tag

	passedUnit = 1 << 56
	passedMax  = 255
)

// tagOf returns the tag of a key with hash h.
func tagOf(h uint64) control { return control(h&0x7f | 0x80) }

// match marks the slots whose tag is tag. It may also mark a slot above one that it marks
// rightly, never fewer than it should: the caller compares keys anyway.
//
// A tag that is equal leaves 0 in its byte of x. Taking 1 from each byte turns on the high
// bit of one that was 0, and of those which had it on before, which &^ x drops.
// The loan that a 0 takes from the byte above it is what may mark too much.
func (c control) match(tag control) marks {
	x := c ^ tag*ones
	return marks((x - ones) &^ x & highBits)
}

// used marks the slots in use.
func (c control) used() marks { return marks(c & highBits) }

// free marks the empty slots.
func (c control) free() marks { return marks(^c & highBits) }

// set returns c with slot i in use and its tag as given. The slot must be empty.
func (c control) set(i int, tag control) control { return c | tag<<(8*i) }

// unset returns c with slot i empty.
func (c control) unset(i int) control { return c &^ (0xff << (8 * i)) }

// passed returns how many keys have gone on from this group to the next.
func (c control) passed() int { return int(c >> 56) }

// pass and unpass count one key more and one less that has gone on. A count that has reached its
// maximum stays there until the table is rebuilt, since it may stand for more.
func (c control) pass() control {
	if c.passed() == passedMax {
		return c
	}
	return c + passedUnit
}

func (c control) unpass() control {
	if c.passed() == passedMax {
		return c
	}
	return c - passedUnit
}

// first returns the lowest slot that is marked.
func (m marks) first() int { return bits.TrailingZeros64(uint64(m)) / 8 }

// rest returns m without its lowest mark.
func (m marks) rest() marks { return m & (m - 1) }
