package workspace

import (
	"os"
	"path/filepath"
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
