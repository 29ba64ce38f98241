package interview

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

// TestReport writes the debrief of an interview in which much happened, and some of it looks like HTML.
func TestReport(t *testing.T) {
	q := kittest.NewTalk(t, kittest.CountsToOne)
	v := newInterview(t, q)
	v.Spent = map[Phase]time.Duration{Opening: 30 * time.Second, Ask: time.Minute, Code: 3 * time.Minute}
	v.Typed, v.Asked = []string{"<script>alert(1)</script> _How_ far?"}, []bool{false, true}
	v.Steps = []Step{{Number: 1, Title: "One", Spent: 2 * time.Minute, Hints: 1, Passed: true}, {Number: 2, Title: "Two", Spent: time.Minute, Skipped: true}}
	v.Step, v.Scores = 2, []int{1, 2, 3, 4, 1, 2}
	v.Pauses = []Pause{{At: time.Minute, Note: "<b>", Began: kittest.Noon, Ended: kittest.Noon.Add(5 * time.Minute)}}
	v.Findings = &Findings{
		Changes: []review.Change{{First: 1, Last: 1, Title: "One", Mine: review.Figures{Added: 2}, Other: []review.Figures{{Design: "reference", Added: 1}, {Design: "other_one", Added: 3}}}},
		Facts:   []review.Told{{Verdict: "better", Findings: []review.ToldFinding{{Title: "Less."}}}, {Verdict: "worth a look", Findings: []review.ToldFinding{{Title: "Map[K, V] is long.", Places: []string{"stack/stub.go:5  Count"}}}, Figures: "Largest figure: your code 9.", Why: "It matters."}},
	}
	talk, err := newTalk(q, 0)
	if err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, v.path(noteFile), noteHead(talk)+"```\n<i>one</i> type\n```\n")
	v.Kept = "save"
	kittest.WriteFile(t, workspace.SaveDir(q, "save")+"/stub.go", "package stack // <u>code</u>\n")
	if err := v.writeReport(talk); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string][]string{
		markdownFile: {
			"# Interview: stack, 28 November 2026\n", "1 of 2 steps in 4 min, asked 1 of 2. 1 hint, 1 step skipped.",
			"| Ask first | 1:00 | " + strings.Repeat("█", 20) + " |", "| Step 1, One | 2:00 | " + strings.Repeat("█", 40) + " |",
			"Asked 1 of 2 clarifying questions.", "\n\nAsked:\n\n- How far?\n\nNot asked:\n\n", `1. \<script\>alert(1)\</script\> \_How\_ far?`,
			"<details><summary>From which number on?</summary>\n\nFrom zero on.\n\n</details>", "````\n```\n<i>one</i> type\n```\n````",
			"| 1 One | passed | 2:00 | 1 |", "| 2 Two | skipped | 1:00 | 0 |",
			"- **Step 1, One.** Yours: added 2 functions. Reference: added 1 function. Design other_one: added 3 functions.", "\n\n**Better than in the reference**\n\n- Less. ", "\n\n**Worth a look**\n\n- Map", `- Map\[K, V\] is long: ` + "`stack/stub.go:5 Count`. Largest figure: your code 9. It matters.",
			"<details><summary>What would change for … a limit?</summary>\n\nAn error.", "| Taking change | 3 | " + criteria[2].levels[2] + " |",
			"- at 1:00, for 5 min: \\<b\\>", "It is kept in `.oodkit/saves/stack/save`.", "```go\npackage stack // <u>code</u>\n```",
		},
		pageFile: {
			"<title>Interview: stack, 28 November 2026</title>", "&lt;script&gt;alert(1)&lt;/script&gt; _How_ far?", "&lt;i&gt;one&lt;/i&gt; type", "for 5 min: &lt;b&gt;",
			"&lt;u&gt;code&lt;/u&gt;", "<td>Taking change</td>", "<details><summary>From which number on?</summary>\n<p>From zero on.</p>\n</details>",
		},
	} {
		text, err := os.ReadFile(v.path(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(string(text), part) {
				t.Errorf("want %q in %s:\n%s", part, file, text)
			}
		}
		for _, loads := range []string{"<script", "<link", "src=", "url(", "@import"} {
			if strings.Contains(strings.ReplaceAll(string(text), `\<script`, ""), loads) {
				t.Errorf("%s has %q, so it may load or run something", file, loads)
			}
		}
	}
}

// TestQuestionsOfReport compares what the debrief says about the questions.
func TestQuestionsOfReport(t *testing.T) {
	q := kittest.NewTalk(t, kittest.CountsToOne)
	talk, err := newTalk(q, 0)
	if err != nil {
		t.Fatal(err)
	}
	const from = "<details><summary>From which number on?</summary>\n\nFrom zero on.\n\n</details>"
	far := strings.TrimSpace(folded(talk.page.Clarifying[1]))
	for _, test := range []struct {
		typed []string
		asked []bool
		want  string
	}{
		{nil, []bool{true, true}, "Asked 2 of 2 clarifying questions.\n\nAsked:\n\n- From which number on?\n- How far?"},
		{nil, []bool{false, true}, "Asked 1 of 2 clarifying questions.\n\nAsked:\n\n- How far?\n\nNot asked:\n\n" + from},
		{[]string{"Why?"}, []bool{false}, "Asked 0 of 2 clarifying questions. Not compared: 1.\n\nAs typed:\n\n1. Why?\n\nNot asked:\n\n" + from + "\n\nNot compared:\n\n" + far},
		{nil, nil, "The 2 clarifying questions were not compared.\n\nNot compared:\n\n" + from + "\n\n" + far},
	} {
		v := newInterview(t, q)
		v.Typed, v.Asked = test.typed, test.asked
		if diff := cmp.Diff(test.want, v.questions(talk)); diff != "" {
			t.Error("the questions (-want +got):", diff)
		}
	}
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain?": "plain?", "a*b": `a\*b`, "`x`": "\\`x\\`", "[a](b)": `\[a\](b)`, "a|b": `a\|b`, "&lt;": `\&lt;`, `\`: `\\`,
	} {
		if got := escape(text); got != want {
			t.Errorf("escape(%q) = %q, want %q", text, got, want)
		}
	}
}
