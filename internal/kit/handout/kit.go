package handout

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// listFiles is the template with which go list prints the files of a package: those for all systems, and no tests.
const listFiles = `{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}{{range .IgnoredGoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}` +
	`{{range .EmbedFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}`

// scaffoldFiles is the folder of what the command new writes, which refuses in a handout.
const scaffoldFiles = "internal/kit/scaffold/testdata/"

// addPackages adds the packages that the kit and the questions' tests need.
func (c collection) addPackages(ctx context.Context, root string) error {
	kit, err := gotest.RunGo(ctx, filepath.Join(root, "internal", "kit"), "list", "-deps", "-f", listFiles, ".")
	if err != nil {
		return err
	}
	exercise, err := gotest.RunGo(ctx, root, "list", "-deps", "-f", listFiles, "./internal/exercise")
	if err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(root) // go list may print either
	if err != nil {
		return err
	}
	c[scaffoldFiles+"none.txt"] = []byte("The files of a new question are in the full kit only.\n") // go:embed needs a file
	for line := range strings.Lines(kit + exercise) {
		file := filepath.FromSlash(strings.TrimSpace(line))
		for _, base := range []string{root, real} {
			if name, err := filepath.Rel(base, file); err == nil && filepath.IsLocal(name) && !strings.HasSuffix(name, "_test.go") {
				if strings.HasPrefix(filepath.ToSlash(name), scaffoldFiles) {
					break
				}
				if err := c.copy(root, filepath.ToSlash(name)); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

var (
	target  = regexp.MustCompile(`(?m)^([a-z-]+):`)
	setting = regexp.MustCompile(`(?m)^(staticcheck|race|override BENCH) :?=`)
	phony   = regexp.MustCompile(`(?m)^\.PHONY:.*$`)
)

// kept are the targets of the Makefile that a handout has. The commands in refused say there that they need the full kit.
var (
	kept    = append([]string{"board", "help", "kit"}, question.HandoutCommands...)
	refused = []string{"compare", "review", "examples", "spot", "extend", "interview", "cards", "plan", "bench", "grade", "handout", "new"}
)

// addMakefile adds the Makefile without the targets that need what a handout does not have.
func (c collection) addMakefile(root string) error {
	text, err := question.ReadText(filepath.Join(root, "Makefile"))
	if err != nil {
		return fmt.Errorf("the Makefile is missing: %w", err)
	}
	var paragraphs, targets []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		match := target.FindStringSubmatch(paragraph)
		switch {
		case setting.MatchString(paragraph):
			continue
		case match == nil:
		case slices.Contains(kept, match[1]):
			targets = append(targets, match[1])
		default:
			continue
		}
		paragraphs = append(paragraphs, paragraph)
	}
	paragraphs = append(paragraphs, fmt.Sprintf("# These need the full kit. The command says so.\n%s: kit\n\t@$(kit) $@", strings.Join(refused, " ")))
	all := phony.ReplaceAllLiteralString(strings.Join(paragraphs, "\n\n"), ".PHONY: "+strings.Join(slices.Concat(targets, refused), " "))
	c["Makefile"] = []byte(all + "\n")
	return nil
}
