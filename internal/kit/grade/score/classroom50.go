package score

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// classroom50Schema is the name of the schema of Classroom 50's result.json. The schema is in its repository,
// https://github.com/foundation50/classroom50, schemas/result-v1.schema.json.
const classroom50Schema = "classroom50/result/v1"

// The fields of Classroom 50's result.json.
type (
	classroom50Result struct {
		Schema string `json:"schema"`
		classroom50Identity
		Datetime string            `json:"datetime"`
		Score    int               `json:"score"`
		MaxScore int               `json:"max-score"`
		Tests    []classroom50Test `json:"tests"`
	}
	classroom50Identity struct {
		Classroom      string `json:"classroom"`
		Assignment     string `json:"assignment"`
		AssignmentType string `json:"assignment_type"`
		Owner          string `json:"owner"`
		Submission     string `json:"submission"`
		Commit         string `json:"commit"`
		Release        string `json:"release"`
		Review         string `json:"review"`
	}
	classroom50Test struct {
		Name     string `json:"test-name"`
		Passed   bool   `json:"passed"`
		Score    int    `json:"score"`
		MaxScore int    `json:"max-score"`
		Output   string `json:"output,omitempty"`
	}
)

// identityOfRun returns what Classroom 50 says about the submission in the environment of its autograders.
func identityOfRun() classroom50Identity {
	return classroom50Identity{
		Classroom: os.Getenv("CLASSROOM"), Assignment: os.Getenv("ASSIGNMENT"), AssignmentType: cmp.Or(os.Getenv("ASSIGNMENT_TYPE"), "individual"),
		Owner: cmp.Or(os.Getenv("OWNER"), os.Getenv("USERNAME")), Submission: os.Getenv("SUBMISSION_TAG"),
		Commit: os.Getenv("COMMIT_URL"), Release: os.Getenv("RELEASE_URL"), Review: cmp.Or(os.Getenv("REVIEW_URL"), os.Getenv("COMMIT_URL")),
	}
}

// checkClassroom50 returns an ArgumentError that lists the environment variables without which there is no valid result.
func checkClassroom50() error {
	identity := identityOfRun()
	var missing []string
	for _, field := range []struct{ name, value string }{
		{"CLASSROOM", identity.Classroom}, {"ASSIGNMENT", identity.Assignment}, {"OWNER", identity.Owner},
		{"SUBMISSION_TAG", identity.Submission}, {"COMMIT_URL", identity.Commit}, {"RELEASE_URL", identity.Release},
	} {
		if field.value == "" {
			missing = append(missing, field.name)
		}
	}
	switch {
	case len(missing) > 0:
		return question.ArgumentError{Text: fmt.Sprintf("FORMAT=classroom50 is for an autograder of Classroom 50, which sets environment variables. These are not set: %s. "+
			"Elsewhere use another format, such as FORMAT=json", strings.Join(missing, ", "))}
	case !strings.HasPrefix(identity.Submission, "submit/"):
		return question.ArgumentError{Text: fmt.Sprintf("SUBMISSION_TAG=%s is not the tag of a submission to Classroom 50: it must begin with submit/", identity.Submission)}
	}
	return nil
}

// writeClassroom50 prints the results of one submission as Classroom 50's result.json, with a test for each step.
func writeClassroom50(w io.Writer, r Report) error {
	for _, s := range r.Submissions {
		result := classroom50Result{
			Schema: classroom50Schema, classroom50Identity: identityOfRun(), Datetime: time.Now().UTC().Format("2006-01-02T15:04:05Z"),
			Score: s.Points, MaxScore: s.Maximum, Tests: []classroom50Test{},
		}
		said := false // the file has no other place for what was left out than the first test that did not pass
		for _, step := range s.Steps {
			output := step.explanation()
			if files := s.leftOut(); output != "" && len(files) > 0 && !said {
				output, said = output+"\nLeft out: "+strings.Join(files, "; "), true
			}
			result.Tests = append(result.Tests, classroom50Test{
				Name: fmt.Sprintf("Step %d: %s", step.Number, step.Title), Passed: step.Status == StatusPassed,
				Score: step.Points, MaxScore: step.Maximum, Output: output,
			})
		}
		if err := writeIndented(w, result); err != nil {
			return err
		}
	}
	return nil
}
