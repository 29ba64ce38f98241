package onlinechat

import "errors"

// Each error that a method of this package returns is one of these, or wraps one of them. Test them with
// [errors.Is]. The comment of [Server] says which one counts if several apply.
var (
	ErrInvalid     = errors.New("onlinechat: invalid argument")
	ErrExists      = errors.New("onlinechat: user ID is or was in use")
	ErrUnknownUser = errors.New("onlinechat: unknown user")
	ErrUnknownChat = errors.New("onlinechat: unknown chat")
	ErrSelf        = errors.New("onlinechat: it takes another user")

	ErrFriends    = errors.New("onlinechat: already friends")
	ErrNotFriends = errors.New("onlinechat: not friends")
	ErrPending    = errors.New("onlinechat: request is pending")
	ErrNoRequest  = errors.New("onlinechat: no such request")
	ErrBlocked    = errors.New("onlinechat: blocked")

	ErrMember    = errors.New("onlinechat: already a member of the chat")
	ErrNotMember = errors.New("onlinechat: not a member of the chat")
	ErrNotOwner  = errors.New("onlinechat: not the owner of the chat")
	ErrConflict  = errors.New("onlinechat: client ID was used for another text")

	// ErrLagged is what [Subscription.Err] returns if the reader was too slow.
	ErrLagged = errors.New("onlinechat: subscriber too slow, messages were left out")
)
