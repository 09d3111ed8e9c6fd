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

func TestAsofJoin(t *testing.T) {
	db := openClauses(t)
	pl := expr.As(Plain, "p")
	pick := expr.Select(tk.Ts, qt.Bid).From(tk)
	keyed := pick.AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Seconds(90)))
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: expr.Select(tk.Ts, tk.Symbol, tk.Price.Sub(mid(qt.Bid, qt.Ask)).As("edge")).From(tk).AsofJoin(qt, expr.Using(tk.Symbol), expr.Tolerance(expr.Seconds(10))), SQL: `SELECT t.ts, t.symbol, t.price - (q.bid + q.ask) / 2.0 AS edge FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 10s`},
		{Name: "no key", Statement: pick.AsofJoin(qt), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q`},
		{Name: "key", Statement: pick.AsofJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON t.symbol = q.symbol`},
		{Name: "two keys", Statement: pick.AsofJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol).And(tk.Qty.EqExpr(qt.Size)))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON t.symbol = q.symbol AND t.qty = q.size`},
		{Name: "tolerance without key", Statement: pick.AsofJoin(qt, expr.Tolerance(expr.Weeks(1))), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q TOLERANCE 1w`},
		{Name: "keyed", Statement: keyed.Where(qt.Bid.IsNotNull()), SQL: `SELECT t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol) TOLERANCE 90s WHERE q.bid IS NOT NULL`},
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

func TestWindowJoin(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(tk.Ts, fn.Avg(qt.Bid).As("bid")).From(tk)
	minute := expr.Between(expr.Preceding(expr.Minutes(1)), expr.Following(expr.Minutes(1)))
	const from = `SELECT t.ts, avg(q.bid) AS bid FROM clauses_ticks AS t WINDOW JOIN clauses_quotes AS q`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: base.WindowJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol)), minute, expr.IncludePrevailing()), SQL: from + ` ON t.symbol = q.symbol RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING INCLUDE PREVAILING`},
		{Name: "using", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol), minute), SQL: from + ` ON (symbol) RANGE BETWEEN 1 MINUTE PRECEDING AND 1 MINUTE FOLLOWING`},
		{Name: "no key, excluding", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Seconds(10)), expr.CurrentRow()), expr.ExcludePrevailing()), SQL: from + ` RANGE BETWEEN 10 SECONDS PRECEDING AND CURRENT ROW EXCLUDE PREVAILING`},
		{Name: "both before", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Hours(2)), expr.Preceding(expr.Milliseconds(5)))).Where(tk.Live), SQL: from + ` RANGE BETWEEN 2 HOURS PRECEDING AND 5 MILLISECONDS PRECEDING WHERE t.live`},
		{Name: "both behind", Statement: base.WindowJoin(qt, expr.Between(expr.Following(expr.Microseconds(1)), expr.Following(expr.Weeks(1)))), SQL: from + ` RANGE BETWEEN 1 MICROSECOND FOLLOWING AND 7 DAYS FOLLOWING`},

		{Name: "no frame", Statement: base.WindowJoin(qt, expr.Using(tk.Symbol)), Err: `WINDOW JOIN: there is no frame: add expr.Between(expr.Preceding(…), expr.Following(…))`},
		{Name: "months", Statement: base.WindowJoin(qt, expr.Between(expr.Preceding(expr.Months(1)), expr.CurrentRow())), Err: `WINDOW JOIN: a frame takes no months and years: use days, got 1M`},
		{Name: "no timestamp", Statement: expr.Select(tk.Ts).From(tk).WindowJoin(expr.As(Plain, "p"), minute), Err: `WINDOW JOIN: clauses_plain AS p has no designated timestamp, by which WINDOW JOIN matches rows`},
		{Name: "nil bound", Statement: base.WindowJoin(qt, expr.Between(nil, expr.CurrentRow())), Err: `WINDOW JOIN: a bound is nil: use Preceding, Following or CurrentRow`},
		{Name: "right column", Statement: expr.Select(tk.Ts, qt.Bid).From(tk).WindowJoin(qt, minute), Err: `SELECT: column "bid" of clauses_quotes AS q stands outside of an aggregate, and WINDOW JOIN gives many rows for each: aggregate it`},
	})
}

func TestHorizonJoin(t *testing.T) {
	db := openClauses(t)
	h := expr.HorizonList("h", expr.Seconds(0), expr.Minutes(30))
	r := expr.HorizonRange("h", expr.Minutes(-1), expr.Minutes(5), expr.Seconds(30))
	const from = ` FROM clauses_ticks AS t HORIZON JOIN clauses_quotes AS q`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "list", Statement: expr.Select(tk.Symbol, h.Offset, fn.Avg(mid(qt.Bid, qt.Ask)).As("mid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h), SQL: `SELECT t.symbol, h.offset, avg((q.bid + q.ask) / 2.0) AS mid` + from + ` ON (symbol) LIST (0s, 30m) AS h`},
		{Name: "range", Statement: expr.Select(r.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, expr.On(tk.Symbol.EqExpr(qt.Symbol)), r).OrderBy(r.Offset), SQL: `SELECT h.offset, avg(q.bid) AS bid` + from + ` ON t.symbol = q.symbol RANGE FROM -1m TO 5m STEP 30s AS h ORDER BY h.offset`},
		{Name: "no key", Statement: expr.Select(h.Offset.Div(num(1000000)).As("seconds"), h.Timestamp, fn.Count().As("n")).From(tk).HorizonJoin(qt, h).Where(tk.Side.Eq("buy")), SQL: `SELECT h.offset / 1000000 AS seconds, h.timestamp, count(*) AS n` + from + ` LIST (0s, 30m) AS h WHERE t.side = $1`},
		{Name: "group by", Statement: expr.Select(tk.Symbol, h.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol), h).GroupBy(tk.Symbol, h.Offset).OrderBy(expr.Position(1), expr.Position(2).Desc()), SQL: `SELECT t.symbol, h.offset, avg(q.bid) AS bid` + from + ` ON (symbol) LIST (0s, 30m) AS h GROUP BY t.symbol, h.offset ORDER BY 1, 2 DESC`},

		{Name: "no horizon", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.Using(tk.Symbol)), Err: `HORIZON JOIN: there is no horizon: add expr.HorizonList(…) or expr.HorizonRange(…)`},
		{Name: "no timestamp", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(expr.As(Plain, "p"), h), Err: `HORIZON JOIN: clauses_plain AS p has no designated timestamp, by which HORIZON JOIN matches rows`},
		{Name: "no offsets", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonList("h")), Err: `HORIZON JOIN: the horizon has no offsets`},
		{Name: "bad step", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonRange("h", expr.Seconds(0), expr.Seconds(5), expr.Seconds(0))), Err: `HORIZON JOIN: step: stride must be positive, got 0`},
		{Name: "bad alias", Statement: expr.Select(tk.Ts).From(tk).HorizonJoin(qt, expr.HorizonList("a.b", expr.Seconds(0))), Err: `HORIZON JOIN: table alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "right side in WHERE", Statement: expr.Select(h.Offset, fn.Avg(qt.Bid).As("bid")).From(tk).HorizonJoin(qt, h).Where(qt.Bid.Gt(1)), Err: `WHERE: column "bid" of clauses_quotes AS q cannot be filtered here: HORIZON JOIN filters rows of clauses_ticks AS t alone; filter a sub-query`},
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
