package interview

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// newRepository returns a question in a git repository, with what an interviewer says.
func newRepository(t *testing.T) question.Question {
	t.Helper()
	q := kittest.NewRepository(t)
	kittest.WriteFile(t, q.Path("README.md"), kittest.TalkReadme)
	kittest.Commit(t, q, "README")
	return q
}

// mustBegin begins an interview as Run does before it shows the screen.
func mustBegin(t *testing.T, q question.Question) *interview {
	t.Helper()
	release, err := lock(q)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	var b bytes.Buffer
	v, err := openOrNew(&b, q, Options{})
	if err == nil {
		err = v.prepare(t.Context(), &b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// filesOf returns the learner's files, and when they were written.
func filesOf(t *testing.T, q question.Question) map[string]string {
	t.Helper()
	files := make(map[string]string)
	for _, name := range []string{"stub.go", "mine.go", "my_test.go"} {
		text, err := os.ReadFile(q.Path(name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		info, statErr := os.Stat(q.Path(name))
		if err := errors.Join(err, statErr); err != nil {
			t.Fatal(err)
		}
		files[name] = string(text) + info.ModTime().UTC().String()
	}
	return files
}

func remembered(t *testing.T, q question.Question) (workspace.Progress, []workspace.Stage) {
	t.Helper()
	p, err := workspace.LoadProgress(q, new(bytes.Buffer))
	stages, stagesErr := workspace.Stages(q)
	if err := errors.Join(err, stagesErr); err != nil {
		t.Fatal(err)
	}
	return p, stages
}

// writeFormer writes the work of a learner who passes step 1, and its results.
func writeFormer(t *testing.T, q question.Question) {
	t.Helper()
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	kittest.WriteFile(t, q.Path("mine.go"), kittest.HelperFile)
	kittest.WriteFile(t, q.Path("my_test.go"), "package stack_test\n")
	for name := range filesOf(t, q) {
		if err := os.Chtimes(q.Path(name), kittest.Noon, kittest.Noon); err != nil {
			t.Fatal(err)
		}
	}
	workspace.Remember(q, new(bytes.Buffer), kittest.ResultsOf(gotest.StepPassed, gotest.StepFailed), kittest.Noon.Add(time.Minute))
	if _, err := workspace.CountHint(q, new(bytes.Buffer), question.Step{Number: 2}, 3); err != nil {
		t.Fatal(err)
	}
}

func TestFormerWorkComesBack(t *testing.T) {
	q := newRepository(t)
	writeFormer(t, q)
	files := filesOf(t, q)
	progress, stages := remembered(t, q)
	if len(stages) != 1 || len(progress.Hints) != 1 {
		t.Fatalf("the former work is remembered as %+v with stages %+v", progress, stages)
	}

	v := mustBegin(t, q)
	if text, err := os.ReadFile(q.Path("stub.go")); string(text) != kittest.UnwrittenStub || len(filesOf(t, q)) != 1 {
		t.Errorf("the interview begins with the files %v, %v, want the stub alone", filesOf(t, q), err)
	}
	if p, s := remembered(t, q); len(p.Steps) != 0 || len(p.Hints) != 0 || len(s) != 0 {
		t.Errorf("the interview begins with %+v and stages %+v, want none", p, s)
	}

	const own = kittest.WrittenStub + "// in the interview\n"
	kittest.WriteFile(t, q.Path("stub.go"), own)
	kittest.WriteFile(t, q.Path("my_test.go"), "package stack_test // in the interview\n")
	workspace.Remember(q, new(bytes.Buffer), kittest.ResultsOf(gotest.StepPassed, gotest.StepPassed), time.Now())
	var b bytes.Buffer
	if err := v.finish(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(files, filesOf(t, q)); diff != "" {
		t.Error("the files that come back (-want +got):", diff)
	}
	gotProgress, gotStages := remembered(t, q)
	if diff := cmp.Diff(progress, gotProgress) + cmp.Diff(stages, gotStages); diff != "" {
		t.Error("what is remembered (-want +got):", diff)
	}
	if text, err := os.ReadFile(filepath.Join(workspace.SaveDir(q, v.Kept), "stub.go")); string(text) != own {
		t.Errorf("the code of the interview is not kept: %q, %v", text, err)
	}
	for _, want := range []string{"Saved in .oodkit/saves/stack/" + v.Kept, "Brought back your former code, from\n  .oodkit/saves/stack/" + v.Saved, v.shown(markdownFile), v.shown(pageFile)} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %q in the output:\n%s", want, b.String())
		}
	}
	if next, _, err := open(q); next != nil || err != nil {
		t.Errorf("the interview is still open: %+v, %v", next, err)
	}
}

func TestWithoutFormerWork(t *testing.T) {
	q := newRepository(t)
	v := mustBegin(t, q)
	if v.Saved != "" {
		t.Errorf("the stub was saved as %q", v.Saved)
	}
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	if err := v.finish(t.Context(), new(bytes.Buffer)); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(q.Path("stub.go")); string(text) != kittest.UnwrittenStub {
		t.Errorf("after the interview stub.go is %q, %v, want the stub", text, err)
	}
}

// An interview in which nothing was done has no debrief, and the board does not list it.
func TestVoid(t *testing.T) {
	q := newRepository(t)
	for name, test := range map[string]struct {
		do   func(*interview)
		void bool
	}{
		"nothing":        {func(*interview) {}, true},
		"a question":     {func(v *interview) { v.Typed = []string{"How far?"} }, false},
		"a comparison":   {func(v *interview) { v.Asked = []bool{false} }, false},
		"a step":         {func(v *interview) { v.Steps[0].Passed = true }, false},
		"two minutes":    {func(v *interview) { v.Spent[Opening] = 2 * time.Minute }, false},
		"a note":         {func(v *interview) { kittest.WriteFile(t, v.path(noteFile), "a stack") }, false},
		"code":           {func(*interview) { kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub) }, false},
		"a minute of it": {func(v *interview) { v.Spent[Opening] = time.Minute }, true},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := NewHistory(q)
			if err != nil {
				t.Fatal(err)
			}
			v := mustBegin(t, q)
			test.do(v)
			var b bytes.Buffer
			if err := v.finish(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			after, err := NewHistory(q)
			if listed := len(after.Results) > len(before.Results); listed == test.void || err != nil {
				t.Errorf("listed: %t, %v, want %t", listed, err, !test.void)
			}
			if _, err := os.Stat(v.path(markdownFile)); (err != nil) != test.void || strings.Contains(b.String(), "Nothing was done in it") != test.void {
				t.Errorf("the debrief: %v, want none: %t, output:\n%s", err, test.void, b.String())
			}
		})
	}
}

// If the code of the interview was deleted, the interview can be ended, and the former code comes back.
func TestCodeIsGone(t *testing.T) {
	for _, former := range []string{kittest.WrittenStub, kittest.UnwrittenStub} {
		q := newRepository(t)
		kittest.WriteFile(t, q.Path("stub.go"), former)
		v := mustBegin(t, q)
		if err := os.Remove(q.Path("stub.go")); err != nil {
			t.Fatal(err)
		}
		if err := v.finish(t.Context(), new(bytes.Buffer)); err != nil {
			t.Error("finish:", err)
		}
		if text, err := os.ReadFile(q.Path("stub.go")); string(text) != former {
			t.Errorf("after the interview stub.go is %q, %v, want %q", text, err, former)
		}
		if want := "there is no stack/stub.go"; !strings.Contains(v.Findings.Problem, want) {
			t.Errorf("the debrief says %q, want %q", v.Findings.Problem, want)
		}
	}
}

// If the save was deleted, the interview can be ended, and its code stays.
func TestFormerWorkIsGone(t *testing.T) {
	q := newRepository(t)
	writeFormer(t, q)
	v := mustBegin(t, q)
	v.Saved = "gone"
	kittest.WriteFile(t, q.Path("stub.go"), kittest.WrittenStub)
	var b bytes.Buffer
	if err := v.finish(t.Context(), &b); err != nil || !strings.Contains(b.String(), "Your former code cannot be brought back, because the save is gone") {
		t.Errorf("finish: %v\n%s", err, b.String())
	}
	if text, err := os.ReadFile(q.Path("stub.go")); string(text) != kittest.WrittenStub {
		t.Errorf("stub.go is %q, %v, want the code of the interview", text, err)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, test := range []struct {
		name  string
		begin func(t *testing.T, q question.Question)
		o     Options
		want  string
		usage bool
	}{
		{"what is no terminal", nil, Options{}, "An interview needs a terminal: it shows a clock and takes keys. Run the command in a terminal", true},
		{"a terminal without a cursor", func(t *testing.T, _ question.Question) { t.Setenv("TERM", "dumb") }, Options{}, "TERM=dumb says", true},
		{"to end what is not open", nil, Options{End: true}, "There is no open interview of stack to end.", true},
		{"a second process", func(t *testing.T, q question.Question) {
			release, err := lock(q)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(release)
		}, Options{End: true}, "An interview of stack runs in another terminal", true},
		{"a damaged state", func(t *testing.T, q question.Question) {
			kittest.WriteFile(t, filepath.Join(mustBegin(t, q).dir, stateFile), "{")
		}, Options{End: true}, "state.json cannot be read", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("TERM", "xterm")
			q := newRepository(t)
			if test.begin != nil {
				test.begin(t, q)
			}
			err := Run(t.Context(), new(bytes.Buffer), q, test.o)
			if err == nil || !strings.Contains(err.Error(), test.want) || kittest.IsUsageError(err) != test.usage {
				t.Errorf("got %v, want %q, and an ArgumentError: %t", err, test.want, test.usage)
			}
		})
	}
}

func TestOpenInterviewHasItsTime(t *testing.T) {
	q := newRepository(t)
	v := mustBegin(t, q)
	for limit, ok := range map[time.Duration]bool{0: true, Usual: true, time.Minute: false} {
		got, err := openOrNew(new(bytes.Buffer), q, Options{Limit: limit})
		if ok && (err != nil || got.dir != v.dir) || !ok && !kittest.IsUsageError(err) {
			t.Errorf("with the time %v: %v, %v", limit, got, err)
		}
	}
}
