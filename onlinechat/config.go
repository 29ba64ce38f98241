package onlinechat

import "time"

// Config holds the limits and the clock of a [Server]. The zero Config is valid. Each limit may be any number
// from 0 to math.MaxInt.
type Config struct {
	// MaxText is the maximum number of runes in the text of a message, white space included. 0 means
	// 4,096.
	MaxText int

	// MaxPage is the maximum number of messages that one call of [Server.History] returns. 0 means 100.
	MaxPage int

	// Now is the clock. Nil means [time.Now]. It must be safe for use by several goroutines at the same
	// time. The Server may hold a lock while it calls Now, so Now must not use the Server.
	Now func() time.Time
}
