package exercise

import (
	"errors"
	"runtime"
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

func TestUnfinished(t *testing.T) {
	for _, row := range []struct {
		panicked any
		name     string
		ok       bool
	}{
		{"not implemented: Map.Put", "Map.Put", true},
		{"not implemented: New", "New", true},
		{"not implemented", "", false},
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

func TestAbbreviated(t *testing.T) {
	short := strings.Repeat("x", maxText)
	if got := abbreviated(short); got != short {
		t.Errorf("%d bytes are abbreviated to %q, want them as they are", len(short), got)
	}
	long := strings.Repeat("x", maxText-1) + "€uro"
	if got, want := abbreviated(long), strings.Repeat("x", maxText-1)+"… and 5 bytes more"; got != want {
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
		{6, strings.Repeat("\n    f", 5) + "\n    … and 1 frames more"},
		{105, strings.Repeat("\n    f", 5) + "\n    … and 100 frames more"},
	} {
		if got := indentFrames(strings.Fields(strings.Repeat("f ", row.lines))); got != row.want {
			t.Errorf("%d lines: %q, want %q", row.lines, got, row.want)
		}
	}
}
