package exercise

import (
	"errors"
	"testing"
)

func TestPanicText(t *testing.T) {
	for _, row := range []struct {
		name     string
		f        func()
		text     string
		panicked bool
	}{
		{"a function that returns", func() {}, "", false},
		{"a panic with a text", func() { panic("index 7") }, "index 7", true},
		{"a panic with an error", func() { panic(errors.New("index 8")) }, "index 8", true},
		{"a panic with an empty text", func() { panic("") }, "", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			if text, panicked := PanicText(row.f); text != row.text || panicked != row.panicked {
				t.Errorf("got (%q, %t), want (%q, %t)", text, panicked, row.text, row.panicked)
			}
		})
	}
	t.Run("the panic of a body that is not implemented goes on", func(t *testing.T) {
		defer func() {
			if p := recover(); p != "not implemented: X" {
				t.Errorf("recovered %v, want the panic", p)
			}
		}()
		PanicText(func() { panic("not implemented: X") })
		t.Error("PanicText returned")
	})
}
