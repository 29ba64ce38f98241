package score

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// WriteJSON prints a report for programs.
func WriteJSON(w io.Writer, r Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(r)
}

// The elements of JUnit's reports that all readers of such reports understand.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Time     string `xml:"time,attr"`

		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		ClassName string        `xml:"classname,attr"`
		Name      string        `xml:"name,attr"`
		Time      string        `xml:"time,attr"`
		Failure   *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit prints a report as JUnit XML, with a suite for each submission and a case for each step.
func writeJUnit(w io.Writer, r Report) error {
	var suites junitSuites
	for _, s := range r.Submissions {
		suites.Suites = append(suites.Suites, r.junitSuite(s))
	}
	data, err := xml.MarshalIndent(suites, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, data)
	return err
}

func (r Report) junitSuite(s Submission) junitSuite {
	name := r.Question + "/" + Name(s.Name)
	suite := junitSuite{Name: name, Tests: len(s.Steps), Failures: len(s.Steps) - s.Passed}
	suite.Properties = append(suite.Properties, junitProperty{"box", r.Box})
	for _, use := range s.Uses {
		suite.Properties = append(suite.Properties, junitProperty{"uses", use})
	}
	for _, file := range s.leftOut() {
		suite.Properties = append(suite.Properties, junitProperty{"left out", file})
	}
	total := 0.0
	for _, step := range s.Steps {
		total += step.Seconds
		suite.Cases = append(suite.Cases, junitCase{
			ClassName: name,
			Name:      fmt.Sprintf("step %d: %s", step.Number, step.Title),
			Time:      fmt.Sprintf("%.3f", step.Seconds),
			Failure:   junitFailureOf(step),
		})
	}
	suite.Time = fmt.Sprintf("%.3f", total)
	return suite
}

// junitFailureOf returns what went wrong with a step, or nil.
func junitFailureOf(s Step) *junitFailure {
	if s.Status == StatusPassed {
		return nil
	}
	return &junitFailure{Message: s.Status + s.reason(), Type: s.Status, Text: strings.Join(s.Message, "\n")}
}

// The defaults of the options.
const (
	defaultFormat = "text"
	DefaultPoints = "10" // of each step
	DefaultLimit  = "1m" // of each step
)

// A Format is a form in which a report can be printed.
type Format struct {
	name  string
	write func(io.Writer, Report) error
	one   bool         // it is for one submission
	brief bool         // it has no place for what was left out beside the submissions, and for where the code ran
	ready func() error // says what is missing before anything is judged; nil if it needs nothing
}

var formats = []Format{
	{name: "classroom50", write: writeClassroom50, one: true, brief: true, ready: checkClassroom50},
	{name: "csv", write: writeCSV, brief: true},
	{name: "gradescope", write: writeGradescope, one: true},
	{name: "json", write: WriteJSON},
	{name: "junit", write: writeJUnit, brief: true},
	{name: defaultFormat, write: writeText},
}

// One reports whether the format is for one submission.
func (f Format) One() bool { return f.one }

// FormatNames returns the names of the formats in alphabetical order.
func FormatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// FindFormat returns the format of that name. If the format needs something that is missing, it returns an
// ArgumentError that says what.
func FindFormat(name string) (Format, error) {
	wanted := strings.ToLower(cmp.Or(name, defaultFormat))
	i := slices.IndexFunc(formats, func(f Format) bool { return f.name == wanted })
	if i < 0 {
		return Format{}, question.ArgumentError{Text: fmt.Sprintf("There is no format %q. The formats are: %s", name, strings.Join(FormatNames(), ", "))}
	}
	if f := formats[i]; f.ready != nil {
		return f, f.ready()
	}
	return formats[i], nil
}

// Note returns what to do if the directory that was taken for one submission is a class, or "" if it cannot be one.
func (f Format) Note(found submission.Submissions) string {
	if len(found.Several) <= 1 {
		return ""
	}
	var names []string
	for _, s := range found.Several {
		names = append(names, nameOf(Submission{Name: s.Name}))
	}
	return fmt.Sprintf("FORMAT=%s is for one submission, but there are %d folders: %s. If they are a class, name the folder of one, or use FORMAT=csv or FORMAT=json for all",
		f.name, len(found.Several), strings.Join(submission.FirstOf(names), ", "))
}

// explanation returns why a step did not pass, and the last lines that it printed. For a step that passed it is "".
func (s Step) explanation() string {
	failure := junitFailureOf(s)
	if failure == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintln(&b, failure.Message)
	report.PrintLines(&b, s.Message)
	if len(s.Printed) > 0 {
		fmt.Fprintln(&b, "It printed:")
		report.PrintLines(&b, s.Printed)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
