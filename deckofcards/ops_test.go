package deckofcards_test

import (
	"reflect"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// What the checks of several steps share. Most checks are lists of calls. Each call is made on your type and on
// a model, and the two answers are compared.

func init() {
	for name, err := range map[string]error{
		"ErrCard": deckofcards.ErrCard, "ErrCount": deckofcards.ErrCount, "ErrEmpty": deckofcards.ErrEmpty,
		"ErrBet": deckofcards.ErrBet, "ErrPhase": deckofcards.ErrPhase, "ErrAction": deckofcards.ErrAction,
	} {
		_ = exercise.NameError("deckofcards."+name, err)
	}
}

// roomy returns a copy of s with room for a few more elements. A solution that appends to it writes into that room.
func roomy[E any](s []E) []E { return append(make([]E, 0, len(s)+spare), s...) }

const spare = 4

// spoil overwrites the slice s with 77s, up to its capacity. It ignores an error that comes with s.
func spoil[E any](s []E, _ ...error) {
	var spoiled E
	spoilValue(reflect.ValueOf(&spoiled).Elem())
	for i := range s[:cap(s)] {
		s[:cap(s)][i] = spoiled
	}
}

func spoilValue(v reflect.Value) {
	if v.Kind() == reflect.Struct {
		for _, field := range v.Fields() {
			spoilValue(field)
		}
	} else if v.CanInt() {
		v.SetInt(77)
	} else {
		v.SetZero()
	}
}

// call returns an operation: its Go, the rule of its answer, and what it does to the solution and to the model.
func call[S, M any](text, rule string, solution func(S) any, model func(M) any) exercise.Op[S, M] {
	return exercise.Op[S, M]{Go: text, Rule: rule, Solution: solution, Model: model}
}

// quiet returns an operation that must have no effect on the answers.
func quiet[S, M any](text, rule string, solution func(S)) exercise.Op[S, M] {
	return call(text, rule, func(s S) any { solution(s); return nil }, func(M) any { return nil })
}

// returned are slices that calls returned, with copies of what was in them.
type returned []struct {
	call     string
	got, was any
}

// keep notes the slice s that a call returned, and returns it.
func keep[E any](r *returned, call string, s []E) []E {
	*r = append(*r, returned{{call, s, slices.Clone(s)}}...)
	return s
}

// changed returns the mismatch of the first slice whose contents have changed, or nil.
func (r returned) changed() *exercise.Mismatch {
	for _, k := range r {
		if m := exercise.Compare(k.got, k.was); m != nil {
			m.Call, m.Rule = "// the slice that "+k.call+" returned earlier has changed:", "a returned slice is new, and later calls do not change it"
			return m
		}
	}
	return nil
}

// A duo says how to write the calls on two solutions of one type: names renames the variables for the second one, and
// share is a rule that each call on either of them must keep, such as "two Decks share nothing", or empty.
type duo struct {
	names *strings.Replacer
	share string
}

// pair returns the checks of two solutions.
func pair[S, M any](a, b exercise.Ops[S, M], two duo) exercise.Ops[[2]S, [2]M] {
	both := exercise.Ops[[2]S, [2]M]{
		Setup: a.Setup + "\n" + two.names.Replace(b.Setup),
		New: func() (s [2]S, m [2]M) {
			s[0], m[0] = a.New()
			s[1], m[1] = b.New()
			return s, m
		},
		After: func(s [2]S, m [2]M) *exercise.Mismatch {
			if first := a.After(s[0], m[0]); first != nil {
				return first
			}
			second := b.After(s[1], m[1])
			if second != nil {
				second.Call = two.names.Replace(second.Call)
			}
			return second
		},
	}
	for i := range 2 {
		for _, look := range a.Look {
			both.Look = append(both.Look, of(i, look, two))
		}
	}
	return both
}

// of returns an operation on solution i of a pair.
func of[S, M any](i int, op exercise.Op[S, M], two duo) exercise.Op[[2]S, [2]M] {
	text, rule := op.Go, op.Rule
	if i == 1 {
		text = two.names.Replace(text)
	}
	if two.share != "" {
		rule += ", and " + two.share
	}
	return call(text, rule, func(s [2]S) any { return op.Solution(s[i]) }, func(m [2]M) any { return op.Model(m[i]) })
}
