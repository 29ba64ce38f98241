package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"time"
)

const (
	// maxPrint is how much the process of a step may print, and maxTests how many tests and rows it
	// may begin. No step comes near; what does fills the memory.
	maxPrint = 8 << 20
	maxTests = 5000

	// farewell is how long a process that has ended may hold its output open, through children that
	// got away.
	farewell = time.Second
)

// An attempt is what the process of a step did.
type attempt struct {
	journal *journal
	end     ending
	took    time.Duration
	flooded bool // it was stopped because it printed too much
}

// run runs a step in a process of its own and ends it, and all that it has started, when it takes
// longer than limit. An error is one of the machinery or of ctx, never of the submission.
func (b gradedBinary) run(ctx context.Context, s step, limit time.Duration) (attempt, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	output, input, err := os.Pipe()
	if err != nil {
		return attempt{}, err
	}
	defer output.Close()
	process := b.command(s)
	process.Stdout, process.Stderr = input, input
	begin := time.Now()
	err = process.Start()
	input.Close()
	if err != nil {
		return attempt{}, err
	}
	stop := context.AfterFunc(limited, func() { killGroup(process.Process) })
	read := b.read(output, cancel)
	process.Wait() // how it ended is told by ProcessState
	stop()
	took := time.Since(begin)
	killGroup(process.Process)
	killOrphans(read.converter)
	output.SetReadDeadline(time.Now().Add(farewell))
	j, err := read.wait()
	a := attempt{journal: j, took: took, flooded: read.flooded.Load()}
	a.end = endingOf(process.ProcessState, limited.Err() == context.DeadlineExceeded)
	return a, cmp.Or(ctx.Err(), err)
}

// command returns the command that runs the step. It inherits nothing from the environment that a
// stranger's code should not see.
func (b gradedBinary) command(s step) *exec.Cmd {
	command := limitedCommand(b.path, "-test.run="+s.pattern(), "-test.v=test2json", "-test.paniconexit0", "-test.timeout=0")
	command.Dir = b.dir
	command.Env = []string{"OODKIT_ALL=1", "HOME=" + b.dir, "TMPDIR=" + b.dir, "TMP=" + b.dir, "TEMP=" + b.dir, "PATH=" + os.Getenv("PATH")}
	if root, ok := os.LookupEnv("SystemRoot"); ok { // Windows needs it
		command.Env = append(command.Env, "SystemRoot="+root)
	}
	return command
}

// A reading turns the output of a process into a journal while it runs.
type reading struct {
	converter *os.Process
	flooded   atomic.Bool
	done      chan struct{}
	journal   *journal
	err       error
}

// read reads output until it ends. It calls stop when there is too much of it.
func (b gradedBinary) read(output io.Reader, stop func()) *reading {
	r := &reading{done: make(chan struct{})}
	converter := exec.Command(b.converter)
	events, err := r.start(converter, output, stop)
	if err != nil {
		r.err = err
		stop()
		close(r.done)
		return r
	}
	r.converter = converter.Process
	begun := 0
	go func() {
		defer close(r.done)
		r.journal, r.err = readJournal(events, func(string) {
			if begun++; begun > maxTests {
				r.flood(stop)
			}
		})
		io.Copy(io.Discard, events)
		converter.Wait()
	}()
	return r
}

// start starts the converter and feeds it with output.
func (r *reading) start(converter *exec.Cmd, output io.Reader, stop func()) (events io.Reader, err error) {
	events, err = converter.StdoutPipe()
	if err != nil {
		return nil, err
	}
	input, err := converter.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := converter.Start(); err != nil {
		return nil, err
	}
	go func() {
		// Without an end of output this ends at the deadline, which is set when the process is gone.
		if n, _ := io.CopyN(input, output, maxPrint); n == maxPrint {
			r.flood(stop)
		}
		input.Close()
	}()
	return events, nil
}

func (r *reading) flood(stop func()) {
	r.flooded.Store(true)
	stop()
}

// wait returns what was read.
func (r *reading) wait() (*journal, error) {
	<-r.done
	return r.journal, r.err
}
