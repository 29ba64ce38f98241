package score

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

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
	name := r.Question + "/" + s.Name
	suite := junitSuite{Name: name, Tests: len(s.Steps), Failures: len(s.Steps) - s.Passed}
	suite.Properties = append(suite.Properties, junitProperty{"box", r.Box})
	for _, use := range s.Uses {
		suite.Properties = append(suite.Properties, junitProperty{"uses", use})
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
	message := s.Status
	if s.Row != "" {
		message += ": " + s.Row
	}
	return &junitFailure{Message: message, Type: s.Status, Text: strings.Join(s.Message, "\n")}
}

// The defaults of the options.
const (
	defaultFormat = "text"
	DefaultPoints = "10" // of each step
	DefaultLimit  = "1m" // of each step
)

// formats holds the forms in which a report can be printed, by name.
var formats = map[string]func(io.Writer, Report) error{
	"text":  writeText,
	"json":  WriteJSON,
	"junit": writeJUnit,
}

// FormatNames returns the names of the formats in alphabetical order.
func FormatNames() []string { return slices.Sorted(maps.Keys(formats)) }

// FindFormat returns the function that prints a report in the named format.
func FindFormat(name string) (func(io.Writer, Report) error, error) {
	if write, ok := formats[strings.ToLower(cmp.Or(name, defaultFormat))]; ok {
		return write, nil
	}
	return nil, question.ArgumentError{Text: fmt.Sprintf("There is no format %q. The formats are: %s", name, strings.Join(FormatNames(), ", "))}
}

// isText reports whether a format is the text format.
func isText(format string) bool {
	return strings.ToLower(cmp.Or(format, defaultFormat)) == defaultFormat
}
