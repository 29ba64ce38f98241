package submission

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// leaveOutTwins leaves out the files that are handed in beside the solution, and that would collide with it: an unchanged
// stub, and copies, as browsers name a second download.
func leaveOutTwins(q question.Question, s *Submission) {
	names := s.FileNames()
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(stubFirst(a), stubFirst(b)) })
	names = filter(names, func(name string) bool { return packageOf(s.Files[name]) == q.Name })
	leaveOut := func(name, why string) {
		s.Ignored = append(s.Ignored, name+": "+why)
		delete(s.Files, name)
	}
	var kept, stubs []string
	for _, name := range names {
		same := func(other string) bool {
			return len(declarations(s.Files[name])) > 0 && bytes.Equal(s.Files[other], s.Files[name])
		}
		if i := slices.IndexFunc(kept, same); i >= 0 {
			leaveOut(name, "it has the same text as "+kept[i])
			continue
		}
		kept = append(kept, name)
	}
	written := filter(kept, func(name string) bool { return !question.IsUnwritten(s.Files[name]) })
	for _, name := range kept {
		if slices.Contains(written, name) {
			continue
		}
		other, both := s.twin(name, written)
		if other == "" {
			other, both = s.twin(name, stubs)
		}
		if other != "" {
			leaveOut(name, fmt.Sprintf("an unchanged stub, and %s declares %s too", other, both))
			continue
		}
		stubs = append(stubs, name)
	}
}

// twin returns which of the other files declares something exported that the file declares too, and what, or "".
func (s Submission) twin(name string, others []string) (other, both string) {
	mine := exported(s.Files[name])
	for _, other := range others {
		theirs := exported(s.Files[other])
		if i := slices.IndexFunc(mine, func(declared string) bool { return slices.Contains(theirs, declared) }); i >= 0 {
			return other, mine[i]
		}
	}
	return "", ""
}

// severalSolutions returns a message if several files declare the same exported type or function, or "".
func severalSolutions(q question.Question, s Submission) string {
	names := filter(s.FileNames(), func(name string) bool { return packageOf(s.Files[name]) == q.Name })
	for i, name := range names {
		for _, declared := range exported(s.Files[name]) {
			places := []string{s.place(name)}
			for _, other := range names[i+1:] {
				if slices.Contains(exported(s.Files[other]), declared) {
					places = append(places, s.place(other))
				}
			}
			switch n := len(places); {
			case n == 2:
				return fmt.Sprintf("two solutions: %s and %s both declare %s: keep one", places[0], places[1], declared)
			case n > 2:
				return fmt.Sprintf("%d solutions: %s and %s all declare %s: keep one", n, strings.Join(places[:n-1], ", "), places[n-1], declared)
			}
		}
	}
	return ""
}

// declarations returns the declarations of a file. Of a file that cannot be parsed to its end it returns those before the
// mistake.
func declarations(text []byte) []ast.Decl {
	file, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
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
