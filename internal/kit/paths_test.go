package main

import (
	"slices"
	"strings"
	"testing"
)

func TestClickable(t *testing.T) {
	q := newTree(t, nil)
	root := strings.TrimSuffix(strings.ReplaceAll(q.root, `\`, "/"), "/")
	for line, want := range map[string]string{
		"stub.go:57: oh no":                    "stack/stub.go:57: oh no",
		"in Stack.Len  stub.go:22  running":    "in Stack.Len  stack/stub.go:22  running",
		"steps_test.go:7: (stub.go:8)":         "stack/steps_test.go:7: (stack/stub.go:8)",
		"stack/stub.go:57":                     "stack/stub.go:57",
		"/usr/lib/go/src/fmt/stub.go:57":       "/usr/lib/go/src/fmt/stub.go:57",
		root + "/stack/stub.go:57 +0x1d":       "stack/stub.go:57 +0x1d",
		root + "/internal/exercise/steps.go:9": "internal/exercise/steps.go:9",
		"other.go:57":                          "other.go:57",
		"stub.go is not a place":               "stub.go is not a place",
	} {
		if got := q.clickable(line); got != want {
			t.Errorf("clickable(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestDedent(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"nothing", "", ""},
		{"blank lines only", "\n  \n", ""},
		{"the common margin goes", "    a\n      b\n    c", "a\n  b\nc"},
		{"a blank line has no margin", "    a\n\n    b", "a\n\nb"},
		{"blank lines at both ends go", "\n\n  a\n", "a"},
		{"no margin", "a\n  b", "a\n  b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.want != "" {
				want = strings.Split(test.want, "\n")
			}
			if got := dedent(strings.Split(test.lines, "\n")); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
