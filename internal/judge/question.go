package judge

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// Dir returns the directory of the question's bank.
func Dir(q question.Question) string {
	return filepath.Join(q.Root, "internal", "judge", "testdata", q.Name)
}

// Build compiles the question's tests with the overlay in place of the learner's code. It writes to dir, which must
// exist and be empty. Calls are not inlined, which saves a third of the compile time. If the code does not compile,
// the error is a [gotest.BuildError] with a position.
func Build(ctx context.Context, q question.Question, o gotest.Overlay, dir string, race bool) (gotest.Binary, error) {
	return gotest.Build(ctx, dir, q, gotest.Config{Variant: question.Learners, Overlay: o,
		Args: []string{"-vet=off", "-gcflags=-l", "-ldflags=-s -w", fmt.Sprintf("-race=%t", race)}})
}

// TestTimeout is how long a test binary may run. The watchdog of the steps gives up much sooner.
const TestTimeout = 5 * time.Minute

// Run runs the tests that match pattern, as a learner would: the steps above a failing one are locked, and the
// watchdog has its usual limit. The arguments are more -test flags, or settings of the environment such as
// OODKIT_LIMIT=2s. Run limits the memory unless the binary has the race detector.
func Run(ctx context.Context, b gotest.Binary, race bool, pattern string, args ...string) (*gotest.Log, error) {
	// The binary's own timeout prints where the goroutines are. This one is for a binary that cannot do that.
	limited, cancel := context.WithTimeout(ctx, TestTimeout+10*time.Second)
	defer cancel()
	command := b.Command(limited, append(slices.Clone(gotest.Flags), "-test.timeout="+TestTimeout.String(), "-test.run="+pattern)...)
	command.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "OODKIT_") })
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") {
			command.Args = append(command.Args, arg)
		} else {
			command.Env = append(command.Env, arg)
		}
	}
	if !race {
		gotest.LimitMemory(command)
	}
	log, err := gotest.Record(limited, command, new(gotest.Recorder))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return log, err
}

// UpTo returns the pattern that the steps up to n match.
func UpTo(n int) string {
	var alternatives []string
	for i := range n {
		alternatives = append(alternatives, strconv.Itoa(i+1))
	}
	return "^TestStep(" + strings.Join(alternatives, "|") + ")_"
}
