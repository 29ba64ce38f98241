// Package submission finds the submissions in a directory and reads the files of each.
//
// It leaves out files that could reach the judge by plain Go: files that assign to a variable of another package or of
// the kit, such as a sentinel error or os.Args, files that redefine what the kit's files mean, and files that import
// packages which no solution needs. It gives the reason for each. It also lists the packages with which the other files
// can break Go's rules.
package submission

import (
	"cmp"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/question"
)

// A Submission is a submitted solution, as it was when it was found.
type Submission struct {
	Name    string
	Folder  string            // the folder that was handed in, or that of the file
	Dir     string            // where its files are
	Shown   string            // that, as messages name it
	Files   map[string][]byte // the files that replace the learner's code, by name
	Ignored []string          // the Go files that are left out, and why
	Uses    []string          // what can break Go's rules
	Problem string            // why there is nothing to judge, or ""
	Wrong   []string          // why it cannot compile, if that is known before compiling
}

// Submissions are the submissions to grade.
type Submissions struct {
	List    []Submission
	Ignored []string // files and folders beside them, and why they are left out

	Several []Submission // what List would be if not only one submission were wanted, if that is more than one
}

// FileNames returns the names of the submission's files in order.
func (s Submission) FileNames() []string {
	names := make([]string, 0, len(s.Files))
	for name := range s.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Find returns the submissions in path: path itself if it is a submission, otherwise one for each directory in it. If path
// is a symbolic link, it is followed; links in it are not. If path is stub.go, its folder is one submission, and folders
// beside the file do not count. If only one submission is wanted, a directory with any files is one.
func Find(q question.Question, path string, one bool) (Submissions, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Submissions{}, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("There is nothing to grade at %s: %v", path, err)}
	case !info.IsDir() && !info.Mode().IsRegular():
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("%s is neither a directory nor a regular file: name the folder of a submission or of a class, or a Go file", path)}
	case isArchive(path):
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("%s is an archive: unpack it, and name the folder", path)}
	case isOwnCode(q, path):
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("%s belongs to the kit itself, so it has no submission: name the folder of a submission or of a class, or a Go file", path)}
	case !info.IsDir() && !strings.HasSuffix(path, ".go") && !isMisnamed(filepath.Base(path)):
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("%s is not a Go file: name the folder of a submission or of a class, or a Go file", path)}
	}
	name := filepath.Base(path)
	if link, err := os.Lstat(path); err == nil && link.Mode()&fs.ModeSymlink != 0 { // the teacher's own
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return Submissions{}, err
		}
	}
	if !info.IsDir() {
		dir, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return Submissions{}, err
		}
		place := solution{dir: dir, names: []string{filepath.Base(path)}, file: name}
		if own, ok := solutionIn(q, dir); ok && name == "stub.go" {
			place, name = own, filepath.Base(dir)
			place.file = "stub.go"
		}
		s := readSubmission(q, dir, place, name, name)
		s.Folder = dir
		return Submissions{List: []Submission{s}}, nil
	}
	found, err := findIn(q, path, name, one)
	if one && (err != nil || len(found.List) > 1) {
		if s := submissionIn(q, path, name); s.Problem != noGoFile {
			found, err = Submissions{List: []Submission{s}, Several: found.List}, nil
		}
	}
	for i, s := range found.List {
		if s.Folder != "" && strings.HasSuffix(s.Problem, keepOne) {
			relative, _ := filepath.Rel(path, s.Folder) // it is below
			found.List[i].Problem += " (if they are a class of their own, grade the folder " + shownName(relative) + " by itself)"
		}
		found.List[i].Folder = cmp.Or(s.Folder, path)
	}
	return found, err
}

// isOwnCode reports whether path is in the folder that has the kit's own code, perhaps by a symbolic link.
func isOwnCode(q question.Question, path string) bool {
	kits, err := filepath.EvalSymlinks(filepath.Join(q.Root, "internal"))
	path, err2 := filepath.EvalSymlinks(path)
	relative, err3 := filepath.Rel(kits, path)
	return cmp.Or(err, err2, err3) == nil && filepath.IsLocal(relative)
}

// findIn returns the submissions in a directory. If the directory is one submission, its name is name. If one
// is true, a directory with stub.go is one submission, even if folders in it have solutions.
func findIn(q question.Question, path, name string, one bool) (Submissions, error) {
	folders, files, err := list(q, path)
	if err != nil {
		return Submissions{}, err
	}
	own, renamed := solutionsAt(q, path), renamedGo(q, path, files)
	class, err := submissionsIn(q, path, folders)
	switch {
	case err != nil:
		return Submissions{}, err
	case len(own) == 1 && own[0].dir != path && !isCopy(path) && class.isClass(q):
		return class.without(path, files, renamed), nil
	case len(own) == 1 && (own[0].dir != path || !class.any() || own[0].hasStub()):
		if own[0].dir == path && class.several() && !one {
			return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("%s has stub.go, and beside it folders with solutions of their own (%s): is it one submission or a class? "+
				"For one submission: DIR=%s. For a class, move that file away", path, class.names(), filepath.Join(path, "stub.go"))}
		}
		places := choose(q, path, own)
		if len(places) == 1 && places[0].dir == own[0].dir {
			return Submissions{List: []Submission{readSubmission(q, path, places[0], name, name)}}, nil
		}
		return Submissions{List: []Submission{submissionOf(q, path, name, places)}}, nil
	case class.any() && len(folders) > 1:
		return class.without(path, files, renamed), nil
	}
	// A submission without a solution gets the same words alone and in a class.
	alone := submissionOf(q, path, name, nil)
	// The directory itself may be a submission, and not a class, if files in it may hold the work.
	hasWork := len(renamed) > 0 || len(folders) == 1 && len(alone.Ignored) > 0
	if len(folders) == 1 && class.List[0].Problem != linkNotFollowed && (class.any() || !hasWork) { // one folder too many
		found, err := findIn(q, filepath.Join(path, folders[0]), betterName(folders[0], name), one)
		if err == nil && (found.any() || found.saysWhy() || len(files) == 0 && !alone.saysWhy()) {
			return found, nil
		}
	}
	archives := filter(files, isArchive)
	switch {
	case class.any(), class.saysWhy() && !hasWork, class.count(Submission.saysWhy) > 1:
		return class.without(path, files, renamed), nil
	case len(renamed) == 0 && len(archives) > 1:
		return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("There is no submission in %s: it has archives: unpack them first", path)}
	case alone.saysWhy(), len(files) > 0 && class.count(func(s Submission) bool { return s.Problem != noGoFile }) <= 1:
		return Submissions{List: []Submission{alone}}, nil
	}
	return Submissions{}, question.ArgumentError{Text: fmt.Sprintf("There is no submission in %s: want Go files such as stub.go, a folder %s with them, "+
		"or such a folder for each submission", path, q.Name)}
}

// isCopy reports whether a directory is a copy of the repository, in which one folder is the solution.
func isCopy(path string) bool {
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}

// without returns the submissions with a line for each file in their directory that belongs to none of them.
func (s Submissions) without(path string, files, renamed []string) Submissions {
	for _, file := range files {
		if strings.HasSuffix(file, ".go") || slices.Contains(renamed, file) || isArchive(file) {
			s.Ignored = append(s.Ignored, shownName(file)+": beside the folders of the submissions, so it belongs to none of them")
		}
	}
	s.Ignored = append(s.Ignored, hiddenFolders(path)...)
	return s
}

// betterName returns the name of a submission in a folder within another folder. The names of the repository and of the
// question do not say whose submission it is.
func betterName(folder, outer string) string {
	if strings.HasPrefix(folder, "oodkit") {
		return outer
	}
	return folder
}

// uniqueName returns the name of a submission: its folder's name, with the bytes that are not UTF-8 and the backslashes
// escaped, so that different names stay different.
func uniqueName(name string) string {
	if utf8.ValidString(name) {
		return strings.ReplaceAll(name, `\`, `\\`)
	}
	return escaped(name)
}

// escaped returns a name with escapes as in Go.
func escaped(name string) string {
	quoted := strconv.Quote(name)
	return quoted[1 : len(quoted)-1]
}

// shownName returns the name or path of a file or folder as messages show it: as uniqueName does, and with invisible
// characters, such as the end of a line, escaped too.
func shownName(name string) string {
	switch {
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return escaped(name)
	case filepath.Separator == '\\' && utf8.ValidString(name): // there no name has a backslash
		return name
	}
	return uniqueName(name)
}

// list returns the folders and files in a directory, without those that systems and editors leave behind.
func list(q question.Question, path string) (folders, files []string, err error) {
	entries, err := os.ReadDir(path)
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasPrefix(name, "."), isLeftBehind(name), name == "__MACOSX": // the first are such as .DS_Store
		case entry.IsDir() || isDir(filepath.Join(path, name)): // the latter by a symbolic link
			folders = append(folders, name)
		case !strings.HasPrefix(name, "_"):
			files = append(files, name)
		}
	}
	return folders, files, err
}

// hiddenFolders returns the hidden folders in a directory that have Go files, with the reason why they are left out.
func hiddenFolders(path string) []string {
	entries, _ := os.ReadDir(path) // list has read it before
	var hidden []string
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() && strings.HasPrefix(name, ".") && name != ".git" && hasGo(filepath.Join(path, name), maxDepth) {
			hidden = append(hidden, shownName(name)+": a hidden folder, because its name begins with a dot")
		}
	}
	return hidden
}

// isDir reports whether path is a directory, or a symbolic link to one.
func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isArchive reports whether path is an archive, which must be unpacked first.
func isArchive(path string) bool {
	return slices.Contains([]string{".zip", ".tar", ".gz", ".tgz", ".rar", ".7z"}, strings.ToLower(filepath.Ext(path))) && !isDir(path)
}

// isDocument reports whether a file is probably a document of a word processor.
func isDocument(name string) bool {
	return slices.Contains([]string{".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf"}, strings.ToLower(filepath.Ext(name)))
}

const keepOne = ": keep one"

const linkNotFollowed = "a symbolic link, which is not followed"

// submissionsIn returns a submission for each of the folders in path.
func submissionsIn(q question.Question, path string, folders []string) (Submissions, error) {
	var found Submissions
	for _, folder := range folders {
		dir := filepath.Join(path, folder)
		info, err := os.Lstat(dir)
		if err != nil {
			return Submissions{}, err
		}
		if !info.IsDir() {
			found.List = append(found.List, Submission{Name: uniqueName(folder), Folder: dir, Dir: dir, Problem: linkNotFollowed})
			continue
		}
		s := submissionIn(q, dir, folder)
		s.Folder = dir
		found.List = append(found.List, s)
	}
	return found, nil
}

// submissionIn returns the submission somewhere in a directory.
func submissionIn(q question.Question, dir, name string) Submission {
	return submissionOf(q, dir, name, choose(q, dir, solutionsBelow(q, dir)))
}

// submissionOf returns the submission in a directory, of which those places were chosen.
func submissionOf(q question.Question, dir, name string, places []solution) Submission {
	switch len(places) {
	case 0:
		none, _ := solutionIn(q, dir)
		beside := filter(none.beside, func(line string) bool {
			return strings.HasSuffix(line, renameIt) || strings.HasSuffix(line, leftOutHidden) || strings.HasSuffix(line, leftOutICloud)
		})
		s := readSubmission(q, dir, solution{dir: dir, beside: beside}, name, name)
		if why := notSearched(q, dir); why != "" {
			s.Problem, _, _ = strings.Cut(s.Problem, foundOnly)
			s.Problem += "; " + why
		}
		return s
	case 1:
		shown := name
		if relative, err := filepath.Rel(dir, places[0].dir); err == nil {
			shown = filepath.Join(name, relative)
		}
		return readSubmission(q, dir, places[0], name, shown)
	default:
		var dirs []string
		for _, place := range places {
			relative, _ := filepath.Rel(dir, place.dir) // it is below
			dirs = append(dirs, shownName(relative))
		}
		return Submission{Name: uniqueName(name), Dir: dir, Problem: "more than one solution, in the folders " + strings.Join(dirs, ", ") + keepOne}
	}
}

// saysWhy reports whether the problem of a submission says more than that there is no Go file.
func (s Submission) saysWhy() bool {
	return s.Problem != "" && s.Problem != noGoFile && !strings.HasPrefix(s.Problem, noGoFile+foundOnly)
}

// saysWhy reports whether the problem of any of the submissions does.
func (s Submissions) saysWhy() bool { return s.count(Submission.saysWhy) > 0 }

// count returns for how many of the submissions f is true.
func (s Submissions) count(f func(Submission) bool) int { return len(filter(s.List, f)) }

// any reports whether any of the submissions has a solution.
func (s Submissions) any() bool {
	return slices.ContainsFunc(s.List, func(s Submission) bool { return len(s.Files) > 0 })
}

// isClass reports whether the submissions are of several people, although one folder has the name of the question. A
// copy of the repository has such a folder too. There, one more folder may be the student's if the stub is unwritten.
// Folders that only help do not count.
func (s Submissions) isClass(q question.Question) bool {
	others := 0
	written := false
	for _, one := range s.List {
		switch {
		case one.Problem != "" || len(one.Files) == 0:
		case one.Name == q.Name:
			written = one.isWritten()
		case !isOther(q, one.Name) && !one.onlyHelps():
			others++
		}
	}
	return others > 1 || others == 1 && written
}

// isWritten reports whether the submission has more than the stub and helpers.
func (s Submission) isWritten() bool {
	for _, text := range s.Files {
		if exports(text) && !question.IsUnwritten(text) {
			return true
		}
	}
	return false
}

// onlyHelps reports whether no file of the submission declares an exported name, so that it cannot be a solution.
func (s Submission) onlyHelps() bool {
	return !slices.ContainsFunc(slices.Collect(maps.Values(s.Files)), exports)
}

// several reports whether more than one of the submissions has a solution.
func (s Submissions) several() bool { return strings.Contains(s.names(), ", ") }

// names returns the names of the submissions that have a solution.
func (s Submissions) names() string {
	var names []string
	for _, one := range s.List {
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
	beside []string // other files that Go would compile, and why they are left out
	file   string   // the file that the user named, or ""
}

// isOf reports whether a file of the solution is in the question's package.
func (s solution) isOf(q question.Question) bool {
	return slices.ContainsFunc(s.names, func(name string) bool {
		text, err := readRegular(filepath.Join(s.dir, name))
		if err != nil {
			return false
		}
		return packageOf(text) == q.Name
	})
}

// packageOf returns the name of the package that a file is in, or "" if it does not say.
func packageOf(text []byte) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.PackageClauseOnly)
	if err != nil {
		return ""
	}
	return file.Name.Name
}

func (s solution) hasStub() bool { return slices.Contains(s.names, "stub.go") }

// isOther reports whether a folder with that name has another question, or files that are not handed in.
func isOther(q question.Question, folder string) bool {
	return folder != q.Name && slices.Contains(question.Names(q.Root), folder) || isNotHandedIn(folder)
}

// isNotHandedIn reports whether a folder with that name has files that are not handed in.
func isNotHandedIn(folder string) bool {
	return slices.Contains([]string{"internal", "testdata", "vendor"}, folder)
}

// solutionsAt returns the solution in path's folder that has the name of the question, or else the solution in path
// itself.
func solutionsAt(q question.Question, path string) []solution {
	for _, dir := range []string{filepath.Join(path, q.Name), path} {
		if s, ok := solutionIn(q, dir); ok {
			return []solution{s}
		}
	}
	return nil
}

// solutionIn returns the solution that a directory itself has.
func solutionIn(q question.Question, dir string) (s solution, ok bool) {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return solution{}, false
	}
	entries, _ := os.ReadDir(dir) // an unreadable folder counts as empty
	s.dir = dir
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case isLeftBehind(name), name == "testdata":
		case strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".icloud"):
			s.beside = append(s.beside, shownName(name)+": "+leftOutICloud)
		case strings.HasPrefix(name, "."), strings.HasPrefix(name, "_"):
			if strings.HasSuffix(name, ".go") && !entry.IsDir() {
				s.beside = append(s.beside, shownName(name)+": "+leftOutHidden)
			}
		case strings.HasSuffix(name, ".go") && !entry.IsDir():
			s.names = append(s.names, name)
		case isMisnamed(name) && !entry.IsDir():
			s.beside = append(s.beside, shownName(name)+renameIt)
		case slices.Contains(notGo, filepath.Ext(name)):
			s.beside = append(s.beside, shownName(name)+": "+LeftOutNotGo)
		case entry.IsDir() && hasGo(filepath.Join(dir, name), maxDepth):
			s.beside = append(s.beside, shownName(name)+": "+LeftOutFolder)
		}
	}
	return s, len(s.names) > 0
}

// isMisnamed reports whether a file is probably a renamed Go file, such as Stub.GO or stub.go.txt.
func isMisnamed(name string) bool {
	lower := strings.ToLower(strings.TrimSpace(name))
	return !strings.HasSuffix(name, ".go") && (strings.HasSuffix(lower, ".go") || strings.HasSuffix(lower, ".go.txt"))
}

const renameIt = ": its name must end in .go: rename it"

// notGo has the endings of the names of other files that Go compiles.
var notGo = []string{".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".f", ".F", ".for", ".f90", ".h", ".hh", ".hpp", ".hxx", ".swig", ".swigcxx", ".syso"}

// hasGo reports whether a directory has a Go file, at most depth folders deep.
func hasGo(dir string, depth int) bool {
	entries, _ := os.ReadDir(dir) // an unreadable folder counts as empty
	return slices.ContainsFunc(entries, func(entry os.DirEntry) bool {
		if entry.IsDir() {
			return depth > 0 && hasGo(filepath.Join(dir, entry.Name()), depth-1)
		}
		return strings.HasSuffix(entry.Name(), ".go") && !isLeftBehind(entry.Name())
	})
}

// isLeftBehind reports whether macOS or Word has left a file beside the one that it belongs to, such as ._stub.go.
func isLeftBehind(name string) bool {
	return strings.HasPrefix(name, "._") || strings.HasPrefix(name, "~$")
}
