package submission

import (
	"fmt"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestFindSubmissions(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"doc.go": kittest.DocFile, "stub.go": "//go:build stub\n\npackage stack\n"})
	for _, name := range []string{"doc.go", "steps_test.go"} {
		kittest.WriteFile(t, filepath.Join(q.Root, "queue", name), "package queue\n")
	}
	dir := t.TempDir()
	for _, name := range []string{
		"one/solution.go",
		"copy/stack/stub.go", "copy/stack/doc.go", "copy/other/stub.go", "copy/main.go", "copy/go.mod", "copy/internal/judge/testdata/stack/wrong.go",
		"many/ann/stub.go", "many/bob/stack/stub.go", "many/bob/stack/list.go", "many/carl/README.md", "many/.git/a.go", "many/notes.txt",
		"none/ann/README.md", "none/bob/README.md", "nobody/.DS_Store",

		// A folder that is called like the question.
		"class/ann/stub.go", "class/bob/stub.go", "class/stack/stub.go", "class/carl.zip", "part/stack/stub.go", "part/queue/stub.go", "part/internal/a.go", "part/notes/README.md",
		"helped/stack/stub.go", "helped/util/util.go",

		// The folders that unpacking an archive makes.
		"zip/ann/oodkit-main/stack/stub.go", "zip/ann/oodkit-main/queue/stub.go", "zip/ann/oodkit-main/internal/judge/testdata/stack/wrong.go",
		"zip/bob/oodkit-main/oodkit-main/stack/stub.go", "zip/carl/carl/stub.go", "zip/dora/dora.zip",
		"mac/ann/stub.go", "mac/ann/._stub.go", "mac/ann/~$stub.go", "mac/ann/.DS_Store", "mac/ann/__MACOSX/._stub.go", "mac/bob/stub.go", "mac/__MACOSX/ann/._stub.go", "mac/.DS_Store",
		"deep/class/ann/stub.go", "deep/class/bob/stub.go", "deep/.DS_Store",
		"alone/ann/oodkit-main/stack/stub.go", "alone/__MACOSX/ann/._stub.go",
		"unpacked/oodkit-main/stack/stub.go",

		"stray/ann/stub.go", "stray/bob/stub.go", "stray/helper.go", "stray/carl.zip",
		"unclear/ann/stub.go", "unclear/bob/stub.go", "unclear/stub.go", "unclear/list.go", "older/old/stub.go",
		"backup/stub.go", "backup/old/stub.go", "backups/ann/stub.go", "backups/ann/old/stub.go", "backups/bob/v1/stub.go", "backups/bob/v2/stub.go",
		"other/ann/queue/stub.go", "other/bob/stack/stub.go",
		"late/_21_late/stub.go", "late/.dot/stub.go", "late/.git/a.go", "late/bob/stub.go", "named/ann/stub.go/stub.go", "named/bob/stub.go",
		"misnamed/ann/Stub.GO", "misnamed/bob/stub.go.txt", "misnamed/carl/stub.go",
		"two/ann/design a stack/stub.go", "two/bob/stub.go",
		"ann.zip",
	} {
		text := kittest.DocFile
		if strings.HasSuffix(name, "stub.go") {
			text += "\ntype Stack int\n"
		}
		kittest.WriteFile(t, filepath.Join(dir, name), text)
	}
	kittest.WriteFile(t, filepath.Join(dir, "two/ann/design a queue/stub.go"), "package queue\n")
	kittest.WriteFile(t, filepath.Join(dir, "older/stub.go"), kittest.UnwrittenStub)
	kittest.WriteFile(t, filepath.Join(dir, "many/ann/old.go"), "//go:build !stub\n\npackage stack\n")
	for path, want := range map[string]string{
		"one":             "one: solution.go",
		"one/solution.go": "solution.go: solution.go",
		"copy":            "copy: stub.go",
		"copy/stack":      "stack: stub.go",
		"class":           "ann: stub.go; bob: stub.go; stack: stub.go",
		"part":            "part: stub.go",
		"helped":          "helped: stub.go",
		"many":            "ann: stub.go; bob: list.go stub.go; carl: ",
		"zip":             "ann: stub.go; bob: stub.go; carl: stub.go; dora: ",
		"mac":             "ann: stub.go; bob: stub.go",
		"mac/ann":         "ann: stub.go",
		"deep":            "ann: stub.go; bob: stub.go",
		"alone":           "ann: stub.go",
		"unpacked":        "unpacked: stub.go",
		"stray":           "ann: stub.go; bob: stub.go",
		"unclear/stub.go": "unclear: list.go stub.go",
		"older/stub.go":   "older: stub.go",
		"backup":          "backup: stub.go",
		"backups":         "ann: stub.go; bob: ",
		"other":           "ann: ; bob: stub.go",
		"late":            "_21_late: stub.go; bob: stub.go",
		"named":           "ann: stub.go; bob: stub.go",
		"two":             "ann: stub.go; bob: stub.go",
	} {
		found, err := Find(q, filepath.Join(dir, path), false)
		var got []string
		for _, s := range found.List {
			got = append(got, s.Name+": "+strings.Join(s.FileNames(), " "))
			if (s.Problem != "") != (len(s.Files) == 0) {
				t.Errorf("%s: problem %q with %d files", s.Name, s.Problem, len(s.Files))
			}
		}
		if strings.Join(got, "; ") != want || err != nil {
			t.Errorf("findSubmissions(%s) = %q, %v, want %q", path, got, err, want)
		}
	}
	for path, want := range map[string]string{
		"none": "There is no submission in", "nobody": "There is no submission in", "nowhere": "There is nothing to grade at", "unclear": "is it one submission or a class?",
		"ann.zip": "is an archive: unpack it",
	} {
		if _, err := Find(q, filepath.Join(dir, path), false); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("findSubmissions(%s): got %v, want an ArgumentError with %q", path, err, want)
		}
	}

	one, err := Find(q, filepath.Join(dir, "unclear"), true)
	if err != nil || len(one.List) != 1 || strings.Join(one.List[0].FileNames(), " ") != "list.go stub.go" || len(one.List[0].Ignored) != 2 {
		t.Errorf("a folder with stub.go and two folders, of which one submission is wanted: got %+v and %v, want its two files, and two lines about the folders", one, err)
	}
	zip, _ := Find(q, filepath.Join(dir, "zip"), false)
	if got, want := zip.List[0].Shown, filepath.FromSlash("ann/oodkit-main/stack"); got != want {
		t.Errorf("messages name the files of ann's archive as in %q, want %q", got, want)
	}
	if got, want := zip.List[3].Problem, "(dora.zip: an archive: unpack it)"; !strings.Contains(got, want) {
		t.Errorf("the problem of an archive is %q, want %q in it", got, want)
	}
	backups, _ := Find(q, filepath.Join(dir, "backups"), false)
	if got, want := backups.List[1].Problem, "more than one solution, in the folders v1, v2: keep one (if they are a class of their own, grade the folder bob by itself)"; got != want {
		t.Errorf("the problem of two solutions is %q, want %q", got, want)
	}
	backup, _ := Find(q, filepath.Join(dir, "backup"), false)
	if got := strings.Join(backup.List[0].Ignored, "; "); got != "old: a folder, but only the files beside it count" {
		t.Errorf("beside one submission %q is left out, want the folder old", got)
	}
	misnamed, _ := Find(q, filepath.Join(dir, "misnamed"), false)
	for i, want := range []string{"(Stub.GO: its name must end in .go: rename it)", "(stub.go.txt: its name must end in .go: rename it)"} {
		if got := misnamed.List[i].Problem; !strings.Contains(got, want) {
			t.Errorf("the problem is %q, want %q in it", got, want)
		}
	}
	late, _ := Find(q, filepath.Join(dir, "late"), false)
	if got, want := strings.Join(late.Ignored, "; "), ".dot: a hidden folder, because its name begins with a dot"; got != want {
		t.Errorf("left out is %q, want %q", got, want)
	}
	stray, _ := Find(q, filepath.Join(dir, "stray"), false)
	if got := strings.Join(stray.Ignored, "; "); !strings.Contains(got, "carl.zip: ") || !strings.Contains(got, "helper.go: beside the folders of the submissions") {
		t.Errorf("beside the folders %q is left out, want carl.zip and helper.go", got)
	}
}

// A file of the learner's with the name of a file of the kit may be the solution.
func TestNameOfAFileOfTheKit(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{
		"stub.go": kittest.UnwrittenStub, "reference.go": "//go:build !stub\n\npackage stack\n", "errors.go": "package stack\n", "mode.go": "package stack\n\n// A mode.\n",
	}), t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "doc.go"), kittest.DocFile)
	kittest.WriteFile(t, filepath.Join(dir, "errors.go"), "package stack\n\nvar ErrMine error\n")
	kittest.WriteFile(t, filepath.Join(dir, "mode.go"), "\ufeffpackage stack\r\n\r\n// A mode.\r\n") // as Windows writes it
	kittest.WriteFile(t, filepath.Join(dir, "reference.go"), kittest.WrittenStub)
	kittest.WriteFile(t, filepath.Join(dir, "stub.go"), kittest.UnwrittenStub)
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 1 {
		t.Fatalf("found %+v, %v, want one submission", found, err)
	}
	for i, want := range []struct {
		line                        string
		cost, unwritten, uncompiled bool // it may cost points: of a solution, of an unwritten stub, of what does not compile
	}{
		{"doc.go: a file of the kit: only the kit's own version counts", false, false, false},
		{"errors.go: it differs from the kit's file of this name, and only the kit's counts: a change belongs in stub.go or in a new file", false, true, true},
		{"mode.go: a file of the kit: only the kit's own version counts", false, false, false},
		{"reference.go: the kit has a file of this name, and only that one counts: rename yours", true, true, true},
	} {
		got := found.List[0].Ignored[i]
		if got != want.line || MayCost(got, true, true) != want.cost || MayCost(got, true, false) != want.unwritten || MayCost(got, false, true) != want.uncompiled {
			t.Errorf("left out is %q, want %+v", got, want)
		}
	}
}

// The directory to grade may be a link, because the teacher made it. Links in it are not followed.
func TestFindFollowsALinkToTheDirectory(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for _, name := range []string{"bob/stub.go", "carl/stack/stub.go", "class/ann/stub.go", "class/bob/stub.go"} {
		kittest.WriteFile(t, filepath.Join(dir, name), kittest.WrittenStub)
	}
	kittest.WriteFile(t, filepath.Join(dir, "inside", "README.md"), "")
	kittest.WriteFile(t, filepath.Join(dir, "file", "README.md"), "")
	for link, target := range map[string]string{
		"one": "bob", "two": "one", "copy": "carl", "all": "class", "ann.go": "bob/stub.go", "inside/x": "../class", "file/stub.go": "../bob/stub.go",
	} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	for path, want := range map[string]string{
		"one": "one: stub.go", "two": "two: stub.go", "copy": "copy: stub.go", "all": "ann: stub.go; bob: stub.go", "ann.go": "ann.go: stub.go", "inside": "x: ", "file": "file: ",
	} {
		found, err := Find(q, filepath.Join(dir, path), false)
		var got []string
		for _, s := range found.List {
			got = append(got, s.Name+": "+strings.Join(s.FileNames(), " "))
		}
		if strings.Join(got, "; ") != want || err != nil {
			t.Errorf("Find(%s) = %q, %v, want %q", path, got, err, want)
		}
	}
}

// What is neither a directory nor a Go file is refused before anything is judged.
func TestFindRefusesOtherFiles(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "notes.pdf"), "x")
	kittest.WriteFile(t, filepath.Join(dir, "stub.go.txt"), kittest.WrittenStub)
	kits := filepath.Join(q.Root, "internal", "kit")
	kittest.WriteFile(t, filepath.Join(kits, "main.go"), "package main\n")
	const other, own = "is neither a directory nor a regular file", " belongs to the kit itself, so it has no submission"
	cases := map[string]string{
		os.DevNull: other, filepath.Join(dir, "notes.pdf"): "is not a Go file",
		kits: kits + own, filepath.Dir(kits): filepath.Dir(kits) + own, filepath.Join(kits, "main.go"): filepath.Join(kits, "main.go") + own,
	}
	if socket, err := net.Listen("unix", filepath.Join(dir, "class.zip")); err == nil { // some systems have none, or want a shorter path
		defer socket.Close()
		cases[socket.Addr().String()] = other
	}
	for path, want := range cases {
		if found, err := Find(q, path, false); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("Find(%s) = %+v, %v, want an ArgumentError with %q", path, found, err, want)
		}
	}
	found, err := Find(q, filepath.Join(dir, "stub.go.txt"), false)
	if want := "stub.go.txt: its name must end in .go: rename it"; err != nil || !strings.Contains(found.List[0].Problem, want) {
		t.Errorf("a file stub.go.txt: got %+v, %v, want a problem with %q", found, err, want)
	}
}

// A submission without a solution gets the same words alone, in a class with a solution, and in a class without one.
func TestSameWordsAloneAndInAClass(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub})
	for file, want := range map[string]string{
		"stub.go.txt":       "(stub.go.txt: its name must end in .go: rename it)",
		"Stub.GO":           "(Stub.GO: its name must end in .go: rename it)",
		".stub.go":          "(.stub.go: its name begins with a dot or _, so Go does not compile it)",
		"_stub.go":          "(_stub.go: its name begins with a dot or _, so Go does not compile it)",
		".stub.go.icloud":   "(.stub.go.icloud: it stands for a file that is still in iCloud: download that file, and hand it in again)",
		"stub.zip":          "(stub.zip: an archive: unpack it)",
		"stub.txt":          "(stub.txt: its name must end in .go: rename it)",
		"stub.go~":          "(stub.go~: its name must end in .go: rename it)",
		"notes":             "(notes: its name must end in .go: rename it)",
		".hidden/x/stub.go": "; it has Go files in .hidden/x, but a folder .hidden is not searched",
		"solution.docx":     "(solution.docx: a document, but code must be plain text, in a file such as stub.go)",
		"stub.go.PDF":       "(stub.go.PDF: a document, but code must be plain text, in a file such as stub.go)",
		"stub_test.go":      "(stub_test.go: a test: only the kit's tests count)",
		"steps_test.go":     "(steps_test.go: a test: only the kit's tests count)", // the name of a test of the kit
	} {
		dir := t.TempDir()
		for _, name := range []string{"alone/ann", "none/ann", "class/ann"} {
			kittest.WriteFile(t, filepath.Join(dir, name, filepath.FromSlash(file)), kittest.WrittenStub)
		}
		kittest.WriteFile(t, filepath.Join(dir, "alone", "ann", "screens", "picture.png"), "")
		kittest.WriteFile(t, filepath.Join(dir, "none", "bob", "README.md"), "")
		kittest.WriteFile(t, filepath.Join(dir, "class", "bob", "stub.go"), kittest.WrittenStub)
		for _, path := range []string{"alone/ann", "alone", "none", "class"} {
			found, err := Find(q, filepath.Join(dir, path), false)
			if err != nil || len(found.List) == 0 || found.List[0].Name != "ann" || !strings.HasSuffix(filepath.ToSlash(found.List[0].Problem), want) {
				t.Errorf("%s, %s: got %+v, %v, want ann with a problem that ends with %q", file, path, found.List, err, want)
			}
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"ann.zip", "bob.zip"} {
		kittest.WriteFile(t, filepath.Join(dir, name), "")
	}
	if _, err := Find(q, dir, false); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "it has archives: unpack them first") {
		t.Errorf("a class of archives: got %v, want an ArgumentError that says so", err)
	}
}

// Files of which none is a Go file are a submission without a solution, unless they may be a class. If only one submission is
// wanted, they are one in any case, and so are two solutions.
func TestFolderWithoutASolution(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub})
	const only = "; there are only other files: "
	for files, want := range map[string]struct{ any, one string }{
		"README.md":                   {only + "README.md", only + "README.md"},
		"stub.py":                     {"(stub.py: not a Go file, and only Go files are compiled)", "(stub.py: not a Go file, and only Go files are compiled)"},
		"f g e d c b a":               {only + "a, b, c, d, e, and 2 more", only + "a, b, c, d, e, and 2 more"},
		"main.c img/a.png":            {"(main.c: not a Go file, and only Go files are compiled)", "(main.c: not a Go file, and only Go files are compiled)"},
		"img/a.png":                   {only + "a.png", only + "a.png"}, // as for an archive, the folder is the submission
		"c/img/a.png":                 {only + "a.png", only + "a.png"},
		"img/a.zip":                   {"(a.zip: an archive: unpack it)", "(a.zip: an archive: unpack it)"},
		"img/a.png b.csv":             {only + "b.csv, img/a.png", only + "b.csv, img/a.png"},
		"img/a.png notes/a.txt b.csv": {"", only + "b.csv, img/a.png, notes/a.txt"}, // perhaps a class
		"a.pdf src/stub.go.txt":       {"; src/stub.go.txt: its name must end in .go: rename it)", "; src/stub.go.txt: its name must end in .go: rename it)"},
		"a.pdf src/x/stub.go.txt": {
			"(a.pdf: a document, but code must be plain text, in a file such as stub.go; src/x/stub.go.txt: its name must end in .go: rename it)",
			"(a.pdf: a document, but code must be plain text, in a file such as stub.go; src/x/stub.go.txt: its name must end in .go: rename it)"},
		"1.zip 2.zip 3.zip 4.zip 5.zip 6.zip x/1.zip": {"", "4.zip: an archive: unpack it; 5.zip: an archive: unpack it; and 2 more)"},
		"img/a.png notes/a.txt":                       {"", only + "img/a.png, notes/a.txt"},
		"img/a.png src/x/stub.go.txt":                 {"", only + "src/x/stub.go.txt (its name must end in .go: rename it), img/a.png"},
		"a.zip b.zip":                                 {"", "(a.zip: an archive: unpack it; b.zip: an archive: unpack it)"},
		"v1/stub.go v2/stub.go":                       {"a class", "more than one solution, in the folders v1, v2: keep one"},
		"v1/stub.go v2/stub.go a.docx":                {"a class", "more than one solution, in the folders v1, v2: keep one"},
		".DS_Store":                                   {"", ""},
		".git/config":                                 {"", ""},
	} {
		dir, name := filepath.Join(t.TempDir(), "ann"), "ann"
		if folder := path.Dir(files); folder != "." && !strings.Contains(files, " ") {
			name = path.Base(folder)
		}
		for file := range strings.FieldsSeq(files) {
			text := "x"
			if strings.Contains(file, ".go") {
				text = kittest.WrittenStub
			}
			kittest.WriteFile(t, filepath.Join(dir, filepath.FromSlash(file)), text)
		}
		check := func(one bool, want string) {
			found, err := Find(q, dir, one)
			switch {
			case want == "":
				if !kittest.IsUsageError(err) {
					t.Errorf("%s, of which one is wanted: %t: got %+v, %v, want an ArgumentError", files, one, found.List, err)
				}
			case want == "a class":
				if err != nil || len(found.List) != 2 {
					t.Errorf("%s: got %+v, %v, want two submissions", files, found.List, err)
				}
			case err != nil || len(found.List) != 1 || found.List[0].Name != name || !strings.HasSuffix(filepath.ToSlash(found.List[0].Problem), want):
				t.Errorf("%s, of which one is wanted: %t: got %+v, %v, want %s with a problem that ends with %q", files, one, found.List, err, name, want)
			}
		}
		check(false, want.any)
		check(true, want.one)
	}
}

// If the stub is unchanged, the files that may hold the work are named, wherever they are.
func TestFilesThatMayHoldTheWork(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub})
	for file, why := range map[string]string{
		"sub.zip": leftOutArchive, "sub.7z": leftOutArchive, "sub.RAR": leftOutArchive, "sub.tar.gz": leftOutArchive, "sub.tgz": leftOutArchive, "old/sub.zip": leftOutArchive,
		"my solution.docx": leftOutDocument, "stub.pdf": leftOutDocument,
		"stub.txt": renameIt, "stub.go~": renameIt, "stub.go.bak": renameIt, "stub.go.save": renameIt, "stub.go.txt": renameIt, "stub (1).go.bak": renameIt, "old/list.txt": renameIt,
		"stub.py": LeftOutNotGo, "list.c": LeftOutNotGo,
		"README.md": "", "README.txt": "",
	} {
		for text, unchanged := range map[string]bool{kittest.UnwrittenStub: true, kittest.WrittenStub: false} {
			dir := t.TempDir()
			content := "x"
			if why == renameIt {
				content = kittest.WrittenStub
			}
			kittest.WriteFile(t, filepath.Join(dir, "ann", "stack", "stub.go"), text)
			kittest.WriteFile(t, filepath.Join(dir, "ann", filepath.FromSlash(file)), content)
			kittest.WriteFile(t, filepath.Join(dir, "bob", "stub.go"), kittest.WrittenStub)
			for _, path := range []string{"ann", "."} {
				found, err := Find(q, filepath.Join(dir, path), false)
				if err != nil {
					t.Fatal(err)
				}
				got := strings.Join(found.List[0].Ignored, "; ")
				want := ""
				if unchanged && why != "" {
					want = filepath.FromSlash(file) + ": " + strings.TrimPrefix(why, ": ")
				}
				if got != want || want != "" && !MayCost(got, true, false) {
					t.Errorf("%s, %s, beside a stub that is unchanged: %t: left out is %q, want %q", file, path, unchanged, got, want)
				}
			}
		}
	}
}

// If a file is named, other files count only if it is stub.go, and only those beside it.
func TestFilesBesideANamedFile(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for _, name := range []string{"stub.go", "stub.txt"} {
		kittest.WriteFile(t, filepath.Join(dir, name), kittest.UnwrittenStub)
	}
	kittest.WriteFile(t, filepath.Join(dir, "list.go"), kittest.DocFile)
	for _, name := range []string{"ann/sub.zip", "bob/sub.zip", "c.zip"} {
		kittest.WriteFile(t, filepath.Join(dir, filepath.FromSlash(name)), "x")
	}
	for file, want := range map[string]string{"stub.go": "c.zip: " + leftOutArchive + "; stub.txt: " + LeftOutNotGo, "list.go": ""} {
		found, err := Find(q, filepath.Join(dir, file), false)
		if err != nil || strings.Join(found.List[0].Ignored, "; ") != want {
			t.Errorf("%s: got %+v, %v, want %q left out", file, found.List, err, want)
		}
	}
}

// Of many files that may hold the work only some are read and named. A long file with the package's clause is read to its end.
func TestManyFilesThatMayHoldTheWork(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "stub.go"), kittest.UnwrittenStub)
	for i := range maxSources + 5 {
		kittest.WriteFile(t, filepath.Join(dir, fmt.Sprint(i/50), fmt.Sprintf("%d.txt", i)), strings.Replace(kittest.WrittenStub, "package stack", "package stack // "+strings.Repeat("x", 5000), 1))
	}
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 1 {
		t.Fatalf("found %+v, %v, want one", found, err)
	}
	if got := found.List[0].Ignored; len(got) != 6 || filepath.ToSlash(got[0]) != "0/0.txt"+renameIt || got[5] != "and 95 more" || !MayCost(got[5], true, false) {
		t.Errorf("left out is %q, want five files and 95 more", got)
	}
	long := filepath.Join(dir, "long.txt")
	kittest.WriteFile(t, long, "/*"+strings.Repeat("x", 5000)+"*/\n"+kittest.WrittenStub)
	if isRenamed(q, long, true) {
		t.Error("a file was read beyond its first 4 KiB to find its package")
	}
}

// Beside several folders with archives or documents, a file of the teacher's is no submission.
func TestClassBesideARenamedFile(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub})
	for _, file := range []string{"solution.txt", "stub.go.txt"} {
		dir := t.TempDir()
		for _, name := range []string{"ann/sub.zip", "bob/essay.pdf", "carl/README.md"} {
			kittest.WriteFile(t, filepath.Join(dir, filepath.FromSlash(name)), "x")
		}
		kittest.WriteFile(t, filepath.Join(dir, file), kittest.WrittenStub)
		found, err := Find(q, dir, false)
		if want := file + ": beside the folders of the submissions, so it belongs to none of them"; err != nil || len(found.List) != 3 || strings.Join(found.Ignored, "; ") != want {
			t.Errorf("%s: got %+v, %v, want three submissions, and %q", file, found, err, want)
		}
	}
}

func TestManyFiles(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for i := range maxSources + 5 {
		kittest.WriteFile(t, filepath.Join(dir, fmt.Sprintf("a%03d.go", i)), kittest.DocFile)
	}
	kittest.WriteFile(t, filepath.Join(dir, "stub.go"), kittest.DocFile)
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 1 {
		t.Fatalf("findSubmissions = %+v, %v, want one", found, err)
	}
	want := "106 Go files, but at most 100 are allowed: keep only those of the solution"
	if s := found.List[0]; s.Problem != want || len(s.Files) != 0 {
		t.Errorf("of many files %d are taken and the problem is %q, want %q", len(s.Files), s.Problem, want)
	}
}

func TestNamesThatAreNotUTF8(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for _, name := range []string{"ann\xff/stub.go", "ann\xfe/stub.go", "bob/stub.go", "bob/h\xe9lper.go"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Skip("this file system has no such names: ", err)
		}
		kittest.WriteFile(t, filepath.Join(dir, name), kittest.DocFile)
	}
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 3 {
		t.Fatalf("findSubmissions = %+v, %v, want three", found, err)
	}
	if a, b := found.List[0].Name, found.List[1].Name; a != `ann\xfe` || b != `ann\xff` {
		t.Errorf("the names are %q and %q, want them told apart", a, b)
	}
	if got := strings.Join(found.List[2].Ignored, "; "); got != `h\xe9lper.go: its name is not UTF-8: rename it` {
		t.Errorf("left out: %q, want the name", got)
	}
}

// A name with a backslash is not shown like a name whose bytes are escaped. That holds wherever the solution is.
func TestNamesWithBackslashes(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for _, name := range []string{"ann\xff/stub.go", `ann\xff/stub.go`, `bob\s/v1/stub.go`, `carl\/a/stub.go`, `carl\/b/stub.go`, `none\/notes.txt`} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Skip("this file system has no such names: ", err)
		}
		kittest.WriteFile(t, filepath.Join(dir, name), kittest.WrittenStub)
	}
	found, err := Find(q, dir, false)
	if err != nil {
		t.Fatal(err)
	}
	var names, shown []string
	for _, s := range found.List {
		names, shown = append(names, s.Name), append(shown, s.Shown)
	}
	if want := []string{`ann\\xff`, `ann\xff`, `bob\\s`, `carl\\`, `none\\`}; !slices.Equal(names, want) {
		t.Errorf("the names are %q, want %q", names, want)
	}
	if want := []string{`ann\\xff`, `ann\xff`, `bob\\s/v1`, "", `none\\`}; !slices.Equal(shown, want) {
		t.Errorf("messages show them as %q, want %q", shown, want)
	}
}

// A name with the end of a line does not cut a message in two.
func TestNamesWithControlCharacters(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for name, text := range map[string]string{
		"a\nb/stub.go": "package main\n", "bob/stub.go": kittest.WrittenStub, "bob/x\ny.go": kittest.WrittenStub, "carl/a/stub.go": kittest.WrittenStub, "carl/b\n/stub.go": kittest.WrittenStub,
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Skip("this file system has no such names: ", err)
		}
		kittest.WriteFile(t, filepath.Join(dir, name), text)
	}
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 3 {
		t.Fatalf("found %+v, %v, want three submissions", found, err)
	}
	ann, bob, carl := found.List[0], found.List[1], found.List[2]
	if got, want := strings.Join(ann.Wrong, "; "), `a\nb/stub.go: it is in package main: write package stack`; got != want || ann.Name != "a\nb" {
		t.Errorf("%q is wrong: %q, want %q", ann.Name, got, want)
	}
	if got, want := strings.Join(bob.Ignored, "; "), `x\ny.go: its name has a control character, such as the end of a line: rename it`; got != want {
		t.Errorf("left out is %q, want %q", got, want)
	}
	if want := `more than one solution, in the folders a, b\n: keep one`; !strings.HasPrefix(carl.Problem, want+" (") {
		t.Errorf("the problem is %q, want %q", carl.Problem, want)
	}
}

// A file that cannot be read does not keep other submissions from being found.
func TestFilesThatCannotBeRead(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	for _, name := range []string{"ann/one/stub.go", "ann/two/stub.go", "bob/stub.go"} {
		kittest.WriteFile(t, filepath.Join(dir, name), kittest.DocFile)
	}
	if err := os.Symlink(os.DevNull, filepath.Join(dir, "ann/one/a.go")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	huge, err := os.Create(filepath.Join(dir, "ann/two/a.go"))
	if err != nil {
		t.Fatal(err)
	}
	defer huge.Close()
	if err := huge.Truncate(1 << 40); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 2 || !strings.HasPrefix(found.List[0].Problem, "more than one solution") {
		t.Errorf("found %+v, %v, want two submissions, the first with two solutions", found.List, err)
	}
}
