package facts

import (
	"cmp"
	"fmt"
	"go/ast"
	"reflect"
	"slices"
	"strings"

	"github.com/uudashr/gocognit"

	"github.com/oodkit/oodkit/internal/kit/compare/design"
)

// worst returns a finding for each function with the measure, the largest first, and three at most.
func (c *Code) worst(measure func(*function) int) []Finding {
	var findings []Finding
	for _, f := range c.funcs {
		findings = append(findings, Finding{f.name, measure(f), []Place{c.place(f.decl.Pos(), nil)}})
	}
	slices.SortStableFunc(findings, func(a, b Finding) int { return b.N - a.N })
	return findings[:min(3, len(findings))]
}

// complexity finds the functions that are hardest to follow, by the cognitive complexity of G. Ann Campbell.
func complexity(c *Code) []Finding {
	return c.worst(func(f *function) int { return gocognit.Complexity(f.decl) })
}

// length finds the longest functions, in lines.
func length(c *Code) []Finding { return c.worst(c.lines) }

// nesting finds the functions whose blocks are nested deepest, below the body of the function.
func nesting(c *Code) []Finding {
	return c.worst(func(f *function) int { return design.Depth(f.decl.Body) })
}

// The sizes from which on pieces of code that differ in names alone count as copies, in nodes of the syntax tree: of two
// pieces, and of three or more.
const (
	copySize   = 50
	copiesSize = 35
)

// A run is a sequence of statements.
type run struct {
	f     *function
	list  []ast.Stmt
	nodes int
}

// copied finds statements that are there twice, but for the names in them.
func copied(c *Code) []Finding {
	runs := make(map[string][]run)
	for _, f := range c.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			var list []ast.Stmt
			switch n := n.(type) {
			case *ast.BlockStmt:
				list = n.List
			case *ast.CaseClause:
				list = n.Body
			}
			for i := range list {
				for j := i + 1; j <= len(list); j++ {
					if r := (run{f, list[i:j], countNodes(list[i:j])}); r.nodes >= copiesSize {
						key := shape(r.list)
						runs[key] = append(runs[key], r)
					}
				}
			}
			return true
		})
	}
	var copies [][]run
	for _, same := range runs {
		if same = apart(same); len(same) > 2 || len(same) == 2 && same[0].nodes >= copySize {
			copies = append(copies, same)
		}
	}
	slices.SortFunc(copies, func(a, b []run) int {
		return cmp.Or(cmp.Compare(b[0].nodes, a[0].nodes), cmp.Compare(a[0].list[0].Pos(), b[0].list[0].Pos()))
	})
	var findings []Finding
	var told []run
	for _, same := range copies {
		if slices.ContainsFunc(told, func(t run) bool { return overlaps(t, same[0]) }) {
			continue
		}
		told = append(told, same...)
		finding := Finding{Subject: same[0].f.name, N: len(same)}
		for _, r := range same {
			finding.Places = append(finding.Places, c.place(r.list[0].Pos(), r.f))
		}
		findings = append(findings, finding)
	}
	return findings
}

// apart returns the runs that have no statement in common with one before them.
func apart(runs []run) []run {
	var some []run
	for _, r := range runs {
		if !slices.ContainsFunc(some, func(s run) bool { return overlaps(r, s) }) {
			some = append(some, r)
		}
	}
	return some
}

func overlaps(a, b run) bool {
	return a.list[0].Pos() < b.list[len(b.list)-1].End() && b.list[0].Pos() < a.list[len(a.list)-1].End()
}

func countNodes(list []ast.Stmt) int {
	n := 0
	for _, s := range list {
		ast.Inspect(s, func(node ast.Node) bool {
			if node != nil {
				n++
			}
			return true
		})
	}
	return n
}

// shape returns a text that is the same for statements that differ in names alone: each name is replaced by a number, in
// the order in which names come first.
func shape(list []ast.Stmt) string {
	var b strings.Builder
	numbers := make(map[string]int)
	selected := make(map[*ast.Ident]bool) // a field may be called like a variable
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case nil:
				b.WriteByte(')')
				return true
			case *ast.SelectorExpr:
				selected[n.Sel] = true
			case *ast.Ident:
				name := n.Name
				if selected[n] {
					name = "." + name
				}
				if numbers[name] == 0 {
					numbers[name] = len(numbers) + 1
				}
				fmt.Fprintf(&b, "%d", numbers[name])
			case *ast.BasicLit:
				b.WriteString(n.Value)
			case *ast.BinaryExpr:
				b.WriteString(n.Op.String())
			case *ast.UnaryExpr:
				b.WriteString(n.Op.String())
			case *ast.AssignStmt:
				b.WriteString(n.Tok.String())
			case *ast.IncDecStmt:
				b.WriteString(n.Tok.String())
			case *ast.BranchStmt:
				b.WriteString(n.Tok.String())
			}
			b.WriteString(reflect.TypeOf(n).Elem().Name() + "(")
			return true
		})
	}
	return b.String()
}

// names returns the names that the solution chose: of types, functions, methods, fields and variables of the package.
func (c *Code) names() []Finding {
	var all []Finding
	for _, name := range c.pkg.Scope().Names() {
		if object := c.pkg.Scope().Lookup(name); c.isOwn(object.Pos()) && !c.contract[name] {
			all = append(all, Finding{name, 1, []Place{c.place(object.Pos(), nil)}})
		}
	}
	for _, f := range c.funcs {
		if f.receiver != "" && !c.contract[f.name] {
			all = append(all, Finding{f.name, 1, []Place{c.place(f.decl.Pos(), nil)}})
		}
	}
	for field, owner := range c.owners() {
		all = append(all, Finding{owner.Name() + "." + field.Name(), 1, []Place{c.place(field.Pos(), nil)}})
	}
	slices.SortFunc(all, byPlace)
	return all
}

// last returns f of T.f.
func last(name string) string { return name[strings.LastIndex(name, ".")+1:] }

// namesAlike finds names of five letters or more that differ in one letter, and are no singular and plural.
func namesAlike(c *Code) []Finding {
	var findings []Finding
	names := c.names()
	told := make(map[[2]string]bool)
	for i, a := range names {
		for _, b := range names[:i] {
			pair := [2]string{last(a.Subject), last(b.Subject)}
			if oneLetterApart(pair[0], pair[1]) && !told[pair] {
				told[pair], told[[2]string{pair[1], pair[0]}] = true, true
				findings = append(findings, Finding{b.Subject + " and " + a.Subject, 1, []Place{b.Places[0], a.Places[0]}})
			}
		}
	}
	return findings
}

// oneLetterApart reports whether one name becomes the other by one letter more or another one. Names that differ in a
// capital letter, a digit or an s at the end are meant to belong together.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 || strings.EqualFold(a, b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:] && !isDigit(a[i]) && !isDigit(b[i])
	}
	return a[i:] == b[i+1:] && (i < len(a) || b[i] != 's' && !isDigit(b[i]))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// stutter finds fields and methods that repeat the name of their type, and types that repeat the package's.
func stutter(c *Code) []Finding {
	var findings []Finding
	for _, f := range c.names() {
		owner, name, isMember := strings.Cut(f.Subject, ".")
		if !isMember {
			owner, name = c.pkg.Name(), f.Subject
		}
		rest, ok := strings.CutPrefix(strings.ToLower(name), strings.ToLower(owner))
		if ok && rest != "" && len(owner) > 3 && name[len(owner)] >= 'A' && name[len(owner)] <= 'Z' {
			findings = append(findings, f)
		}
	}
	return findings
}
