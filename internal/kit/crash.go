package main

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// maxFrames is how many frames of a crash are worth reading.
const maxFrames = 5

// dumpFrame matches a frame of a crash report, which is two lines. The first is one of
//
//	example.com/hashmap.(*Map[...]).Put(0x0?, ...)
//	created by example.com/hashmap.(*Map[...]).grow in goroutine 7
//
// and the second one names the place, behind a tab.
var dumpFrame = regexp.MustCompile(`(?m)^(?:created by )?(\S+?)(?:\([^()]*\)| in goroutine [0-9]+)\n\t(.+\.go):([0-9]+)`)

// crashLines returns what is worth reading of a crash report: its cause, and where in the learner's
// code it happened.
func (q question) crashLines(j *journal) []string {
	cause, _, _ := strings.Cut(j.crash, "\n")
	lines := []string{q.clickable(cause)}
	for _, frame := range q.learnerFrames(j.crash) {
		lines = append(lines, "    "+frame)
	}
	return lines
}

// learnerFrames returns the frames of a crash report that are in the learner's own files, innermost
// first. Of its goroutines the first one counts that has any.
func (q question) learnerFrames(report string) []string {
	var frames []string
	for goroutine := range strings.SplitSeq(report, "\n\n") {
		seen := make(map[string]bool) // a recursion has one frame over and over
		for _, match := range dumpFrame.FindAllStringSubmatch(goroutine, -1) {
			place := q.shorten(match[2]) + ":" + match[3]
			if q.isLearners(match[2]) && !seen[place] && len(frames) < maxFrames {
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

// isLearners reports whether file, as a crash report names it, is in the question and no test.
func (q question) isLearners(file string) bool {
	return path.Dir(file) == path.Clean(q.slashDir()) && !strings.HasSuffix(file, "_test.go")
}

// shortFunction turns "example.com/hashmap.(*Map[...]).Put" into "Map.Put".
func shortFunction(function string) string {
	_, name, _ := strings.Cut(path.Base(function), ".")
	return strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(name)
}
