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
		script().Random(t, 100, 60, mixed(addUser, addUser, updateUser, user, user, removeUser))
	})
}

func TestStep2_Friendship(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), friendRows)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", func(t *exercise.T) {
		grid(t, script(), peopled, pairs(requestFriend, approve, reject, unfriend), looks(2))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		script().Random(t, 200, 80, mixed(friendVerbs...))
	})
}

func TestStep3_PrivateChat(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, script(), privateRows)
	forRows(step, limited(), textRows)
	step.Row("without a MaxText, 4096 runes fit", checkDefaultMaxText)
	step.Row("without a Now, At is the time", checkDefaultNow)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", func(t *exercise.T) {
		grid(t, limited(), conversing, calls(pairs(openPrivate), everywhere(1, history),
			with(everywhere(1, send), texts(append(badTexts, "yes")...)...)), looks(3))
	})
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		limited().Random(t, 200, 80, mixed(calls3...))
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
		limited().Random(t, 300, 100, mixed(calls4...))
	})
}

func TestStep5_HistoryAndRetries(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, small(), historyRows)
	step.Row("without a MaxPage, a page has up to 100 messages", checkDefaultMaxPage)
	forRows(step, script(), retryRows)
	step.Row("pages add up to the whole log, whatever their length", checkPages)
	step.Row("of several reasons to refuse a call the first in the order of the contract counts", checkOrderWithRetries)
	step.Row("a Server is like the model over random calls", func(t *exercise.T) {
		small().Random(t, 300, 100, mixed(calls5...))
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
		small().Random(t, 400, 120, mixed(calls6...))
	})
	step.Row("Unread costs the same in a chat of many messages as in one of few", checkUnreadCost)
}
