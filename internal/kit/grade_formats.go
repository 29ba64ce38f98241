package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// writeJSON prints a report for programs.
func writeJSON(w io.Writer, r gradeReport) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(r)
}

// The elements of JUnit's reports, as far as those who read them agree.
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

// writeJUnit prints a report as JUnit's XML: a suite for each submission, a case for each step.
func writeJUnit(w io.Writer, r gradeReport) error {
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

func (r gradeReport) junitSuite(s gradedSubmission) junitSuite {
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
func junitFailureOf(s gradedStep) *junitFailure {
	if s.Status == statusPassed {
		return nil
	}
	message := s.Status
	if s.Row != "" {
		message += ": " + s.Row
	}
	return &junitFailure{Message: message, Type: s.Status, Text: strings.Join(s.Message, "\n")}
}
