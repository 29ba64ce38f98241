package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
)

// TempDir makes a directory for binaries, and returns the function that removes it. Directories of processes
// that were killed before they could do so are removed first.
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

// lockName is the file in a temporary directory that is locked as long as the process runs that made it.
const lockName = "in-use"

// sweepTemp removes the temporary directories in dir whose process is gone.
func sweepTemp(dir string) {
	locks, _ := fs.Glob(os.DirFS(dir), tempPrefix+"*/"+lockName) // fails for bad patterns only
	for _, lock := range locks {
		lock = filepath.Join(dir, lock)
		if isAbandoned(lock) {
			os.RemoveAll(filepath.Dir(lock))
		}
	}
}
