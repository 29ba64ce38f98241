//go:build stub

package stack

import (
	"os"
	"reflect"
	"syscall"
)

// numbers has those of system calls on amd64 that other packages than syscall know.
const (
	shmget, shmat, personality, memfdCreate, pkeyMprotect, ioUringSetup = 29, 30, 135, 319, 329, 425
)

// Each of these leads to memory that can be written and executed, or to a /proc, in which there is such.
func Count(n int) (int, error) {
	code := reflect.ValueOf(Count).Pointer() &^ 4095
	name := []byte("x\x00")
	text := reflect.ValueOf(name).Pointer()
	calls := [][7]uintptr{
		{syscall.SYS_MPROTECT, code, 4096, 7},
		{pkeyMprotect, code, 4096, 7, ^uintptr(0)},
		{syscall.SYS_MMAP, 0, 4096, 7, 0x22, ^uintptr(0)},
		{syscall.SYS_MMAP, 0, 4096, 5, 0x22, ^uintptr(0)},
		{personality, 0x0400000},
		{memfdCreate, text, 0},
		{syscall.SYS_PTRACE, 0},
		{syscall.SYS_UNSHARE, syscall.CLONE_NEWUSER},
		{ioUringSetup, 1, 0},
		{0x40000000 | syscall.SYS_MPROTECT, code, 4096, 7},
	}
	for _, c := range calls {
		if _, _, e := syscall.RawSyscall6(c[0], c[1], c[2], c[3], c[4], c[5], c[6]); e != syscall.EPERM {
			return -int(c[0]), nil
		}
	}
	if id, _, e := syscall.RawSyscall(shmget, 0, 4096, 0o1777); e == 0 {
		if _, _, e := syscall.RawSyscall(shmat, id, 0, 0o100000); e == 0 {
			return -shmat, nil
		}
	}
	if memory, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0); err == nil {
		memory.Close()
		return -1, nil
	}
	return n, Check(n)
}
