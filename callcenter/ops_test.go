package callcenter_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Method calls as data. A row lists them with the answers that its rule demands:
//
//	hire("op1"), receive(1, operator).handledBy("op1"), receive(2, operator).waits()
//
// Telephone calls have numbers: k[1] is what Receive returned last for number 1. After each line the steps
// compare everything that a caller can see with a model.

const (
	operator   = callcenter.Operator
	supervisor = callcenter.Supervisor
	director   = callcenter.Director
)

var (
	errInvalid   = exercise.NameError("callcenter.ErrInvalid", callcenter.ErrInvalid)
	errDuplicate = exercise.NameError("callcenter.ErrDuplicate", callcenter.ErrDuplicate)
	errUnknown   = exercise.NameError("callcenter.ErrUnknown", callcenter.ErrUnknown)
	errNotActive = exercise.NameError("callcenter.ErrNotActive", callcenter.ErrNotActive)
	errTopRank   = exercise.NameError("callcenter.ErrTopRank", callcenter.ErrTopRank)
	errBusyLine  = exercise.NameError("callcenter.ErrBusyLine", callcenter.ErrBusyLine)
)

const (
	numbers = 64          // of calls
	guessed = numbers - 1 // of a call whose ID was guessed before Receive returned it
)

// op is a method call on a Center, or a change of its clock.
type op struct {
	exercise.Op[*solution, *model]
}

// newOp returns an op that makes the same call on the solution and on the model.
func newOp(text, rule string, on func(*solution) any, of func(*model) any) op {
	return op{exercise.Op[*solution, *model]{Go: text, Rule: rule, Solution: on, Model: of}}
}

func (o op) returns(values ...any) op { return op{o.Returns(values...)} }

// What Receive, Escalate and Call say of a call. Its other fields are compared with the model.
func (o op) handledBy(id callcenter.EmployeeID) op {
	return o.returns(stateOf(callcenter.Call{State: callcenter.Active, Handler: id}))
}
func (o op) waits() op        { return o.returns(stateOf(callcenter.Call{State: callcenter.Waiting})) }
func (o op) fails(e error) op { return o.returns(e) }

func stateOf(k callcenter.Call) exercise.Phrase {
	if k.Handler == "" {
		return exercise.Phrase(k.State.String())
	}
	return exercise.Phrase(fmt.Sprintf("%v with %q", k.State, k.Handler))
}

// Rules of the answers.
const (
	ruleHire     = "a hired employee takes a waiting call immediately, or joins the end of the line of idle employees (step 4); Hire returns ErrDuplicate for an ID that is already hired, and ErrInvalid for an empty ID or an invalid rank (step 1)"
	ruleDismiss  = "the call of a dismissed employee goes to an idle employee, or waits in the order of IDs if no idle employee may handle it; Dismiss returns ErrUnknown if no employee with the ID is hired (step 4)"
	ruleBreak    = "an employee on a break gets no call; an employee who is available again and has no call takes a waiting call or joins the end of the line; SetAvailable returns ErrUnknown if no employee with the ID is hired (step 4)"
	ruleReceive  = "a call goes to the lowest rank with an idle employee who may handle it; within that rank it goes to the employee who has been idle longest; if there is no such employee, it waits (step 1), or Receive returns ErrBusyLine if MaxWaiting or more calls wait (step 5); for an invalid rank Receive returns ErrInvalid (step 1)"
	ruleComplete = "a free employee who is available takes the first waiting call that they may handle, or joins the end of the line of idle employees; Complete returns ErrNotActive for a call that is not Active, and ErrUnknown for one that does not exist (step 2)"
	ruleEscalate = "an escalated call Needs the rank above its handler's; it goes to an idle employee of that rank or a higher one, or waits in the order of IDs; then its old handler becomes free; Escalate returns ErrNotActive for a call that is not Active, ErrTopRank for a director's call, and ErrUnknown for a call that does not exist (step 3)"
	ruleHangUp   = "HangUp makes a waiting call Abandoned, and completes an active call; it returns ErrNotActive for a call that has ended, and ErrUnknown for one that does not exist (step 5)"
	ruleCall     = "after the method calls in the list, a call has this state and this handler, and Call returns them (step 1)"
	ruleHandling = "after the method calls in the list, an employee has this call, and Handling returns it (step 1)"
	ruleWaiting  = "Waiting returns the waiting calls by Needs from high to low, then by ID (step 2), with VIPs first (step 7)"
	ruleStats    = "Stats says how many calls are in each state, and how long callers waited for their first answer (step 6)"
	ruleClock    = "the clock decides nothing, it only tells the time (step 1)"
	ruleUnknown  = "Call returns ErrUnknown for a call that was never received or was refused (step 1)"
	ruleCopies   = "each call of Waiting returns a new slice, and the caller may change it and append to it (step 2)"
)

// fieldRules are the rules of a Call's fields.
var fieldRules = map[string]string{
	"Request":  "Request is as it was received and never changes (step 1)",
	"Needs":    "a call Needs the rank that it asked for (step 1), and after Escalate the rank above its handler's (step 3)",
	"Received": "Received is the time when the call was received and never changes (step 1)",
	"Answered": "Answered is the time of the first answer (step 1) and never changes after that (step 3)",
	"Ended":    "Ended is the time when the call became Completed (step 2) or Abandoned (step 5)",
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
	if !r.Valid() {
		return fmt.Sprint(int(r))
	}
	return "callcenter." + r.String()
}

func hire(id callcenter.EmployeeID, skills ...string) op { return hireAs(id, rankOf(id), skills...) }

func hireAs(id callcenter.EmployeeID, rank callcenter.Rank, skills ...string) op {
	return hireEmployee(callcenter.Employee{ID: id, Rank: rank, Skills: skills})
}

func hireEmployee(e callcenter.Employee) op {
	return newOp("c.Hire("+employeeText(e)+")", ruleHire,
		func(s *solution) any {
			own := e
			own.ID, own.Skills = s.mention(e.ID), slices.Clone(e.Skills)
			return s.c.Hire(own)
		},
		func(m *model) any { return m.hire(e) })
}

// hireAndWrite hires an employee and then overwrites the slice of skills, up to its capacity.
func hireAndWrite(id callcenter.EmployeeID, skills ...string) op {
	e := callcenter.Employee{ID: id, Rank: rankOf(id)}
	text := fmt.Sprintf("{ skills := append(make([]string, 0, 9), %#v...); c.Hire(%s, Skills: skills}); for i := range 9 { skills[:9][i] = %q } }", skills, strings.TrimSuffix(employeeText(e), "}"), "written later")
	e.Skills = skills
	o := newOp(text, ruleHire,
		func(s *solution) any {
			own := e
			own.ID, own.Skills = s.mention(id), append(make([]string, 0, 9), skills...)
			err := s.c.Hire(own)
			for i := range 9 {
				own.Skills[:9][i] = "written later"
			}
			return err
		},
		func(m *model) any { return m.hire(e) })
	o.Simpler = func() []exercise.Op[*solution, *model] {
		return []exercise.Op[*solution, *model]{hire(id, skills...).Op}
	}
	return o
}

// elsewhere returns an equal text in other memory, so that solutions cannot compare pointers.
func elsewhere[S ~string](s S) S { return S(strings.Clone(string(s))) }

// rankOf returns the rank that an ID such as "sup2" tells.
func rankOf(id callcenter.EmployeeID) callcenter.Rank {
	switch {
	case strings.HasPrefix(string(id), "sup"):
		return supervisor
	case strings.HasPrefix(string(id), "dir"):
		return director
	default:
		return operator
	}
}

func dismiss(id callcenter.EmployeeID) op {
	return newOp(fmt.Sprintf("c.Dismiss(%q)", id), ruleDismiss,
		func(s *solution) any { return s.c.Dismiss(s.mention(id)) },
		func(m *model) any { return m.dismiss(id) })
}

func away(id callcenter.EmployeeID) op { return setAvailable(id, false) }
func back(id callcenter.EmployeeID) op { return setAvailable(id, true) }

func setAvailable(id callcenter.EmployeeID, available bool) op {
	return newOp(fmt.Sprintf("c.SetAvailable(%q, %t)", id, available), ruleBreak,
		func(s *solution) any { return s.c.SetAvailable(s.mention(id), available) },
		func(m *model) any { return m.setAvailable(id, available) })
}

func receive(number int, r callcenter.Rank) op {
	return request(number, callcenter.Request{Rank: r})
}
func skilled(number int, r callcenter.Rank, skill string) op {
	return request(number, callcenter.Request{Rank: r, Skill: skill})
}
func vip(number int, r callcenter.Rank) op {
	return request(number, callcenter.Request{Rank: r, VIP: true})
}

func request(number int, r callcenter.Request) op {
	o := newOp(fmt.Sprintf("k[%d], _ = c.Receive(%s)", number, requestText(r)), ruleReceive,
		func(s *solution) any {
			own := r
			own.Skill = elsewhere(r.Skill)
			got, err := s.c.Receive(own)
			s.k[number] = got
			return s.received(got, err)
		},
		func(m *model) any { return m.receive(number, r) })
	o.Simpler = func() []exercise.Op[*solution, *model] {
		plain := callcenter.Request{Rank: r.Rank}
		if r == plain {
			return nil
		}
		unskilled := callcenter.Request{Rank: r.Rank, VIP: r.VIP}
		return []exercise.Op[*solution, *model]{request(number, plain).Op, request(number, unskilled).Op}
	}
	return o
}

func complete(number int) op {
	return newOp(fmt.Sprintf("c.Complete(k[%d].ID)", number), ruleComplete,
		func(s *solution) any { return s.c.Complete(s.id(number)) },
		func(m *model) any { return m.complete(number) })
}

// finish completes the call of an employee.
func finish(id callcenter.EmployeeID) op {
	return newOp(fmt.Sprintf("{ id, _, _ := c.Handling(%q); c.Complete(id) }", id), ruleComplete,
		func(s *solution) any { k, _, _ := s.c.Handling(elsewhere(id)); return s.c.Complete(k) },
		func(m *model) any {
			if k := m.callOf(id); k != nil {
				return m.completeCall(k)
			}
			return errUnknown
		})
}

func escalate(number int) op {
	return newOp(fmt.Sprintf("c.Escalate(k[%d].ID)", number), ruleEscalate,
		func(s *solution) any { return s.answer(s.c.Escalate(s.id(number))) },
		func(m *model) any { return m.escalate(number) })
}

func hangUp(number int) op {
	return newOp(fmt.Sprintf("c.HangUp(k[%d].ID)", number), ruleHangUp,
		func(s *solution) any { return s.c.HangUp(s.id(number)) },
		func(m *model) any { return m.hangUp(number) })
}

func call(number int) op {
	return newOp(fmt.Sprintf("c.Call(k[%d].ID)", number), ruleCall,
		func(s *solution) any { return s.answer(s.c.Call(s.id(number))) },
		func(m *model) any {
			if k := m.call(number); k != nil {
				return stateOf(k.Call)
			}
			return errUnknown
		})
}

// stats asks for the Stats.
func stats() op {
	return newOp("c.Stats()", ruleStats, func(s *solution) any { return s.c.Stats() }, func(m *model) any { return m.stats() })
}

// waiting asks for the waiting calls. Its answer is their names.
func waiting() op {
	return newOp("c.Waiting()", ruleWaiting,
		func(s *solution) any { return s.waitingNames(s.c.Waiting()) },
		func(m *model) any { return m.waitingNames() })
}

// list states the numbers of the waiting calls, in order.
func (o op) list(ns ...int) op {
	var names []string
	for _, n := range ns {
		names = append(names, fmt.Sprintf("k[%d]", n))
	}
	return o.returns(exercise.Phrase(fmt.Sprint(names)))
}

// handling asks for the call of an employee.
func handling(id callcenter.EmployeeID) op {
	return newOp(fmt.Sprintf("c.Handling(%q)", id), ruleHandling,
		func(s *solution) any { return s.handling(id) },
		func(m *model) any { return m.handling(id) })
}

// is states the number of the call, and none that there is no call.
func (o op) is(number int) op {
	return o.returns(exercise.Phrase(fmt.Sprintf("(k[%d].ID, true)", number)))
}
func (o op) none() op { return o.returns(exercise.Phrase("(0, false)")) }

// The clock.

func seconds(n int) op { return moves(time.Duration(n) * time.Second) }

func moves(by time.Duration) op {
	text := fmt.Sprintf("now = now.Add(%d)", by)
	if by%time.Second == 0 {
		text = fmt.Sprintf("now = now.Add(%d * time.Second)", by/time.Second)
	}
	return clock(text, func(t time.Time) time.Time { return t.Add(by) })
}

func clockSays(text string, at time.Time) op {
	return clock("now = "+text, func(time.Time) time.Time { return at })
}

func clock(text string, change func(time.Time) time.Time) op {
	return newOp(text, ruleClock,
		func(s *solution) any { s.now.set(change(s.now.read())); return nil },
		func(m *model) any { m.now = change(m.now); return nil })
}

var (
	begin    = time.Unix(0, 0)
	zeroTime = clockSays("time.Time{}", time.Time{})
	longAgo  = clockSays("time.Date(-9999, 1, 1, 0, 0, 0, 0, time.UTC)", time.Date(-9999, 1, 1, 0, 0, 0, 0, time.UTC))
	farAhead = clockSays("time.Date(9999, 1, 1, 0, 0, 0, 1, time.UTC)", time.Date(9999, 1, 1, 0, 0, 0, 1, time.UTC))
	inZone   = clock(`now = now.In(time.FixedZone("", 20700))`, func(t time.Time) time.Time { return t.In(time.FixedZone("", 20700)) })
)

// What callers do with the slices that Waiting returns, up to their capacity: append writes there too.

func writeWaiting() op {
	return withSlice("{ v := c.Waiting(); clear(v[:cap(v)]) }", func(s *solution) { v := s.c.Waiting(); clear(v[:cap(v)]) })
}

func keepWaiting() op {
	return withSlice("w = c.Waiting()", func(s *solution) { s.keep(s.c.Waiting()) })
}

func appendWaiting() op {
	return withSlice("w = append(c.Waiting(), callcenter.Call{ID: -1})", func(s *solution) { s.keep(append(s.c.Waiting(), callcenter.Call{ID: -1})) })
}

// writeOlder changes an older result after a newer one was returned.
func writeOlder() op {
	return withSlice("{ v := c.Waiting(); clear(w[:cap(w)]); w = v }", func(s *solution) {
		older := s.w
		s.keep(s.c.Waiting())
		clear(older[:cap(older)])
	})
}

func (s *solution) keep(w []callcenter.Call) { s.w, s.kept = w, slices.Clone(w) }

func withSlice(text string, f func(*solution)) op {
	return newOp(text, ruleCopies, func(s *solution) any { f(s); return nil }, func(*model) any { return nil })
}

// quiet stops all comparisons except at look. So a solution that acts only when it is asked is found.
func quiet() op {
	return newOp("// from here on, the state of the Center is compared only where a comment says so", "", func(s *solution) any { s.quiet = true; return nil }, func(*model) any { return nil })
}

func look() op {
	return newOp("// here the state of the Center is compared", "", func(s *solution) any { s.asked = true; return nil }, func(*model) any { return nil })
}

// ops joins single calls and lists of calls.
func ops(parts ...any) []op {
	var all []op
	for _, part := range parts {
		switch p := part.(type) {
		case op:
			all = append(all, p)
		case []op:
			all = append(all, p...)
		default:
			panic(fmt.Sprintf("a list of calls has a %T", part))
		}
	}
	return all
}

// staff hires employees, in order.
func staff(ids ...callcenter.EmployeeID) []op {
	return times(len(ids), func(i int) op { return hire(ids[i-1]) })
}

// calls receives a call for each rank, numbered from first.
func calls(first int, ranks ...callcenter.Rank) []op {
	return times(len(ranks), func(i int) op { return receive(first+i-1, ranks[i-1]) })
}

// times returns the results of f for 1 to n.
func times(n int, f func(i int) op) []op {
	var all []op
	for i := range n {
		all = append(all, f(i+1))
	}
	return all
}
