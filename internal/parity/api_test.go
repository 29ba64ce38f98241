package parity

import "testing"

// apiTests show what each of sameDocs and sameTypes finds, and what it leaves to the other. An empty string means no
// problem.
var apiTests = []struct {
	name        string
	edits       []edit
	docs, types string
}{
	{
		name:  "missing method",
		edits: []edit{{"reference_add.go", ") Add(", ") add("}},
		docs:  "only the stub exports Counter.Add (counter/stub.go:36)",
		types: "from the stub to the reference: (*Counter[K]).Add: removed",
	},
	{
		name:  "additional method",
		edits: []edit{{"more.go", "", "//go:build !stub\n\npackage counter\n\nfunc (Counter[K]) Len() int { return 0 }\n"}},
		docs:  "only the reference exports Counter.Len (counter/more.go:5)",
		types: "Counter[K].Len: added",
	},
	{
		name:  "missing constructor",
		edits: []edit{{"stub.go", "func New", "func makeCounter"}},
		docs:  "only the reference exports New",
		types: "New: added",
	},
	{
		name:  "missing function",
		edits: []edit{{"reference.go", "func Drain", "func drain"}},
		docs:  "only the stub exports Drain",
		types: "Drain: removed",
	},
	{
		name:  "type of a parameter",
		edits: []edit{{"reference.go", "limits Limits)", "limits *Limits)"}},
		docs:  "New is not the same in the two variants",
		types: "New: changed from func(Limits) *Counter[K] to func(*Limits) *Counter[K]",
	},
	{
		name:  "name of a parameter",
		edits: []edit{{"reference.go", "limits Limits)", "l Limits)"}},
		docs:  "New is not the same in the two variants",
	},
	{
		name:  "name of a result",
		edits: []edit{{"reference_add.go", "(count int)", "(n int)"}},
		docs:  "Edit counter/stub.go:36 to agree with counter/reference_add.go:6",
	},
	{
		name:  "sentence in a comment",
		edits: []edit{{"stub.go", "their counts.", "their counts. They come in no order."}},
		docs:  "Counter.All is not the same in the two variants",
	},
	{
		name:  "comment of a constant",
		edits: []edit{{"reference.go", "that stands for no", "without a"}},
		docs:  "Unlimited is not the same in the two variants",
	},
	{
		name:  "comment of a constant in a group",
		edits: []edit{{"reference.go", " // the count stays", ""}},
		docs:  "Stop, Wrap is not the same in the two variants",
	},
	{
		name:  "comment of a method of an interface",
		edits: []edit{{"reference.go", "each count once", "each count"}},
		docs:  "Sink is not the same in the two variants",
	},
	{
		name:  "value of a constant",
		edits: []edit{{"reference.go", "Unlimited = -1", "Unlimited = -2"}},
		docs:  "Unlimited is not the same in the two variants",
		types: "Unlimited: value changed from -1 to -2",
	},
	{
		name: "value behind a constant",
		edits: []edit{
			{"reference.go", "Unlimited = -1", "Unlimited = none\nconst none = -1"},
			{"stub.go", "Unlimited = -1", "Unlimited = none\nconst none = -2"},
		},
		types: "Unlimited: value changed from -2 to -1",
	},
	{
		name:  "swapped type arguments",
		edits: []edit{{"stub.go", "iter.Seq2[K, int]", "iter.Seq2[int, K]"}},
		docs:  "Counter.All is not the same in the two variants",
	},
	{
		name:  "constraint",
		edits: []edit{{"reference.go", "New[K comparable]", "New[K interface{ comparable; ~int }]"}},
		docs:  "New is not the same in the two variants",
	},
	{
		name:  "exported field",
		edits: []edit{{"reference.go", "limits Limits\n", "Limits Limits\n"}},
		docs:  "Counter is not the same in the two variants",
		types: "Counter.Limits: added",
	},
	{
		name: "promoted methods",
		edits: []edit{{"reference.go", "limits Limits\n", "lock\nlimits Limits\n"},
			{"lock.go", "", "//go:build !stub\n\npackage counter\n\nimport \"sync\"\n\ntype lock = sync.Mutex\n"}},
		types: "sync.(*Mutex).Lock: added",
	},
	{
		name: "interface sealed in one variant",
		edits: []edit{
			{"stub.go", "// New returns", "type Sealed interface { Seal(); seal() }\n\n// New returns"},
			{"reference.go", "// New returns", "type Sealed interface { Seal() }\n\n// New returns"},
		},
		types: "from the reference to the stub: Sealed.seal: added unexported method",
	},
}

func TestAPI(t *testing.T) {
	for _, tt := range apiTests {
		t.Run(tt.name, func(t *testing.T) {
			q := counter(t, tt.edits...)
			check(sameDocs).requireProblem(t, q, tt.docs)
			check(sameTypes).requireProblem(t, q, tt.types)
		})
	}
}
