package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestWindowJoin(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(tk.Ts, fn.Avg(qt.Bid).As("bid")).From(tk)
	minute := expr.Between(expr.Preceding(expr.Minutes(1)), expr.Following(expr.Minutes(1)))
	const from = `SELECT t.ts, avg(q.bid) AS bid FROM clauses_ticks AS t WINDOW JOIN clauses_quotes AS q`
	q2 := expr.As(Bids, "q2")
	high := expr.Sub("high", func(BidsTable) expr.Query { return expr.Select(expr.All).From(Bids).Where(Bids.Bid.Gt(100)) })
	few := expr.Sub("few", func(BidsTable) expr.Query { return expr.Select(expr.All).From(Bids) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: base.WindowJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol)), minute, expr.IncludePrevailing()), SQL: from + ` ON t.symbol = q.symbol RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING INCLUDE PREVAILING`},
		{Name: "using", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), minute), SQL: from + ` ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING`},
		{Name: "no key, excluding", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Seconds(10)), expr.CurrentRow()), expr.ExcludePrevailing()), SQL: from + ` RANGE BETWEEN 10 SECONDS PRECEDING AND CURRENT ROW EXCLUDE PREVAILING`},
		{Name: "both before", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Hours(2)), expr.Preceding(expr.Milliseconds(5)))).Where(tk.Live), SQL: from + ` RANGE BETWEEN 2 HOURS PRECEDING AND 5 MILLISECONDS PRECEDING WHERE t.live`},
		{Name: "both behind", Statement: base.WindowJoin(qt, expr.Between(expr.Following(expr.Microseconds(1)), expr.Following(expr.Weeks(1)))), SQL: from + ` RANGE BETWEEN 1 MICROSECOND FOLLOWING AND 7 DAYS FOLLOWING`},
		{Name: "nanoseconds", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.Preceding(expr.Nanoseconds(1)), expr.Following(expr.Nanoseconds(1)))), SQL: from + ` ON (symbol) RANGE BETWEEN 1 NANOSECOND PRECEDING AND 1 NANOSECOND FOLLOWING`},
		{Name: "days", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.Preceding(expr.Days(1)), expr.Following(expr.Days(1)))), SQL: from + ` ON (symbol) RANGE BETWEEN 1 DAY PRECEDING AND 1 DAY FOLLOWING`},
		{Name: "columns of the right side", Statement: expr.Select(tk.Ts, fn.Avg(few.Bid).As("bid")).From(tk).WindowJoin(few, expr.Using(tk.Symbol), minute), SQL: `SELECT t.ts, avg(few.bid) AS bid FROM clauses_ticks AS t WINDOW JOIN (SELECT * FROM clauses_quotes) AS few ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING`},
		{Name: "a condition of the right side", Statement: expr.Select(tk.Ts, fn.Avg(expr.When(qt.Bid.Gt(100), qt.Bid).End()).As("bid")).From(tk).WindowJoin(qt, expr.Using(tk.Symbol), minute), SQL: `SELECT t.ts, avg(CASE WHEN q.bid > $1 THEN q.bid END) AS bid FROM clauses_ticks AS t WINDOW JOIN clauses_quotes AS q ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING`},
		{Name: "twice", Statement: expr.Select(tk.Ts, fn.Avg(qt.Bid).As("bid"), fn.Max(q2.Ask).As("ask")).From(tk).WindowJoin(qt, expr.Using(tk.Symbol), minute).WindowJoin(q2, expr.Using(tk.Symbol), minute), SQL: `SELECT t.ts, avg(q.bid) AS bid, max(q2.ask) AS ask FROM clauses_ticks AS t WINDOW JOIN clauses_quotes AS q ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING WINDOW JOIN clauses_quotes AS q2 ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING`},
		{Name: "a bound of each row", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(tk.Lot, expr.Minutes(1)), expr.FollowingExpr(tk.Qty.Mul(num(2)), expr.Seconds(1)))), SQL: from + ` ON (symbol) RANGE BETWEEN t.lot MINUTES PRECEDING AND (t.qty * 2) SECONDS FOLLOWING`},
		{Name: "a multiple of a stride", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(tk.Lot, expr.Minutes(5)), expr.CurrentRow())), SQL: from + ` ON (symbol) RANGE BETWEEN (t.lot * 5) MINUTES PRECEDING AND CURRENT ROW`},
		{Name: "a bound of a variable", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(tk.Lot.Add(expr.Var("more", num(1))), expr.Minutes(1)), expr.CurrentRow())), SQL: `DECLARE @more := 1 ` + from + ` ON (symbol) RANGE BETWEEN (t.lot + @more) MINUTES PRECEDING AND CURRENT ROW`},

		{Name: "a bound of the right side", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(qt.Size, expr.Minutes(1)), expr.CurrentRow())), Err: `WINDOW JOIN: a bound of the frame uses column "size" of clauses_quotes AS q, whose rows the frame chooses: use columns of the left side`},
		{Name: "a bound of an aggregate", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(fn.Count(), expr.Minutes(1)), expr.CurrentRow())), Err: `WINDOW JOIN: a bound of the frame is computed from a row: it takes no aggregate or window function`},
		{Name: "a bound of nothing", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(nil, expr.Minutes(1)), expr.CurrentRow())), Err: `WINDOW JOIN: an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make`},
		{Name: "a bound of months", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), expr.Between(expr.PrecedingExpr(tk.Lot, expr.Months(1)), expr.CurrentRow())), Err: `WINDOW JOIN: a frame takes no months and years: use days, got 1M`},
		{Name: "a filtered right side", Statement: expr.Select(tk.Ts, fn.Avg(high.Bid).As("bid")).From(tk).WindowJoin(high, expr.Using(tk.Symbol), minute), Err: `WINDOW JOIN: high computes or filters rows, and the right side of WINDOW JOIN is a table, or a sub-query that does no more than choose columns: aggregate a condition, as in fn.Avg(expr.When(condition, x).End()), or store the rows in a materialized view`},
		{Name: "no frame", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol)), Err: `WINDOW JOIN: there is no frame: add expr.Between(expr.Preceding(…), expr.Following(…))`},
		{Name: "months", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Months(1)), expr.CurrentRow())), Err: `WINDOW JOIN: a frame takes no months and years: use days, got 1M`},
		{Name: "no timestamp", Statement: expr.Select(tk.Ts).From(tk).WindowJoin(expr.As(Plain, "p"), minute), Err: `WINDOW JOIN: clauses_plain AS p has no designated timestamp, by which WINDOW JOIN matches rows`},
		{Name: "nil bound", Statement: base.WindowJoin(qt, expr.Between(nil, expr.CurrentRow())), Err: `WINDOW JOIN: a bound is nil: use Preceding, Following or CurrentRow`},
		{Name: "right column", Statement: expr.Select(tk.Ts, qt.Bid).From(tk).WindowJoin(qt, minute), Err: `SELECT: column "bid" of clauses_quotes AS q stands outside of an aggregate, and WINDOW JOIN gives many rows for each: aggregate it`},
	})
}
