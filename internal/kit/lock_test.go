package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestSweepTemp(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	used, remove, err := tempDir()
	if err != nil {
		t.Fatal(err)
	}
	// What a process has left behind that was killed, and what is not the kit's.
	left, other := filepath.Join(dir, tempPrefix+"1"), filepath.Join(dir, tempPrefix+"2")
	writeFile(t, filepath.Join(left, lockName), "")
	writeFile(t, filepath.Join(left, "sub", "binary"), "")
	writeFile(t, filepath.Join(other, "notes"), "")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(left, lockName), old, old); err != nil {
		t.Fatal(err)
	}
	second, removeSecond, err := tempDir()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{used: true, second: true, left: false, other: true} {
		if got := exists(path); got != want {
			t.Errorf("after the next start %s exists: %t, want %t", path, got, want)
		}
	}
	remove()
	removeSecond()
	if exists(used) || exists(second) {
		t.Error("a temporary directory is there after it was removed")
	}
}
