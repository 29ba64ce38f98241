package workspace

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	ownTest = "package stack\n\nfunc helpTest() {}\n"
)

// contents returns the files under dir, by their paths relative to dir.
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
	if got["doc.go"] == kittest.DocFile {
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
func onlySave(t *testing.T, q question.Question) save {
	t.Helper()
	saves, err := Saves(q)
	if len(saves) != 1 || err != nil {
		t.Fatalf("saves() = %+v, %v, want one", saves, err)
	}
	return saves[0]
}

func TestResetAndRestore(t *testing.T) {
	q := kittest.NewRepository(t)
	work := map[string]string{
		"stub.go": kittest.WrittenStub, "helper.go": kittest.HelperFile, "own_test.go": ownTest, "notes/plan.md": "plan", "lineless.go": "package stack\n",
		"shared.go": kittest.SharedFile + "// edited\n", "steps_test.go": kittest.StackSteps, "cpu.out": "ignored",
	}
	for name, text := range work {
		kittest.WriteFile(t, q.Path(name), text)
	}
	for minute := range time.Duration(2) {
		Remember(q, os.Stderr, kittest.ResultsOf(gotest.StepPassed), kittest.Noon.Add(minute*time.Minute))
	}
	kittest.WriteFile(t, filepath.Join(StagesDir(q), "step1", "stage.json"), "{}")

	var b strings.Builder
	if err := Reset(t.Context(), &b, q); err != nil {
		t.Fatal(err)
	}
	if stages, err := Stages(q); len(stages) > 0 || err != nil {
		t.Errorf("after reset the stages are %+v, %v, want none", stages, err)
	}
	if away, err := filepath.Glob(StagesDir(q) + "-*/step1/stage.json"); len(away) != 1 || err != nil {
		t.Errorf("after reset the old stages are %v, %v, want one in another folder", away, err)
	}
	saved := onlySave(t, q)
	checkFiles(t, "the save", saved.dir(), map[string]string{
		"stub.go": kittest.WrittenStub, "helper.go": kittest.HelperFile, "own_test.go": ownTest, "notes/plan.md": "plan", "lineless.go": "package stack\n",
		"shared.go": work["shared.go"],
	})
	checkFiles(t, "after reset", q.Dir(), map[string]string{
		"stub.go": kittest.UnwrittenStub, "shared.go": work["shared.go"], "steps_test.go": kittest.StackSteps, "notes/plan.md": "plan", "cpu.out": "ignored",
	})
	want := "Saved in .oodkit/saves/stack/" + saved.name + `: helper.go, stub.go, lineless.go, own_test.go, notes/plan.md, shared.go
These stay in place, and only a copy was saved: notes/plan.md, shared.go
stack/stub.go is the original stub again. To bring your code back: make restore Q=stack
`
	if b.String() != want {
		t.Errorf("reset printed\n%s\nwant\n%s", b.String(), want)
	}
	if p, err := LoadProgress(q, &b); len(p.Steps) > 0 || p.Worked > 0 || err != nil {
		t.Errorf("after reset the progress is %+v, %v, want no steps and no time", p, err)
	}

	b.Reset()
	if err := Restore(t.Context(), &b, q, ""); err != nil {
		t.Fatal(err)
	}
	onlySave(t, q) // there is nothing to save
	checkFiles(t, "after restore", q.Dir(), work)
	want = "Brought back from .oodkit/saves/stack/" + saved.name + ": helper.go, lineless.go, own_test.go, stub.go\n"
	if b.String() != want {
		t.Errorf("restore printed\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRestoreSavesWhatItReplaces(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	kittest.WriteFile(t, q.Path("helper.go"), kittest.HelperFile)
	if err := Reset(t.Context(), new(strings.Builder), q); err != nil {
		t.Fatal(err)
	}
	old := onlySave(t, q)
	const other = kittest.WrittenStub + "// other\n"
	kittest.WriteFile(t, q.Path("stub.go"), other)
	kittest.WriteFile(t, q.Path("second.go"), kittest.HelperFile)
	kittest.WriteFile(t, q.Path("helper.go"), "package stack // without its build line\n")
	if err := Restore(t.Context(), new(strings.Builder), q, old.name); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, "after restore", q.Dir(), map[string]string{
		"stub.go": kittest.WrittenStub, "helper.go": kittest.HelperFile, "shared.go": kittest.SharedFile, "steps_test.go": kittest.StackSteps,
	})
	saves, _ := Saves(q)
	if len(saves) != 2 || saves[0] != old {
		t.Fatalf("the saves are %+v, want %s and a new one", saves, old.name)
	}
	checkFiles(t, "the new save", saves[1].dir(), map[string]string{
		"stub.go": other, "second.go": kittest.HelperFile, "helper.go": "package stack // without its build line\n",
	})
}

// A file that is not the learner's code, and has changed since, stays as it is. Restore says where the saved one is.
func TestRestoreLeavesWhatIsNotCode(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	kittest.WriteFile(t, q.Path("notes/plan.md"), "plan")
	if err := Reset(t.Context(), new(strings.Builder), q); err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, q.Path("notes/plan.md"), "new plan")
	var b strings.Builder
	if err := Restore(t.Context(), &b, q, ""); err != nil {
		t.Fatal(err)
	}
	dir := ".oodkit/saves/stack/" + onlySave(t, q).name
	want := "Brought back from " + dir + ": stub.go\n" +
		"Not brought back, because they are not your code and have changed since: notes/plan.md. The saved versions are in " + dir + ".\n"
	if b.String() != want {
		t.Errorf("restore printed\n%s\nwant\n%s", b.String(), want)
	}
	if text, err := os.ReadFile(q.Path("notes/plan.md")); string(text) != "new plan" || err != nil {
		t.Errorf("notes/plan.md is %q, %v, want it as it was", text, err)
	}
}

// A file that only git knows to be the learner's comes back, with its mode, and the one in its place is saved.
func TestRestoreWithoutBuildLine(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("plain.go"), "package stack // former\n")
	if err := errors.Join(os.Chmod(q.Path("plain.go"), 0o600), Reset(t.Context(), new(strings.Builder), q)); err != nil {
		t.Fatal(err)
	}
	old := onlySave(t, q)
	kittest.WriteFile(t, q.Path("plain.go"), "package stack // now\n")
	var b strings.Builder
	if err := Restore(t.Context(), &b, q, old.name); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(q.Path("plain.go")); string(text) != "package stack // former\n" {
		t.Errorf("plain.go is %q, %v, want the saved one:\n%s", text, err, b.String())
	}
	if info, err := os.Stat(q.Path("plain.go")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("plain.go has the mode %v, %v, want that of the saved one", info.Mode(), err)
	}
	saves, err := Saves(q)
	if len(saves) != 2 || err != nil {
		t.Fatalf("there are the saves %+v, %v, want two", saves, err)
	}
	checkFiles(t, "the new save", saves[1].dir(), map[string]string{"stub.go": kittest.UnwrittenStub, "plain.go": "package stack // now\n"})
}

// If a save has files that differ and stay as they are, Restore does not say that nothing differs.
func TestRestoreOfWhatStays(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	kittest.WriteFile(t, q.Path("notes.md"), "former")
	if err := errors.Join(Reset(t.Context(), new(strings.Builder), q), Restore(t.Context(), new(strings.Builder), q, "")); err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, q.Path("notes.md"), "now")
	var b strings.Builder
	if err := Restore(t.Context(), &b, q, ""); err != nil || !strings.HasPrefix(b.String(), "Not brought back, because they are not your code and have changed since: notes.md.") {
		t.Errorf("restore: %v\n%s", err, b.String())
	}
}

func TestRestoreOfWhat(t *testing.T) {
	q := kittest.NewRepository(t)
	if err := Restore(t.Context(), os.Stderr, q, ""); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "There is nothing to restore: make reset has not saved any code of stack yet.") {
		t.Errorf("restore without a save: got %v, want an ArgumentError", err)
	}
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	if err := Reset(t.Context(), new(strings.Builder), q); err != nil {
		t.Fatal(err)
	}
	name := onlySave(t, q).name
	if err := Restore(t.Context(), os.Stderr, q, "2020"); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), name) {
		t.Errorf("restore of a save that is not there: got %v, want an ArgumentError that lists %s", err, name)
	}
	if err := Restore(t.Context(), new(strings.Builder), q, ".oodkit/saves/stack/"+name); err != nil {
		t.Errorf("restore of a save by its directory: %v", err)
	}
	var b strings.Builder
	if err := Restore(t.Context(), &b, q, ""); err != nil || !strings.Contains(b.String(), "nothing to restore") {
		t.Errorf("restore twice: got %q, %v", b.String(), err)
	}
}

// Reset has the stub even without a history: after a download without .git, without the command git, inside another
// repository, and after a clone of one commit with a solution in it.
func TestResetWithoutHistory(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, q question.Question){
		"no git":        func(t *testing.T, _ question.Question) { t.Setenv("PATH", "") },
		"no repository": func(_ *testing.T, q question.Question) { os.RemoveAll(filepath.Join(q.Root, ".git")) },
		"another repository": func(t *testing.T, q question.Question) {
			os.RemoveAll(filepath.Join(q.Root, ".git"))
			kittest.MustGit(t, q, "init", "-q", q.Root)
		},
		"a shallow clone": func(t *testing.T, q question.Question) {
			os.RemoveAll(filepath.Join(q.Root, ".git"))
			kittest.MustGit(t, q, "init", "-q", q.Root)
			kittest.Commit(t, q, "all that is there")
		},
		"stub.go renamed": func(t *testing.T, q question.Question) {
			if err := os.Rename(q.Path("stub.go"), q.Path("mine.go")); err != nil {
				t.Fatal(err)
			}
		},
		"stub.go deleted": func(t *testing.T, q question.Question) {
			if err := os.Remove(q.Path("stub.go")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			q := kittest.NewRepository(t)
			kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
			prepare(t, q)
			var b strings.Builder
			if err := Reset(t.Context(), &b, q); err != nil {
				t.Fatal(err)
			}
			checkFiles(t, "after reset", q.Dir(), map[string]string{
				"stub.go": kittest.UnwrittenStub, "shared.go": kittest.SharedFile, "steps_test.go": kittest.StackSteps,
			})
			if name != "stub.go deleted" {
				onlySave(t, q)
			} else if strings.Contains(b.String(), "restore") {
				t.Errorf("reset saved nothing, and printed %q", b.String())
			}
			b.Reset()
			if err := Reset(t.Context(), &b, q); err != nil || !strings.Contains(b.String(), "nothing to reset") {
				t.Errorf("reset twice: got %q, %v", b.String(), err)
			}
		})
	}
}

var update = flag.Bool("update", false, "rewrite the copies of the stubs")

// TestStubCopies compares the copies of the stubs, which reset uses, with the stubs. To update the copies:
//
//	OODKIT_SHIPPED=1 go -C internal/kit test -run TestStubCopies ./workspace -update
func TestStubCopies(t *testing.T) {
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range question.Names(root) {
		q := question.Question{Root: root, Name: name}
		if os.Getenv("OODKIT_SHIPPED") == "" {
			if _, err := ShippedStub(q); err != nil { // stub.go is the learner's
				t.Error(err)
			}
			continue
		}
		if *update {
			if err := updateCopy(q); err != nil {
				t.Error(err)
				continue
			}
		}
		copied, err := ShippedStub(q)
		stub, err2 := os.ReadFile(q.Path("stub.go"))
		if err := errors.Join(err, err2); err != nil {
			t.Error(err)
		} else if !bytes.Equal(copied, stub) {
			t.Errorf("%s/stub.go has changed: update its copy with -update", name)
		}
	}
}

// updateCopy writes the copy of the question's stub.go, unless stub.go is a solution.
func updateCopy(q question.Question) error {
	stub, err := os.ReadFile(q.Path("stub.go"))
	if err != nil {
		return err
	}
	if !question.IsUnwritten(stub) {
		return fmt.Errorf("%s/stub.go is no stub: it has a body or a field written, or is not valid Go. Its copy is not updated. "+
			"Put your code away first, with make reset Q=%[1]s, and change the contract then", q.Name)
	}
	return os.WriteFile(stubCopy(q), stub, 0o644)
}

func TestUpdateCopy(t *testing.T) {
	changed := strings.Replace(kittest.UnwrittenStub, "// Len counts.", "// Len returns the count.", 1)
	for stub, want := range map[string]struct{ copied, problem string }{
		changed:             {changed, ""},
		kittest.WrittenStub: {kittest.UnwrittenStub, "stack/stub.go is no stub"},
	} {
		q := kittest.NewRepository(t)
		kittest.WriteFile(t, q.Path("stub.go"), stub)
		err := updateCopy(q)
		if got := fmt.Sprint(err); err == nil != (want.problem == "") || !strings.Contains(got, want.problem) {
			t.Errorf("got %v, want %q", err, want.problem)
		}
		if text, err := os.ReadFile(stubCopy(q)); err != nil || string(text) != want.copied {
			t.Errorf("the copy is %q, %v, want %q", text, err, want.copied)
		}
	}
}

func TestResetWithoutWayBack(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, q question.Question)
		want    string
	}{
		{"a solution as the copy", func(t *testing.T, q question.Question) { kittest.WriteFile(t, stubCopy(q), kittest.WrittenStub) }, "internal/kit/stubs/stack.go.txt, is no stub: it has a body or a field written"},
		{"no copy of the stub", func(_ *testing.T, q question.Question) { os.Remove(stubCopy(q)) }, "the copy of the original stub is missing"},
		{"no place for the save", func(t *testing.T, q question.Question) { kittest.WriteFile(t, filepath.Join(q.Root, ".oodkit"), "") }, "nothing was changed, because your files cannot be saved"},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := kittest.NewRepository(t)
			kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
			test.prepare(t, q)
			err := Reset(t.Context(), new(strings.Builder), q)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("reset: got %v, want %q", err, test.want)
			}
			if text, _ := os.ReadFile(q.Path("stub.go")); string(text) != kittest.WrittenStub {
				t.Errorf("stub.go is %q, want it as it was", text)
			}
		})
	}
}

func TestResetIsInterrupted(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Reset(ctx, os.Stderr, q); !errors.Is(err, context.Canceled) {
		t.Errorf("reset: got %v, want %v", err, context.Canceled)
	}
	checkFiles(t, "after an interrupted reset", q.Dir(), map[string]string{"stub.go": kittest.WrittenStub, "shared.go": kittest.SharedFile, "steps_test.go": kittest.StackSteps})
}

// A file that an editor writes between the save and the change is not touched.
func TestChangedAfterTheSave(t *testing.T) {
	q := kittest.NewRepository(t)
	saved, err := saveFiles(q, []string{"stub.go"}, kittest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	for name, err := range map[string]error{
		"writeOver": writeOver(q, "stub.go", []byte(kittest.UnwrittenStub), saved),
		"takeAway":  takeAway(q, "stub.go", saved),
	} {
		if err == nil || !strings.Contains(err.Error(), "changed after it was saved") {
			t.Errorf("%s: got %v, want an error that says what happened", name, err)
		}
	}
	got := stoppedAt(q, "stub.go", saved, errors.New("it is open")).Error()
	if want := "stopped at stack/stub.go, which is unchanged: it is open. Files before it may be changed. " +
		"All are saved in .oodkit/saves/stack/" + saved.name + ". Correct the cause, and run the command again"; got != want {
		t.Errorf("the error is %q, want %q", got, want)
	}
	if text, err := os.ReadFile(q.Path("stub.go")); string(text) != kittest.WrittenStub || err != nil {
		t.Errorf("stub.go is %q, %v, want it as the editor wrote it", text, err)
	}
	if again, err := saveFiles(q, []string{"stub.go"}, kittest.Noon); again.name != saved.name+"-2" || err != nil {
		t.Errorf("a second save at that time is called %s, %v, want %s-2", again.name, err, saved.name)
	}
}
