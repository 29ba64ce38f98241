package parkinglot_test

import (
	"math/rand/v2"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 7.

var sortRows = []playRow{
	{"an accessible spot is only for vehicles with a permit", draw("c*s*l*"), each(car("a"), moto("b"), car("c").withPermit(), moto("d").withPermit())},
	{"a permit prefers an accessible spot, whatever its size and position", draw("c l*"), each(car("a").withPermit(), car("b").withPermit())},
	{"a permit takes any other spot if no accessible one is free", draw("cc*"), each(car("a").withPermit(), car("b").withPermit(), car("c").withPermit())},
	{"an accessible spot must fit all the same", draw("s*lc"), each(car("a").withPermit(), moto("b").withPermit())},
	{"of accessible spots size and then position decide", draw("l*c* l*c*"), each(car("a").withPermit(), car("b").withPermit(), car("c").withPermit(), car("d").withPermit())},
	{"electric vehicles prefer a charger, whatever its size and position", draw("cl+"), each(car("a").electric(), car("b").electric())},
	{"electric vehicles take a spot without a charger if no charger is free", draw("cc+"), each(car("a").electric(), car("b").electric(), car("c").electric())},
	{"others avoid chargers, whatever size and position say", draw("c+l"), each(car("a"), car("b"), car("c"))},
	{"an electric motorcycle takes a large charger spot before a small plain one", draw("sl+"), each(moto("a").electric(), moto("b").electric())},
	{"a plain motorcycle takes a large plain spot before a small charger", draw("s+l"), each(moto("a"), moto("b"))},
	{"of chargers size and then position decide", draw("l+c+ c+"), each(car("a").electric(), car("b").electric(), car("c").electric())},
	{"accessible decides before charger: an electric vehicle with a permit", draw("c+c*"), each(car("a").withPermit().electric(), car("b").withPermit().electric())},
	{"accessible decides before charger: a vehicle with a permit that is not electric", draw("cc*+"), each(car("a").withPermit(), car("b").withPermit())},
	{"of accessible spots an electric vehicle takes one with a charger", draw("c*l*+"), each(car("a").withPermit().electric(), car("b").withPermit().electric())},
	{"of accessible spots others take one without a charger", draw("c*+l*"), each(car("a").withPermit(), car("b").withPermit())},
	{"an accessible spot with a charger is not for electric vehicles without a permit", draw("c*+c"), each(car("a").electric(), car("b").electric())},
	{"a full lot is ErrFull while accessible spots are free", draw("cc*"), each(car("a"), car("b"), car("c").electric(), car("d").withPermit())},
	{"Leave frees spots of every sort", draw("cc*c+c*+"), each(car("a"), car("b").withPermit(), car("c").electric(), car("d").withPermit().electric(), out("b"), out("c"), out("d"), out("a"),
		car("e").withPermit().electric(), car("f").withPermit(), car("g").electric(), car("h"))},
	{"an accessible spot ends a run: a bus never takes one", draw("llll*l lll*llllll"), each(bus("a"), bus("b"))},
	{"a bus with a permit takes no accessible spot either", draw("l*l*l*l*l* lllll"), each(bus("a").withPermit(), bus("b").withPermit())},
	{"a bus ignores chargers, electric or not", draw("l+l+lll lllll l+l+l+l+l+"), each(bus("a"), bus("b").electric(), bus("c"))},
	{"Free counts what plain vehicles may take: chargers, and nothing accessible", draw("s s+ s* s*+ c c+ c* c*+ l l+ l* l*+"), frees()},
	{"Free for buses counts chargers, and ends a run at an accessible spot", draw("l+lllll*llll+l llll*lllll"), append(frees(), append(each(bus("a")), frees()...)...)},
	{"Free follows vehicles on spots of every sort", draw("cc*c+c*+"), append(each(car("a").withPermit(), car("b").electric()), append(frees(), append(each(out("a"), out("b")), frees()...)...)...)},
}

// specialLots are lots for random calls.
var specialLots = [][]string{
	{"ss*s+s*+ cc*c+c*+ ll*l+l*+"},
	{"l*lllll+llllll*lllll"},
	{"c+l*ll lllllll+", "s*s+c l*+l+l+lll", "ccc*"},
	{"scl llllll s", "lllll"}, // nothing special: steps 1 to 6
}

// sorts draws a spot of each sort.
var sorts = []string{"s", "s+", "s*", "s*+", "c", "c+", "c*", "c*+", "l", "l+", "l*", "l*+"}

func checkEveryPair(t *exercise.T) {
	for _, first := range sorts {
		for _, second := range sorts {
			script := game{step: 7, drawn: draw(first + second)}.script()
			for i := range 8 {
				park := moto
				if i&1 != 0 {
					park = car
				}
				a, b := park("a"), park("b")
				for _, c := range []*call{&a, &b} {
					c.vehicle.Permit, c.vehicle.Electric = i&2 != 0, i&4 != 0
				}
				script.Check(t, a, b)
			}
		}
	}
}

// drawnByChance draws a row of n spots of these sorts.
func drawnByChance(r *rand.Rand, n int, sorts ...string) string {
	row := make([]string, n)
	for i := range row {
		row[i] = sorts[r.IntN(len(sorts))]
	}
	return strings.Join(row, "")
}

// checkSpecialFives draws rows by chance.
func checkSpecialFives(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range exercise.Within(1000) {
		row := drawnByChance(r, 5+r.IntN(12), "l", "l", "l", "l", "l+", "l+", "l*", "l*+", "c")
		game{step: 7, drawn: draw(row)}.script().Check(t, bus("a"), bus("b").withPermit(), bus("c").electric(), out("a"), bus("d"))
	}
}

// checkFreeOfSpecialRows draws lots by chance.
func checkFreeOfSpecialRows(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range exercise.Within(300) {
		row := drawnByChance(r, 12, sorts...)
		game{step: 7, drawn: draw(row)}.script().Check(t, append(frees(), append(each(car("a"), moto("b").withPermit(), car("c").electric()), frees()...)...)...)
	}
}

func checkSpecialClaims(t *exercise.T) {
	claims(t, draw("s* c+ c llll+l", "sc* l*lllll+"), func(r *rand.Rand, v parkinglot.Vehicle) parkinglot.Vehicle {
		v.Kind, v.Permit, v.Electric = kinds[r.IntN(len(kinds))], r.IntN(2) == 0, r.IntN(2) == 0
		return v
	})
}
