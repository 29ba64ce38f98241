package onlinechat

import "time"

// Config says how a [Server] is to behave. The zero Config will do.
type Config struct {
	// MaxText is the most runes that the text of a message may have; 0 means 4096.
	MaxText int

	// MaxPage is the most messages that one call of [Server.History] returns; 0 means 100.
	MaxPage int

	// Now is the clock; nil means time.Now. It may be called while the Server holds a lock, and by
	// several goroutines at the same time. So it must not use the Server.
	Now func() time.Time
}
