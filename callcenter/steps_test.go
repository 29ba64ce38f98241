package callcenter_test

import (
	"slices"
	"testing"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(7)

// list is a row that makes a list of calls and compares all that can be seen after each.
type list struct {
	name       string
	maxWaiting int
	acts       []act
}

// run runs the rows of a step.
func run(step *exercise.Step, number int, lists ...list) {
	for _, l := range lists {
		step.Row(l.name, func(t *exercise.T) { script(number, l.maxWaiting).Check(t, l.acts...) })
	}
}

func TestStep1_Dispatch(t *testing.T) {
	step := steps.Begin(t)
	run(step, 1,
		list{name: "a call goes to somebody idle, who handles it then", acts: acts(
			staff("op1"), received(1, operator),
		)},
		list{name: "a call for which nobody is idle waits, and nobody handles it", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator),
		)},
		list{name: "a call waits when nobody is hired", acts: acts(receivedAll(1, director, operator))},
		list{name: "a call goes to the lowest rank that has somebody idle: operator, supervisor, director", acts: acts(
			staff("dir1", "sup1", "op1"), receivedAll(1, operator, operator, operator, operator),
		)},
		list{name: "a call goes to nobody below the rank that it asks for", acts: acts(
			staff("op1", "sup1", "dir1"), receivedAll(1, director, director, supervisor, supervisor, operator),
		)},
		list{name: "a call for a supervisor goes to a director if no supervisor is idle", acts: acts(
			staff("dir1", "op1", "sup1", "dir2"), receivedAll(1, supervisor, supervisor, supervisor, supervisor),
		)},
		list{name: "within a rank a call goes to whoever has been idle longest", acts: acts(
			staff("op3", "op9", "op1", "sup2", "op7", "op2", "sup1", "op8", "op6"), times(10, func(i int) act { return received(i, operator) }),
		)},
		list{name: "the clock does not decide who has been idle longest", acts: acts(
			seconds(5), hired("op2"), seconds(-3), hired("op3"), seconds(2), hired("op1"), seconds(-9), hired("op4"),
			times(5, func(i int) act { return received(i, operator) }),
		)},
		list{name: "a Call has its Request as it was received, and Received and Answered by the clock", acts: acts(
			seconds(3), act{verb: hire, employee: callcenter.Employee{ID: "sup1", Name: "Ann", Rank: supervisor}}, seconds(2),
			act{verb: receive, k: 1, request: callcenter.Request{Rank: operator, Caller: "0123 456"}}, seconds(1),
			act{verb: receive, k: 2, request: callcenter.Request{Rank: supervisor, Caller: "0123 457"}},
		)},
		list{name: "an ID that is hired is ErrDuplicate, and changes nothing", acts: acts(
			staff("op1"), hiredAs("op1", director), receivedAll(1, supervisor, operator), hiredAs("op1", operator),
		)},
		list{name: "an empty EmployeeID, and a rank that there is not, are ErrInvalid, and change nothing", acts: acts(
			hiredAs("", operator), hiredAs("op1", 0), hiredAs("op1", 4), hiredAs("op1", -1), hired("op1"),
			receivedAll(1, 0, 4, -1, operator),
		)},
	)
	step.Row("the ID of a call or an employee that there is not is ErrUnknown", checkUnknown)
	step.Row("without a Now the time is time.Now's", checkRealClock)
	step.Row("two Centers share nothing", checkTwoCenters)
	step.Row("calls find their handlers over random calls", func(t *exercise.T) {
		forStaffs(func(hiredFirst []act) {
			script(1, 0, hiredFirst...).Random(t, 12, 12, mixed(options{staff: cast, calls: calls - 1}, receive))
		})
	})
}

func TestStep2_Completion(t *testing.T) {
	step := steps.Begin(t)
	run(step, 2,
		list{name: "a call that is completed is over, and its handler is idle", acts: acts(
			staff("op1"), received(1, operator), seconds(4), completed(1), received(2, operator),
		)},
		list{name: "somebody free takes at once the call that was received first", acts: acts(
			staff("op1"), times(5, func(i int) act { return received(i, operator) }), completed(1), completed(2), completed(3), completed(4), completed(5),
		)},
		list{name: "a call that has waited was Received when it came in, and Answered when it was taken", acts: acts(
			staff("op1"), seconds(1), received(1, operator), seconds(2), received(2, operator), seconds(3), completed(1), seconds(1), completed(2),
		)},
		list{name: "a call for a higher rank is taken first", acts: acts(
			staff("dir1"), receivedAll(1, operator, operator, supervisor, director, supervisor, operator, director),
			completed(1), completed(4), completed(7), completed(3), completed(5), completed(2), completed(6),
		)},
		list{name: "somebody free takes the first call that he may take, not only the first of all", acts: acts(
			staff("op1", "sup1"), receivedAll(1, operator, supervisor, director, supervisor, operator),
			completed(1), completed(5), completed(2), received(6, operator), completed(4),
		)},
		list{name: "Waiting is in order: by rank from high to low, then as received, whatever the clock says", acts: acts(
			staff("dir1"), received(1, director), seconds(9), received(2, operator), seconds(-5), received(3, supervisor), seconds(-1), received(4, operator),
			seconds(3), received(5, supervisor), seconds(-4), received(6, director), completed(1), completed(6), completed(3),
		)},
		list{name: "whoever gets free, and finds no call, joins the end of the line of his rank", acts: acts(
			staff("op1", "op2", "op3"), received(1, operator), completed(1), received(2, operator), received(3, operator), completed(3), completed(2),
			times(3, func(i int) act { return received(3+i, operator) }),
		)},
		list{name: "the clock does not decide who has been idle longest", acts: acts(
			staff("op1", "op2"), seconds(9), receivedAll(1, operator, operator), completed(2), seconds(-5), completed(1), receivedAll(3, operator, operator),
		)},
		list{name: "completing a call that is over is ErrNotActive, and changes nothing", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator), completed(1), seconds(1), completed(1), completed(1), completed(2), completed(2), completed(1),
		)},
		list{name: "completing a call that waits is ErrNotActive, and it goes on waiting", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), completed(2), completed(1),
		)},
		list{name: "completing a call that there is not is ErrUnknown", acts: acts(
			completed(unknown), staff("op1"), received(1, operator), completed(unknown),
		)},
		list{name: "a director who takes an operator's call is a director still", acts: acts(
			staff("dir1", "op1"), receivedAll(1, operator, operator, director, operator), completed(2), completed(1), completed(3), received(5, supervisor),
		)},
	)
	step.Row("Waiting returns a new slice", checkWaitingCopies)
	step.Row("calls are handled in order over random calls", func(t *exercise.T) {
		forStaffs(func(hiredFirst []act) {
			script(2, 0, hiredFirst...).Random(t, 30, 40, mixed(options{staff: cast, calls: 14}, receive, receive, complete, complete, complete, clock))
		})
	})
	step.Row("a call costs about the same with many calls waiting as with few", checkCostOfWaiting)
	step.Row("a call costs about the same with many employees idle as with few", checkCostOfIdle)
	step.Row("100 000 waiting calls are handled one after another at a cost that hardly grows with their number", checkDrain)
}

func TestStep3_Escalation(t *testing.T) {
	step := steps.Begin(t)
	run(step, 3,
		list{name: "an escalated call goes to the rank above its handler's, which it Needs from then on", acts: acts(
			staff("dir1", "sup1", "op1"), received(1, operator), seconds(2), escalated(1), seconds(2), escalated(1), seconds(2), completed(1),
		)},
		list{name: "the rank of the handler counts, not that of the call", acts: acts(
			staff("sup1", "sup2", "dir1"), receivedAll(1, operator, operator), escalated(1), escalated(2),
		)},
		list{name: "an escalated call goes higher still if nobody of that rank is idle", acts: acts(
			staff("op1", "sup1", "dir1"), receivedAll(1, supervisor, operator), escalated(2),
		)},
		list{name: "an escalated call goes to whoever has been idle longest", acts: acts(
			staff("sup2", "sup1", "sup3", "op1"), received(1, supervisor), completed(1), received(2, operator), escalated(2), received(3, operator), escalated(3),
		)},
		list{name: "an escalated call waits if nobody higher is idle", acts: acts(
			staff("op1", "sup1"), receivedAll(1, supervisor, operator), escalated(2), completed(1), escalated(2),
		)},
		list{name: "an escalated call waits if nobody higher is hired", acts: acts(
			staff("op1"), received(1, operator), escalated(1), received(2, operator), escalated(2), received(3, operator),
		)},
		list{name: "an escalated call keeps its place in time among those that need the same rank", acts: acts(
			staff("sup1", "op1", "op2"), receivedAll(1, supervisor, operator, supervisor, operator, supervisor), seconds(3),
			escalated(4), escalated(2), completed(1), completed(2), completed(3), completed(4),
		)},
		list{name: "the handler of an escalated call takes at once a waiting call that he may take", acts: acts(
			staff("op1"), receivedAll(1, operator, supervisor, operator, operator), escalated(1), escalated(3), completed(4),
		)},
		list{name: "the handler of an escalated call, when none waits for him, joins the end of the line", acts: acts(
			staff("op1", "op2", "sup1"), received(1, operator), escalated(1), receivedAll(2, operator, operator, operator),
		)},
		list{name: "an escalated call is not taken by a rank too low", acts: acts(
			staff("op1", "op2", "sup1"), receivedAll(1, operator, operator, supervisor), escalated(1), completed(2), completed(3),
		)},
		list{name: "a call that a director handles is ErrTopRank, and goes on with him", acts: acts(
			staff("dir1", "dir2"), received(1, operator), escalated(1), seconds(1), received(2, director), escalated(2), completed(1), completed(2),
		)},
		list{name: "escalating a call that waits or is over is ErrNotActive, and changes nothing", acts: acts(
			staff("op1", "dir1"), receivedAll(1, operator, operator, operator), escalated(3), completed(1), escalated(1), completed(2), escalated(2), escalated(unknown),
		)},
		list{name: "Answered is the first answer, for good", acts: acts(
			staff("op1", "sup1"), seconds(1), receivedAll(1, operator, supervisor), seconds(2), escalated(1), seconds(4), completed(2), seconds(1), completed(1),
		)},
	)
	step.Row("calls are escalated and handled in order over random calls", func(t *exercise.T) {
		forStaffs(func(hiredFirst []act) {
			script(3, 0, hiredFirst...).Random(t, 30, 50, mixed(options{staff: cast, calls: 14}, receive, receive, complete, escalate, escalate, clock))
		})
	})
}

func TestStep4_Staff(t *testing.T) {
	step := steps.Begin(t)
	run(step, 4,
		list{name: "somebody hired takes at once the first waiting call that he may take", acts: acts(
			receivedAll(1, operator, supervisor, operator, director, supervisor), hired("sup1"), hired("op1"), hired("dir1"), hired("op2"), hired("sup2"), hired("op3"), received(6, operator),
		)},
		list{name: "somebody hired joins the end of the line", acts: acts(
			staff("op2"), received(1, operator), hired("op3"), completed(1), hired("op1"), receivedAll(2, operator, operator, operator, operator),
		)},
		list{name: "somebody who is not available is given no call", acts: acts(
			staff("op1", "op2", "sup1"), away("op1"), received(1, operator), received(2, operator), away("op2"), completed(1), received(3, operator),
		)},
		list{name: "somebody available again joins the end of the line", acts: acts(
			staff("op1", "op2", "op3"), away("op1"), back("op1"), away("op3"), away("op2"), back("op2"), receivedAll(1, operator, operator, operator), back("op3"),
		)},
		list{name: "somebody available again takes at once the first waiting call that he may take", acts: acts(
			staff("op1", "sup1"), away("sup1"), away("op1"), receivedAll(1, operator, director, supervisor, operator), back("op1"), back("sup1"), completed(3),
		)},
		list{name: "to set an idle employee available keeps his place in the line", acts: acts(
			staff("op1", "op2"), back("op1"), receivedAll(1, operator, operator), back("op1"), back("op2"), receivedAll(3, operator), completed(1), completed(2),
			receivedAll(4, operator),
		)},
		list{name: "to set somebody available who has a call gives him no second one", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), back("op1"), completed(1), back("op1"), completed(2),
		)},
		list{name: "somebody who is set unavailable during a call goes on with it, and takes none when it is over", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), away("op1"), away("op1"), seconds(2), completed(1), received(3, operator), back("op1"), completed(2), completed(3),
		)},
		list{name: "somebody who is set unavailable during a call takes none when it is escalated", acts: acts(
			staff("op1", "sup1"), receivedAll(1, operator, operator, operator), away("op1"), escalated(1), completed(2), back("op1"),
		)},
		list{name: "to be set available again during a call cancels the break", acts: acts(
			staff("op1", "op2"), receivedAll(1, operator, operator, operator), away("op1"), back("op1"), completed(1), away("op2"), back("op2"), completed(2), receivedAll(4, operator, operator),
		)},
		list{name: "somebody whose call was handed on, and who took a break meanwhile, is idle when he is back", acts: acts(
			staff("op1", "sup1"), received(1, operator), away("op1"), escalated(1), received(2, operator), back("op1"), completed(2), receivedAll(3, operator, operator),
		)},
		list{name: "somebody dismissed is given no call, and is ErrUnknown", acts: acts(
			staff("op1", "op2"), dismissed("op1"), receivedAll(1, operator, operator), dismissed("op1"), away("op1"), back("op1"),
			away("op2"), completed(1), dismissed("op2"), back("op2"), dismissed("op3"),
		)},
		list{name: "the call of somebody dismissed goes at once to somebody idle, of the lowest rank that it needs", acts: acts(
			staff("sup1"), received(1, operator), hired("dir1"), hired("op1"), seconds(3), dismissed("sup1"), seconds(1), dismissed("op1"), completed(1),
		)},
		list{name: "the call of somebody dismissed waits in its place in time if nobody is idle", acts: acts(
			staff("op1", "op2"), received(1, operator), seconds(1), receivedAll(2, operator, operator, operator), seconds(1),
			dismissed("op2"), dismissed("op1"), completed(1), hired("op3"), completed(1), completed(2), completed(3),
		)},
		list{name: "the call of somebody dismissed needs what it needed before", acts: acts(
			staff("op1", "sup1"), receivedAll(1, supervisor, operator), escalated(2), completed(1), dismissed("sup1"), hired("op2"), receivedAll(3, operator), hired("sup2"),
		)},
		list{name: "the call of a higher rank that is dismissed may be taken by a lower one again", acts: acts(
			staff("dir1"), received(1, operator), dismissed("dir1"), hired("op1"), completed(1),
		)},
		list{name: "Answered is the first answer for good, when the handler is dismissed too", acts: acts(
			staff("op1", "op2"), received(1, operator), seconds(2), dismissed("op1"), seconds(2), dismissed("op2"), seconds(1), hired("op3"), completed(1),
		)},
		list{name: "an ID can be hired again, as somebody new", acts: acts(
			staff("op1"), received(1, operator), away("op1"), dismissed("op1"), hiredAs("op1", supervisor), completed(1), received(2, supervisor), dismissed("op1"), hired("op1"), received(3, operator),
		)},
		list{name: "an ID that is hired again stands at the end of the line, and once", acts: acts(
			staff("op1", "op2"), dismissed("op1"), hired("op1"), receivedAll(1, operator, operator, operator),
		)},
	)
	step.Row("calls are handled in order over random calls, while staff come and go", func(t *exercise.T) {
		verbs := []verb{receive, receive, receive, complete, escalate, hire, dismiss, setAvailable, setAvailable, setAvailable, clock}
		script(4, 0).Random(t, 80, 60, mixed(options{staff: cast, calls: 14}, append(verbs, hire, hire)...))
		forStaffs(func(hiredFirst []act) {
			script(4, 0, hiredFirst...).Random(t, 40, 60, mixed(options{staff: cast, calls: 14}, verbs...))
		})
	})
}

func TestStep5_Callers(t *testing.T) {
	step := steps.Begin(t)
	run(step, 5,
		list{name: "a waiting call that is hung up is Abandoned, and nobody gets it", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), seconds(3), hungUp(2), completed(1), received(3, operator),
		)},
		list{name: "a call may leave from the front, the middle and the end of those that wait", acts: acts(
			staff("op1"), times(9, func(i int) act { return received(i, operator) }), hungUp(2), hungUp(5), hungUp(9), hungUp(6),
			completed(1), completed(3), hungUp(8), received(10, operator), completed(4), completed(7), completed(10),
		)},
		list{name: "an active call that is hung up is Completed, and its handler takes the next", acts: acts(
			staff("op1", "op2"), receivedAll(1, operator, operator, operator), seconds(2), hungUp(2), hungUp(3), hungUp(1), receivedAll(4, operator, operator),
		)},
		list{name: "hanging up a call that has ended is ErrNotActive, and changes nothing", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator), completed(1), seconds(1), hungUp(1), hungUp(3), seconds(1), hungUp(3), hungUp(2), hungUp(2),
		)},
		list{name: "completing or escalating a call that was abandoned is ErrNotActive, and changes nothing", acts: acts(
			staff("op1", "sup1", "op2"), away("op2"), away("sup1"), receivedAll(1, operator, operator), hungUp(2), completed(2), escalated(2), back("sup1"), escalated(2),
		)},
		list{name: "hanging up a call that there is not is ErrUnknown", acts: acts(
			hungUp(unknown), staff("op1"), receivedAll(1, operator), hungUp(unknown),
		)},
		list{name: "an escalated call that is hung up while it waits is Abandoned", acts: acts(
			staff("op1"), received(1, operator), seconds(1), escalated(1), seconds(1), hungUp(1), hired("sup1"), received(2, supervisor),
		)},
		list{name: "a call whose handler was dismissed, and that is hung up while it waits, is Abandoned", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), dismissed("op1"), seconds(1), hungUp(1), hired("op2"),
		)},
		list{name: "somebody who is set unavailable takes none when his caller hangs up", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), away("op1"), hungUp(1), back("op1"),
		)},
		list{name: "a call that would have to wait is refused with ErrBusyLine while MaxWaiting calls wait", maxWaiting: 2, acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator, operator, supervisor), completed(1), receivedAll(6, operator, operator), hungUp(6), receivedAll(8, operator, operator),
		)},
		list{name: "a call for which somebody is idle is not refused, however many wait", maxWaiting: 1, acts: acts(
			staff("op1", "op2"), receivedAll(1, supervisor, operator, director, operator, operator), completed(2), received(6, operator),
		)},
		list{name: "a call for a higher rank is refused although somebody lower is idle", maxWaiting: 1, acts: acts(
			staff("op1"), receivedAll(1, supervisor, supervisor, operator),
		)},
		list{name: "MaxWaiting 0 is no limit", acts: acts(times(40, func(i int) act { return received(i, operator) }))},
		list{name: "escalated calls are not refused, however many wait", maxWaiting: 1, acts: acts(
			staff("op1", "op2"), receivedAll(1, operator, operator, supervisor), escalated(1), escalated(2), receivedAll(4, supervisor), receivedAll(5, operator),
			hungUp(1), received(6, supervisor), hungUp(2), received(7, supervisor), hungUp(3), received(8, supervisor),
		)},
		list{name: "calls whose handlers were dismissed are not refused, however many wait", maxWaiting: 1, acts: acts(
			staff("op1", "op2"), receivedAll(1, operator, operator, operator), dismissed("op1"), dismissed("op2"), received(4, operator),
			hungUp(3), received(5, operator), hungUp(2), received(6, operator), hungUp(1), received(7, operator),
		)},
	)
	step.Row("a negative MaxWaiting is ErrInvalid", checkNegativeMaxWaiting)
	step.Row("calls are handled in order over random calls, while callers hang up and lines are busy", func(t *exercise.T) {
		verbs := []verb{receive, receive, receive, receive, complete, escalate, hangUp, hangUp, hire, dismiss, setAvailable, setAvailable, clock}
		for maxWaiting := range 4 {
			forStaffs(func(hiredFirst []act) {
				script(5, maxWaiting, hiredFirst...).Random(t, 20, 60, mixed(options{staff: cast, calls: 12}, verbs...))
			})
		}
	})
	step.Row("to hang up or escalate a call costs about the same with many calls waiting as with few", checkCostOfHangUp)
}

func TestStep6_ManyLines(t *testing.T) {
	step := steps.Begin(t)
	run(step, 6,
		list{name: "Stats of a new Center are zeros, and of one whose calls wait or were abandoned the waits are", acts: acts(
			staff("sup1"), dismissed("sup1"), received(1, operator), seconds(5), hungUp(1), received(2, operator),
		)},
		list{name: "the four numbers of Stats add up to the calls received", acts: acts(
			staff("op1", "sup1"), receivedAll(1, operator, supervisor, operator, operator, supervisor), completed(1), hungUp(4), hungUp(2), escalated(3), dismissed("sup1"),
		)},
		list{name: "a refused call is not in Stats", maxWaiting: 1, acts: acts(receivedAll(1, operator, operator, operator), hungUp(1), received(4, operator))},
		list{name: "a wait is the time from Received to Answered, and counts from the answer on", acts: acts(
			staff("op1"), received(1, operator), seconds(1), received(2, operator), seconds(6), completed(1), seconds(9), received(3, operator), completed(2), seconds(1), completed(3),
		)},
		list{name: "the waits of calls that were never answered do not count", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator), seconds(7), hungUp(2), completed(1), completed(3),
		)},
		list{name: "a call has one wait, until its first answer", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), seconds(2), completed(1), seconds(3), escalated(2), seconds(5), hired("sup1"), seconds(1), dismissed("sup1"), seconds(4), hired("dir1"), completed(2),
		)},
		list{name: "the wait of an escalated call counts also if it is hung up then", acts: acts(
			staff("op1"), receivedAll(1, operator, operator), seconds(2), completed(1), escalated(2), seconds(8), hungUp(2),
		)},
		list{name: "a wait is 0 if the clock goes back before the answer", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator), seconds(-4), completed(1), seconds(10), completed(2),
		)},
		list{name: "MeanWait has no fraction of a nanosecond", acts: acts(
			staff("op1"), receivedAll(1, operator, operator, operator), moved(1), completed(1), moved(1), completed(2),
		)},
	)
	step.Row("P95Wait of n waits is the ⌈0.95n⌉-th smallest", checkP95)
	step.Row("Stats and all else are right over random calls", func(t *exercise.T) {
		verbs := []verb{receive, receive, receive, receive, complete, complete, escalate, hangUp, hire, hire, dismiss, setAvailable, clock, clock}
		for maxWaiting := range 3 {
			script(6, 2*maxWaiting).Random(t, 60, 80, mixed(options{staff: cast, calls: 12}, verbs...))
		}
	})
	for _, row := range crowds {
		step.Row(row.name, row.check)
	}
	step.Row("after a day of 100 000 calls and 1000 employees every call is accounted for", checkDay)
}

func TestStep7_VIPsAndSkills(t *testing.T) {
	step := steps.Begin(t)
	run(step, 7,
		list{name: "a VIP is taken before the others who wait, whatever rank they need", acts: acts(
			staff("dir1"), received(1, operator), received(2, director), vip(3, operator), received(4, supervisor), vip(5, supervisor), vip(6, operator),
			completed(1), completed(5), completed(3), completed(6), completed(2), completed(4),
		)},
		list{name: "a VIP whom somebody free may not take does not stop the others", acts: acts(
			staff("op1"), received(1, operator), vip(2, director), received(3, operator), vip(4, operator), completed(1), completed(4),
		)},
		list{name: "a VIP takes nobody from a call, and needs the rank that he asks for", acts: acts(
			staff("op1", "op2"), received(1, operator), vip(2, supervisor), vip(3, operator), vip(4, operator),
		)},
		list{name: "a VIP is refused too when MaxWaiting calls wait", maxWaiting: 1, acts: acts(
			staff("op1"), vip(1, operator), received(2, operator), vip(3, operator), completed(1), vip(4, operator), vip(5, operator),
		)},
		list{name: "a VIP keeps his place when he is escalated or his handler dismissed", acts: acts(
			staff("op1", "sup1"), received(1, supervisor), vip(2, operator), vip(3, supervisor), received(4, supervisor), escalated(2), dismissed("sup1"), hungUp(2), hired("sup2"), hungUp(3),
		)},
		list{name: "a call with a Skill goes to the lowest rank that has somebody idle with that skill", acts: acts(
			hired("op1", "french"), hired("sup1"), hired("dir1", "french", "german"), hired("op2", "german"), hired("op3"),
			skilled(1, operator, "german"), skilled(2, operator, "german"), skilled(3, operator, "german"), skilled(4, supervisor, "french"), skilled(5, operator, "french"),
		)},
		list{name: "a call with a Skill goes, within a rank, to whoever has been idle longest and has it", acts: acts(
			hired("op4"), hired("op2", "german"), hired("op3", "german", "french"), hired("op1", "french", "german"),
			skilled(1, operator, "german"), completed(1), skilled(2, operator, "german"), skilled(3, operator, "french"), skilled(4, operator, "german"),
		)},
		list{name: "a call with a Skill that nobody has waits", acts: acts(
			hired("op1"), hired("dir1", "french"), skilled(1, operator, "german"), skilled(2, operator, "German"), received(3, operator), hired("op2", "german"), completed(1),
			skilled(4, operator, "German"),
		)},
		list{name: "somebody free skips the calls that he cannot take, and takes the first that he can", acts: acts(
			hired("op1", "french"), received(1, operator), skilled(2, operator, "german"), skilled(3, director, "french"), skilled(4, operator, "french"), received(5, operator),
			completed(1), completed(4), hired("op2", "german"),
		)},
		list{name: "somebody free takes the first of all calls for his skills and for none", acts: acts(
			hired("dir1", "german", "french"), received(1, operator), received(2, operator), skilled(3, operator, "french"), skilled(4, operator, "german"), received(5, operator),
			skilled(6, supervisor, "german"), skilled(7, supervisor, "french"), received(8, supervisor), skilled(9, supervisor, "spanish"),
			completed(1), completed(6), completed(7), completed(8), completed(2), completed(3), completed(4), completed(5),
		)},
		list{name: "somebody with several skills has one call at a time", acts: acts(
			hired("op1", "german", "french"), skilled(1, operator, "german"), skilled(2, operator, "french"), received(3, operator), completed(1), completed(2), completed(3),
			received(4, operator), skilled(5, operator, "german"),
		)},
		list{name: "somebody with skills takes calls without too, in his turn", acts: acts(
			hired("op1", "german"), hired("op2"), hired("op3", "french"), receivedAll(1, operator, operator, operator, operator),
		)},
		list{name: "an escalated call needs the skill still", acts: acts(
			hired("op1", "german"), hired("sup1"), hired("dir1", "german"), skilled(1, operator, "german"), escalated(1), skilled(2, operator, "german"), escalated(2), hired("sup2", "german"),
		)},
		list{name: "the call of somebody dismissed needs the skill still, and waits in its place", acts: acts(
			hired("op1", "german"), skilled(1, operator, "german"), hired("op2"), skilled(2, operator, "german"), dismissed("op1"), hired("op3", "german"), completed(1), hungUp(2),
		)},
		list{name: "somebody with skills who is not available, or dismissed, is in no line", acts: acts(
			hired("op1", "german", "french"), hired("op2", "german"), away("op1"), skilled(1, operator, "german"), skilled(2, operator, "french"), back("op1"),
			completed(1), completed(2), away("op1"), back("op1"), dismissed("op2"), skilled(3, operator, "german"), skilled(4, operator, "german"), completed(3), dismissed("op1"), skilled(5, operator, "french"),
		)},
		list{name: "an ID that is hired again has its new skills, and no others", acts: acts(
			hired("op1", "german"), dismissed("op1"), hired("op1", "french"), skilled(1, operator, "german"), skilled(2, operator, "french"),
		)},
		list{name: "a call with a Skill is refused although somebody without it is idle", maxWaiting: 1, acts: acts(
			hired("op1"), skilled(1, operator, "german"), skilled(2, operator, "german"), received(3, operator),
		)},
		list{name: "skills that no call asks for change nothing", acts: acts(
			hired("op2", "german"), hired("op1"), hired("sup1", "german"), receivedAll(1, operator, operator, operator, operator, supervisor), completed(3), completed(1), escalated(4), completed(2),
		)},
	)
	step.Row("calls are handled in order over random calls with VIPs and skills", func(t *exercise.T) {
		verbs := []verb{receive, receive, receive, receive, complete, complete, escalate, hangUp, hire, hire, dismiss, setAvailable, clock}
		for _, o := range []options{
			{staff: cast, calls: 12, vips: true},
			{staff: cast, calls: 12, skills: []string{"german", "french"}},
			{staff: cast, calls: 20, skills: []string{"german", "french", "spanish"}, vips: true},
		} {
			script(7, 0).Random(t, 50, 80, mixed(o, verbs...))
			script(7, 4).Random(t, 20, 80, mixed(o, verbs...))
		}
	})
	step.Row("under many goroutines nobody idle may take a waiting call, and every call is accounted for", func(t *exercise.T) {
		checkCrowd(t, crowd{skills: []string{"german", "french"}, vips: true})
	})
}

// cast is who may be hired in random calls.
var cast = []callcenter.EmployeeID{"op1", "op2", "op3", "sup1", "sup2", "dir1"}

// forStaffs calls f with several lists of whom to hire first.
func forStaffs(f func(hiredFirst []act)) {
	for _, ids := range [][]callcenter.EmployeeID{{"op1"}, {"sup1", "op1"}, {"dir1", "sup1", "op1"}, {"op2", "op1", "sup1", "dir1"}, {"sup2", "op3", "dir1", "op1", "sup1", "op2"}} {
		f(staff(ids...))
	}
}

func checkUnknown(t *exercise.T) {
	c := newCenter(callcenter.Config{})
	if _, err := c.Call(unknownID); errText(err) != "ErrUnknown" {
		t.Errorf("in a new Center c.Call(%d) returned %s, want ErrUnknown", unknownID, errText(err))
	}
	if _, _, err := c.Handling("op1"); errText(err) != "ErrUnknown" {
		t.Errorf("in a new Center c.Handling(%q) returned %s, want ErrUnknown", "op1", errText(err))
	}
	t.Doing(`c.Hire(callcenter.Employee{ID: "op1", Rank: callcenter.Operator}); c.Receive(callcenter.Request{Rank: callcenter.Operator})`)
	if err := c.Hire(callcenter.Employee{ID: "op1", Rank: operator}); err != nil {
		t.Fatalf("c.Hire of an operator returned %s, want no error", errText(err))
	}
	k, err := c.Receive(callcenter.Request{Rank: operator})
	if err != nil {
		t.Fatalf("c.Receive of a call for an operator returned %s, want no error", errText(err))
	}
	if _, err := c.Call(k.ID + 1000); errText(err) != "ErrUnknown" {
		t.Errorf("one call was received, with the ID %d; c.Call(%d) returned %s, want ErrUnknown", k.ID, k.ID+1000, errText(err))
	}
	if _, _, err := c.Handling("op2"); errText(err) != "ErrUnknown" {
		t.Errorf("op1 is hired; c.Handling(%q) returned %s, want ErrUnknown", "op2", errText(err))
	}
}

func checkRealClock(t *exercise.T) {
	c := newCenter(callcenter.Config{})
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
	k := mustReceive(t, c, callcenter.Request{Rank: operator})
	for _, field := range []struct {
		name string
		time time.Time
	}{{"Received", k.Received}, {"Answered", k.Answered}} {
		if age := time.Since(field.time); age > time.Hour || age < -time.Hour {
			t.Errorf("c, _ := callcenter.New(callcenter.Config{}); of a call that was answered just now %s is %v, want the time", field.name, field.time)
		}
	}
}

func checkTwoCenters(t *exercise.T) {
	a, b := newCenter(callcenter.Config{}), newCenter(callcenter.Config{})
	mustHire(t, a, callcenter.Employee{ID: "op1", Rank: operator})
	if k := mustReceive(t, b, callcenter.Request{Rank: operator}); k.State != callcenter.Waiting {
		t.Errorf("op1 is hired in one Center; a call that another one receives, where nobody is hired, is %v, want Waiting", k.State)
	}
	mustHire(t, b, callcenter.Employee{ID: "op1", Rank: supervisor})
	if k := mustReceive(t, a, callcenter.Request{Rank: operator}); k.State != callcenter.Active || k.Handler != "op1" {
		t.Errorf("op1 is hired and idle in one Center, and hired in another; a call that the first receives is %v with %q, want Active with op1", k.State, k.Handler)
	}
}

func checkWaitingCopies(t *exercise.T) {
	c := newCenter(callcenter.Config{})
	for range 3 {
		mustReceive(t, c, callcenter.Request{Rank: operator})
	}
	first := c.Waiting()
	if len(first) != 3 {
		t.Fatalf("three calls were received and nobody is hired; c.Waiting() has %d calls, want 3", len(first))
	}
	want := slices.Clone(first)
	second := c.Waiting()
	second[0], second[1] = second[1], callcenter.Call{}
	if !slices.Equal(first, want) {
		t.Errorf("v, w := c.Waiting(), c.Waiting(); w[0], w[1] = w[1], callcenter.Call{}; after that v is changed too: want slices of the caller's own")
	}
	if third := c.Waiting(); !slices.Equal(third, want) {
		t.Errorf("w := c.Waiting(); w[0], w[1] = w[1], callcenter.Call{}; after that c.Waiting() is changed too: want a slice of the caller's own")
	}
	first = c.Waiting()
	mustReceive(t, c, callcenter.Request{Rank: director})
	c.Waiting()
	if !slices.Equal(first, want) {
		t.Errorf("w := c.Waiting(); after another call was received, and c.Waiting() called again, w has changed: want a slice of the caller's own")
	}
}

func checkNegativeMaxWaiting(t *exercise.T) {
	if _, err := callcenter.New(callcenter.Config{MaxWaiting: -1}); errText(err) != "ErrInvalid" {
		t.Errorf("callcenter.New(callcenter.Config{MaxWaiting: -1}) returned %s, want ErrInvalid", errText(err))
	}
}

func mustHire(t *exercise.T, c *callcenter.Center, e callcenter.Employee) {
	if err := c.Hire(e); err != nil {
		t.Fatalf("c.Hire(%s) returned %s, want no error", employeeText(e), errText(err))
	}
}

func mustReceive(t *exercise.T, c *callcenter.Center, r callcenter.Request) callcenter.Call {
	k, err := c.Receive(r)
	if err != nil {
		t.Fatalf("c.Receive(%s) returned %s, want no error", requestText(r), errText(err))
	}
	return k
}

// checkP95 lets n calls wait for 1 to n seconds, in a mixed order.
func checkP95(t *exercise.T) {
	for _, n := range exercise.UpTo(60) {
		var now fakeClock
		now.set(at(0))
		c := newCenter(callcenter.Config{Now: now.read})
		var ids []callcenter.CallID
		for range n {
			ids = append(ids, mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
		}
		waits := make([]time.Duration, n)
		for i := range n {
			// All were received at 0; the clock is free to go back and forth between the answers.
			waits[i] = time.Duration(1+(7*i+3)%n) * time.Second
			now.set(at(waits[i]))
			if i == 0 {
				mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
			} else if err := c.Complete(ids[i-1]); err != nil {
				t.Fatalf("c.Complete of the call that op1 handles returned %s, want no error", errText(err))
			}
		}
		mean, p95 := meanAndP95(waits)
		if s := c.Stats(); s.P95Wait != p95 || s.MeanWait != mean {
			t.Fatalf("%d calls were answered, which have waited %v: c.Stats() has MeanWait %v and P95Wait %v, want %v and %v",
				n, waits, s.MeanWait, s.P95Wait, mean, p95)
		}
	}
}
