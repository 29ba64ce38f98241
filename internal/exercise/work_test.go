package exercise

import (
	"slices"
	"testing"
)

func TestNewWork(t *testing.T) {
	w := NewWork(100, HexText)
	again := NewWork(100, HexText)
	if len(w.In) != 100 || len(w.Out) != 100 || len(w.Hits) != 1<<16 || len(w.Misses) != 1<<16 {
		t.Fatalf("NewWork(100, key) has %d, %d, %d and %d keys, want 100, 100, 65536 and 65536", len(w.In), len(w.Out), len(w.Hits), len(w.Misses))
	}
	if !slices.Equal(w.Hits, again.Hits) || !slices.Equal(w.Misses, again.Misses) {
		t.Error("NewWork makes other keys the second time, want the same")
	}
	in := map[string]bool{}
	for _, k := range w.In {
		in[k] = true
	}
	for i, k := range w.Hits {
		if !in[k] || in[w.Misses[i]] {
			t.Fatalf("hit %d is in the structure: %t, and miss %d: %t, want true and false", i, in[k], i, in[w.Misses[i]])
		}
	}
}

func TestNext(t *testing.T) {
	if a, b := Next(0, 2), Next(1, 2); a != 1 || b != 0 {
		t.Errorf("Next(0, 2) = %d and Next(1, 2) = %d, want 1 and 0", a, b)
	}
}

func TestHexText(t *testing.T) {
	if got := HexText(0x0102030405060708); got != "0807060504030201" {
		t.Errorf("HexText(0x0102030405060708) = %s, want 0807060504030201", got)
	}
}
