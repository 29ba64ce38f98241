package workspace

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// A save is a copy of files of a question, in a directory whose name is the time.
type save struct {
	q    question.Question
	name string
}

func savesDir(q question.Question) string {
	return filepath.Join(q.Root, question.KeepsDir, "saves", q.Name)
}

func (s save) dir() string { return filepath.Join(savesDir(s.q), s.name) }

func (s save) Path(file string) string { return filepath.Join(s.dir(), filepath.FromSlash(file)) }

// Save copies the learner's code into a new save, and returns its folder.
func Save(q question.Question, now time.Time) (dir string, err error) {
	files, err := LearnersFiles(q)
	if err != nil {
		return "", err
	}
	s, err := saveFiles(q, files, now)
	return s.dir(), err
}

// saveFiles copies files of the question into a new save.
func saveFiles(q question.Question, files []string, now time.Time) (save, error) {
	if err := os.MkdirAll(savesDir(q), 0o777); err != nil { // only then can it be known which names are taken
		return save{}, err
	}
	s := save{q, filepath.Base(Unused(save{q, stamp(now)}.dir()))}
	return s, copyFiles(q, files, s.dir(), nil)
}

// copyFiles copies files of the question into a new folder, and writes more texts beside them. There is never a part of
// one: the folder gets its name when all is in it.
func copyFiles(q question.Question, files []string, dir string, more map[string][]byte) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return err
	}
	temp := filepath.Join(filepath.Dir(dir), ".writing-"+rand.Text()) // os.MkdirTemp would let only the user read it
	if err := os.Mkdir(temp, 0o777); err != nil {
		return err
	}
	defer os.RemoveAll(temp) // it is gone if all went well
	for _, file := range files {
		if err := copyFile(q.Path(file), filepath.Join(temp, filepath.FromSlash(file))); err != nil {
			return err
		}
	}
	for name, text := range more {
		if err := os.WriteFile(filepath.Join(temp, name), text, 0o666); err != nil {
			return err
		}
	}
	return os.Rename(temp, dir)
}

// Unused returns the path, with a number in its name if it exists.
func Unused(path string) string {
	kind := filepath.Ext(path)
	free := path
	for n := 2; exists(free); n++ {
		free = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, kind), n, kind)
	}
	return free
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// copyFile copies a file with the time at which it was written, and makes the directory for the copy.
func copyFile(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(from)
	if err := errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o777)); err != nil {
		return err
	}
	if err := replaceFile(to, text, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Chtimes(to, time.Time{}, info.ModTime())
}

// Saves returns the question's saves, the oldest first.
func Saves(q question.Question) ([]save, error) {
	entries, err := os.ReadDir(savesDir(q))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var saves []save
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			saves = append(saves, save{q, entry.Name()})
		}
	}
	return saves, nil
}

// files returns the files of a save, by their paths in the question's directory.
func (s save) files() ([]string, error) {
	var files []string
	err := filepath.WalkDir(s.dir(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(s.dir(), path)
		files = append(files, filepath.ToSlash(relative))
		return err
	})
	return files, err
}

// findSave returns the save called name, or the newest if name is "".
func findSave(q question.Question, name string) (save, error) {
	saves, err := Saves(q)
	if err != nil {
		return save{}, err
	}
	if len(saves) == 0 {
		return save{}, question.ArgumentError{Text: fmt.Sprintf("There is nothing to restore: make reset has not saved any code of %[1]s yet. If you committed your code, git has it: git log %[1]s", q.Name)}
	}
	if name == "" {
		return saves[len(saves)-1], nil
	}
	i := slices.IndexFunc(saves, func(s save) bool { return s.name == filepath.Base(name) })
	if i < 0 {
		return save{}, question.ArgumentError{Text: fmt.Sprintf("There is no save %q of %s. The saves are: %s", name, q.Name, listSaves(saves))}
	}
	return saves[i], nil
}

func listSaves(saves []save) string {
	var names []string
	for _, s := range saves {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}

// KeepOld adds to the name of the file the time at which it was written, and returns its new path. If the file does not
// exist, KeepOld does nothing.
func KeepOld(file string) (kept string, err error) {
	info, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kept = withTime(file, info)
	return kept, os.Rename(file, kept)
}

// withTime returns an unused path for a file, with the time at which it was written in its name.
func withTime(file string, info fs.FileInfo) string {
	kind := filepath.Ext(file)
	return Unused(strings.TrimSuffix(file, kind) + "-" + stamp(info.ModTime()) + kind)
}
