//go:build !unix

package workspace

import (
	"errors"
	"io/fs"
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

// LockFile locks a file until release is called or this process ends in any way. If another process has locked it, ok is
// false. The directory must exist.
func LockFile(path string) (release func(), ok bool, err error) {
	os.Remove(path) // fails while another process has the file open
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() { file.Close() }, true, nil
}
