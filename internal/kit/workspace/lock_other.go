//go:build !unix

package workspace

import (
	"os"
	"path/filepath"
	"time"
)

// lockDir marks the directory as one of this process. The open file cannot be removed until it is closed.
func lockDir(dir string) (release func(), err error) {
	file, err := os.Create(filepath.Join(dir, lockName))
	if err != nil {
		return nil, err
	}
	return func() { file.Close() }, nil
}

// isAbandoned reports whether the lock could be removed, and is so old that its process is not just beginning.
func isAbandoned(lock string) bool {
	info, err := os.Stat(lock)
	return err == nil && time.Since(info.ModTime()) > time.Minute && os.Remove(lock) == nil
}
