package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// TestModes checks that a kept file, its copy and a file for the user are readable by the same people as other files of
// the user, and that a file that is there keeps no wider mode.
func TestModes(t *testing.T) {
	dir := t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "usual"), "")
	want := modeOf(t, filepath.Join(dir, "usual"))
	k := Kept[int]{Root: dir, File: "n.json", Name: "The number", Loss: "it is 0"}
	if err := k.Update(os.Stderr, func(n *int) { *n = 1 }); err != nil {
		t.Fatal(err)
	}
	aside, err := k.Copy()
	if err := errors.Join(err, Replace(os.Stderr, dir, filepath.Join(dir, "anki.txt"), "text")); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{k.Path(), aside, filepath.Join(dir, "anki.txt")} {
		if got := modeOf(t, file); got&^want != 0 {
			t.Errorf("%s has mode %v, want %v", file, got, want)
		}
	}
}

func modeOf(t *testing.T, file string) os.FileMode {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestUpdateIf(t *testing.T) {
	k := Kept[int]{Root: t.TempDir(), File: "n.json"}
	for _, test := range []struct {
		name string
		ok   bool
		err  error
		want int
	}{
		{"no", false, nil, 0}, {"yes", true, nil, 1}, {"an error", true, os.ErrInvalid, 1}, {"yes again", true, nil, 2},
	} {
		err := k.UpdateIf(os.Stderr, func(n *int) (bool, error) {
			*n++
			return test.ok, test.err
		})
		if got, loadErr := k.Load(os.Stderr); got != test.want || !errors.Is(err, test.err) || loadErr != nil {
			t.Errorf("%s: %d, %v, %v, want %d, %v", test.name, got, err, loadErr, test.want, test.err)
		}
	}
}
