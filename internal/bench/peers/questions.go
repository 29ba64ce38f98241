package main

import (
	"path/filepath"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/contest/caches"
	"github.com/oodkit/oodkit/internal/bench/contest/maps"
	"github.com/oodkit/oodkit/internal/bench/contest/rings"
	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/question"
)

// An exercise is a question that has peers.
type exercise struct {
	name   string                           // of the question
	groups func(atMost int) []measure.Group // the groups of rows with at most that many entries
}

var exercises = []exercise{
	{"hashmap", hashmapGroups},
	{"lrucache", lrucacheGroups},
	{"circulararray", circulararrayGroups},
}

var (
	fullPlan  = measure.Plan{Rounds: 9, Sample: 20 * time.Millisecond, Limit: 4 * time.Second}
	quickPlan = measure.Plan{Rounds: 5, Sample: time.Millisecond, Limit: 200 * time.Millisecond}
)

// quickSize is the largest number of entries in a quick run.
const quickSize = 1 << 16

// anySize is larger than any structure.
const anySize = 1 << 30

// within returns the sizes up to the limit.
func within(limit int, sizes ...int) (fit []int) {
	for _, n := range sizes {
		if n <= limit {
			fit = append(fit, n)
		}
	}
	return fit
}

func hashmapGroups(atMost int) (groups []measure.Group) {
	uint64s := func(n int) measure.Group {
		return maps.Rows("uint64", contest.Uint64, n, append(withPeers(maps.Uint64s()), newIntMap[uint64])...)
	}
	for _, n := range within(atMost, 16, 1000, 65_536, 1_000_000) {
		groups = append(groups, uint64s(n),
			maps.Rows("string8", maps.String8, n, withPeers(maps.Strings())...),
			maps.Rows("string64", maps.String64, n, withPeers(maps.Strings())...),
			maps.Rows("struct16", maps.PairOf, n, withPeers(maps.Pairs())...),
			maps.Rows("struct16func", maps.PairOf, n, withPeers(maps.PairsFunc())...),
			maps.BuiltRows(n, []string{contest.Kit, contest.Builtin, cockroachName, dolthubName},
				[]maps.PairMap{maps.KitPairs, maps.BuiltinPairs, cockroachPairs, dolthubPairs}),
		)
	}
	for _, n := range within(atMost, 1000, 65_536, 1_000_000) {
		groups = append(groups, maps.SharedRows(n, new(maps.KitSharded), new(maps.SyncMap), new(maps.LockedMap)))
	}
	for _, n := range within(atMost, 8_000_000) {
		groups = append(groups, uint64s(n)) // other kinds of keys take ten minutes each
	}
	return groups
}

// withPeers adds the peers that take any kind of keys.
func withPeers[K comparable](contenders []func() maps.Map[K]) []func() maps.Map[K] {
	return append(contenders, newCockroachMap[K], newDolthubMap[K])
}

func lrucacheGroups(atMost int) (groups []measure.Group) {
	sizes := within(atMost, 128, 8192, 1<<20)
	for _, n := range sizes {
		groups = append(groups,
			caches.Rows("uint64", contest.Uint64, n, slices.Insert(caches.Uint64s(), 1, newSimpleLRU[uint64], newFreeLRU(hashUint64), newPhusluLRU[uint64])...),
			caches.Rows("string12", caches.String12, n, slices.Insert(caches.Strings(), 1, newSimpleLRU[string], newFreeLRU(hashString), newPhusluLRU[string])...),
		)
	}
	for _, n := range sizes {
		groups = append(groups, caches.SharedRows(n, new(caches.KitCache), new(hashicorpCache), new(otterCache), new(freeCache), new(phusluCache)))
	}
	return groups
}

func circulararrayGroups(atMost int) (groups []measure.Group) {
	for _, n := range within(atMost, 16, 1024, 65_536, 1<<20) {
		groups = append(groups, rings.Rows(n, slices.Insert(rings.Contenders(), 1, newDeque)...))
	}
	return groups
}

// findExercise returns the exercise called name, or an ArgumentError that lists the exercises.
func findExercise(name string) (exercise, error) {
	var names []string
	for _, e := range exercises {
		names = append(names, e.name)
	}
	name, err := question.Match(name, "question with peers", names)
	if err != nil {
		return exercise{}, err
	}
	return exercises[slices.Index(names, name)], nil
}

// path returns the path of the file for a question's figures, relative to the repository's directory.
func (c command) path(q exercise, suffix string) string {
	name := q.name
	if contest.Kit != "oodkit" {
		name += "-" + contest.Kit
	}
	if c.quick {
		name += "-quick"
	}
	return filepath.Join(".oodkit", "peers", name+suffix)
}

func (c command) file(q exercise, suffix string) string {
	return filepath.Join(c.root, c.path(q, suffix))
}
