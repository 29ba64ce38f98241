package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// resultsOf returns results of the steps 1 and on that pass or fail.
func resultsOf(statuses ...status) []result {
	var results []result
	for i, s := range statuses {
		results = append(results, result{step: step{number: i + 1}, status: s})
	}
	return results
}

func TestRemember(t *testing.T) {
	q := newTree(t, nil)
	var b strings.Builder
	later := noon.Add(time.Hour)
	q.remember(&b, resultsOf(passed, failed, passed), noon)
	q.remember(&b, resultsOf(crashed, passed), later)
	q.remember(&b, nil, later.Add(time.Hour))
	got, err := q.loadProgress(&b)
	want := progress{LastRun: later, Steps: map[int]stepProgress{
		1: {Passes: false, LastRun: later, FirstPassed: noon},
		2: {Passes: true, LastRun: later, FirstPassed: later},
		3: {Passes: true, LastRun: noon, FirstPassed: noon},
	}}
	if !reflect.DeepEqual(got, want) || err != nil || b.Len() > 0 {
		t.Errorf("loadProgress() = %+v, %v and %q, want %+v", got, err, b.String(), want)
	}
	if s := got.Steps[1]; !s.failsAgain() {
		t.Errorf("step 1 passed and fails now: failsAgain() = false")
	}
}

func TestDamagedProgress(t *testing.T) {
	for _, damage := range []string{"", "{", "[]", `{"steps": 3}`, "\x00\x00"} {
		q := newTree(t, nil)
		writeFile(t, q.progressFile(), damage)
		var b strings.Builder
		q.remember(&b, resultsOf(passed), noon)
		if p, err := q.loadProgress(&b); !p.Steps[1].Passes || err != nil {
			t.Errorf("after the damage %q: %+v, %v, want a new start", damage, p, err)
		}
		kept, _ := filepath.Glob(filepath.Join(q.root, ".oodkit", "progress", "stack-damaged-*.json"))
		if len(kept) != 1 || !strings.Contains(b.String(), q.fromRoot(kept[0])) {
			t.Fatalf("the damaged file is kept as %q, and the message is %q", kept, b.String())
		}
		if text, err := os.ReadFile(kept[0]); string(text) != damage || err != nil {
			t.Errorf("the file kept has %q, %v, want %q", text, err, damage)
		}
	}
}

func TestProgressThatCannotBeWritten(t *testing.T) {
	q := newTree(t, map[string]string{"../.oodkit": "a file where the directory should be"})
	var b strings.Builder
	q.remember(&b, resultsOf(passed), noon)
	if want := "The progress cannot be remembered: "; !strings.HasPrefix(b.String(), want) {
		t.Errorf("got %q, want %q and why", b.String(), want)
	}
}

func TestProgressOfManyAtOnce(t *testing.T) {
	q := newTree(t, nil)
	var wg sync.WaitGroup
	const n = 20
	for range n {
		wg.Go(func() {
			if _, err := q.countHint(os.Stderr, stack[0], n+1); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if p, err := q.loadProgress(os.Stderr); p.Hints[1] != n || err != nil {
		t.Errorf("%d hints are counted as %d, %v", n, p.Hints[1], err)
	}
}
