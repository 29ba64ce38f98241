package exercise

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"time"
)

// results are the results of a method that has several.
type results []any

// Results joins the results of a call into one answer, as in Results(m.Put(1, 10)).
func Results(values ...any) any { return results(values) }

// alternatives are the right answers where the contract allows several.
type alternatives []any

// OneOf returns the answer of a model if each of these answers is right.
func OneOf(answers ...any) any { return alternatives(answers) }

// A Phrase is an answer in words. Messages print it without quotes.
type Phrase string

// String returns the words.
func (p Phrase) String() string { return string(p) }

// errorNames has the sentinel errors of the package under test, by the names that a learner knows.
var errorNames []namedError

type namedError struct {
	name string
	err  error
}

// NameError makes messages use the name of a sentinel error, such as "lrucache.ErrCapacity". It returns err, so
// that the declaration of a variable can call it.
func NameError(name string, err error) error {
	errorNames = append(errorNames, namedError{name, err})
	return err
}

// Compare returns how the answer of a solution differs from the answer that is wanted, or nil if they are equal.
//
// Compare uses [errors.Is] for errors, which must not match other sentinel errors too, and the method Equal for times. It
// compares everything else by value, where nil and empty slices are equal. For structs, and for slices of equal length,
// the mismatch names the first field or element that differs.
func Compare(got, want any) *Mismatch {
	if sameAnswer(got, want, errorsIn(want)) {
		return nil
	}
	path, g, w := firstDifference(got, want)
	if g == w && hasError(want) {
		g += ", but errors.Is matches that error with other errors too"
	}
	return &Mismatch{Path: path, Got: g, Want: w}
}

// hasError reports whether an answer, or one of its results, is an error.
func hasError(answer any) bool {
	if all, ok := answer.(results); ok {
		return slices.ContainsFunc(all, hasError)
	}
	_, ok := answer.(error)
	return ok
}

// errorsIn returns the errors among an answer, its results and its alternatives.
func errorsIn(answer any) []error {
	var parts []any
	switch answer := answer.(type) {
	case error:
		return []error{answer}
	case alternatives:
		parts = answer
	case results:
		parts = answer
	}
	var all []error
	for _, part := range parts {
		all = append(all, errorsIn(part)...)
	}
	return all
}

// sameAnswer reports whether got is the answer that is wanted, or one of the alternatives. An error may match each of
// the allowed errors.
func sameAnswer(got, want any, allowed []error) bool {
	switch want := want.(type) {
	case alternatives:
		return slices.ContainsFunc(want, func(w any) bool { return sameAnswer(got, w, allowed) })
	case results:
		got, ok := got.(results)
		return ok && slices.EqualFunc(got, want, func(g, w any) bool { return sameAnswer(g, w, allowed) })
	case error:
		err, ok := got.(error)
		return ok && isError(err, want, allowed)
	case time.Time:
		at, ok := got.(time.Time)
		return ok && at.Equal(want)
	case int, string, bool:
		return got == want
	case nil:
		return got == nil
	}
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	return g.IsValid() && g.Type() == w.Type() && sameValue(g, w)
}

// isError is [errors.Is] with one exception: if want is a sentinel error, it returns false for an error that matches
// other sentinel errors too, or not the same ones when it is asked again. That tells nobody what is wrong.
func isError(err, want error, allowed []error) bool {
	if !slices.ContainsFunc(errorNames, func(named namedError) bool { return named.err == want }) {
		return matches(err, want)
	}
	first, again := matchedBy(err), matchedBy(err)
	return first[want] && maps.Equal(first, again) && !slices.ContainsFunc(errorNames, func(named namedError) bool {
		return first[named.err] && !slices.Contains(allowed, named.err) && !errors.Is(want, named.err)
	})
}

// matchedBy returns the sentinel errors that err matches. It asks for all of them in a random order. So an error that
// notices what it is asked for, and then matches that, does not learn which one is wanted.
func matchedBy(err error) map[error]bool {
	matched := make(map[error]bool)
	for _, i := range rand.Perm(len(errorNames)) {
		if sentinel := errorNames[i].err; matches(err, sentinel) {
			matched[sentinel] = true
		}
	}
	return matched
}

// matches is [errors.Is], but for an error that matches everything.
func matches(err, target error) bool {
	return wraps(err, target) || errors.Is(err, target) && !errors.Is(err, errors.New("nobody's error"))
}

// wraps reports whether want is in the tree of err. It calls no Is method.
func wraps(err, want error) bool {
	switch x := err.(type) {
	case nil:
		return false
	case interface{ Unwrap() []error }:
		return identical(err, want) || slices.ContainsFunc(x.Unwrap(), func(err error) bool { return wraps(err, want) })
	case interface{ Unwrap() error }:
		return identical(err, want) || wraps(x.Unwrap(), want)
	}
	return identical(err, want)
}

// identical reports whether two errors are the same value. It never panics: errors that cannot be compared are not
// identical.
func identical(a, b error) bool {
	return reflect.TypeOf(a) == reflect.TypeOf(b) && reflect.TypeOf(a).Comparable() && a == b
}

// sameValue reports whether two values of one type are equal. An empty slice or map equals a nil one.
func sameValue(g, w reflect.Value) bool {
	if at, ok := exported[time.Time](w); ok {
		other, _ := exported[time.Time](g)
		return other.Equal(at)
	}
	switch w.Kind() {
	case reflect.Slice, reflect.Array:
		if g.Len() != w.Len() {
			return false
		}
		for i := range w.Len() {
			if !sameValue(g.Index(i), w.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range w.NumField() {
			if !sameValue(g.Field(i), w.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		return g.Len() == w.Len() && (g.Len() == 0 || reflect.DeepEqual(g.Interface(), w.Interface()))
	default:
		return g.Equal(w)
	}
}

// exported returns the value of v if it has type T and can be read.
func exported[T any](v reflect.Value) (value T, ok bool) {
	if v.Type() != reflect.TypeFor[T]() || !v.CanInterface() {
		return value, false
	}
	return v.Interface().(T), true
}

// firstDifference returns the first place where two answers differ, and the texts of both there. The place is Go
// code that could follow the call, such as ".State" or "[2].Sender".
func firstDifference(got, want any) (path, g, w string) {
	gv, wv := reflect.ValueOf(got), reflect.ValueOf(want)
	for gv.IsValid() && wv.IsValid() && gv.Type() == wv.Type() {
		part, next, ok := differingPart(gv, wv)
		if !ok {
			break
		}
		path += part
		gv, wv = next(gv), next(wv)
	}
	if path == "" {
		return "", Text(got), Text(want)
	}
	return path, Text(gv.Interface()), Text(wv.Interface())
}

// differingPart returns the first field that differs in two structs, or the first element in two slices of equal
// length, as it is written in Go. It also returns the function that gets that part of a value.
func differingPart(g, w reflect.Value) (part string, get func(reflect.Value) reflect.Value, ok bool) {
	if _, isTime := exported[time.Time](w); isTime {
		return "", nil, false
	}
	switch {
	case w.Type() == reflect.TypeFor[results](), w.Type() == reflect.TypeFor[alternatives]():
	case w.Kind() == reflect.Struct:
		for i := range w.NumField() {
			if f := w.Type().Field(i); f.IsExported() && !sameValue(g.Field(i), w.Field(i)) {
				return "." + f.Name, func(v reflect.Value) reflect.Value { return v.Field(i) }, true
			}
		}
	case w.Kind() == reflect.Slice && g.Len() == w.Len() && w.Type().Elem().Kind() == reflect.Struct:
		for i := range w.Len() {
			if !sameValue(g.Index(i), w.Index(i)) {
				return fmt.Sprintf("[%d]", i), func(v reflect.Value) reflect.Value { return v.Index(i) }, true
			}
		}
	}
	return "", nil, false
}

// Text returns an answer as a learner reads it, in Go where that is short.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case results:
		return "(" + joined(v, ", ") + ")"
	case alternatives:
		return joined(v, " or ")
	case error:
		return errorText(v)
	case time.Time:
		if v.IsZero() {
			return "the zero time"
		}
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer:
		return v.String()
	}
	if s := reflect.ValueOf(v); s.Kind() == reflect.Slice {
		parts := make([]string, s.Len())
		for i := range parts {
			parts[i] = Text(s.Index(i).Interface())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return valueText(v)
}

func joined(values []any, by string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = Text(v)
	}
	return strings.Join(parts, by)
}

// errorText returns the name of the sentinel error that err matches, or the message of err.
func errorText(err error) string {
	for _, known := range errorNames {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	return fmt.Sprintf("the error %q", abbreviated(err.Error()))
}
