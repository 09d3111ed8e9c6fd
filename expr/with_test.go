package expr_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

type Candle struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Close  expr.DoubleColumn
}

type Bands struct {
	Candle
	SMA expr.DoubleColumn `qdb:"sma"`
}

type Price struct {
	expr.Table
	Price expr.DoubleColumn
}

type Name struct {
	expr.Table
	Symbol expr.SymbolColumn
}

var daily = expr.CTE("daily", func(c Candle) expr.Query {
	return expr.Select(Ticks.Ts, Ticks.Symbol, c.Close.Is(fn.Last(Ticks.Price))).From(Ticks).SampleBy(expr.Days(1))
})

var bands = expr.CTE("bands", func(b Bands) expr.Query {
	w := expr.Window().PartitionBy(daily.Symbol).OrderBy(daily.Ts)
	return expr.Select(expr.All, b.SMA.Is(fn.Avg(daily.Close).Over(w.Rows(19)))).From(daily)
})

const (
	dailySQL = `daily AS (SELECT ts, symbol, last(price) AS close FROM clauses_ticks SAMPLE BY 1d)`
	bandsSQL = dailySQL + `, bands AS (SELECT *, avg(close) OVER (PARTITION BY symbol ORDER BY ts ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) AS sma FROM daily)`
)

func TestWith(t *testing.T) {
	db := openClauses(t)
	prices := func(name string, more float64) Price {
		return expr.CTE(name, func(Price) expr.Query {
			return expr.Select(Ticks.Price).From(Ticks).Where(Ticks.Price.Gt(more))
		})
	}
	p := prices("p", 100)
	b := expr.As(daily, "b")
	pointer := expr.CTE("pointed", func(c *Candle) expr.Query {
		return expr.Select(Ticks.Ts, Ticks.Symbol, c.Close.Is(Ticks.Price)).From(Ticks)
	})
	self := expr.CTE("self", func(c Price) expr.Query { return expr.Select(c.Price).From(c) })
	symbols := expr.Sub("symbols", func(Name) expr.Query { return expr.Select(daily.Symbol).From(daily) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "CTE", Statement: expr.Select(daily.Ts, daily.Close).From(daily).Where(daily.Symbol.Eq("BTC-USD")), SQL: `WITH ` + dailySQL + ` SELECT ts, close FROM daily WHERE symbol = $1`},
		{Name: "CTE of a CTE", Statement: expr.Select(bands.Ts, bands.Close, bands.SMA).From(bands).Where(bands.Close.GeExpr(bands.SMA)), SQL: `WITH ` + bandsSQL + ` SELECT ts, close, sma FROM bands WHERE close >= sma`},
		{Name: "pointer", Statement: expr.Select(pointer.Close).From(pointer), SQL: `WITH pointed AS (SELECT ts, symbol, price AS close FROM clauses_ticks) SELECT close FROM pointed`},
		{Name: "joined twice", Statement: expr.Select(daily.Ts, b.Close).From(daily).Join(b, expr.On(daily.Ts.EqExpr(b.Ts), daily.Symbol.EqExpr(b.Symbol))), SQL: `WITH ` + dailySQL + ` SELECT daily.ts, b.close FROM daily JOIN daily AS b ON daily.ts = b.ts AND daily.symbol = b.symbol`},
		{Name: "in a sub-query", Statement: expr.Select(symbols.Symbol).From(symbols), SQL: `WITH ` + dailySQL + ` SELECT symbol FROM (SELECT symbol FROM daily) AS symbols`},
		{Name: "in branches", Statement: expr.Select(daily.Close).From(daily).UnionAll(expr.Select(bands.Close).From(bands)), SQL: `WITH ` + bandsSQL + ` SELECT close FROM daily UNION ALL SELECT close FROM bands`},
		{Name: "limited branches", Statement: expr.Select(daily.Close).From(daily).Limit(100).UnionAll(expr.Select(daily.Close).From(daily)), SQL: `WITH ` + dailySQL + ` SELECT * FROM ((SELECT close FROM daily LIMIT $1) UNION ALL SELECT close FROM daily)`},
		{Name: "in a condition", Statement: expr.Select(Ticks.Price).From(Ticks).Where(expr.InQuery(Ticks.Symbol, expr.Select(daily.Symbol).From(daily))), SQL: `WITH ` + dailySQL + ` SELECT price FROM clauses_ticks WHERE symbol IN (SELECT symbol FROM daily)`},
		{Name: "parameters", Statement: expr.Select(p.Price).From(p).Where(p.Price.Lt(105)), SQL: `WITH p AS (SELECT price FROM clauses_ticks WHERE price > $1) SELECT price FROM p WHERE price < $2`, Args: []any{100.0, 105.0}, Inline: `WITH p AS (SELECT price FROM clauses_ticks WHERE price > 100.0) SELECT price FROM p WHERE price < 105.0`},
		{Name: "the same CTE made twice", Statement: expr.Select(p.Price).From(p).UnionAll(expr.Select(p.Price).From(prices("p", 100))), SQL: `WITH p AS (SELECT price FROM clauses_ticks WHERE price > $1) SELECT price FROM p UNION ALL SELECT price FROM p`},
		{Name: "sample by of a CTE", Statement: expr.Select(daily.Ts, fn.Max(daily.Close).As("high")).From(daily).SampleBy(expr.Months(1)), SQL: `WITH ` + dailySQL + ` SELECT ts, max(close) AS high FROM daily SAMPLE BY 1M`},

		{Name: "two CTEs of one name", Statement: expr.Select(p.Price).From(p).UnionAll(expr.Select(p.Price).From(prices("P", 1))), Err: `WITH: two CTEs are named "P" and differ: give one another name`},
		{Name: "recursive", Statement: expr.Select(self.Price).From(self), Err: `WITH: CTE "self": it reads itself: QuestDB has no recursive queries`},
		{Name: "hides a table", Statement: func() expr.Statement {
			c := expr.CTE("clauses_ticks", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
			return expr.Select(c.Price).From(c).UnionAll(expr.Select(Ticks.Price).From(Ticks))
		}(), Err: `FROM: table clauses_ticks is hidden by the CTE of that name: give the CTE another name`},
		{Name: "mistake inside", Statement: func() expr.Statement {
			c := expr.CTE("c", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks).Where(fn.Max(Ticks.Price).Gt(1)) })
			return expr.Select(c.Price).From(c)
		}(), Err: `WITH c: WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query`},
		{Name: "missing and extra items", Statement: func() expr.Statement {
			c := expr.CTE("c", func(Candle) expr.Query { return expr.Select(Ticks.Ts, Ticks.Price, fn.Count()).From(Ticks) })
			return expr.Select(c.Close).From(c)
		}(), Err: `FROM: CTE "c" does not fit expr_test.Candle: item "price" (DOUBLE) has no field; item 3 is an expression without a name: name it with Is(…); field Symbol (column "symbol") has no item: select Symbol.Is(…), or a column of that name; field Close (column "close") has no item: select Close.Is(…), or a column of that name`},
		{Name: "another class", Statement: func() expr.Statement {
			c := expr.CTE("c", func(Price) expr.Query { return expr.Select(Ticks.Symbol.As("price")).From(Ticks) })
			return expr.Select(c.Price).From(c)
		}(), Err: `FROM: CTE "c" does not fit expr_test.Price: field Price (column "price") is DOUBLE, its item is SYMBOL`},
		{Name: "bad name", Statement: func() expr.Statement {
			c := expr.CTE("a.b", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
			return expr.Select(c.Price).From(c)
		}(), Err: `FROM: CTE name "a.b" contains '.', which QuestDB does not allow`},
		{Name: "forbidden name of a sub-query", Statement: func() expr.Query {
			s := expr.Sub("a.b", func(Price) expr.Query { return expr.Select(Ticks.Price).From(Ticks) })
			return expr.Select(s.Price).From(s)
		}(), Err: `FROM: table alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "sub-query without a query", Statement: expr.Select(expr.All).From(expr.Sub[Price]("c", nil)), Err: `FROM: sub-query "c": there is no query`},
		{Name: "no query", Statement: expr.Select(expr.All).From(expr.CTE[Price]("c", nil)), Err: `FROM: CTE "c": there is no query`},
		{Name: "empty query", Statement: expr.Select(expr.All).From(expr.CTE("c", func(Price) expr.Query { return expr.Query{} })), Err: `FROM: CTE "c": the query is empty: it was not made by Select`},
	})
}

func TestWithPretty(t *testing.T) {
	got, err := expr.Select(bands.Close).From(bands).Pretty()
	want := `WITH daily AS (
  SELECT ts, symbol, last(price) AS close
  FROM clauses_ticks
  SAMPLE BY 1d
), bands AS (
  SELECT *, avg(close) OVER (PARTITION BY symbol ORDER BY ts ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) AS sma
  FROM daily
)
SELECT close
FROM bands`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}
