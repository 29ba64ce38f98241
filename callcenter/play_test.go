package callcenter_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// What a Center is told is data: a sequence of calls of its methods, and of moves of the clock.

const (
	operator   = callcenter.Operator
	supervisor = callcenter.Supervisor
	director   = callcenter.Director
)

type verb int

const (
	hire verb = iota + 1
	dismiss
	setAvailable
	receive
	complete
	escalate
	hangUp
	clock // moves
)

// act is one call of a method, as data. Calls of the center have numbers: k[1] is the one that was
// received as number 1 last.
type act struct {
	verb     verb
	k        int                   // number of a call
	request  callcenter.Request    // of receive
	employee callcenter.Employee   // of hire
	id       callcenter.EmployeeID // of dismiss and setAvailable
	on       bool                  // of setAvailable
	by       time.Duration         // of clock
}

// unknown is the number of a call that there is not. No center gives out so low an ID after another.
const (
	unknown   = -1
	unknownID = callcenter.CallID(-1 << 62)
)

// String returns the call of the method as Go.
func (a act) String() string {
	id := fmt.Sprintf("k[%d].ID", a.k)
	if a.k == unknown {
		id = "-1 << 62"
	}
	switch a.verb {
	case hire:
		return fmt.Sprintf("c.Hire(%s)", employeeText(a.employee))
	case dismiss:
		return fmt.Sprintf("c.Dismiss(%q)", a.id)
	case setAvailable:
		return fmt.Sprintf("c.SetAvailable(%q, %t)", a.id, a.on)
	case receive:
		return fmt.Sprintf("k[%d], _ = c.Receive(%s)", a.k, requestText(a.request))
	case complete:
		return fmt.Sprintf("c.Complete(%s)", id)
	case escalate:
		return fmt.Sprintf("c.Escalate(%s)", id)
	case hangUp:
		return fmt.Sprintf("c.HangUp(%s)", id)
	default:
		return fmt.Sprintf("now = now.Add(%s)", durationText(a.by))
	}
}

func employeeText(e callcenter.Employee) string {
	text := fmt.Sprintf("callcenter.Employee{ID: %q, Rank: %s", e.ID, rankText(e.Rank))
	if e.Name != "" {
		text += fmt.Sprintf(", Name: %q", e.Name)
	}
	if len(e.Skills) > 0 {
		text += fmt.Sprintf(", Skills: %#v", e.Skills)
	}
	return text + "}"
}

func requestText(r callcenter.Request) string {
	text := "callcenter.Request{Rank: " + rankText(r.Rank)
	if r.Caller != "" {
		text += fmt.Sprintf(", Caller: %q", r.Caller)
	}
	if r.Skill != "" {
		text += fmt.Sprintf(", Skill: %q", r.Skill)
	}
	if r.VIP {
		text += ", VIP: true"
	}
	return text + "}"
}

func rankText(r callcenter.Rank) string {
	if r < operator || r > director {
		return fmt.Sprint(int(r))
	}
	return "callcenter." + r.String()
}

func durationText(d time.Duration) string {
	if d%time.Second == 0 {
		return fmt.Sprintf("%d * time.Second", d/time.Second)
	}
	return fmt.Sprint(int64(d))
}

// rules tell what the answers to a call follow, and what it leads to.
var rules = map[verb]string{
	hire:         "somebody hired takes a waiting call at once, or joins the end of the line of idle employees (step 4)",
	dismiss:      "the call of somebody dismissed goes to somebody idle at once, or waits in its old place (step 4)",
	setAvailable: "somebody who takes a break leaves the line, or finishes his call; back again he is free (step 4)",
	receive:      "a call goes to the lowest rank that has somebody idle who may handle it, there to the one idle longest, and waits if there is nobody (step 1)",
	complete:     "somebody free takes the first waiting call that he may handle, or joins the end of the line of idle employees (step 2)",
	escalate:     "an escalated call goes to the rank above its handler's, or waits by its ID; then its handler gets free (step 3)",
	hangUp:       "a waiting call that is hung up is Abandoned, an active one is completed (step 5)",
	clock:        "the clock decides nothing but what the time is",
}

// Calls of methods, for lists of them.

func hired(id callcenter.EmployeeID, skills ...string) act {
	return hiredAs(id, rankOf(id), skills...)
}

func hiredAs(id callcenter.EmployeeID, rank callcenter.Rank, skills ...string) act {
	return act{verb: hire, employee: callcenter.Employee{ID: id, Rank: rank, Skills: skills}}
}

// rankOf returns the rank that an ID such as "sup2" tells.
func rankOf(id callcenter.EmployeeID) callcenter.Rank {
	switch id[0] {
	case 'o':
		return operator
	case 's':
		return supervisor
	default:
		return director
	}
}

func dismissed(id callcenter.EmployeeID) act { return act{verb: dismiss, id: id} }
func away(id callcenter.EmployeeID) act      { return act{verb: setAvailable, id: id} }
func back(id callcenter.EmployeeID) act      { return act{verb: setAvailable, id: id, on: true} }

func received(k int, r callcenter.Rank) act {
	return act{verb: receive, k: k, request: callcenter.Request{Rank: r}}
}
func skilled(k int, r callcenter.Rank, skill string) act {
	return act{verb: receive, k: k, request: callcenter.Request{Rank: r, Skill: skill}}
}
func vip(k int, r callcenter.Rank) act {
	return act{verb: receive, k: k, request: callcenter.Request{Rank: r, VIP: true}}
}
func completed(k int) act        { return act{verb: complete, k: k} }
func escalated(k int) act        { return act{verb: escalate, k: k} }
func hungUp(k int) act           { return act{verb: hangUp, k: k} }
func moved(by time.Duration) act { return act{verb: clock, by: by} }
func seconds(n int) act          { return moved(time.Duration(n) * time.Second) }

// acts is a list of acts and of lists of them.
func acts(parts ...any) []act {
	var as []act
	for _, part := range parts {
		switch p := part.(type) {
		case act:
			as = append(as, p)
		case []act:
			as = append(as, p...)
		default:
			panic(fmt.Sprintf("a list of acts has a %T", part))
		}
	}
	return as
}

// staff returns who is hired, in order.
func staff(ids ...callcenter.EmployeeID) []act {
	var as []act
	for _, id := range ids {
		as = append(as, hired(id))
	}
	return as
}

// receivedAll returns a call for each rank, numbered from first.
func receivedAll(first int, ranks ...callcenter.Rank) []act {
	var as []act
	for i, r := range ranks {
		as = append(as, received(first+i, r))
	}
	return as
}

// times returns a list that is n times f, numbered from 1.
func times(n int, f func(i int) act) []act {
	var as []act
	for i := range n {
		as = append(as, f(i+1))
	}
	return as
}

// calls is how many numbers of calls there are.
const calls = 64

// script compares a center with the model: after each call of a method all that step lets a caller
// see.
func script(step, maxWaiting int, hiredFirst ...act) exercise.Script[act] {
	setup := []string{
		fmt.Sprintf("var k [%d]callcenter.Call", calls),
		"now := time.Unix(0, 0)",
		"c, _ := callcenter.New(callcenter.Config{Now: func() time.Time { return now }})",
	}
	if maxWaiting > 0 {
		setup[2] = fmt.Sprintf("c, _ := callcenter.New(callcenter.Config{MaxWaiting: %d, Now: func() time.Time { return now }})", maxWaiting)
	}
	for _, a := range hiredFirst {
		setup = append(setup, a.String())
	}
	return exercise.Script[act]{
		Setup: strings.Join(setup, "\n"),
		Play: exercise.CallByCall(func() func(act) *exercise.Mismatch {
			p := newPlay(step, maxWaiting)
			for _, a := range hiredFirst {
				p.act(a)
			}
			return p.act
		}),
		Rule: func(a act) string { return rules[a.verb] },
		Simpler: func(a act) []act {
			if a.verb == receive && (a.request.VIP || a.request.Skill != "") {
				plain, unskilled := a, a
				plain.request.VIP, plain.request.Skill, unskilled.request.Skill = false, "", ""
				return []act{plain, unskilled}
			}
			return nil
		},
	}
}

// play is a center and its model.
type play struct {
	step  int
	now   fakeClock
	c     *callcenter.Center
	m     *model
	ids   []callcenter.EmployeeID // ever mentioned
	byID  map[callcenter.CallID]*modelCall
	last  callcenter.CallID // received
	begun bool              // a call was received
	looks int
}

func newPlay(step, maxWaiting int) *play {
	p := &play{step: step, m: &model{maxWaiting: maxWaiting}, byID: make(map[callcenter.CallID]*modelCall)}
	p.now.set(time.Unix(0, 0))
	p.c = newCenter(callcenter.Config{MaxWaiting: maxWaiting, Now: p.now.read})
	return p
}

// newCenter returns a Center for a Config that is legal.
func newCenter(config callcenter.Config) *callcenter.Center {
	c, err := callcenter.New(config)
	if err != nil {
		panic(fmt.Sprintf("callcenter.New returned the error %q", err))
	}
	return c
}

// act makes a call on both and compares what can be seen then. One about a call that was not received,
// or was refused, is left out.
func (p *play) act(a act) *exercise.Mismatch {
	m, c := p.m, p.c
	var id callcenter.CallID
	var k *modelCall
	if a.verb == complete || a.verb == escalate || a.verb == hangUp {
		if a.k == unknown {
			id = unknownID
		} else if k = m.numbered(a.k); k == nil {
			return nil
		} else {
			id = k.id
		}
	}
	var got callcenter.Call
	var gotErr, wantErr error
	switch a.verb {
	case hire:
		p.mention(a.employee.ID)
		e := a.employee
		e.Skills = slices.Clone(e.Skills)
		gotErr, wantErr = c.Hire(e), m.hire(a.employee)
	case dismiss:
		p.mention(a.id)
		gotErr, wantErr = c.Dismiss(a.id), m.dismiss(a.id)
	case setAvailable:
		p.mention(a.id)
		gotErr, wantErr = c.SetAvailable(a.id, a.on), m.setAvailable(a.id, a.on)
	case receive:
		got, gotErr = c.Receive(a.request)
		k, wantErr = m.receive(a.k, a.request)
		if gotErr == nil && wantErr == nil {
			if p.begun && got.ID <= p.last {
				return &exercise.Mismatch{Got: fmt.Sprintf("the ID %d after %d", got.ID, p.last), Want: "IDs that ascend"}
			}
			k.id, p.last, p.begun = got.ID, got.ID, true
			p.byID[got.ID] = k
		}
	case complete:
		gotErr, wantErr = c.Complete(id), m.complete(k)
	case escalate:
		got, gotErr = c.Escalate(id)
		wantErr = m.escalate(k)
	case hangUp:
		gotErr, wantErr = c.HangUp(id), m.hangUp(k)
	case clock:
		m.now += a.by
		p.now.set(time.Unix(0, 0).Add(m.now))
		return nil
	}
	if d := exercise.Differ(errText(gotErr), errText(wantErr)); d != nil {
		return d
	}
	if wantErr == nil && (a.verb == receive || a.verb == escalate) {
		if want := k.call(); got != want {
			if d := exercise.Differ(p.callText(got), p.callText(want)); d != nil {
				return d
			}
		}
	}
	return p.look(k)
}

func (p *play) mention(id callcenter.EmployeeID) {
	if id != "" && !slices.Contains(p.ids, id) {
		p.ids = append(p.ids, id)
	}
}

// look compares all that can be seen of both after something was done to a call, or to none. Texts are
// made only if there is a difference, and calls that have ended are looked at now and then.
func (p *play) look(at *modelCall) *exercise.Mismatch {
	p.looks++
	for _, k := range p.m.calls {
		if k.settled && k != at && p.looks%8 > 0 {
			continue
		}
		k.settled = k.hasEnded
		got, err := p.c.Call(k.id)
		if want := k.call(); err != nil || got != want {
			if d := p.differ(fmt.Sprintf("c.Call(%s.ID)", k.name()), p.answerText(got, err), p.callText(want)); d != nil {
				return d
			}
		}
	}
	for _, id := range p.ids {
		got, ok, err := p.c.Handling(id)
		if e := p.m.hired(id); e != nil && err == nil && ok == (e.call != nil) && (!ok || got == e.call.id) {
			continue
		}
		if d := p.differ(fmt.Sprintf("c.Handling(%q)", id), p.handlingText(got, ok, err), p.m.handlingText(id)); d != nil {
			return d
		}
	}
	if p.step >= 2 {
		if got, want := p.c.Waiting(), p.m.waitingCalls(); !slices.Equal(got, want) {
			if d := p.differ("c.Waiting()", p.waitingText(got), p.waitingText(want)); d != nil {
				return d
			}
		}
	}
	if p.step >= 6 {
		if got, want := p.c.Stats(), p.m.stats(); got != want {
			return p.differ("c.Stats()", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
		}
	}
	return nil
}

// differ returns the mismatch of two texts of what a method tells after the call.
func (p *play) differ(method, got, want string) *exercise.Mismatch {
	if got == want {
		return nil
	}
	return &exercise.Mismatch{Got: "then " + method + " = " + got, Want: want}
}

func (p *play) answerText(k callcenter.Call, err error) string {
	if err != nil {
		return errText(err)
	}
	return p.callText(k)
}

// callText tells all about a call but its number.
func (p *play) callText(k callcenter.Call) string {
	text := k.State.String()
	if k.Handler != "" {
		text += fmt.Sprintf(" with %q", k.Handler)
	}
	text += fmt.Sprintf(", Needs %v, Received %s, Answered %s, Ended %s", k.Needs, timeText(k.Received), timeText(k.Answered), timeText(k.Ended))
	if known := p.byID[k.ID]; known == nil {
		text += ", an ID that was never returned"
	} else if known.request != k.Request {
		text += ", Request " + requestText(k.Request)
	}
	return text
}

// timeText tells how long after the beginning t is.
func timeText(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return fmt.Sprintf("at %v", t.Sub(time.Unix(0, 0)))
}

func (p *play) handlingText(id callcenter.CallID, ok bool, err error) string {
	switch {
	case err != nil:
		return errText(err)
	case !ok:
		return "no call"
	default:
		return p.name(id)
	}
}

// name returns how a call is called in the list of acts.
func (p *play) name(id callcenter.CallID) string {
	if k := p.byID[id]; k != nil {
		return k.name()
	}
	return fmt.Sprintf("a call %d that was never received", id)
}

func (p *play) waitingText(ks []callcenter.Call) string {
	var names []string
	for _, k := range ks {
		text := p.name(k.ID)
		if want := p.byID[k.ID]; want != nil && p.callText(k) != p.callText(want.call()) {
			text += " (" + p.callText(k) + ")"
		}
		names = append(names, text)
	}
	return "[" + strings.Join(names, " ") + "]"
}

func errText(err error) string {
	for _, known := range []struct {
		name string
		err  error
	}{
		{"ErrInvalid", callcenter.ErrInvalid}, {"ErrDuplicate", callcenter.ErrDuplicate}, {"ErrUnknown", callcenter.ErrUnknown},
		{"ErrNotActive", callcenter.ErrNotActive}, {"ErrTopRank", callcenter.ErrTopRank}, {"ErrBusyLine", callcenter.ErrBusyLine},
	} {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	if err == nil {
		return "no error"
	}
	return fmt.Sprintf("the error %q", err)
}

// mixed returns a source of random acts of the verbs given, by and on a few employees and calls.
func mixed(o options, verbs ...verb) func(r *rand.Rand) act {
	return func(r *rand.Rand) act {
		a := act{verb: verbs[r.IntN(len(verbs))], k: 1 + r.IntN(o.calls)}
		who := o.staff[r.IntN(len(o.staff))]
		switch a.verb {
		case hire:
			a.employee = callcenter.Employee{ID: who, Rank: rankOf(who), Skills: o.skillsOf(r)}
		case dismiss, setAvailable:
			a.id, a.on = who, r.IntN(2) == 0
		case receive:
			a.request.Rank = []callcenter.Rank{operator, operator, operator, supervisor, director}[r.IntN(5)]
			a.request.VIP = o.vips && r.IntN(4) == 0
			if len(o.skills) > 0 && r.IntN(2) == 0 {
				a.request.Skill = o.skills[r.IntN(len(o.skills))]
			}
		case clock:
			a.by = time.Duration(r.IntN(5)-1)*time.Second + time.Duration(r.IntN(3))
		}
		return a
	}
}

// options say who and what there is in random acts.
type options struct {
	staff  []callcenter.EmployeeID
	calls  int // numbers of calls
	skills []string
	vips   bool
}

// skillsOf returns some skills for somebody.
func (o options) skillsOf(r *rand.Rand) []string {
	var skills []string
	for _, s := range o.skills {
		if r.IntN(2) == 0 {
			skills = append(skills, s)
		}
	}
	return skills
}
