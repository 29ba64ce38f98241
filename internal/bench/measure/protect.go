package measure

import (
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// A Broken is the panic that stopped the code in question.
type Broken struct{ text string }

func (b Broken) Error() string { return b.text }

// Protect calls f. If f panics, Protect returns the text of the panic as an error of one line. If the panic happened in
// a package of a question, the line names the place.
func Protect(f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = describe(p)
		}
	}()
	f()
	return nil
}

// describe returns the text of the panic p. Call it below the deferred function that recovered p, while the frames are
// still on the stack.
func describe(p any) error {
	if b, ok := p.(Broken); ok {
		return b // from another goroutine, which has described it
	}
	what, place := fmt.Sprint(p), learnersFrame()
	if name, ok := strings.CutPrefix(what, "not implemented: "); ok {
		return Broken{fmt.Sprintf("%snot implemented yet: %s", place.where, place.pkg+name)}
	}
	first, _, _ := strings.Cut(what, "\n")
	return Broken{place.where + "panic: " + first}
}

// module begins the paths of all packages of the questions.
const module = "github.com/oodkit/oodkit/"

type frame struct{ where, pkg string } // "hashmap/stub.go:50: " and "hashmap."

// learnersFrame returns the innermost frame in a package of the questions.
func learnersFrame() frame {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		f, more := frames.Next()
		if name, ok := strings.CutPrefix(f.Function, module); ok && !strings.HasPrefix(name, "internal/") {
			pkg, _, _ := strings.Cut(name, ".")
			return frame{fmt.Sprintf("%s:%d: ", path.Join(pkg, filepath.Base(f.File)), f.Line), pkg + "."}
		}
		if !more {
			return frame{}
		}
	}
}
