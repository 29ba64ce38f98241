package parity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/question"
	"github.com/stretchr/testify/require"
)

func repositoryRoot(t *testing.T) string {
	t.Helper()
	root, err := question.Root()
	require.NoError(t, err)
	return root
}

func allQuestions(t *testing.T) []exercise {
	t.Helper()
	questions := findQuestions(repositoryRoot(t))
	require.NotEmpty(t, questions, "no directory has a doc.go and a steps_test.go")
	return questions
}

// report fails t with the problems of q.
func (c check) report(t *testing.T, q exercise) {
	t.Helper()
	problems, err := c(q)
	if err != nil {
		t.Errorf("cannot be checked: %v", err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// An edit replaces old with new in a file. If old is empty, it makes the file. If both are empty, it removes the file.
type edit struct{ file, old, new string }

// counter returns a copy of the question in testdata, with the edits made.
func counter(t *testing.T, edits ...edit) exercise {
	t.Helper()
	q := exercise{question.Question{Root: t.TempDir(), Name: "counter"}, []string{"doc.go", "limits.go"}}
	require.NoError(t, os.CopyFS(q.Path(""), os.DirFS(filepath.Join("testdata", q.Name))))
	for _, e := range edits {
		e.apply(t, q)
	}
	return q
}

func (e edit) apply(t *testing.T, q exercise) {
	t.Helper()
	file := q.Path(e.file)
	switch {
	case e.old == "" && e.new == "":
		require.NoError(t, os.Remove(file))
	case e.old == "":
		require.NoFileExists(t, file)
		require.NoError(t, os.WriteFile(file, []byte(e.new), 0o666))
	default:
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Contains(t, string(text), e.old)
		edited := strings.ReplaceAll(string(text), e.old, e.new)
		require.NoError(t, os.WriteFile(file, []byte(edited), 0o666))
	}
}

// requireProblem fails t unless c finds a problem in q that contains want. If want is empty, c must find no problem. No
// problem may be reported twice.
func (c check) requireProblem(t *testing.T, q exercise, want string) {
	t.Helper()
	problems, err := c(q)
	require.NoError(t, err)
	told := make(map[string]bool)
	found := want == ""
	for _, p := range problems {
		require.False(t, told[p], "told twice: %s", p)
		told[p] = true
		found = found || strings.Contains(p, want)
	}
	if want == "" {
		require.Empty(t, problems)
	}
	require.True(t, found, "no problem has %q: %q", want, problems)
}
