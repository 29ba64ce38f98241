package lrucache

import "strconv"

// Reason says why a value left a [Cache].
type Reason int

const (
	// Evicted: the cache was full, and the entry was the least recently used.
	Evicted Reason = iota + 1

	// Expired: the TTL of the entry was over.
	Expired

	// Removed: Remove or Clear removed the entry.
	Removed

	// Replaced: Put stored a new value under the key, even if it equals the old one. OnRemove gets the old value.
	Replaced
)

// String returns the reason's name, such as "Evicted".
func (r Reason) String() string {
	switch r {
	case Evicted:
		return "Evicted"
	case Expired:
		return "Expired"
	case Removed:
		return "Removed"
	case Replaced:
		return "Replaced"
	default:
		return "Reason(" + strconv.Itoa(int(r)) + ")"
	}
}
