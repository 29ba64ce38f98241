//go:build linux && (amd64 || arm64)

package sandbox

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// hasFilter says that system calls can be filtered here.
const hasFilter = true

// refusedCalls are the system calls with which a process could change its own code or another process, or make
// namespaces. Namespaces could have a /proc, through which it could change its own code again. Go's runtime makes none
// of these calls.
//
// Executable memory comes from mprotect, mmap and shmat, and after personality(READ_IMPLIES_EXEC) from any mmap.
var refusedCalls = []uint32{
	unix.SYS_MPROTECT, unix.SYS_PKEY_MPROTECT, unix.SYS_SHMAT, unix.SYS_PERSONALITY, unix.SYS_REMAP_FILE_PAGES,
	unix.SYS_MEMFD_CREATE, unix.SYS_EXECVEAT,
	unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV,
	unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_MOUNT, unix.SYS_FSOPEN, unix.SYS_FSMOUNT, unix.SYS_OPEN_TREE, unix.SYS_MOVE_MOUNT,
	unix.SYS_IO_URING_SETUP, unix.SYS_USERFAULTFD, unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN,
}

// The offsets of the kernel's data about a system call: see seccomp(2).
const (
	offsetNumber   = 0
	offsetArch     = 4
	offsetArgument = 16 // the first of six, of 8 bytes each, the low half first
)

// filterArchs has the kernel's names of the architectures. A process can also make calls of another architecture, such
// as calls of the 386 on amd64.
var filterArchs = map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}

// x32Calls is where the numbers of amd64's other set of system calls begin.
const x32Calls = 0x40000000

// systemCallFilter returns the program that the kernel runs at each system call in the box.
func systemCallFilter() []unix.SockFilter {
	const (
		load   = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal  = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		least  = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
		anyBit = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		answer = unix.BPF_RET | unix.BPF_K

		allow  = unix.SECCOMP_RET_ALLOW
		refuse = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
		absent = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	)
	// unless skips the next instruction if the condition does not hold, and onlyUnless if it does.
	unless := func(code uint16, k uint32) unix.SockFilter { return unix.SockFilter{Code: code, Jf: 1, K: k} }
	onlyUnless := func(code uint16, k uint32) unix.SockFilter { return unix.SockFilter{Code: code, Jt: 1, K: k} }
	do := func(code uint16, k uint32) unix.SockFilter { return unix.SockFilter{Code: code, K: k} }

	program := []unix.SockFilter{
		do(load, offsetArch), onlyUnless(equal, filterArchs[runtime.GOARCH]), do(answer, refuse),
		do(load, offsetNumber), unless(least, x32Calls), do(answer, refuse),
		// A filter cannot read the flags of clone3. A program that gets this error uses clone instead.
		unless(equal, unix.SYS_CLONE3), do(answer, absent),
	}
	for _, call := range refusedCalls {
		program = append(program, unless(equal, call), do(answer, refuse))
	}
	for _, call := range []struct {
		number, argument, bits uint32
	}{{unix.SYS_MMAP, 2, unix.PROT_EXEC}, {unix.SYS_CLONE, 0, newNamespaces}} {
		program = append(program, unix.SockFilter{Code: equal, Jf: 4, K: call.number},
			do(load, offsetArgument+8*call.argument), unless(anyBit, call.bits), do(answer, refuse), do(answer, allow))
	}
	return append(program, do(answer, allow))
}

// filterSystemCalls makes this thread, and the program that it becomes, run with the filter for good.
func filterSystemCalls() error {
	program := systemCallFilter()
	if len(program) > math.MaxUint16 {
		panic("kit: the filter is too long")
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if err := unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&filter)), 0, 0); err != nil {
		return fmt.Errorf("filtering system calls: %w", err)
	}
	runtime.KeepAlive(program)
	return nil
}

// filterText returns the filter in the form that bubblewrap reads.
func filterText() []byte {
	var b bytes.Buffer
	binary.Write(&b, binary.NativeEndian, systemCallFilter()) // fails for types of no fixed size only
	return b.Bytes()
}
