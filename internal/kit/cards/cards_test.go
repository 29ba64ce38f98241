package cards

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// How many cards a question has, and how many words an answer.
const (
	fewest, most = 25, 40
	longest      = 40
)

// TestCards checks the cards of each question. A README that still has marks such as TODO is not finished, and may have
// fewer.
func TestCards(t *testing.T) {
	for _, q := range question.All("../../..") {
		t.Run(q.Name, func(t *testing.T) {
			cards, err := Of(q)
			if err != nil {
				t.Fatal(err)
			}
			text, err := question.ReadText(q.Path("README.md"))
			if err != nil {
				t.Fatal(err)
			}
			if n := len(cards); (n < fewest || n > most) && !strings.Contains(text, "TODO") {
				t.Errorf("there are %d cards: want %d to %d. Add marks to README.md, or leave some out", n, fewest, most)
			}
			if written, read := strings.Count(text, "<!-- card")+strings.Count(text, "<!-- no card"), len(markForm.FindAllString(text, -1)); written != read {
				t.Errorf("README.md has %d marks for cards, and %d of them have a form that is read", written, read)
			}
			ids, fronts := make(map[string]bool), make(map[string]bool)
			for _, c := range cards {
				for _, problem := range problemsOf(c) {
					t.Errorf("%s: %s\n  %s\n  %s", c.ID, problem, c.Front, c.Back)
				}
				if ids[c.ID] || fronts[c.Front] {
					t.Errorf("%s: two cards have this name, or the question %q", c.ID, c.Front)
				}
				ids[c.ID], fronts[c.Front] = true, true
			}
		})
	}
}

var elsewhere = regexp.MustCompile(`\b(below|above)[,.)]`)

// problemsOf says what is wrong with a card.
func problemsOf(c Card) []string {
	var problems []string
	for _, test := range []struct {
		wrong   bool
		problem string
	}{
		{words(c.Back) == 0, "there is no answer: do the numbers of the sentences exist?"},
		{words(c.Back) > longest, "the answer is too long: let a mark choose sentences"},
		{!strings.ContainsAny(c.Front, "?"), "the front asks nothing"},
		{saysAll(c.Front, c.Back), "the question has all words of the answer"},
		{strings.Contains(c.Front+c.Back, "]("), "there is a link, which leads nowhere from a card"},
		{strings.Contains(c.Front+c.Back, "<!--"), "there is a comment"},
		{elsewhere.MatchString(c.Back), "the answer points to another place of the README"},
		{strings.HasPrefix(c.Back, "**") && strings.HasSuffix(c.Back, "**."), "the answer is only a heading"},
		{strings.HasSuffix(c.Back, ":."), "the answer ends with a colon"},
	} {
		if test.wrong {
			problems = append(problems, test.problem)
		}
	}
	return problems
}

// saysAll reports whether a text has all the words of another.
func saysAll(text, other string) bool {
	has := make(map[string]bool)
	for word := range strings.SplitSeq(slug(text), "-") {
		has[word] = true
	}
	for word := range strings.SplitSeq(slug(other), "-") {
		if !has[word] {
			return false
		}
	}
	return true
}

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name        string
		front, back string
		want        int
	}{
		{"a good card", "Why?", "Because.", 0},
		{"no answer", "Why?", "", 1},
		{"a long answer", "Why?", strings.Repeat("word ", longest+1), 1},
		{"no question", "Why.", "Because.", 1},
		{"a question that answers itself", "Why is the map full?", "The map is full.", 1},
		{"a link", "Why?", "See [this](that.md).", 1},
		{"a heading", "Why?", "**The design**.", 1},
		{"another place", "Why?", "Shown below.", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := problemsOf(Card{Front: test.front, Back: test.back}); len(got) != test.want {
				t.Errorf("got %q, want %d problems", got, test.want)
			}
		})
	}
}

const sample = `# Design a stack

## The question

> Design a stack.

## Ask first

<details><summary>How deep?</summary>

As deep as memory. See [errors.go](errors.go).
</details>

<!-- no card -->
<details><summary>How fast?</summary>

Fast.
</details>

<!-- card 2: What panics? -->
<details><summary>Are inputs valid?</summary>

Yes. Only a nil
function panics.
</details>

## Spoilers below

### The design

<!-- review: kind -->
<!-- card 1-2: Where is the top? -->
<!-- card 3: What is zeroed? -->
**One slice.** The top is its end. So nothing moves. A popped place is zeroed.

Not a card.

| event | then |
|---|---|
| push | <!-- card: What does a push do? --> append |

### Complexity

n elements.

| operation | time | remarks |
|---|---|---|
| ` + "`Push` <!-- card -->" + ` | O(1) | amortized |
| ` + "`Pop`" + ` | O(1) | <!-- card: Why is Pop fast? --> nothing moves |

### Other designs

| design | how it works | good at | costs | seen in |
|---|---|---|---|---|
| [list.go](list.go) | a list | <!-- card --> growth | memory | |
| Linked list | <!-- card --> nodes | growth | <!-- no card --> memory | C |

### Patterns at work

- **Iterator**: ` + "`All`" + `.
- **State**, without types.
<!-- no card -->
- **Facade**: no.

### What would change for …

**… two stacks?** One array.

More: 

- **"Undo"?** A stack
  of stacks.
`

func TestFromReadme(t *testing.T) {
	type card struct{ ID, Front, Back string }
	var got []card
	for _, c := range fromReadme(readme.Parse(sample)) {
		got = append(got, card{c.ID, c.Front, c.Back})
		if want := c.Topic != "Ask first"; c.Spoiler != want {
			t.Errorf("%s: Spoiler = %t", c.ID, c.Spoiler)
		}
	}
	want := []card{
		{"ask/how-deep", "How deep?", "As deep as memory. See errors.go."},
		{"text/what-panics", "What panics?", "Only a nil function panics."},
		{"text/where-is-the-top", "Where is the top?", "The top is its end. So nothing moves."},
		{"text/what-is-zeroed", "What is zeroed?", "A popped place is zeroed."},
		{"text/what-does-a-push-do", "What does a push do?", "Append."},
		{"complexity/push", "How long does this take in the reference: `Push`? (n elements.)", "O(1). Amortized."},
		{"text/why-is-pop-fast", "Why is Pop fast?", "Nothing moves."},
		{"good-at/list-go", "What is the design **List** good at? How it works: A list.", "Growth."},
		{"costs/list-go", "What does the design **List** cost? How it works: A list.", "Memory."},
		{"design/linked-list", "Which design is this? Nodes.", "Linked list."},
		{"pattern/iterator", "What does the pattern **Iterator** look like in the reference?", "`All`."},
		{"pattern/state", "What does the pattern **State** look like in the reference?", "**State**, without types."},
		{"change/two-stacks", "What would change for … **two stacks**?", "One array."},
		{"change/undo", `What would change for … **"Undo"**?`, "A stack of stacks."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("wrong cards:", diff)
	}
}

func TestFromBank(t *testing.T) {
	got := fromBank([]judge.Candidate{
		{Name: "wrong/forgets", Step: 2, Why: "Put forgets its ID.", Rules: []string{"Keep it for"}, Card: true},
		{Name: "wrong/other", Step: 2, Why: "Is wrong.", Rules: []string{"be right"}},
	}, judge.Rules{"Keep it for good, says ctx.Err()", "be right"}, map[string]bool{"Put": true, "Keep": true, "ID": true})
	want := []Card{{ID: "mistake/forgets", Topic: "Mistakes", Step: 2,
		Front: "A solution of step 2 does this: *`Put` forgets its ID.* Which rule does it break?", Back: "`Keep` it for good, says `ctx.Err()`."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("wrong cards:", diff)
	}
}

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"One.", []string{"One."}},
		{"One, e.g. this. Two? `Three` is three. (Four.) 5 is a digit.", []string{"One, e.g. this.", "Two?", "`Three` is three.", "(Four.) 5 is a digit."}},
		{"It is `a.B`. **Bold.** *Next* one.", []string{"It is `a.B`.", "**Bold.**", "*Next* one."}},
	} {
		if diff := cmp.Diff(test.want, sentences(test.text)); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}
