package onlinechat_test

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 in which goroutines send and receive, in many short rounds.

// yielding is a Config whose clock lets others run in the middle of a call.
var yielding = onlinechat.Config{MaxPage: 1 << 20, Now: func() time.Time {
	runtime.Gosched()
	return start
}}

// rounds calls check up to n times, with more threads than processors, until it fails.
func rounds(t *exercise.T, n int, check func(round int)) {
	defer exercise.MoreThreads(16)()
	for round := range exercise.Within(exercise.Rounds(n)) {
		if check(round); t.Failed() {
			return
		}
	}
}

// whole returns all messages of a chat that a member sees.
func whole(s *onlinechat.Server, chat onlinechat.ChatID, u id) []onlinechat.Message {
	return got(s.History(chat, u, 0, 1<<20))
}

// sendNumbered sends n messages whose texts name the sender and a number, and returns what Send returned.
func sendNumbered(t *exercise.T, s *onlinechat.Server, chat onlinechat.ChatID, u id, n int) (sent []onlinechat.Message) {
	for i := range n {
		text := fmt.Sprintf("%s, no. %d", u, i+1)
		m, err := s.Send(chat, u, "", text)
		if err != nil || m.Text != text || m.From != u || m.Chat != chat {
			t.Fatalf("s.Send(%d, %q, \"\", %q), while others do the same, returned (%+v, %s), want a message with this Chat, From and Text, and nil", chat, u, text, m, exercise.Text(err))
		}
		if i > 0 && m.Seq <= sent[i-1].Seq {
			t.Fatalf("%s sends one message after the other, while others do the same: the Seqs are %d and then %d, want the second one to be larger, because the Seqs of a chat ascend", u, sent[i-1].Seq, m.Seq)
		}
		sent = append(sent, m)
	}
	return sent
}

// checkDelivery lets users send to two groups at the same time. Each user has three Subscriptions: one from the beginning, one
// that soon lags, and one that begins right before the user's first message.
func checkDelivery(t *exercise.T) {
	const goroutines, each = 8, 20
	users := ids(goroutines)
	rounds(t, 50, func(int) {
		s, first := groupOf(yielding, users...)
		chats := []onlinechat.ChatID{first, got(s.CreateGroup(users[0], "coffee"))}
		for _, u := range users[1:] {
			must(s.Invite(chats[1], users[0], u))
		}
		var subs, small, late [goroutines]*onlinechat.Subscription
		var sent [goroutines][]onlinechat.Message
		for i, u := range users {
			subs[i], small[i] = subscribed(s, u, goroutines*each), subscribed(s, u, 1+i)
		}
		exercise.Together(t, goroutines, func(i int) {
			late[i] = subscribed(s, users[i], goroutines*each)
			sent[i] = sendNumbered(t, s, chats[i%2], users[i], each)
		})
		if t.Failed() {
			return
		}
		what := fmt.Sprintf("at the same time, each of %d users sends %d messages, %d of the users to one group and the others to another: ", goroutines, each, goroutines/2)
		for k, chat := range chats {
			log := whole(s, chat, users[0])
			wantRun(t, what+"History of a group has", seqsOf(log), 1, goroutines/2*each)
			for i := range goroutines {
				for _, m := range sent[i] {
					if i%2 == k && m != log[m.Seq-1] {
						wantEqual(t, what+"the message that Send returned differs from the one with the same Seq in History", m, log[m.Seq-1])
					}
				}
			}
		}
		for i, u := range users {
			wantDelivered(t, what+string(u), s, u, subs[i], chats, 1)
			wantDelivered(t, fmt.Sprintf("%s%s, who subscribed right before sending,", what, u), s, u, late[i], chats[i%2:i%2+1], int(sent[i][0].Seq))
			wantEqual(t, fmt.Sprintf("%sa Subscription that lags keeps the messages that wait, as many as buffer says: the number that waits for %s, who never reads and has a buffer of %d", what, u, 1+i), len(waiting(small[i])), 1+i)
			require.ErrorIs(t, small[i].Err(), ErrLagged, "%sErr() of the Subscription of %s, who never reads and has a buffer of %d, so it has lagged", what, u, 1+i)
		}
	})
}

// wantDelivered fails t if a Subscription does not have the messages of chats as History has them, starting at Seq
// latest or earlier.
func wantDelivered(t *exercise.T, who string, s *onlinechat.Server, u id, sub *onlinechat.Subscription, chats []onlinechat.ChatID, latest int) {
	byChat := make(map[onlinechat.ChatID][]onlinechat.Message)
	for _, m := range waiting(sub) {
		byChat[m.Chat] = append(byChat[m.Chat], m)
	}
	for _, chat := range chats {
		log, first := whole(s, chat, u), latest
		if all := byChat[chat]; len(all) > 0 {
			first = min(latest, int(all[0].Seq))
		}
		if !slices.Equal(byChat[chat], log[first-1:]) {
			wantEqual(t, who+" must receive each message of the group once, in the order of Seq, as in History", byChat[chat], log[first-1:])
		}
	}
}
