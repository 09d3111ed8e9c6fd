package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestSubQuery(t *testing.T) {
	db := openClauses(t)
	latest := expr.Sub("latest", func(TicksTable) expr.Query {
		return expr.Select(expr.All).From(Ticks).LatestOn(Ticks.Ts, Ticks.Symbol)
	})
	unordered := expr.Sub("u", func(Candle) expr.Query {
		return expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price.As("close")).From(Ticks).Union(expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price).From(Ticks))
	})
	prices := expr.Sub("p", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
	sorted := expr.Sub("o", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks).OrderBy(Ticks.Price) })
	sampled := expr.Sub("s", func(c Candle) expr.Query {
		return expr.Select(Ticks.Ts, Ticks.Symbol, c.Close.Is(fn.Last(Ticks.Price))).From(Ticks).SampleBy(expr.Hours(1))
	})
	grouped := expr.Sub("g", func(c Candle) expr.Query {
		return expr.Select(Ticks.Ts, Ticks.Symbol, c.Close.Is(fn.Max(Ticks.Price))).From(Ticks)
	})
	maxTs := expr.Select(fn.Max(Bids.Ts)).From(Bids)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "latest", Statement: expr.Select(expr.All).From(latest).Where(latest.Price.Gt(100)), SQL: `SELECT * FROM (SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol) AS latest WHERE price > $1`},
		{Name: "joined", Statement: expr.Select(tk.Ts, latest.Price).From(tk).Join(latest, expr.Using(tk.Symbol)), SQL: `SELECT t.ts, latest.price FROM clauses_ticks AS t JOIN (SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol) AS latest ON (symbol)`},
		{Name: "timestamp of a sub-query", Statement: expr.Select(unordered.Ts, fn.Avg(unordered.Close).As("mean")).From(unordered).Timestamp(unordered.Ts).SampleBy(expr.Hours(1)), SQL: `SELECT ts, avg(close) AS mean FROM ((SELECT ts, symbol, price AS close FROM clauses_ticks UNION SELECT ts, symbol, price FROM clauses_ticks) TIMESTAMP(ts)) AS u SAMPLE BY 1h`},
		{Name: "timestamp of a table", Statement: expr.Select(Ticks.Price).From(Ticks).Timestamp(Ticks.Ts), SQL: `SELECT price FROM (SELECT * FROM clauses_ticks TIMESTAMP(ts)) AS clauses_ticks`},
		{Name: "IN", Statement: expr.Select(Ticks.Price).From(Ticks).Where(expr.InQuery(Ticks.Symbol, expr.Select(Bids.Symbol).From(Bids).Where(Bids.Bid.Gt(120)))), SQL: `SELECT price FROM clauses_ticks WHERE symbol IN (SELECT symbol FROM clauses_quotes WHERE bid > $1)`},
		{Name: "compared timestamp", Statement: expr.Select(Ticks.Price).From(Ticks).Where(Ticks.Ts.LtExpr(expr.QueryTimestamp(maxTs))), SQL: `SELECT price FROM clauses_ticks WHERE ts < (SELECT max(ts) FROM clauses_quotes)`},

		{Name: "timestamp not selected", Statement: expr.Select(fn.Avg(prices.Price).As("mean")).From(prices).SampleBy(expr.Hours(1)), SQL: `SELECT avg(price) AS mean FROM (SELECT price FROM clauses_ticks) AS p SAMPLE BY 1h`},
		{Name: "timestamp of sampled rows", Statement: expr.Select(sampled.Ts, fn.Max(sampled.Close).As("high")).From(sampled).SampleBy(expr.Days(1)), SQL: `SELECT ts, max(close) AS high FROM (SELECT ts, symbol, last(price) AS close FROM clauses_ticks SAMPLE BY 1h) AS s SAMPLE BY 1d`},
		{Name: "joined without its timestamp", Statement: expr.Select(prices.Price, Bids.Bid).From(prices).AsofJoin(Bids), SQL: `SELECT p.price, clauses_quotes.bid FROM (SELECT price FROM clauses_ticks) AS p ASOF JOIN clauses_quotes`},

		{Name: "grouped rows", Statement: expr.Select(grouped.Ts, fn.Max(grouped.Close).As("high")).From(grouped).SampleBy(expr.Days(1)), Err: "SAMPLE BY: g has no designated timestamp to sample by: pass it through, or tag the field `qdb:\",designated\"`"},
		{Name: "rows in another order", Statement: expr.Select(fn.Max(sorted.Price).As("high")).From(sorted).SampleBy(expr.Days(1)), Err: "SAMPLE BY: o has no designated timestamp to sample by: pass it through, or tag the field `qdb:\",designated\"`"},
		{Name: "no timestamp", Statement: expr.Select(unordered.Ts, fn.Avg(unordered.Close).As("mean")).From(unordered).SampleBy(expr.Hours(1)), Err: "SAMPLE BY: u has no designated timestamp to sample by: pass it through, or tag the field `qdb:\",designated\"`"},
		{Name: "IN of a varchar", Statement: expr.Select(Ticks.Price).From(Ticks).Where(expr.InQuery(Ticks.Note, expr.Select(Bids.Symbol).From(Bids))), Err: `WHERE: note IN (sub-query): QuestDB takes a SYMBOL there, got VARCHAR: join instead`},
		{Name: "IN of two columns", Statement: expr.Select(Ticks.Price).From(Ticks).Where(expr.InQuery(Ticks.Symbol, expr.Select(Bids.Symbol, Bids.Bid).From(Bids))), Err: `WHERE: the sub-query must have one column of class Text, got 2 columns`},
		{Name: "timestamp of another table", Statement: expr.Select(Ticks.Price).From(Ticks).Timestamp(Bids.Ts), Err: `FROM: TIMESTAMP(ts): it is not a column of clauses_ticks`},
		{Name: "correlated", Statement: expr.Select(tk.Price).From(tk).Where(expr.InQuery(tk.Symbol, expr.Select(qt.Symbol).From(qt).Where(qt.Ts.LtExpr(tk.Ts)))), Err: `WHERE: column "ts" of clauses_ticks AS t is used, but clauses_ticks AS t is not in FROM or JOIN`},
	})
}
