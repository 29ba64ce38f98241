package parity

import "testing"

const learnersHead = `import (
	"fmt"
	"iter"
	"sync"
)

const start, debug = 8, false

var shared node

type node struct {
	Key  string
	next *node
}

func (n *node) String() string { return fmt.Sprint(n.Key) }
`

const learnersFields = `mu     sync.Mutex
	last   node
	counts map[K]int // by key`

const learnersFile = `//go:build stub

package counter

type table[K comparable] []struct {
	key   K
	print func()
}

func (t table[K]) Find(key K) int { panic("not implemented") }
`

var rightTests = []struct {
	name  string
	edits []edit
}{
	{"as shipped", nil},
	{"fields, helpers and imports", []edit{
		{"stub.go", `import "iter"`, learnersHead},
		{"stub.go", "// Your fields go here.", learnersFields},
		{"stub.go", newPanic, "// A comment.\n\treturn &Counter[K]{counts: make(map[K]int, start)}"},
	}},
	{"another receiver, and lines broken elsewhere", []edit{
		{"stub.go", "(c *Counter[K]) Add(key K)", "(\n\tself *Counter[K],\n) Add(\n\tkey K,\n)"},
		{"stub.go", " struct {\n\t// Your fields go here.\n}", " struct{}"},
	}},
	{"type that cannot be compared, in a file of its own", []edit{
		{"stub.go", "// Your fields go here.", "table table[K]"},
		{"table.go", "", learnersFile},
	}},
	{"body that does not compile", []edit{
		{"stub.go", newPanic, "x := 1\n\treturn undefined"},
	}},
}

// TestRightQuestions checks that the tests find nothing in right questions: in a question as shipped, and in a learner's
// unfinished solution that differs from the reference.
func TestRightQuestions(t *testing.T) {
	for _, tt := range rightTests {
		t.Run(tt.name, func(t *testing.T) {
			q := counter(t, tt.edits...)
			for _, c := range checks {
				t.Run(c.name, func(t *testing.T) { c.run.requireProblem(t, q, "") })
			}
		})
	}
	check(asShipped).requireProblem(t, counter(t), "")
}
