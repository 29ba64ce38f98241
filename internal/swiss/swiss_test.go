package swiss_test

import (
	"slices"
	"testing"

	"github.com/oodkit/oodkit/internal/swiss"
)

func TestGroupsFor(t *testing.T) {
	for _, row := range []struct{ n, want int }{
		{0, 1}, {1, 1}, {6, 1}, {7, 2}, {12, 2}, {13, 4}, {24, 4}, {25, 8}, {6144, 1024}, {6145, 2048},
	} {
		if got := swiss.GroupsFor(row.n); got != row.want {
			t.Errorf("GroupsFor(%d) = %d, want %d", row.n, got, row.want)
		}
	}
}

// slots returns the slots that m marks.
func slots(m swiss.Marks) []int {
	var s []int
	for ; m != 0; m = m.Rest() {
		s = append(s, m.First())
	}
	return s
}

func TestControlKnowsWhichSlotsAreUsed(t *testing.T) {
	var c swiss.Control
	for used := range 1 << swiss.Slots {
		c = 0
		var want, others []int
		for i := range swiss.Slots {
			if used&(1<<i) != 0 {
				c, want = c.With(i, swiss.TagOf(uint64(i))), append(want, i)
			} else {
				others = append(others, i)
			}
		}
		if got := slots(c.Used()); !slices.Equal(got, want) {
			t.Fatalf("with tags in the slots %v: Used marks %v", want, got)
		}
		if got := slots(c.Empty()); !slices.Equal(got, others) {
			t.Fatalf("with tags in the slots %v: Empty marks %v, want %v", want, got, others)
		}
		for i := range swiss.Slots {
			if got := c.Uses(i); got != slices.Contains(want, i) {
				t.Fatalf("with tags in the slots %v: Uses(%d) = %t", want, i, got)
			}
			if got := slots(c.Without(i).Used()); slices.Contains(got, i) || len(got) < len(want)-1 {
				t.Fatalf("with tags in the slots %v: Without(%d) leaves %v", want, i, got)
			}
		}
	}
}

func TestMatchFindsEveryTagAndNoEmptySlot(t *testing.T) {
	for a := range uint64(128) {
		for b := range uint64(128) {
			c := swiss.Control(0).With(1, swiss.TagOf(a)).With(2, swiss.TagOf(b)).With(5, swiss.TagOf(a)).AddOverflow()
			got := slots(c.Match(swiss.TagOf(a)))
			if !slices.Contains(got, 1) || !slices.Contains(got, 5) {
				t.Fatalf("tags %d, %d, %d in the slots 1, 2, 5: Match(%d) marks %v, want 1 and 5 among them", a, b, a, a, got)
			}
			for _, i := range got {
				if i != 1 && i != 5 && (i != 2 || b^a > 1) { // too many only above a match, if one bit differs
					t.Fatalf("tags %d, %d, %d in the slots 1, 2, 5: Match(%d) marks %v", a, b, a, a, got)
				}
			}
		}
	}
}

func TestOverflowCountsUpToItsMaximumAndStaysThere(t *testing.T) {
	c := swiss.Control(0).With(6, swiss.TagOf(127))
	for n := range 254 {
		if c.Overflow() != n {
			t.Fatalf("after %d times AddOverflow: Overflow() = %d", n, c.Overflow())
		}
		if got := c.AddOverflow().SubOverflow(); got != c {
			t.Fatalf("after %d times AddOverflow: AddOverflow and SubOverflow make %#x of %#x", n, got, c)
		}
		c = c.AddOverflow()
	}
	full := c.AddOverflow()
	if full.Overflow() != 255 || full.AddOverflow() != full || full.SubOverflow() != full {
		t.Errorf("at 255: Overflow() = %d, AddOverflow() makes %#x and SubOverflow() %#x of %#x, want no change", full.Overflow(), full.AddOverflow(), full.SubOverflow(), full)
	}
	if got := slots(full.Used()); !slices.Equal(got, []int{6}) {
		t.Errorf("counting changed the tags: the slots in use are %v, want 6", got)
	}
}

func TestProbeVisitsEveryGroupOnce(t *testing.T) {
	for n := uint64(1); n <= 1024; n *= 2 {
		seen := make([]bool, n)
		p := swiss.Start(12345<<7, int(n))
		if p.Group != 12345%n {
			t.Fatalf("of %d groups Start(12345<<7) is at number %d, want %d", n, p.Group, 12345%n)
		}
		for {
			if seen[p.Group] {
				t.Fatalf("of %d groups number %d comes up twice, the second time after %d others", n, p.Group, p.Steps)
			}
			seen[p.Group] = true
			if p.AtEnd() {
				break
			}
			p = p.Next()
		}
		if p.Steps != n-1 {
			t.Fatalf("of %d groups the last comes after %d others, want %d", n, p.Steps, n-1)
		}
	}
}
