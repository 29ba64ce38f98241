package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// TestScripts runs the scripts in testdata/script, which do what users do: see
// https://pkg.go.dev/github.com/rogpeppe/go-internal/testscript. Each script begins in a repository that has the files of
// its archive, and the package exercise. One more command is mask, for outputs that differ from run to run:
//
//	mask stdout
//	cmp masked want.txt
//
// writes the output to the file masked, with 0.00s for durations and SAVE for the names of saves. With OODKIT_UPDATE=1
// in the environment, cmp does not compare but writes the output into the script.
func TestScripts(t *testing.T) {
	// A user may have a path with special characters, a go.work in a directory above, and flags.
	above := filepath.Join(t.TempDir(), "go [2026] 100% #1 ä")
	if err := errors.Join(os.Mkdir(above, 0o777), os.WriteFile(filepath.Join(above, "go.work"), []byte("go 1.26\n"), 0o666)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-json -mod=vendor -race -count=2 -v -cover -overlay=none.json -tags=other")
	builds, modules := goEnv(t, "GOCACHE"), goEnv(t, "GOMODCACHE")
	testscript.Run(t, testscript.Params{
		WorkdirRoot:         above,
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("OODKIT_UPDATE") == "1",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOCACHE", builds)
			env.Setenv("GOMODCACHE", modules)
			env.Setenv("GOFLAGS", os.Getenv("GOFLAGS"))
			return kittest.CopyExercise(env.WorkDir)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"mask": mask},
	})
}

// The Makefile passes no flag to go that would break or change the commands, and passes a pattern as typed.
func TestMakefile(t *testing.T) {
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("make"); err != nil {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "Makefile")
	text := "include " + filepath.Join(root, "Makefile") + "\n\nshow:\n\t@echo \"$$GOFLAGS|$$GOWORK|$$BENCH\"\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("make", "--no-print-directory", "-f", file, "show", "BENCH=Get$|/n=(16)$")
	isMakes := func(setting string) bool {
		return strings.HasPrefix(setting, "MAKE") || strings.HasPrefix(setting, "MFLAGS=")
	}
	command.Env = append(slices.DeleteFunc(os.Environ(), isMakes), "GOFLAGS=-json -mod=vendor -race -p=2", "GOWORK=/none/go.work")
	output, err := command.CombinedOutput()
	if want := "-p=2 -tags=|off|Get$|/n=(16)$\n"; err != nil || string(output) != want {
		t.Errorf("got %q, %v, want %q", output, err, want)
	}
}

// goEnv returns a setting of the go command.
func goEnv(t *testing.T, name string) string {
	t.Helper()
	output, err := exec.Command("go", "env", "-json=false", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(output))
}

// masks has patterns of text that differs from run to run, and the text that replaces it.
var masks = []struct {
	pattern *regexp.Regexp
	text    string
}{
	{regexp.MustCompile(`\b[0-9]+\.[0-9]{2}s`), "0.00s"},
	{regexp.MustCompile(`"seconds": [0-9.e-]+`), `"seconds": 0`},
	{regexp.MustCompile(`"fingerprint": "[0-9a-f]+"`), `"fingerprint": "…"`},
	{regexp.MustCompile(`\b20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]{6}\b`), "SAVE"},
}

// mask is the command of that name.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mask stdout|stderr|file")
	}
	text := strings.ReplaceAll(ts.ReadFile(args[0]), ts.Getenv("WORK"), "$WORK")
	for _, m := range masks {
		text = m.pattern.ReplaceAllString(text, m.text)
	}
	ts.Check(os.WriteFile(ts.MkAbs("masked"), []byte(text), 0o666))
}
