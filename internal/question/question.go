// Package question finds the questions of the repository. It reads their steps with titles and hints, and the
// files of their two variants. It never uses a path as a pattern, so that the repository may be in any directory.
package question

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Question is one exercise of the repository: a package at its top.
type Question struct {
	Root string // the repository's directory, absolute
	Name string // the question's directory in it, and its package: hashmap
}

// Dir returns the question's directory.
func (q Question) Dir() string { return filepath.Join(q.Root, q.Name) }

// KeepsDir is the directory for everything that the commands keep, relative to the repository's directory. Git
// ignores it.
const KeepsDir = ".oodkit"

// HandoutFile is a file that only a handout for students has: a repository without references, other designs and bank.
const HandoutFile = "internal/handout.txt"

// HandoutCommands are the commands that need nothing which a handout does not have.
var HandoutCommands = []string{"try", "watch", "hint", "reset", "restore", "steps"}

// IsHandout reports whether the repository in root is a handout.
func IsHandout(root string) bool { return exists(filepath.Join(root, filepath.FromSlash(HandoutFile))) }

// CopyDir returns the root of the copies of questions in which the learner changes somebody else's code.
func CopyDir(root string) string { return filepath.Join(root, KeepsDir, "extend") }

// Original returns the question that q is a copy of, if it is one.
func (q Question) Original() (Question, bool) {
	root := filepath.Dir(filepath.Dir(q.Root))
	return Question{Root: root, Name: q.Name}, CopyDir(root) == q.Root
}

// Arguments returns what a command of make needs to work on the question: Q=hashmap, or Q=hashmap IN=extend if it is a
// copy.
func (q Question) Arguments() string {
	if _, isCopy := q.Original(); isCopy {
		return "Q=" + q.Name + " IN=extend"
	}
	return "Q=" + q.Name
}

// Path returns the path of a file in the question's directory. The file's name may have slashes.
func (q Question) Path(name string) string { return filepath.Join(q.Dir(), filepath.FromSlash(name)) }

// An ArgumentError says that an argument of a command is wrong. The text says why, and which arguments there are.
type ArgumentError struct{ Text string }

// Error returns the text.
func (e ArgumentError) Error() string { return e.Text }

// Root returns the repository's directory: the working directory, or the nearest one above it, that has a go.mod
// and at least one question. If no directory has both, the error is an ArgumentError.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if exists(filepath.Join(dir, "go.mod")) && len(Names(dir)) > 0 {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", ArgumentError{fmt.Sprintf("%s is outside the oodkit repository: change to a directory inside it", start)}
		}
	}
}

// Names returns the names of the questions in root, in alphabetical order. A question is a directory that has a
// doc.go and a steps_test.go, even if stub.go is missing.
func Names(root string) []string {
	entries, _ := os.ReadDir(root) // an unreadable directory has no questions
	var names []string
	for _, entry := range entries {
		q := Question{root, entry.Name()}
		if exists(q.Path("doc.go")) && exists(q.Path("steps_test.go")) {
			names = append(names, q.Name)
		}
	}
	return names
}

// All returns the questions in root in the order of their names.
func All(root string) []Question {
	var all []Question
	for _, name := range Names(root) {
		all = append(all, Question{root, name})
	}
	return all
}

// A Row is a line of the table of questions in the README of the repository.
type Row struct {
	Name       string   // of the question
	Cells      []string // those after the name
	Begin, End int      // where the line is in the text
}

var tableRow = regexp.MustCompile(`(?m)^\| \[(\w+)\]\(\w+/README\.md\) \|(.*)\|$\n?`)

// Rows returns the lines of the table of questions in a README. Lines end in a line feed, as [ReadText] returns them.
func Rows(readme string) []Row {
	var rows []Row
	for _, at := range tableRow.FindAllStringSubmatchIndex(readme, -1) {
		row := Row{Name: readme[at[2]:at[3]], Begin: at[0], End: at[1]}
		for cell := range strings.SplitSeq(readme[at[4]:at[5]], "|") {
			row.Cells = append(row.Cells, strings.TrimSpace(cell))
		}
		rows = append(rows, row)
	}
	return rows
}

// InOrder returns the questions in root in the order in which the table of its README has them, and then the others.
func InOrder(root string) []Question {
	text, _ := ReadText(filepath.Join(root, "README.md")) // without it the order is alphabetical
	rows := Rows(text)
	place := func(q Question) int {
		if i := slices.IndexFunc(rows, func(r Row) bool { return r.Name == q.Name }); i >= 0 {
			return i
		}
		return len(rows)
	}
	return slices.SortedStableFunc(slices.Values(All(root)), func(a, b Question) int { return cmp.Compare(place(a), place(b)) })
}

// Find returns the question called name, or an ArgumentError that lists the questions. A name may be written as a
// directory: ./hashmap/.
func Find(root, name string) (Question, error) {
	plain, err := Match(name, "question", Names(root))
	return Question{root, plain}, err
}

// Match returns the name that was typed, which may be written as a directory. If it is not one of the names, the
// ArgumentError suggests the most similar name and lists all of them. Thing says in the message what they name.
func Match(typed, thing string, names []string) (string, error) {
	plain := strings.Trim(strings.ReplaceAll(typed, `\`, "/"), "./")
	if slices.Contains(names, plain) {
		return plain, nil
	}
	problem := fmt.Sprintf("There is no %s %q. ", thing, typed)
	if near, ok := nearest(plain, names); ok {
		problem += fmt.Sprintf("Did you mean %s? ", near)
	} else if plain == "" {
		problem = fmt.Sprintf("Which %s? ", thing)
	}
	noun, _, _ := strings.Cut(thing, " ")
	return "", ArgumentError{problem + "The " + noun + "s are: " + strings.Join(names, ", ") + "\n"}
}

var moduleLine = regexp.MustCompile(`(?m)^module\s+(\S+)`)

// Module returns the path of the repository's module.
func (q Question) Module() (string, error) {
	file := filepath.Join(q.Root, "go.mod")
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	match := moduleLine.FindSubmatch(text)
	if match == nil {
		return "", fmt.Errorf("%s names no module", file)
	}
	return string(match[1]), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// nearest returns the name that is most similar to what was typed. A name is similar if it begins with the typed
// text, or if at most half of its letters differ.
func nearest(typed string, names []string) (name string, ok bool) {
	typed = strings.ToLower(typed)
	if typed == "" {
		return "", false
	}
	least := len(typed)
	for _, candidate := range names {
		distance := editDistance(typed, candidate)
		if strings.HasPrefix(candidate, typed) {
			distance = 0
		}
		if 2*distance <= len(candidate) && distance < least {
			name, least, ok = candidate, distance, true
		}
	}
	return name, ok
}

// editDistance returns how many bytes must be inserted, deleted or replaced to turn a into b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1) // row[j] is the distance from a[:i] to b[:j]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
