package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// textsOf returns the learner's files.
func textsOf(t *testing.T, q question.Question) map[string]string {
	t.Helper()
	names, err := LearnersFiles(q)
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]string)
	for _, name := range names {
		text, err := os.ReadFile(q.Path(name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	return texts
}

// Each of the steps on the way to a stub and back may be done again after it was interrupted.
func TestPutAsideAndBringBack(t *testing.T) {
	q := kittest.NewRepository(t)
	former := map[string]string{"stub.go": kittest.WrittenStub, "a.go": kittest.HelperFile, "b.go": kittest.HelperFile + "// b\n"}
	stub := map[string]string{"stub.go": kittest.UnwrittenStub}
	other := map[string]string{"stub.go": kittest.WrittenStub + "// other\n", "b.go": kittest.HelperFile}
	write := func(texts map[string]string) {
		for name, text := range texts {
			kittest.WriteFile(t, q.Path(name), text)
		}
	}
	want := func(when string, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, textsOf(t, q)); diff != "" {
			t.Fatalf("%s (-want +got): %s", when, diff)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}

	if name, err := PutAside(t.Context(), new(bytes.Buffer), q); name != "" || err != nil {
		t.Errorf("the stub was put aside as %q, %v", name, err)
	}
	write(former)
	saved, err := PutAside(t.Context(), new(bytes.Buffer), q)
	check(err)
	want("after PutAside", former)
	check(os.Remove(q.Path("a.go"))) // BeginAfresh was interrupted here
	write(stub)
	check(BeginAfresh(t.Context(), q, saved))
	want("after BeginAfresh", stub)
	check(BeginAfresh(t.Context(), q, saved))

	write(other)
	kept, err := PutAside(t.Context(), new(bytes.Buffer), q)
	check(err)
	write(map[string]string{"stub.go": former["stub.go"]}) // BringBack was interrupted here
	check(BringBack(t.Context(), new(bytes.Buffer), q, saved, kept))
	want("after BringBack", former)
	check(BringBack(t.Context(), new(bytes.Buffer), q, saved, kept))

	write(map[string]string{"b.go": "//go:build stub\n\npackage stack\n\n// new\n"})
	if err := BringBack(t.Context(), new(bytes.Buffer), q, kept, saved); err == nil {
		t.Error("BringBack replaced a file that is not saved")
	}
	if err := BringBack(t.Context(), new(bytes.Buffer), q, "none", saved); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("BringBack of a save that does not exist: %v", err)
	}
}

// A file that only git knows to be the learner's comes back too, whatever the interview's code has in its place.
func TestBringBackWithoutBuildLine(t *testing.T) {
	const former = "package stack // former\n"
	for name, other := range map[string]string{"another text": "package stack // other\n", "the same text": former, "nothing": ""} {
		for _, staged := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, staged: %t", name, staged), func(t *testing.T) {
				q := kittest.NewRepository(t)
				kittest.WriteFile(t, q.Path("my_test.go"), former)
				err := errors.Join(os.Chmod(q.Path("my_test.go"), 0o600), os.Chtimes(q.Path("my_test.go"), kittest.Noon, kittest.Noon))
				saved, err2 := PutAside(t.Context(), new(bytes.Buffer), q)
				if err := errors.Join(err, err2, BeginAfresh(t.Context(), q, saved)); err != nil {
					t.Fatal(err)
				}
				if exists(q.Path("my_test.go")) {
					t.Fatal("the former file was not put aside")
				}
				if other != "" {
					kittest.WriteFile(t, q.Path("my_test.go"), other)
				}
				if staged {
					kittest.MustGit(t, q, "add", "-A", ".")
				}
				kept, err := PutAside(t.Context(), new(bytes.Buffer), q)
				if err != nil {
					t.Fatal(err)
				}
				if err := BringBack(t.Context(), new(bytes.Buffer), q, saved, kept); err != nil {
					t.Fatal(err)
				}
				text, err := os.ReadFile(q.Path("my_test.go"))
				if string(text) != former || err != nil {
					t.Errorf("my_test.go is %q, %v, want %q", text, err, former)
				}
				if info, err := os.Stat(q.Path("my_test.go")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 || !info.ModTime().Equal(kittest.Noon) {
					t.Errorf("my_test.go came back as %+v, %v, want its former mode and time", info, err)
				}
			})
		}
	}
}

// Without stub.go there may be nothing to save, and nothing that would be lost.
func TestAsideWithoutStub(t *testing.T) {
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	saved, err := PutAside(t.Context(), new(bytes.Buffer), q)
	if err != nil {
		t.Fatal(err)
	}
	for former, want := range map[string]string{saved: kittest.WrittenStub, "": kittest.UnwrittenStub} {
		if err := os.Remove(q.Path("stub.go")); err != nil {
			t.Fatal(err)
		}
		kept, err := PutAside(t.Context(), new(bytes.Buffer), q)
		if kept != "" || err != nil {
			t.Errorf("PutAside of nothing = %q, %v", kept, err)
		}
		if err := BringBack(t.Context(), new(bytes.Buffer), q, former, kept); err != nil {
			t.Errorf("BringBack of %q: %v", former, err)
		}
		if text, err := os.ReadFile(q.Path("stub.go")); string(text) != want {
			t.Errorf("stub.go is %q, %v, want %q", text, err, want)
		}
	}
}

func TestStoredStages(t *testing.T) {
	q := kittest.NewTree(t, nil)
	aside, own := filepath.Join(q.Root, "aside"), filepath.Join(q.Root, "own")
	stage := filepath.Join(StagesDir(q), "step1", "stub.go")
	for range 2 { // the second time finds all as it is wanted
		kittest.WriteFile(t, stage, "former")
		for range 2 {
			if err := StoreStages(q, aside); err != nil {
				t.Fatal(err)
			}
		}
		if exists(stage) {
			t.Error("the stages were not moved")
		}
		for range 2 {
			if err := errors.Join(StoreStages(q, own), FetchStages(q, aside)); err != nil {
				t.Fatal(err)
			}
		}
		if text, err := os.ReadFile(stage); string(text) != "former" {
			t.Errorf("the stage that came back: %q, %v", text, err)
		}
	}
	if exists(aside) {
		t.Error("the folder of the stages stays")
	}
}

func TestSetSteps(t *testing.T) {
	q := kittest.NewTree(t, nil)
	former := Progress{LastRun: kittest.Noon, Worked: time.Hour, Steps: map[int]StepProgress{1: {Passes: true}}, Hints: map[int]int{1: 2}}
	before := former
	before.Spot.Found = []string{"one"}
	for _, step := range []struct{ from, want Progress }{
		{before, former},
		{Progress{}, Progress{}},
		{former, former},
	} {
		if err := Update(q, new(bytes.Buffer), func(p *Progress) { p.Spot.Found = []string{"two"} }); err != nil {
			t.Fatal(err)
		}
		if err := SetSteps(q, new(bytes.Buffer), step.from); err != nil {
			t.Fatal(err)
		}
		step.want.Spot.Found = []string{"two"}
		got, err := LoadProgress(q, new(bytes.Buffer))
		if diff := cmp.Diff(step.want, got); err != nil || diff != "" {
			t.Error("the progress (-want +got):", diff, err)
		}
	}
}

func TestLockFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "lock")
	release, ok, err := LockFile(file)
	if !ok || err != nil {
		t.Fatalf("LockFile = %t, %v", ok, err)
	}
	if _, ok, err := LockFile(file); ok || err != nil {
		t.Errorf("LockFile of a locked file = %t, %v", ok, err)
	}
	release()
	if release, ok, err = LockFile(file); !ok || err != nil {
		t.Errorf("LockFile after release = %t, %v", ok, err)
	} else {
		release()
	}
}
