package contest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestForKeysGoesAround(t *testing.T) {
	var seen []int
	do := ForKeys([]int{1, 2, 3}, func(keys []int) int { seen = append(seen, keys...); return len(keys) })
	require.Equal(t, 4, do(4))
	require.Equal(t, 3, do(3))
	require.Equal(t, []int{1, 2, 3, 1, 2, 3, 1}, seen)
}

func TestInGoroutinesSharesTheOperations(t *testing.T) {
	do := InGoroutines(2, []int{1, 2, 3, 4}, func(keys []int) int { return len(keys) })
	require.Equal(t, 7, do(7))
	broken := InGoroutines(2, []int{1, 2}, func([]int) int { panic("lost") })
	require.Panics(t, func() { broken(2) })
}

func TestTurnoverEndsWhereItBegan(t *testing.T) {
	in, out := []int{1, 2, 3}, []int{4, 5, 6}
	deletes, puts := Turnover(in, out)
	held := map[int]bool{1: true, 2: true, 3: true}
	for i, k := range deletes {
		require.True(t, held[k], "what is deleted is there")
		require.False(t, held[puts[i]], "what is put is new")
		delete(held, k)
		held[puts[i]] = true
	}
	require.Equal(t, map[int]bool{1: true, 2: true, 3: true}, held)
	require.True(t, slices.IsSorted(in), "in is left as it was")
}
