package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

// A question is one that has peers.
type question struct {
	name   string
	groups func(atMost int) []measure.Group // those of at most so many entries
}

var questions = []question{
	{"hashmap", hashmapGroups},
	{"lrucache", lrucacheGroups},
	{"circulararray", circulararrayGroups},
}

var (
	fullPlan  = measure.Plan{Rounds: 9, Sample: 20 * time.Millisecond, Limit: 4 * time.Second}
	quickPlan = measure.Plan{Rounds: 5, Sample: time.Millisecond, Limit: 200 * time.Millisecond}
)

// quickSize is how many entries there are at most in a quick run.
const quickSize = 1 << 16

// anySize is more than any structure has.
const anySize = 1 << 30

// within returns the sizes that are not above the limit.
func within(limit int, sizes ...int) (fit []int) {
	for _, n := range sizes {
		if n <= limit {
			fit = append(fit, n)
		}
	}
	return fit
}

func hashmapGroups(atMost int) (groups []measure.Group) {
	for _, n := range within(atMost, 16, 1000, 65_536, 1_000_000, 8_000_000) {
		groups = append(groups,
			contest.MapRows("uint64", contest.Uint64, n, append(maps[uint64](), newIntMap[uint64])...),
			contest.MapRows("string8", contest.String8, n, maps[string]()...),
			contest.MapRows("string64", contest.String64, n, maps[string]()...),
			contest.MapRows("struct16", contest.PairOf, n, maps[contest.Pair]()...),
			contest.MapRows("struct16func", contest.PairOf, n, mapsFunc(contest.HashPair)...),
			contest.BuiltRow(n, []string{contest.Kit, contest.Builtin, "cockroachdb/swiss", "dolthub/swiss"},
				[]func([]contest.Pair) func([]uint64) int{contest.KitPairs, contest.BuiltinPairs, cockroachPairs, dolthubPairs}),
		)
	}
	for _, n := range within(atMost, 1000, 65_536, 1_000_000) {
		groups = append(groups, contest.SharedMapRows(n, new(contest.KitSharded), new(contest.SyncMap), new(contest.LockedMap)))
	}
	return groups
}

// maps are the contenders for any kind of keys.
func maps[K comparable]() []func() contest.Map[K] {
	return []func() contest.Map[K]{contest.NewKitMap[K], contest.NewBuiltinMap[K], newCockroachMap[K], newDolthubMap[K]}
}

// mapsFunc are the same, of which the kit's has a hash function.
func mapsFunc[K comparable](hash func(K) uint64) []func() contest.Map[K] {
	contenders := maps[K]()
	contenders[0] = func() contest.Map[K] { return contest.NewKitMapFunc(hash) }
	return contenders
}

func lrucacheGroups(atMost int) (groups []measure.Group) {
	sizes := within(atMost, 128, 8192, 1<<20)
	for _, n := range sizes {
		groups = append(groups,
			contest.LRURows("uint64", contest.Uint64, n, lrus[uint64]()...),
			contest.LRURows("string12", contest.String12, n, lrus[string]()...),
		)
	}
	for _, n := range sizes {
		groups = append(groups, contest.CacheRows(n, new(contest.KitCache), new(hashicorpCache), new(otterCache)))
	}
	return groups
}

func lrus[K comparable]() []func() contest.LRU[K] {
	return []func() contest.LRU[K]{contest.NewKitLRU[K], newSimpleLRU[K], contest.NewClassicLRU[K]}
}

func circulararrayGroups(atMost int) (groups []measure.Group) {
	for _, n := range within(atMost, 16, 1024, 65_536, 1<<20) {
		groups = append(groups, contest.RingRows(n,
			func() contest.Ring { return new(contest.KitRing) },
			func() contest.Ring { return new(gammazeroDeque) },
			func() contest.Ring { return new(contest.ClassicRing) },
			func() contest.Ring { return new(contest.PlainSlice) },
		))
	}
	return groups
}

// findQuestion returns the question called name, or a usageError that lists those there are.
func findQuestion(name string) (question, error) {
	plain := strings.Trim(name, "./")
	var names []string
	for _, q := range questions {
		if q.name == plain {
			return q, nil
		}
		names = append(names, q.name)
	}
	problem := "Which question? "
	if plain != "" {
		problem = fmt.Sprintf("There is no question %q with peers. ", name)
		if near, ok := nearest(plain, names); ok {
			problem += fmt.Sprintf("Did you mean %s? ", near)
		}
	}
	return question{}, usageError{problem + "The questions are: " + strings.Join(names, ", ")}
}

// findRoot returns the repository's directory: the one at or above the working directory that has
// this module in it.
func findRoot() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "internal", "bench", "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", usageError{fmt.Sprintf("%s is not in the oodkit repository: change to a directory of it", start)}
		}
	}
}

// path returns the file for a question's figures, from the repository's directory.
func (c command) path(q question, suffix string) string {
	name := q.name
	if contest.Kit != "oodkit" {
		name += "-" + contest.Kit
	}
	if c.quick {
		name += "-quick"
	}
	return filepath.Join(".oodkit", "peers", name+suffix)
}

func (c command) file(q question, suffix string) string {
	return filepath.Join(c.root, c.path(q, suffix))
}
