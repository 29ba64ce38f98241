package kittest

import (
	"os"
	"strings"
	"testing"
	"time"
)

// Versions of the learner's code in these tests.
const (
	CountsRight = "func Count(n int) int { return n }"                       // passes both steps
	CountsToOne = "func Count(int) int { return 1 }"                         // passes step 1
	CountsNot   = "func Count(int) int { return 0 }"                         // passes no step
	CountsOn    = "func Count(n int) int {\n\tfor {\n\t}\n}"                 // does not end
	IsNoGo      = "func Count(n int) int { return m }"                       // does not compile
	IsRefused   = "func Count(n int) int { _ = n == 0 || n == 0; return n }" // compiles, but fails go vet
)

// StubOf returns the text of a stub.go.
func StubOf(code string) string { return "//go:build stub\n\npackage stack\n\n" + code + "\n" }

// Saves has the ways in which editors save.
var Saves = map[string]func(t *testing.T, file, text string){
	"in place": func(t *testing.T, file, text string) { WriteFile(t, file, text) },
	"by renaming another file": func(t *testing.T, file, text string) {
		WriteFile(t, file+".tmp", text)
		rename(t, file+".tmp", file)
	},
	"after moving the old one away": func(t *testing.T, file, text string) {
		rename(t, file, file+"~")
		WriteFile(t, file, text)
		os.Remove(file + "~")
	},
	"with two renames": func(t *testing.T, file, text string) {
		WriteFile(t, file+"___jb_tmp___", text)
		rename(t, file, file+"___jb_old___")
		rename(t, file+"___jb_tmp___", file)
		os.Remove(file + "___jb_old___")
	},
	"twice, the second time formatted": func(t *testing.T, file, text string) {
		WriteFile(t, file, strings.ReplaceAll(text, "\t", "  "))
		time.Sleep(300 * time.Millisecond)
		WriteFile(t, file+".tmp", text)
		rename(t, file+".tmp", file)
	},
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}
