package exercise

import (
	"testing"
	"time"
)

func TestTestedPackage(t *testing.T) {
	for function, want := range map[string]string{
		"example.com/kit/hashmap_test.init":                "example.com/kit/hashmap",
		"example.com/kit/hashmap_test.TestX":               "example.com/kit/hashmap",
		"example.com/kit/hashmap_test.TestX.func1":         "example.com/kit/hashmap",
		"example.com/kit.v2/hashmap_test.init":             "example.com/kit.v2/hashmap",
		"example.com/kit_test/hashmap_test.(*suite).steps": "example.com/kit_test/hashmap",
		"hashmap_test.init":                                "hashmap",
		"example.com/kit/hashmap.init":                     "example.com/kit/hashmap",
	} {
		if got := testedPackage(function); got != want {
			t.Errorf("testedPackage(%q) = %q, want %q", function, got, want)
		}
	}
}

func TestNewStepsNotesThePackage(t *testing.T) {
	if got, want := NewSteps(1).pkg, "github.com/oodkit/oodkit/internal/exercise"; got != want {
		t.Errorf("NewSteps called in this package notes %q, want %q", got, want)
	}
}

func TestNewStepsPanics(t *testing.T) {
	for total, want := range map[int]bool{-1: true, 0: true, 1: false, maxSteps: false, maxSteps + 1: true} {
		if got := Panics(func() { NewSteps(total) }); got != want {
			t.Errorf("NewSteps(%d) panics: %t, want %t", total, got, want)
		}
	}
}

func TestStep1_LongRow(t *testing.T) {
	t.Setenv("OODKIT_LIMIT", "50ms")
	step := NewSteps(1).Begin(t)
	step.LongRow("a row with 100 times the limit may take longer than the limit", 100, func(*T) { time.Sleep(200 * time.Millisecond) })
}
