package gotest

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// place matches a line of a Go file: perhaps a path, and the file's name.
var place = regexp.MustCompile(`([^\s:()"]*/)?([\w.-]+\.go):[0-9]+`)

// Clickable returns line with its places relative to the repository's directory, as editors and terminals need
// them to open the file.
func Clickable(q question.Question, line string) string {
	return place.ReplaceAllStringFunc(shorten(q.Root, line), func(found string) string {
		file, _, _ := strings.Cut(found, ":")
		if _, err := os.Stat(q.Path(file)); err == nil {
			return q.Name + "/" + found
		}
		return found
	})
}

// shorten removes the repository's directory from the paths in line.
func shorten(root, line string) string {
	return strings.ReplaceAll(line, filepath.ToSlash(root)+"/", "")
}

// maxFrames is how many frames of a crash are worth reading.
const maxFrames = 5

// dumpFrame matches a frame of a crash report, which is two lines. The first is one of
//
//	example.com/hashmap.(*Map[...]).Put(0x0?, ...)
//	created by example.com/hashmap.(*Map[...]).grow in goroutine 7
//
// and the second one names the place, behind a tab.
var dumpFrame = regexp.MustCompile(`(?m)^(?:created by )?(\S+?)(?:\([^()]*\)| in goroutine [0-9]+)\n\t(.+\.go):([0-9]+)`)

// CrashLines returns the part of a crash report that is worth reading: the cause, and where in the learner's code
// it happened.
func CrashLines(q question.Question, l *Log) []string {
	cause, _, _ := strings.Cut(l.Crash, "\n")
	lines := []string{Clickable(q, cause)}
	for _, frame := range learnerFrames(q, l.Crash) {
		lines = append(lines, "    "+frame)
	}
	if len(lines) == 1 && strings.HasSuffix(cause, "stack overflow") {
		lines = append(lines, "None of your functions is among the frames that Go shows. Look for a method that a library calls, such as Error or",
			"Unwrap: does it print or return its own value?")
	}
	if strings.Contains(cause, "from outside bubble") {
		lines = append(lines, "This row runs in a bubble of package testing/synctest. A channel, timer or lock of the bubble was used outside of",
			"it, or in another bubble. For example, a goroutine that all solutions of the process share used it, or a cleanup",
			"of package runtime, or it was kept in a sync.Pool for a later solution.")
	}
	return lines
}

// learnerFrames returns the frames of a crash report that are in the learner's own files, innermost first. It
// takes the first goroutine that has such frames.
func learnerFrames(q question.Question, report string) []string {
	var frames []string
	for goroutine := range strings.SplitSeq(report, "\n\n") {
		seen := make(map[string]bool) // a recursion has one frame over and over
		for _, match := range dumpFrame.FindAllStringSubmatch(goroutine, -1) {
			place := shorten(q.Root, match[2]) + ":" + match[3]
			if isLearners(q, match[2]) && !seen[place] && len(frames) < maxFrames {
				seen[place] = true
				frames = append(frames, fmt.Sprintf("in %s  %s", shortFunction(match[1]), place))
			}
		}
		if len(frames) > 0 {
			break
		}
	}
	return frames
}

// inInit reports whether a crash report has a frame of an init function of the question's package, or of the initial
// values of its variables, or a goroutine that one of them started.
func inInit(q question.Question, report string) bool {
	return regexp.MustCompile(`(?m)^(created by )?\S*/` + regexp.QuoteMeta(q.Name) + `\.init(\.[0-9]+)?(\(| in goroutine )`).MatchString(report)
}

// inOwnGoroutine reports whether the goroutine that crashed was started by the learner's code, and not by a test. The
// report does not say in which row that was.
func inOwnGoroutine(report string) bool {
	_, crashed, ok := strings.Cut(report, "\n\ngoroutine ")
	crashed, _, _ = strings.Cut(crashed, "\n\n")
	return ok && strings.Contains(crashed, "\ncreated by ") && !strings.Contains(crashed, "\ncreated by iter.Pull") && !strings.Contains(crashed, "_test.go:")
}

// isLearners reports whether file, as a crash report names it, is a file of the question and not a test.
func isLearners(q question.Question, file string) bool {
	return path.Dir(file) == path.Clean(filepath.ToSlash(q.Dir())) && !strings.HasSuffix(file, "_test.go")
}

// shortFunction turns "example.com/hashmap.(*Map[...]).Put" into "Map.Put".
func shortFunction(function string) string {
	_, name, _ := strings.Cut(path.Base(function), ".")
	return strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(name)
}
