package parity

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	inlineLink    = regexp.MustCompile(`\]\(([^)\s]+)`)
	referenceLink = regexp.MustCompile(`^\[[^\]]+\]:\s*(\S+)`)
	inlineCode    = regexp.MustCompile("`[^`]*`")
)

// readmeLinks checks the links in the Markdown files of a question.
func readmeLinks(q question) ([]string, error) {
	files, err := filepath.Glob(q.path("*.md"))
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		more, err := brokenLinks(q.root, path.Join(q.name, filepath.Base(file)))
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	return problems, nil
}

// brokenLinks finds the links to files that do not exist in the Markdown file called name
// below root.
func brokenLinks(root, name string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	var problems []string
	for i, line := range withoutCode(string(text)) {
		for _, link := range links(line) {
			if broken(root, path.Dir(name), link) {
				problems = append(problems, fmt.Sprintf("%s:%d: the link to %s leads to no file of the project", name, i+1, link))
			}
		}
	}
	return problems, nil
}

// links returns where the links in a line of Markdown lead.
func links(line string) []string {
	line = inlineCode.ReplaceAllString(line, "")
	matches := append(inlineLink.FindAllStringSubmatch(line, -1), referenceLink.FindAllStringSubmatch(line, -1)...)
	var links []string
	for _, match := range matches {
		links = append(links, match[1])
	}
	return links
}

// broken reports whether link, in a file in dir below root, is one to a file that does not
// exist. As on GitHub, a leading slash stands for the root.
func broken(root, dir, link string) bool {
	target, err := url.Parse(link)
	if err != nil {
		return true
	}
	if target.IsAbs() {
		return false
	}
	file := path.Join(dir, target.Path)
	if strings.HasPrefix(target.Path, "/") {
		file = path.Clean(target.Path[1:])
	}
	return !filepath.IsLocal(file) || !exists(filepath.Join(root, file))
}

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
