package onlinechat_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// Each step has rows that teach its rules, in rows_test.go and laterrows_test.go, then a grid of all calls
// that can be refused for two reasons at once, and random calls. What else it checks is in checks_test.go and,
// for goroutines, in live_test.go and races_test.go.

var steps = exercise.NewSteps(7)

func forRows(step *exercise.Step, checker exercise.Ops[*solution, *model], rows []row) {
	for _, r := range rows {
		step.Row(r.name, func(t *exercise.T) { checker.Check(t, r.ops...) })
	}
}

// atRandom has the rows of step n that make random calls.
func atRandom(step *exercise.Step, n int, checker exercise.Ops[*solution, *model], rounds, length int) {
	step.Row("any calls of the methods so far, in any order, have the answers of the contract", func(t *exercise.T) { random(t, checker, n, rounds, length) })
	step.Row("two Servers share nothing", func(t *exercise.T) { twins(t, n, 40) })
}

const inOrder = "of several reasons to refuse a call, one counts that the contract allows, and nothing changes"

func TestStep1_Users(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, userRows)
	step.Row("New refuses a negative MaxText or MaxPage with ErrInvalid", checkNew)
	atRandom(step, 1, plain, 100, 60)
}

func TestStep2_Friendship(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, friendRows)
	step.Row(inOrder, func(t *exercise.T) { grid(t, peopled, pairs(requestFriend, approve, reject, unfriend), looks(2)) })
	atRandom(step, 2, plain, 200, 120)
}

func TestStep3_PrivateChat(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, privateRows)
	forRows(step, limited, textRows)
	step.Row("without a MaxText, 4,096 runes fit", func(t *exercise.T) { checkMaxText(t, onlinechat.Config{}, 4096) })
	step.Row("a MaxText may be more than that, or 1", checkOtherMaxText)
	step.Row("without a Now, At is the time", checkDefaultNow)
	step.Row("At is one reading of a clock that moves whenever it is read", checkMovingClock)
	step.Row(inOrder, func(t *exercise.T) {
		grid(t, conversing, seq(pairs(open), everywhere(log), sending(noIDs, texts...)), looks(3))
	})
	atRandom(step, 3, limited, 250, 150)
}

func TestStep4_Groups(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, groupRows)
	step.Row(inOrder, func(t *exercise.T) {
		grid(t, grouping, seq(pairs(open), crowded(invite, kick), everywhere(leave, members, log), sending(noIDs, texts...)), looks(4))
	})
	step.Row("the order of joining decides who owns the group, whoever leaves, is kicked, comes back or is looked at", checkOrderOfJoining)
	atRandom(step, 4, limited, 300, 200)
	step.Row("a group may see more than 65,536 members come and go", checkManyJoins)
	step.Row("a Server may have more than 65,536 chats", checkManyChats)
}

func TestStep5_HistoryAndRetries(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, small, historyRows)
	step.Row("without a MaxPage, a page has up to 100 messages", func(t *exercise.T) { checkMaxPage(t, onlinechat.Config{}, 100) })
	step.Row("a MaxPage may be more than that, or 1", checkOtherMaxPages)
	forRows(step, plain, retryRows)
	step.Row("pages add up to the whole log, whatever their length", checkPages)
	step.Row(inOrder, func(t *exercise.T) {
		pages := []func(int, id) op{log}
		for _, args := range [][2]int{{0, 2}, {2, 2}, {0, 0}, {-1, 2}} {
			pages = append(pages, func(c int, u id) op { return history(c, u, int64(args[0]), args[1]) })
		}
		grid(t, grouping, seq(sending(allIDs, texts...), everywhere(pages...)), looks(5))
	})
	atRandom(step, 5, small, 250, 250)
	step.Row("Send costs the same in a chat of many messages as in one of few", checkSendCost)
	step.Row("History costs the same in a chat of many messages as in one of few", checkHistoryCost)
	step.Row("a chat may have more than 65,536 messages", checkManyMessages)
}

func TestStep6_UnreadAndBlocking(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, unreadRows)
	forRows(step, plain, blockRows)
	forRows(step, plain, removalRows)
	step.Row(inOrder, func(t *exercise.T) {
		marks := []func(int, id) op{unread, leave, members}
		for _, seq := range []int64{-1, 1, 99} {
			marks = append(marks, func(c int, u id) op { return markRead(c, u, seq) })
		}
		grid(t, blocking, seq(pairs(requestFriend, approve, reject, unfriend, block, unblock, open), crowded(invite, kick), everywhere(marks...), sending(allIDs, "", "first", "yes")), looks(6))
	})
	step.Row("RemoveUser ends what a user had with others, and they go on", func(t *exercise.T) {
		grid(t, blocking, each(removeUser, people...), seq(looks(6), pairs(requestFriend, open, block, unblock), sending(noIDs, "yes"), crowded(invite, kick), looks(6)))
	})
	atRandom(step, 6, small, 250, 300)
	step.Row("Unread costs the same in a chat of many messages as in one of few", checkUnreadCost)
	step.Row("more than 65,536 messages may be unread", checkManyUnread)
}

func TestStep7_LiveDelivery(t *testing.T) {
	step := steps.Begin(t)
	// In a bubble a Send that waits is found out at once, so that comes first.
	step.OpenBubble("Send never waits for a reader", checkNeverReads)
	step.OpenBubble("no call waits for a reader, however the reader goes", checkNeverReadsAndGoes)
	step.OpenBubble("a reader who waits for a message is woken when the Subscription ends", checkWaitingReader)
	forRows(step, plain, liveRows)
	step.Row(inOrder, func(t *exercise.T) {
		rooms := func(n int) func(u id) op { return func(u id) op { return subscribe(9, u, n) } }
		grid(t, living, seq(pairs(online, unfriend, block, requestFriend), each(rooms(0), people...), each(rooms(1), people...), each(removeUser, people...),
			everywhere(leave), crowded(kick), sending(allIDs, "", "first", "yes")), looks(7))
	})
	atRandom(step, 7, small, 200, 400)
	step.Row("a buffer may be 65,536, and no message is lost before it is full", checkFullBuffer)
	step.Row("the Server keeps no reference to a Subscription that is not open", checkForgotten)
	step.Row("nothing is left of Subscriptions that have ended", checkNoLeak)
	step.Row("a user may have had more than 65,536 Subscriptions", checkManySubscriptions)
	step.Row("Send costs the same beside many Subscriptions as beside few", checkBesideSubscriptions)
	for _, r := range meetings {
		step.Row(r.name, r.check)
	}
	for _, d := range duels {
		step.Row(d.name, func(t *exercise.T) { d.fight(t, 120, 6) })
	}
}

// meetings are the rows of step 7 in which goroutines meet.
var meetings = []struct {
	name  string
	check func(t *exercise.T)
}{
	{"Seq has no gaps and no doubles, and every subscriber gets every message once, in order, however many send at once", checkDelivery},
	{"calls on users at once have the answers of some order", checkUserOrder},
	{"calls on friendships at once have the answers of some order", checkFriendOrder},
	{"calls on a group at once have the answers of some order", checkGroupOrder},
	{"no Subscription of a removed user is open, however large the channels that were made at the same time", checkSubscribeAndRemove},
	{"calls on Subscriptions at once have the answers of some order", checkOnlineOrder},
}
