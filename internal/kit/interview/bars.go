package interview

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// A bar is a part of the time.
type bar struct {
	name  string
	spent time.Duration
	most  time.Duration // of all bars
}

// bars returns the time of each phase, and of each step that was begun.
func (s *State) bars() []bar {
	var all []bar
	for _, p := range phases {
		if p != Code {
			all = append(all, bar{name: strings.ToUpper(titles[p][:1]) + titles[p][1:], spent: s.Spent[p].Truncate(time.Second)})
		}
	}
	for i, step := range s.Steps {
		if i <= s.Step && (step.Spent > 0 || step.Passed || step.Skipped) {
			all = append(all, bar{name: fmt.Sprintf("Step %d, %s", step.Number, step.Title), spent: step.Spent.Truncate(time.Second)})
		}
	}
	var most time.Duration
	for _, b := range all {
		most = max(most, b.spent)
	}
	for i := range all {
		all[i].most = most
	}
	return all
}

func (b bar) time() string { return minutes(b.spent) }

// blocks returns the bar in signs, of which the longest bar has width.
func (b bar) blocks(width int) string {
	if b.most == 0 {
		return ""
	}
	return strings.Repeat("█", int(b.spent*time.Duration(width)/b.most))
}

func (v *interview) timeTable() string {
	var b strings.Builder
	b.WriteString("| part | minutes | |\n|---|--:|---|\n")
	for _, bar := range v.bars() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", bar.name, bar.time(), bar.blocks(40))
	}
	return b.String()
}

// barLines returns a line for each bar.
func barLines(bars []bar, width int) []string {
	names, times := 0, 0
	for _, b := range bars {
		names, times = max(names, len([]rune(b.name))), max(times, len(b.time()))
	}
	names = min(names, width/2)
	var lines []string
	for _, b := range bars {
		name := report.PadTo(ansi.Truncate(b.name, names, "…"), names)
		line := fmt.Sprintf("  %s  %*s  %s", name, times, b.time(), b.blocks(max(1, width-names-times-6)))
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
