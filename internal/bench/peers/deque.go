package main

import (
	"github.com/gammazero/deque"

	"github.com/oodkit/oodkit/internal/bench/contest/rings"
)

// gammazeroDeque grows as needed, always to a power of two.
type gammazeroDeque struct{ q *deque.Deque[int] }

func newDeque() rings.Ring { return new(gammazeroDeque) }

func (c *gammazeroDeque) Name() string    { return "gammazero/deque" }
func (c *gammazeroDeque) Can(string) bool { return true }

// Fill sets the base capacity, below which a deque does not shrink.
func (c *gammazeroDeque) Fill(n, room int) {
	c.q = new(deque.Deque[int])
	c.q.SetBaseCap(room)
	for v := range n {
		c.q.PushBack(v)
	}
}

func (c *gammazeroDeque) FIFO(ops int) {
	q := c.q
	for range ops {
		q.PushBack(q.PopFront())
	}
}

func (c *gammazeroDeque) LIFO(ops int) {
	q := c.q
	for i := range ops {
		q.PushBack(i)
		q.PopBack()
	}
}

func (c *gammazeroDeque) At(indices []int) (sum int) {
	q := c.q
	for _, i := range indices {
		sum += q.At(i)
	}
	return sum
}

func (c *gammazeroDeque) Iterate(loops int) (sum int) {
	q := c.q
	for range loops {
		for v := range q.Iter() {
			sum += v
		}
	}
	return sum
}

func (c *gammazeroDeque) Rotate(k, ops int) {
	q := c.q
	for range ops {
		q.Rotate(k)
	}
}
