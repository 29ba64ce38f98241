package parity

import (
	"testing"
)

const (
	stubLine      = "//go:build stub\n\n"
	referenceLine = "//go:build !stub\n\n"
	clause        = "package counter\n"
)

var fileTests = []struct {
	name string
	edit edit
	want string
}{
	{"unlisted file", edit{"more.go", "", clause}, "more.go has no build line. A file of your own"},
	{"listed file that is gone", edit{file: "limits.go"}, "counter/limits.go is on the list"},
	{"other constraint", edit{"more.go", "", "//go:build stub && linux\n\n" + clause}, `more.go has the build constraint "stub && linux"`},
	{"old-style constraint", edit{"more.go", "", "// +build linux\n\n" + clause}, `more.go has the build constraint "linux"`},
	{"system in the name", edit{"more_linux.go", "", stubLine + clause}, "more_linux.go is left out on some systems"},
	{"stub without its line", edit{"stub.go", stubLine, ""}, "stub.go must start with the line //go:build stub"},
	{"stub with the wrong line", edit{"stub.go", stubLine, referenceLine}, "stub.go must start with the line //go:build stub"},
	{"reference without its line", edit{"reference.go", referenceLine, ""}, "reference.go must start with the line //go:build !stub"},
	{"part of the reference with the wrong line", edit{"reference_add.go", referenceLine, stubLine}, "reference_add.go must start with the line //go:build !stub"},
	{"part of the reference by another name", edit{"more.go", "", referenceLine + clause}, "more.go has the line //go:build !stub"},
	{"example without its line", edit{"example_test.go", referenceLine, ""}, "example_test.go must start with the line //go:build !stub"},
	{"steps for one variant", edit{"steps_test.go", "package", referenceLine + "package"}, "steps_test.go has the line //go:build !stub"},
	{"unexported function in a shared file", edit{"limits.go", "// Limits", "func helper() {}\n\n// Limits"}, "limits.go declares helper"},
	{"unexported method in a shared file", edit{"limits.go", "// Limits", "func (Limits) helper() {}\n\n// Limits"}, "limits.go declares helper"},
	{"unexported variable in a shared file", edit{"limits.go", "// Limits", "var A, b = 1, 2\n\n// Limits"}, "limits.go declares b"},
	{"second package comment", edit{"reference.go", clause, "// The model solution.\n" + clause}, "counter/reference.go: the package comment belongs in doc.go"},
	{"no package comment", edit{"doc.go", "\n" + clause, "\n\n" + clause}, "counter/doc.go: the package comment belongs in doc.go"},

	{"learner's own file", edit{"more.go", "", stubLine + clause + "func helper() {}\n"}, ""},
	{"learner's own test", edit{"my_test.go", "", clause}, ""},
	{"learner's own test of own helpers", edit{"my_test.go", "", stubLine + clause}, ""},
	{"test of the reference's helpers", edit{"reference_test.go", "", referenceLine + clause}, ""},
	{"file set aside", edit{"_old.go", "", clause}, ""},
	{"build line in a comment further down", edit{"limits.go", "import", "//go:build linux\n\nimport"}, ""},
}

func TestGoFiles(t *testing.T) {
	for _, tt := range fileTests {
		t.Run(tt.name, func(t *testing.T) {
			check(goFiles).requireProblem(t, counter(t, tt.edit), tt.want)
		})
	}
}
