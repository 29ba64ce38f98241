package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func hintCommand() *cobra.Command {
	return questionCommand("hint <question> [step]", "the next hint for the step that fails", hint)
}

// hint prints the next hint for the first step that fails, or for the one that argument names.
func hint(ctx context.Context, w io.Writer, q question, argument string) error {
	steps, err := q.steps()
	if err != nil {
		return err
	}
	s, ok, err := q.stepForHint(ctx, w, steps, argument)
	if err != nil {
		return err
	}
	if !ok {
		fmt.Fprintf(w, "Every step of %[1]s passes. The end of %[1]s/README.md discusses the design.\n", q.name)
		return nil
	}
	hints, err := q.hints(s)
	if err != nil {
		return err
	}
	level, err := q.countHint(w, s, len(hints))
	if err != nil {
		fmt.Fprintf(w, "Which hints you have seen cannot be remembered: %v\n", err)
	}
	printHint(w, q, s, hints, level)
	return nil
}

// stepForHint returns the step that argument names, or the first that does not pass. If it is not
// known which one that is, the steps are run until one fails.
func (q question) stepForHint(ctx context.Context, w io.Writer, steps []step, argument string) (s step, ok bool, err error) {
	if argument != "" {
		picked, err := pickSteps(steps, argument)
		if err != nil {
			return step{}, false, err
		}
		return picked[0], true, nil
	}
	p, err := q.loadProgress(w)
	if err != nil {
		return step{}, false, err
	}
	edited, err := q.editedSince(p.LastRun)
	if err != nil {
		return step{}, false, err
	}
	if edited {
		return q.findFailing(ctx, w, steps)
	}
	s, ok = p.firstOpen(steps)
	return s, ok, nil
}

// findFailing runs the steps until one fails, which it returns.
func (q question) findFailing(ctx context.Context, w io.Writer, steps []step) (failing step, ok bool, err error) {
	err = q.withCode(ctx, w, func(binary testBinary, begin time.Time) error {
		p := newPrinter(w, q, steps)
		defer p.style.clear(w)
		var results []result
		defer func() { q.remember(w, results, begin) }()
		for _, s := range steps {
			p.running(s)
			r, err := runStep(ctx, binary, s)
			if err != nil {
				return err
			}
			results = append(results, r)
			if r.status != passed {
				failing, ok = s, true
				return nil
			}
		}
		return nil
	})
	return failing, ok, err
}

// countHint notes that one more of n hints for the step is shown, and returns which one: n+1 if all
// have been.
func (q question) countHint(w io.Writer, s step, n int) (level int, err error) {
	level = 1
	err = q.updateProgress(w, func(p *progress) {
		if p.Hints == nil {
			p.Hints = make(map[int]int)
		}
		level = max(1, min(p.Hints[s.number], n)+1)
		p.Hints[s.number] = min(level, n)
	})
	return level, err
}

// printHint prints the hint of that level, or all of them if there is none.
func printHint(w io.Writer, q question, s step, hints []string, level int) {
	fmt.Fprintf(w, "%s, step %d (%s)", q.name, s.number, s.title)
	switch {
	case len(hints) == 0:
		fmt.Fprintf(w, ": there is no hint. What it checks is in %s/README.md.\n", q.name)
	case level > len(hints):
		fmt.Fprint(w, ": there are no more hints. These were all:\n")
		for i, text := range hints {
			fmt.Fprintf(w, "\nHint %d\n\n", i+1)
			printLines(w, strings.Split(text, "\n"))
		}
	default:
		fmt.Fprintf(w, ": hint %d of %d\n\n", level, len(hints))
		printLines(w, strings.Split(hints[level-1], "\n"))
		if level < len(hints) {
			fmt.Fprintf(w, "\nStill stuck? The same command gives the next hint.\n")
		}
	}
}

// hintBlock matches a hint in a question's README.
var hintBlock = regexp.MustCompile(`(?s)<details><summary>Hint [0-9]+</summary>\s*(.*?)\s*</details>`)

// hints returns the hints that the question's README gives for a step.
func (q question) hints(s step) ([]string, error) {
	text, err := os.ReadFile(q.path("README.md"))
	if err != nil {
		return nil, err
	}
	var hints []string
	for _, match := range hintBlock.FindAllStringSubmatch(sectionOf(string(text), s.number), -1) {
		hints = append(hints, strings.ReplaceAll(match[1], "\r\n", "\n"))
	}
	return hints, nil
}

// sectionOf returns what a README says about the step of that number.
func sectionOf(readme string, number int) string {
	_, section, _ := strings.Cut(readme, fmt.Sprintf("\n### Step %d: ", number))
	if end := nextHeading.FindStringIndex(section); end != nil {
		return section[:end[0]]
	}
	return section
}

// nextHeading matches where a section ends.
var nextHeading = regexp.MustCompile(`(?m)^#{1,3} `)
