package main

import (
	"bytes"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// maxSource is how large a file of a submission may be, and maxSources how many there may be.
const (
	maxSource  = 1 << 20
	maxSources = 100
)

// A submission is somebody's solution, as it was when it was found.
type submission struct {
	name    string
	dir     string            // where its files are
	files   map[string][]byte // what stands in place of the learner's code, by name
	ignored []string          // the Go files that are left out, and why
	problem string            // why there is nothing to judge, "" if there is
}

// fileNames returns the names of the submission's files in order.
func (s submission) fileNames() []string {
	names := make([]string, 0, len(s.files))
	for name := range s.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// findSubmissions returns the submissions in path: the one that it is, or one for each directory in
// it.
func findSubmissions(q question, path string) ([]submission, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, usageError{fmt.Sprintf("There is nothing to grade at %s: %v", path, err)}
	}
	if !info.IsDir() {
		return []submission{q.readSubmission(filepath.Dir(path), []string{filepath.Base(path)}, filepath.Base(path))}, nil
	}
	if dir, names := q.solutionIn(path); len(names) > 0 {
		return []submission{q.readSubmission(dir, names, filepath.Base(path))}, nil
	}
	return q.submissionsBelow(path)
}

// submissionsBelow returns a submission for each directory in path.
func (q question) submissionsBelow(path string) ([]submission, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var found []submission
	anyFiles := false
	for _, entry := range entries {
		switch name := entry.Name(); {
		case strings.HasPrefix(name, "."):
		case entry.IsDir():
			dir, names := q.solutionIn(filepath.Join(path, name))
			anyFiles = anyFiles || len(names) > 0
			found = append(found, q.readSubmission(dir, names, name))
		case isDir(filepath.Join(path, name)): // by a symbolic link, or IsDir would have said so
			found = append(found, submission{name: name, dir: filepath.Join(path, name), problem: "a symbolic link, which is not followed"})
		}
	}
	if !anyFiles {
		return nil, usageError{fmt.Sprintf("There is no submission in %s: want Go files such as stub.go, a directory %s with them, "+
			"or such a directory for each submission", path, q.name)}
	}
	return found, nil
}

// isDir reports whether path is a directory, or a symbolic link to one.
func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// solutionIn returns where in a submission's directory the solution is, and its Go files: in the
// question's directory, if it is a copy of the whole repository, or in itself.
func (q question) solutionIn(path string) (dir string, names []string) {
	for _, dir := range []string{filepath.Join(path, q.name), path} {
		entries, _ := os.ReadDir(dir) // what cannot be read has no files
		for _, entry := range entries {
			if strings.HasSuffix(entry.Name(), ".go") {
				names = append(names, entry.Name())
			}
		}
		if len(names) > 0 {
			return dir, names
		}
	}
	return path, nil
}

// readSubmission reads those of the named files that are the submission's solution.
func (q question) readSubmission(dir string, names []string, name string) submission {
	s := submission{name: name, dir: dir, files: make(map[string][]byte)}
	for _, file := range names {
		text, why := q.readSource(dir, file)
		if why == "" && len(s.files) == maxSources {
			why = fmt.Sprintf("more than %d files", maxSources)
		}
		if why != "" {
			s.ignored = append(s.ignored, file+": "+why)
			continue
		}
		s.files[file] = text
	}
	if len(s.files) == 0 {
		s.problem = "no Go file of a solution: want stub.go, with the line " + stubLine
		if len(s.ignored) > 0 {
			s.problem += " (" + strings.Join(s.ignored, "; ") + ")"
		}
	}
	return s
}

const stubLine = "//go:build stub"

// readSource returns the text of a submitted file, or why it is left out.
func (q question) readSource(dir, name string) (text []byte, why string) {
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return nil, "a test; only the kit's count"
	case !strings.HasSuffix(name, ".go"):
		return nil, "not a Go file"
	case q.isKits(name):
		return nil, "a file of the kit's; its own counts"
	}
	text, err := readRegular(filepath.Join(dir, name))
	if err != nil {
		return nil, err.Error()
	}
	if path := reaching(text); path != "" {
		return nil, "it imports " + path + ", which reaches the judge and which no solution needs"
	}
	if built, err := isBuilt(name, text, mine.tags); err == nil && !built {
		return nil, "its build line or name leaves it out with -tags " + mine.tags
	}
	return text, ""
}

// reaching returns the first package imported by a Go file with which it could make the judge say
// what is not so: embed reads the proofs, flag and testing change which tests run. What cannot be
// parsed does not compile either.
func reaching(text []byte) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return ""
	}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
		first, _, _ := strings.Cut(path, "/")
		if first == "embed" || first == "flag" || first == "testing" {
			return path
		}
	}
	return ""
}

// readRegular reads a file that is no link, device or the like, and not huge.
func readRegular(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("not a regular file")
	case info.Size() > maxSource:
		return nil, fmt.Errorf("%d bytes, more than %d", info.Size(), maxSource)
	}
	return os.ReadFile(path)
}

// isKits reports whether the repository has a file of that name in the question's directory that is
// not the learner's.
func (q question) isKits(name string) bool {
	text, err := os.ReadFile(filepath.Join(q.dir(), name))
	return err == nil && !isLearnersSource(name, text)
}

// isLearnersSource reports whether a file is the learner's: compiled with his tag and only then.
func isLearnersSource(name string, text []byte) bool {
	with, errWith := isBuilt(name, text, mine.tags)
	without, errWithout := isBuilt(name, text)
	return errWith == nil && errWithout == nil && with && !without
}

// isBuilt reports whether go would compile text, in a file of that name, with the tags.
func isBuilt(name string, text []byte, tags ...string) (bool, error) {
	context := build.Default
	context.BuildTags = tags
	context.CgoEnabled = false
	context.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	return context.MatchFile("", name)
}
