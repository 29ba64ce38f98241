package workspace

import (
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
	if err := os.MkdirAll(filepath.Dir(k.Path()), 0o777); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(k.Path() + ".lock").Lock()
	if err != nil {
		return err
	}
	defer unlock()
	kept, err := k.Load(w)
	if err != nil {
		return err
	}
	change(&kept)
	text, err := json.MarshalIndent(kept, "", "\t")
	if err != nil {
		return err
	}
	return replaceFile(k.Path(), append(text, '\n'), 0o666)
}

// replaceFile writes a file in such a way that it is never half written.
func replaceFile(path string, text []byte, mode os.FileMode) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".writing-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // it is gone if all went well
	_, err = temp.Write(text)
	if err := errors.Join(err, temp.Sync(), temp.Chmod(mode), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
