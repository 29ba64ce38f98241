package onlinechat_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// The fuzz targets turn their input into calls, four bytes a call, and compare the answers with those
// of the model.

func FuzzFriendship(f *testing.F) {
	steps.Fuzz(f, 2)
	f.Add([]byte{0, 0, 0, 0, 0, 1, 0, 0, 4, 0, 1, 0, 5, 1, 0, 0, 8, 0, 0, 0})
	f.Add([]byte("ask, approve, reject, and ask again until it breaks"))
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			script().Check(t, decode(input, addUser, updateUser, user, removeUser, requestFriend, approve, reject, unfriend, friends, requests)...)
		})
	})
}

func FuzzChats(f *testing.F) {
	steps.Fuzz(f, 6)
	f.Add([]byte{3, 0, 0, 1, 4, 0, 1, 1, 7, 1, 0, 1, 7, 0, 0, 1, 9, 0, 0, 1, 11, 1, 0, 1})
	f.Add([]byte("open, invite, kick, leave, send, page and block until it breaks"))
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			verbs := []verb{requestFriend, unfriend, openPrivate, createGroup, invite, kick, leave, send, send, history, markRead, unread, members, block, unblock, removeUser}
			small().Check(t, calls(circle(people[:5]...), decode(input, verbs...))...)
		})
	})
}

func FuzzLive(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add([]byte{3, 0, 0, 1, 4, 0, 1, 1, 8, 1, 1, 1, 7, 0, 0, 1, 7, 0, 0, 1, 9, 0, 0, 1, 10, 0, 0, 1})
	f.Add([]byte("subscribe, send, lag, close and look until it breaks"))
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			verbs := []verb{requestFriend, unfriend, openPrivate, createGroup, invite, kick, leave, send, subscribe, receive, errOf, closeSub, online, removeUser, send, receive}
			small().Check(t, calls(circle(people[:5]...), decode(input, verbs...))...)
		})
	})
}

// decode returns a call of one of the verbs for every four bytes of input.
func decode(input []byte, verbs ...verb) (cs []call) {
	for ; len(input) > 3; input = input[4:] {
		x := int(input[3])
		c := call{
			verb: verbs[int(input[0])%len(verbs)],
			a:    people[int(input[1])%len(people)], b: people[int(input[2])%len(people)],
			chat: x % 4, sub: x % 3, n: int64(x%11) - 1, limit: x%9 - 1,
			text:     []string{"a", "b", " ", "\xff", "more than fits"}[x%5],
			clientID: []string{"", "x", "y"}[x%3],
		}
		cs = append(cs, c)
	}
	return cs
}
