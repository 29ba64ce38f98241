package maps

import (
	"fmt"
	"sync"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A SharedMap is a contender for goroutines that share a map.
type SharedMap interface {
	Name() string
	Build(keys []uint64)
	Mix(keys []uint64) int // looks up nine keys and puts the tenth, repeatedly
}

const writeEvery = 10

// shards is the number of shards of a Sharded. It is much larger than the number of goroutines, so that they seldom
// meet.
const shards = 32

// KitSharded is the kit's Sharded.
type KitSharded struct{ m *hashmap.Sharded[uint64, int] }

func (c *KitSharded) Name() string { return contest.Kit }

func (c *KitSharded) Build(keys []uint64) {
	c.m = hashmap.NewSharded[uint64, int](shards)
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *KitSharded) Mix(keys []uint64) (sum int) {
	m := c.m
	for i, k := range keys {
		if i%writeEvery == 0 {
			m.Put(k, i)
		} else {
			v, _ := m.Get(k)
			sum += v
		}
	}
	return sum
}

// SyncMap is the map of package sync.
type SyncMap struct{ m *sync.Map }

func (c *SyncMap) Name() string { return "sync.Map" }

func (c *SyncMap) Build(keys []uint64) {
	c.m = new(sync.Map)
	for i, k := range keys {
		c.m.Store(k, i)
	}
}

func (c *SyncMap) Mix(keys []uint64) (sum int) {
	m := c.m
	for i, k := range keys {
		if i%writeEvery == 0 {
			m.Store(k, i)
		} else if v, ok := m.Load(k); ok {
			sum += v.(int)
		}
	}
	return sum
}

// LockedMap is Go's own map behind a lock that several readers can hold at a time.
type LockedMap struct {
	mu sync.RWMutex
	m  map[uint64]int
}

func (c *LockedMap) Name() string { return "RWMutex+map" }

func (c *LockedMap) Build(keys []uint64) {
	c.m = make(map[uint64]int)
	for i, k := range keys {
		c.m[k] = i
	}
}

func (c *LockedMap) Mix(keys []uint64) (sum int) {
	for i, k := range keys {
		if i%writeEvery == 0 {
			c.mu.Lock()
			c.m[k] = i
			c.mu.Unlock()
		} else {
			c.mu.RLock()
			sum += c.m[k]
			c.mu.RUnlock()
		}
	}
	return sum
}

// SharedRows returns the rows of goroutines that share a map of n entries.
func SharedRows(n int, contenders ...SharedMap) measure.Group {
	return measure.Group{Name: "Sharded", N: n, Prepare: func() []measure.Row {
		w := exercise.NewWork(n, func(x uint64) uint64 { return x })
		for _, c := range contenders {
			c.Build(w.In)
		}
		var rows []measure.Row
		for _, goroutines := range []int{1, 2} {
			row := measure.Row{Name: fmt.Sprintf("Sharded/goroutines=%d", goroutines), N: n}
			for _, c := range contenders {
				row.Runs = append(row.Runs, measure.Run{Name: c.Name(), Do: contest.InGoroutines(goroutines, w.Hits, c.Mix)})
			}
			rows = append(rows, row)
		}
		return rows
	}}
}
