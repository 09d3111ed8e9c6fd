package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestHorizonJoin(t *testing.T) {
	db := openClauses(t)
	h := expr.HorizonList("h", expr.Seconds(0), expr.Minutes(30))
	r := expr.HorizonRange("h", expr.Minutes(-1), expr.Minutes(5), expr.Seconds(30))
	const from = ` FROM clauses_ticks AS t HORIZON JOIN clauses_quotes AS q`
	high := expr.Sub("high", func(BidsTable) expr.Query { return expr.Select(expr.All).From(Bids).Where(Bids.Bid.Gt(100)) })
	type BidTimes struct {
		expr.Table
		Ts     expr.TimestampColumn
		Symbol expr.SymbolColumn
		Bid    expr.DoubleColumn
	}
	few := expr.Sub("few", func(BidTimes) expr.Query { return expr.Select(Bids.Ts, Bids.Symbol, Bids.Bid).From(Bids) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "list", Statement: expr.Select(tk.Symbol, h.Offset, fn.Avg(mid(qt.Bid, qt.Ask)).As("mid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h), SQL: `SELECT t.symbol, h.offset, avg((q.bid + q.ask) / 2.0) AS mid` + from + ` ON (symbol) LIST (0s, 30m) AS h`},
		{Name: "range", Statement: expr.Select(r.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol)), r).OrderBy(r.Offset), SQL: `SELECT h.offset, avg(q.bid) AS bid` + from + ` ON t.symbol = q.symbol RANGE FROM -1m TO 5m STEP 30s AS h ORDER BY h.offset`},
		{Name: "no key", Statement: expr.Select(h.Offset.Div(num(1000000)).As("seconds"), h.Timestamp, fn.Count().As("n")).From(tk).HorizonJoin(qt, h).Where(tk.Side.Eq("buy")), SQL: `SELECT h.offset / 1000000 AS seconds, h.timestamp, count(*) AS n` + from + ` LIST (0s, 30m) AS h WHERE t.side = $1`},
		{Name: "group by", Statement: expr.Select(tk.Symbol, h.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h).GroupBy(tk.Symbol, h.Offset).OrderBy(expr.Position(1), expr.Position(2).Desc()), SQL: `SELECT t.symbol, h.offset, avg(q.bid) AS bid` + from + ` ON (symbol) LIST (0s, 30m) AS h GROUP BY t.symbol, h.offset ORDER BY 1, 2 DESC`},
		{Name: "without an aggregate", Statement: expr.Select(h.Offset, qt.Bid).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h), SQL: `SELECT h.offset, q.bid` + from + ` ON (symbol) LIST (0s, 30m) AS h`},
		{Name: "a condition of the right side", Statement: expr.Select(h.Offset, fn.Avg(expr.When(qt.Bid.Gt(100), qt.Bid).End()).As("bid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h), SQL: `SELECT h.offset, avg(CASE WHEN q.bid > $1 THEN q.bid END) AS bid` + from + ` ON (symbol) LIST (0s, 30m) AS h`},
		{Name: "columns of the right side", Statement: expr.Select(h.Offset, fn.Avg(few.Bid).As("bid")).From(tk).HorizonJoin(few, expr.Using(tk.Symbol), h), SQL: `SELECT h.offset, avg(few.bid) AS bid FROM clauses_ticks AS t HORIZON JOIN (SELECT ts, symbol, bid FROM clauses_quotes) AS few ON (symbol) LIST (0s, 30m) AS h`},

		{Name: "a filtered right side", Statement: expr.Select(h.Offset, fn.Avg(high.Bid).As("bid")).From(tk).HorizonJoin(high, expr.Using(tk.Symbol), h), Err: `HORIZON JOIN: high computes or filters rows, and the right side of HORIZON JOIN is a table, or a sub-query that does no more than choose columns: aggregate a condition, as in fn.Avg(expr.When(condition, x).End()), or store the rows in a materialized view`},
		{Name: "no horizon", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol)), Err: `HORIZON JOIN: there is no horizon: add expr.HorizonList(…) or expr.HorizonRange(…)`},
		{Name: "no timestamp", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(expr.As(Plain, "p"), h), Err: `HORIZON JOIN: clauses_plain AS p has no designated timestamp, by which HORIZON JOIN matches rows`},
		{Name: "no offsets", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonList("h")), Err: `HORIZON JOIN: the horizon has no offsets`},
		{Name: "bad step", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonRange("h", expr.Seconds(0), expr.Seconds(5), expr.Seconds(0))), Err: `HORIZON JOIN: step: stride must be positive, got 0`},
		{Name: "bad alias", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonList("a.b", expr.Seconds(0))), Err: `HORIZON JOIN: table alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "right side in WHERE", Statement: expr.Select(h.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, h).Where(qt.Bid.Gt(1)), Err: `WHERE: column "bid" of clauses_quotes AS q cannot be filtered here: HORIZON JOIN filters rows of clauses_ticks AS t alone; aggregate a condition, as in fn.Avg(expr.When(condition, x).End())`},
	})
}
