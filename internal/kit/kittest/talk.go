package kittest

import (
	"testing"

	"github.com/oodkit/oodkit/internal/question"
)

// TalkReadme is a README of the question of [NewCounter] with all that an interviewer says.
const TalkReadme = `# Design a counter

## The question

> Design something that counts. I will ask for more.

You write [stub.go](stub.go).

## Ask first

<details><summary>From which number on?</summary>

From [zero](stub.go) on.
</details>

<details><summary>How far?</summary>

As far as an int goes.
</details>

## Design first

- **Nouns.** What is a count?

## Steps

### Step 1: One

*base · 5 minutes*

` + "`Count` counts to one." + `

An interview usually ends here.

### Step 2: Two

*follow-up · 5 minutes*

` + "`Count` counts to two." + `

## Spoilers below

### What would change for …

**… negative numbers?** Nothing.

**… two counters?** A type.

**… a limit?** An error.

**… fractions?** Another type.
`

// NewTalk returns the question of [NewCounter] with that README and one hint for its first step.
func NewTalk(t *testing.T, code string) question.Question {
	t.Helper()
	q := NewCounter(t, code)
	WriteFile(t, q.Path("README.md"), TalkReadme)
	WriteFile(t, q.Path("hints.md"), "# Hints\n\n### Step 1: One\n\n<details><summary>Hint 1</summary>\n\nIt is **one**.\n</details>\n")
	return q
}
