package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A submission is somebody's solution, as it was when it was found.
type submission struct {
	Name    string
	Dir     string            // where its files are
	Shown   string            // that, as messages name it
	Files   map[string][]byte // what stands in place of the learner's code, by name
	Ignored []string          // the Go files that are left out, and why
	Uses    []string          // what can reach beyond Go's rules
	Problem string            // why there is nothing to judge, "" if there is
	Wrong   []string          // why it cannot compile, as far as that is known before
}

// submissions is what is to be graded.
type submissions struct {
	list    []submission
	ignored []string // what is beside them, and why that is left out
}

// fileNames returns the names of the submission's files in order.
func (s submission) fileNames() []string {
	names := make([]string, 0, len(s.Files))
	for name := range s.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// findSubmissions returns the submissions in path: the one that it is, or one for each directory in
// it.
func findSubmissions(q question, path string) (submissions, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return submissions{}, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return submissions{}, usageError{fmt.Sprintf("There is nothing to grade at %s: %v", path, err)}
	case isArchive(path):
		return submissions{}, usageError{fmt.Sprintf("%s is an archive: unpack it, and say where", path)}
	case !info.IsDir():
		place := solution{dir: filepath.Dir(path), names: []string{filepath.Base(path)}}
		return submissions{list: []submission{q.readSubmission(place, filepath.Base(path), filepath.Base(path))}}, nil
	}
	return q.findIn(path, filepath.Base(path))
}

// findIn returns the submissions in a directory whose one submission, if it is one, is called name.
func (q question) findIn(path, name string) (submissions, error) {
	folders, files, err := q.list(path)
	if err != nil {
		return submissions{}, err
	}
	own := q.solutionsAt(path)
	class, err := q.submissionsIn(path, folders)
	switch {
	case err != nil:
		return submissions{}, err
	case len(own) == 1 && (own[0].dir != path || !class.any() || own[0].hasStub()):
		if own[0].dir == path && class.several() {
			return submissions{}, usageError{fmt.Sprintf("%s has stub.go, and beside it folders with solutions of their own (%s): is it one submission or a class? "+
				"Say DIR=%s for the one, or move it away", path, class.names(), filepath.Join(path, "stub.go"))}
		}
		return submissions{list: []submission{q.readSubmission(own[0], name, name)}}, nil
	case len(folders) == 1: // one folder too many
		return q.findIn(filepath.Join(path, folders[0]), betterName(folders[0], name))
	case class.any():
		for _, file := range files {
			if strings.HasSuffix(file, ".go") || isArchive(file) {
				class.ignored = append(class.ignored, shownName(file)+": beside the folders of the submissions, so nobody's")
			}
		}
		return class, nil
	}
	return submissions{}, usageError{fmt.Sprintf("There is no submission in %s: want Go files such as stub.go, a directory %s with them, "+
		"or such a directory for each submission", path, q.name)}
}

// betterName returns the name of a submission in a folder within another one. The name of the repository says
// nothing about whose it is, and so does that of the question.
func betterName(folder, outer string) string {
	if strings.HasPrefix(folder, "oodkit") {
		return outer
	}
	return shownName(folder)
}

// shownName returns a file's name with the bytes that are not UTF-8 escaped, so that different names stay so.
func shownName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	return strings.Trim(strconv.Quote(name), `"`)
}

// list returns the folders and files in a directory, without those that systems and editors leave behind.
func (q question) list(path string) (folders, files []string, err error) {
	entries, err := os.ReadDir(path)
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"): // .DS_Store, ._stub.go, __MACOSX
		case entry.IsDir() || isDir(filepath.Join(path, name)): // the latter by a symbolic link
			folders = append(folders, name)
		default:
			files = append(files, name)
		}
	}
	return folders, files, err
}

// isDir reports whether path is a directory, or a symbolic link to one.
func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isArchive reports whether path is a file to be unpacked first.
func isArchive(path string) bool {
	return slices.Contains([]string{".zip", ".tar", ".gz", ".tgz", ".rar", ".7z"}, strings.ToLower(filepath.Ext(path))) && !isDir(path)
}

// submissionsIn returns a submission for each of the folders in path.
func (q question) submissionsIn(path string, folders []string) (submissions, error) {
	var found submissions
	for _, folder := range folders {
		dir := filepath.Join(path, folder)
		info, err := os.Lstat(dir)
		if err != nil {
			return submissions{}, err
		}
		if !info.IsDir() {
			found.list = append(found.list, submission{Name: shownName(folder), Dir: dir, Problem: "a symbolic link, which is not followed"})
			continue
		}
		found.list = append(found.list, q.submissionIn(dir, shownName(folder)))
	}
	return found, nil
}

// submissionIn returns the submission somewhere in a directory.
func (q question) submissionIn(dir, name string) submission {
	switch places := q.solutionsBelow(dir, maxDepth); len(places) {
	case 0:
		s := q.readSubmission(solution{dir: dir}, name, name)
		if _, files, _ := q.list(dir); slices.ContainsFunc(files, isArchive) {
			s.Problem += "; there is an archive, which must be unpacked first"
		}
		return s
	case 1:
		shown := name
		if relative, err := filepath.Rel(dir, places[0].dir); err == nil {
			shown = filepath.Join(name, shownName(relative))
		}
		return q.readSubmission(places[0], name, shown)
	default:
		var dirs []string
		for _, place := range places {
			relative, _ := filepath.Rel(dir, place.dir) // it is below
			dirs = append(dirs, shownName(relative))
		}
		return submission{Name: name, Dir: dir, Problem: "more than one solution, in the folders " + strings.Join(dirs, ", ") + ": leave one"}
	}
}

// any reports whether there is a solution among the submissions.
func (s submissions) any() bool {
	return slices.ContainsFunc(s.list, func(s submission) bool { return len(s.Files) > 0 })
}

// several reports whether there is more than one.
func (s submissions) several() bool { return strings.Contains(s.names(), ", ") }

// names returns the names of those with a solution.
func (s submissions) names() string {
	var names []string
	for _, one := range s.list {
		if len(one.Files) > 0 {
			names = append(names, one.Name)
		}
	}
	return strings.Join(names, ", ")
}

// A solution is a directory with Go files.
type solution struct {
	dir    string
	names  []string
	beside []string // what else Go would compile, and why that is left out
}

func (s solution) hasStub() bool { return slices.Contains(s.names, "stub.go") }

// maxDepth is how many folders deep a solution may be in that of its submission.
const maxDepth = 5

// solutionsBelow returns the solutions in a directory, those that are fewest folders deep.
func (q question) solutionsBelow(dir string, depth int) []solution {
	if found := q.solutionsAt(dir); len(found) > 0 || depth == 0 {
		return found
	}
	folders, _, _ := q.list(dir) // what cannot be read has nothing
	var found []solution
	least := depth
	for _, folder := range folders {
		path := filepath.Join(dir, folder)
		if info, err := os.Lstat(path); err != nil || !info.IsDir() || q.isOther(folder) {
			continue
		}
		for d := range least {
			if below := q.solutionsBelow(path, d); len(below) > 0 {
				if d < least-1 {
					least, found = d+1, nil
				}
				found = append(found, below...)
				break
			}
		}
	}
	return found
}

// isOther reports whether a folder of that name has another question, or nothing that is handed in.
func (q question) isOther(folder string) bool {
	return folder != q.name && (slices.Contains(questionNames(q.root), folder) || slices.Contains([]string{"internal", "testdata", "vendor"}, folder))
}

// solutionsAt returns the solution whose folder is named like the question in path, or that path itself is.
func (q question) solutionsAt(path string) []solution {
	for _, dir := range []string{filepath.Join(path, q.name), path} {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() {
			continue
		}
		entries, _ := os.ReadDir(dir) // what cannot be read has no files
		s := solution{dir: dir}
		for _, entry := range entries {
			name := entry.Name()
			switch {
			case strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"), name == "testdata":
			case strings.HasSuffix(name, ".go"):
				s.names = append(s.names, name)
			case slices.Contains(notGo, filepath.Ext(name)):
				s.beside = append(s.beside, shownName(name)+": not Go, and nothing else is compiled")
			case entry.IsDir() && hasGo(filepath.Join(dir, name), maxDepth):
				s.beside = append(s.beside, shownName(name)+": a folder; only the files beside it are taken")
			}
		}
		if len(s.names) > 0 {
			return []solution{s}
		}
	}
	return nil
}

// notGo has how the names of files end that Go compiles too.
var notGo = []string{".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".f", ".F", ".for", ".f90", ".h", ".hh", ".hpp", ".hxx", ".swig", ".swigcxx", ".syso"}

// hasGo reports whether there is a Go file in a directory, at most so many folders deep.
func hasGo(dir string, depth int) bool {
	entries, _ := os.ReadDir(dir) // what cannot be read has no files
	return slices.ContainsFunc(entries, func(entry os.DirEntry) bool {
		if entry.IsDir() {
			return depth > 0 && hasGo(filepath.Join(dir, entry.Name()), depth-1)
		}
		return strings.HasSuffix(entry.Name(), ".go")
	})
}
