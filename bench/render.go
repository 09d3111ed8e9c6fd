package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/questql/questql/bench/sqlbench"
)

// A rendering is one query of one implementation.
type rendering struct {
	impl  *sqlbench.Impl
	query sqlbench.Q
	cost  cost
}

// renderGoals are the goals of the six queries: CPU time as a multiple of that
// by hand, and allocations.
var renderGoals = struct {
	cold, coldAllocs, warm, warmAllocs [sqlbench.NumQ]float64
}{
	cold:       [...]float64{3.5, 5, 2, 1, 3, 6},
	coldAllocs: [...]float64{12, 25, 6, 20, 160, 60},
	warm:       [...]float64{2, 2, 2, 2, 2, 2},
	warmAllocs: [...]float64{3, 3, 3, 3, 3, 3},
}

// renderPart renders the six queries with each implementation: built and
// rendered (cold), and rendered again (warm).
func renderPart(ctx context.Context, e *environment) (string, error) {
	cold, err := renderings(ctx, e, func(im *sqlbench.Impl, q sqlbench.Q) sqlbench.Render { return im.Cold[q] })
	if err != nil {
		return "", err
	}
	warm, err := renderings(ctx, e, func(im *sqlbench.Impl, q sqlbench.Q) sqlbench.Render {
		if im.Warm[q] == nil {
			return nil
		}
		return im.Warm[q]()
	})
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("Built and rendered: CPU time as a multiple of that by hand (its own line: the time).\n\n")
	renderTable(cold, cpuCell, renderGoals.cold).write(&out)
	out.WriteString("\nBuilt and rendered: allocations.\n\n")
	renderTable(cold, allocsCell, renderGoals.coldAllocs).write(&out)
	out.WriteString("\nRendered again: CPU time as a multiple of that by hand, which copies the text and the arguments.\n\n")
	renderTable(warm, cpuCell, renderGoals.warm).write(&out)
	out.WriteString("\nRendered again: allocations.\n\n")
	renderTable(warm, allocsCell, renderGoals.warmAllocs).write(&out)
	out.WriteString("\n¹ with a clause or a condition as SQL text, for the builder has no way to write it.\n")
	if e.quick {
		return out.String(), nil
	}
	return out.String(), e.draw(cold)
}

func renderings(ctx context.Context, e *environment, of func(im *sqlbench.Impl, q sqlbench.Q) sqlbench.Render) ([]rendering, error) {
	var all []rendering
	for q := range sqlbench.NumQ {
		var subjects []subject
		first := len(all)
		for _, im := range sqlbench.Impls() {
			render := of(im, q)
			if render == nil {
				continue
			}
			all = append(all, rendering{impl: im, query: q})
			subjects = append(subjects, subject{im.Name + " " + sqlbench.QName[q], func() (err error) {
				sinkText, sinkArgs, err = render()
				return err
			}})
		}
		costs, err := compare(ctx, e.rounds(20), 10*time.Millisecond, subjects...)
		if err != nil {
			return nil, err
		}
		for i, c := range costs {
			all[first+i].cost = c
		}
	}
	return all, nil
}

// What is rendered goes there, so that the compiler cannot leave it out.
var (
	sinkText string
	sinkArgs []any
)

// find returns what an implementation takes for a query.
func find(all []rendering, name string, q sqlbench.Q) (cost, bool) {
	i := slices.IndexFunc(all, func(r rendering) bool { return r.impl.Name == name && r.query == q })
	if i < 0 {
		return cost{}, false
	}
	return all[i].cost, true
}

// renderTable has a line for each implementation, ours last, and one for the
// goals. cell returns what is shown, and the figure that the goal is for.
func renderTable(all []rendering, cell func(c, hand cost) (string, float64), goals [sqlbench.NumQ]float64) *table {
	t := newTable(append([]string{""}, sqlbench.QName[:]...)...)
	var ours, goal []string
	for _, im := range sqlbench.Impls() {
		row, any := []string{im.Name}, false
		for q := range sqlbench.NumQ {
			c, ok := find(all, im.Name, q)
			text := ""
			if ok {
				hand, _ := find(all, "hand", q)
				var figure float64
				text, figure = cell(c, hand)
				if im.Name == "questql" {
					goal = append(goal, atMost(figure, goals[q]))
				}
				if im.Raw[q] != "" {
					text += "¹"
				}
				any = true
			}
			row = append(row, text)
		}
		switch {
		case im.Name == "questql":
			ours = row
		case any:
			t.row(row...)
		}
	}
	ours[0] = "**questql**"
	t.row(ours...)
	t.row(append([]string{"goal"}, goal...)...)
	return t
}

func cpuCell(c, hand cost) (string, float64) {
	if c == hand {
		return fmt.Sprintf("%d ns", c.cpu.Nanoseconds()), 1
	}
	return times(c.cpu, hand.cpu), ratio(c.cpu, hand.cpu)
}

func allocsCell(c, _ cost) (string, float64) {
	whole := math.Floor(c.allocs + .01) // what the runtime allocates beside is a fraction
	return fmt.Sprint(whole), whole
}
