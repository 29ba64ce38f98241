package judge

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"
)

func TestSample(t *testing.T) {
	var bank []Candidate
	for i := range 40 {
		bank = append(bank, Candidate{Name: fmt.Sprintf("wrong/c%d", i), Step: 1 + i%3})
	}
	bank = append(bank, Candidate{Name: "designs/a"}, Candidate{Name: "designs/b"})
	taken := map[string]int{}
	for seed := range 100 {
		sample, again := Sample(bank, 10, fmt.Sprint(seed)), Sample(bank, 10, fmt.Sprint(seed))
		if len(sample) != 12 {
			t.Fatalf("a sample of 10 wrong solutions has %d candidates, want 12 with the 2 right ones", len(sample))
		}
		for i, c := range sample {
			if c.Name != again[i].Name {
				t.Fatalf("the seed %d takes %s the first time and %s the second, want the same", seed, c.Name, again[i].Name)
			}
			taken[c.Name]++
		}
	}
	for _, c := range bank {
		if taken[c.Name] == 0 || c.Step == 0 && taken[c.Name] != 100 {
			t.Errorf("of 100 samples %d have %s, want each wrong solution in some and each right one in all", taken[c.Name], c.Name)
		}
	}
	if got := len(Sample(bank, 1000, "")); got != len(bank) {
		t.Errorf("a sample of 1000 has %d candidates, want all %d", got, len(bank))
	}
}

// TestLot checks that each seed draws anew for one name, also where few kinds of results count.
func TestLot(t *testing.T) {
	for _, kinds := range []uint64{2, 3, 12} {
		drawn := make(map[uint64]bool)
		for seed := range 200 {
			drawn[lot(strconv.Itoa(seed), "designs/chaining")%kinds] = true
		}
		if len(drawn) != int(kinds) {
			t.Errorf("200 seeds draw %v of %d", slices.Sorted(maps.Keys(drawn)), kinds)
		}
	}
}
