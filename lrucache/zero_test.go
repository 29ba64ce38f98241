package lrucache_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches that +0 and -0 are equal by ==, so they are the same key, in every type that has floating-point
// numbers (steps 1, 5 and 7).

type (
	celsius  float32
	vector   struct{ X, Y float32 }
	reading  struct{ at, value any }
	position struct {
		Name  string
		Where [2]vector
	}
)

// zeroCheck says what is checked with the zeros: an LRU, a Cache, or loads.
type zeroCheck struct{ lru, cache, load bool }

func forEachZero(t *exercise.T, c zeroCheck) {
	minus := math.Copysign(0, -1)
	minus32 := float32(minus)
	plusZero, minusZero := complex(0, 0), complex(minus, minus)
	sameZero[float32](t, c, 0, minus32)
	sameZero(t, c, 0, minus)
	sameZero[celsius](t, c, 0, celsius(minus32))
	sameZero[complex64](t, c, 0, complex(minus32, minus32))
	sameZero[complex64](t, c, 0, complex(minus32, 0))
	sameZero[complex64](t, c, 0, complex(0, minus32))
	sameZero(t, c, plusZero, minusZero)
	sameZero(t, c, plusZero, complex(minus, 0))
	sameZero(t, c, plusZero, complex(0, minus))
	sameZero(t, c, [2]float32{}, [2]float32{0, minus32})
	sameZero(t, c, [2]float64{}, [2]float64{0, minus})
	sameZero(t, c, [1]complex128{}, [1]complex128{minusZero})
	sameZero(t, c, vector{0, 1}, vector{minus32, 1})
	sameZero(t, c, position{"a", [2]vector{}}, position{"a", [2]vector{1: {minus32, 0}}})
	sameZero(t, c, any(0.0), any(minus))
	sameZero(t, c, any(float32(0)), any(minus32))
	sameZero(t, c, any(vector{}), any(vector{0, minus32}))
	sameZero(t, c, reading{1, 0.0}, reading{1, minus})
	sameZero(t, c, [2]any{"a", plusZero}, [2]any{"a", minusZero})
}

// sameZero uses two keys that are equal by ==, though their bytes differ.
func sameZero[K comparable](t *exercise.T, c zeroCheck, plus, minus K) {
	if t.Failed() {
		return
	}
	const setup = "// -0 is math.Copysign(0, -1): +0 and -0 are equal by ==, though their bits differ\n"
	typ := strings.ReplaceAll(reflect.TypeFor[K]().String(), "lrucache_test.", "")
	said := func(how string) string { return fmt.Sprintf("%s// c is %s with keys of type %s\n", setup, how, typ) }
	if c.lru {
		l := newLRU[K, int](3)
		what := said("an LRU")
		l.Put(plus, 1)
		wantAnswer(t, fmt.Sprintf("%sc.Put(%v, 1)\nc.Get(%v)", what, plus, minus), exercise.Results(l.Get(minus)), exercise.Results(1, true))
		l.Put(minus, 2)
		wantAnswer(t, fmt.Sprintf("%sc.Put(%v, 1)\nc.Put(%v, 2)\nc.Get(%v)", what, plus, minus, plus), exercise.Results(l.Get(plus)), exercise.Results(2, true))
	}
	if c.cache {
		l := newCache(lrucache.Config[K, int]{Capacity: 3})
		what := said("a Cache")
		l.Put(plus, 1)
		wantAnswer(t, fmt.Sprintf("%sc.Put(%v, 1)\nc.Peek(%v)", what, plus, minus), exercise.Results(l.Peek(minus)), exercise.Results(1, true))
		l.Put(minus, 2)
		wantAnswer(t, fmt.Sprintf("%sc.Put(%v, 1)\nc.Put(%v, 2)\nc.Remove(%v) and then c.Len()", what, plus, minus, plus), exercise.Results(exercise.Results(l.Remove(plus)), l.Len()), exercise.Results(exercise.Results(2, true), 0))
	}
	if c.load {
		l := newCache(lrucache.Config[K, int]{Capacity: 3})
		v, err := l.GetOrLoad(background, plus, func(context.Context, K) (int, error) {
			l.Remove(minus)
			return 1, nil
		})
		wantAnswer(t, fmt.Sprintf("%sc.GetOrLoad(ctx, %v, f), where f calls c.Remove(%v), which detaches the load, and returns (1, nil); its results, and then c.Len()", said("a Cache"), plus, minus),
			exercise.Results(loaded(v, err), l.Len()), exercise.Results(1, 0))
	}
}
