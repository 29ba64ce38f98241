package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestMutants wants exactly the listed changes of each declaration.
func TestMutants(t *testing.T) {
	tests := []struct {
		name, decl string
		want       []string // the changed declaration
	}{
		{"comparisons and operators", "func f(a, b int) bool { return a+b < a<<b }", []string{
			"func f(a, b int) bool { return a-b < a<<b }",
			"func f(a, b int) bool { return a+b <= a<<b }",
			"func f(a, b int) bool { return a+b < a>>b }",
		}},
		{"assignments", "func f() { x := 1; x += 2; x = y; _ = x; x++ }", []string{
			"func f() { x := 0; x += 2; x = y; _ = x; x++ }",
			"func f() { x := 2; x += 2; x = y; _ = x; x++ }",
			"func f() { x := 1; ; x = y; _ = x; x++ }",
			"func f() { x := 1; x -= 2; x = y; _ = x; x++ }",
			"func f() { x := 1; x += 1; x = y; _ = x; x++ }",
			"func f() { x := 1; x += 3; x = y; _ = x; x++ }",
			"func f() { x := 1; x += 2; ; _ = x; x++ }",
			"func f() { x := 1; x += 2; x = y; _ = x;  }",
		}},
		{"statements", "func f() { g(); defer g(); go g(); c <- x; return }", []string{
			"func f() { ; defer g(); go g(); c <- x; return }",
			"func f() { g(); ; go g(); c <- x; return }",
			"func f() { g(); defer g(); ; c <- x; return }",
			"func f() { g(); defer g(); go g(); ; return }",
		}},
		{"an if", "func f() { if a < b { return }; g() }", []string{
			"func f() { if false && (a < b) { return }; g() }",
			"func f() { if true || (a < b) { return }; g() }",
			"func f() { if !(a < b) { return }; g() }",
			"func f() { if a <= b { return }; g() }",
			"func f() { if a < b { return };  }",
		}},
		{"an if whose negation is another mutant", "func f() { if a == b { g(); return }; for !c {} }", []string{
			"func f() { if false && (a == b) { g(); return }; for !c {} }",
			"func f() { if true || (a == b) { g(); return }; for !c {} }",
			"func f() { if a != b { g(); return }; for !c {} }",
			"func f() { if a == b { ; return }; for !c {} }",
			"func f() { if a == b { g();  }; for !c {} }",
			"func f() { if a == b { g(); return }; for false && (!c) {} }",
			"func f() { if a == b { g(); return }; for c {} }",
		}},
		{"an if with an else", "func f() { if a { g() } else { h() } }", []string{
			"func f() { if false && (a) { g() } else { h() } }",
			"func f() { if true || (a) { g() } else { h() } }",
			"func f() { if !(a) { g() } else { h() } }",
			"func f() { if a {  } else { h() } }",
			"func f() { if a { g() } else {  } }",
		}},
		{"and, or, break, continue", "func f() { for { switch a && b { case c || d: continue }; break } }", []string{
			"func f() { for { switch a || b { case c || d: continue }; break } }",
			"func f() { for { switch a && b { case c && d: continue }; break } }",
			"func f() { for { switch a && b { case c || d: break }; break } }",
			"func f() { for { switch a && b { case c || d: continue }; continue } }",
		}},
		{"constants", "const c = 0x0F &^ 0", []string{
			"const c = 14 &^ 0",
			"const c = 16 &^ 0",
			"const c = 0x0F & 0",
			"const c = 0x0F &^ (-1)",
			"const c = 0x0F &^ 1",
		}},
		{"booleans", "var v = g(true, false, 1.5, \"1\")", []string{
			"var v = g(false, false, 1.5, \"1\")",
			"var v = g(true, true, 1.5, \"1\")",
		}},
		{"a condition of two lines", "func f() { if a &&\n\tb { g() } }", []string{
			"func f() { if false && (a &&\n\tb) { g() } }",
			"func f() { if true || (a &&\n\tb) { g() } }",
			"func f() { if !(a &&\n\tb) { g() } }",
			"func f() { if a ||\n\tb { g() } }",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := "package p\n\n" + tt.decl + "\n"
			all, err := mutants("p.go", src)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range all {
				changed := m.apply(src)
				if _, err := parser.ParseFile(token.NewFileSet(), "p.go", changed, 0); err != nil {
					t.Errorf("%v: %v", m.id, err)
				}
				got = append(got, strings.TrimSpace(strings.TrimPrefix(changed, "package p\n\n")))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestIDs wants names that stay the same when other lines change.
func TestIDs(t *testing.T) {
	src := `package p

const most = 1 << 3

type T[K, V any] struct{ a [2]int }

func (t *T[K, V]) Sum(a, b int) int {
	return a +
		b + b + b
}

func (t T[K, V]) Go() { go func() { t.Sum(1, 2) }() }

func plain() { plain() }
`
	all, err := mutants("dir/p.go", src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range all {
		got = append(got, fmt.Sprintf("%d: %v | %s", m.line, m.id, m.source))
	}
	for _, want := range []string{
		"3: p.go most `<<` -> `>>` | const most = 1 << 3",
		"5: p.go T `2` -> `3` | type T[K, V any] struct{ a [2]int }",
		"8: p.go T.Sum `+` -> `-` | return a +",
		"9: p.go T.Sum `+` -> `-` | b + b + b",
		"9: p.go T.Sum `+` -> `-` (2) | b + b + b",
		"12: p.go T.Go statement removed | func (t T[K, V]) Go() { go func() { t.Sum(1, 2) }() }",
		"12: p.go T.Go statement removed (2) | func (t T[K, V]) Go() { go func() { t.Sum(1, 2) }() }",
		"14: p.go plain statement removed | func plain() { plain() }",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is missing among\n%s", want, strings.Join(got, "\n"))
		}
	}
	longer, err := mutants("p.go", strings.Replace(src, "package p\n", "package p\n\n// More.\n", 1))
	if err != nil {
		t.Fatal(err)
	}
	if len(longer) != len(all) {
		t.Fatalf("a comment more makes %d mutants of %d", len(longer), len(all))
	}
	for i := range all {
		if longer[i].id != all[i].id || longer[i].line != all[i].line+2 {
			t.Errorf("with two lines more above, %+v becomes %+v", all[i], longer[i])
		}
	}
}
