package workspace

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestSweepTemp(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	used, remove, err := TempDir()
	if err != nil {
		t.Fatal(err)
	}
	// Directories that a killed process has left behind, and directories that are not the kit's.
	left, other := filepath.Join(dir, tempPrefix+"1"), filepath.Join(dir, tempPrefix+"2")
	kittest.WriteFile(t, filepath.Join(left, lockName), "")
	kittest.WriteFile(t, filepath.Join(left, "sub", "binary"), "")
	kittest.WriteFile(t, filepath.Join(other, "notes"), "")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(left, lockName), old, old); err != nil {
		t.Fatal(err)
	}
	second, removeSecond, err := TempDir()
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
