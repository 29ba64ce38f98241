package parkinglot_test

import (
	"math/rand/v2"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 7: which sort of spot a vehicle takes. A spot must fit. Then four things decide, in this order:
// whether the spot is accessible, whether it has a charger, its size, and its position.

var sortRows = []playRow{
	{"only a vehicle with a permit takes an accessible spot", draw("c*s*l*"), each(car("a").Returns(parkinglot.ErrFull), moto("b").Returns(parkinglot.ErrFull), car("c", permit).Returns(at(0, 0, 0)), moto("d", permit).Returns(at(0, 0, 1)))},
	{"with a permit, a vehicle takes an accessible spot before any other, even if the accessible one is larger", draw("c l*"), each(car("a", permit).Returns(at(0, 1, 0)), car("b", permit).Returns(at(0, 0, 0)))},
	{"with a permit, a vehicle takes another spot if no accessible one is free", draw("cc*"), each(car("a", permit), car("b", permit).Returns(at(0, 0, 0)), car("c", permit).Returns(parkinglot.ErrFull))},
	{"with a permit, a vehicle still takes only a spot that it fits", draw("s*lc"), each(car("a", permit).Returns(at(0, 0, 2)), moto("b", permit).Returns(at(0, 0, 0)))},
	{"among accessible spots, size decides, and then position", draw("l*c* l*c*"), each(car("a", permit).Returns(at(0, 0, 1)), car("b", permit).Returns(at(0, 1, 1)), car("c", permit).Returns(at(0, 0, 0)), car("d", permit))},
	{"an electric vehicle takes a spot with a charger before any other, even if the one with the charger is larger", draw("cl+"), each(car("a", electric).Returns(at(0, 0, 1)), car("b", electric).Returns(at(0, 0, 0)))},
	{"an electric vehicle takes a spot without a charger if no charger is free", draw("cc+"), each(car("a", electric), car("b", electric).Returns(at(0, 0, 0)), car("c", electric))},
	{"without a permit, a vehicle that is not electric takes a spot with a charger only if it fits no free spot without one", draw("c+l"), each(car("a").Returns(at(0, 0, 1)), car("b").Returns(at(0, 0, 0)), car("c"))},
	{"an electric motorcycle takes a large spot with a charger before a small one without a charger", draw("sl+"), each(moto("a", electric).Returns(at(0, 0, 1)), moto("b", electric))},
	{"a motorcycle that is not electric takes a large spot without a charger before a small one with a charger", draw("s+l"), each(moto("a").Returns(at(0, 0, 1)), moto("b"))},
	{"among spots with chargers, size decides, and then position", draw("l+c+ c+"), each(car("a", electric).Returns(at(0, 0, 1)), car("b", electric).Returns(at(0, 1, 0)), car("c", electric))},
	{"with a permit, an electric vehicle takes an accessible spot, even without a charger, before a charger that is not accessible", draw("c+c*"), each(car("a", permit, electric).Returns(at(0, 0, 1)), car("b", permit, electric))},
	{"with a permit, a vehicle that is not electric takes an accessible spot, even with a charger, before a spot that is not accessible", draw("cc*+"), each(car("a", permit).Returns(at(0, 0, 1)), car("b", permit))},
	{"among accessible spots, an electric vehicle takes one with a charger", draw("c*l*+"), each(car("a", permit, electric).Returns(at(0, 0, 1)), car("b", permit, electric))},
	{"among accessible spots, a vehicle that is not electric takes one without a charger", draw("c*+l*"), each(car("a", permit).Returns(at(0, 0, 1)), car("b", permit))},
	{"an electric vehicle without a permit takes no accessible spot, even with a charger", draw("c*+c"), each(car("a", electric).Returns(at(0, 0, 1)), car("b", electric).Returns(parkinglot.ErrFull))},
	{"without a permit, Park returns ErrFull if only accessible spots are free", draw("cc*"), each(car("a"), car("b").Returns(parkinglot.ErrFull), car("c", electric).Returns(parkinglot.ErrFull), car("d", permit).Returns(at(0, 0, 1)))},
	{"Leave frees accessible spots and spots with chargers too", draw("cc*c+c*+"), each(car("a"), car("b", permit), car("c", electric), car("d", permit, electric), leave("b"), leave("c"), leave("d"), leave("a"),
		car("e", permit, electric).Returns(at(0, 0, 3)), car("f", permit).Returns(at(0, 0, 1)), car("g", electric).Returns(at(0, 0, 2)), car("h").Returns(at(0, 0, 0)))},
	{"an accessible spot ends a run of spots, and a bus never takes one", draw("llll*l lll*llllll"), each(bus("a").Returns(at(0, 1, 3, 4, 5, 6, 7)), bus("b").Returns(parkinglot.ErrFull))},
	{"a bus takes no accessible spot, even with a permit", draw("l*l*l*l*l* lllll"), each(bus("a", permit).Returns(at(0, 1, 0, 1, 2, 3, 4)), bus("b", permit).Returns(parkinglot.ErrFull))},
	{"a bus ignores chargers, even if it is electric", draw("l+l+lll lllll l+l+l+l+l+"), each(bus("a").Returns(at(0, 0, 0, 1, 2, 3, 4)), bus("b", electric).Returns(at(0, 1, 0, 1, 2, 3, 4)), bus("c"))},
	{"Free counts spots with chargers and no accessible spots", draw("s s+ s* s*+ c c+ c* c*+ l l+ l* l*+"), each(free(parkinglot.Motorcycle).Returns(6), free(parkinglot.Car).Returns(4))},
	{"Free for buses counts spots with chargers, and an accessible spot ends a run", draw("l+lllll*llll+l llll*lllll"), each(free(parkinglot.Bus).Returns(3), bus("a"), free(parkinglot.Bus).Returns(2))},
	{"Free changes with vehicles on spots with chargers, but not with those on accessible spots", draw("cc*c+c*+"), each(car("a", permit), car("b", electric), free(parkinglot.Car).Returns(1), leave("a"), leave("b"), free(parkinglot.Car).Returns(2))},
}

// specialLots are lots for random calls.
var specialLots = [][]string{
	{"ss*s+s*+ cc*c+c*+ ll*l+l*+"},
	{"l*lllll+llllll*lllll"},
	{"c+l*ll lllllll+", "s*s+c l*+l+l+lll", "ccc*"},
	{"scl llllll s", "lllll"}, // no special spots, as in steps 1 to 6
}

// sorts draws a spot of each sort.
var sorts = []string{"s", "s+", "s*", "s*+", "c", "c+", "c*", "c*+", "l", "l+", "l*", "l*+"}

func checkEveryPair(t *exercise.T) {
	for _, first := range sorts {
		for _, second := range sorts {
			g := game{step: 7, drawn: draw(first + second)}
			for i := range 8 {
				v := parkinglot.Vehicle{Plate: "a", Kind: kinds[i%2], Permit: i&2 != 0, Electric: i&4 != 0}
				other := v
				other.Plate = "b"
				g.check(t, park(v), park(other))
			}
		}
	}
}

// drawnByChance draws a row of n random spots of these sorts.
func drawnByChance(r *rand.Rand, n int, sorts ...string) string {
	row := make([]string, n)
	for i := range row {
		row[i] = sorts[r.IntN(len(sorts))]
	}
	return strings.Join(row, "")
}

// checkSpecialFives draws random rows.
func checkSpecialFives(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range exercise.Within(1000) {
		row := drawnByChance(r, 5+r.IntN(12), "l", "l", "l", "l", "l+", "l+", "l*", "l*+", "c")
		game{step: 7, drawn: draw(row)}.check(t, bus("a"), bus("b", permit), bus("c", electric), leave("a"), bus("d"))
	}
}

// checkSpecialRows draws random rows of 6 to 9 large spots. There vehicles of several sorts come and go, so that spots are
// taken and freed in any order.
func checkSpecialRows(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 9))
	sorts := []string{"l*", "l", "l", "l", "l+", "l+", "l+"}
	var lots [][]string
	for n := range 20 {
		lots = append(lots, draw(drawnByChance(r, 6+n%4, sorts[n%3:]...)))
	}
	game{step: 7}.random(t, "", lots, 20, 30, mixed(4, anySpecial, anySpecial, anyLeave))
}

// checkFreeOfSpecialRows draws random rows.
func checkFreeOfSpecialRows(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range exercise.Within(300) {
		row := drawnByChance(r, 12, sorts...)
		game{step: 7, drawn: draw(row)}.check(t, car("a"), moto("b", permit), car("c", electric), leave("a"))
	}
}
