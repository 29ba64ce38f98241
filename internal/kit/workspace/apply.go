package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// isDone reports whether there is nothing to change, because the learner's files are as wanted.
func isDone(q question.Question, c change) bool {
	for _, file := range c.mine {
		if _, wanted := c.want[file]; !wanted {
			return false
		}
	}
	for file, want := range c.want {
		if got, err := os.ReadFile(q.Path(file)); err != nil || !bytes.Equal(got, want) {
			return false
		}
	}
	return true
}

// destroysNothing reports whether each file that the change replaces or removes is missing or as wanted.
func destroysNothing(q question.Question, c change) bool {
	for _, file := range slices.Concat(c.mine, sortedKeys(c.want)) {
		if !exists(q.Path(file)) {
			continue
		}
		want, wanted := c.want[file]
		if there, err := os.ReadFile(q.Path(file)); !wanted || err != nil || !bytes.Equal(there, want) {
			return false
		}
	}
	return true
}

// apply saves the files that a change replaces or removes, says where, and makes the change. If it is interrupted,
// each file is either as before or as wanted, and the save has every file that is missing.
func apply(ctx context.Context, q question.Question, w io.Writer, c change) (saved save, err error) {
	if saved, err = saveBefore(q, w, c); err != nil {
		return saved, err
	}
	return saved, c.carryOut(ctx, q, saved)
}

// carryOut makes a change whose files are saved.
func (c change) carryOut(ctx context.Context, q question.Question, saved save) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, file := range sortedKeys(c.want) {
		if err := writeOver(q, file, c.want[file], saved); err != nil {
			return stoppedAt(q, file, saved, err)
		}
	}
	for _, file := range c.mine {
		if _, wanted := c.want[file]; wanted {
			continue
		}
		if err := takeAway(q, file, saved); err != nil {
			return stoppedAt(q, file, saved, err)
		}
	}
	return nil
}

// stoppedAt returns the error of a change that ended at a file. It may have changed the files before that one.
func stoppedAt(q question.Question, file string, saved save, err error) error {
	where := ""
	if saved.name != "" {
		where = fmt.Sprintf(" All are saved in %s.", FromRoot(q, saved.dir()))
	}
	return fmt.Errorf("stopped at %s/%s, which is unchanged: %w. Files before it may be changed.%s Correct the cause, and run the command again", q.Name, file, err, where)
}

// takeAway removes a file of the question, unless it differs from the saved one.
func takeAway(q question.Question, file string, saved save) error {
	if err := checkSaved(q, file, saved); err != nil {
		return err
	}
	return os.Remove(q.Path(file))
}

// saveBefore saves those files of a change that exist, and says so.
func saveBefore(q question.Question, w io.Writer, c change) (saved save, err error) {
	var files []string
	for _, file := range slices.Concat(c.mine, c.others) {
		if exists(q.Path(file)) {
			files = append(files, file)
		}
	}
	if len(files) == 0 {
		return save{}, nil
	}
	saved, err = saveFiles(q, files, time.Now())
	if err != nil {
		return save{}, fmt.Errorf("nothing was changed, because your files cannot be saved: %w", err)
	}
	fmt.Fprintf(w, "Saved in %s: %s\n", FromRoot(q, saved.dir()), strings.Join(files, ", "))
	if len(c.others) > 0 {
		fmt.Fprintf(w, "These stay in place, and only a copy was saved: %s\n", strings.Join(c.others, ", "))
	}
	return saved, nil
}

// writeOver writes a file of the question, unless the present one differs from the saved one.
func writeOver(q question.Question, file string, text []byte, saved save) error {
	if now, err := os.ReadFile(q.Path(file)); err == nil && bytes.Equal(now, text) {
		return nil
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(q.Path(file)); err == nil {
		mode = info.Mode().Perm()
	}
	if err := checkSaved(q, file, saved); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(q.Path(file)), 0o777); err != nil {
		return err
	}
	return replaceFile(q.Path(file), text, mode)
}

// checkSaved returns an error if the file exists and differs from the saved one: an editor may have just written it.
func checkSaved(q question.Question, file string, saved save) error {
	now, err := os.ReadFile(q.Path(file))
	if errors.Is(err, fs.ErrNotExist) || saved.name == "" {
		return nil
	}
	if err != nil {
		return err
	}
	copied, err := os.ReadFile(saved.Path(file))
	if err != nil || !bytes.Equal(now, copied) {
		return errors.New("the file was changed after it was saved")
	}
	return nil
}

func sortedKeys(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
