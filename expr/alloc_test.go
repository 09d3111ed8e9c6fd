package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/race"
)

type allocBase struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
}

type allocRanked struct {
	allocBase
	Rn   expr.LongColumn
	Mean expr.DoubleColumn
	Band expr.StringColumn
}

// allocStatements are like the six queries of the benchmarks, each built anew.
var allocStatements = map[string]func() expr.Statement{
	"select": func() expr.Statement {
		t := tradesPointer
		return expr.Select(t.Ts, t.Symbol, t.Price, t.Amount).From(t).Where(t.Symbol.Eq("BTC-USD"), t.Price.Gt(100.5), t.Ts.Ge(noon))
	},
	"join": func() expr.Statement {
		volume := fn.Sum(tk.Amount).As("volume")
		return expr.Select(qt.Venue, tk.Symbol, fn.Count().As("n"), volume, fn.Avg(tk.Price).As("mean"), fn.Min(tk.Price).As("low"), fn.Max(tk.Price).As("high")).
			From(tk).Join(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol))).
			Where(tk.Ts.Ge(noon), qt.Venue.Eq("x")).
			GroupBy(qt.Venue, tk.Symbol).OrderBy(volume.Desc(), tk.Symbol).Limit(100)
	},
	"one row":    func() expr.Statement { return expr.InsertRows(Ticks, allocRows[:1]) },
	"1,000 rows": func() expr.Statement { return expr.InsertRows(Ticks, allocRows) },
	"50 alternatives": func() expr.Statement {
		t := tradesPointer
		pairs := make([]expr.Boolean, 50)
		for i := range pairs {
			pairs[i] = expr.And(t.Symbol.Eq("BTC-USD"), t.Price.Gt(float64(i)))
		}
		return expr.Select(t.Ts, t.Symbol, t.Price).From(t).Where(expr.Or(pairs...))
	},
	"CTEs and windows": func() expr.Statement {
		t := tradesPointer
		b := expr.CTE("base", func(*allocBase) expr.Query {
			return expr.Select(t.Ts, t.Symbol, t.Price).From(t).Where(t.Ts.Ge(noon), t.Symbol.Eq("BTC-USD"))
		})
		r := expr.CTE("ranked", func(r *allocRanked) expr.Query {
			w := expr.Window().PartitionBy(b.Symbol)
			return expr.Select(b.Ts, b.Symbol, b.Price,
				r.Rn.Is(fn.RowNumber().Over(w.OrderBy(b.Ts.Desc()))),
				r.Mean.Is(fn.Avg(b.Price).Over(w.OrderBy(b.Ts).Rows(9))),
				r.Band.Is(expr.When(b.Price.Gt(150), expr.String("high")).When(b.Price.Gt(50), expr.String("mid")).Else(expr.String("low"))),
			).From(b)
		})
		return expr.Select(r.Symbol, r.Band, fn.Count().As("n"), fn.Max(r.Mean).As("mean")).From(r).
			Where(r.Rn.Le(5)).GroupBy(r.Symbol, r.Band).OrderBy(r.Symbol, r.Band)
	},
}

var allocRows = tickRows(1000)

// TestStatementAllocs gates the allocations of statements that are built and
// rendered once, and of each further rendering: one, for the arguments.
func TestStatementAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	for name, limit := range map[string]float64{
		"select": 12, "join": 27, "one row": 7, "1,000 rows": 15, "50 alternatives": 160, "CTEs and windows": 45,
	} {
		build := allocStatements[name]
		cold := testing.AllocsPerRun(50, func() { sinkText, sinkArgs, sinkErr = build().SQL() })
		if sinkErr != nil {
			t.Fatalf("%s: %v", name, sinkErr)
		}
		warm := build()
		again := testing.AllocsPerRun(50, func() { sinkText, sinkArgs, sinkErr = warm.SQL() })
		t.Logf("%-16s %4v allocations, %v again", name, cold, again)
		if cold > limit || again > 1 {
			t.Errorf("%s: %v allocations, at most %v; %v again, at most 1", name, cold, limit, again)
		}
	}
}
