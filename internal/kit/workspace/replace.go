package workspace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// Replace writes a file that the user asked for. If the file exists and has another text, Replace renames it, and says so
// on w. It refuses what is no ordinary file, and code. Root is the repository's directory.
func Replace(w io.Writer, root, file, text string) error {
	if err := CheckTarget(root, file); err != nil {
		return err
	}
	if old, err := os.ReadFile(file); err == nil && string(old) == text {
		return nil
	}
	temp, err := writeTemp(filepath.Dir(file), []byte(text), 0o666)
	if err != nil {
		return notWritten(root, file, err)
	}
	defer os.Remove(temp) // it is gone if all went well
	kept, err := KeepOld(file)
	if err != nil {
		return notWritten(root, file, err)
	}
	if kept != "" {
		fmt.Fprintf(w, "The file that was there is kept as %s.\n", Shown(root, kept))
	}
	if err := os.Rename(temp, file); err != nil {
		return notWritten(root, file, err)
	}
	return nil
}

// CheckTarget returns a question.ArgumentError if a file must not be written.
func CheckTarget(root, file string) error {
	refuse := func(problem string) error {
		return question.ArgumentError{Text: fmt.Sprintf("%s %s", file, problem)}
	}
	switch info, err := os.Stat(file); {
	case err == nil && info.IsDir():
		return refuse("is a folder: give the name of a file")
	case err == nil && !info.Mode().IsRegular():
		return refuse("is no ordinary file: give the name of a new file")
	}
	if folder, err := os.Stat(filepath.Dir(file)); errors.Is(err, fs.ErrNotExist) {
		return refuse("cannot be written, because its folder does not exist: make the folder first")
	} else if err == nil && !folder.IsDir() {
		return refuse("cannot be written, because the part before its last name is no folder")
	}
	if strings.EqualFold(filepath.Ext(file), ".go") {
		return refuse("would be Go code by its name: give the name of another kind of file")
	}
	for _, name := range append(question.Names(root), question.KeepsDir, ".git") {
		if IsBelow(filepath.Join(root, name), filepath.Dir(file)) {
			return refuse(fmt.Sprintf("is in the folder %s, which is for other files: give a file in another folder", name))
		}
	}
	return nil
}

// IsBelow reports whether a folder is another one or in it. It need not exist.
func IsBelow(outer, folder string) bool {
	want, err := os.Stat(outer)
	if err != nil {
		return false
	}
	folder, err = filepath.Abs(folder)
	if real, linkErr := filepath.EvalSymlinks(folder); linkErr == nil {
		folder = real
	}
	for ; err == nil; folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err == nil && os.SameFile(want, info) {
			return true
		}
		if folder == filepath.Dir(folder) {
			break
		}
	}
	return false
}

// notWritten says that a file is not written, why, and what to do.
func notWritten(root, file string, err error) error {
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	} else if cause, ok := errors.AsType[*os.LinkError](err); ok {
		err = cause.Err
	}
	return fmt.Errorf("%s cannot be written: %w. Give a file in another folder", Shown(root, file), err)
}

// Shown returns a path as the user can open it: relative to the working directory if it is in it, and else from the root
// of the file system. With go -C, the working directory of this process is not the user's.
func Shown(root, path string) string {
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	here, err := os.Getwd()
	if err != nil || IsBelow(filepath.Join(root, "internal", "kit"), here) {
		return whole
	}
	if relative, err := filepath.Rel(here, whole); err == nil && filepath.IsLocal(relative) {
		return filepath.ToSlash(relative)
	}
	return whole
}
