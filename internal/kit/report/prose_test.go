package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProse(t *testing.T) {
	const text = `Some **bold** words, (a [link](stub.go))
New[K](n).

1. First item
   of two
10. Second item

    code stays as it is
` + "```" + `
fenced   code
` + "```" + `
| a table | stays |
- item

In .oodkit/saves-2026-11 it is, thisisonewordoftwentyseven.`
	want := []string{
		"Some bold words, (a",
		"link) New[K](n).",
		"",
		"1. First item of two",
		"10. Second item",
		"",
		"    code stays as i…",
		"```",
		"fenced   code",
		"```",
		"| a table | stays |",
		"- item",
		"",
		"In",
		".oodkit/saves-2026-1",
		"1 it is,",
		"thisisonewordoftwent",
		"yseven.",
	}
	if diff := cmp.Diff(want, Prose(text, 20)); diff != "" {
		t.Error("lines (-want +got):", diff)
	}
}
