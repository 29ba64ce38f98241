//go:build !stub

package onlinechat_test

import (
	"errors"
	"fmt"

	"github.com/oodkit/oodkit/onlinechat"
)

// friendsOf returns a Server with users who are friends of the first of them.
func friendsOf(first onlinechat.UserID, others ...onlinechat.UserID) *onlinechat.Server {
	s, err := onlinechat.New(onlinechat.Config{})
	must(err)
	must(s.AddUser(first, string(first)))
	for _, other := range others {
		must(s.AddUser(other, string(other)))
		must(s.RequestFriend(other, first))
		must(s.Approve(first, other))
	}
	return s
}

func ExampleServer() {
	s := friendsOf("ann", "bob")
	chat, err := s.OpenPrivate("ann", "bob")
	must(err)
	_, err = s.Send(chat, "ann", "", "tea?")
	must(err)
	unread, err := s.Unread(chat, "bob")
	must(err)
	fmt.Println("bob has", unread, "unread")
	page, err := s.History(chat, "bob", 0, 10)
	must(err)
	for _, m := range page {
		fmt.Printf("%d %s: %s\n", m.Seq, m.From, m.Text)
	}
	// Output:
	// bob has 1 unread
	// 1 ann: tea?
}

func ExampleServer_RequestFriend() {
	s := friendsOf("ann", "bob")
	must(s.AddUser("cyd", "Cyd"))
	must(s.RequestFriend("cyd", "ann"))
	fmt.Println(s.RequestFriend("cyd", "ann"))
	must(s.RequestFriend("ann", "cyd")) // both have asked, so they are friends
	friends, err := s.Friends("ann")
	must(err)
	fmt.Println(friends)
	// Output:
	// onlinechat: friend request is pending: from "cyd" to "ann"
	// [bob cyd]
}

func ExampleServer_Send() {
	s := friendsOf("ann", "bob")
	chat, err := s.OpenPrivate("ann", "bob")
	must(err)
	for range 2 { // the answer got lost, so ann's phone sends the message again
		m, err := s.Send(chat, "ann", "phone-1", "tea?")
		must(err)
		fmt.Println(m.Seq, m.Text)
	}
	_, err = s.Send(chat, "ann", "phone-1", "coffee?")
	fmt.Println(errors.Is(err, onlinechat.ErrConflict))
	// Output:
	// 1 tea?
	// 1 tea?
	// true
}

func ExampleServer_History() {
	s := friendsOf("ann")
	chat, err := s.CreateGroup("ann", "notes")
	must(err)
	for i := range 5 {
		_, err := s.Send(chat, "ann", "", fmt.Sprint("note ", i+1))
		must(err)
	}
	for before := int64(0); ; {
		page, err := s.History(chat, "ann", before, 2)
		must(err)
		if len(page) == 0 {
			break
		}
		fmt.Println(page[0].Text, "to", page[len(page)-1].Text)
		before = page[0].Seq
	}
	// Output:
	// note 4 to note 5
	// note 2 to note 3
	// note 1 to note 1
}

func ExampleServer_Leave() {
	s := friendsOf("ann", "bob", "cyd")
	group, err := s.CreateGroup("ann", "tea")
	must(err)
	must(s.Invite(group, "ann", "cyd"))
	must(s.Invite(group, "ann", "bob"))
	must(s.Leave(group, "ann"))              // cyd joined before bob, and is now the owner
	fmt.Println(s.Kick(group, "bob", "cyd")) // so bob may not
	must(s.Kick(group, "cyd", "bob"))
	// Output: onlinechat: not the owner of the chat: "bob", chat 1
}

func ExampleSubscription() {
	s := friendsOf("ann", "bob")
	chat, err := s.OpenPrivate("ann", "bob")
	must(err)
	sub, err := s.Subscribe("bob", 2)
	must(err)
	for _, text := range []string{"tea?", "are you there?", "hello?"} { // bob does not read
		_, err := s.Send(chat, "ann", "", text)
		must(err)
	}
	for m := range sub.C() {
		fmt.Println(m.Seq, m.Text)
	}
	fmt.Println(sub.Err())
	// Output:
	// 1 tea?
	// 2 are you there?
	// onlinechat: subscriber was too slow and missed messages
}
