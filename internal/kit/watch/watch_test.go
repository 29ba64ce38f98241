package watch

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

func TestWatchCode(t *testing.T) {
	for name, save := range kittest.Saves {
		t.Run(name, func(t *testing.T) {
			q := kittest.NewTree(t, nil)
			ctx, cancel := context.WithCancel(t.Context())
			changes := watchCode(ctx, q)
			stub := filepath.Join(q.Dir(), "stub.go")
			kittest.WriteFile(t, filepath.Join(q.Dir(), ".stub.go.swp"), "no code")
			kittest.WriteFile(t, stub, "") // as it was
			select {
			case <-changes:
				t.Error("a change is reported where nothing has changed")
			case <-time.After(3 * Quiet):
			}
			save(t, stub, "new\t")
			awaitChange(t, changes)
			for codeSum(q) != sumOf(t, q, "new\t") {
				awaitChange(t, changes)
			}
			cancel()
			for range changes {
			}
		})
	}
}

// sumOf returns the sum of the question's code with that stub.go.
func sumOf(t *testing.T, q question.Question, stub string) [32]byte {
	other := kittest.NewTree(t, map[string]string{"stub.go": stub})
	other.Name = q.Name
	return codeSum(other)
}

func awaitChange(t *testing.T, changes <-chan struct{}) {
	t.Helper()
	select {
	case <-changes:
	case <-time.After(kittest.PatienceInTests):
		t.Fatal("a change is not reported")
	}
}

func TestIsCode(t *testing.T) {
	for name, want := range map[string]bool{
		"stub.go": true, "my_test.go": true, ".#stub.go": false, ".stub.go.swp": false, "stub.go~": false, "4913": false, "_stub.go": false,
		"stub.go___jb_tmp___": false, "README.md": false,
	} {
		if got := isCode(filepath.Join("x", name)); got != want {
			t.Errorf("isCode(%q) = %t, want %t", name, got, want)
		}
	}
}

func TestWatchSaysThatThereIsMore(t *testing.T) {
	m := newWatchModel(question.Question{Name: "stack"}, []question.Step{{Number: 1, Title: "One"}}, report.Style{})
	for lines, want := range map[int]bool{3: false, 30: true} {
		m.err = errors.New(strings.Repeat("a line\n", lines))
		if got := strings.HasSuffix(m.screen(), "q quit   ↑↓ more"); got != want {
			t.Errorf("with %d lines below the steps, the screen says that there is more: %t, want %t:\n%s", lines, got, want, m.screen())
		}
	}
}

// A lockedBuffer can be written and read by different goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestWatchLines(t *testing.T) {
	q := kittest.NewCounter(t, kittest.CountsToOne)
	stub := filepath.Join(q.Dir(), "stub.go")
	ctx, cancel := context.WithCancel(t.Context())
	b, ended := new(lockedBuffer), make(chan error, 1)
	go func() { ended <- Watch(ctx, b, q) }()
	await := func(texts ...string) {
		t.Helper()
		for end := time.Now().Add(kittest.PatienceInTests); !kittest.ContainsAll(b.String(), texts); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the output does not come to have %q:\n%s", texts, b.String())
			}
		}
	}
	await("✓ 1  One", "✗ 2  Two", "1 of 2 steps pass.", "got 1, want 2", "Waiting for your next save.")
	kittest.Saves["by renaming another file"](t, stub, kittest.StubOf(kittest.IsNoGo))
	await("A file of stack was saved. Judging again:", "stack/stub.go:5:32: undefined: m")
	kittest.Saves["by renaming another file"](t, stub, kittest.StubOf(kittest.CountsRight))
	await("2 of 2 steps pass.")
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("watch that is interrupted: got %v, want %v", err, context.Canceled)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Errorf("what is no terminal gets escape codes: %q", b.String())
	}
}

// The keys that need a reference are not offered in a handout, and do nothing there.
func TestKeys(t *testing.T) {
	for _, test := range []struct {
		file  string
		width int
		want  string
	}{
		{"notes.txt", 80, "h hint   a all failures   r run   b bench   c compare   q quit"},
		{"notes.txt", 60, "h a r b c q "},
		{question.HandoutFile, 60, "h hint   a all failures   r run   q quit"},
		{question.HandoutFile, 30, "h a r q "},
	} {
		m := newWatchModel(kittest.NewTree(t, map[string]string{"../" + test.file: "x"}), kittest.Stack, report.Style{})
		m.width = test.width
		m.Take(NewRunner(t.Context(), m.q, nil))
		for _, key := range []string{"b", "c"} {
			if got, want := m.press(key) == nil, test.file == question.HandoutFile; got != want {
				t.Errorf("with %s: the key %s does nothing: got %t, want %t", test.file, key, got, want)
			}
		}
		if got := m.keys(false); got != test.want {
			t.Errorf("with %s and %d columns: got %q, want %q", test.file, test.width, got, test.want)
		}
	}
}
