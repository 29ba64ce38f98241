package sandbox

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const boxAdvice = ". To get a box, allow user namespaces or use the container: see internal/kit/TEACHING.md"

func boxKinds() []string { return []string{boxNamespaces, BoxBubblewrap} }

// boxTrial is how long the test may take whether a box can be made.
const boxTrial = 20 * time.Second

// Try makes an empty box and returns an error if that does not work.
func (b Sandbox) Try(ctx context.Context, dir string) error {
	ctx, cancel := context.WithTimeout(ctx, boxTrial)
	defer cancel()
	command := b.bubblewrap(ctx, "--ro-bind", "/", "/", "true")
	if b.Kind == boxNamespaces {
		command = b.namespaces(ctx, trialBinary, dir)
	}
	output, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("no %s (%s)", b.Kind, cmp.Or(string(bytes.TrimSpace(output)), err.Error()))
	}
	return nil
}

// trialBinary stands for the program when only the box is tested.
const trialBinary = ""

// Command returns the command that runs a program in the box. The program must not need any other file. The root of the
// box is mounted at dir, which only the program's processes see.
func (b Sandbox) Command(ctx context.Context, path, dir string) *exec.Cmd {
	switch b.Kind {
	case boxNamespaces:
		return b.namespaces(ctx, path, dir)
	case BoxBubblewrap:
		return b.bubblewrap(ctx, "--die-with-parent", "--new-session", "--cap-drop", "ALL",
			"--size", fmt.Sprint(boxSize), "--tmpfs", BoxedDir, "--dev-bind", os.DevNull, os.DevNull, "--ro-bind-try", zoneInfo, zoneInfo,
			"--ro-bind", path, boxedBinary, "--chdir", BoxedDir, "--remount-ro", "/", "--", boxedBinary)
	default:
		return unboxed(ctx, path)
	}
}

// bubblewrap returns the command that runs bwrap with the arguments, in namespaces of its own and with the filter.
func (b Sandbox) bubblewrap(ctx context.Context, args ...string) *exec.Cmd {
	args = append([]string{"--unshare-all"}, args...)
	if b.Unfiltered != "" {
		return limit(exec.CommandContext(ctx, "bwrap", args...), stepLimits)
	}
	// A pipe has room for the whole filter. Its other end is closed when the command becomes garbage.
	r, w, err := os.Pipe()
	if err == nil {
		_, err = w.Write(filterText())
	}
	const firstExtra = 3
	command := limit(exec.CommandContext(ctx, "bwrap", append([]string{"--seccomp", fmt.Sprint(firstExtra)}, args...)...), stepLimits)
	command.Err = cmp.Or(command.Err, err)
	command.ExtraFiles = []*os.File{r}
	w.Close()
	return command
}

// namespaces returns the command that starts this program again in namespaces of its own, where it
// makes the box: see Enter.
func (b Sandbox) namespaces(ctx context.Context, path, dir string) *exec.Cmd {
	filter := FilteredCalls
	if b.Unfiltered != "" {
		filter = ""
	}
	command := exec.CommandContext(ctx, "/proc/self/exe", CommandName, path, dir, filter)
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  newNamespaces,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	return OwnSession(command)
}

// newNamespaces are the flags of clone that make namespaces.
const newNamespaces = unix.CLONE_NEWUSER | unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWNET |
	unix.CLONE_NEWIPC | unix.CLONE_NEWUTS | unix.CLONE_NEWCGROUP

const (
	zoneInfo = "/usr/share/zoneinfo" // for time.LoadLocation

	boxSize   = 64 << 20 // bytes of the directory to write to
	boxMemory = 4 << 30  // bytes of address space
	boxFile   = 32 << 20 // bytes of a file
	boxTasks  = 2048     // threads
)

// Enter makes the box, as the first process of fresh namespaces, and runs the program at path in it.
//
// The root of the box is an empty, read-only file system with the program in it and one directory to write to. There is
// no /proc, through which a process can write to its own code. The program sees nothing of the machine's file system, no
// network and no other process, and it has no capabilities. When the program ends, all processes that it started end
// too. A filter refuses system calls that would make memory executable or code writable: see systemCallFilter.
func Enter(path, dir string, filtered bool) error {
	runtime.LockOSThread() // the calls below change one thread, which becomes the program
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
		return fmt.Errorf("asking to end with the parent: %w", err)
	}
	if err := mountBox(path, dir); err != nil {
		return err
	}
	if err := dropRights(); err != nil {
		return err
	}
	if filtered {
		if err := filterSystemCalls(); err != nil {
			return err
		}
	}
	if path == trialBinary {
		return nil
	}
	return fmt.Errorf("starting the steps: %w", unix.Exec(boxedBinary, []string{boxedBinary}, os.Environ()))
}

// mountBox makes dir the root, with only the files of the box in it.
func mountBox(path, dir string) error {
	const quiet = unix.MS_NOSUID | unix.MS_NODEV
	steps := []func() error{
		func() error { return mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "") },
		func() error { return mount("tmpfs", dir, "tmpfs", quiet, "size=1m,mode=755") },
		func() error { return mountFile(path, filepath.Join(dir, boxedBinary), quiet|unix.MS_RDONLY) },
		func() error {
			return mountFile(os.DevNull, filepath.Join(dir, os.DevNull), unix.MS_NOSUID|unix.MS_NOEXEC)
		},
		func() error { return mountZones(filepath.Join(dir, zoneInfo), quiet|unix.MS_RDONLY|unix.MS_NOEXEC) },
		func() error { return os.MkdirAll(filepath.Join(dir, BoxedDir), 0o777) },
		func() error {
			return mount("tmpfs", filepath.Join(dir, BoxedDir), "tmpfs", quiet|unix.MS_NOEXEC, fmt.Sprintf("size=%d,nr_inodes=4096,mode=777", boxSize))
		},
		func() error { return mount("", dir, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY|quiet, "") },
		func() error { return os.Chdir(dir) },
		func() error { return os.NewSyscallError("pivot_root", unix.PivotRoot(".", ".")) },
		func() error { return os.NewSyscallError("umount", unix.Unmount(".", unix.MNT_DETACH)) },
		func() error { return os.Chdir(BoxedDir) },
	}
	for _, do := range steps {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func mount(source, target, kind string, flags uintptr, data string) error {
	if err := unix.Mount(source, target, kind, flags, data); err != nil {
		return fmt.Errorf("mount %s: %w", target, err)
	}
	return nil
}

// mountFile makes the file at path visible at target too, with the flags.
func mountFile(path, target string, flags uintptr) error {
	if path == trialBinary {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(target, nil, 0o644); err != nil {
		return err
	}
	return bind(path, target, flags)
}

// mountZones makes the time zones visible at target, if the system has them.
func mountZones(target string, flags uintptr) error {
	if info, err := os.Stat(zoneInfo); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	return bind(zoneInfo, target, flags)
}

// bind mounts path at target and then sets the flags. It keeps the flags that path already has.
func bind(path, target string, flags uintptr) error {
	if err := mount(path, target, "", unix.MS_BIND, ""); err != nil {
		return err
	}
	var stat unix.Statfs_t
	if err := unix.Statfs(path, &stat); err != nil {
		return err
	}
	const kept = unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC | unix.MS_RDONLY
	return mount("", target, "", unix.MS_REMOUNT|unix.MS_BIND|flags|uintptr(stat.Flags)&kept, "")
}

// dropRights removes the rights that this thread, and the program that it becomes, no longer needs. A limit that is
// already lower than the box's own stays: raising it would be refused.
func dropRights() error {
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_AS: boxMemory, unix.RLIMIT_FSIZE: boxFile, unix.RLIMIT_CORE: 0, unix.RLIMIT_NPROC: boxTasks,
	} {
		var before unix.Rlimit
		if err := unix.Getrlimit(resource, &before); err != nil {
			return fmt.Errorf("reading the limit of resource %d: %w", resource, err)
		}
		limit = min(limit, before.Max)
		if err := unix.Setrlimit(resource, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
			return fmt.Errorf("limiting resource %d: %w", resource, err)
		}
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("giving up new privileges: %w", err)
	}
	for capability := range uintptr(64) {
		if err := unix.Prctl(unix.PR_CAPBSET_DROP, capability, 0, 0, 0); errors.Is(err, unix.EINVAL) {
			break // there are no more
		} else if err != nil {
			return fmt.Errorf("giving up capability %d: %w", capability, err)
		}
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	if err := unix.Capset(&header, &none[0]); err != nil {
		return fmt.Errorf("giving up capabilities: %w", err)
	}
	return nil
}
