package submission

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/question"
)

// wrong returns why a submission cannot compile, for mistakes where Go's messages would mislead: they would complain
// about other files, or about all of them.
func wrong(q question.Question, s Submission) []string {
	var lines []string
	names := s.FileNames()
	if why := severalSolutions(q, s); why != "" {
		lines = append(lines, why)
	}
	alone := !slices.ContainsFunc(names, func(name string) bool {
		return packageOf(s.Files[name]) == q.Name && !question.IsUnwritten(s.Files[name])
	})
	for i, name := range names {
		if why := cmp.Or(wrongName(q, name, names[:i]), wrongText(q, s.Files[name], alone)); why != "" {
			lines = append(lines, s.place(name)+":"+why)
		}
	}
	return lines
}

// place returns the name of a file of the submission for messages.
func (s Submission) place(name string) string {
	return filepath.ToSlash(filepath.Join(s.Shown, shownName(name)))
}

// wrongName returns a message if another file's name differs from this one only in case. Some file systems do not
// distinguish such names.
func wrongName(q question.Question, name string, before []string) string {
	same := func(other string) bool { return strings.EqualFold(name, other) }
	if i := slices.IndexFunc(before, same); i >= 0 {
		return fmt.Sprintf(" its name differs only in upper and lower case from %s: rename one", before[i])
	}
	entries, _ := os.ReadDir(q.Dir()) // there, as the question was found
	for _, entry := range entries {
		if same(entry.Name()) && isKits(q, entry.Name()) {
			return fmt.Sprintf(" its name differs only in upper and lower case from %s, a file of the kit: rename yours", entry.Name())
		}
	}
	return ""
}

// wrongText returns what is wrong with a file's encoding, or with the text above its first declaration. The message
// begins with the place. Alone says that no other file in the question's package is written.
func wrongText(q question.Question, text []byte, alone bool) string {
	if isUTF16(text) {
		return " it is UTF-16, but Go reads UTF-8: save it as UTF-8"
	}
	if why := notCode(text); why != "" {
		return why
	}
	if old := bytes.Count(text, []byte("\r")) - bytes.Count(text, []byte("\r\n")); old > bytes.Count(text, []byte("\n")) {
		return " its lines end with CR alone, as on old Macs, and Go takes the file for one line: save it with LF or CR LF"
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
			return fmt.Sprintf("%d:%d: it is not UTF-8: save it as UTF-8", 1+bytes.Count(text[:at], []byte("\n")), 1+len(line))
		}
		at += size
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if failed, ok := errors.AsType[scanner.ErrorList](err); ok && len(failed) > 0 {
		return fmt.Sprintf("%d:%d: %s", failed[0].Pos.Line, failed[0].Pos.Column, failed[0].Msg)
	}
	_, mistakes := parse(text)
	if failed, ok := errors.AsType[scanner.ErrorList](mistakes); ok && isForeign(text, failed[0]) {
		return fmt.Sprintf("%d:%d: %s: type it again, or copy the code as plain text", failed[0].Pos.Line, failed[0].Pos.Column, failed[0].Msg)
	}
	if err == nil && file.Name.Name != q.Name {
		if slices.Contains(question.Names(q.Root), file.Name.Name) {
			return fmt.Sprintf(" it is in package %s: it looks like a solution of the question %[1]s, not of %s", file.Name.Name, q.Name)
		}
		if file.Name.Name == "main" && !alone && hasMain(text) {
			return " it is in package main, but a solution needs no program: leave the file out"
		}
		return fmt.Sprintf(" it is in package %s: write package %s", file.Name.Name, q.Name)
	}
	return ""
}

// notCode says what a file is that is no program at all, or that git has left unfinished. The message begins with the place.
func notCode(text []byte) string {
	if len(bytes.TrimSpace(text)) == 0 {
		return " it is empty: hand in your code, or leave the file out"
	}
	for _, f := range otherFormats {
		if begin := text[:min(len(text), len(f.begin))]; strings.EqualFold(string(begin), f.begin) {
			return " " + f.why
		}
	}
	if numbered.Match(text) {
		return "1:1: its lines begin with their numbers, as they were shown: hand in the code without them"
	}
	at := conflict.FindIndex(text)
	if at == nil {
		return ""
	}
	if _, err := parse(text); err != nil {
		return fmt.Sprintf("%d:1: here begins a conflict that git could not merge: keep one of the two versions", 1+bytes.Count(text[:at[0]], []byte("\n")))
	}
	return ""
}

// isForeign reports whether a mistake is a character that a keyboard for code does not have, such as a no-break space from
// a document. About others, the compiler says more.
func isForeign(text []byte, mistake *scanner.Error) bool {
	at := mistake.Pos.Offset
	return strings.HasPrefix(mistake.Msg, "illegal character ") && at < len(text) && text[at] >= utf8.RuneSelf
}

// parse parses a whole file. Of one with mistakes in its form it also returns what it could read, which may be nil.
func parse(text []byte) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
}

// otherFormats are how files begin that editors, browsers and git write in place of code.
var otherFormats = []struct{ begin, why string }{
	{`{\rtf`, "it is RTF, a format of word processors: save it as plain text"},
	{"PK\x03\x04", "it is a ZIP archive or a document of a word processor: hand in plain text"},
	{"\x1f\x8b", "it is a gzip archive: unpack it, and hand in the Go file"},
	{"7z\xbc\xaf\x27\x1c", "it is a 7z archive: unpack it, and hand in the Go file"},
	{"Rar!", "it is a RAR archive: unpack it, and hand in the Go file"},
	{"%PDF-", "it is a PDF: hand in plain text"},
	{"```", "it begins with a code block of Markdown: remove the lines of backquotes around the code"},
	{"diff --git ", "it is a diff of git: hand in the Go file itself"},
	{"<!DOCTYPE html", "it is a web page: hand in the file that the page shows"},
	{"<html", "it is a web page: hand in the file that the page shows"},
	{"version https://git-lfs.github.com/", "it is only a pointer of Git LFS: hand in the file itself"},
}

// numbered matches the first two lines of code that was copied with the numbers of its lines.
var numbered = regexp.MustCompile(`\A\s*0*1\b[^\n]*\n\s*0*2\b`)

// conflict matches the line where git begins a conflict.
var conflict = regexp.MustCompile(`(?m)^<<<<<<< `)

// hasMain reports whether a file of package main is a program.
func hasMain(text []byte) bool {
	file, err := parse(text)
	return err == nil && slices.ContainsFunc(file.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Recv == nil && f.Name.Name == "main"
	})
}

// isUTF16 reports whether a text begins like UTF-16: with a byte order mark, or with a letter of two bytes.
func isUTF16(text []byte) bool {
	return len(text) > 1 && (text[0] >= 0xfe && text[1] >= 0xfe || (text[0] == 0) != (text[1] == 0))
}
