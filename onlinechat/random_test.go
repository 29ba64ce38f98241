package onlinechat_test

import (
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Random calls of few users in few chats, so that they get into one another's way.

// random checks up to so many rounds of random calls, about length of them each; the length of a
// round is its seed too. After a second it is enough, for designs that take their time.
func random(t *exercise.T, script exercise.Script[call], rounds, length int, call func(r *rand.Rand) call) {
	if exercise.Race {
		rounds /= 5
	}
	for i := range exercise.Within(rounds) {
		script.Random(t, 1, length+i%length, call)
	}
}

var (
	friendVerbs = slices.Concat(
		slices.Repeat([]verb{addUser, requestFriend, approve, friends, requests}, 3),
		[]verb{requestFriend, requestFriend, reject, unfriend, removeUser})
	calls3 = slices.Concat(social, slices.Repeat([]verb{openPrivate, send, history}, 4))
	calls4 = slices.Concat(calls3, slices.Repeat([]verb{createGroup, invite, invite, invite, send, send, history, leave, kick, members}, 2))
	calls5 = slices.Concat(calls4, slices.Repeat([]verb{history, send, send}, 4))
	calls6 = slices.Concat(calls5, slices.Repeat([]verb{unread, unread, markRead}, 5), []verb{block, block, unblock, removeUser, removeUser})
	calls7 = slices.Concat(calls6, slices.Repeat([]verb{subscribe, receive, receive, receive, errOf, online}, 3), []verb{closeSub})

	social = slices.Concat(
		slices.Repeat([]verb{addUser, requestFriend, approve}, 5),
		[]verb{requestFriend, requestFriend, reject, unfriend, setClock})
)

// early are the verbs of the steps in which pages are not limited and nothing is retried.
func early(verbs []verb) bool {
	return !slices.Contains(verbs, markRead) && len(verbs) <= len(calls4)
}

// mixed returns a source of random calls of the verbs given.
func mixed(verbs ...verb) func(r *rand.Rand) call {
	simple := early(verbs)
	return func(r *rand.Rand) call {
		c := call{
			verb: verbs[r.IntN(len(verbs))],
			a:    people[r.IntN(5)], b: people[r.IntN(5)],
			chat: 1 + r.IntN(4), sub: 1 + r.IntN(4),
			text: []string{"a", "b", "é", "c d"}[r.IntN(4)], limit: 100,
		}
		c.spoil = r.IntN(4) == 0 && slices.Contains([]verb{friends, requests, members, history}, c.verb)
		switch c.verb {
		case setClock:
			c.n = int64(r.IntN(20) - 10)
		case send:
			if r.IntN(10) == 0 {
				c.text = badTexts[r.IntN(len(badTexts))]
			}
			if !simple {
				c.clientID = []string{"", "", "x", "y"}[r.IntN(4)]
			}
		case history:
			if !simple {
				c.n, c.limit = int64(r.IntN(10)-1), r.IntN(8)
			}
		case markRead:
			c.n = int64(r.IntN(10) - 1)
		case subscribe:
			c.n = int64(r.IntN(4))
		}
		return c
	}
}
