package expr_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestPivot(t *testing.T) {
	db := openClauses(t)
	src := expr.Select(Ticks.Symbol, Ticks.Side, Ticks.Price, Ticks.Lot).From(Ticks)
	mean := fn.Avg(Ticks.Price).As("p")
	wish := expr.Pivot(src, mean).For(Ticks.Symbol, expr.Is("BTC-USD", "btc"), expr.Is("ETH-USD", "eth")).GroupBy(Ticks.Side)
	type Wide struct {
		expr.Table
		Side expr.SymbolColumn
		BTC  expr.DoubleColumn `qdb:"btc_p"`
		ETH  expr.DoubleColumn `qdb:"eth_p"`
	}
	wide := expr.Sub("wide", func(Wide) expr.Query { return wish.Query })
	cte := expr.CTE("wide", func(Wide) expr.Query { return wish.Query })
	const from = `SELECT * FROM (SELECT symbol, side, price, lot FROM clauses_ticks) PIVOT (`
	const wishSQL = from + `avg(price) AS p FOR symbol IN ('BTC-USD' AS btc, 'ETH-USD' AS eth) GROUP BY side)`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: wish, SQL: wishSQL},
		{Name: "sorted and limited", Statement: wish.OrderBy(Ticks.Side).Limit(1), SQL: wishSQL + ` ORDER BY side LIMIT $1`},
		{Name: "one row", Statement: expr.Pivot(src, fn.Avg(Ticks.Price)).For(Ticks.Symbol, expr.Is("BTC-USD"), expr.Is("ETH-USD")), SQL: from + `avg(price) FOR symbol IN ('BTC-USD', 'ETH-USD'))`},
		{Name: "aggregates", Statement: expr.Pivot(src, mean, fn.Count().As("n")).For(Ticks.Symbol, expr.Is("BTC-USD", "b")), SQL: from + `avg(price) AS p, count(*) AS n FOR symbol IN ('BTC-USD' AS b))`},
		{Name: "two columns", Statement: expr.Pivot(src, mean).For(Ticks.Symbol, expr.Is("BTC-USD", "b")).For(Ticks.Side, expr.Is("buy"), expr.Is("sell")), SQL: from + `avg(price) AS p FOR symbol IN ('BTC-USD' AS b) side IN ('buy', 'sell'))`},
		{Name: "numbers", Statement: expr.Pivot(src, mean).For(Ticks.Lot, expr.Is(1, "one"), expr.Is(int64(2), "two")), SQL: from + `avg(price) AS p FOR lot IN (1 AS one, 2 AS two))`},
		{Name: "query", Statement: expr.Pivot(src, mean).ForQuery(Ticks.Symbol, expr.Select(Bids.Symbol).From(Bids).Distinct().OrderBy(Bids.Symbol)), SQL: from + `avg(price) AS p FOR symbol IN (SELECT DISTINCT symbol FROM clauses_quotes ORDER BY symbol))`},
		{Name: "sub-query", Statement: expr.Select(wide.Side, wide.BTC.Sub(wide.ETH).As("diff")).From(wide), SQL: `SELECT side, btc_p - eth_p AS diff FROM (` + wishSQL + `) AS wide`},
		{Name: "CTE", Statement: expr.Select(expr.All).From(cte).Where(cte.BTC.Gt(1)), SQL: `WITH wide AS (` + wishSQL + `) SELECT * FROM wide WHERE btc_p > $1`},
		{Name: "of a CTE", Statement: expr.Pivot(expr.Select(daily.Symbol, daily.Close).From(daily), fn.Max(daily.Close).As("high")).For(daily.Symbol, expr.Is("BTC-USD", "b")), SQL: `WITH ` + dailySQL + ` SELECT * FROM (SELECT symbol, close FROM daily) PIVOT (max(close) AS high FOR symbol IN ('BTC-USD' AS b))`},

		{Name: "no FOR", Statement: expr.Pivot(src, mean), Err: `PIVOT: there is no FOR: add For(column, values…)`},
		{Name: "no values", Statement: expr.Pivot(src, mean).For(Ticks.Symbol), Err: `PIVOT: FOR symbol has no values: name each, or use ForQuery`},
		{Name: "no aggregates", Statement: expr.Pivot(src).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: there are no aggregates to compute for each value`},
		{Name: "no aggregate", Statement: expr.Pivot(src, Ticks.Price).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: price is no aggregate`},
		{Name: "bad alias", Statement: expr.Pivot(src, mean).For(Ticks.Symbol, expr.Is("a", "a.b")), Err: `PIVOT: alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "no query", Statement: expr.Pivot(expr.Query{}, mean).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: the query is empty: it was not made by Select`},
		{Name: "missing value", Statement: expr.Pivot(src, mean).For(Ticks.Symbol, expr.PivotValue{}), Err: `PIVOT: a value is missing: make it by expr.Is`},
	})
}

func TestDeclare(t *testing.T) {
	db := openClauses(t)
	lo := expr.Var("lo", float(100))
	twice := expr.Var("twice", lo.Mul(num(2)))
	base := expr.Select(Ticks.Price).From(Ticks)
	other := expr.Var("LO", float(5))
	text := expr.OverridableVar("sym", expr.String("BTC-USD"))
	p := expr.CTE("p", func(Price) expr.Query { return base.Where(Ticks.Price.GtExpr(lo)) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: base.Where(Ticks.Price.GtExpr(lo)), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo`},
		{Name: "twice used", Statement: base.Where(Ticks.Price.GtExpr(lo), Ticks.Amount.LtExpr(lo)), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo AND amount < @lo`},
		{Name: "of another", Statement: expr.Select(twice.As("x")).From(Ticks).Where(Ticks.Price.LtExpr(twice)), SQL: `DECLARE @lo := 100.0, @twice := @lo * 2 SELECT @twice AS x FROM clauses_ticks WHERE price < @twice`},
		{Name: "overridable", Statement: base.Where(Ticks.Symbol.EqExpr(text)), SQL: `DECLARE OVERRIDABLE @sym := 'BTC-USD' SELECT price FROM clauses_ticks WHERE symbol = @sym`},
		{Name: "before WITH", Statement: expr.Select(p.Price).From(p).Where(p.Price.LtExpr(twice)), SQL: `DECLARE @lo := 100.0, @twice := @lo * 2 WITH p AS (SELECT price FROM clauses_ticks WHERE price > @lo) SELECT price FROM p WHERE price < @twice`},
		{Name: "in branches", Statement: base.Where(Ticks.Price.GtExpr(lo)).UnionAll(expr.Select(Bids.Bid).From(Bids).Where(Bids.Bid.LtExpr(lo))), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo UNION ALL SELECT bid FROM clauses_quotes WHERE bid < @lo`},

		{Name: "two of one name", Statement: base.Where(Ticks.Price.GtExpr(lo), Ticks.Price.LtExpr(other)), Err: `WITH: two variables are named @LO and differ: give one another name`},
		{Name: "a column", Statement: base.Where(Ticks.Price.GtExpr(expr.Var("c", Ticks.Amount))), Err: `DECLARE: variable @c: the value is no constant: a variable cannot hold a column or an aggregate`},
		{Name: "bad name", Statement: base.Where(Ticks.Price.GtExpr(expr.Var("a b", float(1)))), Err: `DECLARE: variable name "a b" contains ' ', which QuestDB does not allow`},
	})
}

func TestExplainAndHints(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(Ticks.Price).From(Ticks)
	long := expr.LongSequence("s", 5)
	seeded := expr.LongSequenceSeeded("s", 3, 1, 2)
	type TableNames struct {
		expr.Table
		TableName expr.VarcharColumn
	}
	tables := expr.TableFunction[TableNames]("x", "tables")
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "explain", Statement: expr.Explain(base.Where(Ticks.Live)), SQL: `EXPLAIN SELECT price FROM clauses_ticks WHERE live`},
		{Name: "explain JSON", Statement: expr.Explain(base).JSON(), SQL: `EXPLAIN (FORMAT JSON) SELECT price FROM clauses_ticks`},
		{Name: "explain a CTE", Statement: expr.Explain(expr.Select(daily.Close).From(daily)), SQL: `EXPLAIN WITH ` + dailySQL + ` SELECT close FROM daily`},
		{Name: "explain an update", Statement: expr.Explain(expr.Update(Ticks).Set(Ticks.Price.SetExpr(float(1))).All()), SQL: `EXPLAIN UPDATE clauses_ticks SET price = 1.0`},
		{Name: "explain an insert", Statement: expr.Explain(expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Price).From(Ticks))), SQL: `EXPLAIN INSERT INTO clauses_fixes (ts, price) SELECT ts, price FROM clauses_ticks`},
		{Name: "hint", Statement: expr.Select(tk.Ts, qt.Bid).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).Hint("asof_linear", "t", "q"), SQL: `SELECT /*+ asof_linear(t q) */ t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol)`},
		{Name: "hints", Statement: base.Hint("one").Hint("two", "t").Distinct(), SQL: `SELECT /*+ one two(t) */ DISTINCT price FROM clauses_ticks`},
		{Name: "sequence", Statement: expr.Select(long.X.Mul(num(2)).As("x")).From(long), SQL: `SELECT x * 2 AS x FROM long_sequence(5) AS s`},
		{Name: "seeded sequence", Statement: expr.Select(expr.All).From(seeded), SQL: `SELECT * FROM long_sequence(3, 1, 2) AS s`},
		{Name: "joined sequence", Statement: expr.Select(tk.Ts, long.X).From(tk).CrossJoin(long), SQL: `SELECT t.ts, s.x FROM clauses_ticks AS t CROSS JOIN long_sequence(5) AS s`},
		{Name: "table function", Statement: expr.Select(tables.TableName).From(tables).Where(tables.TableName.Like("clauses_t%")), SQL: `SELECT table_name FROM tables() AS x WHERE table_name LIKE $1`},

		{Name: "hint of another form", Statement: base.Hint("x */ DROP TABLE y"), Err: `SELECT: hint "x */ DROP TABLE y": a hint and its arguments are plain words`},
		{Name: "explain nothing", Statement: expr.Explain(nil), Err: `EXPLAIN: there is no statement to explain`},
		{Name: "function of another form", Statement: expr.Select(expr.All).From(expr.TableFunction[Price]("p", "a(b")), Err: `FROM: "a(b" is not the name of a function`},
		{Name: "bad alias", Statement: expr.Select(expr.All).From(expr.LongSequence("and", 1)), Err: `FROM: table alias "and" is read as an operator, even in quotes: choose another name`},
	})
	file := expr.ReadParquet[Price]("f", "x.parquet")
	if got := expr.Select(file.Price).From(file).String(); got != `SELECT price FROM read_parquet('x.parquet') AS f` {
		t.Error(got)
	}
	got, err := expr.Explain(base).Pretty()
	if want := "EXPLAIN SELECT price\nFROM clauses_ticks"; err != nil || got != want {
		t.Errorf("%v %s", err, cmp.Diff(want, got))
	}
}
