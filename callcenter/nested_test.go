package callcenter_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A Center that holds a lock of all Centers while it calls Now, or keeps its data in variables of the package, fails
// only if Now calls another Center. So here every method is called while another one reads the clock.

const ruleInside = "two Centers share nothing, so while one Center calls its Now, that function may call methods of another Center (step 1)"

// checkInside calls each method of d inside the Now of c, while c executes each of the methods that read the clock.
// Each pair has two new Centers.
func checkInside(t *exercise.T, step int, rename *strings.Replacer) {
	skills := []string{}
	skill := ""
	if step >= 7 {
		skills, skill = []string{"german", "french"}, "german"
	}
	ask := func(number int) op {
		return request(number, callcenter.Request{Rank: operator, Skill: skill, VIP: step >= 7})
	}
	before := ops(hire("op1", skills...), ask(1)) // op1 handles k[1]
	if step >= 4 {
		before = append(before, hire("op3", skills...), away("op3"), ask(2)) // k[2] waits
	}
	changes := ops(hire("op2", skills...), ask(3))
	questions := ops(call(1), handling("op1"), another())
	if step >= 2 {
		changes, questions = append(changes, complete(1)), append(questions, waiting())
	}
	if step >= 3 {
		changes = append(changes, escalate(1))
	}
	if step >= 4 {
		changes = append(changes, back("op3"), away("op1"), dismiss("op1"))
	}
	if step >= 5 {
		changes = append(changes, hangUp(1), hangUp(2))
	}
	if step >= 6 {
		questions = append(questions, stats())
	}
	one := play(step, 0, before...)
	two := exercise.Ops[both, bothModel]{
		Setup: "var inside func()\n" +
			strings.Replace(one.Setup, "{ return now", "{ if f := inside; f != nil { inside = nil; f() }; return now", 1) + "\n" + rename.Replace(one.Setup),
		New: func() (both, bothModel) {
			c, m := one.New()
			d, n := one.New()
			c.returned, d.returned = nil, nil // out of date after the next call
			return both{c, d}, bothModel{m, n}
		},
		After: func(s both, m bothModel) *exercise.Mismatch { return compareBoth(s, m, step, rename) },
	}
	for i, outer := range changes {
		for j, inner := range append(questions, changes...) {
			if exercise.Race && (i+j)%5 > 0 {
				continue // there is one goroutine, and the pairs take long
			}
			if two.Check(t, inside(outer, inner, rename)); t.Failed() {
				return
			}
		}
	}
}

// checkAtOnce lets goroutines use Centers of their own at the same time.
func checkAtOnce(t *exercise.T, step int, sc scene) {
	questions := ops(times(3, call), handling("op1"), handling("sup1"), waiting())
	if step >= 6 {
		questions = append(questions, stats())
	}
	next := sc.next(step)
	play(step, 0, staff(sc.first...)...).AtOnce(t, 200, func(r *rand.Rand) exercise.Op[*solution, *model] {
		if r.IntN(4) == 0 {
			return pick(r, questions).Op
		}
		return next(r).Op
	})
}

// another makes one more Center.
func another() op {
	return newOp("callcenter.New(callcenter.Config{})", ruleInside, func(*solution) any { newCenter(callcenter.Config{}); return nil }, func(*model) any { return nil })
}

// inside returns a call on the first Center, whose Now makes a call on the second.
func inside(outer, inner op, rename *strings.Replacer) exercise.Op[both, bothModel] {
	read := false
	return exercise.Op[both, bothModel]{
		Go:   fmt.Sprintf("inside = func() { %s }; %s", rename.Replace(inner.Go), outer.Go),
		Rule: ruleInside,
		Solution: func(s both) any {
			read = false
			var innerAnswer any
			s[0].pause = func() {
				if !read {
					read = true
					innerAnswer = inner.Solution(s[1])
				}
			}
			answer := outer.Solution(s[0])
			s[0].pause = nil
			return exercise.Results(answer, innerAnswer)
		},
		Model: func(m bothModel) any {
			answer := outer.Model(m[0])
			if !read {
				return exercise.Results(answer, nil)
			}
			return exercise.Results(answer, inner.Model(m[1]))
		},
	}
}
