package main

import (
	"context"
	"fmt"
	"math"
	"runtime/debug"
	"strings"
	"time"

	"github.com/questql/questql/bench/sqlbench"
	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

type pricesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
}

type priceShape struct {
	expr.Table
	Price expr.DoubleColumn
}

var prices = ddl.Define("prices", func(t *pricesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

type price struct {
	Ts     time.Time
	Symbol string
	Price  float64
}

type rendered interface{ SQL() (string, []any, error) }

// growths are statements of n parts, built and rendered.
var growths = []struct {
	name  string
	sizes []int
	build func(n int) rendered
}{
	{"rows of InsertRows", []int{10, 100, 1000, 10_000, 100_000}, func(n int) rendered {
		rows := make([]price, n)
		for i := range rows {
			rows[i] = price{sqlbench.In.Since, "BTC-USD", float64(i)}
		}
		return expr.InsertRows(prices, rows)
	}},
	{"rows of Values", []int{10, 100, 1000, 10_000, 100_000}, func(n int) rendered {
		insert := expr.Insert(prices)
		for i := range n {
			insert = insert.Values(sqlbench.In.Since, "BTC-USD", float64(i))
		}
		return insert
	}},
	{"conditions of Or", []int{10, 100, 1000, 10_000, 50_000}, func(n int) rendered {
		conditions := make([]expr.Boolean, n)
		for i := range conditions {
			conditions[i] = expr.And(prices.Symbol.Eq("BTC-USD"), prices.Price.Gt(float64(i)))
		}
		return expr.Select(prices.Ts).From(prices).Where(expr.Or(conditions...))
	}},
	{"calls of Where", []int{10, 100, 1000, 10_000}, func(n int) rendered {
		q := expr.Select(prices.Ts).From(prices)
		for i := range n {
			q = q.Where(prices.Price.Gt(float64(i)))
		}
		return q
	}},
	{"depth of an expression", []int{10, 100, 1000, 10_000}, func(n int) rendered {
		var sum expr.Float = prices.Price
		for range n {
			sum = prices.Price.Mul(prices.Price.Add(sum))
		}
		return expr.Select(sum.As("sum")).From(prices)
	}},
	{"depth of conditions", []int{10, 100, 1000, 10_000}, func(n int) rendered {
		condition := prices.Price.Gt(1)
		for i := range n / 2 {
			condition = expr.And(prices.Price.Gt(float64(i)), expr.Or(condition, prices.Symbol.Eq("BTC-USD")))
		}
		return expr.Select(prices.Ts).From(prices).Where(condition)
	}},
	{"depth of sub-queries", []int{10, 100, 1000, 10_000}, func(n int) rendered {
		s := expr.Sub("s", func(priceShape) expr.Query { return expr.Select(prices.Price).From(prices) })
		for range n {
			inner := s
			s = expr.Sub("s", func(priceShape) expr.Query { return expr.Select(inner.Price).From(inner) })
		}
		return expr.Select(s.Price).From(s)
	}},
	{"columns", []int{10, 100, 1000, 2000}, func(n int) rendered {
		items := make([]expr.Item, n)
		for i := range items {
			items[i] = prices.Price.Add(expr.Float64(float64(i))).As(fmt.Sprint("c", i))
		}
		return expr.Select(items...).From(prices)
	}},
	{"CTEs", []int{10, 100, 1000, 2000}, func(n int) rendered {
		c := expr.CTE("c0", func(priceShape) expr.Query { return expr.Select(prices.Price).From(prices) })
		for i := range n {
			before := c
			c = expr.CTE(fmt.Sprint("c", i+1), func(priceShape) expr.Query { return expr.Select(before.Price).From(before) })
		}
		return expr.Select(c.Price).From(c)
	}},
}

// growthPart says with which power of their size statements grow: 1 is linear.
func growthPart(ctx context.Context, e *environment) (string, error) {
	var out strings.Builder
	out.WriteString("Built and rendered, the least of several runs; exponents of a fit through all sizes, and of CPU time from the last size but one to the last. " +
		"What the collector does depends on all that lives, which grows with the statement: the goal is of the time without it, the time with it stands behind.\n\n")
	t := newTable("", "sizes", "CPU", "allocations", "bytes", "goal", "CPU, last step", "CPU with the collector", "CPU of the largest, with it")
	for _, g := range growths {
		sizes := g.sizes
		if e.quick {
			sizes = sizes[:2]
		}
		costs, err := growAlone(ctx, e, sizes, g.build)
		if err != nil {
			return "", fmt.Errorf("%s: %w", g.name, err)
		}
		collected, err := grow(ctx, e, sizes, g.build)
		if err != nil {
			return "", fmt.Errorf("%s: %w", g.name, err)
		}
		last := len(sizes) - 1
		cpu := exponent(sizes, costs, cpuOf)
		step := exponent(sizes[last-1:], costs[last-1:], cpuOf)
		allocs := exponent(sizes, costs, func(c cost) float64 { return c.allocs })
		bytes := exponent(sizes, costs, func(c cost) float64 { return c.bytes })
		t.row(g.name, fmt.Sprintf("%d to %d", sizes[0], sizes[last]), decimals(cpu), decimals(allocs), decimals(bytes),
			atMost(max(cpu, allocs, bytes), growthGoal), decimals(step), decimals(exponent(sizes, collected, cpuOf)), fmt.Sprintf("%.2f ms", collected[last].cpu.Seconds()*1e3))
	}
	t.write(&out)
	return out.String(), nil
}

const growthGoal = 1.1

// growAlone is grow without the collector, which runs between measurements.
func growAlone(ctx context.Context, e *environment, sizes []int, build func(n int) rendered) ([]cost, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	return grow(ctx, e, sizes, build)
}

// grow measures each size. Where the exponent is above the goal it measures
// again: the least of more runs is nearer to what the code takes.
func grow(ctx context.Context, e *environment, sizes []int, build func(n int) rendered) ([]cost, error) {
	slice := 50 * time.Millisecond // so that the largest, too, are repeated within one
	if e.quick {
		slice = time.Millisecond
	}
	costs := make([]cost, len(sizes))
	for attempt := range e.rounds(4) {
		for i, n := range sizes {
			measured, err := compare(ctx, e.rounds(3), slice, subject{fmt.Sprint(n), func() (err error) {
				sinkText, sinkArgs, err = build(n).SQL()
				return err
			}})
			if err != nil {
				return nil, err
			}
			if attempt == 0 {
				costs[i] = measured[0]
			}
			costs[i] = costs[i].least(measured[0])
		}
		if exponent(sizes, costs, cpuOf) <= growthGoal {
			break
		}
	}
	return costs, nil
}

func cpuOf(c cost) float64 { return float64(c.cpu) }

// exponent is the slope of the line that fits the logarithms best.
func exponent(sizes []int, costs []cost, of func(c cost) float64) float64 {
	var sx, sy, sxx, sxy float64
	for i, n := range sizes {
		x, y := math.Log(float64(n)), math.Log(max(of(costs[i]), 1))
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(sizes))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
