//go:build unix

package workspace

import (
	"os"
	"path/filepath"
	"syscall"
)

// lockDir locks the directory until release is called or this process ends in any way. The file gets its name after it
// is locked, so it never looks abandoned.
func lockDir(dir string) (release func(), err error) {
	file, err := os.CreateTemp(dir, "")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		return nil, &os.PathError{Op: "lock", Path: file.Name(), Err: err}
	}
	return func() { file.Close() }, os.Rename(file.Name(), filepath.Join(dir, lockName))
}

// isAbandoned reports whether no process holds the lock.
func isAbandoned(lock string) bool {
	file, err := os.Open(lock)
	if err != nil {
		return false
	}
	defer file.Close()
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// LockFile locks a file until release is called or this process ends in any way. If another process has locked it, ok is
// false. The directory must exist.
func LockFile(path string) (release func(), ok bool, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, false, err
	}
	switch err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err {
	case nil:
		return func() { file.Close() }, true, nil
	case syscall.EWOULDBLOCK:
		return nil, false, file.Close()
	default:
		file.Close()
		return nil, false, &os.PathError{Op: "lock", Path: path, Err: err}
	}
}
