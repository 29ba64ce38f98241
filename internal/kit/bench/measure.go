package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// measure runs all benchmarks of one solution and then of the next, round after round. If the machine becomes slower
// or faster during the rounds, that affects all solutions.
func (c *Comparison) measure(ctx context.Context) error {
	files := make([]*os.File, len(c.sides))
	for i, s := range c.sides {
		var err error
		if files[i], err = c.createRaw(s.solution); err != nil {
			return err
		}
		defer files[i].Close()
	}
	begin := time.Now()
	for round := 1; round <= c.Count; round++ {
		for i, s := range c.sides {
			if err := c.round(ctx, s, round, files[i]); err != nil {
				return err
			}
		}
		c.report(round, time.Since(begin))
	}
	return nil
}

// createRaw creates the file for a solution's figures. It renames the file of the comparison before.
func (c *Comparison) createRaw(s question.Solution) (*os.File, error) {
	file := c.RawFile(s)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return nil, err
	}
	if _, err := workspace.KeepOld(file); err != nil {
		return nil, err
	}
	return os.Create(file)
}

// round measures the benchmarks of a side once and adds its output to raw.
func (c *Comparison) round(ctx context.Context, s *side, round int, raw io.Writer) error {
	process := s.binary.Command(ctx, c.args(c.benchTime)...)
	output, err := process.StdoutPipe()
	if err != nil {
		return err
	}
	process.Stderr = process.Stdout
	if err := process.Start(); err != nil {
		return err
	}
	results := 0
	for lines := bufio.NewScanner(output); lines.Scan(); {
		fmt.Fprintln(raw, lines.Text())
		if strings.Contains(lines.Text(), " ns/op") {
			results++
		}
		c.style.Transient(c.w, fmt.Sprintf("  round %d of %d: %s, %d of %d", round, c.Count, s.solution, results, s.results))
	}
	process.Wait() // no error: benchmarks that failed in the rehearsal fail again
	c.style.Clear(c.w)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if results < s.results {
		return fmt.Errorf("round %d ended before all benchmarks of %s had run (%v). See its output at the end of %s",
			round, s.solution, process.ProcessState, c.rawFile(s.solution))
	}
	return nil
}

// report prints how many rounds are done.
func (c *Comparison) report(round int, took time.Duration) {
	line := fmt.Sprintf("  round %d of %d is done", round, c.Count)
	if left := c.Count - round; left > 0 {
		line += ", about " + roughly(took/time.Duration(round)*time.Duration(left)) + " left"
	}
	fmt.Fprintln(c.w, line)
}
