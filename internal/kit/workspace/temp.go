package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
)

// TempDir makes a directory for binaries, and returns the function that removes it. It first removes the directories
// that killed processes have left.
func TempDir() (dir string, remove func(), err error) {
	sweepTemp(os.TempDir())
	dir, err = os.MkdirTemp("", tempPrefix)
	if err != nil {
		return "", nil, err
	}
	release, err := lockDir(dir)
	if err != nil {
		os.RemoveAll(dir)
		return "", nil, err
	}
	return dir, func() { release(); os.RemoveAll(dir) }, nil
}

const tempPrefix = "oodkit-"

// lockName is the file in a temporary directory that stays locked while the process that made the directory runs.
const lockName = "in-use"

// sweepTemp removes the temporary directories in dir whose process has ended.
func sweepTemp(dir string) {
	locks, _ := fs.Glob(os.DirFS(dir), tempPrefix+"*/"+lockName) // fails for bad patterns only
	for _, lock := range locks {
		lock = filepath.Join(dir, lock)
		if isAbandoned(lock) {
			os.RemoveAll(filepath.Dir(lock))
		}
	}
}
