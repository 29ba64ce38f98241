package page

import (
	"fmt"
	"math"
	"strings"
)

// A Row is one benchmark in one unit, of both designs.
type Row struct {
	Name         string // as in Hit/keys=int/n=1024
	Unit         string // as in sec/op
	Mine, Theirs Interval
	MineText     string // the center with its interval, as in 12.3n ± 2%
	TheirText    string
	Delta        string // as in +12.34%, or ~ if there is no significant difference
	P            string // as in p=0.002 n=6
}

// An Interval is a measured value with its confidence interval.
type Interval struct{ Center, Low, High float64 }

// Significant reports whether there is a significant difference.
func (r Row) Significant() bool { return r.Delta != "~" && r.Delta != "" }

// Class says how the compared design is: "better", "worse" or "equal".
func (r Row) Class() string {
	switch {
	case !r.Significant():
		return "equal"
	case r.Mine.Center < r.Theirs.Center:
		return "better"
	default:
		return "worse"
	}
}

// A Chart shows, for the cases of one benchmark, how many times as long one design takes as the other.
type Chart struct {
	Name          string
	Width, Height int
	Ticks         []Tick
	Bars          []Bar
	One           int // where the ratio is 1
	Left, Right   int
}

// A Tick is a mark on the axis.
type Tick struct {
	X    int
	Text string
}

// A Bar is a ratio with its interval.
type Bar struct {
	X, W      int // from 1 to the ratio
	Low, High int
	Y         int // the middle
	Name      string
	Text      string
	Class     string
}

const (
	labelWidth = 200
	plotWidth  = 400
	barHeight  = 22
	axisHeight = 26
)

// Charts draws the times per operation, one for each benchmark.
func Charts(rows []Row) []Chart {
	var charts []Chart
	span := widest(rows)
	for _, r := range rows {
		if r.Unit != "sec/op" || !r.comparable() {
			continue
		}
		name, part, _ := strings.Cut(r.Name, "/")
		if len(charts) == 0 || charts[len(charts)-1].Name != name {
			charts = append(charts, newChart(name, span))
		}
		charts[len(charts)-1].add(r, part, span)
	}
	return charts
}

// comparable reports whether the row has a ratio.
func (r Row) comparable() bool { return r.Mine.Center > 0 && r.Theirs.Center > 0 }

// ratio returns how many times as long the compared design takes.
func (r Row) ratio() float64 { return r.Mine.Center / r.Theirs.Center }

// widest returns a power of two. The axes go from its inverse to that power.
func widest(rows []Row) float64 {
	span := 1.0
	for _, r := range rows {
		if r.Unit == "sec/op" && r.comparable() {
			span = max(span, math.Abs(math.Log2(r.ratio())))
		}
	}
	return math.Ceil(span)
}

// at returns the place of a ratio on an axis.
func at(ratio, span float64) int {
	place := min(max(math.Log2(ratio)/span, -1), 1)
	return labelWidth + plotWidth/2 + int(math.Round(place*plotWidth/2))
}

func newChart(name string, span float64) Chart {
	c := Chart{Name: name, Width: labelWidth + plotWidth + 80, Height: axisHeight,
		One: at(1, span), Left: labelWidth, Right: labelWidth + plotWidth}
	every := math.Ceil(span / 4)
	for power := -every * math.Floor(span/every); power <= span; power += every {
		c.Ticks = append(c.Ticks, Tick{at(math.Exp2(power), span), times(power)})
	}
	return c
}

// times returns a ratio as text, such as 1/4 × or 2 ×.
func times(power float64) string {
	if power < 0 {
		return fmt.Sprintf("1/%.0f ×", math.Exp2(-power))
	}
	return fmt.Sprintf("%.0f ×", math.Exp2(power))
}

func (c *Chart) add(r Row, name string, span float64) {
	x := at(r.ratio(), span)
	low, high := r.Mine.Low/r.Theirs.High, r.Mine.High/r.Theirs.Low
	c.Bars = append(c.Bars, Bar{
		X: min(x, c.One), W: max(x, c.One) - min(x, c.One),
		Low: at(finite(low, r.ratio()), span), High: at(finite(high, r.ratio()), span),
		Y: c.Height - axisHeight + barHeight/2, Name: name,
		Text:  fmt.Sprintf("%.2f ×", r.ratio()),
		Class: r.Class(),
	})
	c.Height += barHeight
}

// finite returns x, or instead if x is infinite because there were too few rounds.
func finite(x, instead float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) || x <= 0 {
		return instead
	}
	return x
}

// The places that the template needs.

// AxisY returns where the axis is.
func (c Chart) AxisY() int { return c.Height - axisHeight + 4 }

// TextY returns the line that the marks on the axis stand on.
func (c Chart) TextY() int { return c.Height - 7 }

// NameX returns where the names end.
func (c Chart) NameX() int { return c.Left - 8 }

// ValueX returns where the values begin.
func (c Chart) ValueX() int { return c.Right + 12 }

// TextY returns the line that the name stands on.
func (b Bar) TextY() int { return b.Y + 4 }

// Top returns where the bar begins.
func (b Bar) Top() int { return b.Y - 6 }
