package grade

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// results are the results in the file that OUT names. It is nil if there is no OUT.
type results struct {
	path     string
	before   []score.Submission // the results of an earlier call, one of each submission
	others   []score.Submission // those of submissions that this call does not judge
	progress io.Writer
	unlock   func()
}

// openResults reads the results in a file, if it exists. For the path "" it returns nil. If the results are of another
// question, or only of other submissions, it returns an error, because they would be lost. No other process can open
// the results until they are closed or this process ends.
func openResults(path string, q question.Question, found submission.Submissions, progress io.Writer) (*results, error) {
	if path == "" {
		return nil, nil
	}
	if path == "-" {
		return nil, question.ArgumentError{Text: "OUT=- is not a file: name one. Without OUT, the report goes to standard output, in the form that FORMAT asks for"}
	}
	path = target(path)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, question.ArgumentError{Text: fmt.Sprintf("OUT=%s is not a regular file but %s: name a file for the results, which need not exist", path, kindOf(info.Mode()))}
	}
	// A file that is refused gets no lock beside it.
	if err := (&results{path: path, progress: io.Discard}).read(q, found); err != nil {
		return nil, err
	}
	unlock, err := lockResults(path)
	if err != nil {
		return nil, err
	}
	r := &results{path: path, progress: progress, unlock: unlock}
	if err := cmp.Or(r.read(q, found), r.checkDir()); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

// kindOf says what kind of file a file is that is not regular.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	default:
		return "something else"
	}
}

// lockPatience is how long to wait if another process has the results open.
const lockPatience = time.Second

// lockResults locks the results in the file at path until unlock is called or this process ends in any way.
func lockResults(path string) (unlock func(), err error) {
	locked := make(chan func(), 1)
	failed := make(chan error, 1)
	go func() { // it waits while another process has the lock
		if unlock, err := lockedfile.MutexAt(path + ".lock").Lock(); err != nil {
			failed <- err
		} else {
			locked <- unlock
		}
	}()
	select {
	case unlock := <-locked:
		return unlock, nil
	case err := <-failed:
		if errors.Is(err, fs.ErrNotExist) {
			return nil, question.ArgumentError{Text: fmt.Sprintf("OUT=%s: the folder %s does not exist: make it, or name another file", path, filepath.Dir(path))}
		}
		return nil, question.ArgumentError{Text: fmt.Sprintf("OUT=%s: cannot lock it: %v", path, err)}
	case <-time.After(lockPatience):
		go func() { (<-locked)() }() // if the lock comes later
		return nil, question.ArgumentError{Text: fmt.Sprintf("Another grade writes to OUT=%s: wait until it has ended, or name another file", path)}
	}
}

// close lets others open the results.
func (r *results) close() {
	if r != nil {
		r.unlock()
	}
}

// read reads the file. An empty file, such as mktemp makes, counts as a file that does not exist.
func (r *results) read(q question.Question, found submission.Submissions) error {
	path := r.path
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(text) == 0 {
		return nil
	}
	if err != nil {
		return question.ArgumentError{Text: fmt.Sprintf("OUT=%s: %v", path, err)}
	}
	var written score.Report
	switch err := json.Unmarshal(text, &written); {
	case err != nil && bytes.HasPrefix(text, []byte("{\n  \"question\": ")): // as score.WriteJSON begins
		return question.ArgumentError{Text: fmt.Sprintf("OUT=%s begins like results of make grade, but cannot be read to its end (%v), so it is not overwritten. "+
			"Perhaps it was cut off or edited. Name another file, or remove that one", path, err)}
	case err != nil || written.Question == "":
		return question.ArgumentError{Text: fmt.Sprintf("OUT=%s exists, but make grade did not write it, so it is not overwritten. Name another file, or remove that one", path)}
	}
	for _, s := range written.Submissions {
		i := slices.IndexFunc(found.List, func(one submission.Submission) bool { return isOf(s, one) })
		if i < 0 {
			r.others = append(r.others, s)
			continue
		}
		s.Name = found.List[i].Name
		// Of several results for one submission, which earlier versions wrote, the first is the newest.
		if !slices.ContainsFunc(r.before, func(newer score.Submission) bool { return newer.Name == s.Name }) {
			r.before = append(r.before, s)
		}
	}
	if written.Question != q.Name || len(r.others) > 0 && len(r.before) == 0 {
		return question.ArgumentError{Text: fmt.Sprintf("OUT=%s has the results of other submissions, for %s, so it is not overwritten. Name another file, or remove that one", path, written.Question)}
	}
	if n := len(r.others); n > 0 {
		fmt.Fprintf(r.progress, "%s also keeps the results of %s that this call does not judge.\n", path, report.Plural(n, "other submission"))
	}
	return nil
}

// isOf reports whether results in a file are those of a submission. JSON has U+FFFD for each byte that is not UTF-8, as
// runes have. Earlier versions did not escape a backslash in a name.
func isOf(s score.Submission, one submission.Submission) bool {
	relative, err := filepath.Rel(string([]rune(one.Folder)), s.Directory)
	return err == nil && filepath.IsLocal(relative) && (s.Name == one.Name || s.Name == strings.ReplaceAll(one.Name, `\\`, `\`))
}

// checkDir returns an error if the file cannot be written. It is called before any submission is judged.
func (r *results) checkDir() error {
	file, err := os.CreateTemp(filepath.Dir(r.path), ".oodkit-")
	if err != nil {
		return question.ArgumentError{Text: fmt.Sprintf("OUT=%s: %v", r.path, err)}
	}
	file.Close()
	return os.Remove(file.Name())
}

// target returns the file that is written for a path. A symbolic link stays one, even if its target does not exist yet.
func target(path string) string {
	for range 10 { // of links in a row
		next, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(next) {
			next = filepath.Dir(path) + string(filepath.Separator) + next // not Join: what is before a .. may be a link too
		}
		path = next
	}
	return path
}

// find returns the earlier results of a submission, if the same files were judged by the same steps in the same way.
func (r *results) find(name, fingerprint string) (score.Submission, bool) {
	if r == nil {
		return score.Submission{}, false
	}
	for _, s := range r.before {
		if s.Name == name && s.Fingerprint == fingerprint {
			return s, true
		}
	}
	return score.Submission{}, false
}

// sayKept prints that a submission is not judged again.
func (r *results) sayKept(name string) {
	fmt.Fprintf(r.progress, "%s: from %s, because nothing has changed\n", score.Name(name), r.path)
}

// write replaces the file with a report. The file is complete at any time. For submissions that are not judged yet, the
// results of an earlier call stay in it, and so do those of submissions that this call does not judge.
func (r *results) write(all score.Report, toCome []submission.Submission) error {
	if r == nil {
		return nil
	}
	for _, s := range r.before {
		if slices.ContainsFunc(toCome, func(one submission.Submission) bool { return one.Name == s.Name }) {
			all.Submissions = append(slices.Clip(all.Submissions), s)
		}
	}
	all.Submissions = append(slices.Clip(all.Submissions), r.others...)
	file, err := os.CreateTemp(filepath.Dir(r.path), ".oodkit-")
	if err != nil {
		return err
	}
	err = errors.Join(score.WriteJSON(file, all), file.Chmod(0o644), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), r.path)
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}

// fingerprint returns a value that changes with everything that the results of a submission depend on: its files, the
// judge's files, the limit, the points and the box.
func (g *grader) fingerprint(files string, s submission.Submission) string {
	all := sha256.New()
	fmt.Fprintf(all, "%s %s %v %v %q %q %q\n", files, g.limit, g.points, g.box.Kind, s.Dir, s.Problem, s.Ignored)
	for _, name := range s.FileNames() {
		fmt.Fprintf(all, "%q %x\n", name, sha256.Sum256(s.Files[name]))
	}
	return fmt.Sprintf("%x", all.Sum(nil))
}
