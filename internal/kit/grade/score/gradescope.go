package score

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// The fields of Gradescope's results.json: see https://gradescope-autograders.readthedocs.io/en/latest/specs/.
type (
	gradescopeResults struct {
		Score            int              `json:"score"`
		Output           string           `json:"output"`
		OutputFormat     string           `json:"output_format"`
		Visibility       string           `json:"visibility"`
		StdoutVisibility string           `json:"stdout_visibility"`
		Tests            []gradescopeTest `json:"tests"`
	}
	gradescopeTest struct {
		Number       string `json:"number"`
		Name         string `json:"name"`
		NameFormat   string `json:"name_format"`
		Score        int    `json:"score"`
		MaxScore     int    `json:"max_score"`
		Status       string `json:"status"`
		Output       string `json:"output,omitempty"`
		OutputFormat string `json:"output_format"`
		Visibility   string `json:"visibility"`
	}
)

// Values of those fields. Gradescope shows plain text as it is, so no output is read as HTML or Markdown.
const (
	gradescopePlain   = "text"
	gradescopeVisible = "visible"
	gradescopeHidden  = "hidden" // from students. A hidden test without points does not hide the score.
)

// writeGradescope prints the results of one submission as Gradescope's results.json, with a test for each step.
func writeGradescope(w io.Writer, r Report) error {
	for _, s := range r.Submissions {
		if err := writeIndented(w, r.gradescope(s)); err != nil {
			return err
		}
	}
	return nil
}

// writeIndented prints a value as JSON that is also safe within HTML.
func writeIndented(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

func (r Report) gradescope(s Submission) gradescopeResults {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d of %s pass.\n", r.Question, s.Passed, report.Plural(len(s.Steps), "step"))
	r.remarks(&b, "It", slices.Concat(r.Ignored, s.Ignored))
	results := gradescopeResults{
		Score: s.Points, Output: b.String(), OutputFormat: gradescopePlain, Visibility: gradescopeVisible, StdoutVisibility: gradescopeHidden,
	}
	for _, step := range s.Steps {
		results.Tests = append(results.Tests, step.gradescope())
	}
	if warning := s.warning(); warning != "" {
		results.Tests = append(results.Tests, gradescopeTest{
			Number: "0", Name: "For instructors: packages to check", NameFormat: gradescopePlain, Status: "failed",
			Output: warning, OutputFormat: gradescopePlain, Visibility: gradescopeHidden,
		})
	}
	return results
}

func (s Step) gradescope() gradescopeTest {
	status := "failed"
	if s.Status == StatusPassed {
		status = "passed"
	}
	return gradescopeTest{
		Number: strconv.Itoa(s.Number), Name: s.Title, NameFormat: gradescopePlain, Score: s.Points, MaxScore: s.Maximum, Status: status,
		Output: s.explanation(), OutputFormat: gradescopePlain, Visibility: gradescopeVisible,
	}
}
