package workspace

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestKeepOld(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.txt")
	if kept, err := KeepOld(file); kept != "" || err != nil {
		t.Errorf("of no file: %q, %v", kept, err)
	}
	var got []string
	for _, text := range []string{"figures", "figures of the same second"} {
		kittest.WriteFile(t, file, text)
		written := time.Date(2026, 11, 22, 9, 30, 5, 0, time.Local)
		if err := os.Chtimes(file, written, written); err != nil {
			t.Fatal(err)
		}
		kept, err := KeepOld(file)
		if err != nil {
			t.Fatal(err)
		}
		copied, err := os.ReadFile(kept)
		got = append(got, filepath.Base(kept), string(copied))
		if err != nil {
			t.Error(err)
		}
	}
	want := []string{"mine-2026-11-22-093005.txt", "figures", "mine-2026-11-22-093005-2.txt", "figures of the same second"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("the old files are not kept:", diff)
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "anki.txt")
	for _, text := range []string{"mine", "first", "first", "second"} {
		if text == "mine" {
			kittest.WriteFile(t, file, text)
			continue
		}
		if err := Replace(io.Discard, dir, file, text); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, _ := os.ReadFile(filepath.Join(dir, e.Name()))
		got = append(got, string(text))
	}
	if len(got) != 3 || !strings.Contains(strings.Join(got, " "), "mine") {
		t.Errorf("the folder has files with %q, want the user's own, the first and the second", got)
	}
	kittest.WriteFile(t, filepath.Join(dir, "stack", "doc.go"), "package stack")
	kittest.WriteFile(t, filepath.Join(dir, "stack", "steps_test.go"), "package stack_test")
	for _, bad := range []string{"mine.go", "none/anki.txt", "anki.txt/anki.txt", "stack/anki.txt", "stack/testdata/../anki.txt", os.DevNull} {
		file := bad
		if bad != os.DevNull {
			file = filepath.Join(dir, filepath.FromSlash(bad))
		}
		if err := Replace(io.Discard, dir, file, "text"); !kittest.IsUsageError(err) {
			t.Errorf("%s: %v, want an ArgumentError", bad, err)
		}
	}
	if err := Replace(io.Discard, dir, dir, "text"); !kittest.IsUsageError(err) {
		t.Errorf("in place of a folder: %v, want an ArgumentError", err)
	}
}
