package parity

import (
	"testing"
)

func TestLinks(t *testing.T) {
	tests := []struct {
		name string
		edit edit
		want string
	}{
		{"missing file", edit{"README.md", "(stub.go ", "(sub.go "}, "counter/README.md:3: the link to sub.go leads to no file"},
		{"missing directory", edit{"README.md", "../counter/", "../count/"}, "the link to ../count/#steps leads to no file"},
		{"missing file of a reference", edit{"README.md", "]: limits.go", "]: limit.go"}, "counter/README.md:7: the link to limit.go"},
		{"link text that is code", edit{"README.md", "[stub.go](stub.go", "[`stub.go`](sub.go"}, "the link to sub.go"},
		{"out of the project", edit{"README.md", "(stub.go ", "(../../ "}, "the link to ../../ leads"},
		{"second file", edit{"NOTES.md", "", "![sketch](sketch.png)\n"}, "counter/NOTES.md:1: the link to sketch.png"},
		{"from the root", edit{"NOTES.md", "", "[stub](/stub.go)\n"}, "the link to /stub.go"},

		{"from the root, right", edit{"NOTES.md", "", "[stub](/counter/stub.go?plain=1#L7)\n"}, ""},
		{"within the file", edit{"NOTES.md", "", "[steps](#steps)\n"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(readmeLinks).requireProblem(t, counter(t, tt.edit), tt.want)
		})
	}
}
