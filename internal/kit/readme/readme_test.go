package readme

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/question"
)

const sample = `# Design a stack

## The question

> Design a stack.
> Go on.

You write stub.go.

## Ask first

<details><summary>How deep?</summary>

As deep as memory.
</details>

<details><summary>Two
lines?</summary>
Yes.</details>

## Design first

- Draw it.

## Steps

### Step 1: Push

*base · 20 minutes*

Push adds.
<!-- a note -->

    go test -tags stub -run Step1 ./stack

An interview usually ends here.

### Step 2: Pop

*stretch · 5 minutes*

Pop removes.

## Spoilers below

### The design

` + "```mermaid\n### no heading\n```" + `

### What would change for …

<!-- review: kind -->
**… two stacks?** One array.

More text.

**… "Undo"?** A stack of stacks.

Shorter ones:

- **Peek** is easy. It
  reads.
- **A limit**: count.
`

func TestParse(t *testing.T) {
	p := Parse(sample)
	if want := []Answer{
		{"What would change for … two stacks?", "One array.\n\nMore text."},
		{`What would change for … "Undo"?`, "A stack of stacks."},
		{"What would change for … Peek?", "**Peek** is easy. It\nreads."},
		{"What would change for … A limit?", "**A limit**: count."},
	}; !cmp.Equal(want, p.Changes()) {
		t.Error("wrong changes:", cmp.Diff(want, p.Changes()))
	}
	if got, want := p.Section("The design"), "```mermaid\n### no heading\n```"; got != want {
		t.Errorf("Section(The design) = %q, want %q", got, want)
	}
	p.Sections = nil
	want := Page{
		Title:      "Design a stack",
		Opening:    "Design a stack.\nGo on.",
		Clarifying: []Answer{{"How deep?", "As deep as memory."}, {"Two\nlines?", "Yes."}},
		Prompts:    "- Draw it.",
		Steps: []Step{
			{Number: 1, Title: "Push", Level: "base", Minutes: 20, Text: "Push adds.", Ends: true},
			{Number: 2, Title: "Pop", Level: "stretch", Minutes: 5, Text: "Pop removes."},
		},
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Error("the README is read wrong:", diff)
	}
}

// TestRead checks that nothing of the READMEs of the kit is lost.
func TestRead(t *testing.T) {
	for _, q := range question.All("../../..") {
		t.Run(q.Name, func(t *testing.T) {
			p, err := Read(q)
			if err != nil {
				t.Fatal(err)
			}
			steps, err := q.Steps()
			if err != nil {
				t.Fatal(err)
			}
			ends := 0
			for i, s := range p.Steps {
				if i >= len(steps) || s.Title != steps[i].Title || s.Minutes == 0 || s.Text == "" {
					t.Errorf("step %d is read as %+v", i+1, s)
				}
				if s.Ends {
					ends++
				}
			}
			if len(p.Steps) != len(steps) || ends != 1 || len(p.Clarifying) < 8 || len(p.Changes()) < 3 || p.Prompts == "" || p.Section(SpoilerHeading) == "" {
				t.Errorf("read %d steps of %d, %d ends, %d clarifying questions, %d changes", len(p.Steps), len(steps), ends, len(p.Clarifying), len(p.Changes()))
			}
		})
	}
}
