package workspace

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/oodkit/oodkit/internal/question"
)

// A Kept is a JSON file in which the commands keep a T. It is never half written.
type Kept[T any] struct {
	Root string // the repository's directory
	File string // the path in the folder of what is kept
	Name string // for messages: The progress file of hashmap
	Loss string // what it means that the file cannot be read: your progress starts again from zero
}

// Path returns the path of the file.
func (k Kept[T]) Path() string { return filepath.Join(k.Root, question.KeepsDir, k.File) }

// Load returns what is kept, or a zero T if the file does not exist. If the file is damaged, Load renames it and says so
// on w.
func (k Kept[T]) Load(w io.Writer) (T, error) {
	var kept T
	text, err := os.ReadFile(k.Path())
	if errors.Is(err, os.ErrNotExist) {
		return kept, nil
	}
	if err != nil {
		return kept, err
	}
	if err := json.Unmarshal(text, &kept); err != nil {
		var none T
		return none, k.putAside(w, err)
	}
	return kept, nil
}

// putAside renames a file that cannot be read.
func (k Kept[T]) putAside(w io.Writer, damage error) error {
	aside := Unused(strings.TrimSuffix(k.Path(), ".json") + "-damaged-" + stamp(time.Now()) + ".json")
	if err := os.Rename(k.Path(), aside); err != nil {
		return fmt.Errorf("%s is damaged (%w) and cannot be renamed: %w", k.Name, damage, err)
	}
	fmt.Fprintf(w, "%s was damaged: %v. It is kept as %s, and %s.\n\n", k.Name, damage, FromRoot(question.Question{Root: k.Root}, aside), k.Loss)
	return nil
}

// Update changes what is kept. Other commands that run at the same time wait until it is done.
func (k Kept[T]) Update(w io.Writer, change func(*T)) error {
	return k.UpdateIf(w, func(kept *T) (bool, error) {
		change(kept)
		return true, nil
	})
}

// UpdateIf changes what is kept, as Update does, if change returns true and no error.
func (k Kept[T]) UpdateIf(w io.Writer, change func(*T) (bool, error)) error {
	if err := os.MkdirAll(filepath.Dir(k.Path()), 0o777); err != nil {
		return k.unwritable(err)
	}
	unlock, err := lockedfile.MutexAt(k.Path() + ".lock").Lock()
	if err != nil {
		return k.unwritable(err)
	}
	defer unlock()
	kept, err := k.Load(w)
	if err != nil {
		return err
	}
	if change, err := change(&kept); err != nil || !change {
		return err
	}
	text, err := json.MarshalIndent(kept, "", "\t")
	if err != nil {
		return err
	}
	if err := ReplaceFile(k.Path(), append(text, '\n')); err != nil {
		return k.unwritable(err)
	}
	return nil
}

// unwritable says which file cannot be written, why, and what to do.
func (k Kept[T]) unwritable(err error) error {
	return fmt.Errorf("%s cannot be written: %w. Check who may write to %s", k.Name, err, Shown(k.Root, filepath.Dir(k.Path())))
}

// Copy copies the file to one beside it, with the time at which it was written in its name, and returns the copy's path.
func (k Kept[T]) Copy() (string, error) {
	info, err := os.Stat(k.Path())
	if err != nil {
		return "", err
	}
	to := withTime(k.Path(), info)
	return to, copyFile(k.Path(), to)
}

// ReplaceFile writes a file in such a way that it is never half written. The directory must exist. Who may read a new
// file is the user's choice, as for every file (umask).
func ReplaceFile(path string, text []byte) error {
	temp, err := writeTemp(filepath.Dir(path), text, 0o666)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // it is gone if all went well
	return os.Rename(temp, path)
}

// Rewrite gives a file that exists another text. It is never half written, and keeps its mode.
func Rewrite(path string, text []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return replaceFile(path, text, info.Mode().Perm())
}

// replaceFile writes a file as ReplaceFile does, with exactly that mode: that of a file of which it is a copy.
func replaceFile(path string, text []byte, mode os.FileMode) error {
	temp, err := writeTemp(filepath.Dir(path), text, mode)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	return errors.Join(os.Chmod(temp, mode), os.Rename(temp, path))
}

// writeTemp writes a file with a name that no other has, and returns its path. os.CreateTemp would let only the user
// read it.
func writeTemp(dir string, text []byte, mode os.FileMode) (path string, err error) {
	path = filepath.Join(dir, ".writing-"+rand.Text())
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return "", err
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		os.Remove(path)
		return "", err
	}
	return path, nil
}
