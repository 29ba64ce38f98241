package change

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counter is the old version of every row.
const counter = `package counter

// Counter counts.
type Counter[K comparable] struct {
	counts map[K]int
	total  int
}

const (
	Small = iota + 1
	Large
)

var limit = 10

func New[K comparable]() *Counter[K] { return &Counter[K]{counts: map[K]int{}} }

// Add counts k.
func (c *Counter[K]) Add(k K, n int) int {
	if n > limit {
		n = clip(n)
	}
	c.counts[k] += n
	return c.counts[k]
}

func (c *Counter[K]) Reset() { panic("not implemented: Counter.Reset") }

func clip(n int) int {
	if n > limit {
		return clip(limit)
	}
	return n
}
`

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		name     string
		old, new []string // texts, each followed by what stands in its place
		want     []string
	}{
		{name: "nothing"},
		{name: "comments", new: []string{"// Add counts k.", "// Add is other words.", "// Counter counts.", ""}},
		{name: "gofmt and positions", new: []string{"{ return &Counter[K]{counts: map[K]int{}} }", "{\n\n\treturn &Counter[K]{\n\t\tcounts: map[K]int{},\n\t}\n}"}},
		{name: "order of fields", new: []string{"counts map[K]int\n\ttotal  int", "total  int\n\tcounts map[K]int"}},
		{name: "grouped fields", old: []string{"total  int", "a, b int"}, new: []string{"total  int", "a int; b int"}},
		{name: "a body", new: []string{"return n\n", "return n + 1\n"}, want: []string{"body clip"}},
		{name: "an unused parameter's name", old: []string{"func clip", "func f(a int) {}; func clip"}, new: []string{"func clip", "func f(b int) {}; func clip"}},
		{name: "a function", new: []string{"func clip", "func more() {}\n\nfunc clip"}, want: []string{"added more"}},
		{name: "a stub's body is written", new: []string{"panic(\"not implemented: Counter.Reset\")", "clear(c.counts)"}, want: []string{"added Counter.Reset"}},
		{name: "statements less", new: []string{"\tc.counts[k] += n\n", ""}, want: []string{"body Counter.Add"}},
		{name: "a signature", new: []string{"Add(k K, n int) int", "Add(k K, n int64) int"}, want: []string{"signature Counter.Add"}},
		{name: "a receiver's star", new: []string{"(c *Counter[K]) Add", "(c Counter[K]) Add"}, want: []string{"signature Counter.Add"}},
		{name: "type parameters", new: []string{"New[K comparable]", "New[K ~string]"}, want: []string{"signature New"}},
		{name: "a type's parameters", new: []string{"type Counter[K comparable]", "type Counter[K ~string]"}, want: []string{"signature Counter"}},
		{name: "a field", new: []string{"total  int", "total, last int"}, want: []string{"added Counter.last"}},
		{name: "a field less", new: []string{"\ttotal  int\n", ""}, want: []string{"removed Counter.total"}},
		{name: "a field's type", new: []string{"total  int", "total  int64"}, want: []string{"signature Counter.total"}},
		{name: "an embedded field", new: []string{"total  int", "total  int; Base"}, want: []string{"added Counter.Base"}},
		{name: "a renamed function, recursive and called", new: []string{"clip", "cut"}, want: []string{"renamed clip cut"}},
		{name: "a renamed function with another body", new: []string{"clip", "cut", "return n\n", "return n + 1\n"}, want: []string{"body Counter.Add", "added cut", "removed clip"}},
		{name: "a renamed method", old: []string{"Reset() { panic(\"not implemented: Counter.Reset\")", "reset() { clear(c.counts)"}, new: []string{"Reset() { panic(\"not implemented: Counter.Reset\")", "wipe() { clear(c.counts)"}, want: []string{"renamed Counter.reset Counter.wipe"}},
		{name: "a renamed type with fields and methods", new: []string{"Counter[K", "Tally[K"}, want: []string{"renamed Counter Tally"}},
		{name: "a moved function", old: []string{"func clip", "func f() {}\nfunc clip"}, new: []string{"// Counter", "func f() {}\n// Counter"}},
		{name: "a constant in between", new: []string{"\tLarge", "\tMedium\n\tLarge"}, want: []string{"added Medium", "body Large"}},
		{name: "a variable's value", new: []string{"limit = 10", "limit = 11"}, want: []string{"body limit"}},
		{name: "a call with dots", old: []string{"c.counts[k] += n", "f(a...)"}, new: []string{"c.counts[k] += n", "f(a)"}, want: []string{"body Counter.Add"}},
		{name: "an alias", old: []string{"var limit", "type a = int\n\nvar limit"}, new: []string{"var limit", "type a int\n\nvar limit"}, want: []string{"signature a"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report := Compare(version(t, tt.old), version(t, tt.new))
			var got []string
			for _, c := range report.Changes {
				what := []string{"", "added", "removed", "renamed", "signature", "body"}[c.What]
				got = append(got, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", what, c.Old, c.Decl.Name)), " "))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Compare (-want +got):\n%s", diff)
			}
			if tt.old == nil && report.Stood != 3 {
				t.Errorf("Stood = %d, want 3: New, Add and clip", report.Stood)
			}
		})
	}
}

// version returns the old version with edits.
func version(t *testing.T, edits []string) Version {
	t.Helper()
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(counter, edits[i]) {
			t.Fatalf("the old version has no %q", edits[i])
		}
	}
	text := strings.NewReplacer(edits...).Replace(counter)
	file, err := parser.ParseFile(token.NewFileSet(), "counter.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return Read([]*ast.File{file})
}
