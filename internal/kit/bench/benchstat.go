package bench

import (
	"context"
	"path/filepath"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// buildBenchstat compiles benchstat into dir and returns the binary.
func buildBenchstat(ctx context.Context, dir string, q question.Question) (binary string, err error) {
	binary = filepath.Join(dir, "benchstat")
	_, err = gotest.RunGo(ctx, q.Root, "build", "-tags=", "-modfile=internal/tools/go.mod", "-o", binary, "golang.org/x/perf/cmd/benchstat")
	return binary, err
}
