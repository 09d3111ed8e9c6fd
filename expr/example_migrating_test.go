package expr_test

import (
	"fmt"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

func ExampleQuery_LimitRange() {
	// LIMIT 10 OFFSET 20: the rows from the 21st to the 30th.
	fmt.Println(expr.Select(Fills.Ts, Fills.Price).From(Fills).OrderBy(Fills.Ts).LimitRange(20, 30))
	// Output:
	// SELECT ts, price FROM fills ORDER BY ts LIMIT 20, 30
}

func ExampleQuery_LatestOn_distinctOn() {
	// DISTINCT ON (symbol) … ORDER BY symbol, ts DESC: the latest row of each symbol.
	fmt.Println(expr.Select(Fills.Symbol, Fills.Price).From(Fills).LatestOn(Fills.Ts, Fills.Symbol))
	// Output:
	// SELECT symbol, price FROM fills LATEST ON ts PARTITION BY symbol
}

func ExampleInQuery() {
	// EXISTS (…): the symbols for which there is a quote.
	quoted := expr.InQuery(Fills.Symbol, expr.Select(Quotes.Symbol).From(Quotes).Where(Quotes.Bid.Gt(0)))
	fmt.Println(expr.Select(expr.All).From(Fills).Where(quoted))
	// Output:
	// SELECT * FROM fills WHERE symbol IN (SELECT symbol FROM quotes WHERE bid > 0.0)
}

func ExampleQuery_Join_correlated() {
	// A correlated sub-query, as "above the mean of its symbol", is a join with the
	// aggregate.
	type mean struct {
		expr.Table
		Symbol expr.SymbolColumn
		Mean   expr.DoubleColumn
	}
	f := expr.As(Fills, "f")
	m := expr.Sub("m", func(m mean) expr.Query {
		return expr.Select(Fills.Symbol, m.Mean.Is(fn.Avg(Fills.Price))).From(Fills).GroupBy(Fills.Symbol)
	})
	fmt.Println(expr.Select(f.Ts, f.Symbol, f.Price).From(f).
		Join(m, expr.On(f.Symbol.EqExpr(m.Symbol))).
		Where(f.Price.GtExpr(m.Mean)))
	// Output:
	// SELECT f.ts, f.symbol, f.price FROM fills AS f JOIN (SELECT symbol, avg(price) AS mean FROM fills GROUP BY symbol) AS m ON f.symbol = m.symbol WHERE f.price > m.mean
}

func Example_delete() {
	// DELETE of old rows: drop their partitions, or let a TTL do it.
	before := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	fmt.Println(ddl.Alter(Fills).DropPartitionWhere(Fills.Ts.Lt(before)))
	fmt.Println(ddl.Truncate(Fills))
	// Output:
	// ALTER TABLE fills DROP PARTITION WHERE ts < '2026-01-01T00:00:00.000000Z'
	// TRUNCATE TABLE fills
}

func Example_onConflict() {
	// For INSERT … ON CONFLICT DO UPDATE, a table that keeps the last row of each key.
	type position struct {
		expr.Table
		Account expr.SymbolColumn
		Qty     expr.LongColumn
		Ts      expr.TimestampColumn
	}
	positions := ddl.Define("positions", func(p position) ddl.Spec {
		return ddl.Designated(p.Ts).PartitionBy(ddl.Month).WAL().DedupKeys(p.Ts, p.Account)
	})
	fmt.Println(positions)
	// Output:
	// CREATE TABLE positions (account SYMBOL, qty LONG, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY MONTH WAL DEDUP UPSERT KEYS (ts, account)
}
