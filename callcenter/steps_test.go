package callcenter_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The steps teach one invariant: no call waits while an idle employee may handle it. To keep it, a Center has a
// queue of waiting calls and a line of idle employees. Each event makes a call look for an employee, or an
// employee look for a call.

var steps = exercise.NewSteps(7)

// row is a list of method calls, with the answers that the rule in its name demands.
type row struct {
	name       string
	maxWaiting int
	ops        []op
}

// moving is the name of a row of the steps 1 to 5.
const moving = "each time in a Call is one that Now returned during the method call, and Answered is not before Received, even if the clock moves at each reading"

func r(name string, parts ...any) row { return row{name: name, ops: ops(parts...)} }

func limited(maxWaiting int, name string, parts ...any) row {
	return row{name: name, maxWaiting: maxWaiting, ops: ops(parts...)}
}

func run(step *exercise.Step, number int, rows ...row) {
	for _, r := range rows {
		step.Row(r.name, func(t *exercise.T) { check(t, play(number, r.maxWaiting), r.ops...) })
	}
}

func TestStep1_Dispatch(t *testing.T) {
	step := steps.Begin(t)
	run(step, 1,
		r("a call goes to an idle employee, who then handles it",
			hire("op1"), handling("op1").none(), receive(1, operator).handledBy("op1"), handling("op1").is(1), receive(2, operator).waits()),
		r("a call that no idle employee may handle waits, and has no handler",
			hire("op1"), receive(1, operator).handledBy("op1"), receive(2, operator).waits(), receive(3, operator).waits(), call(2).waits()),
		r("a call waits if no employee is hired", receive(1, director).waits(), receive(2, operator).waits()),
		r("a call goes to the lowest rank that has an idle employee: operator, supervisor, director",
			staff("dir1", "sup1", "op1"), receive(1, operator).handledBy("op1"), receive(2, operator).handledBy("sup1"),
			handling("dir1").none(), receive(3, operator).handledBy("dir1"), receive(4, operator).waits()),
		r("a call never goes to a lower rank than it asks for",
			staff("op1", "sup1", "dir1"), receive(1, director).handledBy("dir1"), receive(2, director).waits(),
			receive(3, supervisor).handledBy("sup1"), receive(4, supervisor).waits(), receive(5, operator).handledBy("op1")),
		r("a call for a supervisor goes to a director if no supervisor is idle",
			staff("dir1", "op1", "sup1", "dir2"), receive(1, supervisor).handledBy("sup1"), receive(2, supervisor).handledBy("dir1"),
			receive(3, supervisor).handledBy("dir2"), receive(4, supervisor).waits()),
		r("within a rank a call goes to the employee who has been idle longest",
			staff("op3", "op9", "op1", "sup2", "op7", "op2", "sup1", "op8", "op6"),
			receive(1, operator).handledBy("op3"), receive(2, operator).handledBy("op9"), receive(3, operator).handledBy("op1"), calls(4, operator, operator, operator),
			receive(7, operator).handledBy("op6"), receive(8, operator).handledBy("sup2"), receive(9, operator).handledBy("sup1"), receive(10, operator).waits()),
		r("the clock does not decide who has been idle longest",
			seconds(5), hire("op2"), seconds(-3), hire("op3"), seconds(2), hire("op1"), seconds(-9), hire("op4"),
			receive(1, operator).handledBy("op2"), receive(2, operator).handledBy("op3"), receive(3, operator).handledBy("op1"), receive(4, operator).handledBy("op4")),
		r("Call returns the Request as it was received, and the times that Now told",
			seconds(3), hireEmployee(callcenter.Employee{ID: "sup1", Name: "Ann", Rank: supervisor}), seconds(2),
			request(1, callcenter.Request{Rank: operator, Caller: "0123 456"}).handledBy("sup1"), seconds(1),
			request(2, callcenter.Request{Rank: supervisor, Caller: " \x00é\xff", Skill: "german", VIP: true}).waits(),
			request(3, callcenter.Request{Rank: operator, Caller: strings.Repeat("0123 456", 1000)}).waits(), call(1).handledBy("sup1")),
		r("Received and Answered are what Now tells, even the zero time or a time long ago",
			staff("op1", "op2", "op3", "op4"), moves(1234567891), receive(1, operator), zeroTime, receive(2, operator), longAgo, receive(3, operator),
			farAhead, receive(4, operator), receive(5, operator), inZone, receive(6, director)),
		r("Hire returns ErrDuplicate for an ID that is already hired, and changes nothing",
			hire("op1"), hireAs("op1", director).fails(errDuplicate), receive(1, supervisor).waits(), receive(2, operator).handledBy("op1"),
			hireAs("op1", operator).fails(errDuplicate), handling("op1").is(2), hireAs("op1", 0), hireAs("op1", 4)),
		r("Hire and Receive return ErrInvalid for an empty ID or an invalid rank, and change nothing",
			hireAs("", operator).fails(errInvalid), hireAs("op1", 0).fails(errInvalid), hireAs("op1", 4).fails(errInvalid), hireAs("op1", -1).fails(errInvalid),
			hireAs("", 0).fails(errInvalid), hireAs("op1", 257).fails(errInvalid), handling("op1").fails(errUnknown), hire("op1"),
			receive(1, 0).fails(errInvalid), receive(1, 4).fails(errInvalid), receive(1, -1).fails(errInvalid), receive(1, 1<<32+1).fails(errInvalid),
			call(1).fails(errUnknown), receive(1, operator).handledBy("op1"), receive(1, math.MinInt).fails(errInvalid)),
		r("any text except the empty one is an EmployeeID, and only equal texts are the same ID",
			staff(oddTexts...), times(len(oddTexts), func(i int) op { return receive(i, operator).handledBy(oddTexts[i-1]) }),
			times(len(oddTexts), func(i int) op { return handling(oddTexts[i-1]).is(i) }), handling("OP").fails(errUnknown), handling("\n").fails(errUnknown)),
	)
	step.Row("Call and Handling return zero values and ErrUnknown for an ID that does not exist", func(t *exercise.T) {
		checkUnknown(t, "Call", func(c *callcenter.Center, id callcenter.CallID) (any, error) { k, err := c.Call(id); return k, err })
		check(t, play(1, 0), handling("op1").fails(errUnknown), call(1).fails(errUnknown), hire("op1"), handling("op").fails(errUnknown), handling("op11").fails(errUnknown), handling("").fails(errUnknown))
	})
	step.Row("if Config.Now is nil, the Center uses time.Now", checkRealClock)
	step.Row("two Centers share nothing", func(t *exercise.T) { checkTwo(t, 1, scenes[3]) })
	step.Row(moving, func(t *exercise.T) { checkTicking(t, 1) })
	step.Row("after random method calls, every call has the right handler", func(t *exercise.T) { checkRandom(t, 1, 12, 20) })
}

// oddTexts are texts that look alike but are not equal.
var oddTexts = []callcenter.EmployeeID{"op", " ", "  ", "\t", "\u00a0", "op ", " op", "Op", "op\x00", "op\x00a", "\u00e9", "e\u0301", "\xff", "\xfe", "\ufffd", "0", "op\n", "op,op", "ſ", "s", "*", "-", "any", "none"}

func TestStep2_Completion(t *testing.T) {
	step := steps.Begin(t)
	run(step, 2,
		r("a completed call has ended, and its handler is idle",
			hire("op1"), receive(1, operator), seconds(4), complete(1).returns(nil), call(1).returns(exercise.Phrase(`Completed with "op1"`)), handling("op1").none(),
			receive(2, operator).handledBy("op1")),
		r("a free employee immediately takes the call that was received first",
			hire("op1"), times(5, func(i int) op { return receive(i, operator) }), complete(1), handling("op1").is(2), complete(2), handling("op1").is(3),
			complete(3), complete(4), call(5).handledBy("op1"), complete(5), handling("op1").none()),
		r("after a wait, Received is when the call came in, and Answered is when it was taken",
			hire("op1"), seconds(1), receive(1, operator), seconds(2), receive(2, operator).waits(), seconds(3), complete(1), call(2).handledBy("op1"), seconds(1), complete(2)),
		r("of the calls that they may handle, a free employee takes the first of those that need the highest rank",
			hire("dir1"), calls(1, operator, operator, supervisor, director, supervisor, operator, director), waiting().list(4, 7, 3, 5, 2, 6),
			complete(1), handling("dir1").is(4), complete(4), handling("dir1").is(7), complete(7), handling("dir1").is(3), complete(3), complete(5), handling("dir1").is(2), complete(2), complete(6)),
		r("a free employee takes the first call that they may handle, even if other calls wait before it",
			staff("op1", "sup1"), calls(1, operator, supervisor, director, supervisor, operator), waiting().list(3, 4, 5),
			complete(1), handling("op1").is(5), complete(5), complete(2), handling("sup1").is(4), receive(6, operator).handledBy("op1"), complete(4), waiting().list(3)),
		r("Waiting is ordered by Needs from high to low, then by receipt, and not by the clock",
			hire("dir1"), waiting().list(), receive(1, director), seconds(9), receive(2, operator), seconds(-5), receive(3, supervisor), seconds(-1), receive(4, operator),
			seconds(3), receive(5, supervisor), seconds(-4), receive(6, director), waiting().list(6, 3, 5, 2, 4), complete(1), complete(6), waiting().list(5, 2, 4), complete(3)),
		r("a free employee who finds no call joins the end of the line of their rank",
			staff("op1", "op2", "op3"), receive(1, operator).handledBy("op1"), complete(1), receive(2, operator).handledBy("op2"), receive(3, operator).handledBy("op3"),
			complete(3), complete(2), receive(4, operator).handledBy("op1"), receive(5, operator).handledBy("op3"), receive(6, operator).handledBy("op2")),
		r("the clock does not decide who has been idle longest after a call",
			staff("op1", "op2"), seconds(9), calls(1, operator, operator), complete(2), seconds(-5), complete(1), receive(3, operator).handledBy("op2"), receive(4, operator).handledBy("op1")),
		r("Complete returns ErrNotActive for a call that has ended, and changes nothing",
			hire("op1"), calls(1, operator, operator, operator), complete(1).returns(nil), seconds(1), complete(1).fails(errNotActive), complete(1).fails(errNotActive),
			handling("op1").is(2), complete(2), complete(2).fails(errNotActive), complete(1).fails(errNotActive), handling("op1").is(3)),
		r("Complete returns ErrNotActive for a waiting call, which still waits",
			hire("op1"), calls(1, operator, operator), complete(2).fails(errNotActive), waiting().list(2), complete(1), handling("op1").is(2)),
		r("a director who has handled a call for an operator is still a director: next they take a call for a director, and then one for a supervisor",
			staff("dir1", "op1"), calls(1, operator, operator, director, operator), complete(2), handling("dir1").is(3), complete(1), complete(3), receive(5, supervisor).handledBy("dir1")),
		r("Answered is the time of the first answer, even if that is the zero time",
			hire("op1"), zeroTime, calls(1, operator, operator), complete(1), longAgo, complete(2), farAhead, receive(3, operator), inZone, receive(4, operator), complete(3), zeroTime, complete(4)),
		r("Waiting returns a new slice each time, and the caller may change it and append to it",
			keepWaiting(), calls(1, operator), writeWaiting(), writeOlder(), appendWaiting(), calls(2, operator, director), writeWaiting(), waiting().list(3, 1, 2), keepWaiting(), receive(4, supervisor),
			waiting().list(3, 4, 1, 2), writeOlder(), writeOlder(), writeWaiting(), times(20, func(i int) op { return receive(4+i, operator) }), writeWaiting(), appendWaiting(), writeOlder(), appendWaiting()),
	)
	step.Row("Complete returns ErrUnknown for a call that does not exist", func(t *exercise.T) {
		checkUnknown(t, "Complete", func(c *callcenter.Center, id callcenter.CallID) (any, error) { return nil, c.Complete(id) })
	})
	step.Row("two goroutines may use two Centers at the same time, since they share nothing", func(t *exercise.T) { checkAtOnce(t, 2, scenes[2]) })
	step.Row("two Centers share nothing, while calls are completed", func(t *exercise.T) { checkTwo(t, 2, scenes[1]) })
	step.Row(moving, func(t *exercise.T) { checkTicking(t, 2) })
	step.Row("after random method calls, calls are handled in the right order", func(t *exercise.T) { checkRandom(t, 2, 24, 40) })
	step.Row("Receive and Complete cost about the same with many waiting calls as with few", func(t *exercise.T) { checkCostOfWaiting(t, plainCaller) })
	step.Row("Receive, Complete, Call and Handling cost about the same with many employees as with few", checkCostOfIdle)
	step.Row("Receive, Complete and Call cost about the same after many calls as after few", checkCostOfRecord)
	step.Row("Receive and Complete cost about the same after many answered calls as after few, however long callers waited", checkCostOfWaits)
	step.Row("132,000 waiting calls are taken in order, at a cost that hardly grows with their number", checkDrain)
	step.Row("70,000 idle employees get 70,000 calls in the order in which they were hired", checkManyEmployees)
	step.Row("two employees still take turns after 70,000 calls", checkTurns)
}

func TestStep3_Escalation(t *testing.T) {
	step := steps.Begin(t)
	run(step, 3,
		r("an escalated call Needs the rank above its handler's, and goes to an idle employee of that rank",
			staff("dir1", "sup1", "op1"), receive(1, operator).handledBy("op1"), seconds(2), escalate(1).handledBy("sup1"), handling("op1").none(),
			seconds(2), escalate(1).handledBy("dir1"), handling("sup1").none(), seconds(2), complete(1)),
		r("after an escalation by a supervisor a call Needs a Director, even if it asked for an operator",
			staff("sup1", "sup2", "dir1"), calls(1, operator, operator), escalate(1).handledBy("dir1"), escalate(2).waits()),
		r("an escalated call goes to a director if no supervisor is idle",
			staff("op1", "sup1", "dir1"), receive(1, supervisor).handledBy("sup1"), receive(2, operator).handledBy("op1"), escalate(2).handledBy("dir1")),
		r("an escalated call goes to the employee who has been idle longest",
			staff("sup2", "sup1", "sup3", "op1"), receive(1, supervisor).handledBy("sup2"), complete(1),
			receive(2, operator), escalate(2).handledBy("sup1"), receive(3, operator), escalate(3).handledBy("sup3")),
		r("an escalated call waits if no employee of a higher rank is idle",
			staff("op1", "sup1"), calls(1, supervisor, operator), escalate(2).waits(), handling("op1").none(), complete(1), handling("sup1").is(2), escalate(2).waits()),
		r("an escalated call waits even if no employee of a higher rank is hired",
			hire("op1"), receive(1, operator), escalate(1).waits(), receive(2, operator).handledBy("op1"), escalate(2).waits(), receive(3, operator), waiting().list(1, 2)),
		r("an escalated call waits in the order of IDs among calls that need the same rank",
			staff("sup1", "op1", "op2"), calls(1, supervisor, operator, supervisor, operator, supervisor), waiting().list(3, 5), seconds(3),
			escalate(4), waiting().list(3, 4, 5), escalate(2), waiting().list(2, 3, 4, 5), complete(1), handling("sup1").is(2), complete(2), complete(3), complete(4)),
		r("after an escalation the old handler immediately takes a waiting call that they may handle",
			hire("op1"), calls(1, operator, supervisor, operator, operator), escalate(1).waits(), handling("op1").is(3), escalate(3), handling("op1").is(4), complete(4)),
		r("after an escalation the old handler joins the end of the line if they find no call",
			staff("op1", "op2", "sup1"), receive(1, operator).handledBy("op1"), escalate(1).handledBy("sup1"), receive(2, operator).handledBy("op2"), receive(3, operator).handledBy("op1"), receive(4, operator).waits()),
		r("an employee whose rank is too low never takes an escalated call",
			staff("op1", "op2", "sup1"), calls(1, operator, operator, supervisor), escalate(1).waits(), complete(2), handling("op2").none(), complete(3), handling("sup1").is(1)),
		r("Escalate returns ErrTopRank for a director's call, and the director keeps it",
			staff("dir1", "dir2"), receive(1, operator).handledBy("dir1"), escalate(1).fails(errTopRank), handling("dir1").is(1), seconds(1), receive(2, director), escalate(2).fails(errTopRank),
			complete(1), escalate(1).fails(errNotActive), complete(2)),
		r("Escalate returns ErrNotActive for a call that waits or has ended, and changes nothing",
			staff("op1", "dir1"), calls(1, operator, operator, operator), escalate(3).fails(errNotActive), complete(1), escalate(1).fails(errNotActive),
			handling("op1").is(3), complete(2), escalate(2).fails(errNotActive)),
		r("Answered is the time of the first answer and never changes",
			staff("op1", "sup1"), seconds(1), calls(1, operator, supervisor), seconds(2), escalate(1).waits(), seconds(4), complete(2), call(1).handledBy("sup1"), seconds(1), complete(1)),
		r("Answered never changes after the first answer, even if that was at the zero time",
			staff("op1", "sup1"), zeroTime, calls(1, operator, supervisor), farAhead, escalate(1).waits(), complete(2), call(1).handledBy("sup1"), seconds(1), complete(1)),
	)
	step.Row("Escalate returns a zero Call and ErrUnknown for a call that does not exist", func(t *exercise.T) {
		checkUnknown(t, "Escalate", func(c *callcenter.Center, id callcenter.CallID) (any, error) { k, err := c.Escalate(id); return k, err })
	})
	step.Row("two Centers share nothing, while calls are escalated", func(t *exercise.T) { checkTwo(t, 3, scenes[2]) })
	step.Row(moving, func(t *exercise.T) { checkTicking(t, 3) })
	step.Row("after random method calls with escalations, calls are handled in the right order", func(t *exercise.T) { checkRandom(t, 3, 24, 50) })
}

func TestStep4_Staff(t *testing.T) {
	step := steps.Begin(t)
	run(step, 4,
		r("a hired employee immediately takes the first waiting call that they may handle",
			calls(1, operator, supervisor, operator, director, supervisor), hire("sup1"), handling("sup1").is(2), hire("op1"), handling("op1").is(1),
			hire("dir1"), handling("dir1").is(4), hire("op2"), handling("op2").is(3), hire("sup2"), handling("sup2").is(5), hire("op3"), handling("op3").none(), receive(6, operator).handledBy("op3")),
		r("a hired employee who finds no call joins the end of the line",
			hire("op2"), receive(1, operator), hire("op3"), complete(1), hire("op1"),
			receive(2, operator).handledBy("op3"), receive(3, operator).handledBy("op2"), receive(4, operator).handledBy("op1"), receive(5, operator).waits()),
		r("an employee who is not available gets no call",
			staff("op1", "op2", "sup1"), away("op1"), receive(1, operator).handledBy("op2"), receive(2, operator).handledBy("sup1"), away("op2"), complete(1), receive(3, operator).waits()),
		r("an employee who becomes available again joins the end of the line",
			staff("op1", "op2", "op3"), away("op1"), back("op1"), away("op3"), away("op2"), back("op2"),
			receive(1, operator).handledBy("op1"), receive(2, operator).handledBy("op2"), receive(3, operator).waits(), back("op3"), handling("op3").is(3)),
		r("an employee who becomes available again takes the first waiting call that they may handle",
			staff("op1", "sup1"), away("sup1"), away("op1"), calls(1, operator, director, supervisor, operator), back("op1"), handling("op1").is(1), back("sup1"), handling("sup1").is(3), complete(3), handling("sup1").is(4)),
		r("SetAvailable(true) for an idle employee changes nothing: they keep their place in the line",
			staff("op1", "op2"), back("op1"), receive(1, operator).handledBy("op1"), receive(2, operator).handledBy("op2"), back("op1"), back("op2"), receive(3, operator).waits(), complete(1), complete(2),
			receive(4, operator).handledBy("op2")),
		r("SetAvailable(true) during a call gives the employee no second call",
			hire("op1"), calls(1, operator, operator), back("op1"), handling("op1").is(1), waiting().list(2), complete(1), back("op1"), complete(2)),
		r("an employee who takes a break during a call keeps that call, and gets no other when it ends",
			hire("op1"), calls(1, operator, operator), away("op1"), handling("op1").is(1), away("op1"), seconds(2), complete(1), handling("op1").none(), waiting().list(2),
			receive(3, operator).waits(), back("op1"), handling("op1").is(2), complete(2), complete(3)),
		r("an employee who takes a break during a call gets no other when that call is escalated",
			staff("op1", "sup1"), calls(1, operator, operator, operator), away("op1"), escalate(1).waits(), handling("op1").none(), complete(2), back("op1"), handling("op1").is(3)),
		r("SetAvailable(true) during a call ends the break, so the employee takes the next call",
			staff("op1", "op2"), calls(1, operator, operator, operator), away("op1"), back("op1"), complete(1), handling("op1").is(3), away("op2"), back("op2"), complete(2), receive(4, operator).handledBy("op2"), receive(5, operator).waits()),
		r("an employee who took a break during a call, which was then escalated, takes calls again when the break ends",
			staff("op1", "sup1"), receive(1, operator), away("op1"), escalate(1).handledBy("sup1"), receive(2, operator).waits(), back("op1"), handling("op1").is(2), complete(2), receive(3, operator).handledBy("op1"), receive(4, operator).waits()),
		r("a dismissed employee gets no call, and methods return ErrUnknown for their ID",
			staff("op1", "op2"), dismiss("op1").returns(nil), receive(1, operator).handledBy("op2"), receive(2, operator).waits(), dismiss("op1").fails(errUnknown),
			away("op1").fails(errUnknown), back("op1").fails(errUnknown), handling("op1").fails(errUnknown),
			away("op2"), complete(1), dismiss("op2"), back("op2").fails(errUnknown), dismiss("op3").fails(errUnknown), away("").fails(errUnknown), waiting().list(2)),
		r("the call of a dismissed employee goes to an idle employee of the lowest rank that may handle it",
			hire("sup1"), receive(1, operator).handledBy("sup1"), staff("dir1", "op1"), seconds(3), dismiss("sup1"), call(1).handledBy("op1"), seconds(1), dismiss("op1"), call(1).handledBy("dir1"), complete(1)),
		r("the call of a dismissed employee waits in the order of IDs if no idle employee may handle it",
			staff("op1", "op2"), receive(1, operator), seconds(1), calls(2, operator, operator, operator), seconds(1),
			dismiss("op2"), waiting().list(2, 3, 4), dismiss("op1"), waiting().list(1, 2, 3, 4), complete(1).fails(errNotActive), hire("op3"), handling("op3").is(1), complete(1), complete(2), complete(3)),
		r("the call of a dismissed employee Needs the rank that it needed before",
			staff("op1", "sup1"), calls(1, supervisor, operator), escalate(2), complete(1), handling("sup1").is(2), dismiss("sup1"), call(2).waits(), hire("op2"), receive(3, operator), hire("sup2"), handling("sup2").is(2)),
		r("the call of a dismissed director may go to a lower rank",
			hire("dir1"), receive(1, operator).handledBy("dir1"), dismiss("dir1"), call(1).waits(), hire("op1"), call(1).handledBy("op1"), complete(1)),
		r("Answered never changes after the first answer, even if the handler is dismissed",
			staff("op1", "op2"), receive(1, operator), seconds(2), dismiss("op1"), call(1).handledBy("op2"), seconds(2), dismiss("op2"), seconds(1), hire("op3"), zeroTime, complete(1)),
		r("the ID of a dismissed employee can be hired again, as a new employee",
			hire("op1"), receive(1, operator), away("op1"), dismiss("op1"), hireAs("op1", supervisor).returns(nil), handling("op1").is(1), complete(1), receive(2, supervisor).handledBy("op1"),
			dismiss("op1"), hire("op1"), handling("op1").none(), receive(3, operator).handledBy("op1")),
		r("an employee who is hired again stands at the end of the line, and only once",
			staff("op1", "op2"), dismiss("op1"), hire("op1"), receive(1, operator).handledBy("op2"), receive(2, operator).handledBy("op1"), receive(3, operator).waits()),
		r("employees whose IDs look alike are different people when they come and go",
			staff(oddTexts...), times(len(oddTexts)/2, func(i int) op { return away(oddTexts[2*i-1]) }), times(len(oddTexts)/4, func(i int) op { return dismiss(oddTexts[4*i-2]) }),
			times(len(oddTexts)/2, func(i int) op { return receive(i, operator) }), times(len(oddTexts)/4, func(i int) op { return back(oddTexts[4*i-1]) }), calls(30, operator, operator, operator)),
	)
	step.Row("Receive and Complete cost about the same after many breaks and dismissals as after few", checkCostOfAbsent)
	step.Row("after 65,536 breaks or dismissals, an employee still joins the end of the line", checkManyBreaks)
	step.LongRow("after a million breaks, a call still goes to the lowest rank, and there to the employee who has been idle longest", 2, checkMillionBreaks)
	step.Row("idle employees keep their order when others leave the line", func(t *exercise.T) {
		many := []callcenter.EmployeeID{"op1", "op2", "op3", "op4", "op5", "op6", "op7", "op8", "op9"}
		random(t, play(4, 0, staff(many...)...), 30, 60, scene{staff: many, calls: 5}.next(4))
	})
	step.Row("two Centers share nothing, while staff come and go", func(t *exercise.T) { checkTwo(t, 4, scenes[2]) })
	step.Row(moving, func(t *exercise.T) { checkTicking(t, 4) })
	step.Row("after random method calls with staff that come and go, calls are handled in the right order", func(t *exercise.T) { checkRandom(t, 4, 40, 60) })
}

func TestStep5_Callers(t *testing.T) {
	step := steps.Begin(t)
	run(step, 5,
		r("HangUp makes a waiting call Abandoned, and no employee gets it",
			hire("op1"), calls(1, operator, operator), seconds(3), hangUp(2).returns(nil), call(2).returns(exercise.Phrase("Abandoned")), waiting().list(), complete(1), handling("op1").none(), receive(3, operator).handledBy("op1")),
		r("HangUp removes a call from the front, the middle or the end of the queue",
			hire("op1"), times(9, func(i int) op { return receive(i, operator) }), hangUp(2), waiting().list(3, 4, 5, 6, 7, 8, 9), hangUp(5), hangUp(9), waiting().list(3, 4, 6, 7, 8), hangUp(6),
			complete(1), handling("op1").is(3), complete(3), hangUp(8), receive(10, operator), complete(4), complete(7), handling("op1").is(10), complete(10)),
		r("HangUp makes an active call Completed, and its handler takes the next call",
			staff("op1", "op2"), calls(1, operator, operator, operator), seconds(2), hangUp(2).returns(nil), call(2).returns(exercise.Phrase(`Completed with "op2"`)), handling("op2").is(3), hangUp(3), hangUp(1),
			receive(4, operator).handledBy("op2"), receive(5, operator).handledBy("op1")),
		r("HangUp returns ErrNotActive for a call that has ended, and changes nothing",
			hire("op1"), calls(1, operator, operator, operator), complete(1), seconds(1), hangUp(1).fails(errNotActive), hangUp(3), seconds(1), hangUp(3).fails(errNotActive), hangUp(2), hangUp(2).fails(errNotActive)),
		r("Complete and Escalate return ErrNotActive for an abandoned call, and change nothing",
			staff("op1", "sup1", "op2"), away("op2"), away("sup1"), calls(1, operator, operator), hangUp(2), complete(2).fails(errNotActive), escalate(2).fails(errNotActive), back("sup1"), escalate(2).fails(errNotActive)),
		r("if an escalated call waits and its caller hangs up, the call becomes Abandoned",
			hire("op1"), receive(1, operator), seconds(1), escalate(1), seconds(1), hangUp(1), call(1).returns(exercise.Phrase("Abandoned")), hire("sup1"), receive(2, supervisor).handledBy("sup1")),
		r("if a call waits because its handler was dismissed and its caller hangs up, the call becomes Abandoned",
			hire("op1"), calls(1, operator, operator), dismiss("op1"), seconds(1), hangUp(1), call(1).returns(exercise.Phrase("Abandoned")), hire("op2"), handling("op2").is(2)),
		r("an employee who takes a break during a call gets no other when the caller hangs up",
			hire("op1"), calls(1, operator, operator), away("op1"), hangUp(1), handling("op1").none(), back("op1"), handling("op1").is(2)),
		limited(2, "Receive returns ErrBusyLine if a call would have to wait while MaxWaiting calls wait",
			hire("op1"), receive(1, operator).handledBy("op1"), receive(2, operator).waits(), receive(3, operator).waits(), receive(4, operator).fails(errBusyLine), receive(5, supervisor).fails(errBusyLine), call(4).fails(errUnknown),
			complete(1), receive(6, operator).waits(), receive(7, operator).fails(errBusyLine), hangUp(6), receive(8, operator).waits(), receive(9, operator).fails(errBusyLine)),
		limited(1, "Receive never refuses a call that an idle employee may handle, even if the queue is full",
			staff("op1", "op2"), receive(1, supervisor).waits(), receive(2, operator).handledBy("op1"), receive(3, director).fails(errBusyLine), receive(4, operator).handledBy("op2"), receive(5, operator).fails(errBusyLine),
			complete(2), receive(6, operator).handledBy("op1")),
		limited(1, "while the queue is full, Receive refuses a call for a higher rank, even if an employee of a lower rank is idle",
			hire("op1"), receive(1, supervisor).waits(), receive(2, supervisor).fails(errBusyLine), receive(3, operator).handledBy("op1")),
		limited(1, "Receive returns ErrInvalid for an invalid rank, even if the queue is full",
			receive(1, operator).waits(), receive(2, 0).fails(errInvalid), receive(2, 4).fails(errInvalid), receive(2, -1).fails(errInvalid), receive(2, operator).fails(errBusyLine)),
		r("MaxWaiting 0 means no limit", times(40, func(i int) op { return receive(i, operator).waits() })),
		limited(math.MaxInt, "with the largest MaxWaiting no call is refused", times(20, func(i int) op { return receive(i, operator).waits() }), hire("op1"), receive(30, operator)),
		limited(1, "escalated calls that wait count towards MaxWaiting, but are never refused themselves",
			staff("op1", "op2"), calls(1, operator, operator, supervisor), escalate(1).waits(), escalate(2).waits(), receive(4, supervisor).fails(errBusyLine), receive(5, operator).handledBy("op1"),
			hangUp(1), receive(6, supervisor).fails(errBusyLine), hangUp(2), receive(7, supervisor).fails(errBusyLine), hangUp(3), receive(8, supervisor).waits()),
		limited(1, "calls that wait because their handlers were dismissed count towards MaxWaiting, but are never refused themselves",
			staff("op1", "op2"), calls(1, operator, operator, operator), dismiss("op1"), dismiss("op2"), waiting().list(1, 2, 3), receive(4, operator).fails(errBusyLine),
			hangUp(3), receive(5, operator).fails(errBusyLine), hangUp(2), receive(6, operator).fails(errBusyLine), hangUp(1), receive(7, operator).waits()),
	)
	step.Row("HangUp returns ErrUnknown for a call that does not exist", func(t *exercise.T) {
		checkUnknown(t, "HangUp", func(c *callcenter.Center, id callcenter.CallID) (any, error) { return nil, c.HangUp(id) })
	})
	step.Row("New returns nil and ErrInvalid for a negative MaxWaiting", func(t *exercise.T) {
		for _, n := range []int{-1, -2, math.MinInt32, math.MinInt} {
			c, err := callcenter.New(callcenter.Config{MaxWaiting: n})
			require.ErrorIs(t, err, errInvalid, "callcenter.New(callcenter.Config{MaxWaiting: %d})", n)
			require.Nil(t, c, "callcenter.New(callcenter.Config{MaxWaiting: %d}): the Center that New returned with ErrInvalid", n)
		}
	})
	step.Row("waiting calls keep their order when any of them leaves", func(t *exercise.T) {
		random(t, play(5, 0, staff("op1", "sup1")...), 20, 90, scene{staff: cast[:1], calls: 60}.next(5))
		checkLeaving(t, 5, false)
	})
	step.Row("two Centers share nothing, while callers hang up", func(t *exercise.T) { checkTwo(t, 5, scenes[1]) })
	step.Row(moving, func(t *exercise.T) { checkTicking(t, 5) })
	step.Row("after random method calls with hang-ups and full queues, calls are handled in the right order", func(t *exercise.T) { checkRandom(t, 5, 20, 60, 0, 1, 2, 3) })
	step.Row("HangUp, Escalate, Complete and Call cost about the same with many waiting calls as with few, even if the waiting calls were escalated or lost their handlers", func(t *exercise.T) { checkCostOfHangUp(t, plainCaller, 40_000) })
	step.Row("Escalate, Complete and Receive cost about the same for a call that is older than many calls that have ended", checkCostOfOldCalls)
	step.Row("up to MaxWaiting calls wait, even 66,000, and one more is refused; callers may hang up anywhere in the queue", checkLongLine)
}

func TestStep6_ManyTelephones(t *testing.T) {
	step := steps.Begin(t)
	run(step, 6,
		r("Stats is zero without calls, and MeanWait and P95Wait are 0 without answered calls",
			stats().returns(callcenter.Stats{}), hire("sup1"), dismiss("sup1"), receive(1, operator), seconds(5), hangUp(1), receive(2, operator), stats().returns(callcenter.Stats{Waiting: 1, Abandoned: 1})),
		r("the four numbers of Stats add up to the calls received",
			staff("op1", "sup1"), calls(1, operator, supervisor, operator, operator, supervisor), stats().returns(callcenter.Stats{Active: 2, Waiting: 3}),
			complete(1), hangUp(4), hangUp(2), stats().returns(callcenter.Stats{Active: 2, Completed: 2, Abandoned: 1}), escalate(3), dismiss("sup1"), stats().returns(callcenter.Stats{Waiting: 2, Completed: 2, Abandoned: 1})),
		limited(1, "Stats does not count a refused call",
			calls(1, operator, operator, operator), stats().returns(callcenter.Stats{Waiting: 1}), hangUp(1), receive(4, operator), receive(5, 0), stats().returns(callcenter.Stats{Waiting: 1, Abandoned: 1})),
		r("a wait is the time from Received to Answered, and counts as soon as the call is answered",
			hire("op1"), receive(1, operator), seconds(1), receive(2, operator), seconds(6), stats().returns(callcenter.Stats{Active: 1, Waiting: 1}),
			complete(1), stats().returns(callcenter.Stats{Active: 1, Completed: 1, MeanWait: 3 * time.Second, P95Wait: 6 * time.Second}), seconds(9), receive(3, operator), complete(2), seconds(1), complete(3)),
		r("the waits of calls that were never answered do not count",
			hire("op1"), calls(1, operator, operator, operator), seconds(7), hangUp(2), complete(1), stats().returns(callcenter.Stats{Active: 1, Completed: 1, Abandoned: 1, MeanWait: 3500 * time.Millisecond, P95Wait: 7 * time.Second}), complete(3)),
		r("a call has one wait, which ends with its first answer",
			hire("op1"), calls(1, operator, operator), seconds(2), complete(1), seconds(3), escalate(2), seconds(5), hire("sup1"), seconds(1), dismiss("sup1"), seconds(4), hire("dir1"), complete(2),
			stats().returns(callcenter.Stats{Completed: 2, MeanWait: time.Second, P95Wait: 2 * time.Second})),
		r("a call has one wait, even if its first answer was at the zero time",
			hire("op1"), zeroTime, receive(1, operator), seconds(3), escalate(1), seconds(5), hire("sup1"), seconds(1), dismiss("sup1"), seconds(4), hire("dir1"),
			stats().returns(callcenter.Stats{Active: 1}), complete(1)),
		r("the wait of an escalated call still counts if the caller hangs up later",
			hire("op1"), calls(1, operator, operator), seconds(2), complete(1), escalate(2), seconds(8), hangUp(2), stats().returns(callcenter.Stats{Completed: 1, Abandoned: 1, MeanWait: time.Second, P95Wait: 2 * time.Second})),
		r("a wait is 0 if the clock goes back before the answer",
			hire("op1"), calls(1, operator, operator, operator), seconds(-4), complete(1), stats().returns(callcenter.Stats{Active: 1, Completed: 1, Waiting: 1}), seconds(10), complete(2), longAgo, receive(4, operator), complete(3)),
		r("MeanWait is rounded down to a whole nanosecond",
			hire("op1"), calls(1, operator, operator, operator), moves(1), complete(1), stats().returns(callcenter.Stats{Active: 1, Completed: 1, Waiting: 1, P95Wait: 1}), moves(1), complete(2),
			stats().returns(callcenter.Stats{Active: 1, Completed: 2, MeanWait: 1, P95Wait: 2})),
		r("MeanWait is exact for waits of centuries, whose sum does not fit in a Duration",
			longAgo, hire("op1"), calls(1, operator, operator, operator, operator), seconds(9e9), moves(3), complete(1), moves(1), complete(2), moves(1), complete(3),
			stats().returns(callcenter.Stats{Active: 1, Completed: 3, MeanWait: 9e18*3/4 + 3, P95Wait: 9e18 + 5}), farAhead, receive(5, operator), complete(4), complete(5)),
	)
	step.Row("P95Wait of n waits is the ⌈0.95n⌉-th smallest", checkP95)
	step.Row("P95Wait and MeanWait are exact for every number of waits up to 2,000", checkManyP95)
	step.Row("a wait is Answered minus Received, even if the clock moves at each reading", func(t *exercise.T) { checkDay(t, 20, 2000) })
	step.Row("two goroutines may use two Centers at the same time, since the Centers share nothing", func(t *exercise.T) { checkAtOnce(t, 6, scenes[2]) })
	step.Row("two Centers share nothing, not even Stats", func(t *exercise.T) { checkTwo(t, 6, scenes[2]) })
	step.Row("after random method calls, Stats and everything else are right", func(t *exercise.T) { checkRandom(t, 6, 8, 80, 0, 2, 4) })
	for _, r := range crowds {
		step.Row(r.name, r.check)
	}
	step.Row("after a day of 70,000 calls and 1,000 employees, Call, Handling, Waiting and Stats agree about every call", func(t *exercise.T) { checkDay(t, 1000, 70_000) })
}

func TestStep7_VIPsAndSkills(t *testing.T) {
	step := steps.Begin(t)
	run(step, 7,
		r("a VIP's call is taken before all other waiting calls, even if those need a higher rank",
			hire("dir1"), receive(1, operator), receive(2, director), vip(3, operator), receive(4, supervisor), vip(5, supervisor), vip(6, operator), waiting().list(5, 3, 6, 2, 4),
			complete(1), handling("dir1").is(5), complete(5), handling("dir1").is(3), complete(3), complete(6), handling("dir1").is(2), complete(2), complete(4)),
		r("a VIP's call does not block other calls if the free employee may not handle it",
			hire("op1"), receive(1, operator), vip(2, director), receive(3, operator), vip(4, operator), complete(1), handling("op1").is(4), complete(4), handling("op1").is(3)),
		r("a VIP's call takes no employee from another call, and needs the rank that it asks for",
			staff("op1", "op2"), receive(1, operator).handledBy("op1"), vip(2, supervisor).waits(), vip(3, operator).handledBy("op2"), vip(4, operator).waits()),
		limited(1, "while MaxWaiting calls wait, Receive refuses a VIP's call too",
			hire("op1"), vip(1, operator), receive(2, operator).waits(), vip(3, operator).fails(errBusyLine), complete(1), vip(4, operator).waits(), vip(5, operator).fails(errBusyLine)),
		r("after an escalation or a dismissal, a VIP's call still waits before the calls of other callers",
			staff("op1", "sup1"), receive(1, supervisor), vip(2, operator), vip(3, supervisor), receive(4, supervisor), escalate(2), waiting().list(2, 3, 4), dismiss("sup1"), waiting().list(2, 3, 1, 4), hangUp(2),
			hire("sup2"), handling("sup2").is(3), hangUp(3)),
		r("a call with a Skill goes to the lowest rank that has an idle employee with that skill",
			hire("op1", "french"), hire("sup1"), hire("dir1", "french", "german"), hire("op2", "german"), hire("op3"),
			skilled(1, operator, "german").handledBy("op2"), skilled(2, operator, "german").handledBy("dir1"), skilled(3, operator, "german").waits(), skilled(4, supervisor, "french").waits(), skilled(5, operator, "french").handledBy("op1")),
		r("within a rank a call with a Skill goes to the longest idle employee with that skill",
			hire("op4"), hire("op2", "german"), hire("op3", "german", "french"), hire("op1", "french", "german"),
			skilled(1, operator, "german").handledBy("op2"), complete(1), skilled(2, operator, "german").handledBy("op3"), skilled(3, operator, "french").handledBy("op1"), skilled(4, operator, "german").handledBy("op2")),
		r("a call with a Skill waits if no employee has that skill",
			hire("op1"), hire("dir1", "french"), skilled(1, operator, "german").waits(), skilled(2, operator, "German").waits(), receive(3, operator).handledBy("op1"), hire("op2", "german"), handling("op2").is(1), complete(1),
			skilled(4, operator, "German").waits()),
		r("a free employee skips calls that they may not handle, and takes the first that they may",
			hire("op1", "french"), receive(1, operator), skilled(2, operator, "german"), skilled(3, director, "french"), skilled(4, operator, "french"), receive(5, operator),
			complete(1), handling("op1").is(4), complete(4), handling("op1").is(5), hire("op2", "german"), handling("op2").is(2)),
		r("a free employee takes the first of all calls for one of their skills or for no skill",
			hire("dir1", "german", "french"), receive(1, operator), receive(2, operator), skilled(3, operator, "french"), skilled(4, operator, "german"), receive(5, operator),
			skilled(6, supervisor, "german"), skilled(7, supervisor, "french"), receive(8, supervisor), skilled(9, supervisor, "spanish"),
			complete(1), handling("dir1").is(6), complete(6), handling("dir1").is(7), complete(7), handling("dir1").is(8), complete(8), handling("dir1").is(2), complete(2), handling("dir1").is(3), complete(3), complete(4), complete(5), waiting().list(9)),
		r("an employee with several skills has one call at a time",
			hire("op1", "german", "french"), skilled(1, operator, "german").handledBy("op1"), skilled(2, operator, "french").waits(), receive(3, operator).waits(), complete(1), complete(2), complete(3),
			receive(4, operator).handledBy("op1"), skilled(5, operator, "german").waits()),
		r("an employee with skills also takes calls without a Skill when it is their turn",
			hire("op1", "german"), hire("op2"), hire("op3", "french"), receive(1, operator).handledBy("op1"), receive(2, operator).handledBy("op2"), receive(3, operator).handledBy("op3"), receive(4, operator).waits()),
		r("an escalated call still needs its Skill",
			hire("op1", "german"), hire("sup1"), hire("dir1", "german"), skilled(1, operator, "german"), escalate(1).handledBy("dir1"), skilled(2, operator, "german"), escalate(2).waits(), hire("sup2", "german"), handling("sup2").is(2)),
		r("the call of a dismissed employee still needs its Skill, and waits in the order of IDs",
			hire("op1", "german"), skilled(1, operator, "german"), hire("op2"), skilled(2, operator, "german"), dismiss("op1"), waiting().list(1, 2), hire("op3", "german"), handling("op3").is(1), complete(1), hangUp(2)),
		r("an employee with skills gets no call during a break or after their dismissal",
			hire("op1", "german", "french"), hire("op2", "german"), away("op1"), skilled(1, operator, "german").handledBy("op2"), skilled(2, operator, "french").waits(), back("op1"), handling("op1").is(2),
			complete(1), complete(2), away("op1"), back("op1"), dismiss("op2"), skilled(3, operator, "german").handledBy("op1"), skilled(4, operator, "german").waits(), complete(3), dismiss("op1"), skilled(5, operator, "french").waits()),
		r("an employee who is hired again has the new skills and no others",
			hire("op1", "german"), dismiss("op1"), hire("op1", "french"), skilled(1, operator, "german").waits(), skilled(2, operator, "french").handledBy("op1")),
		limited(1, "while the queue is full, a call with a Skill is refused, even if an employee without that skill is idle",
			hire("op1"), skilled(1, operator, "german").waits(), skilled(2, operator, "german").fails(errBusyLine), receive(3, operator).handledBy("op1")),
		r("skills that no call asks for change nothing",
			hire("op2", "german"), hire("op1"), hire("sup1", "german"), receive(1, operator).handledBy("op2"), receive(2, operator).handledBy("op1"), receive(3, operator).handledBy("sup1"), receive(4, operator), receive(5, supervisor), complete(3), complete(1), escalate(4), complete(2)),
		r("Hire copies the Skills: what the caller writes into the slice later does not matter",
			hireAndWrite("op1", "german", "french"), hireAndWrite("op2", "german", "french"), skilled(1, operator, "german").handledBy("op1"), skilled(2, operator, "french").handledBy("op2"), skilled(3, operator, "written later").waits(), skilled(4, operator, "french"),
			complete(1), handling("op1").is(4), away("op1"), complete(4), back("op1"), skilled(5, operator, "german").handledBy("op1"), dismiss("op1"), call(5).waits(), complete(2), handling("op2").is(5)),
		r("only equal texts are the same skill",
			times(len(oddTexts), func(i int) op { return hire(callcenter.EmployeeID(fmt.Sprint("op", i)), string(oddTexts[i-1])) }),
			times(len(oddTexts), func(i int) op {
				n := len(oddTexts) + 1 - i
				return skilled(i, operator, string(oddTexts[n-1])).handledBy(callcenter.EmployeeID(fmt.Sprint("op", n)))
			}),
			skilled(50, operator, "o").waits(), skilled(51, operator, "OP").waits(), hire("op99", "op,OP", "opOP", "op OP"), handling("op99").none()),
		r("an empty text in Skills and a repeated skill change nothing",
			hire("op1", "", "german", "german", ""), hire("op2", "french", "german", "french"), hire("op3", ""), receive(1, operator).handledBy("op1"), skilled(2, operator, "german").handledBy("op2"), skilled(3, operator, "french").waits(),
			skilled(4, operator, "german"), complete(2), handling("op2").is(3), complete(1), handling("op1").is(4), complete(4), receive(5, operator).handledBy("op3"), receive(6, operator).handledBy("op1"), complete(6), away("op1"), receive(7, operator).waits(), dismiss("op1"), hire("op4", "", ""), handling("op4").is(7)),
	)
	step.Row("Hire does not change the slice of Skills, nor what is behind it in the caller's array", checkSkillsUnchanged)
	step.Row("300 different skills are kept apart", checkManySkills)
	step.Row("a skill may contain a comma: a,b is one skill, not the skills a and b", checkJoinedSkills)
	step.Row("employee AB with skill C is not employee A with skill BC, although both pairs, written together, are ABC", checkJoinedIDs)
	step.Row("waiting calls keep their order when any of them leaves, with VIPs among them", func(t *exercise.T) { checkLeaving(t, 7, true) })
	twins := scene{calls: 12, first: []callcenter.EmployeeID{"sup1"}, skills: []string{"german", "french"}, vips: true}
	step.Row("two Centers share nothing, not even skills", func(t *exercise.T) { checkTwo(t, 7, twins) })
	step.Row("two goroutines may use two Centers at the same time, since they do not even share skills", func(t *exercise.T) { checkAtOnce(t, 7, twins) })
	step.Row("after random method calls with VIPs and skills, calls are handled in the right order", func(t *exercise.T) {
		sets := append(alike(" "), alike(",")...)
		for _, sc := range []scene{
			{calls: 12, vips: true},
			{calls: 12, skills: []string{"german", "french"}},
			{calls: 20, skills: slices.Concat(sets...), sets: sets, vips: true},
		} {
			random(t, play(7, 0), 40, 80, sc.next(7))
			random(t, play(7, 4), 15, 80, sc.next(7))
			random(t, play(7, 3, quiet()), 15, 80, sc.next(7))
		}
	})
	step.Row("with VIPs, methods cost about the same with many waiting calls as with few", checkCostOfVIPs)
	step.Row("with VIPs and skills, methods called at the same time answer as if called one after another", func(t *exercise.T) {
		checkTogether(t, scene{staff: cast, skills: []string{"german", "french"}, vips: true})
	})
}

// checkRandom makes random calls of all methods up to a step, with several staffs. It compares everything that
// a caller can see after each call, or only now and then.
func checkRandom(t *exercise.T, step, rounds, length int, maxWaiting ...int) {
	if maxWaiting == nil {
		maxWaiting = []int{0}
	}
	for _, limit := range maxWaiting {
		for _, sc := range scenes {
			random(t, play(step, limit, staff(sc.first...)...), rounds, length, sc.next(step))
			random(t, play(step, limit, append(staff(sc.first...), quiet())...), rounds/2, length, sc.next(step))
		}
	}
}

// checkUnknown calls a method with IDs that do not exist. Some of them look like the ID of the only call.
func checkUnknown(t *exercise.T, method string, ask func(*callcenter.Center, callcenter.CallID) (any, error)) {
	c := newCenter(callcenter.Config{})
	none := []callcenter.CallID{0, 1, -1, math.MinInt64, math.MaxInt64}
	wantUnknown := func(state string, id callcenter.CallID) {
		got, err := ask(c, id)
		require.ErrorIs(t, err, errUnknown, "%s; c.%s(%d)", state, method, id)
		if got != nil {
			require.Zero(t, got, "%s; c.%s(%d): the result returned with ErrUnknown", state, method, id)
		}
	}
	for _, id := range none {
		wantUnknown("no call was received", id)
	}
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
	id := mustReceive(t, c, callcenter.Request{Rank: operator}).ID
	for _, other := range append(none, id+1, id-1, -id, id+1<<8, id+1<<16, id+1<<31, id+1<<32, id-1<<32) {
		if other != id {
			wantUnknown(fmt.Sprintf("only the call %d was received", id), other)
		}
	}
	k, ok, err := c.Handling("op1")
	require.Equal(t, []any{id, true, nil}, []any{k, ok, err}, "c.Handling of the employee who handles call %d, after method calls with other IDs", id)
}

func checkRealClock(t *exercise.T) {
	from := time.Now()
	c := newCenter(callcenter.Config{})
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
	k := mustReceive(t, c, callcenter.Request{Rank: operator})
	for _, at := range []time.Time{k.Received, k.Answered} {
		require.WithinRange(t, at, from.Add(-time.Hour), time.Now().Add(time.Hour), "Config.Now is nil: Received or Answered of a call that was received a moment ago")
	}
}

// checkManyEmployees gives each of many employees a call.
func checkManyEmployees(t *exercise.T) {
	const n = 70_000
	c := newCenter(callcenter.Config{})
	name := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("op", i)) }
	for i := range n {
		mustHire(t, c, callcenter.Employee{ID: name(i), Rank: operator})
	}
	last := callcenter.CallID(0)
	for i := range n {
		k := mustReceive(t, c, callcenter.Request{Rank: operator})
		if k.Handler != name(i) || k.ID <= last {
			t.Fatalf("%d operators are hired in order and get a call each; call number %d has the ID %d and the handler %q, want an ID above %d and the handler %q", n, i+1, k.ID, k.Handler, last, name(i))
		}
		last = k.ID
	}
	for i := 0; i < n; i += 64 {
		if k, ok, err := c.Handling(name(i)); !ok || err != nil || k > last {
			t.Fatalf("%d operators have a call each; c.Handling(%q) = (%d, %t, %v), want one of these calls, true and no error", n, name(i), k, ok, err)
		}
	}
}

// checkTurns lets two employees take turns 70,000 times.
func checkTurns(t *exercise.T) {
	c := newCenter(callcenter.Config{})
	for _, id := range []callcenter.EmployeeID{"op0", "op1"} {
		mustHire(t, c, callcenter.Employee{ID: id, Rank: operator})
	}
	for i := range 70_000 {
		k := mustReceive(t, c, callcenter.Request{Rank: operator})
		if want := callcenter.EmployeeID(fmt.Sprint("op", i%2)); k.Handler != want {
			t.Fatalf("op0 and op1 are idle, and %d calls were received and completed; the next one goes to %q, want %q, who has been idle longer", i, k.Handler, want)
		}
		mustComplete(t, c, k.ID)
	}
}

// checkManyBreaks lets an employee leave the line and join its end many times, while another employee stands in it.
func checkManyBreaks(t *exercise.T) {
	const n = 1 << 16
	op1 := callcenter.Employee{ID: "op1", Rank: operator}
	for _, leave := range []struct {
		name string
		f    func(*callcenter.Center) error
	}{
		{"c.SetAvailable(\"op1\", false); c.SetAvailable(\"op1\", true)", func(c *callcenter.Center) error {
			return errors.Join(c.SetAvailable("op1", false), c.SetAvailable("op1", true))
		}},
		{"c.Dismiss(\"op1\"), and c.Hire of op1 again", func(c *callcenter.Center) error {
			return errors.Join(c.Dismiss("op1"), c.Hire(op1))
		}},
	} {
		c := newCenter(callcenter.Config{})
		mustHire(t, c, op1)
		mustHire(t, c, callcenter.Employee{ID: "op2", Rank: operator})
		for range n {
			require.NoError(t, leave.f(c), leave.name)
		}
		for i, want := range []callcenter.Call{{State: callcenter.Active, Handler: "op2"}, {State: callcenter.Active, Handler: "op1"}, {State: callcenter.Waiting}} {
			k := mustReceive(t, c, callcenter.Request{Rank: operator})
			if stateOf(k) != stateOf(want) {
				t.Fatalf("op1 and op2 are idle, and then %d times: %s; after that, call number %d of three is %s, want %s: op2 has been idle longer, and each employee takes one call", n, leave.name, i+1, stateOf(k), stateOf(want))
			}
		}
	}
}

// checkLongLine fills the queue up to MaxWaiting, hangs up some calls, and takes the first of the others.
func checkLongLine(t *exercise.T) {
	for _, limit := range []int{1, 255, 256, 257, 66_000} {
		c := newCenter(callcenter.Config{MaxWaiting: limit})
		var ids []callcenter.CallID
		for range limit {
			ids = append(ids, mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
		}
		for range 2 {
			_, err := c.Receive(callcenter.Request{Rank: operator})
			require.ErrorIs(t, err, errBusyLine, "%d calls wait (MaxWaiting); c.Receive of one more", limit)
		}
		for i := limit - 1; i >= 0; i -= 1 + limit/50 { // from the end, and all over the queue
			require.NoError(t, c.HangUp(ids[i]), "c.HangUp of the waiting call %d", ids[i])
			ids = slices.Delete(ids, i, i+1)
		}
		mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
		taken := min(len(ids), 2000)
		for _, id := range ids[:taken] {
			require.NoError(t, c.Complete(id), "%d calls waited (MaxWaiting), and some callers in all parts of the queue hung up; op1 takes the others in order: c.Complete(%d), the call that op1 must have now", limit, id)
		}
		if n, want := len(c.Waiting()), max(0, len(ids)-taken-1); n != want {
			t.Fatalf("%d calls waited (MaxWaiting), and some callers in all parts of the queue hung up; op1 has completed %d of the other %d calls and handles the next, if there is one: c.Waiting() has %d calls, want %d", limit, taken, len(ids), n, want)
		}
	}
}

// checkManySkills hires an employee for each of many skills, and one employee who has all of them.
func checkManySkills(t *exercise.T) {
	const n = 300
	c := newCenter(callcenter.Config{})
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint("skill", i)
		mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", i)), Rank: operator, Skills: all[i : i+1]})
	}
	mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor, Skills: all})
	for i, skill := range slices.Backward(all) {
		k := mustReceive(t, c, callcenter.Request{Rank: operator, Skill: skill})
		require.EqualValues(t, fmt.Sprint("op", i), k.Handler, "op0 to op299 have one skill each, and sup1 has all; the handler of a call for %s", skill)
	}
	k := mustReceive(t, c, callcenter.Request{Rank: operator, Skill: all[0]})
	require.EqualValues(t, "sup1", k.Handler, "all operators are busy; the handler of a call for %s", all[0])
}

// separators returns texts that a solution may put between two texts, to make one text of both. Some of them are what fmt
// puts between the elements of a slice or a map.
func separators() []string {
	all := []string{"", ", ", "; ", "\r\n", "\u2028", "\",\"", "\" \"", "\", \"", "','", "' '", "][", "] [", ")(", "\x00\x00", "::", "||", "->", " - ", ":true ", ":{} "}
	for b := range 256 {
		all = append(all, string([]byte{byte(b)}))
	}
	return all
}

// alike returns different sets of skills, of which some make one text if a solution joins them with sep, even if it
// writes each sep in a skill twice, or a backslash before it.
func alike(sep string) [][]string {
	return [][]string{
		{"a" + sep + "b"}, {"a", "b"},
		{"a" + sep + "b", "c"}, {"a", "b" + sep + "c"},
		{sep, sep + sep + "é"}, {sep + sep, sep + "é"},
		{"a" + sep + "b"}, {"a\\", "b"},
	}
}

// checkJoinedIDs finds solutions that keep an ID and a skill as one text. The two may come in either order.
func checkJoinedIDs(t *exercise.T) {
	for i, sep := range separators() {
		if exercise.Race && i%10 > 0 {
			continue // there is one goroutine, and the Centers take long
		}
		long, short := callcenter.EmployeeID("a"+sep+"b"), callcenter.EmployeeID("a")
		check(t, play(7, 0), ops(
			hire(long, "c"), hire(short), skilled(1, operator, "b"+sep+"c").waits(), skilled(2, operator, "c").handledBy(long), dismiss(long), hire("op1", "c"),
			dismiss(short), hire(short, "b"+sep+"c"), handling(short).is(1), complete(1), hire(long, "c"), dismiss(long), skilled(3, operator, "b"+sep+"c").handledBy(short),
		)...)
		long, short = callcenter.EmployeeID("b"+sep+"c"), callcenter.EmployeeID("c")
		check(t, play(7, 0), ops(
			hire(short, "a"+sep+"b"), hire(long), skilled(1, operator, "a").waits(), skilled(2, operator, "a"+sep+"b").handledBy(short), complete(2),
			dismiss(long), hire(long, "a"), dismiss(long), skilled(3, operator, "a"+sep+"b").handledBy(short),
		)...)
	}
}

func checkSkillsUnchanged(t *exercise.T) {
	c := newCenter(callcenter.Config{})
	for n := range 4 {
		all := []string{"french", "", "french", "german", "dutch"}
		given := slices.Clone(all)
		e := callcenter.Employee{ID: "op1", Rank: operator, Skills: given[:n]}
		mustHire(t, c, e)
		must(t, "c.SetAvailable", c.SetAvailable("op1", false))
		again := c.Hire(e) // is refused
		must(t, "c.Dismiss", c.Dismiss("op1"))
		if exercise.Compare(again, errDuplicate) != nil || !slices.Equal(given, all) {
			t.Fatalf("skills := %#v; c.Hire(callcenter.Employee{ID: \"op1\", Rank: callcenter.Operator, Skills: skills[:%d]}); c.SetAvailable(\"op1\", false); the same c.Hire again returns %s, want ErrDuplicate; c.Dismiss(\"op1\"): skills = %q, want no change", all, n, exercise.Text(again), given)
		}
	}
}

// checkJoinedSkills finds solutions that keep skills as one text with a separator or with their lengths, or that split a
// skill at a separator.
func checkJoinedSkills(t *exercise.T) {
	between := separators()
	for i, sep := range between {
		if !exercise.Race || i%10 == 0 { // there is one goroutine, and the Centers take long
			checkAlike(t, alike(sep)...)
		}
	}
	long := strings.Repeat("b", 255)
	checkAlike(t, []string{"2", "abcdefghij"}, []string{"10abcdefghij"}, []string{"a", long}, []string{"a\xff" + long})
	c := newCenter(callcenter.Config{})
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator, Skills: []string{"a", "b", "a"}})
	for _, sep := range between {
		skill := "a" + sep + "b"
		if k := mustReceive(t, c, callcenter.Request{Rank: operator, Skill: skill}); k.State != callcenter.Waiting {
			t.Fatalf("op1 has the Skills %q; a call for the Skill %q is %s, want it to wait", []string{"a", "b", "a"}, skill, stateOf(k))
		}
	}
	c = newCenter(callcenter.Config{})
	var skills []string
	for _, sep := range between {
		skills = append(skills, "a"+sep+"b")
	}
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator, Skills: skills})
	for _, skill := range []string{"a", "b", "ba"} {
		if k := mustReceive(t, c, callcenter.Request{Rank: operator, Skill: skill}); k.State != callcenter.Waiting {
			t.Fatalf("op1 has %d Skills such as %q; a call for the Skill %q is %s, want it to wait", len(skills), skills[1:4], skill, stateOf(k))
		}
	}
}

// checkAlike finds solutions that take different sets of skills for the same set. It hires an employee for each set, and
// receives calls for all the skills. Then it does that again, and every two neighbors exchange their sets.
func checkAlike(t *exercise.T, sets ...[]string) {
	var list []op
	number := 0
	for range 2 {
		var finished []op
		for i, skills := range sets {
			id := callcenter.EmployeeID(fmt.Sprint("op", i+1))
			list = append(list, dismiss(id), hire(id, skills...))
			finished = append(finished, finish(id), away(id), back(id))
		}
		for _, skill := range slices.Concat(sets...) {
			number++
			list = append(list, skilled(number, operator, skill))
		}
		list = append(append(append(list, look()), finished...), look())
		for i := 1; i < len(sets); i += 2 {
			sets[i-1], sets[i] = sets[i], sets[i-1]
		}
	}
	check(t, play(7, 0, quiet()), list...)
}

// checkMillionBreaks lets an employee join the line more often than fits in 20 bits. It stops early if that takes long.
func checkMillionBreaks(t *exercise.T) {
	const n = 1<<20 + 100
	c := newCenter(callcenter.Config{Now: func() time.Time { return begin }})
	for _, id := range []callcenter.EmployeeID{"sup1", "op2", "op1"} {
		mustHire(t, c, callcenter.Employee{ID: id, Rank: rankOf(id)})
	}
	breaks := 0
	for i := range exercise.WithinWork(n, 2*time.Second) {
		breaks = i + 1
		must(t, "c.SetAvailable of a hired employee", errors.Join(c.SetAvailable("op1", false), c.SetAvailable("op1", true)))
	}
	for i, want := range []callcenter.Call{{State: callcenter.Active, Handler: "op2"}, {State: callcenter.Active, Handler: "op1"}, {State: callcenter.Active, Handler: "sup1"}, {State: callcenter.Waiting}} {
		k := mustReceive(t, c, callcenter.Request{Rank: operator})
		if stateOf(k) != stateOf(want) {
			t.Fatalf("sup1, op2 and op1 are hired, and op1 takes %d breaks; after that, call number %d of four for an operator is %s, want %s", breaks, i+1, stateOf(k), stateOf(want))
		}
	}
}

func mustHire(t *exercise.T, c *callcenter.Center, e callcenter.Employee) {
	if err := c.Hire(e); err != nil {
		t.Fatalf("c.Hire(%s) returned %s, want no error", employeeText(e), exercise.Text(err))
	}
}

func mustReceive(t *exercise.T, c *callcenter.Center, r callcenter.Request) callcenter.Call {
	k, err := c.Receive(r)
	if err != nil {
		t.Fatalf("c.Receive(%s) returned %s, want no error", requestText(r), exercise.Text(err))
	}
	return k
}

// must fails t if a call that nothing can refuse returned an error.
func must(t *exercise.T, call string, err error) {
	if err != nil {
		t.Fatalf("%s returned %s, want no error", call, exercise.Text(err))
	}
}

func mustComplete(t *exercise.T, c *callcenter.Center, id callcenter.CallID) {
	must(t, "c.Complete of a call that must be Active", c.Complete(id))
}

func mustHangUp(t *exercise.T, c *callcenter.Center, id callcenter.CallID) {
	must(t, "c.HangUp of a call that has not ended", c.HangUp(id))
}

func mustEscalate(t *exercise.T, c *callcenter.Center, id callcenter.CallID) {
	_, err := c.Escalate(id)
	must(t, "c.Escalate of a call that an operator or a supervisor handles", err)
}

// checkP95 lets n calls wait for up to n seconds, in a mixed order.
func checkP95(t *exercise.T) {
	for _, n := range append(exercise.UpTo(60), 300, 1000) {
		var now fakeClock
		now.set(begin)
		d := emptyDesk(t, now.read)
		for range n {
			d.receive(operator)
		}
		waits := make([]time.Duration, n)
		for i := range n {
			// All were received at the beginning; the clock may go back and forth between the answers.
			waits[i] = time.Duration(1+(7*i+3)%n) * time.Second
			now.set(begin.Add(waits[i]))
			if i == 0 {
				mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
			} else {
				d.complete()
			}
		}
		mean, p95 := meanAndP95(waits)
		s := d.c.Stats()
		if s.P95Wait != p95 {
			t.Fatalf("%d calls were answered after waits of %v: c.Stats().P95Wait is %v, want %v", n, waits, s.P95Wait, p95)
		}
		if s.MeanWait != mean {
			t.Fatalf("%d calls were answered after waits of %v: c.Stats().MeanWait is %v, want %v", n, waits, s.MeanWait, mean)
		}
	}
}

// checkManyP95 lets more and more calls wait, each a nanosecond longer than the one before. So the n-th smallest of the
// waits is n-1 nanoseconds. Roundings with floating-point numbers are wrong only for some n, often for none below 220.
func checkManyP95(t *exercise.T) {
	const most = 2000
	var now fakeClock
	now.set(begin)
	d := emptyDesk(t, now.read)
	for range most + 1 {
		d.receive(operator)
	}
	mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
	for i := range most {
		n := i + 1
		rank := n - n/20 // ⌈0.95n⌉
		want := callcenter.Stats{Active: 1, Waiting: most + 1 - n, Completed: n - 1, MeanWait: time.Duration((n - 1) / 2), P95Wait: time.Duration(rank - 1)}
		if got := d.c.Stats(); got != want {
			t.Fatalf("%d calls were answered, after waits of 0, 1, 2 and so on up to %d nanoseconds: c.Stats() = %+v, want %+v: P95Wait is the %d-th smallest wait", n, n-1, got, want, rank)
		}
		now.set(begin.Add(time.Duration(n)))
		d.complete()
	}
}
