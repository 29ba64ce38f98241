package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sharedFile = "package stack\n\n// N is shared.\nconst N = 1\n"
	helperFile = "//go:build stub\n\npackage stack\n\nconst helper = 1\n"
	ownTest    = "package stack\n\nfunc helpTest() {}\n"
)

// newRepository returns the question stack as shipped, in a git repository.
func newRepository(t *testing.T) question {
	t.Helper()
	q := newTree(t, map[string]string{
		"../.gitignore": "/.oodkit/\n*.out\n",
		"stub.go":       unwrittenStub, "steps_test.go": stackSteps, "shared.go": sharedFile,
		"../internal/kit/stubs/stack.go.txt": unwrittenStub,
	})
	mustGit(t, q, "init", "-q", q.root)
	commit(t, q, "shipped")
	return q
}

func mustGit(t *testing.T, q question, args ...string) {
	t.Helper()
	if _, err := q.git(t.Context(), args...); err != nil {
		t.Fatal(err)
	}
}

func commit(t *testing.T, q question, message string) {
	t.Helper()
	mustGit(t, q, "add", "-A", q.root)
	mustGit(t, q, "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message)
}

// contents returns the files under dir, by their paths from there.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		relative, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(relative)] = string(text)
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func checkFiles(t *testing.T, when, dir string, want map[string]string) {
	t.Helper()
	got := contents(t, dir)
	if got["doc.go"] == docFile {
		delete(got, "doc.go") // nobody changes it
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s: %s is %q, want %q", when, name, got[name], text)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: there is %s, want none", when, name)
		}
	}
}

// onlySave returns the one save of the question.
func onlySave(t *testing.T, q question) save {
	t.Helper()
	saves, err := q.saves()
	if len(saves) != 1 || err != nil {
		t.Fatalf("saves() = %+v, %v, want one", saves, err)
	}
	return saves[0]
}

func TestResetAndRestore(t *testing.T) {
	q := newRepository(t)
	work := map[string]string{
		"stub.go": writtenStub, "helper.go": helperFile, "own_test.go": ownTest, "notes/plan.md": "plan", "lineless.go": "package stack\n",
		"shared.go": sharedFile + "// edited\n", "steps_test.go": stackSteps, "cpu.out": "ignored",
	}
	for name, text := range work {
		writeFile(t, q.path(name), text)
	}
	q.remember(os.Stderr, resultsOf(passed), noon)

	var b strings.Builder
	if err := reset(t.Context(), &b, q); err != nil {
		t.Fatal(err)
	}
	saved := onlySave(t, q)
	checkFiles(t, "the save", saved.dir(), map[string]string{
		"stub.go": writtenStub, "helper.go": helperFile, "own_test.go": ownTest, "notes/plan.md": "plan", "lineless.go": "package stack\n",
		"shared.go": work["shared.go"],
	})
	checkFiles(t, "after reset", q.dir(), map[string]string{
		"stub.go": unwrittenStub, "shared.go": work["shared.go"], "steps_test.go": stackSteps, "notes/plan.md": "plan", "cpu.out": "ignored",
	})
	want := "Saved in .oodkit/saves/stack/" + saved.name + `: helper.go, stub.go, lineless.go, own_test.go, notes/plan.md, shared.go
Of these, left as they are: notes/plan.md, shared.go
stack/stub.go is as it was shipped. To have yours again: make restore Q=stack
`
	if b.String() != want {
		t.Errorf("reset printed\n%s\nwant\n%s", b.String(), want)
	}
	if p, err := q.loadProgress(&b); len(p.Steps) > 0 || err != nil {
		t.Errorf("after reset the progress is %+v, %v, want no steps", p, err)
	}

	b.Reset()
	if err := restore(t.Context(), &b, q, ""); err != nil {
		t.Fatal(err)
	}
	onlySave(t, q) // there was nothing to save before
	checkFiles(t, "after restore", q.dir(), work)
	want = "Brought back from .oodkit/saves/stack/" + saved.name + ": helper.go, lineless.go, own_test.go, stub.go\n"
	if b.String() != want {
		t.Errorf("restore printed\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRestoreSavesWhatItReplaces(t *testing.T) {
	q := newRepository(t)
	writeFile(t, q.path("stub.go"), writtenStub)
	writeFile(t, q.path("helper.go"), helperFile)
	if err := reset(t.Context(), new(strings.Builder), q); err != nil {
		t.Fatal(err)
	}
	old := onlySave(t, q)
	const other = writtenStub + "// other\n"
	writeFile(t, q.path("stub.go"), other)
	writeFile(t, q.path("second.go"), helperFile)
	writeFile(t, q.path("helper.go"), "package stack // without its build line\n")
	if err := restore(t.Context(), new(strings.Builder), q, old.name); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, "after restore", q.dir(), map[string]string{
		"stub.go": writtenStub, "helper.go": helperFile, "shared.go": sharedFile, "steps_test.go": stackSteps,
	})
	saves, _ := q.saves()
	if len(saves) != 2 || saves[0] != old {
		t.Fatalf("the saves are %+v, want %s and a new one", saves, old.name)
	}
	checkFiles(t, "the new save", saves[1].dir(), map[string]string{
		"stub.go": other, "second.go": helperFile, "helper.go": "package stack // without its build line\n",
	})
}

func TestRestoreOfWhat(t *testing.T) {
	q := newRepository(t)
	if err := restore(t.Context(), os.Stderr, q, ""); !isUsageError(err) || !strings.Contains(err.Error(), "make reset Q=stack") {
		t.Errorf("restore without a save: got %v, want a usageError", err)
	}
	writeFile(t, q.path("stub.go"), writtenStub)
	if err := reset(t.Context(), new(strings.Builder), q); err != nil {
		t.Fatal(err)
	}
	name := onlySave(t, q).name
	if err := restore(t.Context(), os.Stderr, q, "2020"); !isUsageError(err) || !strings.Contains(err.Error(), name) {
		t.Errorf("restore of a save that is not there: got %v, want a usageError that lists %s", err, name)
	}
	if err := restore(t.Context(), new(strings.Builder), q, ".oodkit/saves/stack/"+name); err != nil {
		t.Errorf("restore of a save by its directory: %v", err)
	}
	var b strings.Builder
	if err := restore(t.Context(), &b, q, ""); err != nil || !strings.Contains(b.String(), "already") {
		t.Errorf("restore twice: got %q, %v", b.String(), err)
	}
}

// The stub is there also for somebody who has no history: after a download without .git, without git, within
// another repository, and after a clone of one commit with a solution in it.
func TestResetWithoutHistory(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, q question){
		"no git":        func(t *testing.T, _ question) { t.Setenv("PATH", "") },
		"no repository": func(_ *testing.T, q question) { os.RemoveAll(filepath.Join(q.root, ".git")) },
		"another repository": func(t *testing.T, q question) {
			os.RemoveAll(filepath.Join(q.root, ".git"))
			mustGit(t, q, "init", "-q", q.root)
		},
		"a shallow clone": func(t *testing.T, q question) {
			os.RemoveAll(filepath.Join(q.root, ".git"))
			mustGit(t, q, "init", "-q", q.root)
			commit(t, q, "all that is there")
		},
		"stub.go renamed": func(t *testing.T, q question) {
			if err := os.Rename(q.path("stub.go"), q.path("mine.go")); err != nil {
				t.Fatal(err)
			}
		},
		"stub.go deleted": func(t *testing.T, q question) {
			if err := os.Remove(q.path("stub.go")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			q := newRepository(t)
			writeFile(t, q.path("stub.go"), writtenStub)
			prepare(t, q)
			var b strings.Builder
			if err := reset(t.Context(), &b, q); err != nil {
				t.Fatal(err)
			}
			checkFiles(t, "after reset", q.dir(), map[string]string{
				"stub.go": unwrittenStub, "shared.go": sharedFile, "steps_test.go": stackSteps,
			})
			if name != "stub.go deleted" {
				onlySave(t, q)
			}
			b.Reset()
			if err := reset(t.Context(), &b, q); err != nil || !strings.Contains(b.String(), "nothing to reset") {
				t.Errorf("reset twice: got %q, %v", b.String(), err)
			}
		})
	}
}

var update = flag.Bool("update", false, "write the copies of the stubs anew")

// TestStubCopies compares the copies of the stubs, which reset uses, with the stubs. To write them anew:
//
//	OODKIT_SHIPPED=1 go -C internal/kit test -run TestStubCopies . -update
func TestStubCopies(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range questionNames(root) {
		q := question{root, name}
		copied, err := q.shippedStub()
		if err == nil && !isUnwritten(copied) {
			t.Errorf("%s is no stub: it has something written", q.stubCopy())
		}
		if os.Getenv("OODKIT_SHIPPED") == "" {
			continue // stub.go is the learner's
		}
		stub, err2 := os.ReadFile(q.path("stub.go"))
		if *update && err2 == nil {
			err, copied = os.WriteFile(q.stubCopy(), stub, 0o644), stub
		}
		if err := errors.Join(err, err2); err != nil {
			t.Error(err)
		} else if !bytes.Equal(copied, stub) {
			t.Errorf("%s/stub.go has changed: write its copy anew, with -update", name)
		}
	}
}

func TestResetWithoutWayBack(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, q question)
		want    string
	}{
		{"no copy of the stub", func(_ *testing.T, q question) { os.Remove(q.stubCopy()) }, "the stub as it was shipped is missing"},
		{"no place for the save", func(t *testing.T, q question) { writeFile(t, filepath.Join(q.root, ".oodkit"), "") }, "nothing is changed, since your files cannot be saved"},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := newRepository(t)
			writeFile(t, q.path("stub.go"), writtenStub)
			test.prepare(t, q)
			err := reset(t.Context(), new(strings.Builder), q)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("reset: got %v, want %q", err, test.want)
			}
			if text, _ := os.ReadFile(q.path("stub.go")); string(text) != writtenStub {
				t.Errorf("stub.go is %q, want it as it was", text)
			}
		})
	}
}

func TestResetIsInterrupted(t *testing.T) {
	q := newRepository(t)
	writeFile(t, q.path("stub.go"), writtenStub)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := reset(ctx, os.Stderr, q); !errors.Is(err, context.Canceled) {
		t.Errorf("reset: got %v, want %v", err, context.Canceled)
	}
	checkFiles(t, "after an interrupted reset", q.dir(), map[string]string{"stub.go": writtenStub, "shared.go": sharedFile, "steps_test.go": stackSteps})
}

// What an editor writes between the save and the change is not touched.
func TestChangedAfterTheSave(t *testing.T) {
	q := newRepository(t)
	saved, err := q.saveFiles([]string{"stub.go"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, q.path("stub.go"), writtenStub)
	for name, err := range map[string]error{
		"writeOver": q.writeOver("stub.go", []byte(unwrittenStub), saved),
		"takeAway":  q.takeAway("stub.go", saved),
	} {
		if err == nil || !strings.Contains(err.Error(), "changed after it was saved") {
			t.Errorf("%s: got %v, want an error that says what happened", name, err)
		}
	}
	if text, err := os.ReadFile(q.path("stub.go")); string(text) != writtenStub || err != nil {
		t.Errorf("stub.go is %q, %v, want it as the editor wrote it", text, err)
	}
	if again, err := q.saveFiles([]string{"stub.go"}, noon); again.name != saved.name+"-2" || err != nil {
		t.Errorf("a second save at that time is called %s, %v, want %s-2", again.name, err, saved.name)
	}
}
