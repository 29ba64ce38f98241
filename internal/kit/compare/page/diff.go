package page

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/oodkit/oodkit/internal/kit/compare/design"
)

// A DeclDiff is a declaration in both designs, side by side.
type DeclDiff struct {
	Name string
	Note string // "the same", "yours only" or "reference only"; "" if both have it and they differ
	Rows []DiffRow
}

// A DiffRow is a line of one design beside one of the other. An empty side may be a gap.
type DiffRow struct {
	Mine, Theirs         string
	MineOnly, TheirsOnly bool // the side is there and differs
	NoMine, NoTheirs     bool // the side is a gap
}

// Diff compares the designs declaration by declaration. First come the declarations that both have, then those of the
// first design only, then those of the second only.
func Diff(mine, theirs *design.Design, theirName string) []DeclDiff {
	texts := make(map[string]string)
	for _, d := range theirs.Decls {
		texts[d.Name] += d.Text
	}
	var both, alone []DeclDiff
	seen := make(map[string]bool)
	for _, d := range mine.Decls {
		other, ok := texts[d.Name]
		seen[d.Name] = true
		if ok {
			both = append(both, diffDecl(d.Name, d.Text, other))
		} else {
			alone = append(alone, DeclDiff{d.Name, "yours only", diffRows(d.Text, "")})
		}
	}
	for _, d := range theirs.Decls {
		if !seen[d.Name] {
			alone = append(alone, DeclDiff{d.Name, theirName + " only", diffRows("", d.Text)})
		}
	}
	return append(both, alone...)
}

func diffDecl(name, mine, theirs string) DeclDiff {
	if mine == theirs {
		return DeclDiff{Name: name, Note: "the same"}
	}
	return DeclDiff{Name: name, Rows: diffRows(mine, theirs)}
}

// diffRows returns the lines of two texts side by side. Lines that differ stand beside one another as far as possible.
func diffRows(mine, theirs string) []DiffRow {
	mine, theirs = withNewline(mine), withNewline(theirs)
	all := strings.Count(mine, "\n") + strings.Count(theirs, "\n")
	diff, err := udiff.ToUnifiedDiff("", "", mine, udiff.Lines(mine, theirs), all)
	if err != nil {
		return nil // edits of Lines always fit
	}
	var rows []DiffRow
	var gone []string // lines of mine that wait for the lines that replace them
	flush := func() {
		for _, line := range gone {
			rows = append(rows, DiffRow{Mine: line, MineOnly: true, NoTheirs: true})
		}
		gone = nil
	}
	for _, hunk := range diff.Hunks {
		for _, line := range hunk.Lines {
			text := untab(line.Content)
			switch {
			case line.Kind == udiff.Delete:
				gone = append(gone, text)
			case line.Kind == udiff.Insert && len(gone) > 0:
				rows = append(rows, DiffRow{Mine: gone[0], Theirs: text, MineOnly: true, TheirsOnly: true})
				gone = gone[1:]
			case line.Kind == udiff.Insert:
				rows = append(rows, DiffRow{Theirs: text, TheirsOnly: true, NoMine: true})
			default:
				flush()
				rows = append(rows, DiffRow{Mine: text, Theirs: text})
			}
		}
	}
	flush()
	return rows
}

func withNewline(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// untab returns a line without tabs, so that every browser shows it with the same width.
func untab(line string) string {
	return strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", "    ")
}
