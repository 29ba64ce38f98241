package callcenter_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// How a Center is compared with the model, and random calls.

// solution is the learner's Center and what it has answered.
type solution struct {
	c   *callcenter.Center
	now fakeClock
	k   [numbers]callcenter.Call // by number

	ids      []callcenter.CallID     // received, in order
	staff    []callcenter.EmployeeID // ever mentioned
	returned *callcenter.Call        // by the latest Receive, Escalate or Call, until it is compared
	w, kept  []callcenter.Call       // an earlier result of Waiting, and a copy of it

	pause        func() // what Now does first; may be nil
	together     bool   // several goroutines make calls
	quiet, asked bool   // quiet: compare only if asked
	looks        int
}

// mention notes an ID and returns an equal one in other memory.
func (s *solution) mention(id callcenter.EmployeeID) callcenter.EmployeeID {
	if !s.together && !slices.Contains(s.staff, id) {
		s.staff = append(s.staff, id)
	}
	return elsewhere(id)
}

// fakeClock is a clock that a row sets and any goroutine may read.
type fakeClock struct{ t atomic.Pointer[time.Time] }

func (c *fakeClock) set(t time.Time) { c.t.Store(&t) }
func (c *fakeClock) read() time.Time { return *c.t.Load() }

// newCenter returns a Center for a Config that is valid.
func newCenter(config callcenter.Config) *callcenter.Center {
	c, err := callcenter.New(config)
	if err != nil {
		panic(fmt.Sprintf("callcenter.New returned the error %q", err))
	}
	return c
}

// received notes a call that Receive returned.
func (s *solution) received(got callcenter.Call, err error) any {
	answer := s.answer(got, err)
	if s.together && err == nil && (got.State > callcenter.Active || got.Needs != got.Request.Rank) {
		return exercise.Phrase(fmt.Sprintf("%v, and the call Needs a %v (want the call as Receive takes it: Active or Waiting, and Needs is its Rank)", answer, got.Needs))
	}
	if err != nil || s.together {
		return answer
	}
	if n := len(s.ids); got.ID < 1 || n > 0 && got.ID <= s.ids[n-1] {
		return exercise.Phrase(fmt.Sprintf("a Call with the ID %d after the IDs %v (IDs must be positive and ascend)", got.ID, s.ids))
	}
	s.ids = append(s.ids, got.ID)
	return answer
}

// answer returns the answer of Receive, Escalate or Call in the form that the model has.
func (s *solution) answer(got callcenter.Call, err error) any {
	if err == nil {
		if !s.together {
			s.returned = &got
		} else if !whole(got) {
			return exercise.Phrase(fmt.Sprintf("%+v%s", got, notWhole))
		}
		return stateOf(got)
	}
	if got != (callcenter.Call{}) {
		return exercise.Phrase(fmt.Sprintf("(%+v, %s) (with an error the Call must be zero)", got, exercise.Text(err)))
	}
	return err
}

const notWhole = " (its fields are of different moments)"

// whole reports whether the fields of a call can be of one moment, if the clock never told the zero time.
func whole(k callcenter.Call) bool {
	ended := k.State > callcenter.Active
	handled := k.State == callcenter.Active || k.State == callcenter.Completed
	return handled == (k.Handler != "") && ended != k.Ended.IsZero() && (!handled || !k.Answered.IsZero())
}

// id returns the ID of the call in the variable of a number.
func (s *solution) id(number int) callcenter.CallID { return s.k[number].ID }

// In messages a call has its name from the list, such as k[1]. If that variable was used again, the name is the
// place in the order of receipt. If several goroutines make calls, the name is the Caller.

func (s *solution) waitingNames(ks []callcenter.Call) exercise.Phrase {
	names := make([]string, len(ks))
	for i, k := range ks {
		names[i] = s.name(k)
		if s.together && (k.State != callcenter.Waiting || !whole(k)) {
			names[i] += notWhole
		}
	}
	return exercise.Phrase(fmt.Sprint(names))
}

func (s *solution) name(k callcenter.Call) string {
	if strings.HasPrefix(k.Request.Caller, "k[") {
		return k.Request.Caller
	}
	for n := range s.k {
		if k.ID == s.k[n].ID && k.ID != 0 {
			return fmt.Sprintf("k[%d]", n)
		}
	}
	if i := slices.Index(s.ids, k.ID); i >= 0 {
		return nameOf(i)
	}
	return fmt.Sprintf("a call with the ID %d that was never received", k.ID)
}

func nameOf(i int) string { return fmt.Sprintf("received call number %d", i+1) }

// idOf returns how a message writes the ID of a call with that name.
func idOf(name string) string {
	if strings.HasPrefix(name, "k[") {
		return name + ".ID"
	}
	return "<the ID of " + name + ">"
}

func (m *model) waitingNames() exercise.Phrase {
	var names []string
	for _, k := range m.waiting() {
		names = append(names, m.name(k))
	}
	return exercise.Phrase(fmt.Sprint(names))
}

func (m *model) name(k *modelCall) string {
	if strings.HasPrefix(k.Request.Caller, "k[") {
		return k.Request.Caller
	}
	for n, index := range m.named {
		if index == int(k.ID) {
			return fmt.Sprintf("k[%d]", n)
		}
	}
	return nameOf(int(k.ID) - 1)
}

func (s *solution) handling(id callcenter.EmployeeID) any {
	k, ok, err := s.c.Handling(elsewhere(id))
	switch {
	case err != nil && (k != 0 || ok):
		return exercise.Phrase(fmt.Sprintf("(%d, %t, %s) (with an error the other results must be zero)", k, ok, exercise.Text(err)))
	case err != nil:
		return err
	case !ok:
		return exercise.Phrase(fmt.Sprintf("(%d, false)", k))
	}
	full := callcenter.Call{ID: k}
	if s.together {
		full, _ = s.c.Call(k) // its Caller never changes
	}
	return exercise.Phrase(fmt.Sprintf("(%s, true)", idOf(s.name(full))))
}

func (m *model) handling(id callcenter.EmployeeID) any {
	if m.index(id) < 0 {
		return errUnknown
	}
	if k := m.callOf(id); k != nil {
		return exercise.Phrase(fmt.Sprintf("(%s, true)", idOf(m.name(k))))
	}
	return exercise.Phrase("(0, false)")
}

// play compares a Center with the model: after each call, everything that the methods up to a step show.
func play(step, maxWaiting int, first ...op) exercise.Ops[*solution, *model] {
	config := "Now: func() time.Time { return now }"
	if maxWaiting > 0 {
		config = fmt.Sprintf("MaxWaiting: %d, %s", maxWaiting, config)
	}
	setup := []string{
		fmt.Sprintf("var k [%d]callcenter.Call", numbers),
		"var w []callcenter.Call",
		"now := time.Unix(0, 0)",
		"c, _ := callcenter.New(callcenter.Config{" + config + "})",
	}
	if step < 2 {
		setup = slices.Delete(setup, 1, 2) // there is no Waiting yet
	}
	for _, o := range first {
		setup = append(setup, o.Go)
	}
	return exercise.Ops[*solution, *model]{
		Setup: strings.Join(setup, "\n"),
		New: func() (*solution, *model) {
			s, m := new(solution), &model{maxWaiting: maxWaiting, now: begin}
			s.now.set(begin)
			s.c = newCenter(callcenter.Config{MaxWaiting: maxWaiting, Now: func() time.Time {
				if s.pause != nil {
					s.pause()
				}
				return s.now.read()
			}})
			for _, o := range first {
				o.Solution(s)
				o.Model(m)
			}
			return s, m
		},
		After: func(s *solution, m *model) *exercise.Mismatch { return s.compare(m, step) },
	}
}

// check checks a list of calls.
func check(t *exercise.T, o exercise.Ops[*solution, *model], list ...op) {
	plain := make([]exercise.Op[*solution, *model], len(list))
	for i := range list {
		plain[i] = list[i].Op
	}
	o.Check(t, plain...)
}

// random checks random calls.
func random(t *exercise.T, o exercise.Ops[*solution, *model], rounds, length int, next func(*rand.Rand) op) {
	o.Random(t, rounds, length, func(r *rand.Rand) exercise.Op[*solution, *model] { return next(r).Op })
}

// compare compares everything that a caller can see. It looks at calls that have ended only now and then.
func (s *solution) compare(m *model, step int) *exercise.Mismatch {
	if s.quiet {
		s.returned = nil // it is out of date at the next look
		if !s.asked {
			return nil
		}
		s.asked = false
	}
	s.looks++
	for i := range s.ids {
		want := m.calls[i].Call
		if got := s.returned; got != nil && got.ID == s.ids[i] {
			s.returned = nil
			if d := s.differ("", *got, want, i); d != nil {
				return d
			}
		}
		if !want.Ended.IsZero() && (s.looks+i)%8 > 0 {
			continue
		}
		got, err := s.c.Call(s.ids[i])
		name := "c.Call(" + idOf(m.name(&m.calls[i])) + ")"
		if err != nil {
			return &exercise.Mismatch{Call: name, Got: exercise.Text(err), Want: string(stateOf(want)), Rule: ruleCall}
		}
		if d := s.differ(name, got, want, i); d != nil {
			return d
		}
	}
	if d := s.compareUnknown(); d != nil {
		return d
	}
	for _, id := range s.staff {
		if d := mismatch(fmt.Sprintf("c.Handling(%q)", id), s.handling(id), m.handling(id), ruleHandling); d != nil {
			return d
		}
	}
	if step >= 2 {
		if d := s.compareWaiting(m); d != nil {
			return d
		}
	}
	if step >= 6 {
		return mismatch("c.Stats()", s.c.Stats(), m.stats(), ruleStats)
	}
	return nil
}

func mismatch(call string, got, want any, rule string) *exercise.Mismatch {
	d := exercise.Compare(got, want)
	if d != nil {
		d.Call, d.Rule = call, rule
	}
	return d
}

// differ compares a Call with the model's call at an index. The two may have different IDs.
func (s *solution) differ(call string, got, want callcenter.Call, i int) *exercise.Mismatch {
	want.ID = s.ids[i]
	if got == want {
		return nil
	}
	d := mismatch(call, got, want, ruleCall)
	if d != nil {
		for field, rule := range fieldRules {
			if strings.HasPrefix(d.Path, "."+field) {
				d.Rule = rule
			}
		}
	}
	return d
}

// compareUnknown asks for calls that were never received: with the IDs after the latest.
func (s *solution) compareUnknown() *exercise.Mismatch {
	last := callcenter.CallID(0)
	if n := len(s.ids); n > 0 {
		last = s.ids[n-1]
	}
	for id := last + 1; id < last+3; id++ {
		if k, err := s.c.Call(id); exercise.Compare(err, errUnknown) != nil {
			got := exercise.Text(err)
			if err == nil {
				got = string(stateOf(k))
			}
			return &exercise.Mismatch{Call: fmt.Sprintf("c.Call(%d)", id), Got: got, Want: exercise.Text(errUnknown), Rule: ruleUnknown}
		}
	}
	return nil
}

func (s *solution) compareWaiting(m *model) *exercise.Mismatch {
	got, waiting := s.c.Waiting(), m.waiting()
	if d := mismatch("c.Waiting()", s.waitingNames(got), m.waitingNames(), ruleWaiting); d != nil {
		return d
	}
	for i, k := range waiting {
		if d := s.differ(fmt.Sprintf("c.Waiting()[%d]", i), got[i], k.Call, int(k.ID)-1); d != nil {
			return d
		}
	}
	if !slices.Equal(s.w, s.kept) {
		return &exercise.Mismatch{Call: "w", Got: string(s.waitingNames(s.w)), Want: string(s.waitingNames(s.kept)), Rule: ruleCopies}
	}
	return nil
}

// scene says which employees, calls and skills random calls use.
type scene struct {
	first  []callcenter.EmployeeID // hired at the beginning
	staff  []callcenter.EmployeeID // may be hired; nil means cast
	calls  int                     // the number of variables for calls
	skills []string
	sets   [][]string // of skills, which random employees have; nil means all sets
	vips   bool
}

// cast is the employees who may be hired in random calls.
var cast = []callcenter.EmployeeID{"op1", "op2", "op3", "sup1", "sup2", "dir1"}

// scenes hire different employees at the beginning.
var scenes = []scene{
	{calls: 14, first: cast[:1]},
	{calls: 14, first: []callcenter.EmployeeID{"sup1", "op1"}},
	{calls: 14, first: []callcenter.EmployeeID{"dir1", "sup1", "op1"}},
	{calls: 14, first: []callcenter.EmployeeID{"op2", "op1", "sup1", "dir1"}},
	{calls: 14, first: []callcenter.EmployeeID{"sup2", "op3", "dir1", "op1", "sup1", "op2"}},
}

func pick[E any](r *rand.Rand, from []E) E { return from[r.IntN(len(from))] }

// next returns a source of random calls of all methods up to a step.
func (sc scene) next(step int) func(*rand.Rand) op {
	type kind = func(*rand.Rand) op
	kinds := []kind{sc.receive, sc.receive, sc.receive, sc.refused, sc.ask}
	if step >= 2 {
		kinds = append(kinds, sc.receive, sc.receive, sc.complete, sc.complete, sc.finish, sc.finish, sc.clock, sc.clock, sc.slice)
	}
	if step >= 3 {
		kinds = append(kinds, sc.escalate, sc.escalate)
	}
	if step >= 4 {
		kinds = append(kinds, sc.hire, sc.hire, sc.dismiss, sc.setAvailable, sc.setAvailable)
	}
	if step >= 5 {
		kinds = append(kinds, sc.receive, sc.receive, sc.hangUp, sc.hangUp)
	}
	return func(r *rand.Rand) op { return pick(r, kinds)(r) }
}

func (sc scene) number(r *rand.Rand) int  { return 1 + r.IntN(sc.calls) }
func (sc scene) complete(r *rand.Rand) op { return complete(sc.number(r)) }
func (sc scene) finish(r *rand.Rand) op   { return finish(sc.employee(r)) }
func (sc scene) escalate(r *rand.Rand) op { return escalate(sc.number(r)) }
func (sc scene) hangUp(r *rand.Rand) op   { return hangUp(sc.number(r)) }
func (sc scene) ask(*rand.Rand) op        { return look() }
func (sc scene) dismiss(r *rand.Rand) op  { return dismiss(sc.employee(r)) }
func (sc scene) slice(r *rand.Rand) op {
	return pick(r, []op{writeWaiting(), keepWaiting(), appendWaiting(), writeOlder()})
}

func (sc scene) setAvailable(r *rand.Rand) op { return setAvailable(sc.employee(r), r.IntN(2) == 0) }

func (sc scene) employee(r *rand.Rand) callcenter.EmployeeID {
	if sc.staff == nil {
		return pick(r, cast)
	}
	return pick(r, sc.staff)
}

func (sc scene) receive(r *rand.Rand) op { return request(sc.number(r), sc.request(r)) }

// receiveNamed receives a call whose Caller is its name, which all goroutines can read.
func receiveNamed(number int, k callcenter.Request) op {
	k.Caller = fmt.Sprintf("k[%d]", number)
	return request(number, k)
}

func (sc scene) request(r *rand.Rand) callcenter.Request {
	k := callcenter.Request{Rank: pick(r, []callcenter.Rank{operator, operator, operator, supervisor, director})}
	k.VIP = sc.vips && r.IntN(4) == 0
	if len(sc.skills) > 0 && r.IntN(2) == 0 {
		k.Skill = pick(r, sc.skills)
	}
	return k
}

// hire hires an employee, sometimes with another rank than their ID tells.
func (sc scene) hire(r *rand.Rand) op {
	skills := sc.some(r)
	switch id := sc.employee(r); {
	case r.IntN(6) == 0:
		return hireAs(id, callcenter.Rank(r.IntN(5)), skills...)
	case len(skills) > 0 && r.IntN(2) == 0:
		return hireAndWrite(id, append(skills, pick(r, []string{"", skills[0]}))...)
	default:
		return hire(id, skills...)
	}
}

// some returns a set of skills.
func (sc scene) some(r *rand.Rand) []string {
	if sc.sets != nil {
		return slices.Clone(pick(r, sc.sets))
	}
	var skills []string
	for _, skill := range sc.skills {
		if r.IntN(2) == 0 {
			skills = append(skills, skill)
		}
	}
	return skills
}

// refused returns a call that must be refused at any time.
func (sc scene) refused(r *rand.Rand) op {
	id := callcenter.EmployeeID("")
	if len(sc.first) > 0 && r.IntN(2) == 0 {
		id = pick(r, sc.first)
	}
	bad := pick(r, []callcenter.Rank{0, 4, -1, 257, math.MaxInt, math.MinInt})
	return pick(r, []op{hireAs("", operator), hireAs(id, bad), hireAs("op7", bad), receive(sc.number(r), bad)})
}

func (sc scene) clock(r *rand.Rand) op {
	return pick(r, []op{seconds(1), seconds(2), seconds(-1), moves(1), moves(-1), moves(1234567891), inZone, zeroTime, longAgo, farAhead})
}

// checkLeaving escalates the calls of many operators in a random order, so that they wait for the only
// supervisor. Then some callers hang up, and the supervisor takes the other calls.
func checkLeaving(t *exercise.T, step int, vips bool) {
	const n, leave = 20, 4
	first := []callcenter.EmployeeID{"sup1"}
	for i := range n {
		first = append(first, callcenter.EmployeeID(fmt.Sprint("op", i+1)))
	}
	list := append(staff(first...), receive(n+1, supervisor))
	list = append(list, times(n, func(i int) op {
		return request(i, callcenter.Request{Rank: operator, VIP: vips && i%3 == 0})
	})...)
	made := 0
	var order []int
	random(t, play(step, 0, list...), 60, 2*n, func(r *rand.Rand) op {
		i := made % (2 * n)
		made++
		switch {
		case i == 0:
			order = r.Perm(n)
			fallthrough
		case i < n:
			return escalate(order[i] + 1)
		case i < n+leave:
			return hangUp(1 + r.IntN(n))
		default:
			return finish("sup1")
		}
	})
}

// both is two Centers, and bothModel is their models.
type (
	both      = [2]*solution
	bothModel = [2]*model
)

// checkTwo makes random calls of two Centers in turn. In messages the second is d, and its calls are j.
func checkTwo(t *exercise.T, step int, sc scene) {
	maxWaiting := 0
	if step >= 5 {
		maxWaiting = 2
	}
	one := play(step, maxWaiting, staff(sc.first...)...)
	asked := "c.Call(1); c.Handling(\"op1\")"
	if step >= 2 {
		asked += "; c.Waiting()"
	}
	if step >= 6 {
		asked += "; c.Stats()"
	}
	other := strings.NewReplacer("c.", "d.", "c,", "d,", "k[", "j[", "k ", "j ", "w ", "v ", "now", "then", "callcenter.", "callcenter.")
	two := exercise.Ops[both, bothModel]{
		Setup: one.Setup + "\n" + strings.Replace(other.Replace(one.Setup), "{ return then", "{ "+asked+"; return then", 1),
		New: func() (both, bothModel) {
			c, m := one.New()
			d, n := one.New()
			d.pause = func() { // a clock may call another Center
				_, _ = c.c.Call(1)
				_, _, _ = c.c.Handling("op1")
				if step >= 2 {
					c.c.Waiting()
				}
				if step >= 6 {
					c.c.Stats()
				}
			}
			return both{c, d}, bothModel{m, n}
		},
		After: func(s both, m bothModel) *exercise.Mismatch { return compareBoth(s, m, step, other) },
	}
	next := sc.next(step)
	two.Random(t, 20, 60, func(r *rand.Rand) exercise.Op[both, bothModel] {
		o, i := next(r), r.IntN(2)
		pair := exercise.Op[both, bothModel]{Go: o.Go, Rule: o.Rule}
		if i == 1 {
			pair.Go = other.Replace(o.Go)
		}
		pair.Solution = func(s both) any { return o.Solution(s[i]) }
		pair.Model = func(m bothModel) any { return o.Model(m[i]) }
		return pair
	})
	checkInside(t, step, other)
}

// compareBoth compares two Centers with their models.
func compareBoth(s both, m bothModel, step int, rename *strings.Replacer) *exercise.Mismatch {
	for i := range s {
		if d := s[i].compare(m[i], step); d != nil {
			if i == 1 {
				d.Call = rename.Replace(d.Call)
			}
			return d
		}
	}
	return nil
}

// ticking has the method calls of checkTicking, by step.
var ticking = [][]op{
	1: ops(hire("op1"), receive(1, operator), receive(2, operator), receive(3, supervisor)),
	2: ops(complete(1)),
	3: ops(escalate(2), receive(4, operator)),
	4: ops(hire("sup1"), away("op1"), complete(4), receive(5, operator), back("op1"), dismiss("op1"), complete(2)),
	5: ops(hangUp(3), receive(6, director), hangUp(6)),
}

// checkTicking makes method calls of the steps up to step with a clock that moves at each reading. After each of them it
// looks at the times of all calls. A time that is new must be a reading during that method call, and those of a call must
// be in order. The others must stay.
func checkTicking(t *exercise.T, step int) {
	var readings atomic.Int64
	desk := play(step, 0)
	s, m := desk.New()
	s.pause = func() { s.now.set(begin.Add(time.Duration(readings.Add(1)))) }
	code := strings.Replace(desk.Setup, "{ return now", "{ now = now.Add(1); return now", 1)
	known := make(map[callcenter.CallID]callcenter.Call)
	for _, o := range slices.Concat(ticking[:step+1]...) {
		code = code + "\n" + o.Go
		from := readings.Load()
		if got, want := o.Solution(s), o.Model(m); exercise.Compare(got, want) != nil {
			t.Fatalf("%s // got %s, want %s", code, exercise.Text(got), exercise.Text(want))
		}
		until := readings.Load()
		for i, id := range s.ids {
			k, err := s.c.Call(id)
			require.NoError(t, err, "%s // then c.Call(k[%d].ID) of a call that was received", code, i+1)
			before := known[id]
			for _, field := range []struct {
				name        string
				before, now time.Time
			}{{"Received", before.Received, k.Received}, {"Answered", before.Answered, k.Answered}, {"Ended", before.Ended, k.Ended}} {
				n := int64(field.now.Sub(begin))
				switch {
				case field.now.Equal(field.before):
				case !field.before.IsZero():
					t.Fatalf("%s // changes %s of k[%d] from %v to %v, want no change", code, field.name, i+1, field.before, field.now)
				case n <= from || n > until:
					t.Fatalf("%s // sets %s of k[%d] to %v, want one of the times that Now returned during this method call: reading %d to %d", code, field.name, i+1, field.now, from+1, until)
				}
			}
			if !k.Answered.IsZero() && k.Answered.Before(k.Received) || !k.Ended.IsZero() && k.Ended.Before(k.Answered) {
				t.Fatalf("%s // k[%d] has Received %v, Answered %v and Ended %v, want them in this order, because the clock never goes back", code, i+1, k.Received, k.Answered, k.Ended)
			}
			known[id] = k
		}
	}
}

// checkDay makes more random method calls than the model could follow. Then it checks that everything a caller can
// see fits together. The clock moves at each reading.
func checkDay(t *exercise.T, employees, n int) {
	r := rand.New(rand.NewPCG(1, 2))
	now := begin
	c := crowdedAt(t, func() time.Time { now = now.Add(time.Millisecond); return now }, 0)
	t.Doing(fmt.Sprintf("a day at a center with %d employees, who come and go, and %d calls", employees, n))
	name := func(i int) callcenter.EmployeeID {
		return callcenter.EmployeeID(fmt.Sprint([]string{"op", "op", "sup", "op", "dir"}[i%5], i))
	}
	for i := range employees {
		mustHire(t, c, callcenter.Employee{ID: name(i), Rank: rankOf(name(i))})
	}
	var ids []callcenter.CallID
	for len(ids) < n {
		ids = append(ids, mustReceive(t, c, callcenter.Request{Rank: pick(r, []callcenter.Rank{operator, operator, supervisor})}).ID)
		id := name(r.IntN(employees))
		k, ok, err := c.Handling(id)
		did := fmt.Sprintf("c.Handling(%q)", id)
		switch what := r.IntN(30); {
		case what == 0:
			did = fmt.Sprintf("c.Dismiss(%q), and c.Hire of the same employee", id)
			err = errors.Join(c.Dismiss(id), c.Hire(callcenter.Employee{ID: id, Rank: rankOf(id)}))
		case what < 3:
			did = fmt.Sprintf("c.SetAvailable(%q, %t)", id, what == 1)
			err = c.SetAvailable(id, what == 1)
		case what < 5:
			_ = c.HangUp(pick(r, ids)) // or it has ended
		case ok && what < 7 && rankOf(id) != director:
			did = fmt.Sprintf("c.Escalate(%d), the call that %q handles", k, id)
			_, err = c.Escalate(k)
		case ok:
			did = fmt.Sprintf("c.Complete(%d), the call that %q handles", k, id)
			err = c.Complete(k)
		}
		require.NoError(t, err, "%s, after %d received calls", did, len(ids))
	}
	account(t, c, ids)
}

// account fails t unless calls, Waiting and Stats fit together.
func account(t *exercise.T, c *callcenter.Center, ids []callcenter.CallID) {
	stats, queue := c.Stats(), c.Waiting()
	var waiting []callcenter.Call
	var waits []time.Duration
	var want callcenter.Stats
	for _, id := range ids {
		k, err := c.Call(id)
		require.NoError(t, err, "c.Call(%d) of a call that was received", id)
		count(&want, k.State)
		if k.State == callcenter.Waiting {
			waiting = append(waiting, k)
		}
		if !k.Answered.IsZero() {
			waits = append(waits, max(0, k.Answered.Sub(k.Received)))
			require.False(t, k.Answered.Before(k.Received), "Answered must not be before Received, because the clock never went back: %+v", k)
		}
		if got, ok, err := c.Handling(k.Handler); k.State == callcenter.Active && (got != id || !ok || err != nil) {
			t.Fatalf("call %d is Active with %q, but c.Handling(%q) = (%d, %t, %v), want (%d, true, nil)", id, k.Handler, k.Handler, got, ok, err, id)
		}
		if ended := k.State > callcenter.Active; ended == k.Ended.IsZero() || ended && k.Ended.Before(k.Answered) {
			t.Fatalf("call %d is %s, with Received %v, Answered %v and Ended %v, want Ended to be zero until the call is Completed or Abandoned, and then not before Answered: the clock never went back", id, stateOf(k), k.Received, k.Answered, k.Ended)
		}
	}
	want.MeanWait, want.P95Wait = meanAndP95(waits)
	require.Equal(t, want, stats, "c.Stats() against the results of c.Call for all %d calls", len(ids))
	slices.SortFunc(waiting, inOrder)
	if exercise.Compare(queue, waiting) != nil {
		t.Fatalf("c.Waiting() against the calls that c.Call says are Waiting (-want +got):\n%s", cmp.Diff(waiting, queue))
	}
}
