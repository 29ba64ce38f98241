package review

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/review/facts"
)

// The facts told first are those in which the learner's figure is the furthest above the others.
func TestTelling(t *testing.T) {
	fact := func(subject, verdict string, figures ...int) Fact {
		return Fact{Kind: facts.Kinds[0].ID, Verdict: verdict, Figures: figures, Findings: []facts.Finding{{Subject: subject}}}
	}
	r := &Review{Question: "stack", Designs: []string{"your code", "reference", "list"}, Facts: []Fact{
		fact("little", "worth a look", 4, 3, 3),
		fact("alike", "alike", 9, 0, 0),
		fact("better", "better", 0, 5, 5),
		fact("much", "worth a look", 9, 0, 1),
		fact("some", "worth a look", 4, 0, 1),
	}}
	for n, want := range map[int][]string{0: {}, 1: {"0"}, 2: {"9", "0"}, 3: {"9", "4", "0"}, 9: {"9", "4", "4", "0"}} {
		got := []string{}
		for _, told := range r.Telling(n) {
			_, figures, _ := strings.Cut(told.Figures, "your code ")
			own, _, _ := strings.Cut(figures, ",")
			got = append(got, own)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("own figures of %d facts (-want +got): %s", n, diff)
		}
	}
}
