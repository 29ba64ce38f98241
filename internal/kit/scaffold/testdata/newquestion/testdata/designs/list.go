//go:build stub

// A linked list: TODO(newquestion): a third complete design, and when it is better than the reference.
// Good at: a few lines of code, no number ever moves.
// Costs: every call walks through all numbers.

package newquestion

// Newquestion has a node for each number.
type Newquestion struct {
	first *node
}

type node struct {
	n    int
	next *node
}

// Add puts n at the front.
func (s *Newquestion) Add(n int) bool {
	if s.Has(n) {
		return false
	}
	s.first = &node{n, s.first}
	return true
}

// Has walks through the list.
func (s *Newquestion) Has(n int) bool {
	for at := s.first; at != nil; at = at.next {
		if at.n == n {
			return true
		}
	}
	return false
}
