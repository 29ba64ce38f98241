package grade

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise/attest"
	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/question"
)

// maxPrint is how much the process of a step may print, and maxTests how many tests and rows it
// may begin. No step comes near; what does fills the memory.
const (
	maxPrint = 8 << 20
	maxTests = 5000
)

// A stepRun is what the process of a step did.
type stepRun struct {
	log    *gotest.Log
	report *attest.Report // what it has proved to have passed, nil if it did not come to its end
	took   time.Duration
}

// run runs a step in a process of its own and ends it, and all that it has started, when it takes
// longer than limit. An error is one of the machinery or of ctx, never of the submission.
func (b gradedBinary) run(ctx context.Context, s question.Step, limit time.Duration) (stepRun, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	order := attest.Order{Key: make([]byte, 32), Test: s.Test}
	rand.Read(order.Key) // never fails
	text, err := json.Marshal(order)
	if err != nil {
		return stepRun{}, err
	}
	var r stepRun
	recorder := &gotest.Recorder{MaxOutput: maxPrint, MaxTests: maxTests, Foreign: func(line string) bool {
		signed, ok := strings.CutPrefix(line, attest.Prefix[1:])
		if report, err := attest.Verify(order.Key, signed); ok && err == nil && report.Test == s.Test {
			r.report = &report
		}
		return ok
	}}
	process := b.command(limited)
	process.Stdin = bytes.NewReader(text)
	begin := time.Now()
	r.log, err = gotest.Record(limited, process, recorder)
	r.took = time.Since(begin)
	if process.Process != nil {
		sandbox.KillGroup(process.Process)
		sandbox.KillOrphans()
	}
	if errors.Is(err, context.Canceled) { // a signal that asks it to end can only be one of the submission's
		err = nil
	}
	return r, cmp.Or(ctx.Err(), err)
}

// command returns the command that runs a step. It inherits nothing from the environment that a
// stranger's code should not see. Which step that is comes over its standard input.
func (b gradedBinary) command(ctx context.Context) *exec.Cmd {
	dir := b.dir
	if b.box.Kind != sandbox.None {
		dir = sandbox.BoxedDir
	}
	env := []string{"OODKIT_ALL=1", "HOME=" + dir, "TMPDIR=" + dir, "TMP=" + dir, "TEMP=" + dir, "PATH=" + os.Getenv("PATH")}
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows needs it
		env = append(env, "SystemRoot="+root)
	}
	command := b.box.Command(ctx, b.path, b.dir)
	command.Dir, command.Env = b.dir, env
	return command
}
