package sandbox

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/oodkit/oodkit/internal/gotest"
)

// AdoptOrphans makes this process the parent of processes that its children leave behind, even if those have left their
// group. So KillOrphans finds them.
func AdoptOrphans() {
	unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
}

// EndWithParent makes this process end when the one that started it does.
func EndWithParent() {
	unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0)
}

// KillOrphans ends all children of this process, and their children. It gives up on processes that fork faster than it
// can kill them.
func KillOrphans() {
	for begin := time.Now(); time.Since(begin) < gotest.DrainTimeout; {
		found := false
		for _, pid := range children(os.Getpid()) {
			found = true
			syscall.Kill(pid, syscall.SIGKILL)
			syscall.Wait4(pid, nil, 0, nil)
		}
		if !found {
			return
		}
	}
}

// children returns the processes whose parent is the given one.
func children(parent int) []int {
	var found []int
	paths, _ := filepath.Glob("/proc/[0-9]*/stat") // fails for bad patterns only
	for _, path := range paths {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// The name, in parentheses, may have any bytes; the state and the parent follow.
		fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(fields) > 1 && string(fields[1]) == strconv.Itoa(parent) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path))) // digits, by the pattern
			found = append(found, pid)
		}
	}
	return found
}
