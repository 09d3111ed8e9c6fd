package expr_test

import (
	"fmt"
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestWindow(t *testing.T) {
	db := openClauses(t)
	const part, from = `PARTITION BY symbol ORDER BY ts`, ` FROM clauses_ticks`
	const frame = `SELECT avg(price) OVER (` + part + ` `
	w := expr.Window().PartitionBy(Ticks.Symbol).OrderBy(Ticks.Ts)
	sel := func(items ...expr.Item) expr.Query { return expr.Select(items...).From(Ticks) }
	mean := fn.Avg(Ticks.Price)
	double := Ticks.Price.Mul(num(2)).As("double")
	w20 := w.Rows(19).Named("w20")
	qdbtest.Golden(t, db, []qdbtest.Case{
		{
			Name: "wishlist",
			Statement: sel(Ticks.Symbol,
				mean.Over(w.Range(expr.Preceding(expr.Hours(1)), expr.CurrentRow())).As("ma"),
				mean.Over(w20).As("sma20"),
				fn.Lag(Ticks.Price, 1).Over(w).As("prev"),
				fn.LastValue(Ticks.Price).IgnoreNulls().Over(w.Cumulative()).As("filled")),
			SQL: `SELECT symbol, avg(price) OVER (` + part + ` RANGE BETWEEN 1 HOUR PRECEDING AND CURRENT ROW) AS ma, avg(price) OVER w20 AS sma20, lag(price, 1) OVER (` + part + `) AS prev, last_value(price) IGNORE NULLS OVER (` + part + ` CUMULATIVE) AS filled` + from + ` WINDOW w20 AS (` + part + ` ROWS BETWEEN 19 PRECEDING AND CURRENT ROW)`,
		},
		{Name: "all rows", Statement: sel(mean.Over(expr.Window()).As("x")), SQL: `SELECT avg(price) OVER () AS x` + from},
		{Name: "zero window", Statement: sel(mean.Over(expr.WindowSpec{}).As("x")), SQL: `SELECT avg(price) OVER () AS x` + from},
		{Name: "partition by an expression", Statement: sel(mean.Over(expr.Window().PartitionBy(Ticks.Qty.Mod(num(2)), Ticks.Side)).As("x")), SQL: `SELECT avg(price) OVER (PARTITION BY qty % 2, side) AS x` + from},
		{Name: "order", Statement: sel(mean.Over(expr.Window().OrderBy(Ticks.Price.Desc(), Ticks.Ts)).As("x")), SQL: `SELECT avg(price) OVER (ORDER BY price DESC, ts) AS x` + from},
		{Name: "order by an item", Statement: sel(double, mean.Over(expr.Window().OrderBy(double)).As("x")), SQL: `SELECT price * 2 AS double, avg(price) OVER (ORDER BY double) AS x` + from},
		{Name: "named twice", Statement: sel(mean.Over(w20).As("a"), fn.Sum(Ticks.Qty).Over(w.Rows(19).Named("w20")).As("b")).OrderBy(Ticks.Ts).Limit(3), SQL: `SELECT avg(price) OVER w20 AS a, sum(qty) OVER w20 AS b` + from + ` WINDOW w20 AS (` + part + ` ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) ORDER BY ts LIMIT $1`},
		{Name: "two names", Statement: sel(mean.Over(w20).As("a"), mean.Over(w.Named("all")).As("b")), SQL: `SELECT avg(price) OVER w20 AS a, avg(price) OVER "all" AS b` + from + ` WINDOW w20 AS (` + part + ` ROWS BETWEEN 19 PRECEDING AND CURRENT ROW), "all" AS (` + part + `)`},
		{Name: "refined", Statement: sel(mean.Over(expr.Window().PartitionBy(Ticks.Symbol).Named("w1").OrderBy(Ticks.Ts)).As("x")), SQL: `SELECT avg(price) OVER (w1 ORDER BY ts) AS x` + from + ` WINDOW w1 AS (PARTITION BY symbol)`},
		{Name: "refined and named", Statement: sel(mean.Over(expr.Window().PartitionBy(Ticks.Symbol).Named("w1").OrderBy(Ticks.Ts).Named("w2")).As("x")), SQL: `SELECT avg(price) OVER w2 AS x` + from + ` WINDOW w1 AS (PARTITION BY symbol), w2 AS (w1 ORDER BY ts)`},
		{Name: "in a formula", Statement: sel(Ticks.Price.Sub(mean.Over(w)).Div(fn.Max(Ticks.Price).Over(w)).As("x")), SQL: `SELECT (price - avg(price) OVER (` + part + `)) / max(price) OVER (` + part + `) AS x` + from},
		{Name: "nested", Statement: sel(fn.Avg(fn.Lag(Ticks.Price, 1).Over(w)).Over(expr.Window()).As("x")), SQL: `SELECT avg(lag(price, 1) OVER (` + part + `)) OVER () AS x` + from},
		{Name: "distinct", Statement: sel(fn.Max(Ticks.Price).Over(expr.Window().PartitionBy(Ticks.Symbol)).As("x")).Distinct(), SQL: `SELECT DISTINCT max(price) OVER (PARTITION BY symbol) AS x` + from},
		{Name: "of a join", Statement: expr.Select(tk.Ts, fn.Sum(qt.Bid).Over(expr.Window().PartitionBy(tk.Symbol).OrderBy(tk.Ts)).As("x")).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, sum(q.bid) OVER (PARTITION BY t.symbol ORDER BY t.ts) AS x FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol)`},
		{Name: "ordered by its alias", Statement: sel(Ticks.Ts, mean.Over(w).As("x")).OrderBy(mean.Over(w).As("x")), Err: `ORDER BY: a window function cannot be sorted by unless it is an item of the select list: use the same value in both`},
		{Name: "frame rows", Statement: sel(mean.Over(w.Rows(2)).As("x")), SQL: frame + `ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame rows all", Statement: sel(mean.Over(w.RowsBetween(expr.UnboundedPreceding(), expr.UnboundedFollowing())).As("x")), SQL: frame + `ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS x` + from},
		{Name: "frame rows before", Statement: sel(mean.Over(w.RowsBetween(expr.UnboundedPreceding(), expr.RowsPreceding(1))).As("x")), SQL: frame + `ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS x` + from},
		{Name: "frame rows one", Statement: sel(mean.Over(w.RowsBetween(expr.CurrentRow(), expr.CurrentRow())).As("x")), SQL: frame + `ROWS BETWEEN CURRENT ROW AND CURRENT ROW) AS x` + from},
		{Name: "frame rows two bounds", Statement: sel(mean.Over(w.RowsBetween(expr.RowsPreceding(5), expr.RowsPreceding(2))).As("x")), SQL: frame + `ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING) AS x` + from},
		{Name: "frame exclude", Statement: sel(mean.Over(w.Rows(2).ExcludeCurrentRow()).As("x")), SQL: frame + `ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS x` + from},
		{Name: "frame range nanoseconds", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Nanoseconds(1)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 1 NANOSECOND PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range micro", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Microseconds(2)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 2 MICROSECONDS PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range milli", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Milliseconds(2)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 2 MILLISECONDS PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range seconds", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Seconds(2)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 2 SECONDS PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range minutes", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Minutes(2)), expr.Preceding(expr.Minutes(1)))).As("x")), SQL: frame + `RANGE BETWEEN 2 MINUTES PRECEDING AND 1 MINUTE PRECEDING) AS x` + from},
		{Name: "frame range days", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Days(1)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 1 DAY PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range week", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Weeks(2)), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN 14 DAYS PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame range cumulative", Statement: sel(mean.Over(w.Range(expr.UnboundedPreceding(), expr.CurrentRow())).As("x")), SQL: frame + `RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "frame cumulative", Statement: sel(mean.Over(w.Cumulative()).As("x")), SQL: frame + `CUMULATIVE) AS x` + from},
		{Name: "frame without an order", Statement: sel(mean.Over(expr.Window().Rows(2)).As("x")), SQL: `SELECT avg(price) OVER (ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS x` + from},
		{Name: "in CASE", Statement: sel(expr.When(fn.RowNumber().Over(w).Eq(1), num(1)).Else(num(0)).As("x")), SQL: `SELECT CASE WHEN row_number() OVER (` + part + `) = $1 THEN 1 ELSE 0 END AS x` + from},
		{Name: "row_number()", Statement: sel(fn.RowNumber().Over(w).As("x")), SQL: `SELECT row_number() OVER (` + part + `) AS x` + from},
		{Name: "rank()", Statement: sel(fn.Rank().Over(w).As("x")), SQL: `SELECT rank() OVER (` + part + `) AS x` + from},
		{Name: "dense_rank()", Statement: sel(fn.DenseRank().Over(w).As("x")), SQL: `SELECT dense_rank() OVER (` + part + `) AS x` + from},
		{Name: "percent_rank()", Statement: sel(fn.PercentRank().Over(w).As("x")), SQL: `SELECT percent_rank() OVER (` + part + `) AS x` + from},
		{Name: "lag(price, 2)", Statement: sel(fn.Lag(Ticks.Price, 2).Over(w).As("x")), SQL: `SELECT lag(price, 2) OVER (` + part + `) AS x` + from},
		{Name: "lag(price, 1, 0.0)", Statement: sel(fn.LagOr(Ticks.Price, 1, float(0)).Over(w).As("x")), SQL: `SELECT lag(price, 1, 0.0) OVER (` + part + `) AS x` + from},
		{Name: "lead(qty, 1)", Statement: sel(fn.Lead(Ticks.Qty, 1).Over(w).As("x")), SQL: `SELECT lead(qty, 1) OVER (` + part + `) AS x` + from},
		{Name: "lead(ts, 1)", Statement: sel(fn.Lead(Ticks.Ts, 1).Over(w).As("x")), SQL: `SELECT lead(ts, 1) OVER (` + part + `) AS x` + from},
		{Name: "lag(price, 1) IGNORE NULLS", Statement: sel(fn.Lag(Ticks.Price, 1).IgnoreNulls().Over(w).As("x")), SQL: `SELECT lag(price, 1) IGNORE NULLS OVER (` + part + `) AS x` + from},
		{Name: "lead(lot, 1) IGNORE NULLS", Statement: sel(fn.Lead(Ticks.Lot, 1).IgnoreNulls().Over(w).As("x")), SQL: `SELECT lead(lot, 1) IGNORE NULLS OVER (` + part + `) AS x` + from},
		{Name: "first_value(qty)", Statement: sel(fn.FirstValue(Ticks.Qty).Over(w).As("x")), SQL: `SELECT first_value(qty) OVER (` + part + `) AS x` + from},
		{Name: "last_value(ts)", Statement: sel(fn.LastValue(Ticks.Ts).Over(w).As("x")), SQL: `SELECT last_value(ts) OVER (` + part + `) AS x` + from},
		{Name: "count(*)", Statement: sel(fn.Count().Over(w).As("x")), SQL: `SELECT count(*) OVER (` + part + `) AS x` + from},
		{Name: "count(symbol)", Statement: sel(fn.CountOf(Ticks.Symbol).Over(w).As("x")), SQL: `SELECT count(symbol) OVER (` + part + `) AS x` + from},
		{Name: "sum(price)", Statement: sel(fn.Sum(Ticks.Price).Over(w).As("x")), SQL: `SELECT sum(price) OVER (` + part + `) AS x` + from},
		{Name: "sum(lot)", Statement: sel(fn.Sum(Ticks.Lot).Over(w).As("x")), SQL: `SELECT sum(lot) OVER (` + part + `) AS x` + from},
		{Name: "min(lot)", Statement: sel(fn.Min(Ticks.Lot).Over(w).As("x")), SQL: `SELECT min(lot) OVER (` + part + `) AS x` + from},
		{Name: "max(ts)", Statement: sel(fn.Max(Ticks.Ts).Over(w).As("x")), SQL: `SELECT max(ts) OVER (` + part + `) AS x` + from},

		{Name: "two windows of one name", Statement: sel(mean.Over(w20).As("a"), mean.Over(w.Rows(9).Named("W20")).As("b")), Err: `WINDOW: two windows are named W20 and differ: give one another name`},
		{Name: "bad name", Statement: sel(mean.Over(w.Named("a.b"))), Err: `SELECT: window name "a.b" contains '.', which QuestDB does not allow`},
		{Name: "order by an expression", Statement: sel(mean.Over(expr.Window().OrderBy(Ticks.Price.Mul(num(2))))), Err: `SELECT: ORDER BY of a window takes a column, or an item of the select list with an alias: name the expression with As and select it`},
		{Name: "two frames", Statement: sel(mean.Over(w.Rows(1).Cumulative())), Err: `SELECT: the window has a frame already`},
		{Name: "negative rows", Statement: sel(mean.Over(w.Rows(-1))), Err: `SELECT: the number of rows of a frame must not be negative, got -1`},
		{Name: "months", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Months(1)), expr.CurrentRow()))), Err: `SELECT: a frame takes no months and years: use days, got 1M`},
		{Name: "no time", Statement: sel(mean.Over(w.Range(expr.Preceding(expr.Hours(0)), expr.CurrentRow()))), Err: `SELECT: bound of a frame: stride must be positive, got 0`},
		{Name: "nil bound", Statement: sel(mean.Over(w.RowsBetween(nil, expr.CurrentRow()))), Err: `SELECT: a bound of the frame is nil`},
		{Name: "exclude without a frame", Statement: sel(mean.Over(w.ExcludeCurrentRow())), Err: `SELECT: EXCLUDE CURRENT ROW needs a frame of Rows or Range: call it behind`},
		{Name: "range by another column", Statement: sel(mean.Over(expr.Window().OrderBy(Ticks.Price).Range(expr.Preceding(expr.Hours(1)), expr.CurrentRow()))), Err: `SELECT: Range goes by the designated timestamp, in ascending order: add OrderBy of it to the window`},
		{Name: "only the last", Statement: sel(mean.Over(w.RowsBetween(expr.RowsPreceding(1), expr.UnboundedFollowing()))), Err: `SELECT: a frame that ends with the last row must start with the first: UnboundedPreceding`},
		{Name: "backwards", Statement: sel(mean.Over(w.RowsBetween(expr.RowsPreceding(1), expr.RowsPreceding(2)))), Err: `SELECT: the frame ends before it starts`},
		{Name: "in WHERE", Statement: sel(Ticks.Ts).Where(mean.Over(w).Gt(1)), Err: `WHERE: a window function cannot stand in WHERE, which is applied before it: filter in an outer query, by expr.Sub or expr.CTE`},
		{Name: "in GROUP BY", Statement: sel(fn.Count()).GroupBy(mean.Over(w)), Err: `GROUP BY: a window function cannot be a key: compute it in a CTE or sub-query`},
		{Name: "in ORDER BY", Statement: sel(Ticks.Ts).OrderBy(fn.RowNumber().Over(w)), Err: `ORDER BY: a window function cannot be sorted by unless it is an item of the select list: use the same value in both`},
		{Name: "beside an aggregate", Statement: sel(Ticks.Symbol, fn.Count(), mean.Over(w)), Err: `SELECT: a window function cannot stand beside an aggregate: aggregate in a CTE or sub-query and read that`},
		{Name: "of an aggregate", Statement: sel(fn.Sum(fn.Count()).Over(w)), Err: `SELECT: a window function cannot be of an aggregate: aggregate in a CTE or sub-query and read that`},
		{Name: "in SAMPLE BY", Statement: sel(Ticks.Ts, mean.As("m"), fn.Lag(mean, 1).Over(w)).SampleBy(expr.Hours(1)), Err: `SELECT: a window function cannot be of an aggregate: aggregate in a CTE or sub-query and read that`},
	})
}

// TestWindowTypes reads the results of window functions by their types.
func TestWindowTypes(t *testing.T) {
	db := openClauses(t)
	w := expr.Window().OrderBy(Ticks.Ts)
	checkTypes(t, db, expr.Select(
		fn.Sum(Ticks.Qty).Over(w).As("sum_long"), fn.Sum(Ticks.Lot).Over(w).As("sum_int"), fn.Max(Ticks.Lot).Over(w).As("max_int"),
		fn.Max(Ticks.Ts).Over(w).As("max_ts"), fn.Lag(Ticks.Lot, 1).Over(w).As("lag_int"), fn.FirstValue(Ticks.Lot).Over(w).As("first_int"),
		fn.Lead(Ticks.Ts, 1).Over(w).As("lead_ts"), fn.RowNumber().Over(w).As("n"), fn.PercentRank().Over(w).As("pr"), fn.Count().Over(w).As("c"),
		fn.LastValue(Ticks.Price).Over(w).As("lv"),
	).From(Ticks))
}

// TestWindowBranches continues one window in two ways, of few terms and of
// many: neither sees the other.
func TestWindowBranches(t *testing.T) {
	w, keys := expr.Window(), ""
	for i, key := range []expr.Expression{Ticks.Symbol, Ticks.Side, Ticks.Qty, Ticks.Lot} {
		a, b := w.PartitionBy(key).OrderBy(Ticks.Ts), w.PartitionBy(Ticks.Note).OrderBy(Ticks.Price, Ticks.Ts.Desc(), Ticks.Lot)
		c := b.Rows(int64(i))
		for _, test := range []struct {
			w    expr.WindowSpec
			want string
		}{
			{a, "PARTITION BY " + keys + nameOf(key) + " ORDER BY ts"},
			{b, "PARTITION BY " + keys + "note ORDER BY price, ts DESC, lot"},
			{c, fmt.Sprintf("PARTITION BY %snote ORDER BY price, ts DESC, lot ROWS BETWEEN %d PRECEDING AND CURRENT ROW", keys, i)},
			{a.OrderBy(Ticks.Lot), "PARTITION BY " + keys + nameOf(key) + " ORDER BY ts, lot"},
			{a.OrderBy(Ticks.Qty).PartitionBy(), "PARTITION BY " + keys + nameOf(key) + " ORDER BY ts, qty"},
			{expr.Window(), ""},
		} {
			got, err := expr.Select(fn.Avg(Ticks.Price).Over(test.w).As("x")).From(Ticks).Inline()
			if want := "SELECT avg(price) OVER (" + test.want + ") AS x FROM clauses_ticks"; err != nil || got != want {
				t.Errorf("%v\n got %s\nwant %s", err, got, want)
			}
		}
		w, keys = w.PartitionBy(key), keys+nameOf(key)+", "
	}
}

func nameOf(column expr.Expression) string { return node.Of(column).Name }
