package facts

import (
	"go/types"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/modernize"
	"golang.org/x/tools/go/packages"
)

// lockCopied finds copies of values that have a lock, as go vet does.
func lockCopied(c *Code) []Finding { return c.analyze(copylock.Analyzer) }

// newerGo finds code that newer Go says shorter, as go fix does.
func newerGo(c *Code) []Finding { return c.analyze(ofGoFix...) }

// ofGoFix are the analyzers of the suite that go fix of Go 1.26 runs too: go tool fix help lists them. stringsbuilder is
// left out: its code is not shorter.
var ofGoFix = slices.DeleteFunc(slices.Clone(modernize.Suite), func(a *analysis.Analyzer) bool {
	return !slices.Contains([]string{"any", "fmtappendf", "forvar", "mapsloop", "minmax", "newexpr", "omitzero", "rangeint",
		"reflecttypefor", "slicescontains", "slicessort", "stditerators", "stringscut", "stringscutprefix",
		"stringsseq", "testingcontext", "waitgroup"}, a.Name)
})

// analyze runs analyzers over the solution.
func (c *Code) analyze(analyzers ...*analysis.Analyzer) []Finding {
	pkg := &packages.Package{
		ID: c.pkg.Path(), PkgPath: c.pkg.Path(), Name: c.pkg.Name(), Fset: c.fset, Types: c.pkg, TypesInfo: c.info,
		Syntax: slices.Concat(c.shared, c.Files), TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		Module: &packages.Module{GoVersion: "1.26"},
	}
	graph, err := checker.Analyze(analyzers, []*packages.Package{pkg}, nil)
	if err != nil {
		return nil
	}
	var findings []Finding
	for action := range graph.All() {
		if !action.IsRoot {
			continue
		}
		for _, d := range action.Diagnostics {
			if c.isOwn(d.Pos) {
				message, _, _ := strings.Cut(d.Message, "\n")
				findings = append(findings, Finding{message, 1, []Place{c.place(d.Pos, c.around(d.Pos))}})
			}
		}
	}
	slices.SortFunc(findings, byPlace)
	return findings
}
