package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// measure runs all benchmarks of one variant and then of the other, round after round, so that a
// machine that gets slower or faster meanwhile does so for both.
func (c *comparison) measure(ctx context.Context) error {
	referenceFile, err := c.createRaw(reference)
	if err != nil {
		return err
	}
	defer referenceFile.Close()
	mineFile, err := c.createRaw(mine)
	if err != nil {
		return err
	}
	defer mineFile.Close()
	begin := time.Now()
	for round := 1; round <= c.count; round++ {
		if err := c.round(ctx, c.reference, round, referenceFile); err != nil {
			return err
		}
		if err := c.round(ctx, c.mine, round, mineFile); err != nil {
			return err
		}
		c.report(round, time.Since(begin))
	}
	return nil
}

// createRaw creates the file for a variant's figures. The one of the comparison before is kept
// under another name.
func (c *comparison) createRaw(v variant) (*os.File, error) {
	file := filepath.Join(c.q.root, c.rawFile(v))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return nil, err
	}
	if err := keepOld(file); err != nil {
		return nil, err
	}
	return os.Create(file)
}

// keepOld renames the file, if there is one, after the time at which it was written.
func keepOld(file string) error {
	info, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	stamp := info.ModTime().Format("-2006-01-02-150405")
	kind := filepath.Ext(file)
	return os.Rename(file, strings.TrimSuffix(file, kind)+stamp+kind)
}

// round measures the benchmarks of a side once and adds its output to raw.
func (c *comparison) round(ctx context.Context, s side, round int, raw io.Writer) error {
	process := s.binary.command(ctx, c.args(c.benchTime)...)
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
		c.style.transient(c.w, fmt.Sprintf("  round %d of %d: %s, %d of %d", round, c.count, s.binary.variant.name, results, s.results))
	}
	process.Wait() // benchmarks that fail, as they did in the rehearsal, are left out
	c.style.clear(c.w)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if results < s.results {
		return fmt.Errorf("round %d ended before all the benchmarks of %s had run (%v): its output is at the end of %s",
			round, s.binary.variant.name, process.ProcessState, c.rawFile(s.binary.variant))
	}
	return nil
}

// report says how far the measuring is.
func (c *comparison) report(round int, took time.Duration) {
	line := fmt.Sprintf("  round %d of %d is done", round, c.count)
	if left := c.count - round; left > 0 {
		line += ", about " + roughly(took/time.Duration(round)*time.Duration(left)) + " left"
	}
	fmt.Fprintln(c.w, line)
}
