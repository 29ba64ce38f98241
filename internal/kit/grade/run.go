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

// maxPrint is how much the process of a step may print, and maxTests how many tests and rows it may begin. No real step
// comes near these limits. More would fill the memory.
const (
	maxPrint = 8 << 20
	maxTests = 5000
)

// A stepRun is what the process of a step did.
type stepRun struct {
	log    *gotest.Log
	report *attest.Report // the proof of what passed; nil if the process did not come to its end
	took   time.Duration
}

// run runs a step in a process of its own. If that takes longer than limit, run ends the process and all processes that
// it has started. An error comes from the machinery or from ctx, never from the submission.
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
	process := b.command(limited, limit)
	process.Stdin = bytes.NewReader(text)
	begin := time.Now()
	r.log, err = gotest.Record(limited, process, recorder)
	r.took = time.Since(begin)
	if process.Process != nil {
		sandbox.KillGroup(process.Process)
		sandbox.KillOrphans()
	}
	if errors.Is(err, context.Canceled) { // only the submission can have sent a signal that asks it to end
		err = nil
	}
	return r, cmp.Or(ctx.Err(), err)
}

// command returns the command that runs a step. The process inherits nothing from the environment that a stranger's
// code should not see. It reads on its standard input which step to run. Each row may take a twelfth of the step's
// limit, but 5 seconds or more, which is what package exercise allows it: so with a longer limit a slow machine can judge.
func (b gradedBinary) command(ctx context.Context, limit time.Duration) *exec.Cmd {
	dir := b.dir
	if b.box.Kind != sandbox.None {
		dir = sandbox.BoxedDir
	}
	row := max(5*time.Second, limit/12)
	env := []string{"OODKIT_ALL=1", "OODKIT_LIMIT=" + row.String(), "HOME=" + dir, "TMPDIR=" + dir, "TMP=" + dir, "TEMP=" + dir, "PATH=" + os.Getenv("PATH")}
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows needs it
		env = append(env, "SystemRoot="+root)
	}
	command := b.box.Command(ctx, b.path, b.dir)
	command.Dir, command.Env = b.dir, env
	return command
}
