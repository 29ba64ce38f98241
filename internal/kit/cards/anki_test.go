package cards

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnkiText(t *testing.T) {
	got := ankiText([]Card{{ID: "stack/ask/how", Of: "stack", Title: "Design a stack", Topic: "Ask first",
		Front: "Is `a < b` \"true\"?", Back: "**No**, *never*: `x*y` & z."}})
	const want = `#separator:tab
#html:true
#notetype:Basic
#guid column:1
#deck column:2
#tags column:3
l7fenrr5i2l23nnl	oodkit::stack	oodkit stack ask-first	Is <code>a &lt; b</code> &#34;true&#34;?<br><small>Design a stack</small>	<b>No</b>, <i>never</i>: <code>x*y</code> &amp; z.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("the text for Anki differs:", diff)
	}
}

// TestAnkiRows checks that each card is one row of five columns, and that no two rows are the same card for Anki.
func TestAnkiRows(t *testing.T) {
	d, err := Choice{Root: "../../..", All: true}.open(os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimPrefix(ankiText(d.cards), ankiHeader), "\n")
	guids := make(map[string]bool)
	for _, row := range rows[:len(rows)-1] {
		columns := strings.Split(row, "\t")
		if len(columns) != 5 || strings.Contains(row, `"`) || guids[columns[0]] {
			t.Errorf("a row with %d columns, a quote, or a guid of another row: %s", len(columns), row)
		}
		guids[columns[0]] = true
	}
	if len(guids) != len(d.cards) {
		t.Errorf("%d rows for %d cards", len(guids), len(d.cards))
	}
}
