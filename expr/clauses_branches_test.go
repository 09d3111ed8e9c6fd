package expr_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

// kinds is a statement of each kind, with branches of it.
func kinds() map[string][]expr.Statement {
	base := expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price).From(Ticks).Where(Ticks.Live)
	sampled := expr.Select(Ticks.Ts, fn.Avg(Ticks.Price).As("mean")).From(Ticks)
	joined := expr.Select(tk.Ts, qt.Bid).From(tk)
	w := expr.Window().PartitionBy(Ticks.Symbol).OrderBy(Ticks.Ts)
	grouped := expr.Select(Ticks.Symbol, fn.Count().As("n")).From(Ticks)
	update := expr.Update(Ticks).Set(Ticks.Price.Set(1))
	pivot := expr.Pivot(base, fn.Avg(Ticks.Price).As("p")).For(Ticks.Symbol, expr.Is("a", "a"))
	into := expr.InsertSelect(Fixes, base)
	insert := expr.Insert(Fixes).Values(noon, "a", 1)
	lo := expr.Var("lo", float(10))
	return map[string][]expr.Statement{
		"where":     {base, base.Where(Ticks.Qty.Gt(1)), base.Where(Ticks.Qty.Gt(2), Ticks.Side.Eq("buy")), base.OrderBy(Ticks.Ts), base.OrderBy(Ticks.Price.Desc())},
		"limit":     {base.Limit(1), base.Limit(2), base.LimitRange(1, 2), base.Distinct(), base.Hint("a")},
		"sample by": {sampled.SampleBy(expr.Hours(1)), sampled.SampleBy(expr.Days(1), expr.Fill(expr.Prev)), sampled.SampleBy(expr.Days(1), expr.AlignToFirstObservation())},
		"latest on": {base, base.LatestOn(Ticks.Ts, Ticks.Symbol), base.LatestOn(Ticks.Ts, Ticks.Symbol, Ticks.Side)},
		"group by":  {grouped, grouped.GroupBy(Ticks.Symbol), grouped.GroupBy(Ticks.Symbol, Ticks.Side), grouped.GroupBy(Ticks.Symbol).GroupBy(Ticks.Lot)},
		"join":      {joined.Join(qt, expr.Using(tk.Symbol)), joined.AsofJoin(qt), joined.AsofJoin(qt, expr.Tolerance(expr.Seconds(1))), joined.LtJoin(qt), joined.CrossJoin(qt)},
		"union":     {base.Union(base), base.UnionAll(base.Limit(1)), base.Union(base).OrderBy(Ticks.Ts), base.Union(base).Limit(3).UnionAll(base)},
		"window": {
			expr.Select(fn.Avg(Ticks.Price).Over(w)).From(Ticks), expr.Select(fn.Avg(Ticks.Price).Over(w.Rows(1))).From(Ticks),
			expr.Select(fn.Avg(Ticks.Price).Over(w.OrderBy(Ticks.Price))).From(Ticks), expr.Select(fn.Avg(Ticks.Price).Over(w.PartitionBy(Ticks.Side).Named("x"))).From(Ticks),
		},
		"with":          {expr.Select(bands.Close).From(bands), expr.Select(daily.Close).From(daily).UnionAll(expr.Select(bands.Close).From(bands))},
		"declare":       {base.Where(Ticks.Price.GtExpr(lo)), base.Where(Ticks.Price.LtExpr(lo))},
		"named":         {base.Named("a"), base.Named("a").Named("b"), base.Named("c").Where(Ticks.Live), update.All().Named("d"), insert.Named("e")},
		"pivot":         {pivot, pivot.GroupBy(Ticks.Ts), pivot.For(Ticks.Ts.ToLong(), expr.Is(1, "b")), pivot.OrderBy(Ticks.Ts)},
		"explain":       {expr.Explain(base), expr.Explain(base).JSON(), expr.Explain(update.All())},
		"update":        {update.All(), update.Set(Ticks.Note.Set("a")).Where(Ticks.Live), update.Set(Ticks.Note.Set("b")).Where(Ticks.Qty.Eq(1))},
		"insert":        {insert, insert.Values(noon, "b", 2), insert.Values(noon, "c", 3).Values(noon, "d", 4)},
		"insert set":    {expr.Insert(Fixes).Set(Fixes.Ts.Set(noon)), expr.Insert(Fixes).Set(Fixes.Ts.Set(noon)).Set(Fixes.Price.Set(1))},
		"insert select": {into, into.Batch(10), into.Batch(20).O3MaxLag(expr.Seconds(1)), into.Atomic()},
		"insert rows":   {expr.InsertRows(Ticks, tickRows(3)), expr.InsertRows(Ticks, tickRows(5))},
	}
}

// rendering is all that a statement shows.
func rendering(t *testing.T, s expr.Statement) []any {
	text, args, err := s.SQL()
	pretty, perr := s.Pretty()
	inline, ierr := s.Inline()
	if err != nil || perr != nil || ierr != nil {
		t.Errorf("%v %v %v", err, perr, ierr)
	}
	return []any{text, args, pretty, inline}
}

// TestEveryKindIsImmutable renders the branches of a statement of each kind from
// eight goroutines, in turns that differ: each shows always the same, and that
// is what it shows alone.
func TestEveryKindIsImmutable(t *testing.T) {
	alone := map[string][][]any{}
	for kind, branches := range kinds() {
		for _, s := range branches {
			alone[kind] = append(alone[kind], rendering(t, s))
		}
	}
	shared := kinds()
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for round := range 4 {
				for kind, branches := range shared {
					for i := range branches {
						i = (i + g + round) % len(branches)
						if diff := cmp.Diff(alone[kind][i], rendering(t, branches[i])); diff != "" {
							t.Errorf("%s %d: %s", kind, i, diff)
							return
						}
					}
				}
			}
		})
	}
	wg.Wait()
}

// TestBranchesWhileRendering adds clauses to a shared query from goroutines that
// render it.
func TestBranchesWhileRendering(t *testing.T) {
	base := expr.Select(daily.Ts, daily.Close).From(daily).Where(daily.Close.Gt(1))
	want := base.String()
	var wg sync.WaitGroup
	for g := range int64(8) {
		wg.Go(func() {
			for i := range int64(50) {
				q := base.Where(daily.Symbol.Eq("a")).UnionAll(base.Limit(g + 1)).OrderBy(daily.Ts).Limit(i)
				first := q.String()
				if again := q.String(); again != first || base.String() != want {
					t.Errorf("%s\n%s\n%s", first, again, base)
					return
				}
			}
		})
	}
	wg.Wait()
}
