package kittest

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// exits has the exit statuses of recorded processes that were not 1.
var exits = map[string]int{"pass": 0, "exit-in-init": 0, "crash": 2, "overflow": 2, "exit-in-goroutine": 2}

// ReadRecorded returns the Log of a recorded process: its output is in gotest's testdata.
func ReadRecorded(t *testing.T, q question.Question, file string) *gotest.Log {
	t.Helper()
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(filepath.Join(root, "internal", "gotest", "testdata", "recorded.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == file })
	log := logOf(string(bytes.ReplaceAll(archive.Files[i].Data, []byte("ROOT"), []byte(filepath.ToSlash(q.Root)))))
	status, known := exits[file]
	if !known {
		status = 1
	}
	log.Exit = gotest.Exit{Code: status, Text: fmt.Sprint("exit status ", status), TimedOut: file == "time-out"}
	return log
}

// logOf returns the Log of an output that comes in small pieces.
func logOf(output string) *gotest.Log {
	w := &gotest.Recorder{Began: func(string) {}}
	for piece := range slices.Chunk([]byte(output), 7) {
		w.Write(piece)
	}
	w.Flush()
	return &w.Log
}
