package workspace

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestRemember(t *testing.T) {
	q := kittest.NewTree(t, nil)
	var b strings.Builder
	later := kittest.Noon.Add(time.Hour)
	Remember(q, &b, kittest.ResultsOf(gotest.StepPassed, gotest.StepFailed, gotest.StepPassed), kittest.Noon)
	Remember(q, &b, kittest.ResultsOf(gotest.StepCrashed, gotest.StepPassed), later)
	Remember(q, &b, nil, later.Add(time.Hour))
	got, err := LoadProgress(q, &b)
	want := Progress{LastRun: later, Steps: map[int]StepProgress{
		1: {Passes: false, LastRun: later, FirstPassed: kittest.Noon},
		2: {Passes: true, LastRun: later, FirstPassed: later},
		3: {Passes: true, LastRun: kittest.Noon, FirstPassed: kittest.Noon},
	}}
	if !reflect.DeepEqual(got, want) || err != nil || b.Len() > 0 {
		t.Errorf("loadProgress() = %+v, %v and %q, want %+v", got, err, b.String(), want)
	}
	if s := got.Steps[1]; !s.FailsAgain() {
		t.Errorf("step 1 passed and fails now: failsAgain() = false")
	}
}

func TestDamagedProgress(t *testing.T) {
	for _, damage := range []string{"", "{", "[]", `{"steps": 3}`, "\x00\x00"} {
		q := kittest.NewTree(t, nil)
		kittest.WriteFile(t, ProgressFile(q), damage)
		var b strings.Builder
		Remember(q, &b, kittest.ResultsOf(gotest.StepPassed), kittest.Noon)
		if p, err := LoadProgress(q, &b); !p.Steps[1].Passes || err != nil {
			t.Errorf("after the damage %q: %+v, %v, want a new start", damage, p, err)
		}
		kept, _ := filepath.Glob(filepath.Join(q.Root, ".oodkit", "progress", "stack-damaged-*.json"))
		if len(kept) != 1 || !strings.Contains(b.String(), FromRoot(q, kept[0])) {
			t.Fatalf("the damaged file is kept as %q, and the message is %q", kept, b.String())
		}
		if text, err := os.ReadFile(kept[0]); string(text) != damage || err != nil {
			t.Errorf("the file kept has %q, %v, want %q", text, err, damage)
		}
	}
}

func TestProgressThatCannotBeWritten(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"../.oodkit": "a file where the directory should be"})
	var b strings.Builder
	Remember(q, &b, kittest.ResultsOf(gotest.StepPassed), kittest.Noon)
	if want := "Cannot save your progress: "; !strings.HasPrefix(b.String(), want) {
		t.Errorf("got %q, want %q and why", b.String(), want)
	}
}

func TestProgressOfManyAtOnce(t *testing.T) {
	q := kittest.NewTree(t, nil)
	var wg sync.WaitGroup
	const n = 20
	for range n {
		wg.Go(func() {
			if _, err := CountHint(q, os.Stderr, kittest.Stack[0], n+1); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if p, err := LoadProgress(q, os.Stderr); p.Hints[1] != n || err != nil {
		t.Errorf("%d hints are counted as %d, %v", n, p.Hints[1], err)
	}
}
