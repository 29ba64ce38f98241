package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"time"

	"github.com/oodkit/oodkit/internal/exercise/attest"
)

// maxPrint is how much the process of a step may print, and maxTests how many tests and rows it
// may begin. No step comes near; what does fills the memory.
const (
	maxPrint = 8 << 20
	maxTests = 5000
)

// An attempt is what the process of a step did.
type attempt struct {
	journal *journal
	report  *attest.Report // what it has proved to have passed, nil if it did not come to its end
	end     ending
	took    time.Duration
	flooded bool // it was stopped because it printed too much
}

// run runs a step in a process of its own and ends it, and all that it has started, when it takes
// longer than limit. An error is one of the machinery or of ctx, never of the submission.
func (b gradedBinary) run(ctx context.Context, s step, limit time.Duration) (attempt, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	order := attest.Order{Key: make([]byte, 32), Test: s.test}
	rand.Read(order.Key) // never fails
	text, err := json.Marshal(order)
	if err != nil {
		return attempt{}, err
	}
	a := attempt{}
	output := &gradedOutput{stop: cancel}
	output.began = func(string) { output.countTest() }
	output.report = func(text string) {
		if report, err := attest.Verify(order.Key, text); err == nil && report.Test == s.test {
			a.report = &report
		}
	}
	process := b.command(limited)
	process.Stdin, process.Stdout, process.Stderr, process.WaitDelay = bytes.NewReader(text), output, output, farewell
	begin := time.Now()
	if err := process.Start(); err != nil {
		return attempt{}, cmp.Or(ctx.Err(), err)
	}
	process.Wait() // how it ended is told by ProcessState
	killGroup(process.Process)
	killOrphans()
	output.flush()
	a.journal, a.took, a.flooded = &output.journal, time.Since(begin), output.flooded
	a.end = endingOf(process.ProcessState, limited.Err() == context.DeadlineExceeded)
	return a, ctx.Err()
}

// command returns the command that runs a step. It inherits nothing from the environment that a
// stranger's code should not see. Which step that is comes over its standard input.
func (b gradedBinary) command(ctx context.Context) *exec.Cmd {
	dir := b.dir
	if b.box.Kind != boxNone {
		dir = boxedDir
	}
	env := []string{"OODKIT_ALL=1", "HOME=" + dir, "TMPDIR=" + dir, "TMP=" + dir, "TEMP=" + dir, "PATH=" + os.Getenv("PATH")}
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows needs it
		env = append(env, "SystemRoot="+root)
	}
	command := b.box.command(ctx, b.path, b.dir)
	command.Dir, command.Env = b.dir, env
	return command
}

// A gradedOutput makes a journal of what a process prints, up to a limit.
type gradedOutput struct {
	journalWriter
	stop    func() // ends the process
	printed int
	begun   int
	flooded bool
}

func (o *gradedOutput) Write(output []byte) (int, error) {
	o.printed += len(output)
	if o.printed > maxPrint {
		o.flood()
	}
	if !o.flooded {
		o.journalWriter.Write(output)
	}
	return len(output), nil
}

func (o *gradedOutput) countTest() {
	if o.begun++; o.begun > maxTests {
		o.flood()
	}
}

func (o *gradedOutput) flood() {
	o.flooded = true
	o.stop()
}
