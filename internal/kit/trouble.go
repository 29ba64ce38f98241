package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// getGo says where Go is to be had.
const getGo = "install Go 1.26 or newer from https://go.dev/dl/"

// explainCommand returns err, of starting the named command, with what to do if it is not there.
func explainCommand(name string, err error) error {
	switch {
	case !errors.Is(err, exec.ErrNotFound):
		return err
	case name == "go":
		return fmt.Errorf("there is no command go: %s, or add the directory that has it to PATH", getGo)
	default:
		return fmt.Errorf("there is no command %[1]s: install %[1]s, or add the directory that has it to PATH", name)
	}
}

// explainBuild adds to what the compiler says what it cannot know, unless that is there already.
func (q question) explainBuild(ctx context.Context, err error) error {
	failed, ok := errors.AsType[buildError](err)
	if !ok {
		return err
	}
	var advice []string
	if strings.Contains(failed.Error(), "go.mod requires go >= ") {
		advice = []string{"This go command is too old: " + getGo + ", or let it fetch that itself: go env -u GOTOOLCHAIN"}
	} else if !exists(q.path("stub.go")) {
		advice = []string{fmt.Sprintf("There is no %[1]s/stub.go: to have the one that it came with, run make reset Q=%[1]s", q.name)}
	} else if advice = q.wrongBuildLines(ctx, failed); len(advice) == 0 && failed.inTestsOnly() {
		advice = []string{q.wantAPI()}
	}
	if len(advice) == 0 || slices.Contains(failed.lines, advice[0]) {
		return failed
	}
	return buildError{append(append(failed.lines, ""), advice...)}
}

// wrongBuildLines says which files of the learner's lack the build line, and so may be why the
// build failed: stub.go, and new files that the compiler complains about.
func (q question) wrongBuildLines(ctx context.Context, failed buildError) []string {
	var wrong []string
	files, _ := q.untracked(ctx) // without git there is less advice
	for _, file := range append(files, "stub.go") {
		suspect := file == "stub.go" || strings.Contains(failed.Error(), q.name+"/"+file+":")
		if suspect && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") && !isStubOnly(q.dir(), file) {
			wrong = append(wrong, fmt.Sprintf("Is it the build line? %s/%s must begin with //go:build stub and an empty line.", q.name, file))
		}
	}
	return wrong
}

// inTestsOnly reports whether all places that the compiler complains about are in tests: in code of the kit's,
// as a rule, that uses what is not there any more.
func (e buildError) inTestsOnly() bool {
	places := 0
	for _, line := range e.lines {
		if file, _, ok := strings.Cut(line, ".go:"); ok {
			if !strings.HasSuffix(file, "_test") {
				return false
			}
			places++
		}
	}
	return places > 0
}
