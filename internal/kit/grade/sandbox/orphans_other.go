//go:build !linux

package sandbox

// Only Linux tells which processes a child has left behind outside of its group.

// AdoptOrphans does nothing here.
func AdoptOrphans() {}

// EndWithParent does nothing here.
func EndWithParent() {}

// KillOrphans does nothing here.
func KillOrphans() {}
