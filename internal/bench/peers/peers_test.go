package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

func result(row string, n int, contender string, nanos ...float64) measure.Result {
	return measure.Result{Row: row, N: n, Contender: contender, Ops: 100, Nanos: nanos}
}

// sample is figures of two rows, which a peer leads in one size of one.
func sample() figures {
	f := figures{results: []measure.Result{
		result("Hit/keys=uint64", 1000, contest.Kit, 5, 6, 7), result("Hit/keys=uint64", 1000, "builtin", 10, 12, 14), result("Hit/keys=uint64", 1000, contest.Array, 1, 1, 1),
		result("Grow/keys=uint64", 1000, contest.Kit, 900, 900, 900), result("Grow/keys=uint64", 1000, "builtin", 1800, 1800, 1800),
		result("Hit/keys=uint64", 16, contest.Kit, 4, 4, 4), result("Hit/keys=uint64", 16, "builtin", 2, 2, 2), result("Hit/keys=uint64", 16, "a/b", 8, 8, 8),
	}}
	f.results[3].Bytes, f.results[4].Bytes = 31.5, 37.8
	return f
}

func TestFindQuestion(t *testing.T) {
	for _, tt := range []struct{ name, typed, want string }{
		{"by its directory", "./lrucache/", ""},
		{"begun", "lru", `There is no question with peers "lru". Did you mean lrucache?`},
		{"misspelt", "hashmop", "Did you mean hashmap?"},
		{"like none", "xyz", `"xyz". The questions are: hashmap, lrucache, circulararray`},
		{"missing", "", "Which question with peers? The questions are"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := findExercise(tt.typed)
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.want)
		})
	}
}

func TestTable(t *testing.T) {
	var b bytes.Buffer
	sample().print(&b)
	var lines []string
	for line := range strings.Lines(b.String()) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	require.Contains(t, lines, "Hit/keys=uint64 16 4.00 2.00 0.50 2.00")
	require.Contains(t, lines, "Hit/keys=uint64 1000 6.00 12.0 2.00 1.00", "without a/b, with the yardstick")
	require.Contains(t, lines, "Grow/keys=uint64 1000 900 1800 2.00 31.5 37.8")
	require.Contains(t, lines, "geometric means of the ratios, without keys of 16 bytes: builtin 1.26 (3 rows), a/b 2.00 (1 rows)")
}

func TestFiguresAreReadAsTheyWereWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "raw.txt")
	want := sample()
	want.machine = machine{"a processor", "2", "linux/amd64", "go1.26", "2026-01-02"}
	w, err := createRaw(name, exercises[0], want.machine)
	require.NoError(t, err)
	require.NoError(t, w.write(want.results))
	require.NoError(t, w.Close())
	got, err := readFile(name)
	require.NoError(t, err)
	require.Equal(t, want.machine, got.machine)
	require.Len(t, got.results, len(want.results))
	for i, r := range got.results {
		require.InDeltaSlice(t, want.results[i].Nanos, r.Nanos, 1e-6)
		r.Nanos = want.results[i].Nanos
		require.Equal(t, want.results[i], r)
	}
}

func TestDeficitsAreExplained(t *testing.T) {
	var b strings.Builder
	reasons := parseReasons("# a remark\nhashmap | Hit/* | builtin | The group is half empty.\n")
	writeAhead(&b, exercises[0], sample(), reasons)
	require.Contains(t, b.String(), "- Hit/keys=uint64, builtin: 0.50 at n=16. The group is half empty.\n")
	require.NotContains(t, b.String(), "Grow")
	b.Reset()
	writeAhead(&b, exercises[1], sample(), reasons)
	require.Contains(t, b.String(), unexplained)
}

func TestPatternsOfReasons(t *testing.T) {
	require.True(t, matches("*", "cockroachdb/swiss"))
	require.True(t, matches("*/keys=struct16", "Hit/keys=struct16"))
	require.False(t, matches("*/keys=struct16", "Hit/keys=struct16func"))
}

func TestReasonsAreWellFormed(t *testing.T) {
	for line := range strings.Lines(reasonsText) {
		if !strings.HasPrefix(line, "#") {
			require.Len(t, parseReasons(line), 1, line)
		}
	}
}

func TestChart(t *testing.T) {
	name := filepath.Join(t.TempDir(), "chart.svg")
	require.NoError(t, drawFile(name, sample()))
	svg, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Contains(t, string(svg), "Grow/keys=uint64")
}

// TestResultsHaveTheGoals fails if somebody has changed RESULTS.md without goals.md: the next run would take that back.
func TestResultsHaveTheGoals(t *testing.T) {
	results, err := os.ReadFile(filepath.Join("..", "RESULTS.md"))
	require.NoError(t, err)
	plain := func(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }
	require.True(t, strings.Contains(plain(string(results)), plain(goals)), "RESULTS.md does not contain goals.md as it is")
}
