package design

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/question"
)

// The learner's code in a package with one shared file.
const learners = `//go:build stub

package stack

import "fmt"

// Stack is what the contract says.
type Stack[K comparable, V any] struct {
	top, bottom *node[K, V] // of a list
	seen        map[K]Mode
	fmt.Stringer
}

type (
	node[K comparable, V any] struct {
		next  *node[K, V]
		visit func(V visitor)
	}
	visitor interface {
		visit(n int) bool
		fmt.Stringer
	}
	V int // not what V is above
)

// ErrEmpty is exported.
var ErrEmpty = fmt.Errorf("stack: empty")

// Push is what the contract says.
func (s *Stack[K, V]) Push(key K, value V) (old V, ok bool) {
	// a comment

	if s.top == nil {
		return old, ok
	} else if s.bottom == nil {
		for range 3 {
		}
	}
	return old, true
}

// grow is of the learner's own.
func (s *Stack[K, V]) grow() {}

func (n node[K, V]) Exported() {}

func New() *Stack[int, int] { return nil }
`

func load(t *testing.T, v question.Variant) *Design {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"stub.go":      learners,
		"reference.go": "//go:build !stub\n\npackage stack\n\ntype Stack struct{}\n",
		"mode.go":      "package stack\n\n// Mode is shared.\ntype Mode int\n\nfunc (Mode) String() string { return \"\" }\n",
		"x_test.go":    "package stack\n\ntype ignored int\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Load(question.Question{Root: dir}, question.Of(v))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLoad(t *testing.T) {
	d := load(t, question.Learners)
	exported, unexported := d.CountFuncs()
	got := fmt.Sprintln(d.Files, len(d.Types), exported, unexported, d.Longest().FullName(), d.Longest().Lines, d.Deepest().FullName(), d.Deepest().Depth)
	if want := "[stub.go] 4 2 2 Stack.Push 9 Stack.Push 2\n"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := load(t, question.Reference); len(got.Files) != 1 || len(got.Types) != 1 || len(got.Connected()) != 1 {
		t.Errorf("the reference has %v, want one file and one type", got)
	}
}

func TestTypes(t *testing.T) {
	d := load(t, question.Learners)
	for name, want := range map[string]string{
		"Stack":   "Stack[K, V] struct: top *node[K, V] [node]; bottom *node[K, V] [node]; seen map[K]Mode [Mode];  fmt.Stringer []; Push grow",
		"node":    "node[K, V] struct: next *node[K, V] [node]; visit func(V visitor) [visitor]; Exported",
		"visitor": "visitor interface:  fmt.Stringer []; visit",
		"V":       "V :  int []; ",
		"Mode":    "Mode :  int []; ",
	} {
		typ := d.Type(name)
		var got strings.Builder
		got.WriteString(typ.Title() + " " + typ.Kind + ": ")
		for _, f := range typ.Fields {
			got.WriteString(fmt.Sprintf("%s %s %v; ", f.Name, f.Type, f.Uses))
		}
		var methods []string
		for _, m := range typ.Methods {
			methods = append(methods, m.Name)
		}
		if got.WriteString(strings.Join(methods, " ")); got.String() != want {
			t.Errorf("type %s\ngot  %s\nwant %s", name, got.String(), want)
		}
	}
	if !d.Type("Mode").Shared || d.Type("Stack").Shared || len(d.Connected()) != 5 {
		t.Errorf("got %v, want Mode to be the only shared type of 5", d.Connected())
	}
}

func TestDecls(t *testing.T) {
	var names []string
	texts := make(map[string]string)
	for _, decl := range load(t, question.Learners).Decls {
		names = append(names, decl.Name)
		texts[decl.Name] = decl.Text
	}
	got := strings.Join(names, "; ")
	if want := "type Stack; type node, visitor, V; var ErrEmpty; Stack.Push; Stack.grow; node.Exported; New"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if text := texts["Stack.grow"]; text != "// grow is of the learner's own.\nfunc (s *Stack[K, V]) grow() {}" {
		t.Errorf("an unexported method has the text %q, want it with its comment", text)
	}
	if text := texts["type Stack"]; !strings.HasPrefix(text, "type Stack[") {
		t.Errorf("an exported type has the text %q, want it without the contract", text)
	}
}

func TestLoadOfBadCode(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "stub.go")
	if err := os.WriteFile(file, []byte("//go:build stub\n\npackage stack\n\nfunc {"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(question.Question{Root: dir}, question.Of(question.Learners)); err == nil || !strings.Contains(err.Error(), "stub.go:5") {
		t.Errorf("Load of code that does not parse: got %v, want the place", err)
	}
}

func TestEmptyDesign(t *testing.T) {
	d, err := Load(question.Question{Root: t.TempDir()}, question.Of(question.Learners))
	if err != nil || d.Longest().FullName() != "" || d.Deepest().Depth != 0 {
		t.Errorf("Load of nothing: got %v, %v", d, err)
	}
}

func TestDepth(t *testing.T) {
	for body, want := range map[string]int{
		"":                                     0,
		"x()":                                  0,
		"{ { x() } }":                          0,
		"if a { }":                             1,
		"if a { } else if b { } else if c { }": 1,
		"if a { } else { if b { } }":           2,
		"if a { } else if b { for { } }":       2,
		"for { switch { case a: if b { } } }":  3,
		"f(func() { for range x { } })":        2,
		"select { case <-a: }; switch a.(type) { }": 1,
		"for { }; if a { for { } }":                 2,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {"+body+"}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := Depth(file.Decls[0].(*ast.FuncDecl).Body); got != want {
			t.Errorf("depth of %q = %d, want %d", body, got, want)
		}
	}
}

func TestCodeLines(t *testing.T) {
	const text = "package p\n\n// no\n/* no\nno */\nvar s = `a\n\nb` // yes\n\nfunc f() {\n\n}\n"
	lines := codeLines([]byte(text))
	if got, want := fmt.Sprint(lines), fmt.Sprint(map[int]bool{1: true, 6: true, 7: true, 8: true, 10: true, 12: true}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
