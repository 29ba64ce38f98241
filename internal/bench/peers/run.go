package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
)

// The time limits, for code in question that does not end.
const (
	rehearsalLimit = 10 * time.Second // of a group's rehearsal
	quickLimit     = 30 * time.Second // of a group
	fullLimit      = 10 * time.Minute
)

// A measurement is a run of all rows of a question.
type measurement struct {
	command
	plan   measure.Plan
	limit  time.Duration
	raw    *rawWriter
	broken map[string]bool // groups and rows that the code in question cannot do
	told   []string        // what is wrong with them
	works  bool            // there is a row that it can do

	rehearsed bool
}

// measure measures a question and writes the raw figures. If some of the code in question could not be measured, it
// returns errFailed.
func (c command) measure(q exercise) error {
	m := &measurement{command: c, plan: fullPlan, limit: fullLimit, broken: make(map[string]bool)}
	atMost := anySize
	if c.quick {
		m.plan, m.limit, atMost = quickPlan, quickLimit, quickSize
	}
	if err := os.MkdirAll(filepath.Dir(c.file(q, ".txt")), 0o777); err != nil {
		return err
	}
	raw, err := createRaw(c.file(q, ".txt"), q, thisMachine())
	if err != nil {
		return err
	}
	defer raw.Close()
	m.raw = raw
	groups := q.groups(atMost)
	if err := m.rehearse(groups); err != nil {
		return err
	}
	if !m.works {
		return fmt.Errorf("%s: %s. There is nothing to measure yet. Next: make try Q=%s", contest.Kit, m.told[0], q.name)
	}
	m.rehearsed = true
	for _, problem := range m.told {
		m.say(problem)
	}
	for i, g := range groups {
		if m.broken[g.Name] {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %d of %d, %s n=%d\n", q.name, i+1, len(groups), g.Name, g.N)
		if err := m.group(g); err != nil {
			return err
		}
	}
	if len(m.broken) > 0 {
		return errFailed
	}
	return nil
}

// rehearse lets the code in question do each row once, with its smallest size, and notes the rows that it cannot do.
func (m *measurement) rehearse(groups []measure.Group) error {
	seen := make(map[string]bool)
	for _, g := range groups {
		if seen[g.Name] {
			continue
		}
		seen[g.Name] = true
		if ok := inTime(rehearsalLimit, func() { m.rehearseGroup(g) }); !ok {
			return fmt.Errorf("%s: %s has not ended after %v. Next: make try", contest.Kit, g.Name, rehearsalLimit)
		}
	}
	return nil
}

func (m *measurement) rehearseGroup(g measure.Group) {
	var rows []measure.Row
	if !m.try(g.Name, func() { rows = g.Prepare() }) {
		return
	}
	for _, row := range rows {
		ok := m.try(row.Name, func() {
			if row.Begin != nil {
				row.Begin()
			}
			row.Runs[0].Do(1)
		})
		m.works = m.works || ok
	}
}

// group measures the rows of a group that the code in question can do.
func (m *measurement) group(g measure.Group) error {
	var err error
	ok := inTime(m.limit, func() {
		m.try(g.Name, func() {
			for _, row := range g.Prepare() {
				if !m.broken[row.Name] {
					err = m.raw.write(m.plan.Measure(row))
				}
			}
		})
	})
	if !ok {
		m.tell(fmt.Sprintf("%s n=%d has not ended after %v, so the rest of it is left out", g.Name, g.N, m.limit))
		m.broken[g.Name] = true
		return errFailed
	}
	return err
}

// try calls f and reports whether it ran to its end. If not, it notes why, and counts name as broken.
func (m *measurement) try(name string, f func()) bool {
	err := measure.Protect(f)
	if err != nil {
		m.broken[name] = true
		m.tell(err.Error())
	}
	return err == nil
}

// tell prints a problem of the code in question once. The problems of the rehearsal are printed after it.
func (m *measurement) tell(problem string) {
	if !slices.Contains(m.told, problem) {
		m.told = append(m.told, problem)
		if m.rehearsed {
			m.say(problem)
		}
	}
}

func (m *measurement) say(problem string) { fmt.Fprintf(m.w, "%s: %s\n", contest.Kit, problem) }

// inTime calls f and reports whether it returned within the limit.
func inTime(limit time.Duration, f func()) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}
