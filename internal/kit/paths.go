package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// slashDir returns the question's directory as Go programs name it in their reports.
func (q question) slashDir() string { return filepath.ToSlash(q.dir()) }

// place matches a line of a Go file: perhaps a path, and the file's name.
var place = regexp.MustCompile(`([^\s:()"]*/)?([\w.-]+\.go):[0-9]+`)

// clickable returns line with the places in it named from the repository's directory, as editors
// and terminals need them to open the file.
func (q question) clickable(line string) string {
	return place.ReplaceAllStringFunc(q.shorten(line), func(found string) string {
		file, _, _ := strings.Cut(found, ":")
		if q.hasFile(file) {
			return q.name + "/" + found
		}
		return found
	})
}

// shorten cuts the repository's directory off the paths in line.
func (q question) shorten(line string) string {
	return strings.ReplaceAll(line, filepath.ToSlash(q.root)+"/", "")
}

// hasFile reports whether name is a file in the question's directory.
func (q question) hasFile(name string) bool {
	_, err := os.Stat(filepath.Join(q.dir(), name))
	return err == nil
}

// dedent returns lines without the indentation that all of them share, and without blank ones at
// both ends.
func dedent(lines []string) []string {
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	lines = strings.Split(text, "\n")
	margin := len(text)
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			margin = min(margin, len(line)-len(strings.TrimLeft(line, " ")))
		}
	}
	for i, line := range lines {
		lines[i] = line[min(margin, len(line)):]
	}
	return lines
}
