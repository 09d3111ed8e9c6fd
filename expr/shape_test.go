package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
)

// TestShape holds what queries tell of their columns, names and types, against
// what the server sends.
func TestShape(t *testing.T) {
	db := openClauses(t)
	q2 := expr.As(Bids, "q2")
	w := expr.Window().OrderBy(Ticks.Ts)
	symbols := expr.Select(Ticks.Symbol).From(Ticks)
	for name, q := range map[string]expr.Query{
		"columns":           expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price.As("p"), Ticks.Lot, Ticks.Live, Ticks.Note).From(Ticks),
		"all":               expr.Select(expr.All).From(Ticks),
		"all and more":      expr.Select(expr.All, Ticks.Price.Mul(num(2)).As("double")).From(Ticks),
		"a column twice":    expr.Select(Ticks.Price, Ticks.Price, Ticks.Price).From(Ticks),
		"columns of a join": expr.Select(tk.Ts, qt.Ts, q2.Ts, tk.Symbol, qt.Symbol).From(tk).AsofJoin(qt).AsofJoin(q2),
		"all of a join":     expr.Select(expr.All).From(tk).AsofJoin(qt).AsofJoin(q2),
		"all of each":       expr.Select(expr.AllOf(tk), expr.AllOf(qt)).From(tk).AsofJoin(qt),
		"all of the second": expr.Select(expr.AllOf(qt)).From(tk).LtJoin(qt),
		"all of a CTE":      expr.Select(expr.All).From(bands),
		"aggregates":        expr.Select(Ticks.Symbol, fn.Count().As("n"), fn.Sum(Ticks.Lot).As("s"), fn.Sum(Ticks.Price).As("f"), fn.Avg(Ticks.Lot).As("a"), fn.Max(Ticks.Ts).As("m"), fn.First(Ticks.Lot).As("first")).From(Ticks),
		"sampled":           expr.Select(Ticks.Ts, Ticks.Symbol, fn.Last(Ticks.Price).As("close")).From(Ticks).SampleBy(expr.Hours(1)),
		"windows":           expr.Select(fn.Sum(Ticks.Qty).Over(w).As("a"), fn.Max(Ticks.Lot).Over(w).As("b"), fn.Lag(Ticks.Lot, 1).Over(w).As("c"), fn.Rank().Over(w).As("d"), fn.PercentRank().Over(w).As("e"), fn.Lead(Ticks.Ts, 1).Over(w).As("f")).From(Ticks),
		"union":             symbols.Union(expr.Select(Bids.Symbol).From(Bids)),
		"union all":         symbols.UnionAll(expr.Select(Bids.Symbol).From(Bids)),
		"except":            symbols.Except(expr.Select(Bids.Symbol).From(Bids).Where(Bids.Bid.Gt(1e9))),
		"intersect":         symbols.Intersect(expr.Select(Bids.Symbol).From(Bids)),
		"union of text":     expr.Select(Ticks.Note).From(Ticks).Union(expr.Select(Bids.Venue).From(Bids)),
		"union of texts":    expr.Select(Ticks.Note).From(Ticks).Union(expr.Select(Bids.Symbol).From(Bids)),
		"except of texts":   expr.Select(Ticks.Symbol).From(Ticks).Except(expr.Select(Bids.Venue).From(Bids)),
		"union of numbers":  expr.Select(Ticks.Lot, Ticks.Lot).From(Ticks).UnionAll(expr.Select(Bids.Size, Bids.Bid).From(Bids)),
		"pivot":             expr.Pivot(expr.Select(Ticks.Symbol, Ticks.Side, Ticks.Price).From(Ticks), fn.Avg(Ticks.Price).As("p"), fn.Count().As("n")).For(Ticks.Symbol, expr.Is("BTC-USD", "btc"), expr.Is("ETH-USD")).For(Ticks.Side, expr.Is("buy")).Query,
		"pivot by key":      expr.Pivot(expr.Select(Ticks.Symbol, Ticks.Side, Ticks.Price).From(Ticks), fn.Avg(Ticks.Price)).For(Ticks.Symbol, expr.Is("BTC-USD"), expr.Is("x", "y")).GroupBy(Ticks.Side).Query,
		"pivot of numbers":  expr.Pivot(expr.Select(Ticks.Lot, Ticks.Price).From(Ticks), fn.Max(Ticks.Price).As("high")).For(Ticks.Lot, expr.Is(1), expr.Is(2)).Query,
		"horizon": func() expr.Query {
			h := expr.HorizonList("h", expr.Seconds(0))
			return expr.Select(h.Offset, h.Timestamp, tk.Symbol, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h)
		}(),
		"sequence": expr.Select(expr.All).From(expr.LongSequence("s", 3)),
	} {
		t.Run(name, func(t *testing.T) {
			checkNames(t, q)
			checkTypes(t, db, q)
			items, err := node.BodyOf(q).Shape()
			if err != nil {
				t.Fatal(err)
			}
			text, err := q.Inline()
			if err != nil {
				t.Fatal(err)
			}
			rows, err := db.Query(t.Context(), text)
			if err != nil {
				t.Fatalf("%s\n%v", text, err)
			}
			defer rows.Close()
			columns := rows.FieldDescriptions()
			if len(columns) != len(items) {
				t.Fatalf("%s\n%d columns, the query says %d", text, len(columns), len(items))
			}
			for i, c := range columns {
				if c.Name != items[i].Name {
					t.Errorf("%s\ncolumn %d is %q, the query says %q", text, i+1, c.Name, items[i].Name)
				}
			}
		})
	}
}

// checkNames makes sure that each column has a name.
func checkNames(t *testing.T, q expr.Query) {
	t.Helper()
	items, err := node.BodyOf(q).Shape()
	if err != nil {
		t.Fatal(err)
	}
	for i, it := range items {
		if it.Name == "" {
			t.Errorf("column %d has no name", i+1)
		}
	}
}
