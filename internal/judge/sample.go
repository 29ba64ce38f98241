package judge

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// Sample returns the right designs of a bank and n of its wrong solutions, or all of them if there are fewer. The
// seed alone decides which ones, so that a run can be repeated. Over many seeds, every one has its turn.
func Sample(bank []Candidate, n int, seed string) []Candidate {
	var right, wrong []Candidate
	for _, c := range bank {
		if c.Step > 0 {
			wrong = append(wrong, c)
		} else {
			right = append(right, c)
		}
	}
	slices.SortFunc(wrong, func(a, b Candidate) int { return cmp.Compare(lot(seed, a.Name), lot(seed, b.Name)) })
	return append(right, wrong[:min(n, len(wrong))]...)
}

// lot returns a number that depends on the seed and the name and looks random.
func lot(seed, name string) uint64 {
	sum := sha256.Sum256([]byte(seed + " " + name))
	return binary.BigEndian.Uint64(sum[:])
}
