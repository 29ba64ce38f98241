package main

import (
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

const goodList = `# Reviewed.

mutant: reference.go Map.Put ` + "`<` -> `<=`" + `
line:   for i < n {
reason: One round more
  does no harm.

mutant: reference.go most ` + "`1` -> `2`" + `
line:   const most = 1
reason: None: two.
`

func TestParseList(t *testing.T) {
	list, err := parseList(goodList)
	if err != nil {
		t.Fatal(err)
	}
	want := entry{head: "reference.go Map.Put `<` -> `<=`", source: "for i < n {", reason: "One round more does no harm.", line: 3}
	if len(list) != 2 || list[0] != want || list[1].reason != "None: two." {
		t.Errorf("got %+v", list)
	}
	if got := list[0].place(); got != "reference.go:Map.Put" {
		t.Errorf("place is %q", got)
	}
}

func TestParseListRefuses(t *testing.T) {
	tests := []struct{ name, list, want string }{
		{"no reason", "mutant: a b c\nline: x\n", "1: the entry has no line or no reason"},
		{"an empty reason", "mutant: a b c\nline: x\nreason:\n", "no line or no reason"},
		{"no line", "mutant: a b c\nreason: y\n", `2: "reason: y": want mutant, line and reason`},
		{"no mutant", "line: x\n", `1: "line: x": want mutant, line and reason`},
		{"something else", "mutant: a b c\nwhy: x\n", `2: "why: x"`},
		{"the same twice", "mutant: a b c\nline: x\nreason: y\nmutant: a b c\nline: x\nreason: z\n", "4: the list has this entry twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := parseList(tt.list); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestReport(t *testing.T) {
	try := func(line int, source string, f status, step int) trial {
		return trial{mutant{id: id{"reference.go", "Map.Put", source, "`<` -> `<=`", 1}, line: line}, f, step}
	}
	reviewed := entry{head: "reference.go Map.Put `<` -> `<=`", source: "reviewed", reason: "why", line: 3}
	moved := entry{head: "reference.go Map.Get `<` -> `<=`", source: "reviewed", reason: "why", line: 7}
	tests := []struct {
		name   string
		trials []trial
		list   []entry
		ok     bool
		want   []string
	}{
		{"all is well", []trial{try(1, "reviewed", survived, 0), try(2, "dead", killed, 3), try(3, "x", notCompiled, 0)}, []entry{reviewed}, true,
			[]string{"3 mutants: 1 killed (1 by step 3), 1 survived, 0 timed out, 0 crashed, 1 did not compile",
				"survived, reviewed:\n  reference.go:1: `<` -> `<=` | reviewed\n"}},
		{"a survivor that is not listed", []trial{try(7, "alive", survived, 0)}, nil, false,
			[]string{"survived, not on the list:\n  reference.go:7: `<` -> `<=` | alive\n",
				"\nmutant: reference.go Map.Put `<` -> `<=`\nline:   alive\nreason:\n"}},
		{"a listed mutant that is killed", []trial{try(1, "reviewed", killed, 2)}, []entry{reviewed}, false,
			[]string{"  line 3: reference.go Map.Put `<` -> `<=` | reviewed: killed by step 2\n"}},
		{"a listed mutant that times out", []trial{try(1, "reviewed", timedOut, 2)}, []entry{reviewed}, false,
			[]string{"reviewed: timed out in step 2\n"}},
		{"a listed mutant that is gone", nil, []entry{moved}, false, []string{"line 7: ", "no mutant matches it"}},
		{"crashes and timeouts are no kills", []trial{try(1, "a", timedOut, 1), try(2, "b", crashed, 2)}, nil, true,
			[]string{"0 killed (), 0 survived, 1 timed out, 1 crashed", "timed out, which may or may not be a kill:\n  reference.go:1",
				"crashed the process, which may or may not be a kill:\n  reference.go:2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			if ok := report(&out, tt.trials, tt.list); ok != tt.ok {
				t.Errorf("ok is %t, want %t", ok, tt.ok)
			}
			for _, want := range tt.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("the report lacks %q:\n%s", want, out.String())
				}
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	steps := []question.Step{{Number: 1, Test: "TestStep1_A"}, {Number: 2, Test: "TestStep2_B"}}
	const (
		first  = "^=== RUN   TestStep1_A\n"
		second = "^=== RUN   TestStep2_B\n"
		passes = first + "^--- PASS: TestStep1_A (0.00s)\n"
		pass   = "^PASS\n"
		fail   = "^FAIL\n"
	)
	verdictOf := func(output string, exit int) (trial, error) {
		var r gotest.Recorder
		r.Write([]byte(strings.ReplaceAll(output, "^", "\x16")))
		r.Flush()
		r.Log.Exit.Code = exit
		return verdict(mutant{}, &r.Log, steps)
	}
	for _, row := range []struct {
		name, output string
		exit         int
		want         status
		step         int
	}{
		{"all pass", passes + second + "^--- PASS: TestStep2_B (0.00s)\n" + pass, 0, survived, 0},
		{"the first fails", first + "^--- FAIL: TestStep1_A (0.00s)\n" + fail, 1, killed, 1},
		{"the second fails", passes + second + "^--- FAIL: TestStep2_B (0.00s)\n" + fail, 1, killed, 2},
		{"a crash", passes + second + "fatal error: stack overflow\n", 2, crashed, 2},
		{"a timeout", first + "panic: test timed out after 2m0s\n", 2, timedOut, 1},
		{"a crash before the first step", "panic: init\n", 2, crashed, 1},
		{"a bad end", passes + second + "^--- PASS: TestStep2_B (0.00s)\n" + fail, 1, crashed, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := verdictOf(row.output, row.exit)
			if err != nil || got.status != row.want || got.step != row.step {
				t.Errorf("got %v, %v, want %v", got, err, trial{status: row.want, step: row.step})
			}
		})
	}
	for _, output := range []string{passes + pass, passes + second + "^--- SKIP: TestStep2_B (0.00s)\n" + pass} {
		if got, err := verdictOf(output, 0); err == nil {
			t.Errorf("%q: got %v, want an error", output, got)
		}
	}
}
