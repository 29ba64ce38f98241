package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// PutAside saves the learner's code as Reset does, says so on w, and returns the name of the save. It changes nothing
// else. If the code is the stub as it was shipped, nothing is saved and the name is "".
func PutAside(ctx context.Context, w io.Writer, q question.Question) (name string, err error) {
	c, err := resetting(ctx, q)
	if err != nil || isDone(q, c) {
		return "", err
	}
	saved, err := saveBefore(q, w, c)
	return saved.name, err
}

// BeginAfresh writes the stub as it was shipped, in place of the code that PutAside saved under a name. If it was
// interrupted, it can be called again.
func BeginAfresh(ctx context.Context, q question.Question, name string) error {
	c, err := resetting(ctx, q)
	if err != nil || isDone(q, c) {
		return err
	}
	if name == "" && !destroysNothing(q, c) {
		return errChanged
	}
	return c.replace(ctx, q, name)
}

var errChanged = errors.New("your code was changed a moment ago: run the command again")

// BringBack writes the code of a save in place of the code that PutAside saved as over, and says on w which files of the
// save it leaves. Its files get the times at which the learner wrote them, and their modes. The name "" stands for the
// stub as it was shipped. If BringBack was interrupted, it can be called again. If there is no such save, the error is an
// [os.ErrNotExist].
func BringBack(ctx context.Context, w io.Writer, q question.Question, name, over string) error {
	if name == "" {
		return BeginAfresh(ctx, q, over)
	}
	now, err := resetting(ctx, q)
	if err != nil {
		return err
	}
	if over == "" && !destroysNothing(q, now) {
		return errChanged
	}
	c, err := restoring(ctx, q, save{q, name})
	if err != nil {
		return err
	}
	c.mine = c.present
	if err := c.replace(ctx, q, over); err != nil {
		return err
	}
	c.printStaying(w)
	return errors.Join(c.setTimes(), c.setModes())
}

// setTimes gives the files that were brought back the times of the saved ones.
func (c restoration) setTimes() error {
	for file := range c.want {
		info, err := os.Stat(c.save.Path(file))
		if err := errors.Join(err, os.Chtimes(c.save.q.Path(file), time.Time{}, info.ModTime())); err != nil {
			return err
		}
	}
	return nil
}

// replace makes a change whose files were saved under a name.
func (c change) replace(ctx context.Context, q question.Question, name string) error {
	saved := save{q, name}
	if name != "" && !exists(saved.dir()) {
		return fmt.Errorf("%s: %w", FromRoot(q, saved.dir()), os.ErrNotExist)
	}
	return c.carryOut(ctx, q, saved)
}

// SaveDir returns the folder of the save of that name.
func SaveDir(q question.Question, name string) string { return save{q, name}.dir() }

// SetSteps makes the results of the steps, the time that they took and the hints those of from. The rest of the progress
// stays.
func SetSteps(q question.Question, w io.Writer, from Progress) error {
	return Update(q, w, func(p *Progress) {
		p.Steps, p.LastRun, p.Worked, p.Hints = from.Steps, from.LastRun, from.Worked, from.Hints
	})
}

// StoreStages moves the stages of the question to dir. If dir exists, they were moved before. Without stages, dir is
// empty then.
func StoreStages(q question.Question, dir string) error {
	if exists(dir) {
		return nil
	}
	if !exists(StagesDir(q)) {
		return os.MkdirAll(dir, 0o777)
	}
	return errors.Join(os.MkdirAll(filepath.Dir(dir), 0o777), os.Rename(StagesDir(q), dir))
}

// FetchStages moves the stages that StoreStages moved to dir back. If dir does not exist, that was done before.
func FetchStages(q question.Question, dir string) error {
	if !exists(dir) || os.Remove(dir) == nil { // only an empty folder can be removed
		return nil
	}
	return errors.Join(putStagesAway(q, time.Now()), os.Rename(dir, StagesDir(q)))
}
