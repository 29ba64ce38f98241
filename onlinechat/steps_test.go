package onlinechat_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// Each step has rows that teach its rules, in rows_test.go and laterrows_test.go. Then come a grid of all calls that can
// be refused for two reasons at the same time, and random calls. The other checks are in checks_test.go and, for
// goroutines, in live_test.go, traffic_test.go and races_test.go.

var steps = exercise.NewSteps(7)

func forRows(step *exercise.Step, checker exercise.Ops[*solution, *model], rows []row) {
	for _, r := range rows {
		step.Row(r.name, func(t *exercise.T) { checker.Check(t, r.ops...) })
	}
}

// atRandom adds the rows of step n that make random calls.
func atRandom(step *exercise.Step, n int, checker exercise.Ops[*solution, *model], rounds, length int) {
	step.Row("random calls of all methods so far return what the contract says", func(t *exercise.T) { random(t, checker, n, rounds, length) })
	step.Row("two Servers share nothing", func(t *exercise.T) { twins(t, n, 40) })
}

const inOrder = "if several reasons refuse a call, the error is the first in the order of Server's comment, and nothing changes"

func TestStep1_Users(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, userRows())
	step.Row("New returns ErrInvalid if MaxText or MaxPage is negative", checkNew)
	atRandom(step, 1, plain, 100, 60)
	step.Row("a Server may have more than 65,536 users", checkManyUsers)
}

func TestStep2_Friendship(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, friendRows())
	step.Row(inOrder, func(t *exercise.T) { grid(t, peopled, pairs(requestFriend, approve, reject, unfriend), looks(2)) })
	atRandom(step, 2, plain, 200, 120)
	step.Row("a user may have more than 65,536 friends", checkManyFriends)
}

func TestStep3_PrivateChat(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, privateRows())
	forRows(step, limited, textRows())
	step.Row("without MaxText, a text may have at most 4,096 runes", func(t *exercise.T) { checkMaxText(t, onlinechat.Config{}, 4096) })
	step.Row("MaxText may be 1, or more than 4,096", checkOtherMaxText)
	step.Row("without Now, At is the current time", checkDefaultNow)
	step.Row("At is a time that the clock showed during Send, and the same in History", checkMovingClock)
	step.Row("Servers share nothing, so the clock of one may use another", checkClockUsesAnother(3))
	step.Row(inOrder, func(t *exercise.T) {
		grid(t, conversing, seq(pairs(open), everywhere(log), sending(noIDs, texts...)), looks(3))
	})
	atRandom(step, 3, limited, 250, 150)
}

func TestStep4_Groups(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, groupRows())
	step.Row(inOrder, func(t *exercise.T) {
		grid(t, grouping, seq(pairs(open), crowded(invite, kick), everywhere(leave, members, log), sending(noIDs, texts...)), looks(4))
	})
	step.Row("after random calls, the owner is the remaining member who joined first", checkOrderOfJoining)
	atRandom(step, 4, limited, 300, 200)
	step.Row("user 1x in chat 2 is not user x in chat 21, although both pairs, written together, are 21x", checkGluedChats)
	step.Row("members may join a group more than 65,536 times", checkManyJoins)
	step.Row("a group may have more than 65,536 members", checkManyMembers)
	step.Row("a Server may have more than 65,536 chats", checkManyChats)
}

func TestStep5_HistoryAndRetries(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, small, historyRows())
	step.Row("without MaxPage, a page has up to 100 messages", func(t *exercise.T) { checkMaxPage(t, onlinechat.Config{}, 100) })
	step.Row("MaxPage may be 1, or more than 100", checkOtherMaxPages)
	forRows(step, plain, retryRows())
	step.Row("the same client ID of user 1x in chat 2 and of user x in chat 21 names two messages, although both pairs, written together, are 21x", checkGluedClientIDs)
	step.Row("pages of any length add up to the whole chat", checkPages)
	step.Row(inOrder, func(t *exercise.T) {
		pages := []func(int, id) op{log}
		for _, args := range [][2]int{{0, 2}, {2, 2}, {0, 0}, {-1, 2}} {
			pages = append(pages, func(c int, u id) op { return history(c, u, int64(args[0]), args[1]) })
		}
		grid(t, grouping, seq(sending(allIDs, texts...), everywhere(pages...)), looks(5))
	})
	atRandom(step, 5, small, 250, 250)
	step.Row("Send costs about the same in a long chat as in a short one", checkSendCost)
	step.Row("Send and History cost about the same if there are many other users and chats", checkBesideUsers)
	step.Row("Send and History cost about the same in a group that many members have left", func(t *exercise.T) { checkFormerMembers(t, 15_000, sendingAsBob, paging) })
	step.Row("History costs about the same in a long chat as in a short one", checkHistoryCost)
	step.Row("a chat may have more than 65,536 messages", checkManyMessages)
}

func TestStep6_UnreadAndBlocking(t *testing.T) {
	step := steps.Begin(t)
	forRows(step, plain, unreadRows())
	forRows(step, plain, blockRows())
	forRows(step, plain, removalRows())
	step.Row(inOrder, func(t *exercise.T) {
		marks := []func(int, id) op{unread, leave, members}
		for _, seq := range []int64{-1, 1, 99} {
			marks = append(marks, func(c int, u id) op { return markRead(c, u, seq) })
		}
		grid(t, blocking, seq(pairs(requestFriend, approve, reject, unfriend, block, unblock, open), crowded(invite, kick), everywhere(marks...), sending(allIDs, "", "first", "yes")), looks(6))
	})
	step.Row("RemoveUser changes nothing between other users", func(t *exercise.T) {
		grid(t, blocking, each(removeUser, people...), seq(looks(6), pairs(requestFriend, open, block, unblock), sending(noIDs, "yes"), crowded(invite, kick), looks(6)))
	})
	atRandom(step, 6, small, 250, 300)
	step.Row("Unread costs about the same in a long chat as in a short one", checkUnreadCost)
	step.Row("Unread costs about the same in a group that many members have left", func(t *exercise.T) { checkFormerMembers(t, lots/4, counting) })
	step.Row("more than 65,536 messages may be unread", checkManyUnread)
}

func TestStep7_LiveDelivery(t *testing.T) {
	step := steps.Begin(t)
	// In a bubble, a Send that waits fails immediately, so these rows come first.
	step.OpenBubble("Send never waits for a reader", checkNeverReads)
	step.OpenBubble("Close, RemoveUser, Kick and Leave never wait for a reader", checkNeverReadsAndGoes)
	step.OpenBubble("a reader who waits for a message wakes up when the Subscription ends", checkWaitingReader)
	forRows(step, plain, liveRows())
	step.Row(inOrder, func(t *exercise.T) {
		rooms := func(n int) func(u id) op { return func(u id) op { return subscribe(9, u, n) } }
		grid(t, living, seq(pairs(online, unfriend, block, requestFriend), each(rooms(0), people...), each(rooms(1), people...), each(removeUser, people...),
			everywhere(leave), crowded(kick), sending(allIDs, "", "first", "yes")), looks(7))
	})
	atRandom(step, 7, small, 200, 400)
	step.Row("a buffer of 65,536 is valid, and loses no message before it is full", checkFullBuffer)
	step.Row("the Server keeps no reference to a Subscription that is no longer open", checkForgotten)
	step.Row("Subscriptions that have ended leave no memory and no goroutines behind", checkNoLeak)
	step.Row("a user may subscribe more than 65,536 times", checkManySubscriptions)
	step.Row("a user may have more than 65,536 open Subscriptions", checkManyOpenSubscriptions)
	step.Row("Send costs about the same if a member has many ended Subscriptions, and users outside the chat have many open ones", checkBesideSubscriptions)
	step.Row("Send costs about the same if a member had many Subscriptions at the same time, which have ended", checkEndedAtOnce)
	for _, r := range meetings {
		step.Row(r.name, r.check)
	}
	for _, d := range duels {
		step.Row(d.name, func(t *exercise.T) { d.fight(t, 80, 8) })
	}
}

// meetings are the rows of step 7 in which goroutines meet.
var meetings = []struct {
	name  string
	check func(t *exercise.T)
}{
	{"if goroutines call all methods at the same time, every call returns", checkReturns},
	{"while many send, Seq has no gaps, and each Subscription gets each message once, in order", checkDelivery},
	{"overlapping calls on users return what they would return one after another, in some order", checkUserOrder},
	{"overlapping calls on friendships return what they would return one after another, in some order", checkFriendOrder},
	{"overlapping calls on a group return what they would return one after another, in some order", checkGroupOrder},
	{"a removed user has no open Subscription, even if one with a large buffer was made at the same time", checkSubscribeAndRemove},
	{"two Servers share nothing, even if goroutines use them at the same time", func(t *exercise.T) { checkAlone(t, false) }},
	{"Servers share nothing, so the clock of one may use another", checkClockUsesAnother(7)},
	{"goroutines with users and chats of their own get the answers that they would get alone", func(t *exercise.T) { checkAlone(t, true) }},
	{"when Send returns, the message is in every channel, even if another goroutine sends the same message", checkDeliveredOnReturn},
	{"Err says how a Subscription ended as soon as its channel is closed", checkErrWhenClosed},
	{"while calls of MarkRead overlap, the mark never moves back", checkMarkStays},
	{"Online answers for one moment, although it is about a friendship and Subscriptions", checkOneMoment},
	{"while a user leaves and joins again and again, they see no message that was sent in between", checkOutside},
	{"calls that overlap with the Leave of the only member come before it, or return ErrUnknownChat", checkClosing},
	{"overlapping calls on Subscriptions return what they would return one after another, in some order", checkOnlineOrder},
}
