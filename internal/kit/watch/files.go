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
	// Quiet is how long no file may change before the code counts as saved. Editors save in several
	// operations, and formatters save once more.
	Quiet = 100 * time.Millisecond

	// pollEvery is how often watch looks at the code even if the system reports no change. On network
	// drives the system may not report any.
	pollEvery = 2 * time.Second
)

// watchCode returns a channel that gets a value each time the text of the question's Go files has changed, until ctx
// ends.
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

// fileEvents returns the system's events for the question's directory. If the system cannot report any, there are
// none. Watching the files themselves is not enough: an editor that saves by renaming replaces the file.
func fileEvents(q question.Question) (events <-chan fsnotify.Event, stop func() error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, func() error { return nil }
	}
	go func() {
		for range watcher.Errors { // an event may have been lost: polling finds the change
		}
	}()
	_ = watcher.Add(q.Dir()) // if this fails, there are no events
	return watcher.Events, watcher.Close
}

// isCode reports whether go compiles a file with that name. Editors keep other files beside the code.
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
