package expr_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
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

// side is a type of text of a program's own.
type side string

// symbolColumn is embedded under a name that is not exported.
type symbolColumn = expr.SymbolColumn

type ownSymbol struct{ symbolColumn }

// OddColumns has columns in all the ways in which a struct declares them, and
// names that are no words.
type OddColumns struct {
	Name
	Side expr.SymbolOf[side]
	Own  ownSymbol
	More struct{ N int }   `qdb:"-"`
	Odd  expr.DoubleColumn `qdb:"Select"`
}

// TestWithColumns defines CTEs with columns of every kind, filled in an order
// that is not that of the fields, and by names in another case.
func TestWithColumns(t *testing.T) {
	odd := expr.CTE("odd", func(c OddColumns) expr.Query {
		return expr.Select(c.Odd.Is(Ticks.Price), Ticks.Side, c.Own.Is(Ticks.Symbol), Ticks.Symbol.As("SYMBOL")).From(Ticks)
	})
	got, err := expr.Select(odd.Symbol, odd.Side, odd.Own, odd.Odd).From(odd).Where(odd.Side.Eq("buy"), odd.Own.Eq("x"), odd.Symbol.Eq("y")).Inline()
	want := `WITH odd AS (SELECT price AS "Select", side, symbol AS own, symbol AS SYMBOL FROM clauses_ticks)` +
		` SELECT symbol, side, own, "Select" FROM odd WHERE side = 'buy' AND own = 'x' AND symbol = 'y'`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}

// TestWithItemTypes defines two CTEs of one struct type whose items are of other
// types than its fields: each has its own, and the struct keeps those that it
// declares.
func TestWithItemTypes(t *testing.T) {
	text := func(x expr.Text) Name {
		return expr.CTE("n", func(n Name) expr.Query { return expr.Select(n.Symbol.Is(x)).From(Ticks) })
	}
	for range 2 {
		varchar, symbol, constant := text(Ticks.Note), text(Ticks.Symbol), text(expr.String("x"))
		for _, test := range []struct {
			column node.Holder
			want   types.Type
		}{
			{varchar.Symbol, types.Varchar},
			{symbol.Symbol, types.Symbol},
			{constant.Symbol, types.String},
			{expr.As(varchar, "v").Symbol, types.Varchar},
			{expr.As(symbol, "s").Symbol, types.Symbol},
		} {
			if got := node.Of(test.column).Type; got != test.want {
				t.Errorf("the column is %s, want %s", got, test.want)
			}
		}
	}
}

// wide has more columns than a word has bits.
type wide struct {
	expr.Table
	A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9,
	D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, F0, F1, F2, F3, F4, F5, F6, F7, F8, F9,
	G0, G1, G2, G3, G4, G5, G6, G7, G8, G9 expr.DoubleColumn
}

func TestWithManyColumns(t *testing.T) {
	fill := func(skip int) wide {
		return expr.CTE("w", func(w wide) expr.Query {
			var items []expr.Item
			columns := reflect.ValueOf(w)
			for i := range columns.NumField() {
				if c, ok := columns.Field(i).Interface().(expr.DoubleColumn); ok && i != skip {
					items = append(items, c.Is(Ticks.Price))
				}
			}
			return expr.Select(items...).From(Ticks)
		})
	}
	all := fill(-1)
	if _, err := expr.Select(all.A0, all.G9).From(all).Inline(); err != nil {
		t.Error(err)
	}
	without := fill(70)
	_, err := expr.Select(without.A0).From(without).Inline()
	if err == nil || !strings.Contains(err.Error(), `field G9 (column "g9") has no item`) {
		t.Errorf("a CTE without its last item: %v", err)
	}
}

// Twins has two columns of one name.
type Twins struct {
	expr.Table
	A expr.DoubleColumn `qdb:"a"`
	B expr.DoubleColumn `qdb:"A"`
}

func TestWithSameNames(t *testing.T) {
	const misfit = `FROM: CTE "c" does not fit expr_test.`
	for _, test := range []struct {
		name string
		q    expr.Query
		want string
	}{
		{"two columns", expr.Select(expr.All).From(expr.CTE("c", func(c Twins) expr.Query {
			return expr.Select(c.A.Is(Ticks.Price), Ticks.Price.As("A")).From(Ticks)
		})), misfit + `Twins: item "A_2" (DOUBLE) has no field; field B (column "A") has no item: select B.Is(…), or a column of that name`},
		{"two items", expr.Select(expr.All).From(expr.CTE("c", func(c Price) expr.Query {
			return expr.Select(c.Price.Is(Ticks.Price), Ticks.Price.As("PRICE")).From(Ticks)
		})), misfit + `Price: item "PRICE_2" (DOUBLE) has no field`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := test.q.Inline()
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("\n got %v\nwant %s", err, test.want)
			}
		})
	}
}

// TestItemNames gives items the names that the server gives them: those that are
// taken in another case get a number.
func TestItemNames(t *testing.T) {
	for _, test := range []struct{ names, want string }{
		{"a b c", "a b c"},
		{"a A a", "a A_2 a_3"},
		{"a a a_2", "a a_2 a_2_2"},
		{"k \u212a K", "k \u212a_2 K_3"},
		{"\u212a k b", "\u212a k_2 b"},
		{"é É e", "é É_2 e"},
		{"A Q 1x q 1X", "A Q 1x q_2 1X_2"},
	} {
		var items []expr.Item
		for name := range strings.FieldsSeq(test.names) {
			items = append(items, Ticks.Price.As(name))
		}
		shape, err := node.BodyOf(expr.Select(items...).From(Ticks)).Shape()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range shape {
			got = append(got, it.Name)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s are called %s, want %s", test.names, got, test.want)
		}
	}
}

// concurrentColumns is a struct that no other test defines.
type concurrentColumns struct {
	expr.Table
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
}

func TestWithConcurrently(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for j := range 50 {
				text := expr.Text(Ticks.Symbol)
				if (i+j)%2 == 0 {
					text = Ticks.Note
				}
				c := expr.CTE("c", func(c *concurrentColumns) expr.Query {
					return expr.Select(c.Symbol.Is(text), Ticks.Price).From(Ticks)
				})
				if got, want := node.Of(c.Symbol).Type, node.Of(text).Type; got != want {
					t.Errorf("the column is %s, want %s", got, want)
				}
				if _, err := expr.Select(c.Price).From(c).Inline(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}
