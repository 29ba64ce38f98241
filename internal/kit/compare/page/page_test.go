package page

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/compare/design"
	"github.com/oodkit/oodkit/internal/question"
)

// load returns the design of a package whose only file has the text.
func load(t *testing.T, text string) *design.Design {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "stub.go"), []byte("//go:build stub\n\npackage stack\n\n"+text), 0o666); err != nil {
		t.Fatal(err)
	}
	d, err := design.Load(question.Question{Root: dir}, question.Of(question.Learners))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const code = `type Stack struct { top *node; mode mode }

func (s *Stack) Push(a, b, c, d, e, f, g, h int) (first, second, third error) { return }

type Other struct { s Stack }

type node struct { next *node; in <-chan leaf }

type leaf struct { owner *Stack }

type mode int

type unused struct{}
`

func TestDraw(t *testing.T) {
	g := Draw(load(t, code))
	columns := make(map[string]int)
	for i, box := range g.Boxes {
		columns[box.Title] = box.X
		if box.X < 0 || box.Y < 0 || box.End() > g.Width || box.Y+box.H > g.Height {
			t.Errorf("%s is not within the diagram", box.Title)
		}
		for _, row := range box.Rows {
			if row.Y > box.Y+box.H || row.X < box.X {
				t.Errorf("%s of %s is not within its box", row.Text, box.Title)
			}
		}
		for _, other := range g.Boxes[:i] {
			if box.X < other.End() && other.X < box.End() && box.Y < other.Y+other.H && other.Y < box.Y+box.H {
				t.Errorf("%s and %s overlap", box.Title, other.Title)
			}
		}
	}
	if !(columns["Stack"] == columns["Other"] && columns["Stack"] < columns["node"] && columns["node"] == columns["mode"] &&
		columns["node"] < columns["leaf"] && columns["leaf"] < columns["unused"]) {
		t.Errorf("the columns are at %v", columns)
	}
	if len(g.Arrows) != 6 {
		t.Errorf("there are %d arrows, want 6: %v", len(g.Arrows), g.Arrows)
	}
}

// An arrow within a column goes around the boxes between its ends, even if they are wider than the boxes at the ends.
func TestArrowsCrossNoBox(t *testing.T) {
	g := Draw(load(t, `type Top struct { a first; b wide; c last }

type first int

type wide struct { field map[string]map[string]map[string]int }

type last struct { first first }
`))
	for _, a := range g.Arrows {
		var x1, y1, leave, c1, c2, enter, y2, x2, skip int
		if _, err := fmt.Sscanf(a, "M%d %d H%d C%d %d %d %d %d %d H%d", &x1, &y1, &leave, &c1, &skip, &c2, &skip, &enter, &y2, &x2); err != nil {
			t.Fatalf("%s: %v", a, err)
		}
		for _, box := range g.Boxes {
			inColumn := min(leave, enter, c1, c2) < box.End() && box.X < max(leave, enter, c1, c2)
			if inColumn && min(y1, y2) < box.Y+box.H && box.Y < max(y1, y2) {
				t.Errorf("the arrow %s bends where %s is, from %d to %d", a, box.Title, box.X, box.End())
			}
		}
	}
}

func TestNoteStandsApart(t *testing.T) {
	for _, box := range Draw(load(t, "type Shape interface { Area() int }")).Boxes {
		if end := box.TitleX() + charWidth*(len(box.Title)+1); end > box.Right()-charWidth*len(box.Note) {
			t.Errorf("the title %q touches the note %q", box.Title, box.Note)
		}
	}
}

func TestLongRowsAreCut(t *testing.T) {
	for _, box := range Draw(load(t, code)).Boxes {
		for _, row := range box.Rows {
			if strings.HasPrefix(row.Text, "Push") && (len([]rune(row.Text)) != maxChars || !strings.HasSuffix(row.Full, "third error)")) {
				t.Errorf("got %q in full %q", row.Text, row.Full)
			}
		}
	}
}

func TestDiff(t *testing.T) {
	mine := load(t, "func A() int { return 1 }\n\nfunc B() {\n\tx()\n\tkeep()\n}\n\nfunc C() {}\n")
	reference := load(t, "func A() int { return 1 }\n\nfunc B() {\n\ty()\n\tz()\n\tkeep()\n}\n\nfunc D() {}\n")
	var got strings.Builder
	for _, d := range Diff(mine, reference, "reference") {
		fmt.Fprintf(&got, "%s (%s)\n", d.Name, d.Note)
		for _, r := range d.Rows {
			fmt.Fprintf(&got, "  %q %t %t | %q %t %t\n", r.Mine, r.MineOnly, r.NoMine, r.Theirs, r.TheirsOnly, r.NoTheirs)
		}
	}
	const want = `A (the same)
B ()
  "func B() {" false false | "func B() {" false false
  "    x()" true false | "    y()" true false
  "" false true | "    z()" true false
  "    keep()" false false | "    keep()" false false
  "}" false false | "}" false false
C (yours only)
  "func C() {}" true false | "" false true
D (reference only)
  "" false true | "func D() {}" true false
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func row(name string, mine, reference float64, delta string) Row {
	interval := func(x float64) Interval { return Interval{x, x * 0.9, x * 1.1} }
	return Row{Name: name, Unit: "sec/op", Mine: interval(mine), Theirs: interval(reference), Delta: delta}
}

func TestCharts(t *testing.T) {
	charts := Charts([]Row{
		row("Get/n=1", 2, 1, "+100%"), row("Get/n=2", 1, 4, "-75%"), row("Put", 1, 1, "~"), row("Len", 0, 1, "-100%"),
		{Name: "Get/n=1", Unit: "B/op"},
	})
	if len(charts) != 2 || len(charts[0].Bars) != 2 || charts[0].Name != "Get" || charts[0].Bars[0].Name != "n=1" {
		t.Fatalf("got %+v, want a chart of two bars and one of one", charts)
	}
	slower, faster := charts[0].Bars[0], charts[0].Bars[1]
	if slower.Class != "worse" || slower.X != charts[0].One || slower.W != plotWidth/4 {
		t.Errorf("twice as long is %+v", slower)
	}
	if faster.Class != "better" || faster.X != labelWidth || faster.X+faster.W != charts[0].One || faster.Text != "0.25 ×" {
		t.Errorf("a quarter is %+v", faster)
	}
	if bar := charts[1].Bars[0]; bar.Class != "equal" || bar.W != 0 || bar.Low >= bar.High {
		t.Errorf("no difference is %+v", bar)
	}
}

// outside matches references that a browser would fetch.
var outside = regexp.MustCompile(`(?i)(src|href|url|@import)\s*[=(]?\s*["']?(https?:|//)`)

func TestWrite(t *testing.T) {
	mine := load(t, "type Stack[K comparable] struct { in <-chan map[K]*node }\n\ntype node struct{}\n\nfunc F() string { return \"</table><script>\" }\n")
	rows := []Row{row("Get/n=1", 2, 1, "+100%")}
	var b strings.Builder
	err := Write(&b, Page{Question: "stack", Steps: []Figure{{"1  Push", "passes", "passes"}}, Mine: Draw(mine), Theirs: Draw(mine),
		Benchmarks: rows, Charts: Charts(rows), Summary: "fine", Decls: Diff(mine, load(t, ""), "reference")})
	if err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if found := outside.FindString(text); found != "" || strings.Contains(text, "<script") {
		t.Errorf("the page needs something from outside: %q", found)
	}
	for _, want := range []string{"in &lt;-chan map[K]*node", "Stack[K]", "&lt;/table&gt;&lt;script&gt;", "&#43;100%", "2.00 ×", `marker-end="url(#tip)"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, tag := range []string{"svg", "table", "details", "div"} {
		if open, closed := strings.Count(text, "<"+tag), strings.Count(text, "</"+tag+">"); open != closed {
			t.Errorf("%d <%s> and %d </%s>", open, tag, closed, tag)
		}
	}
}
