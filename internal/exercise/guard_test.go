package exercise

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestPanics(t *testing.T) {
	if Panics(func() {}) {
		t.Error("Panics = true of a function that returns, want false")
	}
	if !Panics(func() { panic("ouch") }) {
		t.Error("Panics = false of a function that panics, want true")
	}
	if !Panics(func() { panic(nil) }) {
		t.Error("Panics = false of a function that panics with nil, want true")
	}
	defer func() {
		if p := recover(); p != "not implemented: Queue.Push" {
			t.Errorf("recovered %v, want the panic of the stub", p)
		}
	}()
	Panics(func() { panic("not implemented: Queue.Push") })
	t.Error("Panics returned, want the panic of the stub to go on")
}

// Under GODEBUG=panicnil=1, which code can set, recover returns nil after panic(nil). That must not look like a
// return.
func TestPanicNilIsNoReturn(t *testing.T) {
	for _, setting := range []string{"panicnil=0", "panicnil=1"} {
		t.Setenv("GODEBUG", setting)
		panics := func() { panic(any(nil)) }
		if !Panics(panics) {
			t.Errorf("%s: Panics = false of a function that panics with nil, want true", setting)
		}
		for name, body := range map[string]func(*T){
			"a row":                func(*T) { panics() },
			"a goroutine of a row": func(t *T) { Together(t, 2, func(int) { panics() }) },
			"a script": func(t *T) {
				Script[word]{Setup: "setup()", Play: func(_ []word, begin func()) *Mismatch {
					begin()
					panic(any(nil))
				}}.Check(t, "a")
			},
		} {
			row, printed := supervised(t, body)
			if !row.Failed() || !strings.Contains(printed, "panicked with nil") || strings.Contains(printed, "Goexit") {
				t.Errorf("%s: %s that panics with nil: failed is %t, printed %q, want true and \"panicked with nil\"", setting, name, row.Failed(), printed)
			}
		}
	}
}

func TestCatch(t *testing.T) {
	t.Setenv("GODEBUG", "panicnil=1")
	for _, row := range []struct {
		name string
		f    func()
		want string
	}{
		{"a return", func() {}, "returned"},
		{"a panic that is recovered", func() { defer func() { recover() }(); panic(any(nil)) }, "returned"},
		{"a panic with nil", func() { panic(any(nil)) }, "panicked"},
		{"an exit", runtime.Goexit, "exited"},
		{"an exit, and a panic on the way", func() { defer func() { panic(any(nil)) }(); runtime.Goexit() }, "panicked"},
		{"a panic, and an exit on the way", func() { defer runtime.Goexit(); panic(any(nil)) }, "exited"},
	} {
		var got []string
		note := func(what string) { got = append(got, what) }
		done := make(chan struct{})
		go func() {
			defer close(done)
			if Catch(row.f, func(any) { note("panicked") }, func() { note("exited") }) {
				note("returned")
			}
		}()
		<-done
		if got := strings.Join(got, ", "); got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
	}
}

func TestUnfinished(t *testing.T) {
	for _, row := range []struct {
		panicked any
		name     string
		ok       bool
	}{
		{"not implemented: Map.Put", "Map.Put", true},
		{"not implemented: New", "New", true},
		{"not implemented", "", false},
		{"not implemented: Map.Put\n  80 of 80 points", "", false},
		{"not implemented: Map.Put for now", "", false},
		{"it is not implemented: New", "", false},
		{errors.New("not implemented: New"), "", false},
		{nil, "", false},
	} {
		if name, ok := unfinished(row.panicked); ok != row.ok || ok && name != row.name {
			t.Errorf("unfinished(%v) = (%q, %t), want (%q, %t)", row.panicked, name, ok, row.name, row.ok)
		}
	}
}

func TestIsLearners(t *testing.T) {
	row := newT("example.com/kit/queue", "")
	for _, r := range []struct {
		function, file string
		want           bool
	}{
		{"example.com/kit/queue.New", "/dir/queue/stub.go", true},
		{"example.com/kit/queue.(*Queue[...]).Push", "/dir/queue/stub.go", true},
		{"example.com/kit/queue.(*Queue).Each.func1", "/dir/queue/more.go", true},
		{"example.com/kit/queue.Helper", "/dir/queue/queue_test.go", false},
		{"example.com/kit/queue_test.TestStep1_Push", "/dir/queue/steps_test.go", false},
		{"example.com/kit/queues.New", "/dir/queues/stub.go", false},
		{"example.com/kit/queue/inner.New", "/dir/queue/inner/stub.go", false},
		{"runtime.gopanic", "/go/src/runtime/panic.go", false},
	} {
		if got := row.isLearners(runtime.Frame{Function: r.function, File: r.file}); got != r.want {
			t.Errorf("isLearners(%s in %s) = %t, want %t", r.function, r.file, got, r.want)
		}
	}
}

func TestShortName(t *testing.T) {
	for function, want := range map[string]string{
		"example.com/kit/queue.New":                           "New",
		"example.com/kit/queue.Queue.Len":                     "Queue.Len",
		"example.com/kit/queue.(*Queue).Push":                 "Queue.Push",
		"example.com/kit/queue.(*Queue[...]).Push":            "Queue.Push",
		"example.com/kit/queue.Collect[...]":                  "Collect",
		"example.com/kit/queue.(*Queue[...]).All.func1":       "Queue.All.func1",
		"example.com/kit/queue.(*Queue[...]).Each-range1":     "Queue.Each-range1",
		"example.com/kit.v2/queue.(*Queue).Push":              "Queue.Push",
		"example.com/kit/queue%2ev2.(*Queue).Push.deferwrap1": "Queue.Push.deferwrap1",
		"queue.New": "New",
	} {
		if got := shortName(function); got != want {
			t.Errorf("shortName(%q) = %q, want %q", function, got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	if got, want := printable("a\x16=== RUN \r\v\n\tb\u0085"), `a\x16=== RUN \r\v`+"\n\tb"+`\u0085`; got != want {
		t.Errorf("printable returned %q, want %q", got, want)
	}
}

func TestAbbreviated(t *testing.T) {
	short := strings.Repeat("x", maxText)
	if got := abbreviated(short); got != short {
		t.Errorf("%d bytes are abbreviated to %q, want them as they are", len(short), got)
	}
	long := strings.Repeat("x", maxText-1) + "€uro"
	lines := "a\n" + strings.Repeat("x", maxLine+7) + "\nb"
	if got, want := withShortLines(lines), "a\n"+strings.Repeat("x", maxLine)+"… and 7 more bytes\nb"; got != want {
		t.Errorf("withShortLines of a line of %d bytes: got %d bytes, want %d", maxLine+7, len(got), len(want))
	}
	if got, want := abbreviated(long), strings.Repeat("x", maxText-1)+"… and 5 more bytes"; got != want {
		t.Errorf("abbreviated to %q, want %q", got, want)
	}
}

func TestIndentFrames(t *testing.T) {
	for _, row := range []struct {
		lines int
		want  string
	}{
		{0, ""},
		{1, "\n    f"},
		{5, strings.Repeat("\n    f", 5)},
		{6, strings.Repeat("\n    f", 5) + "\n    … and 1 more frames"},
		{105, strings.Repeat("\n    f", 5) + "\n    … and 100 more frames"},
	} {
		if got := indentFrames(strings.Fields(strings.Repeat("f ", row.lines))); got != row.want {
			t.Errorf("%d lines: %q, want %q", row.lines, got, row.want)
		}
	}
}

// A sequence that panics in a Pull has its own lines in the message, and the loop has ended.
func TestPull(t *testing.T) {
	p := NewPull(breaksAtTwo)
	if k, v, ok := p.Next(); k != 1 || v != 10 || !ok || p.Ended() {
		t.Errorf("the first Next returns %d, %d, %t, and Ended %t, want 1, 10, true and false", k, v, ok, p.Ended())
	}
	Catch(func() { p.Next() }, func(panicked any) {
		value, frames := framesOf(panicked)
		if value != "broken" || !slices.ContainsFunc(frames, func(f runtime.Frame) bool { return strings.HasSuffix(f.Function, ".breaksAtTwo") }) {
			t.Errorf("the second Next panics with %v, in %v, want broken, in breaksAtTwo", value, frames)
		}
	}, nil)
	if _, _, ok := p.Next(); ok || !p.Ended() {
		t.Errorf("after the panic, Next returns %t, and Ended %t, want false and true", ok, p.Ended())
	}
	p = NewPull(breaksAtTwo)
	p.Next()
	if p.Stop(); !p.Ended() {
		t.Error("after Stop, Ended = false")
	}
}

func breaksAtTwo(yield func(int, int) bool) {
	if yield(1, 10) {
		panic("broken")
	}
}
