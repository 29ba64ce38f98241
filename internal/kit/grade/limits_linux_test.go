package grade

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
)

// A shell whose limits are below those of the box gets the same box as any other.
func TestBoxUnderLowerLimits(t *testing.T) {
	const inChild = "OODKIT_TEST_UNDER_LIMITS"
	box, err := sandbox.Find(t.Context(), "", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv(inChild) != "" {
		t.Logf("the child %s", box.Explain())
		return
	}
	if box.Kind == sandbox.None {
		t.Skip(box.Explain())
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("other shells have no ulimit -u: ", err)
	}
	for _, limits := range []string{"ulimit -v 4000000", "ulimit -f 1", "ulimit -u 400", "ulimit -c 0; ulimit -v 4000000; ulimit -f 8000"} {
		command := exec.CommandContext(t.Context(), "bash", "-c", limits+` && exec "$0" -test.run "^TestBoxUnderLowerLimits$" -test.v`, os.Args[0])
		command.Env = append(os.Environ(), inChild+"=1")
		output, err := command.CombinedOutput()
		if err != nil || !strings.Contains(string(output), "the child "+box.Explain()+"\n") {
			t.Errorf("%s: got %v and\n%s\nwant that it %s", limits, err, output, box.Explain())
		}
	}
}

// A compiler that a killed grader leaves behind ends by itself.
func TestCompilerHasALimitOfItsOwn(t *testing.T) {
	command := exec.CommandContext(t.Context(), "/bin/sh", "-c", "ulimit -t")
	sandbox.LimitCompiler(command)
	if output, err := command.Output(); err != nil || strings.TrimSpace(string(output)) == "unlimited" {
		t.Errorf("the processor time of a compiler: got %q and %v, want a limit", output, err)
	}
}
