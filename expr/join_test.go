package expr_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb/qdbtest"
)

func spread(q BidsTable) expr.Float { return q.Ask.Sub(q.Bid) }

func TestJoin(t *testing.T) {
	db := openClauses(t)
	pl := expr.As(Plain, "p")
	t2, q2 := expr.As(Ticks, "t2"), expr.As(Bids, "q2")
	pick := expr.Select(tk.Ts, qt.Bid).From(tk)
	on := expr.On(tk.Symbol.EqExpr(qt.Symbol))
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "inner", Statement: pick.Join(qt, on), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "using", Statement: pick.Join(qt, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON (symbol)`},
		{Name: "using two", Statement: pick.Join(qt, expr.Using(tk.Symbol, tk.Ts)), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON (symbol, ts)`},
		{Name: "conditions", Statement: pick.Join(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol), tk.Price.GtExpr(qt.Bid).Or(tk.Live))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON t.symbol = q.symbol AND (t.price > q.bid OR t.live)`},
		{Name: "without aliases", Statement: expr.Select(Ticks.Ts, Plain.Ratio).From(Ticks).Join(Plain, expr.On(Ticks.Symbol.EqExpr(Plain.Name))), SQL: `SELECT clauses_ticks.ts, clauses_plain.ratio FROM clauses_ticks JOIN clauses_plain ON clauses_ticks.symbol = clauses_plain.name`},
		{Name: "a formula", Statement: pick.Join(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol.Concat(expr.String(""))))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON t.symbol = q.symbol || ''`},
		{Name: "always", Statement: pick.Join(qt, expr.On(expr.Bool(true))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON true`},
		{Name: "another condition", Statement: pick.LeftJoin(qt, expr.On(tk.Price.GtExpr(qt.Bid))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t LEFT JOIN clauses_quotes AS q ON t.price > q.bid`},
		{Name: "left", Statement: pick.LeftJoin(qt, on), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t LEFT JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "right", Statement: pick.RightJoin(qt, on), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t RIGHT JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "full", Statement: pick.FullJoin(qt, on), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t FULL JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "cross", Statement: pick.CrossJoin(qt).Where(qt.Bid.Gt(100)), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t CROSS JOIN clauses_quotes AS q WHERE q.bid > $1`},
		{Name: "self", Statement: expr.Select(tk.Ts, t2.Price).From(tk).Join(t2, expr.On(tk.Ts.EqExpr(t2.Ts))), SQL: `SELECT t.ts, t2.price FROM clauses_ticks AS t JOIN clauses_ticks AS t2 ON t.ts = t2.ts`},
		{Name: "chain", Statement: expr.Select(tk.Ts, qt.Bid, pl.Ratio, q2.Ask).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).LeftJoin(pl, expr.On(tk.Symbol.EqExpr(pl.Name))).LtJoin(q2).Where(tk.Live).OrderBy(tk.Ts).Limit(5), SQL: `SELECT t.ts, q.bid, p.ratio, q2.ask FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) LEFT JOIN clauses_plain AS p ON t.symbol = p.name LT JOIN clauses_quotes AS q2 WHERE t.live ORDER BY t.ts LIMIT $1`},
		{Name: "aggregate", Statement: expr.Select(tk.Symbol, fn.Avg(qt.Bid).As("bid")).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).GroupBy(tk.Symbol), SQL: `SELECT t.symbol, avg(q.bid) AS bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) GROUP BY t.symbol`},
		{Name: "sample by", Statement: expr.Select(tk.Ts, fn.Avg(spread(qt)).As("spread")).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).SampleBy(expr.Hours(1)), SQL: `SELECT t.ts, avg(q.ask - q.bid) AS spread FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) SAMPLE BY 1h`},
		{Name: "all of one", Statement: expr.Select(expr.AllOf(tk), qt.Bid).From(tk).AsofJoin(qt), SQL: `SELECT t.*, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q`},
		{Name: "all", Statement: expr.Select(expr.All).From(tk).AsofJoin(qt), SQL: `SELECT * FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q`},
		{Name: "joins before FROM", Statement: expr.Select(tk.Ts, qt.Bid).Join(qt, on).From(tk), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t JOIN clauses_quotes AS q ON t.symbol = q.symbol`},

		{Name: "unaliased self-join", Statement: expr.Select(Ticks.Ts).From(Ticks).Join(Ticks, expr.Using(Ticks.Symbol)), Err: `JOIN: two relations are named clauses_ticks: give one an alias by expr.As`},
		{Name: "two of one alias", Statement: pick.CrossJoin(expr.As(Plain, "T")), Err: `CROSS JOIN: two relations are named T: give one an alias by expr.As`},
		{Name: "not in scope", Statement: expr.Select(Ticks.Ts).From(tk).Join(qt, on), Err: `SELECT: column "ts" of clauses_ticks is used, but clauses_ticks is not in FROM or JOIN`},
		{Name: "not in scope yet", Statement: pick.Join(pl, expr.On(pl.Name.EqExpr(qt.Symbol))).Join(qt, on), Err: `JOIN: column "symbol" of clauses_quotes AS q is used, but clauses_quotes AS q is not in FROM or JOIN`},
		{Name: "no condition", Statement: pick.Join(qt, expr.On()), Err: `JOIN: there is no condition: add one to On(…), or use CrossJoin for all pairs of rows`},
		{Name: "all conditions absent", Statement: pick.LeftJoin(qt, expr.On(expr.If(false, tk.Live))), Err: `LEFT JOIN: there is no condition: add one to On(…), or use CrossJoin for all pairs of rows`},
		{Name: "types", Statement: pick.Join(qt, expr.On(tk.Lot.EqExpr(qt.Size))), Err: `JOIN: keys lot (INT) and size (LONG) are of different types, which QuestDB does not join: cast one side, in a sub-query where columns are needed`},
		{Name: "types of float and long", Statement: pick.Join(qt, expr.On(tk.Price.EqExpr(qt.Size))), Err: `JOIN: keys price (DOUBLE) and size (LONG) are of different types, which QuestDB does not join: cast one side, in a sub-query where columns are needed`},
		{Name: "using what one side lacks", Statement: pick.Join(qt, expr.Using(tk.Price)), Err: `JOIN: column "price" is not on both sides: clauses_quotes AS q has none; join by On(…)`},
		{Name: "nothing to join", Statement: expr.Select(qt.Bid).CrossJoin(qt), Err: `CROSS JOIN: there is nothing to join with: add From(…)`},
		{Name: "nil relation", Statement: pick.CrossJoin(nil), Err: `CROSS JOIN: the relation is nil, or a struct that Define or As did not make`},
		{Name: "aggregate in ON", Statement: pick.Join(qt, expr.On(fn.Max(tk.Price).GtExpr(qt.Bid))), Err: `JOIN: an aggregate or window function cannot stand in ON, which is applied to single rows`},
	})
}

// TestJoinShape shows what the row check knows of a join's columns.
func TestJoinShape(t *testing.T) {
	t2 := expr.As(Ticks, "t2")
	for _, tt := range []struct {
		name  string
		query expr.Query
		want  []node.Item
	}{
		{"inner", expr.Select(tk.Live, t2.Live).From(tk).Join(t2, expr.Using(tk.Symbol)), []node.Item{{Name: "live", NotNull: true}, {Name: "live_2", NotNull: true}}},
		{"left", expr.Select(tk.Live, t2.Live).From(tk).LeftJoin(t2, expr.Using(tk.Symbol)), []node.Item{{Name: "live", NotNull: true}, {Name: "live_2", NotNull: true, Outer: true}}},
		{"asof", expr.Select(tk.Live, t2.Live).From(tk).AsofJoin(t2), []node.Item{{Name: "live", NotNull: true}, {Name: "live_2", NotNull: true, Outer: true}}},
		{"right", expr.Select(tk.Live, t2.Live).From(tk).RightJoin(t2, expr.Using(tk.Symbol)), []node.Item{{Name: "live", NotNull: true, Outer: true}, {Name: "live_2", NotNull: true}}},
		{"full", expr.Select(tk.Live, t2.Live).From(tk).FullJoin(t2, expr.Using(tk.Symbol)), []node.Item{{Name: "live", NotNull: true, Outer: true}, {Name: "live_2", NotNull: true, Outer: true}}},
		{"all of one", expr.Select(expr.AllOf(qt)).From(tk).LtJoin(qt), []node.Item{{Name: "ts", Outer: true}, {Name: "symbol", Outer: true}, {Name: "bid", Outer: true}, {Name: "ask", Outer: true}, {Name: "size", Outer: true}, {Name: "venue", Outer: true}}},
	} {
		got, err := node.BodyOf(tt.query).Shape()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		for i := range got {
			got[i].Type = node.Item{}.Type
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}
