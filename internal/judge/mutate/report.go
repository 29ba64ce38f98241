package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// report writes the results of the mutants and compares them with the reviewed list. It returns whether every survivor
// is on the list, and every entry of the list is a survivor.
func report(w io.Writer, trials []trial, list []entry) bool {
	listed := map[key]entry{}
	for _, e := range list {
		listed[e.key()] = e
	}
	writeCounts(w, trials)
	writeTrials(w, "timed out, which may or may not be a kill:", trials, func(t trial) bool { return t.status == timedOut })
	writeTrials(w, "crashed the process, which may or may not be a kill:", trials, func(t trial) bool { return t.status == crashed })
	writeTrials(w, "survived, reviewed:", trials, func(t trial) bool {
		_, ok := listed[t.key()]
		return t.status == survived && ok
	})
	unlisted := writeTrials(w, "survived, not on the list:", trials, func(t trial) bool {
		_, ok := listed[t.key()]
		return t.status == survived && !ok
	})
	if len(unlisted) > 0 {
		fmt.Fprintf(w, "\nAdd a row to the steps that distinguishes each of these from the reference. If no row can, add the entry to the list with its reason:\n")
	}
	for _, t := range unlisted {
		fmt.Fprintf(w, "\nmutant: %v\nline:   %s\nreason:\n", t.id, t.source)
	}
	return writeStale(w, trials, list) && len(unlisted) == 0
}

func writeCounts(w io.Writer, trials []trial) {
	statuses := map[status]int{}
	steps := map[int]int{}
	for _, t := range trials {
		statuses[t.status]++
		if t.status == killed {
			steps[t.step]++
		}
	}
	var by []string
	for _, n := range slices.Sorted(maps.Keys(steps)) {
		by = append(by, fmt.Sprintf("%d by step %d", steps[n], n))
	}
	fmt.Fprintf(w, "%d mutants: %d killed (%s), %d survived, %d timed out, %d crashed, %d did not compile\n", len(trials),
		statuses[killed], strings.Join(by, ", "), statuses[survived], statuses[timedOut], statuses[crashed], statuses[notCompiled])
}

// writeTrials writes those that match under a heading, and returns them.
func writeTrials(w io.Writer, heading string, trials []trial, match func(trial) bool) []trial {
	var matching []trial
	for _, t := range trials {
		if !match(t) {
			continue
		}
		if len(matching) == 0 {
			fmt.Fprintf(w, "\n%s\n", heading)
		}
		matching = append(matching, t)
		fmt.Fprintf(w, "  %s:%d: %s | %s\n", t.file, t.line, t.change, t.source)
	}
	return matching
}

// writeStale writes the entries of the list that are not survivors. It returns true if every entry is a survivor.
func writeStale(w io.Writer, trials []trial, list []entry) bool {
	found := map[key]trial{}
	for _, t := range trials {
		found[t.key()] = t
	}
	ok := true
	for _, e := range list {
		t, exists := found[e.key()]
		if exists && t.status == survived {
			continue
		}
		if ok {
			fmt.Fprintf(w, "\nstale entries of the list: remove or correct them:\n")
		}
		ok = false
		why := "no mutant matches it"
		if exists {
			why = t.String()
		}
		fmt.Fprintf(w, "  line %d: %s | %s: %s\n", e.line, e.head, e.source, why)
	}
	return ok
}
