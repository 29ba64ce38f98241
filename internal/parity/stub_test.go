package parity

import (
	"testing"
)

const (
	newPanic = `panic("not implemented: New")`
	addPanic = `panic("not implemented: Counter.Add")`
)

var stubTests = []struct {
	name                string
	edit                edit
	unfinished, shipped string
}{
	{
		name:       "name of another method",
		edit:       edit{"stub.go", addPanic, `panic("not implemented: Counter.All")`},
		unfinished: `counter/stub.go:36: the body is panic("not implemented: Counter.All"): want ` + addPanic,
		shipped:    "counter/stub.go:36: the whole body of Counter.Add must be " + addPanic,
	},
	{
		name:       "method without its type",
		edit:       edit{"stub.go", addPanic, `panic("not implemented: Add")`},
		unfinished: "want " + addPanic,
		shipped:    "must be " + addPanic,
	},
	{
		name:       "function without a name",
		edit:       edit{"stub.go", newPanic, `panic("not implemented")`},
		unfinished: "want " + newPanic,
		shipped:    "must be " + newPanic,
	},
	{
		name:    "implemented",
		edit:    edit{"stub.go", newPanic, "return new(Counter[K])"},
		shipped: "must be " + newPanic,
	},
	{
		name:    "half implemented",
		edit:    edit{"stub.go", newPanic, "if limits.Most < 0 { return nil }\n" + newPanic},
		shipped: "must be " + newPanic,
	},
	{
		name:    "another panic",
		edit:    edit{"stub.go", newPanic, `panic("no")`},
		shipped: "must be " + newPanic,
	},
	{
		name:    "helper",
		edit:    edit{"stub.go", "// New", "const start = 0\n\n// New"},
		shipped: "counter/stub.go:30: start is not exported",
	},
	{
		name:    "unfinished helper",
		edit:    edit{"stub.go", "// New", "func (c *Counter[K]) grow() { panic(\"not implemented\") }\n\n// New"},
		shipped: "grow is not exported",
	},
	{
		name:    "field",
		edit:    edit{"stub.go", "// Your fields go here.", "counts map[K]int"},
		shipped: "counter/stub.go:26: the struct has fields",
	},
	{
		name:       "file of its own",
		edit:       edit{"more.go", "", "//go:build stub\n\npackage counter\n\nfunc Sum() int { panic(\"not implemented: Total\") }\n"},
		unfinished: `counter/more.go:5: the body is panic("not implemented: Total"): want panic("not implemented: Sum")`,
		shipped:    "counter/more.go has the tag stub",
	},
}

func TestStub(t *testing.T) {
	for _, tt := range stubTests {
		t.Run(tt.name, func(t *testing.T) {
			q := counter(t, tt.edit)
			check(unfinishedBodies).requireProblem(t, q, tt.unfinished)
			check(asShipped).requireProblem(t, q, tt.shipped)
		})
	}
}
