package submission

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// maxDepth is how many folders deep a solution may be below the folder of its submission. maxFolders is how many folders
// of a submission are searched.
const (
	maxDepth   = 10
	maxFolders = 10_000
)

// levels returns the folders in dir level by level, beginning with dir itself, without those that skip names.
func levels(q question.Question, dir string, skip func(folder string) bool) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		count := 0
		for level, depth := []string{dir}, 0; len(level) > 0 && depth <= maxDepth && yield(level); depth++ {
			var next []string
			for _, above := range level {
				folders, _, _ := list(q, above) // an unreadable folder counts as empty
				for _, folder := range folders {
					path := filepath.Join(above, folder)
					info, err := os.Lstat(path)
					if count++; count <= maxFolders && err == nil && info.IsDir() && !skip(folder) {
						next = append(next, path)
					}
				}
			}
			level = next
		}
	}
}

// solutionsBelow returns those solutions in a directory that are the fewest folders deep.
func solutionsBelow(q question.Question, dir string) []solution {
	for level := range levels(q, dir, func(folder string) bool { return isOther(q, folder) }) {
		var found []solution
		for _, path := range level {
			found = append(found, solutionsAt(q, path)...)
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// An answer is a folder in a submission with Go files of the question's package. Only one of them can be judged.
type answer struct {
	dir, shown string
	depth      int
	files      []string // those that may be part of a solution
	written    bool     // more than the stub, and more than helpers for a solution elsewhere
	other      bool     // it is in the folder of another question
}

// answers returns the answers in a directory, the fewest folders deep first.
func answers(q question.Question, dir string) []answer {
	var found []answer
	depth := 0
	for level := range levels(q, dir, isNotHandedIn) {
		for _, path := range level {
			a := answer{dir: path, depth: depth}
			_, files, _ := list(q, path)
			for _, name := range files[:min(len(files), maxSources)] {
				text, why := readSource(q, path, name)
				if why != "" || packageOf(text) != q.Name {
					continue
				}
				a.files = append(a.files, shownName(name))
				a.written = a.written || !question.IsUnwritten(text) && exports(text)
			}
			if len(a.files) == 0 {
				continue
			}
			relative, _ := filepath.Rel(dir, path) // it is below
			a.other = slices.ContainsFunc(strings.Split(relative, string(filepath.Separator)), func(folder string) bool { return isOther(q, folder) })
			if a.shown = shownName(relative); relative == "." {
				a.shown = strings.Join(a.files, ", ")
			}
			found = append(found, a)
		}
		depth++
	}
	return found
}

// exports reports whether a file declares an exported name. Every question asks for some, so a folder whose files declare
// none has only helpers. A file that cannot be parsed may declare one.
func exports(text []byte) bool {
	file, err := parse(text)
	return err != nil || ast.FileExports(file)
}

// choose returns which solution to judge, of the places in dir that are the fewest folders deep. A written solution goes
// before a stub that is not written, and before another package, even if it is deeper. If it cannot choose, it returns
// several. A solution that is returned alone names the answers that were not taken.
func choose(q question.Question, dir string, places []solution) []solution {
	all := answers(q, dir)
	answerAt := func(s solution) answer {
		if i := slices.IndexFunc(all, func(a answer) bool { return a.dir == s.dir }); i >= 0 {
			return all[i]
		}
		return answer{}
	}
	for _, better := range []func(solution) bool{
		func(s solution) bool { return s.isOf(q) },
		func(s solution) bool { return answerAt(s).written },
	} {
		if those := filter(places, better); len(places) > 1 && len(those) > 0 {
			places = those
		}
	}
	if len(places) > 0 && !slices.ContainsFunc(places, func(s solution) bool { return answerAt(s).written }) {
		written := filter(all, func(a answer) bool { return a.written && !a.other })
		if len(written) > 0 {
			written = filter(written, func(a answer) bool { return a.depth == written[0].depth })
			places = nil
		}
		for _, a := range written {
			if s, ok := solutionIn(q, a.dir); ok {
				places = append(places, s)
			}
		}
	}
	if len(places) == 1 {
		places[0].beside = append(slices.Clip(places[0].beside), notTaken(dir, places[0].dir, all)...)
	}
	return places
}

// The reasons why Go files that may be the solution do not count.
const (
	leftOutHidden = "its name begins with a dot or _, so Go does not compile it"
	leftOutICloud = "it stands for a file that is still in iCloud: download that file, and hand it in again"
	LeftOutFolder = "a folder, but only the files beside it count"
	leftOutAnswer = "more Go files of the question, but only one solution counts: "
)

// MayCost reports whether a line of a submission's Ignored names something whose loss may cost points: all but
// the kit's own files. A file in another language, a test, or a file that differs from the kit's costs points only if the
// code does not compile, or if the solution is not written: the work may be in that file.
func MayCost(ignored string, compiles, written bool) bool {
	because := func(why string) bool { return strings.HasSuffix(ignored, ": "+why) }
	switch {
	case because(LeftOutKits):
		return false
	case because(LeftOutNotGo), because(LeftOutTest), because(LeftOutChanged):
		return !compiles || !written
	}
	return true
}

// notTaken returns a line about the answers outside of the folder that was taken, or nothing if there are none. The
// solution itself names the folders in it.
func notTaken(dir, taken string, all []answer) []string {
	var names []string
	for _, a := range all {
		if a.dir != taken && !strings.HasPrefix(a.dir, taken+string(filepath.Separator)) {
			names = append(names, a.shown)
		}
	}
	if len(names) == 0 {
		return nil
	}
	names = FirstOf(names)
	place, err := filepath.Rel(dir, taken)
	if place = "the one in " + shownName(place); err != nil || taken == dir {
		place = "the one that is not in a folder"
	}
	return []string{strings.Join(names, ", ") + ": " + leftOutAnswer + place}
}

// FirstOf returns the first lines of a list, and a line that says how many more there are.
func FirstOf(lines []string) []string {
	const most = 5
	if more := len(lines) - most; more > 0 {
		return append(lines[:most:most], fmt.Sprintf("and %d more", more))
	}
	return lines
}

// otherFiles returns the files in a submission that are no Go files, except those that the solution that was chosen names
// itself. May has a line about each that may hold the work: archives, documents, Go files with another name, files that
// are called like the stub, and C. Others has the names of the rest. If there is no solution, and only files in folders may
// hold the work, they are the first of others. Folders that are not searched for a solution do not count. If the user named
// a file, no folder counts, and nothing at all does unless it is stub.go.
func otherFiles(q question.Question, dir string, chosen solution) (may, others []string) {
	isNamed := func(folder, file string) bool {
		return folder == chosen.dir && slices.ContainsFunc(chosen.beside, func(line string) bool { return strings.HasPrefix(line, shownName(file)+": ") })
	}
	if chosen.file != "" && chosen.file != "stub.go" {
		return nil, nil
	}
	var below [][2]string // the names and reasons of files in folders
	count := 0
	for level := range levels(q, dir, func(folder string) bool { return chosen.file != "" || isOther(q, folder) }) {
		for _, folder := range level {
			_, files, _ := list(q, folder) // an unreadable folder counts as empty
			for _, file := range files[:min(len(files), maxSources)] {
				if strings.HasSuffix(file, ".go") || isNamed(folder, file) {
					continue
				}
				count++
				path := filepath.Join(folder, file)
				relative, _ := filepath.Rel(dir, path) // it is below
				name, why := shownName(relative), whyNotGo(q, path, count <= maxSources)
				switch {
				case why == "":
					others = append(others, name)
				case folder != dir:
					below = append(below, [2]string{name, why})
				default:
					may = append(may, name+": "+why)
				}
			}
		}
	}
	if len(chosen.names)+len(chosen.beside)+len(may) > 0 {
		for _, file := range below {
			may = append(may, file[0]+": "+file[1])
		}
		return FirstOf(may), others
	}
	var first []string
	for _, file := range below {
		first = append(first, file[0]+" ("+file[1]+")")
	}
	return nil, append(first, others...)
}

// whyNotGo returns why Go does not compile a file that may hold the work, or "" if it hardly does. Read says whether it may
// read the file.
func whyNotGo(q question.Question, path string, read bool) string {
	switch file := filepath.Base(path); {
	case isArchive(path):
		return leftOutArchive
	case isDocument(file):
		return leftOutDocument
	case isRenamed(q, path, read):
		return strings.TrimPrefix(renameIt, ": ")
	case strings.HasPrefix(strings.ToLower(file), "stub"), slices.Contains(notGo, filepath.Ext(file)):
		return LeftOutNotGo
	}
	return ""
}

// isRenamed reports whether a file is probably a renamed Go file: by its name, or, if it may be read, because it has written
// code of the question's package. Only the beginning of a file that does not name the package is read.
func isRenamed(q question.Question, path string, read bool) bool {
	if isMisnamed(filepath.Base(path)) {
		return true
	}
	if !read || strings.HasSuffix(path, ".go") || !bytes.Contains(beginning(path), []byte(q.Name)) {
		return false
	}
	text, err := readRegular(path)
	return err == nil && packageOf(text) == q.Name && exports(text) && !question.IsUnwritten(text)
}

// renamedGo returns those files in a directory that are probably renamed Go files.
func renamedGo(q question.Question, dir string, files []string) []string {
	var renamed []string
	for i, file := range files {
		if isRenamed(q, filepath.Join(dir, file), i < maxSources) {
			renamed = append(renamed, file)
		}
	}
	return renamed
}

// notSearched returns where a submission without a solution has Go files, and why they were not found, or which folder
// cannot be read, or "".
func notSearched(q question.Question, dir string) string {
	why, unreadable, count := "", "", 0
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		count++
		switch name := filepath.Base(path); {
		case count > maxFolders:
			return fs.SkipAll
		case err != nil:
			folder := "its folder"
			if path != dir {
				relative, _ := filepath.Rel(dir, path) // it is below
				folder += " " + shownName(relative)
			}
			unreadable = cmp.Or(unreadable, fmt.Sprintf("%s cannot be read: %v", folder, errors.Unwrap(err)))
			return fs.SkipDir
		case entry.IsDir() && (name == ".git" || name == "__MACOSX"):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || isLeftBehind(name):
			return nil
		}
		relative, _ := filepath.Rel(dir, filepath.Dir(path)) // it is below
		if relative == "." {
			return nil
		}
		folders := strings.Split(relative, string(filepath.Separator))
		why = fmt.Sprintf("it has Go files in %s, more than %d folders deep: move them up", shownName(relative), maxDepth)
		if i := slices.IndexFunc(folders, func(folder string) bool { return strings.HasPrefix(folder, ".") || isOther(q, folder) }); i >= 0 {
			why = fmt.Sprintf("it has Go files in %s, but a folder %s is not searched", shownName(relative), shownName(folders[i]))
		} else if len(folders) <= maxDepth {
			why = ""
			return nil
		}
		return fs.SkipAll
	})
	return cmp.Or(why, unreadable)
}

// filter returns the elements of a list for which keep is true.
func filter[T any](list []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !keep(x) })
}
