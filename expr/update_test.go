package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestUpdate(t *testing.T) {
	db := openClauses(t)
	f := expr.As(Fixes, "f")
	latest := expr.CTE("latest", func(Fill) expr.Query {
		return expr.Select(Bids.Symbol, Bids.Bid).From(Bids).LatestOn(Bids.Ts, Bids.Symbol)
	})
	sub := expr.Sub("l", func(Fill) expr.Query {
		return expr.Select(Bids.Symbol, Bids.Bid).From(Bids).LatestOn(Bids.Ts, Bids.Symbol)
	})
	set := expr.Update(Ticks).Set(Ticks.Price.Set(1.5))
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: expr.Update(Ticks).Set(Ticks.Price.SetExpr(Ticks.Price.Mul(float(1.01)))).Where(Ticks.Symbol.Eq("BTC-USD")), SQL: `UPDATE clauses_ticks SET price = price * 1.01 WHERE symbol = $1`, Args: []any{"BTC-USD"}},
		{Name: "values", Statement: expr.Update(Ticks).Set(Ticks.Price.Set(1.5), Ticks.Note.SetNull()).Set(Ticks.Live.Set(true)).Where(Ticks.Qty.Gt(3)).Where(Ticks.Side.Eq("buy")), SQL: `UPDATE clauses_ticks SET price = $1, note = $2, live = $3 WHERE qty > $4 AND side = $5`, Inline: `UPDATE clauses_ticks SET price = 1.5, note = NULL, live = true WHERE qty > 3 AND side = 'buy'`},
		{Name: "all", Statement: set.All(), SQL: `UPDATE clauses_ticks SET price = $1`},
		{Name: "absent and present", Statement: set.Where(expr.If(false, Ticks.Live), Ticks.Qty.Eq(1)), SQL: `UPDATE clauses_ticks SET price = $1 WHERE qty = $2`},
		{Name: "alias", Statement: expr.Update(tk).Set(tk.Price.Set(2)).Where(tk.Live), SQL: `UPDATE clauses_ticks AS t SET price = $1 WHERE live`},
		{Name: "from", Statement: expr.Update(Fixes).Set(Fixes.Price.SetExpr(qt.Bid)).From(qt).Where(Fixes.Symbol.EqExpr(qt.Symbol)), SQL: `UPDATE clauses_fixes SET price = q.bid FROM clauses_quotes AS q WHERE clauses_fixes.symbol = q.symbol`},
		{Name: "alias from", Statement: expr.Update(f).Set(f.Price.SetExpr(qt.Bid.Add(f.Price))).From(qt).Where(f.Symbol.EqExpr(qt.Symbol)), SQL: `UPDATE clauses_fixes AS f SET price = q.bid + f.price FROM clauses_quotes AS q WHERE f.symbol = q.symbol`},
		{Name: "from a sub-query", Statement: expr.Update(f).Set(f.Price.SetExpr(sub.Bid)).From(sub).Where(f.Symbol.EqExpr(sub.Symbol)), SQL: `UPDATE clauses_fixes AS f SET price = l.bid FROM (SELECT symbol, bid FROM clauses_quotes LATEST ON ts PARTITION BY symbol) AS l WHERE f.symbol = l.symbol`},
		{Name: "from a CTE", Statement: expr.Update(f).Set(f.Price.SetExpr(latest.Bid)).From(latest).Where(f.Symbol.EqExpr(latest.Symbol)), SQL: `WITH latest AS (SELECT symbol, bid FROM clauses_quotes LATEST ON ts PARTITION BY symbol) UPDATE clauses_fixes AS f SET price = latest.bid FROM latest WHERE f.symbol = latest.symbol`},
		{Name: "variable", Statement: expr.Update(Ticks).Set(Ticks.Price.SetExpr(Ticks.Price.Add(expr.Var("more", float(2))))).All(), SQL: `UPDATE clauses_ticks SET price = price + 2.0`},

		{Name: "no condition", Statement: set, Err: `UPDATE: there is no condition: add Where(…), or All() to change every row`},
		{Name: "all conditions absent", Statement: set.Where(expr.If(false, Ticks.Live)).Where(), Err: `WHERE: all conditions are absent, so that every row would change: use All() to ask for that`},
		{Name: "all and a condition", Statement: set.All().Where(Ticks.Live), Err: `UPDATE: there are both All() and Where(…): choose one`},
		{Name: "nothing set", Statement: expr.Update(Ticks).All(), Err: `UPDATE: nothing is set: add Set(…)`},
		{Name: "designated timestamp", Statement: expr.Update(Ticks).Set(Ticks.Ts.Set(noon)).All(), Err: `SET: column "ts" is the designated timestamp, which cannot be changed: insert the row anew`},
		{Name: "twice", Statement: set.Set(Ticks.Price.Set(2)).All(), Err: `SET: column "price" is set twice`},
		{Name: "of another table", Statement: expr.Update(Ticks).Set(Bids.Bid.Set(1)).All(), Err: `SET: column "bid" is not a column of clauses_ticks`},
		{Name: "aggregate", Statement: expr.Update(Ticks).Set(Ticks.Price.SetExpr(fn.Max(Ticks.Price))).All(), Err: `SET: column "price": an aggregate or window function cannot be assigned`},
		{Name: "from with a write-ahead log", Statement: expr.Update(Ticks).Set(Ticks.Price.SetExpr(qt.Bid)).From(qt).Where(Ticks.Symbol.EqExpr(qt.Symbol)), Err: `FROM: UPDATE … FROM is not supported for tables with a write-ahead log: compute the values by expressions of the table, or declare it BypassWAL`},
		{Name: "nil table", Statement: expr.Update(nil).All(), Err: `UPDATE: the relation is nil, or a struct that Define or As did not make`},
		{Name: "empty", Statement: expr.UpdateStatement{}.All(), Err: `UPDATE: the statement is empty: it was not made by Update`},
	})
}

// Fill is what a fill is updated from.
type Fill struct {
	expr.Table
	Symbol expr.SymbolColumn
	Bid    expr.DoubleColumn
}
