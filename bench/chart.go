package main

import (
	"bytes"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/questql/questql/bench/sqlbench"
)

// draw draws the six queries, each with a bar for each builder.
func (e *environment) draw(all []rendering) error {
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
	p := plot.New()
	p.Title.Text = "Build and render: CPU time as a multiple of hand-written code"
	p.Title.Padding = vg.Points(8)
	p.Y.Tick.Marker = multiples{}
	p.Y.Padding = 0
	p.Legend.Top, p.Legend.Left = true, false
	p.Legend.XOffs, p.Legend.Padding = vg.Points(-4), vg.Points(2)
	p.Add(horizontalGrid())
	var peers []string
	for _, im := range sqlbench.Impls() {
		if !im.Limit && im.Name != "questql" {
			peers = append(peers, im.Name)
		}
	}
	const width = 9
	for i, name := range append([]string{"questql"}, peers...) {
		bars, err := plotter.NewBarChart(logarithms(all, name), vg.Points(width))
		if err != nil {
			return err
		}
		bars.LineStyle.Width = 0
		bars.Color = palette[i%len(palette)]
		bars.Offset = vg.Points(width+1) * vg.Length(float64(i)-float64(len(peers))/2)
		p.Add(bars)
		p.Legend.Add(name, bars)
	}
	p.NominalX(sqlbench.QName[:]...)
	p.X.Min, p.X.Max = -.6, float64(sqlbench.NumQ)-.4
	p.Y.Max = math.Log10(400) // room for the legend
	return save(p, filepath.Join(e.folder, "benchmarks.svg"))
}

// save writes a plot as SVG. Its text is text, in whatever font the reader has
// that is like the one that it is measured with.
func save(p *plot.Plot, path string) error {
	canvas, err := p.WriterTo(24*vg.Centimeter, 12*vg.Centimeter, "svg")
	if err != nil {
		return err
	}
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return err
	}
	text := bytes.ReplaceAll(svg.Bytes(), []byte("font-family:Liberation Sans"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif"))
	return os.WriteFile(path, text, 0o644)
}

// logarithms are the heights of a builder's bars: none is where it has no such
// query or needs no more than code by hand.
func logarithms(all []rendering, name string) plotter.Values {
	heights := make(plotter.Values, sqlbench.NumQ)
	for q := range sqlbench.NumQ {
		c, ok := find(all, name, q)
		hand, _ := find(all, "hand", q)
		if ok {
			heights[q] = math.Log10(ratio(c.cpu, hand.cpu))
		}
	}
	return heights
}

// multiples marks an axis of logarithms with what they are of.
type multiples struct{}

func (multiples) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for _, m := range []float64{.1, .2, .5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if at := math.Log10(m); at >= low && at <= high {
			ticks = append(ticks, plot.Tick{Value: at, Label: strings.TrimSuffix(short(m), ".") + "×"})
		}
	}
	return ticks
}

func horizontalGrid() *plotter.Grid {
	grid := plotter.NewGrid()
	grid.Vertical.Width = 0
	grid.Horizontal.Color = color.Gray{Y: 225}
	return grid
}

// palette has questql's colour first; the others can be told apart by people who
// do not see red or green.
var palette = []color.Color{
	color.RGBA{R: 213, G: 94, A: 255},
	color.RGBA{G: 114, B: 178, A: 255},
	color.RGBA{R: 86, G: 180, B: 233, A: 255},
	color.RGBA{G: 158, B: 115, A: 255},
	color.RGBA{R: 240, G: 228, B: 66, A: 255},
	color.RGBA{R: 204, G: 121, B: 167, A: 255},
	color.RGBA{R: 153, G: 153, B: 153, A: 255},
}
