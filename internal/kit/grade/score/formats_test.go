package score

import (
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// A report with every kind of content.
var someReport = Report{
	Question: "stack", Limit: "1m0s", Box: "ran in a box: namespaces", Steps: kittest.Stack[:2],
	Submissions: []Submission{
		{Name: "ann", Directory: "/home/ann", Files: []string{"stub.go"}, Points: 20, Maximum: 20, Passed: 2, Steps: []Step{
			{Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop", Status: StatusPassed, Points: 10, Maximum: 10, Seconds: 0.25},
			{Number: 2, Test: "TestStep2_Len", Title: "Len", Status: StatusPassed, Points: 10, Maximum: 10, Seconds: 1},
		}},
		{Name: "bob", Directory: "/home/bob", Files: []string{"stub.go"}, Ignored: []string{"a_test.go: a test: only the kit's tests count"}, Uses: []string{"os (stub.go)"}, Maximum: 20, Steps: []Step{
			{
				Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop", Status: StatusFailed, Maximum: 10, Seconds: 0.5,
				Row: "Pop of an empty stack says so", Message: []string{"s.Pop() // got <nil> & true"}, Printed: []string{"hello"},
			},
			{Number: 2, Test: "TestStep2_Len", Title: "Len", Status: StatusUnwritten, Maximum: 10, Message: []string{"not implemented yet: Len"}},
		}},
	},
}

func TestGradeFormats(t *testing.T) {
	alone := someReport
	alone.Submissions = someReport.Submissions[1:]
	for _, test := range []struct {
		format string
		report Report
		want   string
	}{
		{"text", someReport, `stack: 2 submissions

  submission  points   1  2 
  ann          20/20   ✓  ✓  
  bob           0/20   ✗  ·  step 1 failed in the row "Pop of an empty stack says so"; uses os (stub.go)

✓ passed, · not implemented, ✗ anything else. For all messages: FORMAT=json, or grade one submission.
The submissions ran in a box: namespaces.
`},
		{"text", alone, `stack: bob (/home/bob)

  ✗ 1  Push and Pop  0/10    0.50s  failed
  · 2  Len           0/10    0.00s  not implemented

0 of 20 points; 0 of 2 steps pass.
Left out: a_test.go: a test: only the kit's tests count
It ran in a box: namespaces.
It uses os (stub.go), with which code can cheat: read that code before you trust the points.

Step 1, Push and Pop, in the row "Pop of an empty stack says so"
    s.Pop() // got <nil> & true
It printed:
    hello

Step 2, Len
    not implemented yet: Len
`},
		{"junit", someReport, `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="stack/ann" tests="2" failures="0" time="1.250">
    <properties>
      <property name="box" value="ran in a box: namespaces"></property>
    </properties>
    <testcase classname="stack/ann" name="step 1: Push and Pop" time="0.250"></testcase>
    <testcase classname="stack/ann" name="step 2: Len" time="1.000"></testcase>
  </testsuite>
  <testsuite name="stack/bob" tests="2" failures="2" time="0.500">
    <properties>
      <property name="box" value="ran in a box: namespaces"></property>
      <property name="uses" value="os (stub.go)"></property>
    </properties>
    <testcase classname="stack/bob" name="step 1: Push and Pop" time="0.500">
      <failure message="failed in the row &#34;Pop of an empty stack says so&#34;" type="failed">s.Pop() // got &lt;nil&gt; &amp; true</failure>
    </testcase>
    <testcase classname="stack/bob" name="step 2: Len" time="0.000">
      <failure message="not implemented" type="not implemented">not implemented yet: Len</failure>
    </testcase>
  </testsuite>
</testsuites>
`},
		{"json", alone, `{
  "question": "stack",
  "limit": "1m0s",
  "box": "ran in a box: namespaces",
  "submissions": [
    {
      "name": "bob",
      "directory": "/home/bob",
      "files": [
        "stub.go"
      ],
      "ignored": [
        "a_test.go: a test: only the kit's tests count"
      ],
      "uses": [
        "os (stub.go)"
      ],
      "points": 0,
      "maximum": 20,
      "passed": 0,
      "steps": [
        {
          "number": 1,
          "test": "TestStep1_PushPop",
          "title": "Push and Pop",
          "status": "failed",
          "points": 0,
          "maximum": 10,
          "seconds": 0.5,
          "row": "Pop of an empty stack says so",
          "message": [
            "s.Pop() // got <nil> & true"
          ],
          "printed": [
            "hello"
          ]
        },
        {
          "number": 2,
          "test": "TestStep2_Len",
          "title": "Len",
          "status": "not implemented",
          "points": 0,
          "maximum": 10,
          "seconds": 0,
          "message": [
            "not implemented yet: Len"
          ]
        }
      ]
    }
  ]
}
`},
	} {
		format, err := FindFormat(test.format)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := format.write(&b, test.report); err != nil || b.String() != test.want {
			t.Errorf("%s: got %v and\n%s\nwant\n%s", test.format, err, b.String(), test.want)
		}
	}
}
