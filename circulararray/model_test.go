package circulararray_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The model of an Array and of a Ring is a slice.

// circular is what Array and Ring have in common.
type circular interface {
	Len() int
	At(i int) int
	Set(i, v int)
	Rotate(k int)
	All() iter.Seq2[int, int]
	Backward() iter.Seq2[int, int]
	Slice() []int
}

// model is a circular that is too simple to be wrong.
type model struct {
	items   []int
	mode    circulararray.Mode // 0 for an Array
	limit   int
	dropped int
}

// compare makes the call on x and on its model.
func (c call) compare(x circular, m *model) *exercise.Mismatch {
	if (c.verb == at || c.verb == set) && (c.n < 0 || c.n >= len(m.items)) {
		return exercise.Differ(panics(func() { c.on(x) }), "a panic")
	}
	if c.verb == capacity && m.mode == circulararray.Grow {
		if got := x.(*circulararray.Ring[int]).Cap(); got < max(m.limit, len(m.items)) {
			return &exercise.Mismatch{Got: fmt.Sprint(got), Want: fmt.Sprintf("at least %d", max(m.limit, len(m.items)))}
		}
		return nil
	}
	want := c.onModel(m)
	return exercise.Differ(c.on(x), want)
}

func panics(f func()) string {
	if exercise.Panics(f) {
		return "a panic"
	}
	return "no panic"
}

// on makes the call on the learner's x and returns its answer as text.
func (c call) on(x circular) string {
	switch c.verb {
	case length:
		return fmt.Sprint(x.Len())
	case at:
		return fmt.Sprint(x.At(c.n))
	case set:
		x.Set(c.n, c.v)
	case slice:
		return fmt.Sprint(x.Slice())
	case rotate:
		x.Rotate(c.n)
	case all:
		return pairs(x.All())
	case backward:
		return pairs(x.Backward())
	default:
		return c.onRing(x.(*circulararray.Ring[int]))
	}
	return "nothing"
}

func (c call) onRing(r *circulararray.Ring[int]) string {
	switch c.verb {
	case pushBack:
		return errText(r.PushBack(c.v))
	case pushFront:
		return errText(r.PushFront(c.v))
	case popFront:
		return foundText(r.PopFront())
	case popBack:
		return foundText(r.PopBack())
	case front:
		return foundText(r.Front())
	case back:
		return foundText(r.Back())
	case capacity:
		return fmt.Sprint(r.Cap())
	case dropped:
		return fmt.Sprint(r.Dropped())
	case resize:
		return errText(r.Resize(c.n))
	}
	r.Clear()
	return "nothing"
}

// onModel makes the call on the model and returns its answer as text.
func (c call) onModel(m *model) string {
	switch c.verb {
	case length:
		return fmt.Sprint(len(m.items))
	case at:
		return fmt.Sprint(m.items[c.n])
	case set:
		m.items[c.n] = c.v
	case slice:
		return fmt.Sprint(m.items)
	case rotate:
		m.rotate(c.n)
	case all:
		return pairs(slices.All(m.items))
	case backward:
		return pairs(slices.Backward(m.items))
	case clearAll:
		m.items = nil
	default:
		return c.onRingModel(m)
	}
	return "nothing"
}

func (c call) onRingModel(m *model) string {
	n := len(m.items)
	switch c.verb {
	case pushBack, pushFront:
		return m.push(c)
	case popFront:
		return m.remove(0)
	case popBack:
		return m.remove(n - 1)
	case front:
		return m.look(0)
	case back:
		return m.look(n - 1)
	case capacity:
		return fmt.Sprint(m.limit)
	case dropped:
		return fmt.Sprint(m.dropped)
	case resize:
		return m.resize(c.n)
	}
	panic(fmt.Sprintf("verb %d", c.verb))
}

func (m *model) rotate(k int) {
	n := len(m.items)
	if n > 0 {
		k = (k%n + n) % n
		m.items = slices.Concat(m.items[k:], m.items[:k])
	}
}

func (m *model) push(c call) string {
	full := len(m.items) == m.limit && m.mode != circulararray.Grow
	if full && m.mode == circulararray.Reject {
		return "ErrFull"
	}
	if c.verb == pushBack {
		m.items = append(slices.Clone(m.items), c.v)
	} else {
		m.items = append([]int{c.v}, m.items...)
	}
	if full {
		m.dropped++
		if c.verb == pushBack {
			m.items = m.items[1:]
		} else {
			m.items = m.items[:m.limit]
		}
	}
	return "nil"
}

func (m *model) look(i int) string {
	if len(m.items) == 0 {
		return foundText(0, false)
	}
	return foundText(m.items[i], true)
}

func (m *model) remove(i int) string {
	answer := m.look(i)
	if len(m.items) > 0 {
		m.items = slices.Delete(slices.Clone(m.items), i, i+1)
	}
	return answer
}

func (m *model) resize(to int) string {
	if to < len(m.items) || to < 0 || to == 0 && m.mode != circulararray.Grow {
		return "ErrCapacity"
	}
	m.limit = to
	return "nil"
}

// pairs returns what a sequence yields as text.
func pairs(seq iter.Seq2[int, int]) string {
	var b strings.Builder
	rounds := 0
	for i, v := range seq {
		fmt.Fprintf(&b, " %d:%d", i, v)
		if rounds++; rounds == 1000 {
			return "a loop without an end:" + b.String()[:60] + " …"
		}
	}
	return "[" + strings.TrimPrefix(b.String(), " ") + "]"
}

func foundText(v int, ok bool) string { return exercise.Found[int]{Value: v, OK: ok}.String() }

func errText(err error) string {
	for _, known := range []struct {
		name string
		err  error
	}{
		{"ErrFull", circulararray.ErrFull}, {"ErrCapacity", circulararray.ErrCapacity}, {"ErrClosed", circulararray.ErrClosed},
		{"context.Canceled", context.Canceled}, {"context.DeadlineExceeded", context.DeadlineExceeded},
	} {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	if err == nil {
		return "nil"
	}
	return fmt.Sprintf("the error %q", err)
}
