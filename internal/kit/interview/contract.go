package interview

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// A rule is a declaration of the stub, with what its comment says about a step.
type rule struct {
	code string // without a body
	text string
}

// contracts returns for each step the declarations of the stub that are new in it or that the README's text of the step
// names, with their comments. Of other declarations there are the paragraphs that name the step in parentheses. Began has
// the steps in which declarations are new, as far as they are known. What is not known to be new in a step and is named by
// none belongs to the first step, and to each step that has nothing else. A type is new in the first step that has a
// function with it.
func contracts(stub []byte, steps []readme.Step, began map[string]int) (map[int][]rule, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "stub.go", stub, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	all := declarations(file)
	if len(steps) > 0 {
		place(all, steps, began)
	}
	rules := make(map[int][]rule)
	for _, s := range steps {
		names := namesIn(s.Text)
		for _, d := range all {
			whole := d.step == s.Number || d.step < s.Number && !d.isType && d.isMeant(names, all, s.Number)
			if r := d.rule(s.Number, whole); r.text != "" && d.step <= s.Number {
				rules[s.Number] = append(rules[s.Number], r)
			}
		}
	}
	for _, s := range steps {
		if len(rules[s.Number]) == 0 {
			rules[s.Number] = unplaced(all)
		}
	}
	return rules, nil
}

// place sets the step of each declaration: that in which it is new, or else the first that names it, or else the first.
func place(all []declaration, steps []readme.Step, began map[string]int) {
	for i := range all {
		d := &all[i]
		if step, known := began[d.name]; known && !d.isType {
			d.step, d.placed = step, true
			continue
		}
		at := slices.IndexFunc(steps, func(s readme.Step) bool { return !d.isType && d.isIn(namesIn(s.Text)) })
		d.step, d.placed = steps[max(at, 0)].Number, at >= 0
	}
	for i := range all {
		if all[i].isType {
			all[i].step = firstWith(all, all[i])
		}
	}
}

// firstWith returns the first step that has a function with a type.
func firstWith(all []declaration, of declaration) int {
	var with []int
	for _, d := range all {
		if !d.isType && d.uses(of.name) {
			with = append(with, d.step)
		}
	}
	if len(with) == 0 {
		return of.step
	}
	return slices.Min(with)
}

// unplaced returns the declarations of which no step is known.
func unplaced(all []declaration) (rules []rule) {
	for _, d := range all {
		if !d.placed {
			rules = append(rules, rule{d.code, d.text})
		}
	}
	return rules
}

// rule returns the whole of what is said about the declaration, or what is said of a step.
func (d declaration) rule(step int, whole bool) rule {
	if whole {
		return rule{d.code, d.text}
	}
	return rule{d.code, about(d.text, step)}
}

// beginnings returns for functions and methods, such as Map.Put, the first step for which the reference has a body of
// them, as far as the bank has its stages.
func beginnings(q question.Question, steps int) (map[string]int, error) {
	stages, err := judge.LoadStages(q, steps)
	if err != nil {
		return nil, err
	}
	began := make(map[string]int)
	lowest := steps
	for _, s := range stages { // the complete one first, then downward
		if s.Design != "reference" {
			continue
		}
		lowest = s.Step
		for name, text := range s.Files {
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && !question.IsPlaceholder(f.Body) {
					began[question.FuncName(f)] = s.Step
				}
			}
		}
	}
	if lowest > 1 { // what the lowest stage has may be of any step below it
		maps.DeleteFunc(began, func(_ string, step int) bool { return step == lowest })
	}
	return began, nil
}

// A declaration is an exported function, method or type of the stub.
type declaration struct {
	name, code, text string // the name of a method has its type in front
	isType           bool
	step             int  // the declaration is new in it
	placed           bool // the step is known
}

// isIn reports whether one of the names in a text is that of the declaration. A text may leave the type of a method out.
func (d declaration) isIn(names []string) bool {
	return slices.Contains(names, d.name) || d.method() != "" && slices.Contains(names, d.method())
}

// isMeant reports whether the text of a step names the declaration. If the text leaves the type of a method out, it means
// the newest method of that name.
func (d declaration) isMeant(names []string, all []declaration, step int) bool {
	if slices.Contains(names, d.name) || !d.isIn(names) {
		return slices.Contains(names, d.name)
	}
	return !slices.ContainsFunc(all, func(other declaration) bool {
		return other.method() == d.method() && d.step < other.step && other.step <= step
	})
}

// method returns the name of a method without its type, or "".
func (d declaration) method() string {
	_, name, _ := strings.Cut(d.name, ".")
	return name
}

// uses reports whether a function has a type as its receiver, or in its parameters or results.
func (d declaration) uses(name string) bool {
	return regexp.MustCompile(`\b` + name + `\b`).MatchString(d.code)
}

// named matches the names of declarations in a README's text: `Put`, `Sharded.Put` or `Put(1)`.
var named = regexp.MustCompile("`((?:\\w+\\.)?[A-Z]\\w*)(?:\\([^`]*)?`")

func namesIn(text string) (names []string) {
	for _, match := range named.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	return names
}

func declarations(file *ast.File) []declaration {
	var all []declaration
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() {
				all = append(all, declaration{name: question.FuncName(d), code: signature(d), text: d.Doc.Text()})
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
					all = append(all, declaration{name: spec.Name.Name, code: "type " + spec.Name.Name, text: d.Doc.Text(), isType: true})
				}
			}
		}
	}
	return all
}

// signature returns a function without its comment and body, on one line.
func signature(f *ast.FuncDecl) string {
	head := *f
	head.Doc, head.Body = nil, nil
	var b bytes.Buffer
	if err := printer.Fprint(&b, token.NewFileSet(), &head); err != nil {
		return "func " + f.Name.Name // a declaration that was parsed can be printed
	}
	return oneLine(b.String())
}

// about returns the paragraphs of a comment that name the step in parentheses.
func about(text string, number int) string {
	names := regexp.MustCompile(fmt.Sprintf(`\(steps? [^)]*\b%d\b`, number))
	var some []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if names.MatchString(oneLine(paragraph)) {
			some = append(some, paragraph)
		}
	}
	return strings.Join(some, "\n\n")
}

// lines returns the rule as lines of that width at most.
func (r rule) lines(width int) []string {
	const margin = "    "
	lines := strings.Split(ansi.Wrap(r.code, width, ""), "\n")
	var p comment.Parser
	text := (&comment.Printer{TextWidth: width - len(margin), TextPrefix: margin}).Text(p.Parse(r.text))
	for line := range strings.SplitSeq(strings.TrimRight(string(text), "\n"), "\n") {
		lines = append(lines, ansi.Truncate(line, width, "…"))
	}
	return append(lines, "")
}
