package grade

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// explainGraded returns the compiler's messages in words that help the author of the files. Messages about those files
// come first, with the names that the author knows. Messages about the kit's files appear only if there are no others.
func explainGraded(q question.Question, err gotest.BuildError, files map[string][]byte, shown string) gotest.BuildError {
	var names []string
	for name := range files {
		names = append(names, regexp.QuoteMeta(name))
	}
	theirs := `(?:` + q.Name + `/|\./)(` + strings.Join(names, "|") + `):`
	place, first := regexp.MustCompile(`(?m)(^|\s)`+theirs), regexp.MustCompile(`(?m)^\s*`+theirs)
	dir := strings.ReplaceAll(filepath.ToSlash(shown), "$", "$$")
	var own, others, kits []string
	for _, message := range messages(err.Lines) {
		switch {
		case strings.HasPrefix(message, q.Name+"/") && !first.MatchString(message), message == "too many errors": // it may name a place of theirs too
			kits = append(kits, place.ReplaceAllString(message, "${1}"+dir+"/${2}:"))
		case place.MatchString(message):
			own = append(own, turn(q, explainModule(q, place.ReplaceAllString(message, "${1}"+dir+"/${2}:"))))
		case strings.Contains(message, "invalid input file name"):
			others = append(others, message+": rename the file")
		default:
			others = append(others, message)
		}
	}
	kits = slices.DeleteFunc(kits, func(message string) bool { return strings.HasPrefix(message, q.Name+"/"+submission.AttestFile) })
	if slices.ContainsFunc(others, noMemory.MatchString) {
		others = []string{"the compiler ran out of memory (it gets about 4 GB): " +
			"look for generic functions that need more and more types, and for very large arrays and constants"}
	} else if i := slices.IndexFunc(others, func(message string) bool { return strings.HasPrefix(message, "goroutine ") }); i >= 0 {
		others = append([]string{"the compiler itself crashed:"}, others[:i]...)
	}
	switch differences := differences(q, files, shown); {
	case len(own) > 0:
		kits = nil
	case err.Vet:
	case len(others) == 0 && len(differences) > 0:
		kits = append(differences, workspace.WantAPI(q))
	case workspace.InTestsOnly(gotest.BuildError{Lines: kits}):
		kits = append([]string{workspace.WantAPI(q)}, kits...)
	}
	return gotest.BuildError{Vet: err.Vet, Lines: strings.Split(strings.Join(slices.Concat(own, others, kits), "\n"), "\n")}
}

// messages joins the lines of each message. All lines of a message except the first are indented.
func messages(lines []string) []string {
	var joined []string
	for _, line := range lines {
		if last := len(joined) - 1; last >= 0 && strings.HasPrefix(line, "\t") {
			joined[last] += "\n" + line
		} else {
			joined = append(joined, line)
		}
	}
	return joined
}

// noMemory matches the messages of the compiler and of go when they run out of memory.
var noMemory = regexp.MustCompile(`(?m)^[^"]*(out of memory|cannot allocate memory)`)

// explainModule replaces go's advice about a missing package, which is meant for authors of modules.
func explainModule(q question.Question, message string) string {
	return noModule.ReplaceAllStringFunc(message, func(found string) string {
		part := noModule.FindStringSubmatch(found)
		imported := part[1] + part[2]
		if module, err := q.Module(); err == nil && strings.HasPrefix(imported, module+"/"+q.Name+"/") {
			return fmt.Sprintf("it imports %s, but folders in %s do not count: move the files into %[2]s itself", imported, q.Name)
		}
		return fmt.Sprintf("it imports %s, which this repository does not have: remove the import", imported)
	})
}

// noModule matches go's message about a package that is in no module that it knows.
var noModule = regexp.MustCompile(`(?:no required module provides|missing go\.sum entry for module providing) package (\S+?)(?: \(imported by \S+\))?; to add(?: it)?:\n\t.*` +
	`|cannot find module providing package (\S+): import lookup disabled by -mod=readonly(?:\n\t.*)*`)

// turn returns a message about two places with the submission's place first.
func turn(q question.Question, message string) string {
	part := twice.FindStringSubmatch(message)
	if part == nil || !strings.HasPrefix(message, q.Name+"/") {
		return message
	}
	return fmt.Sprintf("%s: %s redeclared in this block\n\t%s: other declaration of %[2]s", part[3], part[2], part[1])
}

// twice matches the compiler's message about two declarations of one name.
var twice = regexp.MustCompile(`^(.*): (.*) redeclared in this block\n\t(.*): other declaration of .*`)
