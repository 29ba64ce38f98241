package watch

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/oodkit/oodkit/internal/question"
)

const (
	// Quiet is how long no file has to change before the code counts as saved: editors save in
	// several moves, and formatters once more.
	Quiet = 100 * time.Millisecond

	// pollEvery is how often the code is looked at even if the system reports nothing, as happens
	// on network drives.
	pollEvery = 2 * time.Second
)

// watchCode returns a channel that gets a value each time that the text of the question's Go files
// has changed, until ctx ends.
func watchCode(ctx context.Context, q question.Question) <-chan struct{} {
	changed := make(chan struct{}, 1)
	known := codeSum(q)
	events, closeWatcher := fileEvents(q)
	go func() {
		defer close(changed)
		defer closeWatcher()
		poll, saved := time.NewTicker(pollEvery), time.NewTimer(Quiet)
		defer poll.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-events:
				if isCode(e.Name) {
					saved.Reset(Quiet)
				}
				continue
			case <-saved.C:
			case <-poll.C:
			}
			if now := codeSum(q); now != known {
				known = now
				signalChange(changed)
			}
		}
	}()
	return changed
}

// signalChange sends a value unless one is waiting.
func signalChange(changed chan<- struct{}) {
	select {
	case changed <- struct{}{}:
	default:
	}
}

// fileEvents returns what the system reports of the question's directory: nothing if it cannot.
// Watching the files would not do: an editor that saves by renaming puts another file in place.
func fileEvents(q question.Question) (events <-chan fsnotify.Event, stop func() error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, func() error { return nil }
	}
	go func() {
		for range watcher.Errors { // something may have been missed: whoever polls finds it
		}
	}()
	_ = watcher.Add(q.Dir()) // if this fails nothing is reported
	return watcher.Events, watcher.Close
}

// isCode reports whether a file is one that go compiles. Editors keep others beside it.
func isCode(file string) bool {
	name := filepath.Base(file)
	return strings.HasSuffix(name, ".go") && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "_")
}

// codeSum returns a number that depends on the text of the question's Go files.
func codeSum(q question.Question) [sha256.Size]byte {
	hash := sha256.New()
	files, _ := q.Files() // in an unreadable directory nothing changes
	for _, file := range files {
		if text, err := os.ReadFile(q.Path(file.Name)); err == nil && isCode(file.Name) {
			hash.Write([]byte(file.Name + "\x00"))
			hash.Write(text)
		}
	}
	return [sha256.Size]byte(hash.Sum(nil))
}
