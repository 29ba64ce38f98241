//go:build !stub

package newquestion

// Newquestion is a set of integers. The zero Newquestion is empty and ready to use. It must not be copied after its
// first use. It is not safe for concurrent use.
type Newquestion struct {
	numbers map[int]struct{} // nil until the first Add
}

// Add puts n into the set. It reports whether n was not in it before.
func (s *Newquestion) Add(n int) bool {
	if s.Has(n) {
		return false
	}
	if s.numbers == nil {
		s.numbers = make(map[int]struct{})
	}
	s.numbers[n] = struct{}{}
	return true
}

// Has reports whether n is in the set.
func (s *Newquestion) Has(n int) bool {
	_, ok := s.numbers[n]
	return ok
}
