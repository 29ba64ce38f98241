package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// results are those in the file that OUT names. A nil one is none.
type results struct {
	path     string
	before   []gradedSubmission // what was judged in an earlier call
	progress io.Writer
}

// openResults reads the results in a file, if there is one. For the path "" it returns nil. Results of another
// question, or of other submissions only, are an error: they would be lost.
func openResults(path string, q question, found submissions, progress io.Writer) (*results, error) {
	if path == "" {
		return nil, nil
	}
	r := &results{path: path, progress: progress}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, r.checkDir()
	}
	if err != nil {
		return nil, usageError{fmt.Sprintf("OUT=%s: %v", path, err)}
	}
	var report gradeReport
	if err := json.Unmarshal(text, &report); err != nil || report.Question == "" {
		return nil, usageError{fmt.Sprintf("OUT=%s has something else than results of grade, which would be lost: name another file, or remove that one", path)}
	}
	r.before = report.Submissions
	same := func(s gradedSubmission) bool {
		return slices.ContainsFunc(found.list, func(one submission) bool { return one.Name == s.Name && one.Dir == s.Directory })
	}
	if report.Question != q.name || len(r.before) > 0 && !slices.ContainsFunc(r.before, same) {
		return nil, usageError{fmt.Sprintf("OUT=%s has the results of other submissions, to %s, which would be lost: name another file, or remove that one", path, report.Question)}
	}
	return r, r.checkDir()
}

// checkDir returns an error if the file cannot be written, before anybody is judged.
func (r *results) checkDir() error {
	file, err := os.CreateTemp(filepath.Dir(r.path), ".oodkit-")
	if err != nil {
		return usageError{fmt.Sprintf("OUT=%s: %v", r.path, err)}
	}
	file.Close()
	return os.Remove(file.Name())
}

// find returns what came out for a submission before, if the same was judged, by the same steps and in the
// same way.
func (r *results) find(name, fingerprint string) (gradedSubmission, bool) {
	if r == nil {
		return gradedSubmission{}, false
	}
	for _, s := range r.before {
		if s.Name == name && s.Fingerprint == fingerprint {
			return s, true
		}
	}
	return gradedSubmission{}, false
}

// sayKept says that a submission is not judged again.
func (r *results) sayKept(name string) {
	fmt.Fprintf(r.progress, "%s: from %s, since nothing has changed\n", visible(name), r.path)
}

// write replaces the file by a report. At any time there is a whole one. While others are still to be judged, their
// results of an earlier call stay in it.
func (r *results) write(report gradeReport, toCome []submission) error {
	if r == nil {
		return nil
	}
	for _, s := range r.before {
		if slices.ContainsFunc(toCome, func(one submission) bool { return one.Name == s.Name }) {
			report.Submissions = append(slices.Clip(report.Submissions), s)
		}
	}
	file, err := os.CreateTemp(filepath.Dir(r.path), ".oodkit-")
	if err != nil {
		return err
	}
	err = errors.Join(writeJSON(file, report), file.Chmod(0o644), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), r.path)
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}

// fingerprint returns a value that changes with what decides on the results of a submission: its files, those
// that judge, the limit, the points and the box.
func (g *grader) fingerprint(judge string, s submission) string {
	all := sha256.New()
	fmt.Fprintf(all, "%s %s %v %v %q %q %q\n", judge, g.limit, g.points, g.box.Kind, s.Dir, s.Problem, s.Ignored)
	for _, name := range s.fileNames() {
		fmt.Fprintf(all, "%q %x\n", name, sha256.Sum256(s.Files[name]))
	}
	return fmt.Sprintf("%x", all.Sum(nil))
}
