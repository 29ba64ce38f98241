package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/cpuid/v2"
	"golang.org/x/perf/benchfmt"

	"github.com/oodkit/oodkit/internal/bench/measure"
)

// A machine says where and when figures were measured.
type machine struct{ cpu, cores, system, goVersion, date string }

func thisMachine() machine {
	return machine{
		cpu:       strings.TrimSpace(cpuid.CPU.BrandName),
		cores:     strconv.Itoa(runtime.NumCPU()),
		system:    runtime.GOOS + "/" + runtime.GOARCH,
		goVersion: runtime.Version(),
		date:      time.Now().Format(time.DateOnly),
	}
}

func (m machine) String() string {
	return fmt.Sprintf("%s, %s cores, %s, %s, %s", m.cpu, m.cores, m.system, m.goVersion, m.date)
}

// The keys of a machine's properties in files of figures. They are the go command's keys where it has them.
const (
	cpuKey, coresKey, systemKey, versionKey, dateKey = "cpu", "cores", "system", "go", "date"
)

// A rawWriter writes figures in the format of Go's benchmarks.
type rawWriter struct {
	file   *os.File
	writer *benchfmt.Writer
	config []benchfmt.Config
}

func createRaw(name string, q exercise, m machine) (*rawWriter, error) {
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	w := &rawWriter{file: file, writer: benchfmt.NewWriter(file)}
	for _, c := range [][2]string{{"question", q.name}, {cpuKey, m.cpu}, {coresKey, m.cores}, {systemKey, m.system}, {versionKey, m.goVersion}, {dateKey, m.date}} {
		w.config = append(w.config, benchfmt.Config{Key: c[0], Value: []byte(c[1]), File: true})
	}
	return w, nil
}

func (w *rawWriter) Close() error { return w.file.Close() }

// write writes the results of a row, one line for each sample.
func (w *rawWriter) write(results []measure.Result) error {
	for _, r := range results {
		for _, nanos := range r.Nanos {
			line := &benchfmt.Result{Config: w.config, Iters: r.Ops}
			line.Name = benchfmt.Name(fmt.Sprintf("%s/n=%d/impl=%s", r.Row, r.N, r.Contender))
			line.Values = []benchfmt.Value{{Value: nanos, Unit: nsPerOp}, {Value: r.Allocs, Unit: allocsPerOp}}
			if r.Bytes != 0 {
				line.Values = append(line.Values, benchfmt.Value{Value: r.Bytes, Unit: bytesPerEntry})
			}
			if r.Hits != 0 {
				line.Values = append(line.Values, benchfmt.Value{Value: r.Hits, Unit: hitsPerOp})
			}
			if err := w.writer.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// The units of figures. Package benchfmt reads nanoseconds as seconds.
const (
	nsPerOp       = "ns/op"
	secPerOp      = "sec/op"
	allocsPerOp   = "allocs/op"
	bytesPerEntry = "B/entry"
	hitsPerOp     = "hits/op"
)

// figures are the measured figures of a question.
type figures struct {
	machine machine
	results []measure.Result // those of a row together, as they were measured
}

func readFile(name string) (figures, error) {
	file, err := os.Open(name)
	if err != nil {
		return figures{}, err
	}
	defer file.Close()
	return read(file, name)
}

// read reads the output of a rawWriter.
func read(r io.Reader, name string) (figures, error) {
	var f figures
	places := make(map[string]int) // of the results, by the names of their lines
	lines := benchfmt.NewReader(r, name)
	for lines.Scan() {
		switch line := lines.Result().(type) {
		case *benchfmt.SyntaxError:
			return f, line
		case *benchfmt.Result:
			f.machine = machineOf(line)
			if err := f.add(line, places); err != nil {
				return f, err
			}
		}
	}
	return f, lines.Err()
}

func machineOf(line *benchfmt.Result) machine {
	return machine{line.GetConfig(cpuKey), line.GetConfig(coresKey), line.GetConfig(systemKey), line.GetConfig(versionKey), line.GetConfig(dateKey)}
}

// add adds the sample in a line.
func (f *figures) add(line *benchfmt.Result, places map[string]int) error {
	name := line.Name.String()
	place, ok := places[name]
	if !ok {
		r, err := parseName(name)
		if err != nil {
			return err
		}
		place = len(f.results)
		places[name] = place
		f.results = append(f.results, r)
	}
	r := &f.results[place]
	seconds, _ := line.Value(secPerOp)
	r.Nanos = append(r.Nanos, seconds*1e9)
	r.Ops = line.Iters
	r.Allocs, _ = line.Value(allocsPerOp)
	r.Bytes, _ = line.Value(bytesPerEntry)
	r.Hits, _ = line.Value(hitsPerOp)
	return nil
}

// parseName splits a name such as Hit/keys=uint64/n=16/impl=builtin. A contender's name may have slashes too.
func parseName(name string) (measure.Result, error) {
	path, contender, _ := strings.Cut(name, "/impl=")
	row, size, ok := strings.Cut(path, "/n=")
	n, err := strconv.Atoi(size)
	if !ok || err != nil {
		return measure.Result{}, fmt.Errorf("%q is not the name of a row", name)
	}
	return measure.Result{Row: row, N: n, Contender: contender}, nil
}
