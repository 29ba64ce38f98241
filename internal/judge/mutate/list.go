package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// entry is a survivor on the reviewed list. Its head and source identify it, even if the line has moved within its
// function.
type entry struct {
	head   string // the text of an id
	source string
	reason string // why no test can distinguish it from the reference, or why no test has to
	line   int    // the line in the list
}

// key is what identifies both an entry and a mutant.
type key struct{ head, source string }

func (e entry) key() key { return key{e.head, e.source} }
func (d id) key() key    { return key{d.String(), d.source} }

// place returns the file and function, in the form that -only takes.
func (e entry) place() string {
	file, rest, _ := strings.Cut(e.head, " ")
	function, _, _ := strings.Cut(rest, " ")
	return file + ":" + function
}

func (d id) place() string { return d.file + ":" + d.function }

// loadList reads the reviewed list in the file called path. If the file does not exist, the list is empty.
func loadList(path string) ([]entry, error) {
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := parseList(string(src))
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return list, nil
}

// parseList reads entries, each with one line for mutant, line and reason, in that order. Indented lines continue a
// reason. Lines that start with # are comments.
func parseList(src string) ([]entry, error) {
	var list []entry
	for i, line := range strings.Split(src, "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		var last entry
		if len(list) > 0 {
			last = list[len(list)-1]
		}
		switch {
		case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
			continue
		case name == "mutant" && value != "":
			list = append(list, entry{head: value, line: i + 1})
			continue
		case name == "line" && last.head != "" && last.source == "":
			last.source = value
		case name == "reason" && last.source != "" && last.reason == "":
			last.reason = value
		case strings.HasPrefix(line, " ") && last.reason != "":
			last.reason += " " + strings.TrimSpace(line)
		default:
			return nil, fmt.Errorf("%d: %q: want mutant, line and reason in that order", i+1, line)
		}
		list[len(list)-1] = last
	}
	return list, checkList(list)
}

// checkList returns an error for an entry that is incomplete or a duplicate.
func checkList(list []entry) error {
	seen := map[key]bool{}
	for _, e := range list {
		if e.source == "" || e.reason == "" {
			return fmt.Errorf("%d: the entry has no line or no reason", e.line)
		}
		if seen[e.key()] {
			return fmt.Errorf("%d: the list has this entry twice: remove one", e.line)
		}
		seen[e.key()] = true
	}
	return nil
}
