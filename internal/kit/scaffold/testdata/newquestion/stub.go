//go:build stub

package newquestion

// Newquestion is a set of integers. The zero Newquestion is empty and ready to use. It must not be copied after its
// first use. It is not safe for concurrent use.
type Newquestion struct {
	// Your fields go here.
}

// Add puts n into the set. It reports whether n was not in it before.
func (s *Newquestion) Add(n int) bool {
	panic("not implemented: Newquestion.Add")
}

// Has reports whether n is in the set.
func (s *Newquestion) Has(n int) bool {
	panic("not implemented: Newquestion.Has")
}
