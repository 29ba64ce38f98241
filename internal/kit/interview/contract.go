package interview

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/printer"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/readme"
)

// A rule is a declaration of the stub, with what its comment says about a step.
type rule struct {
	code string // without a body
	text string
}

// named matches the names of declarations in a README's text: `Put`, `Sharded.Put` or `Put(1)`.
var named = regexp.MustCompile("`(?:\\w+\\.)?([A-Z]\\w*)(?:\\([^`]*)?`")

// contracts returns for each step the declarations of the stub that the README's text of the step names, with their
// comments. Of other comments there are the paragraphs that name the step in parentheses. Types belong to the first
// step. What no step names belongs to the first step, and to each step that has nothing else.
func contracts(stub []byte, steps []readme.Step) (map[int][]rule, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "stub.go", stub, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	names := make(map[int][]string)
	var all []string
	for _, s := range steps {
		for _, match := range named.FindAllStringSubmatch(s.Text, -1) {
			names[s.Number] = append(names[s.Number], match[1])
		}
		all = append(all, names[s.Number]...)
	}
	rules := make(map[int][]rule)
	var unnamed []rule
	for _, d := range declarations(file) {
		isNamed := !d.isType && slices.Contains(all, d.name)
		if !isNamed {
			unnamed = append(unnamed, rule{d.code, d.text})
		}
		for i, s := range steps {
			whole := isNamed && slices.Contains(names[s.Number], d.name) || !isNamed && i == 0
			if r := d.rule(s.Number, whole); r.text != "" {
				rules[s.Number] = append(rules[s.Number], r)
			}
		}
	}
	for _, s := range steps {
		if len(rules[s.Number]) == 0 {
			rules[s.Number] = unnamed
		}
	}
	return rules, nil
}

// rule returns the whole of what is said about the declaration, or what is said of a step.
func (d declaration) rule(step int, whole bool) rule {
	if whole {
		return rule{d.code, d.text}
	}
	return rule{d.code, about(d.text, step)}
}

// A declaration is an exported function, method or type of the stub.
type declaration struct {
	name, code, text string
	isType           bool
}

func declarations(file *ast.File) []declaration {
	var all []declaration
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() {
				all = append(all, declaration{name: d.Name.Name, code: signature(d), text: d.Doc.Text()})
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
					all = append(all, declaration{spec.Name.Name, "type " + spec.Name.Name, d.Doc.Text(), true})
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
