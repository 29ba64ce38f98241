package interview

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

// The files of the debrief.
const (
	markdownFile = "debrief.md"
	pageFile     = "debrief.html"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// writeReport writes the debrief as Markdown, and as a page for a browser. What the learner typed is escaped, so it is
// text on the page too.
func (v *interview) writeReport(t *talk) error {
	text, err := v.report(t)
	if err != nil {
		return err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(html.WithUnsafe()))
	var body, whole bytes.Buffer
	if err := markdown.Convert([]byte(text), &body); err != nil {
		return err
	}
	data := struct {
		Title string
		Body  template.HTML
	}{v.title(), template.HTML(body.String())}
	if err := page.Execute(&whole, data); err != nil {
		return err
	}
	return errors.Join(
		workspace.ReplaceFile(v.path(markdownFile), []byte(text)),
		workspace.ReplaceFile(v.path(pageFile), whole.Bytes()))
}

func (v *interview) title() string {
	return fmt.Sprintf("Interview: %s, %s", v.q.Name, v.Began.Local().Format("2 January 2006"))
}

// report returns the debrief as Markdown.
func (v *interview) report(t *talk) (string, error) {
	code, err := v.code()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	section := func(heading, text string) {
		if text != "" {
			fmt.Fprintf(&b, "## %s\n\n%s\n\n", heading, strings.TrimSpace(text))
		}
	}
	fmt.Fprintf(&b, "# %s\n\n%v. %s The clock had %s.\n\n", v.title(), v.result(), v.hintsText(), inMinutes(v.Limit))
	section("Time", v.timeTable())
	section("Questions", v.questions(t))
	section("Design note", fenced("", v.note(t)))
	section("Steps", v.stepTable())
	section("The code", v.Findings.markdown(escape))
	section("Follow-up questions", foldedAll(t.followUps))
	section("Self-score", v.scoreTable())
	section("Pauses", v.pauseList())
	section("The code itself", code)
	return b.String(), nil
}

// askedText says how many of the README's questions the learner had asked.
func (s *State) askedText() string {
	left := s.ToAsk - len(s.Asked)
	switch {
	case s.ToAsk == 0:
		return ""
	case len(s.Asked) == 0:
		return fmt.Sprintf("The %d clarifying questions were not compared.", s.ToAsk)
	case left > 0:
		return fmt.Sprintf("Asked %d of %d clarifying questions. Not compared: %d.", s.asked(), s.ToAsk, left)
	}
	return fmt.Sprintf("Asked %d of %d clarifying questions.", s.asked(), s.ToAsk)
}

// hintsText says how many hints were shown and how many steps were skipped.
func (s *State) hintsText() string {
	skipped := 0
	for _, step := range s.Steps {
		if step.Skipped {
			skipped++
		}
	}
	return fmt.Sprintf("%s, %s skipped.", report.Plural(s.hints(), "hint"), report.Plural(skipped, "step"))
}

// questions lists what the learner asked, and which of the README's questions they asked and did not ask.
func (v *interview) questions(t *talk) string {
	var typed strings.Builder
	for i, question := range v.Typed {
		fmt.Fprintf(&typed, "%d. %s\n", i+1, escape(question))
	}
	var asked, missed, open strings.Builder
	for i, q := range t.page.Clarifying {
		switch {
		case i >= len(v.Asked):
			open.WriteString(folded(q))
		case v.Asked[i]:
			fmt.Fprintf(&asked, "- %s\n", oneLine(report.Unlink(q.Question)))
		default:
			missed.WriteString(folded(q))
		}
	}
	parts := []string{v.askedText()}
	for _, list := range []struct{ heading, text string }{
		{"As typed:", typed.String()}, {"Asked:", asked.String()}, {"Not asked:", missed.String()}, {"Not compared:", open.String()},
	} {
		if list.text != "" {
			parts = append(parts, list.heading, strings.TrimSpace(list.text))
		}
	}
	return strings.Join(parts, "\n\n")
}

func (v *interview) stepTable() string {
	var b strings.Builder
	b.WriteString("| step | | minutes | hints |\n|---|---|--:|--:|\n")
	for i, s := range v.Steps {
		how := "not begun"
		switch {
		case s.Passed && s.Skipped:
			how = "skipped, passed later"
		case s.Passed:
			how = "passed"
		case s.Skipped:
			how = "skipped"
		case i == v.Step && s.Spent > 0:
			how = "begun"
		}
		fmt.Fprintf(&b, "| %d %s | %s | %s | %d |\n", s.Number, s.Title, how, minutes(s.Spent), s.Hints)
	}
	return b.String()
}

// markdown returns what is said about the code. It applies escape to texts that are no Markdown.
func (f *Findings) markdown(escape func(string) string) string {
	if f.Problem != "" {
		return escape(f.Problem)
	}
	var b strings.Builder
	b.WriteString("What each step changed:\n\n")
	if len(f.Changes) == 0 {
		b.WriteString("- not known, because no step passed together with all steps before it\n")
	}
	for _, c := range f.Changes {
		fmt.Fprintf(&b, "- **%s.** Yours: %s.", c.Heading(), c.Mine)
		for _, o := range c.Other {
			fmt.Fprintf(&b, " %s: %s.", designName(o.Design), o)
		}
		b.WriteString("\n")
	}
	if len(f.Facts) == 0 {
		b.WriteString("\nNothing in the code stands out from the reference and the other designs.\n")
		return b.String()
	}
	b.WriteString("\nFacts, as `make review` finds them. They are no score.\n")
	for _, better := range []bool{true, false} {
		heading := "\n**Worth a look**\n\n"
		if better {
			heading = "\n**Better than in the reference**\n\n"
		}
		for _, told := range f.Facts {
			if (told.Verdict == "better") == better {
				b.WriteString(heading + fact(told, escape))
				heading = ""
			}
		}
	}
	return b.String()
}

// designName returns a design's name for the beginning of a sentence.
func designName(design string) string {
	if design == "reference" {
		return "Reference"
	}
	return "Design " + design
}

// fact returns what is told of a kind of fact as an item of a list.
func fact(told review.Told, escape func(string) string) string {
	var b strings.Builder
	for _, finding := range told.Findings {
		b.WriteString(escape(strings.TrimSuffix(finding.Title, ".")))
		separator := ": "
		for _, place := range finding.Places {
			fmt.Fprintf(&b, "%s`%s`", separator, oneLine(place))
			separator = ", "
		}
		b.WriteString(". ")
	}
	return "- " + b.String() + escape(told.Figures+" "+told.Why) + "\n"
}

func (v *interview) scoreTable() string {
	if len(v.Scores) == 0 {
		return "The learner gave no score."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| criterion | 1 to %d | |\n|---|--:|---|\n", levels)
	for i, level := range v.Scores {
		fmt.Fprintf(&b, "| %s | %d | %s |\n", criteria[i].name, level, criteria[i].levels[level-1])
	}
	return b.String()
}

func (v *interview) pauseList() string {
	var text strings.Builder
	for _, p := range v.Pauses {
		fmt.Fprintf(&text, "- at %s, for %s", minutes(p.At), inMinutes(p.Ended.Sub(p.Began)))
		if p.Note != "" {
			text.WriteString(": " + escape(p.Note))
		}
		text.WriteString("\n")
	}
	return text.String()
}

// code returns the code of the interview.
func (v *interview) code() (string, error) {
	if v.Kept == "" {
		return "", nil
	}
	var text strings.Builder
	fmt.Fprintf(&text, "It is kept in `%s`.\n\n", workspace.FromRoot(v.q, workspace.SaveDir(v.q, v.Kept)))
	saved := os.DirFS(workspace.SaveDir(v.q, v.Kept))
	names, err := fs.Glob(saved, "*.go")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		code, err := fs.ReadFile(saved, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "<details><summary>%s</summary>\n\n%s\n\n</details>\n", escape(name), fenced("go", string(code)))
	}
	return text.String(), nil
}

// foldedAll returns questions with their answers folded.
func foldedAll(all []readme.Answer) string {
	var text strings.Builder
	for _, a := range all {
		text.WriteString(folded(a))
	}
	return text.String()
}

func folded(a readme.Answer) string {
	return fmt.Sprintf("<details><summary>%s</summary>\n\n%s\n\n</details>\n\n", oneLine(report.Unlink(a.Question)), report.Unlink(a.Text))
}

// special matches what has a meaning in Markdown or HTML.
var special = regexp.MustCompile("[\\\\`*_\\[\\]<>&|#~]")

// escape returns a text as Markdown that shows it.
func escape(text string) string { return special.ReplaceAllString(text, `\$0`) }

// ticks matches backquotes in a row.
var ticks = regexp.MustCompile("`{3,}")

// fenced returns a text as a code block, or "" for no text. The fence is longer than any in the text.
func fenced(language, text string) string {
	if text == "" {
		return ""
	}
	fence := "```"
	for _, inside := range ticks.FindAllString(text, -1) {
		if len(inside) >= len(fence) {
			fence = inside + "`"
		}
	}
	return fmt.Sprintf("%s%s\n%s\n%s", fence, language, strings.TrimRight(text, "\n"), fence)
}
