package expr_test

import (
	"testing"

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
	hourly := expr.Sub("hourly", func(c Candle) expr.Query {
		return expr.Select(Ticks.Ts, Ticks.Symbol, c.Close.Is(fn.Last(Ticks.Price))).From(Ticks).SampleBy(expr.Hours(1))
	})
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
		{Name: "filtered", Statement: expr.Pivot(src.Where(Ticks.Price.Gt(100)), mean).For(Ticks.Symbol, expr.Is("BTC-USD", "b")), SQL: `SELECT * FROM (SELECT symbol, side, price, lot FROM clauses_ticks WHERE price > $1) PIVOT (avg(price) AS p FOR symbol IN ('BTC-USD' AS b))`},
		{Name: "a formula", Statement: expr.Pivot(src, mean).For(fn.Lower(Ticks.Symbol), expr.Is("btc-usd", "b")), SQL: from + `avg(price) AS p FOR lower(symbol) IN ('btc-usd' AS b))`},
		{Name: "sampled rows", Statement: expr.Pivot(expr.Select(expr.All).From(hourly), fn.First(hourly.Close).As("p")).For(hourly.Symbol, expr.Is("BTC-USD", "b")).GroupBy(hourly.Ts), SQL: `SELECT * FROM (SELECT * FROM (SELECT ts, symbol, last(price) AS close FROM clauses_ticks SAMPLE BY 1h) AS hourly) PIVOT (first(close) AS p FOR symbol IN ('BTC-USD' AS b) GROUP BY ts)`},

		{Name: "no FOR", Statement: expr.Pivot(src, mean), Err: `PIVOT: there is no FOR: add For(column, values…)`},
		{Name: "no values", Statement: expr.Pivot(src, mean).For(Ticks.Symbol), Err: `PIVOT: FOR symbol has no values: name each, or use ForQuery`},
		{Name: "no aggregates", Statement: expr.Pivot(src).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: there are no aggregates to compute for each value`},
		{Name: "no aggregate", Statement: expr.Pivot(src, Ticks.Price).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: price is no aggregate`},
		{Name: "bad alias", Statement: expr.Pivot(src, mean).For(Ticks.Symbol, expr.Is("a", "a.b")), Err: `PIVOT: alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "no query", Statement: expr.Pivot(expr.Query{}, mean).For(Ticks.Symbol, expr.Is("a")), Err: `PIVOT: the query is empty: it was not made by Select`},
		{Name: "missing value", Statement: expr.Pivot(src, mean).For(Ticks.Symbol, expr.PivotValue{}), Err: `PIVOT: a value is missing: make it by expr.Is`},
	})
}
