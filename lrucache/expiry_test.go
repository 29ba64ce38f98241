package lrucache_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches when entries expire (step 6). Entries live ten seconds in the lists of calls.

// after moves the clock by a number of seconds.
func after(seconds int) op[int] { return advance(time.Duration(seconds) * time.Second) }

var expiryRows = []row{
	{"an entry expires when its TTL has passed since it was written", 3, []op[int]{put(1, 10), after(9), get(1).Returns(10, true), after(1), get(1).Returns(0, false), tells("1 10 Expired"),
		length.Returns(0), stats.Returns(lrucache.Stats{Hits: 1, Misses: 1, Expirations: 1})}},
	{"Get does not make an entry live longer", 3, []op[int]{put(1, 10), after(5), get(1), after(4), get(1).Returns(10, true), after(1), get(1).Returns(0, false)}},
	{"Peek does not make an entry live longer", 3, []op[int]{put(1, 10), after(5), peek(1), after(5), peek(1).Returns(0, false), length.Returns(0)}},
	{"Put of a known key starts its TTL again", 3, []op[int]{put(1, 10), after(6), put(1, 11), after(6), get(1).Returns(11, true), after(4), get(1).Returns(0, false)}},
	{"Put of a known key starts its TTL again even if its value stays the same", 3, []op[int]{put(1, 7), after(6), put(1, 7), after(6), get(1).Returns(7, true), after(4), get(1)}},
	{"Get first removes all entries that have expired", 3, append(puts(1, 2), after(10), get(3), tells("1 10 Expired", "2 20 Expired"), stats)},
	{"Peek first removes all entries that have expired", 3, append(puts(1, 2), after(10), peek(3), tells("1 10 Expired", "2 20 Expired"), stats)},
	{"Len first removes all entries that have expired", 3, append(puts(1, 2), after(5), put(3, 30), after(5), length.Returns(1), length)},
	{"Stats first removes all entries that have expired", 3, append(puts(1, 2), after(10), stats.Returns(lrucache.Stats{Expirations: 2}), stats)},
	{"Put first removes all entries that have expired", 3, append(puts(1, 2), after(10), put(3, 30), tells("1 10 Expired", "2 20 Expired"), length, stats)},
	{"Put of an expired key replaces nothing: the old value has left as Expired", 3, []op[int]{put(1, 10), after(10), put(1, 11), tells("1 10 Expired"), get(1).Returns(11, true)}},
	{"Remove first removes all entries that have expired, and does not find them", 3, append(puts(1, 2), after(10), remove(1).Returns(0, false), tells("1 10 Expired", "2 20 Expired"), length)},
	{"Clear first reports the expired entries as Expired, then the others as Removed", 4, append(puts(1, 2), after(5), put(3, 30), put(4, 40), get(1), after(5), clearAll,
		tells("1 10 Expired", "2 20 Expired", "3 30 Removed", "4 40 Removed"), length, stats)},
	{"expired entries leave in the order in which they were written", 5, append(puts(1, 2, 3, 4), get(3), get(1), put(2, 21), after(10), length,
		tells("2 20 Replaced", "1 10 Expired", "3 30 Expired", "4 40 Expired", "2 21 Expired"), put(1, 10), put(2, 20), after(1), put(1, 11), after(9), length, after(1), length)},
	{"Put evicts no live entry if an expired one can leave", 2, []op[int]{put(1, 10), after(5), put(2, 20), get(1), after(5), put(3, 30), get(2).Returns(20, true), get(3), stats}},
	{"Put evicts no entry from a full cache whose entries have all expired", 2, append(puts(1, 2), after(10), put(3, 30), put(4, 40), stats.Returns(lrucache.Stats{Expirations: 2}), put(5, 50), stats)},
	{"a key that was removed and put again lives its full TTL", 2, []op[int]{put(1, 10), after(5), remove(1), put(1, 10), after(5), get(1).Returns(10, true), after(5), get(1)}},
	{"a key that was evicted and put again lives its full TTL", 1, []op[int]{put(1, 10), after(5), put(2, 20), put(1, 10), after(5), get(1).Returns(10, true), after(5), get(1)}},
	{"a key that was cleared and put again lives its full TTL", 2, []op[int]{put(1, 10), after(5), clearAll, put(1, 10), after(5), get(1).Returns(10, true), after(5), get(1)}},
	{"if the clock goes back, the cache uses the greatest reading so far", 3, []op[int]{after(100), put(1, 10), after(-50), put(2, 20), after(50), get(1), get(2), after(9), get(1).Returns(10, true), get(2), after(1),
		get(1).Returns(0, false), get(2)}},
	{"an entry that is put while the clock has gone back lives from the greatest reading on", 3, []op[int]{after(100), length, after(-50), put(1, 10), after(50), get(1).Returns(10, true), after(9),
		get(1).Returns(10, true), after(1), get(1).Returns(0, false)}},
	{"NewCache does not read the clock: the first call makes the first reading", 3, []op[int]{after(-50), put(1, 10), after(9), get(1).Returns(10, true), after(1), get(1).Returns(0, false)}},
	{"an expired entry does not come back when the clock goes back", 3, []op[int]{put(1, 10), after(10), length.Returns(0), after(-10), get(1).Returns(0, false), put(2, 20), after(10), get(2), after(10), get(2)}},
	{"an evicted entry is not reported as Expired later, and entries written after it expire on time", 2, append(puts(1, 2), get(1), put(3, 30), after(10), get(1),
		tells("2 20 Evicted", "1 10 Expired", "3 30 Expired"), length, stats)},
	{"a removed entry is not reported as Expired later, and entries written after it expire on time", 3, append(puts(1, 2, 3), remove(2), after(5), get(1), after(5), get(1),
		tells("2 20 Removed", "1 10 Expired", "3 30 Expired"), length, stats)},
	{"a replaced value is not reported as Expired later, and values written after it expire on time", 3, append(puts(1, 2), put(1, 11), after(5), put(3, 30), after(5), get(3),
		tells("1 10 Replaced", "2 20 Expired", "1 11 Expired"), length, stats, after(5), length)},
	{"one call removes all entries that have expired, however many there are", 5, append(puts(1, 2, 3, 4, 5), after(1000), get(3), length.Returns(0), stats)},
	{"if the clock jumps by 200 years, all entries expire, and the cache goes on", 2, []op[int]{put(1, 10), advance(200 * 365 * 24 * time.Hour), get(1).Returns(0, false), put(1, 11), after(9), get(1).Returns(11, true)}},
}

// starts are times at which clocks begin. A wrong representation of time fails with some of them.
var starts = []time.Time{
	newYear, time.Unix(0, 0), {}, time.Unix(-1, -1), time.Date(3000, 1, 1, 0, 0, 0, 999, time.UTC), time.Now(),
	time.Date(2026, 3, 29, 1, 59, 59, 999999999, time.FixedZone("", 3600)),
}

func checkRandomExpiry(t *exercise.T) {
	nanoseconds := func(_, n int) op[int] { return advance(time.Duration(n)) }
	back := func(_, n int) op[int] { return advance(-time.Duration(n) * time.Second) }
	for capacity := 1; capacity < 5; capacity++ {
		c := cacheSetup{capacity: capacity, ttl: ttl, start: newYear}
		c.ops().Random(t, 100, 80, mixed(exercise.UpTo(capacity+1), with(ofStep6, expiryFirst(byKey(get[int]))...)...))
		slow := func(_, n int) op[int] { return seconds(0, 1+n%2) }
		c.ops().Random(t, 100, 60, mixed(exercise.UpTo(capacity+3), with(expiryFirst(byKey(get[int]), byKey(get[int]), put, put, put, byKey(remove[int])), slow, slow)...))
		c.tick = time.Second
		c.ops().Random(t, 50, 60, mixed(exercise.UpTo(capacity+1), with(ofStep6, back)...))
		c.silent = true
		c.ops().Random(t, 50, 60, mixed(exercise.UpTo(capacity+1), ofStep6...))
	}
	for _, start := range starts {
		c := cacheSetup{capacity: 3, ttl: 7, start: start}
		c.ops().Random(t, 10, 60, mixed(exercise.UpTo(4), with(ofStep6Calls, nanoseconds)...))
	}
}

func checkNoTTL(t *exercise.T) {
	s, _ := cacheSetup{capacity: 2, start: newYear}.new()
	s.cache.Put(1, 10)
	s.now = s.now.AddDate(1000, 0, 0)
	wantAnswer(t, "c is a Cache of capacity 2 without a TTL\nc.Put(1, 10)\n// a thousand years later:\nc.Get(1)", exercise.Results(s.Get(1)), exercise.Results(10, true))
}

func checkDeadline(t *exercise.T) {
	for _, ttl := range []time.Duration{1, 999, time.Millisecond, 1500 * time.Millisecond, 24 * time.Hour, 200 * 365 * 24 * time.Hour, math.MaxInt64} {
		for _, start := range starts {
			s, _ := cacheSetup{capacity: 2, ttl: ttl, start: start}.new()
			s.cache.Put(1, 10)
			for _, row := range []struct {
				later time.Duration
				want  bool
			}{{0, true}, {ttl - 1, true}, {ttl, false}} {
				s.now = start.Add(row.later).In(time.FixedZone("elsewhere", 3600)) // the same moment, in another time zone
				if _, ok := s.Peek(1); ok != row.want {
					t.Fatalf("c is a Cache of capacity 2 with a TTL of %v\nc.Put(1, 10) // at %v\n// %v later, and Now returns that time in another time zone:\n_, ok := c.Peek(1); ok // got %t, want %t", ttl, start, row.later, ok, row.want)
				}
			}
		}
	}
}

// checkFarClock has years between two readings that do not fit into a time.Duration, or into nanoseconds of 64 bits.
func checkFarClock(t *exercise.T) {
	for _, start := range starts {
		for _, years := range []int{300, 400, 500, 585, 1200} {
			for _, ttl := range []time.Duration{1, ttl, math.MaxInt64} {
				s, _ := cacheSetup{capacity: 2, ttl: ttl, start: start}.new()
				what := fmt.Sprintf("c is a Cache of capacity 2 with a TTL of %v\nc.Put(1, 10) // at %v\n// %d years later:\n", ttl, start, years)
				s.cache.Put(1, 10)
				s.now = start.AddDate(years, 0, 0)
				_, ok := s.Peek(1)
				wantAnswer(t, what+"_, ok := c.Peek(1); ok", ok, false)
				s.cache.Put(2, 20)
				s.now = start
				_, ok = s.Peek(2)
				if wantAnswer(t, what+"c.Put(2, 20)\n// the clock goes back to the time of c.Put(1, 10):\n_, ok := c.Peek(2); ok", ok, true); t.Failed() {
					return
				}
			}
		}
	}
}

// checkFarLives lets entries live and expire far from the first reading of the clock.
func checkFarLives(t *exercise.T) {
	for _, start := range starts {
		for _, ttl := range []time.Duration{1, ttl, 24 * time.Hour} {
			s, _ := cacheSetup{capacity: 2, ttl: ttl, start: start}.new()
			s.cache.Put(1, 10)
			for _, years := range []int{250, 300, 600, 1200} {
				begin := start.AddDate(years, 0, 0)
				what := fmt.Sprintf("c is a Cache of capacity 2 with a TTL of %v\nc.Put(1, 10) // at %v\nc.Put(2, 20) // %d years later\n", ttl, start, years)
				s.now = begin
				s.cache.Put(2, 20)
				if wantLife(t, s, what, 2, begin, ttl); t.Failed() {
					return
				}
			}
		}
	}
}

// wantLife moves the clock on from the greatest reading so far, at which the life of an entry began. It fails t unless the
// entry expires when its ttl has passed, and not a nanosecond before. What is the calls that were made.
func wantLife(t *exercise.T, s *solution[int], what string, key int, begin time.Time, ttl time.Duration) {
	s.now = begin.Add(ttl - 1)
	_, before := s.Peek(key)
	s.now = begin.Add(ttl)
	_, then := s.Peek(key)
	wantAnswer(t, fmt.Sprintf("%s// %v after the greatest reading so far:\n_, ok := c.Peek(%d); ok", what, ttl-1, key), before, true)
	wantAnswer(t, fmt.Sprintf("%s// %v after the greatest reading so far:\n_, ok := c.Peek(%d); ok", what, ttl, key), then, false)
}

// checkLoadLives moves the clock, forward or back, while a load runs.
func checkLoadLives(t *exercise.T) {
	for _, start := range starts {
		for _, moves := range []time.Duration{ttl / 2, 10 * ttl, 250 * 365 * 24 * time.Hour, 0, -1, -ttl / 2, -10 * ttl} {
			if start.Add(moves).Before(time.Time{}) {
				continue // no clock shows that
			}
			s, _ := cacheSetup{capacity: 2, ttl: ttl, start: start}.new()
			s.now = start
			s.cache.GetOrLoad(background, 1, func(context.Context, int) (int, error) {
				s.now = start.Add(moves)
				return 10, nil
			})
			what := fmt.Sprintf("c is a Cache of capacity 2 with a TTL of %v\nc.GetOrLoad(ctx, 1, f) // at %v; f returns 10, and the clock moves by %v while it runs\n", ttl, start, moves)
			stored := start.Add(max(0, moves)) // or the greatest reading before
			if wantLife(t, s, what, 1, stored, ttl); t.Failed() {
				return
			}
		}
	}
}

// checkReadings lets each reading move the clock by a part of the TTL.
func checkReadings(t *exercise.T) {
	for _, tick := range []time.Duration{ttl / 5, ttl / 4, ttl / 2, ttl * 3 / 4} {
		readWith(t, cacheSetup{capacity: 3, ttl: ttl, start: newYear, tick: tick})
	}
}

func readWith(t *exercise.T, c cacheSetup) {
	for _, o := range []op[int]{get(1), get(2), peek(1), put(1, 11), put(2, 20), remove(1), length, clearAll, stats} {
		c.ops().Check(t, put(1, 10), o, peek(1), put(2, 21), o, get(2), length)
	}
	c.ops().Random(t, 50, 40, func(r *rand.Rand) op[int] { return mixed(exercise.UpTo(3), ofStep6Calls...)(r) })
}

// checkRealClock runs in a bubble, where time.Now goes on only while every goroutine sleeps.
func checkRealClock(t *exercise.T) {
	const calls = "c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: 2, TTL: time.Minute}) // Now is nil\nc.Put(1, 10)\n"
	c := newCache(config{Capacity: 2, TTL: time.Minute})
	c.Put(1, 10)
	time.Sleep(time.Minute - 1)
	_, before := c.Get(1)
	time.Sleep(time.Nanosecond)
	_, then := c.Get(1)
	wantAnswer(t, calls+"// a nanosecond less than a minute later:\n_, ok := c.Get(1); ok", before, true)
	wantAnswer(t, calls+"// a minute later:\n_, ok := c.Get(1); ok", then, false)
}
