package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// entry is a survivor on the reviewed list. It is found again by its head and source, wherever the
// line has moved in its function.
type entry struct {
	head   string // an id as String has it
	source string
	reason string // why no test can tell it from the reference, or need not
	line   int    // of the list
}

// key is what an entry and a mutant have in common.
type key struct{ head, source string }

func (e entry) key() key { return key{e.head, e.source} }
func (d id) key() key    { return key{d.String(), d.source} }

// place returns the file and function, as -only sees them.
func (e entry) place() string {
	file, rest, _ := strings.Cut(e.head, " ")
	function, _, _ := strings.Cut(rest, " ")
	return file + ":" + function
}

func (d id) place() string { return d.file + ":" + d.function }

// loadList reads the reviewed list in the file called path. No file is an empty list.
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

// parseList reads entries of a line each for mutant, line and reason, in that order. A reason may go on in
// indented lines; lines that start with # are comments.
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

// checkList returns an error for an entry that is incomplete or there twice.
func checkList(list []entry) error {
	seen := map[key]bool{}
	for _, e := range list {
		if e.source == "" || e.reason == "" {
			return fmt.Errorf("%d: the entry has no line or no reason", e.line)
		}
		if seen[e.key()] {
			return fmt.Errorf("%d: the entry is there twice", e.line)
		}
		seen[e.key()] = true
	}
	return nil
}
