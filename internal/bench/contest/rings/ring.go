// Package rings has the rows of the question circulararray.
package rings

import (
	"container/list"
	"math/rand/v2"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

// A Ring is a contender of the question circulararray. Elements are ints.
type Ring interface {
	Name() string
	Fill(n, room int) // makes the ring that the others use: n elements, with room for as many as room says
	FIFO(ops int)     // pushes the front to the back
	LIFO(ops int)
	At(indices []int) int
	Iterate(loops int) int
	Rotate(k, ops int)
	Can(row string) bool // reports whether the contender can do a row
}

// KitRing is the kit's Ring.
type KitRing struct{ r *circulararray.Ring[int] }

func (c *KitRing) Name() string    { return contest.Kit }
func (c *KitRing) Can(string) bool { return true }

func (c *KitRing) Fill(n, room int) {
	c.r = contest.Must(circulararray.NewRing[int](room, circulararray.Reject))
	for v := range n {
		_ = c.r.PushBack(v)
	}
}

func (c *KitRing) FIFO(ops int) {
	r := c.r
	for range ops {
		v, _ := r.PopFront()
		_ = r.PushBack(v)
	}
}

func (c *KitRing) LIFO(ops int) {
	r := c.r
	for i := range ops {
		_ = r.PushBack(i)
		r.PopBack()
	}
}

func (c *KitRing) At(indices []int) (sum int) {
	r := c.r
	for _, i := range indices {
		sum += r.At(i)
	}
	return sum
}

func (c *KitRing) Iterate(loops int) (sum int) {
	r := c.r
	for range loops {
		for _, v := range r.All() {
			sum += v
		}
	}
	return sum
}

func (c *KitRing) Rotate(k, ops int) {
	r := c.r
	for range ops {
		r.Rotate(k)
	}
}

// PlainSlice is a slice whose first element is the front.
type PlainSlice struct{ items []int }

func (c *PlainSlice) Name() string { return contest.Slice }

// Can leaves out Rotate. A slice rotates in the same way when it is full as when it is half full.
func (c *PlainSlice) Can(row string) bool { return row != "Rotate" }

func (c *PlainSlice) Fill(n, room int) {
	c.items = make([]int, 0, room)
	for v := range n {
		c.items = append(c.items, v)
	}
}

func (c *PlainSlice) FIFO(ops int) {
	items := c.items
	for range ops {
		items = append(items[1:], items[0])
	}
	c.items = items
}

func (c *PlainSlice) LIFO(ops int) {
	items := c.items
	for i := range ops {
		items = append(items, i)
		items = items[:len(items)-1]
	}
	c.items = items
}

func (c *PlainSlice) At(indices []int) (sum int) {
	items := c.items
	for _, i := range indices {
		sum += items[i]
	}
	return sum
}

func (c *PlainSlice) Iterate(loops int) (sum int) {
	items := c.items
	for range loops {
		for _, v := range items {
			sum += v
		}
	}
	return sum
}

func (c *PlainSlice) Rotate(int, int) { panic("a slice is not among the contenders of this row") }

// ClassicRing is the linked list of the standard library.
type ClassicRing struct{ l *list.List }

func (c *ClassicRing) Name() string { return contest.Classic }

// Can leaves out indices, which a list does not have, and rotations by many elements.
func (c *ClassicRing) Can(row string) bool { return row != "At" && row != "Rotate" }

func (c *ClassicRing) Fill(n, _ int) {
	c.l = list.New()
	for v := range n {
		c.l.PushBack(v)
	}
}

func (c *ClassicRing) FIFO(ops int) {
	for range ops {
		c.l.PushBack(c.l.Remove(c.l.Front()))
	}
}

func (c *ClassicRing) LIFO(ops int) {
	for i := range ops {
		c.l.PushBack(i)
		c.l.Remove(c.l.Back())
	}
}

func (c *ClassicRing) At([]int) int { panic("a list has no indices") }

func (c *ClassicRing) Iterate(loops int) (sum int) {
	for range loops {
		for e := c.l.Front(); e != nil; e = e.Next() {
			sum += e.Value.(int)
		}
	}
	return sum
}

func (c *ClassicRing) Rotate(int, int) { panic("a list is not among the contenders of this row") }

// Contenders returns the kit's Ring, a list and a slice.
func Contenders() []func() Ring {
	return []func() Ring{
		func() Ring { return new(KitRing) },
		func() Ring { return new(ClassicRing) },
		func() Ring { return new(PlainSlice) },
	}
}

// visits returns indices of n elements in random order.
func visits(n int) []int {
	r := rand.New(rand.NewPCG(1, 2))
	indices := make([]int, max(contest.LongRun, n))
	for i := range indices {
		indices[i] = r.IntN(n)
	}
	return indices
}

// rotations are the distances by which the rows of rotation rotate n elements.
var rotations = []struct {
	name   string
	places func(n int) int
}{
	{"1", func(int) int { return 1 }},
	{"tenth", func(n int) int { return n / 10 }},
	{"half", func(n int) int { return n / 2 }},
}

// Rows returns the rows of rings of n elements. The rings are half full, except in the last rows.
func Rows(n int, makers ...func() Ring) measure.Group {
	return measure.Group{Name: "Ring", N: n, Prepare: func() []measure.Row {
		var contenders []Ring
		for _, maker := range makers {
			contenders = append(contenders, maker())
		}
		indices := visits(n)
		rows := []measure.Row{
			ringRow(contenders, "FIFO", n, 2*n, func(c Ring) func(int) int { return quiet(c.FIFO) }),
			ringRow(contenders, "LIFO", n, 2*n, func(c Ring) func(int) int { return quiet(c.LIFO) }),
			ringRow(contenders, "At", n, 2*n, func(c Ring) func(int) int { return contest.ForKeys(indices, c.At) }),
			ringRow(contenders, "Iterate", n, 2*n, func(c Ring) func(int) int { return c.Iterate }),
		}
		for _, fill := range []string{"half", "full"} {
			for _, by := range rotations {
				row := ringRow(contenders, "Rotate", n, room(n, fill), func(c Ring) func(int) int {
					return quiet(func(ops int) { c.Rotate(by.places(n), ops) })
				})
				row.Name += "/by=" + by.name + "/fill=" + fill
				rows = append(rows, row)
			}
		}
		return append(rows, fillRingRow(contenders, makers, n))
	}}
}

func room(n int, fill string) int {
	if fill == "full" {
		return n
	}
	return 2 * n
}

func quiet(loop func(ops int)) func(ops int) int {
	return func(ops int) int { loop(ops); return 0 }
}

func ringRow(contenders []Ring, name string, n, room int, do func(Ring) func(ops int) int) measure.Row {
	row := measure.Row{Name: name, N: n}
	for _, c := range contenders {
		if c.Can(name) {
			row.Runs = append(row.Runs, measure.Run{Name: c.Name(), Do: do(c)})
		}
	}
	row.Begin = func() {
		for _, c := range contenders {
			c.Fill(n, room)
			c.FIFO(room * 2 / 3) // so that the elements wrap around the end of the buffer
		}
	}
	return row
}

// fillRingRow is the row of rings that are made and filled repeatedly.
func fillRingRow(contenders []Ring, makers []func() Ring, n int) measure.Row {
	row := ringRow(contenders, "Fill", n, n, func(c Ring) func(int) int {
		return contest.Times(func() int { c.Fill(n, n); return 0 })
	})
	row.Builds = true
	for i := range contenders {
		row.Runs[i].Bytes = func() float64 {
			return contest.BytesPerEntry(n, func() any {
				c := makers[i]()
				c.Fill(n, n)
				return c
			})
		}
	}
	return row
}
