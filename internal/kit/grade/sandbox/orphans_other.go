//go:build !linux

package sandbox

// Only Linux can list the processes that a child has left behind outside of its group.

// AdoptOrphans does nothing here.
func AdoptOrphans() {}

// EndWithParent does nothing here.
func EndWithParent() {}

// KillOrphans does nothing here.
func KillOrphans() {}
