package onlinechat_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

var steps = exercise.NewSteps(7)

// A row of calls, whose answers must be those of the model.
type row struct {
	name  string
	calls []call
}

func forRows(step *exercise.Step, script exercise.Script[call], rows []row) {
	for _, r := range rows {
		step.Row(r.name, func(t *exercise.T) { script.Check(t, r.calls...) })
	}
}

// limited is a Server whose texts are short.
func limited() exercise.Script[call] { return scriptOf(onlinechat.Config{MaxText: maxText}) }

func TestStep1_Users(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), userRows)
	step.Row("New refuses a negative MaxText or MaxPage with ErrInvalid", checkNew)
	step.Row("two Servers share nothing", checkTwoServers)
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, script(), 100, 60, mixed(addUser, addUser, updateUser, user, user, removeUser))
	})
}

func TestStep2_Friendship(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), friendRows)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", func(t *exercise.T) {
		grid(t, script(), peopled, pairs(requestFriend, approve, reject, unfriend), looks(2))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, script(), 200, 120, mixed(friendVerbs...))
	})
}

func TestStep3_PrivateChat(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), privateRows)
	forRows(step, limited(), textRows)
	step.Row("without a MaxText, 4096 runes fit", func(t *exercise.T) { checkMaxText(t, onlinechat.Config{}, 4096) })
	step.Row("a MaxText may be more than that", func(t *exercise.T) { checkMaxText(t, onlinechat.Config{MaxText: 5000}, 5000) })
	step.Row("without a Now, At is the time", checkDefaultNow)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", func(t *exercise.T) {
		grid(t, limited(), conversing, calls(pairs(openPrivate), everywhere(1, history),
			with(everywhere(1, send), texts(append(badTexts, "yes")...)...)), looks(3))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, limited(), 300, 150, mixed(calls3...))
	})
}

func TestStep4_Groups(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), groupRows)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", func(t *exercise.T) {
		grid(t, limited(), grouping, calls(everywhere(2, invite, kick), everywhere(1, leave, members, history),
			with(everywhere(1, send), texts(append(badTexts, "yes")...)...)), looks(4))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, limited(), 400, 200, mixed(calls4...))
	})
}

func TestStep5_HistoryAndRetries(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, small(), historyRows)
	step.Row("without a MaxPage, a page has up to 100 messages", func(t *exercise.T) { checkMaxPage(t, onlinechat.Config{}, 100) })
	step.Row("a MaxPage may be more than that", func(t *exercise.T) { checkMaxPage(t, onlinechat.Config{MaxPage: 130}, 130) })
	forRows(step, script(), retryRows)
	step.Row("a retry returns the first message, however many came after it", checkLateRetry)
	step.Row("pages add up to the whole log, whatever their length", checkPages)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", checkOrderWithRetries)
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, small(), 400, 250, mixed(calls5...))
	})
	step.Row("Send costs the same in a chat of many messages as in one of few", checkSendCost)
	step.Row("History costs the same in a chat of many messages as in one of few", checkHistoryCost)
}

func TestStep6_UnreadAndBlocking(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), unreadRows)
	forRows(step, script(), blockRows)
	forRows(step, script(), removalRows)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", checkOrderWithBlocks)
	step.Row("RemoveUser ends what he had with others, and they go on", func(t *exercise.T) {
		grid(t, limited(), blocking, ask(removeUser, people...), calls(looks(6), pairs(requestFriend, openPrivate, block, unblock),
			with(everywhere(1, send), texts("yes")...), everywhere(2, invite, kick), looks(6)))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, small(), 500, 300, mixed(calls6...))
	})
	step.Row("Unread costs the same in a chat of many messages as in one of few", checkUnreadCost)
}

func TestStep7_LiveDelivery(t *testing.T) {
	step := steps.Begin(t)
	// In a bubble a Send that waits is found out at once, so that comes first.
	step.OpenBubble("Send never waits for who does not read", checkNeverReads)
	step.OpenBubble("nobody waits for who does not read, however he goes", checkNeverReadsAndGoes)
	forRows(step, script(), liveRows)
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		random(t, small(), 500, 400, mixed(calls7...))
	})
	step.Row("the Server keeps no reference to a Subscription that is not open any more", checkForgotten)
	step.Row("nothing is left of Subscriptions that were closed", checkNoLeak)
	for _, r := range meetings {
		step.Row(r.name, r.check)
	}
}

// meetings are the rows of step 7 in which goroutines meet.
var meetings = []struct {
	name  string
	check func(t *exercise.T)
}{
	{"Seq has no gaps and no doubles, and no message is lost, however many send at once", checkGapless},
	{"each chat has its own Seq, however many send at once", checkManyChats},
	{"every subscriber gets every message once, in the order of Seq, however many send at once", checkSameOrder},
	{"a Subscription that begins while others send gets every message from then on", checkLateSubscribers},
	{"a slow reader gets what comes before it lags, and then ErrLagged, however many send at once", checkSlowReaders},
	{"pages add up to the whole log while others send", checkPagesMeanwhile},
	{"retries at once send one message", checkRetryTogether},
	{"an ID is given once, however many ask for it at once", checkAddTogether},
	{"requests that cross at once make friends", checkRequestTogether},
	{"a request is answered once, however many answer at once", checkAnswerTogether},
	{"who is blocked is no friend, whatever is done at once", checkBlockMeanwhile},
	{"two friends have one private chat, however often it is opened at once", checkOpenTogether},
	{"each group has an ID of its own, however many are made at once", checkCreateTogether},
	{"who is invited by several at once joins once", checkInviteTogether},
	{"who leaves and is kicked at once leaves once", checkKickAndLeave},
	{"when owners leave at once the earliest of those who remain is the owner", checkOwnersLeave},
	{"when all leave at once the group is closed", checkAllLeave},
	{"after Kick has returned nothing more comes from who was kicked", checkSendAfterKick},
	{"of messages that are marked as read at once the last one counts", checkMarkTogether},
	{"of who was removed nothing is left, whatever is done at once", checkRemoveMeanwhile},
	{"to close, kick, remove and send at once does no harm", checkClosing},
	{"calls on friendships at once have the answers of some order", checkFriendOrder},
	{"calls on a group at once have the answers of some order", checkGroupOrder},
	{"calls of all sorts at once come to an end, and leave sense behind", checkStorm},
}
