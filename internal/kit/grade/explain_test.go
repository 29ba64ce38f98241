package grade

import (
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

func TestExplainTooLarge(t *testing.T) {
	for line, want := range map[string]bool{"link: writing output: file too large": true, "stub.go:1:2: undefined: x": false} {
		got := explainTooLarge(gotest.BuildError{Lines: []string{line}}).Error()
		if strings.Contains(got, "more than 256 MiB, or more than the limit of this shell") != want || !strings.HasPrefix(got, line) {
			t.Errorf("of %q the report says\n%s\nwant the limits in it: %t", line, got, want)
		}
	}
}

func TestExplainGraded(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{
		"../go.mod": "module example.com/kit\n",
		"../internal/kit/stubs/stack.go.txt": `package stack

import "iter"

type Stack[T any] struct{}

func New[T any](n int) *Stack[T] { panic("not implemented: x") }
func (s *Stack[T]) Push(a, b T) (old T, ok bool) { panic("not implemented: x") }
func (s *Stack[T]) All() iter.Seq[T] { panic("not implemented: x") }
func (s *Stack[T]) Clear(f func(at int) any) { panic("not implemented: x") }
`,
	})
	const (
		missing = "stack/steps_test.go:5:3: s.Push undefined"
		same    = "package stack\n\nimport i \"iter\"\n\ntype Stack[E any] struct { fields int }\n\nfunc New[E any](size int) (s *Stack[E]) { return }\nfunc (s *Stack[E]) All() i.Seq[E] { return nil }\n"
		second  = "func (s *Stack[E]) Clear(func(int) interface{}) {}\n"
		push    = "func (s *Stack[E]) Push(a E, b E) (E, bool) { return }\n"
	)
	for _, test := range []struct{ text, said, want string }{
		{same + second + push, missing, workspace.WantAPI(q) + "\n" + missing},
		{same + second, missing, "Stack has no method Push(T, T) (T, bool): the stub declares it\n" + workspace.WantAPI(q)},
		{same + push, missing, "Stack has no method Clear(func(int) any): the stub declares it\n" + workspace.WantAPI(q)},
		{strings.Replace(same, "{ fields int }", "{ inner }", 1) + push, missing, workspace.WantAPI(q) + "\n" + missing},
		{same + second + "func (s *Stack[E]) Push(v E) {}\n", missing, "$x/stub.go:10: it declares Push(T), but the stub declares Push(T, T) (T, bool)\n" + workspace.WantAPI(q)},
		{strings.Replace(same, "func New[E any]", "func New[E any, S ~[]E]", 1) + second + push, "stack/steps_test.go:5:3: in call to stack.New, cannot infer S (declared at stack/stub.go:7:18)",
			"$x/stub.go:7: it declares func New[T any, S ~[]T](int) *Stack[T], but the stub declares func New[T any](int) *Stack[T]\n" + workspace.WantAPI(q)},
		{strings.NewReplacer("Stack[E any]", "Stack[E, F any]", "(s *Stack[E])", "(s *Stack[E, F])").Replace(same + second + push), missing, "$x/stub.go:5: it declares type Stack[T, F any], but the stub declares type Stack[T any]\n" +
			"$x/stub.go:7: it declares func New[T any](int) *Stack[T, F], but the stub declares func New[T any](int) *Stack[T]\n" + workspace.WantAPI(q)},
		{same + second + push, "stack/steps_test.go:5:3: x (declared at stack/stub.go:7:18)", workspace.WantAPI(q) + "\nstack/steps_test.go:5:3: x (declared at $x/stub.go:7:18)"},
		{"package stack\n", missing, "type Stack[T any] is missing: the stub declares it\nfunc New[T any](int) *Stack[T] is missing: the stub declares it\n" + workspace.WantAPI(q)},
		{same, "stack/shared.go:1:2: m redeclared in this block\n\tstack/stub.go:5:6: other declaration of m\nstack/steps_test.go:5:3: x", "$x/stub.go:5:6: m redeclared in this block\n\tstack/shared.go:1:2: other declaration of m"},
		{same, "stack/grade_attest.go:3:8: cannot find package\nstack/stub.go:1:2: y", "$x/stub.go:1:2: y"},
		{same, "stack/stub.go:5:2: no required module provides package example.com/x; to add it:\n\tgo get example.com/x", "$x/stub.go:5:2: it imports example.com/x, which this repository does not have: remove the import"},
		{same, "stack/stub.go:5:2: cannot find module providing package example.com/x: import lookup disabled by -mod=readonly", "$x/stub.go:5:2: it imports example.com/x, which this repository does not have: remove the import"},
		{same, "stack/stub.go:5:2: no required module provides package example.com/kit/stack/list; to add it:\n\tgo get x", "$x/stub.go:5:2: it imports example.com/kit/stack/list, but folders in stack do not count: move the files into stack itself"},
		{same, "runtime: out of memory: cannot allocate 4194304-byte block\nfatal error: out of memory\n\ngoroutine 1 [running]:\nmain.main()\n\tx.go:1", "the compiler ran out of memory (it gets about 4 GB): look for generic functions that need more and more types, and for very large arrays and constants"},
		{same, "panic: broken\n\ngoroutine 1 [running]:\nmain.main()\n\tx.go:1", "the compiler itself crashed:\npanic: broken\n"},
		{same, `stack/stub.go:1:2: cannot use "out of memory"`, `$x/stub.go:1:2: cannot use "out of memory"`},
	} {
		got := explainGraded(q, gotest.BuildError{Lines: strings.Split(test.said, "\n")}, map[string][]byte{"stub.go": []byte(test.text)}, "$x").Error()
		if got != test.want {
			t.Errorf("of %q in\n%s\nthe report says\n%s\nwant\n%s", test.said, test.text, got, test.want)
		}
	}
}
