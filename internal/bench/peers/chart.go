package main

import (
	"image/color"
	"math"
	"os"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/oodkit/oodkit/internal/bench/measure"
)

const (
	panelWidth  = 3.4 * vg.Inch
	panelHeight = 2.6 * vg.Inch
	panelsWide  = 4
)

// drawFile draws the chart: a panel for each row, with the size on the x axis and a line for each contender.
func drawFile(name string, f figures) error {
	panels, err := f.panels()
	if err != nil {
		return err
	}
	var grid [][]*plot.Plot
	for line := range slices.Chunk(panels, panelsWide) {
		for len(line) < min(panelsWide, len(panels)) {
			line = append(line, nil)
		}
		grid = append(grid, line)
	}
	canvas := vgsvg.New(vg.Length(len(grid[0]))*panelWidth, vg.Length(len(grid))*panelHeight)
	dc := draw.New(canvas)
	dc.SetColor(color.White)
	dc.Fill(dc.Rectangle.Path())
	tiles := draw.Tiles{Rows: len(grid), Cols: len(grid[0]), PadX: vg.Millimeter * 4, PadY: vg.Millimeter * 4}
	canvases := plot.Align(grid, tiles, dc)
	for i, line := range grid {
		for j, panel := range line {
			if panel != nil {
				panel.Draw(canvases[i][j])
			}
		}
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = canvas.WriteTo(file)
	return err
}

// panels returns a panel for each name of rows.
func (f figures) panels() ([]*plot.Plot, error) {
	colors := make(map[string]int) // of contenders, the same in each panel
	var panels []*plot.Plot
	for _, rows := range byName(f.rows()) {
		p := plot.New()
		p.Title.Text = rows[0].name
		p.X.Label.Text, p.Y.Label.Text = "n", "ns/op"
		p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
		p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
		p.Legend.Top, p.Legend.Left = true, true
		p.Legend.TextStyle.Font.Size = vg.Points(7)
		if err := addLines(p, rows, colors); err != nil {
			return nil, err
		}
		panels = append(panels, p)
	}
	return panels, nil
}

// byName splits rows by their names.
func byName(rows []row) (split [][]row) {
	for _, r := range rows {
		if last := len(split) - 1; last >= 0 && split[last][0].name == r.name {
			split[last] = append(split[last], r)
		} else {
			split = append(split, []row{r})
		}
	}
	return split
}

// addLines adds a line for each contender.
func addLines(p *plot.Plot, rows []row, colors map[string]int) error {
	for _, r := range rows[len(rows)-1].results {
		line, points, err := plotter.NewLinePoints(pointsOf(rows, r.Contender))
		if err != nil {
			return err
		}
		i, ok := colors[r.Contender]
		if !ok {
			i = len(colors)
			colors[r.Contender] = i
		}
		line.Color, line.Width = plotutil.Color(i), vg.Points(1)
		points.Color, points.Shape, points.Radius = line.Color, plotutil.Shape(i), vg.Points(2)
		p.Add(line, points)
		p.Legend.Add(strings.TrimSpace(r.Contender), line, points)
	}
	widen(p)
	return nil
}

func pointsOf(rows []row, contender string) (points plotter.XYs) {
	for _, r := range rows {
		if m, ok := r.find(contender); ok {
			points = append(points, plotter.XY{X: float64(r.n), Y: measure.Median(m.Nanos).Center})
		}
	}
	return points
}

// widen makes room for the legend, and keeps the axes above 0 for the logarithms.
func widen(p *plot.Plot) {
	p.Y.Min = math.Pow(10, math.Floor(math.Log10(p.Y.Min)))
	p.Y.Max = math.Pow(10, math.Ceil(math.Log10(p.Y.Max))+1)
	if p.X.Min == p.X.Max {
		p.X.Min, p.X.Max = p.X.Min/2, p.X.Max*2
	}
}
