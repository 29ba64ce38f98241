package parity

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	inlineLink    = regexp.MustCompile(`\]\(([^)\s]+)`)
	referenceLink = regexp.MustCompile(`^\[[^\]]+\]:\s*(\S+)`)
	inlineCode    = regexp.MustCompile("`[^`]*`")
)

// readmeLinks checks the links in the Markdown files of a question.
func readmeLinks(q exercise) ([]string, error) {
	files, err := fs.Glob(os.DirFS(q.Dir()), "*.md")
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		more, err := brokenLinks(q.Root, path.Join(q.Name, file))
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
				problems = append(problems, fmt.Sprintf("%s:%d: the link to %s leads to no file of the project: correct the link", name, i+1, link))
			}
		}
	}
	return problems, nil
}

// links returns the targets of the links in a line of Markdown.
func links(line string) []string {
	line = inlineCode.ReplaceAllString(line, "")
	matches := append(inlineLink.FindAllStringSubmatch(line, -1), referenceLink.FindAllStringSubmatch(line, -1)...)
	var links []string
	for _, match := range matches {
		links = append(links, match[1])
	}
	return links
}

// broken reports whether link, in a file in dir below root, leads to a file that does not exist. As on GitHub, a
// leading slash stands for the root.
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
	_, err = os.Stat(filepath.Join(root, file))
	return !filepath.IsLocal(file) || err != nil
}
