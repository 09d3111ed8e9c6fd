package expr_test

import (
	"fmt"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

// A table is a struct of columns, declared once.
type QuotesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Bid    expr.DoubleColumn
	Ask    expr.DoubleColumn
}

var Quotes = ddl.Define("quotes", func(t QuotesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

// A formula that is used often is a Go function.
func midOf(q QuotesTable) expr.Float { return q.Bid.Add(q.Ask).Div(expr.Float64(2)) }

func ExampleSelect() {
	query := expr.Select(Quotes.Ts, midOf(Quotes).As("mid")).
		From(Quotes).
		Where(Quotes.Symbol.Eq("BTC-USD"), Quotes.Bid.Gt(0)).
		OrderBy(Quotes.Ts.Desc()).
		Limit(5)
	text, args, err := query.SQL()
	fmt.Println(text, args, err)
	fmt.Println(query)
	// Output:
	// SELECT ts, (bid + ask) / 2.0 AS mid FROM quotes WHERE symbol = $1 AND bid > $2 ORDER BY ts DESC LIMIT $3 [BTC-USD 0 5] <nil>
	// SELECT ts, (bid + ask) / 2.0 AS mid FROM quotes WHERE symbol = 'BTC-USD' AND bid > 0.0 ORDER BY ts DESC LIMIT 5
}

func ExampleQuery_SampleBy() {
	query := expr.Select(Quotes.Ts, Quotes.Symbol, fn.First(Quotes.Bid).As("open"), fn.Max(Quotes.Bid).As("high")).
		From(Quotes).
		SampleBy(expr.Minutes(5))
	fmt.Println(query)
	// Output:
	// SELECT ts, symbol, first(bid) AS open, max(bid) AS high FROM quotes SAMPLE BY 5m
}

func ExampleQuery_Where() {
	// A base query is shared: each call returns a new one.
	base := expr.Select(Quotes.Ts, Quotes.Bid).From(Quotes)
	wide := base.Where(Quotes.Ask.Sub(Quotes.Bid).Gt(1.5))
	either := base.Where(expr.Or(Quotes.Symbol.In("BTC-USD", "ETH-USD"), Quotes.Bid.GtExpr(Quotes.Ask)))
	fmt.Println(base)
	fmt.Println(wide)
	fmt.Println(either)
	// Output:
	// SELECT ts, bid FROM quotes
	// SELECT ts, bid FROM quotes WHERE ask - bid > 1.5
	// SELECT ts, bid FROM quotes WHERE symbol IN ('BTC-USD', 'ETH-USD') OR bid > ask
}

func ExampleIfSet() {
	// What a request leaves out is no condition.
	request := struct {
		Min     *float64
		Symbols []string
	}{Symbols: []string{"BTC-USD"}}
	query := expr.Select(Quotes.Ts).From(Quotes).Where(
		expr.IfSet(request.Min, Quotes.Bid.Ge),
		expr.IfAny(request.Symbols, Quotes.Symbol.In),
	)
	fmt.Println(query)
	// Output:
	// SELECT ts FROM quotes WHERE symbol IN ('BTC-USD')
}

func ExampleInsert() {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	fmt.Println(expr.Insert(Quotes).Values(at, "BTC-USD", 100.5, 101))
	fmt.Println(expr.Insert(Quotes).Set(Quotes.Ts.Set(at), Quotes.Bid.Set(100.5), Quotes.Ask.SetNull()))
	// Output:
	// INSERT INTO quotes (ts, symbol, bid, ask) VALUES ('2026-01-02T03:04:05.000000Z', 'BTC-USD', 100.5, 101.0)
	// INSERT INTO quotes (ts, bid, ask) VALUES ('2026-01-02T03:04:05.000000Z', 100.5, NULL)
}

func ExampleBuildError() {
	// A mistake is told when the statement is rendered or run, before any I/O.
	_, _, err := expr.Select(fn.Count()).From(Quotes).SampleBy(expr.Hours(0)).SQL()
	fmt.Println(err)
	// Output:
	// SAMPLE BY: stride must be positive, got 0 (built at example_select_test.go:91)
}
