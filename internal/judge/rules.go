package judge

import (
	"go/scanner"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// Rules are the texts of a question's tests, among them all rules that they state.
type Rules []string

// LoadRules reads the texts of the question's tests.
func LoadRules(q question.Question) (Rules, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	var rules Rules
	for _, f := range files {
		if !f.IsTest() || f.IsLearners() {
			continue
		}
		src, err := os.ReadFile(q.Path(f.Name))
		if err != nil {
			return nil, err
		}
		rules = append(rules, literals(src)...)
	}
	return rules, nil
}

// Of returns the rule that a wrong solution breaks, as the tests state it. In the bank it may be cut off. If it is only
// a part of a message, Of returns "".
func (r Rules) Of(c Candidate) string {
	for _, rule := range c.Rules {
		rule, _, _ = strings.Cut(rule, " (step ")
		if strings.Count(rule, " ") < 2 {
			continue
		}
		i := slices.IndexFunc(r, func(text string) bool {
			return strings.HasPrefix(text, rule) && !strings.ContainsAny(text, "%\n")
		})
		if i >= 0 {
			return r[i]
		}
	}
	return ""
}

// literals returns the strings of a Go file.
func literals(src []byte) []string {
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", -1, len(src)), src, nil, 0)
	var all []string
	for {
		switch _, kind, text := s.Scan(); kind {
		case token.EOF:
			return all
		case token.STRING:
			if text, err := strconv.Unquote(text); err == nil {
				all = append(all, text)
			}
		}
	}
}
