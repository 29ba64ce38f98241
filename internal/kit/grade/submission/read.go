package submission

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/question"
)

// MaxSource is how large a file of a submission may be, and maxSources how many files a submission may have.
const (
	MaxSource  = 1 << 20
	maxSources = 100
)

const stubLine = "//go:build stub"

// readSubmission reads the files of the solution that was chosen of a submission in dir, stub.go first.
func readSubmission(q question.Question, dir string, place solution, name, shown string) Submission {
	s := Submission{Name: uniqueName(name), Dir: place.dir, Shown: shownName(shown), Files: make(map[string][]byte)}
	names := slices.Clone(place.names)
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(stubFirst(a), stubFirst(b)) })
	count := 0
	for _, file := range names {
		text, why := readSource(q, place.dir, file)
		switch {
		case why != "":
			s.Ignored = append(s.Ignored, shownName(file)+": "+why)
		default:
			if count++; count <= maxSources {
				s.Files[file] = text
			}
		}
	}
	s.Ignored = append(s.Ignored, place.beside...)
	if count > maxSources {
		s.Files = nil
		s.Problem = fmt.Sprintf("%d Go files, but at most %d are allowed: keep only those of the solution", count, maxSources)
		return s
	}
	leaveOutTwins(q, &s)
	inspect(q, &s)
	s.Wrong = wrong(q, s)
	var others []string
	if !s.isWritten() && (count == 0 || len(s.Files) > 0) {
		var may []string
		may, others = otherFiles(q, dir, place)
		s.Ignored = append(s.Ignored, may...)
	}
	if len(s.Files) == 0 {
		s.Problem = noGoFile
		if count > 0 {
			s.Problem = "every file of the solution was left out"
		}
		if len(s.Ignored) > 0 {
			s.Problem += " (" + strings.Join(s.Ignored, "; ") + ")"
		} else if len(others) > 0 {
			s.Problem += foundOnly + strings.Join(FirstOf(others), ", ")
		}
	}
	return s
}

const (
	noGoFile  = "no Go file of a solution: want stub.go, with the line " + stubLine
	foundOnly = "; there are only other files: "
)

// The most common reasons why files are left out.
const (
	LeftOutTest = "a test: only the kit's tests count"
	LeftOutKits = "a file of the kit: only the kit's own version counts"

	// LeftOutChanged is about a file of the kit with another text.
	LeftOutChanged = "it differs from the kit's file of this name, and only the kit's counts: a change belongs in stub.go or in a new file"

	LeftOutNotGo    = "not a Go file, and only Go files are compiled"
	leftOutArchive  = "an archive: unpack it"
	leftOutDocument = "a document, but code must be plain text, in a file such as stub.go"
	leftOutName     = "the kit has a file of this name, and only that one counts: rename yours"
)

func stubFirst(name string) string {
	if name == "stub.go" {
		return ""
	}
	return name
}

// readSource returns the text of a submitted file, or why it is left out.
func readSource(q question.Question, dir, name string) (text []byte, why string) {
	switch {
	case !utf8.ValidString(name):
		return nil, "its name is not UTF-8: rename it"
	case strings.ContainsFunc(name, unicode.IsControl):
		return nil, "its name has a control character, such as the end of a line: rename it"
	case strings.HasSuffix(name, "_test.go") && isKits(q, name):
		// A test of the solution's own package is the student's, even if it has the name of one of the kit's.
		if text, err := readRegular(filepath.Join(dir, name)); err == nil && packageOf(text) == q.Name {
			return nil, LeftOutTest
		}
		return nil, LeftOutKits
	case strings.HasSuffix(name, "_test.go"):
		return nil, LeftOutTest
	case !strings.HasSuffix(name, ".go"):
		if isMisnamed(name) {
			return nil, strings.TrimPrefix(renameIt, ": ")
		}
		return nil, "not a Go file"
	}
	text, err := readRegular(filepath.Join(dir, name))
	if isKits(q, name) {
		if file, _ := question.NewFile(name, text); err == nil && file.IsLearners() {
			return nil, leftOutName
		}
		if kits, kitErr := os.ReadFile(q.Path(name)); err == nil && kitErr == nil && !bytes.Equal(withoutSystem(text), withoutSystem(kits)) {
			return nil, LeftOutChanged
		}
		return nil, LeftOutKits
	}
	if err != nil {
		return nil, err.Error()
	}
	text = withoutPlaces(text)
	if built, err := isBuilt(name, text, question.Learners.Tag()); err == nil && !built {
		return nil, "its build line or its name excludes it with -tags " + question.Learners.Tag()
	}
	return text, ""
}

// withoutSystem returns the text of a file without what systems and editors change: the ends of lines, and a byte order
// mark.
func withoutSystem(text []byte) []byte {
	return bytes.TrimSpace(bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n")))
}

// placeDirective matches the beginning of a line directive, which gives another place for the code after it.
var placeDirective = regexp.MustCompile(`(?m)^//line |/\*line `)

// withoutPlaces returns the text of a file with those directives blanked out, so that each message names the line that
// its author sees. In a file that cannot be parsed it blanks them out in strings too: the file does not compile anyway.
func withoutPlaces(text []byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	text = bytes.Clone(text)
	blank := func(from, to int) {
		for _, at := range placeDirective.FindAllIndex(text[from:to], -1) {
			copy(text[from+at[0]+2:], "    ") // over the word line
		}
	}
	if err != nil {
		blank(0, len(text))
		return text
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			blank(fset.PositionFor(comment.Pos(), false).Offset, fset.PositionFor(comment.End(), false).Offset)
		}
	}
	return text
}

// readRegular reads a file. It returns an error if the file is not regular, such as a link or a device, or too large.
func readRegular(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("not a regular file")
	case info.Size() > MaxSource:
		return nil, fmt.Errorf("it has %d bytes, but at most %d are allowed", info.Size(), MaxSource)
	}
	return os.ReadFile(path)
}

// beginning returns the first 4 KiB of a regular file, or nothing if it cannot be read.
func beginning(path string) []byte {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	text, _ := io.ReadAll(io.LimitReader(file, 4<<10))
	return text
}

// isKits reports whether the kit has a file of that name in the question's directory which is not the learner's.
func isKits(q question.Question, name string) bool {
	if strings.EqualFold(name, AttestFile) {
		return true
	}
	text, err := os.ReadFile(q.Path(name))
	file, _ := question.NewFile(name, text) // a file that go cannot read is not the learner's
	return err == nil && !file.IsLearners()
}

// isBuilt reports whether go would compile text, in a file of that name, with the tags.
func isBuilt(name string, text []byte, tags ...string) (bool, error) {
	context := build.Default
	context.BuildTags = tags
	context.CgoEnabled = false
	context.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	return context.MatchFile("", name)
}

// inspect leaves out the files of a submission that could reach the judge, and notes what the others use. Files that
// cannot be parsed stay: they do not compile either.
func inspect(q question.Question, s *Submission) {
	fset, files, own := token.NewFileSet(), make(map[string]*ast.File), make(map[string]bool)
	for _, name := range s.FileNames() {
		file, err := parser.ParseFile(fset, name, s.Files[name], parser.ParseComments)
		if err != nil {
			continue
		}
		files[name] = file
		for declared := range file.Scope.Objects {
			own[declared] = true
		}
	}
	shared := newSharedNames(q)
	for range files { // once for each file, because an alias of an alias may be in another file
		for _, file := range files {
			shared.addAliases(file)
		}
	}
	module, _ := q.Module() // without one nothing compiles
	for _, name := range s.FileNames() {
		file, ok := files[name]
		if !ok {
			continue
		}
		if why := cmp.Or(reaching(fset, file, module, own), shared.redefined(file)); why != "" {
			s.Ignored = append(s.Ignored, name+": "+why)
			delete(s.Files, name)
			continue
		}
		for _, use := range uses(file, module, q.Root) {
			s.Uses = append(s.Uses, fmt.Sprintf("%s (%s)", use, name))
		}
	}
}

// linkname matches a directive that links a name of this file to a name of another package.
var linkname = regexp.MustCompile(`^//go:linkname\s+\S+\s+(\S+)`)

// judges matches the paths of the kit's packages that judge, without the path of the module.
var judges = regexp.MustCompile(`^/internal/(bench|exercise|gotest|judge|kit|parity|question)(/|$)`)

// testHelpers matches other packages through which a file would use flag or testing indirectly.
var testHelpers = regexp.MustCompile(`^(github\.com/stretchr/testify|net/http/httptest)(/|$)`)

// reaching returns why a file must not be part of a solution: it could make the judge report a wrong result. Packages
// flag and testing change which tests run, and embed reads files of the machine. The steps may compare with a variable
// of another package or of a file of the kit.
func reaching(fset *token.FileSet, file *ast.File, module string, own map[string]bool) string {
	for _, imported := range imports(file) {
		if imported == "C" {
			return `it imports "C", and C is not compiled`
		}
		what := ""
		switch first, _, _ := strings.Cut(imported, "/"); {
		case first == "embed":
			what = "with which a file of this machine becomes part of the program"
		case imported == "flag", imported == "testing":
			what = "with which code can change which tests run"
		case first == "testing":
			what = "a package for tests"
		case testHelpers.MatchString(imported):
			what = "which uses the packages flag or testing"
		case judges.MatchString(strings.TrimPrefix(imported, module)):
			what = "a package of the judge"
		}
		if what != "" {
			return fmt.Sprintf("it imports %s, %s: no solution needs it, so remove the import", imported, what)
		}
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			match := linkname.FindStringSubmatch(comment.Text)
			if match != nil && (strings.HasPrefix(match[1], module) || strings.HasPrefix(match[1], "testing.") || strings.HasPrefix(match[1], "flag.")) {
				return "it links to " + match[1] + ", which can reach the judge and which no solution needs"
			}
		}
	}
	why := ""
	ast.Inspect(file, func(n ast.Node) bool {
		for _, target := range changed(n) {
			if name := foreign(file, target, own); name != "" && why == "" {
				why = fmt.Sprintf("line %d changes %s, or takes its address, but the solution does not declare it, and the steps may rely on it", fset.Position(n.Pos()).Line, name)
			}
		}
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "WriteHeapDump" && slices.Contains(imports(file), "runtime/debug") || isName(n, "WriteHeapDump") {
			why = "it calls debug.WriteHeapDump, which can reach the judge and which no solution needs"
		}
		return why == ""
	})
	return why
}

// sharedNames has the names in those files of a question that both variants use.
type sharedNames struct {
	types map[string]string // that they declare, also by the names of aliases in a submission
	used  map[string]bool   // all
}

func newSharedNames(q question.Question) sharedNames {
	shared := sharedNames{types: make(map[string]string), used: make(map[string]bool)}
	files, _ := q.Files() // of a question that was found
	for _, file := range files {
		if file.IsTest() || !file.InReference || !file.InStub {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), q.Path(file.Name), nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				shared.types[n.Name.Name] = n.Name.Name
			case *ast.Ident:
				shared.used[n.Name] = true
			}
			return true
		})
	}
	return shared
}

// addAliases adds the aliases of the types in a file.
func (shared sharedNames) addAliases(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok && spec.Assign.IsValid() {
			if name := shared.types[question.TypeName(spec.Type)]; name != "" {
				shared.types[spec.Name.Name] = name
			}
		}
		return true
	})
}

// spoken has the methods that decide how values of a type are compared and printed. On a type of the kit they would let
// code answer for the judge.
var spoken = []string{"Equal", "Compare", "String", "GoString", "Format", "Error", "Is", "As", "Unwrap"}

// redefined returns why a file changes what the kit's files mean: it redeclares one of Go's types, such as any or error, or
// another of Go's names that they use, such as iota, or decides how values of their types are compared and printed.
func (shared sharedNames) redefined(file *ast.File) string {
	for name := range file.Scope.Objects {
		if _, isType := types.Universe.Lookup(name).(*types.TypeName); isType || types.Universe.Lookup(name) != nil && shared.used[name] {
			return "it redeclares " + name + ", a name of Go that the kit's files may use: rename it"
		}
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv.NumFields() == 0 || !slices.Contains(spoken, f.Name.Name) {
			continue
		}
		if name := shared.types[question.ReceiverType(f)]; name != "" {
			return fmt.Sprintf("it gives the kit's type %s a method %s, which decides how the steps compare or print it: remove the method", name, f.Name.Name)
		}
	}
	return ""
}

func isName(n ast.Node, name string) bool {
	ident, ok := n.(*ast.Ident)
	return ok && ident.Name == name
}

// imports returns the paths that a file imports.
func imports(file *ast.File) []string {
	var paths []string
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
		paths = append(paths, path)
	}
	return paths
}

// changed returns the expressions that a node assigns to, or takes the address of.
func changed(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	}
	return nil
}

// foreign returns the name of the variable that an expression is part of, if that is declared outside of the
// submission's files. Own has the declarations of those files.
func foreign(file *ast.File, expression ast.Expr, own map[string]bool) string {
	part := ""
	for {
		switch e := expression.(type) {
		case *ast.ParenExpr:
			expression = e.X
		case *ast.StarExpr:
			expression = e.X
		case *ast.IndexExpr:
			expression = e.X
		case *ast.SliceExpr:
			expression = e.X
		case *ast.SelectorExpr:
			expression, part = e.X, "."+e.Sel.Name
		case *ast.Ident:
			switch {
			case e.Name == "_" || e.Obj != nil: // declared in this file
				return ""
			case importName(file, e.Name):
				return e.Name + part
			case own[e.Name]:
				return ""
			}
			return e.Name
		default:
			return ""
		}
	}
}

// importName reports whether name is the name of an imported package in a file.
func importName(file *ast.File, name string) bool {
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool {
		if spec.Name != nil {
			return spec.Name.Name == name
		}
		return PackageName(spec) == name
	})
}

// PackageName returns the name of an imported package, as its path suggests.
func PackageName(spec *ast.ImportSpec) string {
	imported, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
	if version.MatchString(path.Base(imported)) {
		imported = path.Dir(imported)
	}
	return path.Base(imported)
}

var version = regexp.MustCompile(`^v[0-9]+$`)

// The names and texts of the files that are compiled together with the tests.
const (
	// TestMainFile runs the tests and says which have passed. TestMain is its text.
	TestMainFile = "grade_main_test.go"
	TestMain     = "package %s\n\nimport (\n\t\"testing\"\n\n\t%q\n)\n\nfunc TestMain(m *testing.M) { attest.Main(m) }\n"

	// AttestFile makes package accept read the order before the submission is initialized. AttestText is its text.
	AttestFile = "grade_attest.go"
	AttestText = "package %s\n\nimport _ %q\n"
)
