//go:build !unix

package workspace

import (
	"os"
	"path/filepath"
	"time"
)

// lockDir marks the directory as belonging to this process. No process can remove the file until it is closed.
func lockDir(dir string) (release func(), err error) {
	file, err := os.Create(filepath.Join(dir, lockName))
	if err != nil {
		return nil, err
	}
	return func() { file.Close() }, nil
}

// isAbandoned reports whether the lock could be removed and is old enough that its process is not just starting.
func isAbandoned(lock string) bool {
	info, err := os.Stat(lock)
	return err == nil && time.Since(info.ModTime()) > time.Minute && os.Remove(lock) == nil
}
