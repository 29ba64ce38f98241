package circulararray_test

import (
	"container/list"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Each benchmark runs for several numbers of elements, on the Ring and on what you would use without it:
// impl=slice is a plain slice, and impl=classic is a container/list.

var large = flag.Bool("large", false, "run the benchmarks with a million elements too")

// One operation is a push and a pop, in a container that is half full.

func BenchmarkFIFO(b *testing.B) {
	forSizes(b, "to=back", contender.fifoBack, &mine{}, &plain{}, &classic{})
	forSizes(b, "to=front", contender.fifoFront, &mine{}, &classic{})
}

func BenchmarkLIFO(b *testing.B) {
	forSizes(b, "end=back", contender.lifoBack, &mine{}, &plain{}, &classic{})
	forSizes(b, "end=front", contender.lifoFront, &mine{}, &classic{})
}

// One operation reaches an element at a random index.
func BenchmarkAt(b *testing.B) { forSizes(b, "", contender.random, &mine{}, &plain{}) }

// One operation is a whole loop.
func BenchmarkIterate(b *testing.B) {
	forSizes(b, "", contender.iterate, &mine{}, &plain{}, &classic{})
}

// BenchmarkRotate rotates a Ring that is full, and one that is half full.
func BenchmarkRotate(b *testing.B) {
	for _, by := range []struct {
		name   string
		places func(n int) int
	}{
		{"1", func(int) int { return 1 }},
		{"tenth", func(n int) int { return n / 10 }},
		{"half", func(n int) int { return n / 2 }},
	} {
		for _, fill := range []string{"full", "half"} {
			row := func(c contender, b *testing.B, n int) {
				if fill == "full" {
					c.fill(n, n)
				}
				b.ResetTimer()
				c.rotate(b, by.places(n))
			}
			contenders := []contender{&mine{}}
			if fill == "full" {
				contenders = append(contenders, &plain{}, &classic{})
			}
			forSizes(b, fmt.Sprintf("by=%s/fill=%s", by.name, fill), row, contenders...)
		}
	}
}

// contender is a container under test. Its methods have the loops of the benchmarks, so that no call
// through the interface is timed.
type contender interface {
	name() string
	fill(n, limit int) // makes what the other methods use
	fifoBack(b *testing.B, n int)
	fifoFront(b *testing.B, n int)
	lifoBack(b *testing.B, n int)
	lifoFront(b *testing.B, n int)
	random(b *testing.B, n int)
	iterate(b *testing.B, n int)
	rotate(b *testing.B, k int)
}

// sink keeps what a benchmark computes from being optimized away.
var sink int

// forSizes runs a row for several numbers of elements on several contenders.
func forSizes(b *testing.B, name string, row func(c contender, b *testing.B, n int), contenders ...contender) {
	sizes := []int{16, 1 << 10, 1 << 16}
	if *large {
		sizes = append(sizes, 1<<20)
	}
	if name != "" {
		name += "/"
	}
	for _, n := range sizes {
		for _, c := range contenders {
			b.Run(fmt.Sprintf("%sn=%d%s", name, n, c.name()), func(b *testing.B) {
				steps.Guard(b, func(*exercise.T) {
					c.fill(n, 2*n)
					b.ReportAllocs()
					b.ResetTimer()
					row(c, b, n)
				})
			})
		}
	}
}

const manyVisits = 1 << 16

// visits returns indices of n elements in random order.
func visits(n int) []int {
	r := rand.New(rand.NewPCG(1, 2))
	is := make([]int, manyVisits)
	for i := range is {
		is[i] = r.IntN(n)
	}
	return is
}

// mine is the Ring of this package.
type mine struct{ r *circulararray.Ring[int] }

func (c *mine) name() string { return "" }

func (c *mine) fill(n, limit int) { c.r = ringWith[int](limit, circulararray.Reject, limit/3, n) }

func (c *mine) fifoBack(b *testing.B, _ int) {
	for r := c.r; b.Loop(); {
		v, _ := r.PopFront()
		_ = r.PushBack(v)
	}
}

func (c *mine) fifoFront(b *testing.B, _ int) {
	for r := c.r; b.Loop(); {
		v, _ := r.PopBack()
		_ = r.PushFront(v)
	}
}

func (c *mine) lifoBack(b *testing.B, _ int) {
	for r := c.r; b.Loop(); {
		_ = r.PushBack(1)
		v, _ := r.PopBack()
		sink += v
	}
}

func (c *mine) lifoFront(b *testing.B, _ int) {
	for r := c.r; b.Loop(); {
		_ = r.PushFront(1)
		v, _ := r.PopFront()
		sink += v
	}
}

func (c *mine) random(b *testing.B, n int) {
	is, i, sum := visits(n), 0, 0
	for r := c.r; b.Loop(); i++ {
		sum += r.At(is[i%manyVisits])
	}
	sink += sum
}

func (c *mine) iterate(b *testing.B, _ int) {
	for b.Loop() {
		sink += c.sum()
	}
}

// sum is a function of its own because the compiler inlines less in the body of b.Loop.
func (c *mine) sum() (sum int) {
	for _, v := range c.r.All() {
		sum += v
	}
	return sum
}

func (c *mine) rotate(b *testing.B, k int) {
	for r := c.r; b.Loop(); {
		r.Rotate(k)
	}
}

// plain is a slice whose front is at its beginning.
type plain struct{ items []int }

func (c *plain) name() string { return "/impl=slice" }

func (c *plain) fill(n, limit int) { c.items = append(make([]int, 0, limit), exercise.UpTo(n)...) }

func (c *plain) fifoBack(b *testing.B, _ int) {
	items := c.items
	for b.Loop() {
		v := items[0]
		items = append(items[1:], v)
	}
}

func (c *plain) fifoFront(b *testing.B, _ int) { panic("a slice has no room at the front") }
func (c *plain) lifoFront(b *testing.B, _ int) { panic("a slice has no room at the front") }

func (c *plain) lifoBack(b *testing.B, _ int) {
	items := c.items
	for b.Loop() {
		items = append(items, 1)
		sink += items[len(items)-1]
		items = items[:len(items)-1]
	}
}

func (c *plain) random(b *testing.B, n int) {
	items, is, i, sum := c.items, visits(n), 0, 0
	for ; b.Loop(); i++ {
		sum += items[is[i%manyVisits]]
	}
	sink += sum
}

func (c *plain) iterate(b *testing.B, _ int) {
	for b.Loop() {
		sink += c.sum()
	}
}

func (c *plain) sum() (sum int) {
	for _, v := range c.items {
		sum += v
	}
	return sum
}

func (c *plain) rotate(b *testing.B, k int) {
	aside := make([]int, k)
	for b.Loop() {
		copy(aside, c.items)
		copy(c.items, c.items[k:])
		copy(c.items[len(c.items)-k:], aside)
	}
}

// classic is the linked list of the standard library.
type classic struct{ l *list.List }

func (c *classic) name() string { return "/impl=classic" }

func (c *classic) fill(n, _ int) {
	c.l = list.New()
	for _, v := range exercise.UpTo(n) {
		c.l.PushBack(v)
	}
}

func (c *classic) fifoBack(b *testing.B, _ int) {
	for b.Loop() {
		c.l.PushBack(c.l.Remove(c.l.Front()))
	}
}

func (c *classic) fifoFront(b *testing.B, _ int) {
	for b.Loop() {
		c.l.PushFront(c.l.Remove(c.l.Back()))
	}
}

func (c *classic) lifoBack(b *testing.B, _ int) {
	for b.Loop() {
		c.l.PushBack(1)
		sink += c.l.Remove(c.l.Back()).(int)
	}
}

func (c *classic) lifoFront(b *testing.B, _ int) {
	for b.Loop() {
		c.l.PushFront(1)
		sink += c.l.Remove(c.l.Front()).(int)
	}
}

func (c *classic) random(b *testing.B, _ int) { panic("a list has no indices") }

func (c *classic) iterate(b *testing.B, _ int) {
	for b.Loop() {
		sink += c.sum()
	}
}

func (c *classic) sum() (sum int) {
	for e := c.l.Front(); e != nil; e = e.Next() {
		sum += e.Value.(int)
	}
	return sum
}

func (c *classic) rotate(b *testing.B, k int) {
	for b.Loop() {
		for range k {
			c.l.MoveToBack(c.l.Front())
		}
	}
}

// BenchmarkQueue hands elements from producers to the same number of consumers, or from one goroutine
// to itself. It does the same with a channel. One operation is a Put and a Take.
func BenchmarkQueue(b *testing.B) {
	const limit = 64
	for _, goroutines := range []int{1, 2, 8} {
		name := fmt.Sprintf("goroutines=%d", goroutines)
		b.Run(name, func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) {
				q, _ := circulararray.NewQueue[int](limit)
				ctx := context.Background()
				hand(t, b, goroutines, func(v int) { _ = q.Put(ctx, v) }, func() { _, _ = q.Take(ctx) })
			})
		})
		b.Run(name+"/impl=channel", func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) {
				ch := make(chan int, limit)
				done := context.Background().Done()
				hand(t, b, goroutines, func(v int) {
					select {
					case ch <- v:
					case <-done:
					}
				}, func() {
					select {
					case <-ch:
					case <-done:
					}
				})
			})
		})
	}
}

// hand calls put and take b.N times each.
func hand(t *exercise.T, b *testing.B, goroutines int, put func(int), take func()) {
	b.ReportAllocs()
	b.ResetTimer()
	if goroutines == 1 {
		for v := range b.N {
			put(v)
			take()
		}
		return
	}
	each := b.N/(goroutines/2) + 1
	exercise.Together(t, goroutines, func(g int) {
		for v := range each {
			if g%2 == 0 {
				put(v)
			} else {
				take()
			}
		}
	})
}
