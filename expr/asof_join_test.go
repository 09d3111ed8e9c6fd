package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestAsofJoin(t *testing.T) {
	db := openClauses(t)
	pl := expr.As(Plain, "p")
	pick := expr.Select(tk.Ts, qt.Bid).From(tk)
	keyed := pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Seconds(90)))
	q2 := expr.As(Bids, "q2")
	high := expr.Sub("high", func(BidsTable) expr.Query { return expr.Select(expr.All).From(Bids).Where(Bids.Bid.Gt(100)) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: expr.Select(tk.Ts, tk.Symbol, tk.Price.Sub(mid(qt.Bid, qt.Ask)).As("edge")).From(tk).AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Seconds(10))), SQL: `SELECT t.ts, t.symbol, t.price - (q.bid + q.ask) / 2.0 AS edge FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 10s`},
		{Name: "no key", Statement: pick.AsofJoin(qt), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q`},
		{Name: "key", Statement: pick.AsofJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "two keys", Statement: pick.AsofJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol).And(tk.Qty.EqExpr(qt.Size)))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON t.symbol = q.symbol AND t.qty = q.size`},
		{Name: "tolerance without key", Statement: pick.AsofJoin(qt, expr.Tolerance(expr.Weeks(1))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q TOLERANCE 1w`},
		{Name: "keyed", Statement: keyed.Where(qt.Bid.IsNotNull()), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 90s WHERE q.bid IS NOT NULL`},
		{Name: "nanoseconds", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Nanoseconds(5))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 5n`},
		{Name: "microseconds", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Microseconds(5))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 5U`},
		{Name: "milliseconds", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Milliseconds(5))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 5T`},
		{Name: "hours", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Hours(1))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 1h`},
		{Name: "days", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Days(1))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 1d`},
		{Name: "right side of a sub-query", Statement: expr.Select(tk.Ts, high.Bid).From(tk).AsofJoin(high, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, high.bid FROM clauses_ticks AS t ASOF JOIN (SELECT * FROM clauses_quotes WHERE bid > $1) AS high ON (symbol)`},
		{Name: "twice", Statement: expr.Select(tk.Ts, qt.Bid, q2.Ask).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).AsofJoin(q2, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, q.bid, q2.ask FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) ASOF JOIN clauses_quotes AS q2 ON (symbol)`},
		{Name: "lt without key", Statement: pick.LtJoin(qt), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t LT JOIN clauses_quotes AS q`},
		{Name: "lt", Statement: pick.LtJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Minutes(2))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t LT JOIN clauses_quotes AS q ON (symbol) TOLERANCE 2m`},
		{Name: "splice", Statement: pick.SpliceJoin(qt, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t SPLICE JOIN clauses_quotes AS q ON (symbol)`},
		{Name: "splice without key", Statement: pick.SpliceJoin(qt), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t SPLICE JOIN clauses_quotes AS q`},
		{Name: "of a CTE", Statement: expr.Select(tk.Ts, daily.Close).From(tk).AsofJoin(daily, expr.Using(tk.Symbol)), SQL: `WITH ` + dailySQL + ` SELECT t.ts, daily.close FROM clauses_ticks AS t ASOF JOIN daily ON (symbol)`},

		{Name: "other condition", Statement: pick.AsofJoin(qt, expr.On(tk.Price.GtExpr(qt.Bid))), Err: `ASOF JOIN: ASOF JOIN takes equalities of columns alone: move other conditions to Where, or into a sub-query`},
		{Name: "timestamp as key", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol, tk.Ts)), Err: `ASOF JOIN: the designated timestamp ts cannot be a key: ASOF JOIN matches by it already`},
		{Name: "months", Statement: pick.AsofJoin(qt, expr.Tolerance(expr.Months(1))), Err: `ASOF JOIN: TOLERANCE takes no months and years: use days, got 1M`},
		{Name: "no time", Statement: pick.LtJoin(qt, expr.Tolerance(expr.Seconds(0))), Err: `LT JOIN: stride must be positive, got 0`},
		{Name: "right side without timestamp", Statement: expr.Select(tk.Ts).From(tk).AsofJoin(pl), Err: `ASOF JOIN: clauses_plain AS p has no designated timestamp, by which ASOF JOIN matches rows`},
		{Name: "left side without timestamp", Statement: expr.Select(pl.ID).From(pl).SpliceJoin(qt), Err: `SPLICE JOIN: clauses_plain AS p has no designated timestamp, by which SPLICE JOIN matches rows`},
		{Name: "two kinds of keys", Statement: pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.On(tk.Symbol.EqExpr(qt.Symbol))), Err: `ASOF JOIN: there are both On(…) and Using(…): name all keys in one of them`},
	})
}
