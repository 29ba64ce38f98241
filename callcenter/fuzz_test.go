package callcenter_test

import (
	"testing"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Each fuzz target turns its input into calls of methods, two bytes for each, and compares all that can
// be seen with the model.

func FuzzCalls(f *testing.F) {
	steps.Fuzz(f, 5)
	f.Add(byte(0), []byte{0, 0, 0, 1, 3, 1, 3, 2, 4, 1, 6, 2})
	f.Add(byte(2), []byte("operators, supervisors and directors come and go"))
	f.Fuzz(func(t *testing.T, maxWaiting byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) { script(5, int(maxWaiting%8)).Check(t, decode(input, false)...) })
	})
}

func FuzzSkills(f *testing.F) {
	steps.Fuzz(f, 7)
	f.Add(byte(0), []byte{0, 8, 0, 17, 3, 193, 3, 66, 4, 1, 6, 2, 7, 9, 3, 3})
	f.Add(byte(3), []byte("some callers are VIPs, and some ask for a skill"))
	f.Fuzz(func(t *testing.T, maxWaiting byte, input []byte) {
		steps.Guard(t, func(t *exercise.T) { script(7, int(maxWaiting%8)).Check(t, decode(input, true)...) })
	})
}

// decode returns an act for every two bytes of input, at most as many as there are numbers of calls.
func decode(input []byte, special bool) []act {
	var as []act
	for ; len(input) > 1 && len(as) < calls-1; input = input[2:] {
		as = append(as, decodeOne(input[0], input[1], special))
	}
	return as
}

func decodeOne(what, x byte, special bool) act {
	who := cast[int(x)%len(cast)]
	a := act{k: 1 + int(x%16), id: who, on: x >= 128, by: time.Duration(int(x)-100) * time.Second}
	switch what % 10 {
	case 0:
		a.verb = hire
		a.employee = callcenter.Employee{ID: who, Rank: rankOf(who)}
		if special {
			a.employee.Skills = [][]string{nil, {"german"}, {"french", "german"}}[x/16%3]
		}
	case 1:
		a.verb = dismiss
	case 2:
		a.verb = setAvailable
	case 3, 4, 5:
		a.verb = receive
		a.request.Rank = operator + callcenter.Rank(x/16%3)
		if special {
			a.request.VIP = x >= 192
			a.request.Skill = []string{"", "german", "french"}[x/48%3]
		}
	case 6:
		a.verb = complete
	case 7:
		a.verb = escalate
	case 8:
		a.verb = hangUp
	default:
		a.verb = clock
	}
	return a
}
