package circulararray_test

import (
	"fmt"
	"slices"

	"github.com/oodkit/oodkit/circulararray"
)

// This file has the model that tells the right answers of an Array or a Ring. It is a slice, too simple to be wrong.

// model is an Array or a Ring.
type model struct {
	cells   []*int             // one for each element, in order: a loop over an Array keeps them
	mode    circulararray.Mode // 0 for an Array
	limit   int                // the capacity asked for
	dropped int

	changes int // what a loop over a Ring must notice
	open    int // calls that may count as a change or not
	filled  int // how many elements the last fillUp pushed

	tape   tape
	pulled [loopsInTurns]pulled // loops that take turns
	other  *model               // the model of the other one of a pair
}

func newModel(mode circulararray.Mode, limit int, items ...int) *model {
	m := &model{mode: mode, limit: limit}
	for _, v := range items {
		m.cells = append(m.cells, &v)
	}
	return m
}

// clone returns a model that shares nothing with m.
func (m *model) clone() *model {
	c := *m
	c.cells = nil
	for _, v := range m.values() {
		c.cells = append(c.cells, &v)
	}
	if m.other != nil {
		c.other = m.other.clone()
	}
	return &c
}

func (m *model) values() []int {
	values := make([]int, len(m.cells))
	for i, c := range m.cells {
		values[i] = *c
	}
	return values
}

func (m *model) bounded() bool { return m.mode != circulararray.Grow }

// push adds v at an end.
func (m *model) push(atBack bool, v int) error {
	if m.bounded() && len(m.cells) == m.limit {
		if m.mode == circulararray.Reject {
			return circulararray.ErrFull
		}
		m.pop(!atBack)
		m.dropped++
	}
	m.changes++
	if atBack {
		m.cells = append(slices.Clone(m.cells), &v)
	} else {
		m.cells = append([]*int{&v}, m.cells...)
	}
	return nil
}

// end returns the element at an end.
func (m *model) end(atBack bool) (v int, ok bool) {
	switch n := len(m.cells); {
	case n == 0:
		return 0, false
	case atBack:
		return *m.cells[n-1], true
	default:
		return *m.cells[0], true
	}
}

// pop removes the element at an end.
func (m *model) pop(atBack bool) (v int, ok bool) {
	if v, ok = m.end(atBack); !ok {
		return v, ok
	}
	m.changes++
	if atBack {
		m.cells = m.cells[:len(m.cells)-1]
	} else {
		m.cells = m.cells[1:]
	}
	return v, ok
}

func (m *model) rotate(k int) {
	n := len(m.cells)
	if n == 0 || k%n == 0 {
		m.open++
		return
	}
	k = (k%n + n) % n
	m.cells = slices.Concat(m.cells[k:], m.cells[:k])
	m.changes++
}

func (m *model) clear() {
	if len(m.cells) == 0 {
		m.open++
	}
	m.changes += len(m.cells)
	m.cells = nil
}

func (m *model) resize(to int) error {
	switch {
	case to < len(m.cells), to == 0 && m.bounded():
		return circulararray.ErrCapacity
	case m.bounded() && to != m.limit:
		m.changes++
	default:
		m.open++
	}
	m.limit = to
	return nil
}

// capText is the answer of Cap.
func (m *model) capText() any {
	switch {
	case m.bounded():
		return m.limit
	case m.tape.depth > 0: // see capacity
		return nil
	}
	return atLeast(max(m.limit, len(m.cells)))
}

// loop is a loop over the model with a body: see [loopText].
func (m *model) loop(backward bool, at int, body []op) {
	order, changes := slices.Clone(m.cells), m.changes
	for round := range order {
		i := round
		if backward {
			i = len(order) - 1 - round
		}
		m.tape.note("%d:%d", i, *order[i])
		if at == everyRound || at == i {
			for _, o := range body {
				if o.Go == leave.Go {
					return
				}
				m.tape.answer(o.Model(m))
			}
		}
		if m.mode != 0 && m.changes != changes {
			panic(fmt.Sprint(ringChanged))
		}
	}
}

// pulled is a loop over the model that takes turns with others.
type pulled struct {
	order          []*int // nil before it begins
	changes, round int
	ended          bool
}

// pull is the next round of a loop that takes turns.
func (m *model) pull(l int) any {
	p := &m.pulled[l]
	switch {
	case p.ended:
		return nextText(l, "end")
	case p.order == nil:
		p.order, p.changes = append([]*int{}, m.cells...), m.changes
	case m.mode != 0 && m.changes != p.changes:
		p.ended = true
		return nextText(l, ringChanged)
	}
	if p.ended = p.round == len(p.order); p.ended {
		return nextText(l, "end")
	}
	i := p.round
	if takingTurns[l].backward {
		i = len(p.order) - 1 - i
	}
	p.round++
	return nextText(l, yieldsText(i, *p.order[i]))
}
