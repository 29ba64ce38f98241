package onlinechat

import "errors"

// Each error that a method of this package returns is one of these, or wraps one of them. Test them with
// [errors.Is]. If several apply, the comment of [Server] says which one counts.
var (
	ErrInvalid     = errors.New("onlinechat: invalid argument")
	ErrExists      = errors.New("onlinechat: user ID is or was in use")
	ErrUnknownUser = errors.New("onlinechat: unknown user")
	ErrUnknownChat = errors.New("onlinechat: unknown chat")
	ErrSelf        = errors.New("onlinechat: the two users are the same")

	ErrFriends    = errors.New("onlinechat: already friends")
	ErrNotFriends = errors.New("onlinechat: not friends")
	ErrPending    = errors.New("onlinechat: friend request is pending")
	ErrNoRequest  = errors.New("onlinechat: no such friend request")
	ErrBlocked    = errors.New("onlinechat: blocked")

	ErrMember    = errors.New("onlinechat: already a member of the chat")
	ErrNotMember = errors.New("onlinechat: not a member of the chat")
	ErrNotOwner  = errors.New("onlinechat: not the owner of the chat")
	ErrConflict  = errors.New("onlinechat: client ID was used for another text")

	// ErrLagged is what [Subscription.Err] returns if the reader was too slow.
	ErrLagged = errors.New("onlinechat: subscriber was too slow and missed messages")
)
