package expr_test

import (
	"fmt"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
)

type FillsTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Side   expr.SymbolColumn
	Price  expr.DoubleColumn
	Qty    expr.LongColumn
}

var Fills = ddl.Define("fills", func(t FillsTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

func ExampleQuery_SampleBy_options() {
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	query := expr.Select(Fills.Ts, fn.First(Fills.Price).As("open"), fn.Sum(Fills.Qty).As("qty")).
		From(Fills).
		SampleBy(expr.Hours(1),
			expr.FromTo(from, from.AddDate(0, 0, 1)),
			expr.Fill(expr.Prev, expr.Null),
			expr.AlignToCalendar().TimeZone("Europe/Berlin"))
	fmt.Println(query)
	// Output:
	// SELECT ts, first(price) AS open, sum(qty) AS qty FROM fills SAMPLE BY 1h FROM '2026-01-01T00:00:00.000000Z'::TIMESTAMP TO '2026-01-02T00:00:00.000000Z'::TIMESTAMP FILL(PREV, NULL) ALIGN TO CALENDAR TIME ZONE 'Europe/Berlin'
}

func ExampleQuery_LatestOn() {
	query := expr.Select(expr.All).From(Fills).Where(Fills.Side.Eq("buy")).LatestOn(Fills.Ts, Fills.Symbol)
	fmt.Println(query)
	// Output:
	// SELECT * FROM fills WHERE side = 'buy' LATEST ON ts PARTITION BY symbol
}

func ExampleQuery_AsofJoin() {
	f, q := expr.As(Fills, "f"), expr.As(Quotes, "q")
	query := expr.Select(f.Ts, f.Symbol, f.Price.Sub(midOf(q)).As("edge")).
		From(f).
		AsofJoin(q, expr.Using(f.Symbol), expr.Tolerance(expr.Seconds(10)))
	fmt.Println(query)
	// Output:
	// SELECT f.ts, f.symbol, f.price - (q.bid + q.ask) / 2.0 AS edge FROM fills AS f ASOF JOIN quotes AS q ON (symbol) TOLERANCE 10s
}

func ExampleWindow() {
	w := expr.Window().PartitionBy(Fills.Symbol).OrderBy(Fills.Ts)
	query := expr.Select(Fills.Ts, Fills.Symbol,
		fn.Avg(Fills.Price).Over(w.Rows(19)).As("sma20"),
		fn.Lag(Fills.Price, 1).Over(w).As("prev"),
		fn.RowNumber().Over(w).As("n")).
		From(Fills)
	fmt.Println(query)
	// Output:
	// SELECT ts, symbol, avg(price) OVER (PARTITION BY symbol ORDER BY ts ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) AS sma20, lag(price, 1) OVER (PARTITION BY symbol ORDER BY ts) AS prev, row_number() OVER (PARTITION BY symbol ORDER BY ts) AS n FROM fills
}

// A CTE, a sub-query, a view: each is a struct of columns, as a table is.
type DailyClose struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Close  expr.DoubleColumn
}

func ExampleCTE() {
	daily := expr.CTE("daily", func(d DailyClose) expr.Query {
		return expr.Select(Fills.Ts, Fills.Symbol, d.Close.Is(fn.Last(Fills.Price))).From(Fills).SampleBy(expr.Days(1))
	})
	query := expr.Select(daily.Symbol, fn.Max(daily.Close).As("high")).From(daily).Where(daily.Close.Gt(0)).GroupBy(daily.Symbol)
	fmt.Println(query)
	// Output:
	// WITH daily AS (SELECT ts, symbol, last(price) AS close FROM fills SAMPLE BY 1d) SELECT symbol, max(close) AS high FROM daily WHERE close > 0.0 GROUP BY symbol
}

func ExampleSub() {
	// HAVING is a filter of an outer query.
	type total struct {
		expr.Table
		Symbol expr.SymbolColumn
		Qty    expr.LongColumn
	}
	totals := expr.Sub("totals", func(t total) expr.Query {
		return expr.Select(Fills.Symbol, t.Qty.Is(fn.Sum(Fills.Qty))).From(Fills).GroupBy(Fills.Symbol)
	})
	fmt.Println(expr.Select(expr.All).From(totals).Where(totals.Qty.Gt(100)))
	// Output:
	// SELECT * FROM (SELECT symbol, sum(qty) AS qty FROM fills GROUP BY symbol) AS totals WHERE qty > 100
}

func ExampleWhen() {
	net := fn.Sum(expr.When(Fills.Side.Eq("buy"), Fills.Qty).Else(Fills.Qty.Neg())).As("net")
	fmt.Println(expr.Select(Fills.Symbol, net).From(Fills))
	// Output:
	// SELECT symbol, sum(CASE WHEN side = 'buy' THEN qty ELSE -qty END) AS net FROM fills
}

func ExampleTick() {
	base := expr.Select(Fills.Ts).From(Fills)
	fmt.Println(base.Where(Fills.Ts.In("2026-01;2h")))
	fmt.Println(base.Where(Fills.Ts.In(expr.Today)))
	fmt.Println(base.Where(Fills.Ts.In(expr.Since(expr.Hours(1)))))
	_, _, err := base.Where(Fills.Ts.In("2026-13-01")).SQL()
	fmt.Println(err != nil)
	// Output:
	// SELECT ts FROM fills WHERE ts IN '2026-01;2h'
	// SELECT ts FROM fills WHERE ts IN '$today'
	// SELECT ts FROM fills WHERE ts IN '$now - 1h..$now'
	// true
}

func ExampleUpdate() {
	fmt.Println(expr.Update(Fills).Set(Fills.Price.SetExpr(Fills.Price.Mul(expr.Float64(1.01)))).Where(Fills.Symbol.Eq("a")))
	_, _, err := expr.Update(Fills).Set(Fills.Price.Set(0)).SQL()
	fmt.Println(err != nil) // all rows must be asked for
	fmt.Println(expr.Update(Fills).Set(Fills.Price.Set(0)).All())
	// Output:
	// UPDATE fills SET price = price * 1.01 WHERE symbol = 'a'
	// true
	// UPDATE fills SET price = 0.0
}

func ExampleInsertRows() {
	type fill struct {
		Ts     time.Time
		Symbol string
		Price  *float64
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	fmt.Println(expr.InsertRows(Fills, []fill{{at, "BTC-USD", new(100.5)}, {at, "ETH-USD", nil}}))
	// Output:
	// INSERT INTO fills (ts, symbol, price) VALUES ('2026-01-02T03:04:05.000000Z', 'BTC-USD', 100.5), ('2026-01-02T03:04:05.000000Z', 'ETH-USD', NULL)
}

func ExampleRaw() {
	// What the library lacks, typed in one line.
	distance := expr.Raw[expr.Float]("abs({} - {})", Fills.Price, expr.Float64(100))
	mad := expr.Call[expr.Float]("sqrt", Fills.Price)
	fmt.Println(expr.Select(distance.As("d"), mad.As("s")).From(Fills))
	// Output:
	// SELECT abs(price - 100.0) AS d, sqrt(price) AS s FROM fills
}
