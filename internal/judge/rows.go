package judge

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// rowsFile has a line for each wrong solution: its name, and how many rows of its step it fails. A mistake that many
// rows show is easy to find.
const rowsFile = "rows.txt"

// loadRows gives the wrong solutions the figures of the file of rows, if there is one.
func (b *bank) loadRows() {
	path := filepath.Join(b.dir, rowsFile)
	text, err := question.ReadText(path)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err != nil {
		b.fail(err)
	}
	for line := range strings.Lines(text) {
		var name string
		var rows int
		if _, err := fmt.Sscanf(line, "%s %d\n", &name, &rows); err != nil {
			b.fail(fmt.Errorf("%s: the line %q is not a name and a number: %w", path, strings.TrimSpace(line), err))
			continue
		}
		i := slices.IndexFunc(b.candidates, func(c Candidate) bool { return c.Name == "wrong/"+name })
		if i < 0 {
			b.fail(fmt.Errorf("%s: the bank has no wrong solution %q: remove the line, or rename it", path, name))
			continue
		}
		b.candidates[i].Rows = rows
	}
}

// failedRows returns how many rows of step n failed.
func failedRows(log *gotest.Log, n int) int {
	failed := 0
	for _, t := range log.Failures() {
		if strings.HasPrefix(t.Name, fmt.Sprintf("TestStep%d_", n)) {
			failed++
		}
	}
	return failed
}

// writeRows writes the question's file of rows. Rows has new numbers by the names of wrong solutions. The others keep
// theirs.
func writeRows(q question.Question, bank []Candidate, rows map[string]int) error {
	all := maps.Clone(rows)
	for _, c := range bank {
		if _, ok := rows[c.Name]; !ok {
			all[c.Name] = c.Rows
		}
	}
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] > 0 { // otherwise it ends the process, or has never run
			fmt.Fprintf(&b, "%s %d\n", strings.TrimPrefix(name, "wrong/"), all[name])
		}
	}
	return os.WriteFile(filepath.Join(Dir(q), rowsFile), b.Bytes(), 0o666)
}
