package submission

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// leaveOutTwins leaves out the files that are handed in beside the solution, and that would collide with it: an unchanged
// stub, and copies of the submission's files or the kit's, as browsers name a second download.
func leaveOutTwins(q question.Question, s *Submission) {
	names := s.FileNames()
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(stubFirst(a), stubFirst(b)) })
	names = filter(names, func(name string) bool { return packageOf(s.Files[name]) == q.Name })
	leaveOut := func(name, why string) {
		s.Ignored = append(s.Ignored, name+": "+why)
		delete(s.Files, name)
	}
	kits := kitsTexts(q)
	var kept, written, stubs []string
	for _, name := range names {
		same := func(other string) bool { return bytes.Equal(s.Files[other], s.Files[name]) }
		if len(declarations(s.Files[name])) > 0 {
			if slices.ContainsFunc(kits, func(text []byte) bool { return bytes.Equal(text, withoutSystem(s.Files[name])) }) {
				leaveOut(name, LeftOutKits)
				continue
			}
			if i := slices.IndexFunc(kept, same); i >= 0 {
				leaveOut(name, "it has the same text as "+kept[i])
				continue
			}
		}
		kept = append(kept, name)
		if question.IsUnwritten(s.Files[name]) {
			stubs = append(stubs, name)
		} else {
			written = append(written, name)
		}
	}
	if len(stubs) == 0 {
		return
	}
	declaredBy := make(map[string]string) // the first file that declares an exported name
	for _, name := range written {
		addDeclared(declaredBy, name, exported(s.Files[name]))
	}
	for _, name := range stubs {
		mine := exported(s.Files[name])
		if i := slices.IndexFunc(mine, func(declared string) bool { return declaredBy[declared] != "" }); i >= 0 {
			leaveOut(name, fmt.Sprintf("an unchanged stub, and %s declares %s too", declaredBy[mine[i]], mine[i]))
			continue
		}
		addDeclared(declaredBy, name, mine)
	}
}

// kitsTexts returns the texts of the question's files that are compiled together with a solution.
func kitsTexts(q question.Question) (texts [][]byte) {
	files, _ := q.Files() // of a question that cannot be read, the steps say so
	for _, file := range files {
		if text, err := os.ReadFile(q.Path(file.Name)); err == nil && file.InStub && !file.IsLearners() && !file.IsTest() {
			texts = append(texts, withoutSystem(text))
		}
	}
	return texts
}

// addDeclared notes which file declares names, unless another one does already.
func addDeclared(declaredBy map[string]string, file string, names []string) {
	for _, name := range names {
		declaredBy[name] = cmp.Or(declaredBy[name], file)
	}
}

// severalSolutions returns a message if several files declare the same exported type or function, or "".
func severalSolutions(q question.Question, s Submission) string {
	var names []string
	places := make(map[string][]string) // of each name
	for _, file := range filter(s.FileNames(), func(name string) bool { return packageOf(s.Files[name]) == q.Name }) {
		place := s.place(file)
		for _, name := range exported(s.Files[file]) {
			if all := places[name]; len(all) == 0 || all[len(all)-1] != place {
				names, places[name] = append(names, name), append(all, place)
			}
		}
	}
	for _, name := range names {
		switch all := places[name]; {
		case len(all) == 2:
			return fmt.Sprintf("two solutions: %s and %s both declare %s: keep one", all[0], all[1], name) + ofStudents(all)
		case len(all) > 2:
			last := len(all) - 1
			return fmt.Sprintf("%d solutions: %s and %s all declare %s: keep one", len(all), strings.Join(all[:last], ", "), all[last], name) + ofStudents(all)
		}
	}
	return ""
}

// studentsStub matches the name that learning platforms give to a student's stub.go if they put the files of a class into
// one folder.
var studentsStub = regexp.MustCompile(`_stub(-[0-9]+)?\.go$`)

// ofStudents returns what to do if the solutions in these files are of several students, as their names suggest, or "".
func ofStudents(files []string) string {
	if slices.ContainsFunc(files, func(file string) bool { return !studentsStub.MatchString(file) }) {
		return ""
	}
	return ". If they are of several students, make a folder for each student"
}

// declarations returns the declarations of a file. Of a file that cannot be parsed to its end it returns those before the
// mistake.
func declarations(text []byte) []ast.Decl {
	file, _ := parse(text)
	if file == nil {
		return nil
	}
	return file.Decls
}

// exported returns the names of the exported types and functions that a file declares, in order.
func exported(text []byte) []string {
	var names []string
	for _, decl := range declarations(text) {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil && decl.Name.IsExported() {
				names = append(names, decl.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
					names = append(names, spec.Name.Name)
				}
			}
		}
	}
	return names
}
