package gotest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/oodkit/oodkit/internal/question"
)

// An Overlay says what go reads in place of files. The key is the file's absolute path. The value is the text, or
// nil to hide the file.
type Overlay map[string][]byte

// InPlaceOfLearners returns the overlay that replaces all of the learner's code with files, which has texts by
// name.
func InPlaceOfLearners(q question.Question, files map[string][]byte) (Overlay, error) {
	own, err := q.Files()
	if err != nil {
		return nil, err
	}
	o := Overlay{}
	for _, file := range own {
		if file.IsLearners() {
			o[q.Path(file.Name)] = nil
		}
	}
	for name, text := range files {
		o[q.Path(name)] = text
	}
	return o, nil
}

// Write writes the overlay to dir, in the form of go's flag -overlay, and returns the path of the file for that
// flag. Dir must not have an overlay yet. Each text is in a directory of its own, so that names which differ only
// in case do not collide. Write refuses a key that is not absolute, which go would ignore.
func (o Overlay) Write(dir string) (string, error) {
	replace := map[string]string{}
	for i, path := range o.paths() {
		if !filepath.IsAbs(path) {
			return "", fmt.Errorf("overlay: %s is not an absolute path", path)
		}
		replace[path] = ""
		if o[path] == nil {
			continue
		}
		replace[path] = filepath.Join(dir, textPath(i, path))
		if err := os.MkdirAll(filepath.Dir(replace[path]), 0o777); err != nil {
			return "", err
		}
		if err := os.WriteFile(replace[path], o[path], 0o666); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, data, 0o666)
}

func (o Overlay) paths() []string { return slices.Sorted(maps.Keys(o)) }

// textPath returns the path of the text for the file with that number, relative to the directory of the overlay.
func textPath(number int, path string) string {
	return filepath.Join("overlay", strconv.Itoa(number), filepath.Base(path))
}

// rename returns a line of the compiler's output. It replaces the path of each overlay text with the path of the
// file that the text stands for, relative to root.
func (o Overlay) rename(root, line string) string {
	for i, path := range o.paths() {
		text := regexp.MustCompile(`[^\s:()"]*` + regexp.QuoteMeta(textPath(i, path)) + `:`)
		name := filepath.ToSlash(path)
		line = text.ReplaceAllLiteralString(line, shorten(root, name)+":")
	}
	return line
}
