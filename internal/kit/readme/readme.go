// Package readme reads a question's README as data: the question as an interviewer asks it, the clarifying questions
// with their answers, the steps, and the sections of the discussion. Texts stay Markdown.
package readme

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// A Page is a question's README.
type Page struct {
	Title      string // "Design a hash map"
	Opening    string // what the interviewer says at the beginning
	Clarifying []Answer
	Prompts    string // what to think about before writing code
	Steps      []Step
	Sections   []Section // all of them, in order, also those that the other fields are made of
}

// An Answer is a text that belongs to a question.
type Answer struct{ Question, Text string }

// A Step is what the README says about a step.
type Step struct {
	Number  int
	Title   string
	Level   string // base, follow-up or stretch
	Minutes int    // for a first try
	Text    string // what changes, and why an interviewer asks it
	Ends    bool   // an interview usually ends here
}

// A Section is a heading of the second or third level, and the text below it up to the next one.
type Section struct {
	Level   int // 2 or 3
	Heading string
	Text    string
}

// Headings of the sections that have a meaning here.
const (
	askHeading     = "Ask first"
	designHeading  = "Design first"
	openingHeading = "The question"
	changesHeading = "What would change for …"

	// SpoilerHeading is the heading of the section from which the README gives answers away.
	SpoilerHeading = "Spoilers below"
)

const endOfInterview = "An interview usually ends here."

var (
	headingLine = regexp.MustCompile(`^(##|###) (.+)$`)
	stepHeading = regexp.MustCompile(`^Step ([0-9]+): (.+)$`)
	levelLine   = regexp.MustCompile(`(?m)^\*(base|follow-up|stretch) · ([0-9]+) minutes\*$`)
	folded      = regexp.MustCompile(`(?s)<details><summary>(.*?)</summary>(.*?)</details>`)
	codeBlock   = regexp.MustCompile(`(?m)^(    .*\n?)+`)
	comment     = regexp.MustCompile(`(?s)<!--.*?-->\n?`)
	quoteMark   = regexp.MustCompile(`(?m)^> ?`)
	changeLead  = regexp.MustCompile(`(?ms)^(?:- )?\*\*(.+?)\*\*`)
	indent      = regexp.MustCompile(`(?m)^  `)
	beforeList  = regexp.MustCompile(`\n\n[^\n]*:\s*$`) // a line such as "More requests:"
)

// Read reads the README of q.
func Read(q question.Question) (Page, error) {
	text, err := question.ReadText(q.Path("README.md"))
	if err != nil {
		return Page{}, err
	}
	p := Parse(text)
	if p.Opening == "" || len(p.Steps) == 0 {
		return Page{}, fmt.Errorf("%s has no section %q with a quoted text, or no steps", q.Path("README.md"), openingHeading)
	}
	return p, nil
}

// Parse reads the text of a README.
func Parse(text string) Page {
	p := Page{Sections: sections(text)}
	if title, _, ok := strings.Cut(strings.TrimPrefix(text, "# "), "\n"); ok {
		p.Title = title
	}
	for _, s := range p.Sections {
		switch {
		case s.Heading == openingHeading:
			p.Opening = quoted(s.Text)
		case s.Heading == askHeading:
			p.Clarifying = foldedAnswers(s.Text)
		case s.Heading == designHeading:
			p.Prompts = s.Text
		case stepHeading.MatchString(s.Heading):
			p.Steps = append(p.Steps, newStep(s))
		}
	}
	return p
}

// Section returns the text below a heading, without comments. It returns "" if there is no such heading.
func (p Page) Section(heading string) string {
	for _, s := range p.Sections {
		if s.Heading == heading {
			return strings.TrimSpace(comment.ReplaceAllString(s.Text, ""))
		}
	}
	return ""
}

// Changes returns the further requirements that the README discusses, each with what it would change: paragraphs that
// begin "**… a lead?**", and items of a list that begin with a bold lead.
func (p Page) Changes() []Answer {
	text := p.Section(changesHeading)
	leads := changeLead.FindAllStringSubmatchIndex(text, -1)
	var changes []Answer
	for i, at := range leads {
		end := len(text)
		if i+1 < len(leads) {
			end = leads[i+1][0]
		}
		lead, answer := text[at[2]:at[3]], text[at[1]:end]
		if item := text[at[0]] == '-'; item {
			lead = "… " + lead + "?"
			answer = indent.ReplaceAllString(text[at[0]+len("- "):end], "")
		}
		answer = beforeList.ReplaceAllString(answer, "")
		changes = append(changes, Answer{Question: "What would change for " + lead, Text: strings.TrimSpace(answer)})
	}
	return changes
}

// sections cuts a text at its headings of the second and third level. A line of a fenced code block is no heading.
func sections(text string) []Section {
	var all []Section
	var body strings.Builder
	end := func() {
		if len(all) > 0 {
			all[len(all)-1].Text = strings.TrimSpace(body.String())
		}
		body.Reset()
	}
	inCode := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			inCode = !inCode
		}
		match := headingLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if match == nil || inCode {
			body.WriteString(line)
			continue
		}
		end()
		all = append(all, Section{Level: len(match[1]), Heading: match[2]})
	}
	end()
	return all
}

// quoted returns the lines of a text that begin with a quote mark, without the marks.
func quoted(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if quoteMark.MatchString(line) {
			lines = append(lines, quoteMark.ReplaceAllString(line, ""))
		}
	}
	return strings.TrimSpace(strings.Join(lines, ""))
}

// foldedAnswers returns the folded texts of a section.
func foldedAnswers(text string) []Answer {
	var answers []Answer
	for _, match := range folded.FindAllStringSubmatch(comment.ReplaceAllString(text, ""), -1) {
		answers = append(answers, Answer{Question: strings.TrimSpace(match[1]), Text: strings.TrimSpace(match[2])})
	}
	return answers
}

// newStep reads the section of a step.
func newStep(s Section) Step {
	heading := stepHeading.FindStringSubmatch(s.Heading)
	step := Step{Title: heading[2]}
	step.Number, _ = strconv.Atoi(heading[1])
	if level := levelLine.FindStringSubmatch(s.Text); level != nil {
		step.Level = level[1]
		step.Minutes, _ = strconv.Atoi(level[2])
	}
	text := levelLine.ReplaceAllString(comment.ReplaceAllString(s.Text, ""), "")
	text = codeBlock.ReplaceAllString(text, "")
	step.Ends = strings.Contains(text, endOfInterview)
	step.Text = strings.TrimSpace(strings.ReplaceAll(text, endOfInterview, ""))
	return step
}
