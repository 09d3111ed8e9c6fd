package expr_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func mid(a, b expr.Float) expr.Float { return a.Add(b).Div(expr.Float64(2)) }

func TestSelect(t *testing.T) {
	db := openTrades(t)
	base := expr.Select(Trades.Ts, Trades.Price).From(Trades)
	notional := Trades.Price.Mul(Trades.Qty).As("notional")
	tr := expr.As(Trades, "t")
	var none expr.Float
	var undefined TradesTable
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "columns", Statement: base, SQL: `SELECT ts, price FROM expr_trades`},
		{Name: "all", Statement: expr.Select(expr.All).From(Trades), SQL: `SELECT * FROM expr_trades`},
		{Name: "no FROM", Statement: expr.Select(expr.Int64(1).Add(expr.Int64(2)).As("three")), SQL: `SELECT 1 + 2 AS three`},
		{
			Name:      "where",
			Statement: base.Where(Trades.Symbol.Eq("BTC-USD"), Trades.Price.Gt(10), Trades.Ts.Ge(noon)).OrderBy(Trades.Ts.Desc()).Limit(5),
			SQL:       `SELECT ts, price FROM expr_trades WHERE symbol = $1 AND price > $2 AND ts >= $3 ORDER BY ts DESC LIMIT $4`,
			Args:      []any{"BTC-USD", 10.0, noon, int64(5)},
			Inline:    `SELECT ts, price FROM expr_trades WHERE symbol = 'BTC-USD' AND price > 10.0 AND ts >= '2026-01-02T12:00:00.123456Z' ORDER BY ts DESC LIMIT 5`,
		},
		{
			Name:      "where twice",
			Statement: base.Where(Trades.Live).Where(Trades.Side.Ne("sell")),
			SQL:       `SELECT ts, price FROM expr_trades WHERE live AND side != $1`,
		},
		{
			Name:      "calls in another order",
			Statement: expr.Select(Trades.Ts).OrderBy(Trades.Ts).Where(Trades.Live).Limit(3).From(Trades),
			SQL:       `SELECT ts FROM expr_trades WHERE live ORDER BY ts LIMIT $1`,
		},
		{
			Name:      "conditions",
			Statement: base.Where(expr.Or(Trades.Live, expr.And(Trades.Price.Gt(1), Trades.Qty.Lt(5))), expr.Not(Trades.Price.IsNull())),
			SQL:       `SELECT ts, price FROM expr_trades WHERE (live OR price > $1 AND qty < $2) AND NOT price IS NULL`,
		},
		{
			Name:      "methods and functions",
			Statement: base.Where(Trades.Live.Or(Trades.Price.Gt(1)).And(Trades.Live.Not())),
			SQL:       `SELECT ts, price FROM expr_trades WHERE (live OR price > $1) AND NOT live`,
		},
		{Name: "nothing to and", Statement: base.Where(expr.And()), SQL: `SELECT ts, price FROM expr_trades WHERE true`},
		{Name: "nothing to or", Statement: base.Where(expr.Or()), SQL: `SELECT ts, price FROM expr_trades WHERE false`},
		{Name: "in", Statement: base.Where(Trades.Side.In("buy", "sell")), SQL: `SELECT ts, price FROM expr_trades WHERE side IN ($1, $2)`},
		{Name: "in a padded list", Statement: base.Where(Trades.Side.In(expr.Padded([]string{"buy", "sell", "none"})...)), SQL: `SELECT ts, price FROM expr_trades WHERE side IN ($1, $2, $3, $4)`, Args: []any{"buy", "sell", "none", "none"}},
		{Name: "in a padded list of one", Statement: base.Where(Trades.Side.NotIn(expr.Padded([]string{"buy"})...)), SQL: `SELECT ts, price FROM expr_trades WHERE side NOT IN ($1)`},
		{Name: "in a padded list of none", Statement: base.Where(Trades.Side.In(expr.Padded([]string{})...)), SQL: `SELECT ts, price FROM expr_trades WHERE false`},
		{Name: "in nothing", Statement: base.Where(Trades.Side.In()), SQL: `SELECT ts, price FROM expr_trades WHERE false`},
		{Name: "not in nothing", Statement: base.Where(Trades.Side.NotIn()), SQL: `SELECT ts, price FROM expr_trades WHERE true`},
		{
			Name: "absent conditions",
			Statement: base.Where(expr.If(false, Trades.Live), expr.IfSet(nil, Trades.Price.Ge), expr.IfAny(nil, Trades.Side.In),
				expr.Or(expr.If(false, Trades.Live), expr.Not(expr.If(false, Trades.Live)))),
			SQL: `SELECT ts, price FROM expr_trades`,
		},
		{
			Name:      "conditions of a request",
			Statement: base.Where(expr.If(true, Trades.Live), expr.IfSet(new(100.0), Trades.Price.Ge), expr.IfAny([]string{"buy"}, Trades.Side.In)),
			SQL:       `SELECT ts, price FROM expr_trades WHERE live AND price >= $1 AND side IN ($2)`,
		},
		{
			Name:      "formulas",
			Statement: expr.Select(notional, mid(Trades.Price, Trades.Amount).As("mid"), Trades.Qty.ToDouble().Div(expr.Int64(3)).As("third")).From(Trades),
			SQL:       `SELECT price * qty AS notional, (price + amount) / 2.0 AS mid, qty::DOUBLE / 3 AS third FROM expr_trades`,
		},
		{
			Name:      "parentheses",
			Statement: expr.Select(Trades.Price.Sub(Trades.Amount.Sub(expr.Float64(1))).Mul(expr.Float64(-2)).Neg().Neg().As("x")).From(Trades),
			SQL:       `SELECT -(-((price - (amount - 1.0)) * -2.0)) AS x FROM expr_trades`,
		},
		{
			Name:      "two expressions",
			Statement: base.Where(Trades.Price.GtExpr(Trades.Amount.Add(expr.Float64(0.5)))),
			SQL:       `SELECT ts, price FROM expr_trades WHERE price > amount + 0.5`,
		},
		{
			Name:      "alias in ORDER BY and WHERE",
			Statement: expr.Select(Trades.Ts, notional).From(Trades).Where(notional.Gt(3)).OrderBy(notional.Desc(), Trades.Ts),
			SQL:       `SELECT ts, price * qty AS notional FROM expr_trades WHERE price * qty > $1 ORDER BY notional DESC, ts`,
		},
		{
			Name:      "an aliased table",
			Statement: expr.Select(tr.Ts, tr.Price).From(tr).Where(tr.Live),
			SQL:       `SELECT ts, price FROM expr_trades AS t WHERE live`,
		},
		{
			Name:      "aggregates",
			Statement: expr.Select(Trades.Symbol, fn.Count().As("n"), fn.Sum(Trades.Qty).As("qty"), fn.Max(Trades.Price).Sub(fn.Min(Trades.Price)).As("range")).From(Trades).OrderBy(Trades.Symbol),
			SQL:       `SELECT symbol, count(*) AS n, sum(qty) AS qty, max(price) - min(price) AS range FROM expr_trades ORDER BY symbol`,
		},
		{
			Name:      "sample by",
			Statement: expr.Select(Trades.Ts, Trades.Symbol, fn.First(Trades.Price).As("open"), fn.Last(Trades.Price).As("close"), fn.Avg(Trades.Qty).As("mean")).From(Trades).SampleBy(expr.Hours(1)),
			SQL:       `SELECT ts, symbol, first(price) AS open, last(price) AS close, avg(qty) AS mean FROM expr_trades SAMPLE BY 1h`,
		},
		{Name: "the last", Statement: base.Limit(-2), SQL: `SELECT ts, price FROM expr_trades LIMIT $1`},

		{Name: "nothing selected", Statement: expr.Select().From(Trades), Err: `SELECT: there is nothing to select: name columns, or expr.All for all of them`},
		{Name: "not in FROM", Statement: expr.Select(Trades.Price).From(tr), Err: `SELECT: column "price" of expr_trades is used, but expr_trades is not in FROM or JOIN`},
		{Name: "forgotten FROM", Statement: expr.Select(Trades.Price), Err: `SELECT: column "price" of expr_trades is used, but there is no FROM: add From(…)`},
		{Name: "FROM twice", Statement: base.From(Trades), Err: `FROM: the statement has this clause already`},
		{Name: "nil relation", Statement: expr.Select(expr.All).From(nil), Err: `FROM: the relation is nil, or a struct that Define or As did not make`},
		{Name: "undefined table", Statement: expr.Select(expr.All).From(undefined), Err: `FROM: the relation is nil, or a struct that Define or As did not make`},
		{Name: "undefined column", Statement: base.Where(undefined.Live), Err: `WHERE: an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make`},
		{Name: "nil expression", Statement: expr.Select(fn.Max(none).Mul(Trades.Qty).As("x")).From(Trades), Err: `SELECT: an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make`},
		{Name: "bad alias", Statement: expr.Select(Trades.Price.As("a.b")).From(Trades), Err: `SELECT: alias "a.b" contains '.', which QuestDB does not allow`},
		{Name: "bad table alias", Statement: expr.Select(expr.All).From(expr.As(Trades, "and")), Err: `FROM: table alias "and" is read as an operator, even in quotes: choose another name`},
		{Name: "hidden column", Statement: expr.Select(Trades.Price.Neg().As("price")).From(Trades).OrderBy(Trades.Price), Err: `ORDER BY: column "price" is hidden by an item AS price of the select list, and the server would take the item: choose another alias`},
		{Name: "aggregate in WHERE", Statement: base.Where(fn.Max(Trades.Price).Gt(1)), Err: `WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query`},
		{Name: "zero stride", Statement: base.SampleBy(expr.Hours(0)), Err: `SAMPLE BY: stride must be positive, got 0`},
		{Name: "bad stride", Statement: base.SampleBy(expr.ParseStride("1ms")), Err: `SAMPLE BY: "1ms" is not a stride: it is a number and one of the units n U T s m h d w M y, such as 5m (five minutes), 1M (a month), 100T (milliseconds)`},
		{Name: "sample by without a timestamp", Statement: expr.Select(fn.Count()).From(ddl.Table("expr_plain").Double("v")).SampleBy(expr.Days(1)), Err: `SAMPLE BY: expr_plain has no designated timestamp to sample by`},
		{Name: "NUL", Statement: base.Where(Trades.Symbol.Eq("a\x00b")), Err: `WHERE: symbol = …: VARCHAR cannot hold "a\x00b": text has a NUL, which QuestDB does not allow, at byte 1`},
		{Name: "escape at the end", Statement: base.Where(Trades.Note.Like(`a\`)), Err: `WHERE: note LIKE …: the pattern ends in a single backslash, which escapes nothing: double it to match a backslash`},
	})
}

func TestStride(t *testing.T) {
	for stride, want := range map[expr.Stride]string{
		expr.Every(90e9):          "90s",
		expr.Every(3600e9):        "1h",
		expr.Every(48 * 3600e9):   "2d",
		expr.Every(5e6):           "5T",
		expr.Every(7e3):           "7U",
		expr.Every(9):             "9n",
		expr.ParseStride("12M"):   "12M",
		expr.ParseStride("5m"):    "5m",
		expr.Weeks(2):             "2w",
		expr.Years(1):             "1y",
		expr.Milliseconds(250):    "250T",
		expr.Microseconds(1):      "1U",
		expr.ParseStride("100T"):  "100T",
		expr.Nanoseconds(1000000): "1000000n",
	} {
		if got := stride.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestPretty shows each clause on a line of its own, from the one writer.
func TestPretty(t *testing.T) {
	got, err := expr.Select(Trades.Ts, fn.Avg(Trades.Price).As("mean")).From(Trades).Where(Trades.Live).SampleBy(expr.Days(1)).Limit(3).Pretty()
	want := `SELECT ts, avg(price) AS mean
FROM expr_trades
WHERE live
SAMPLE BY 1d
LIMIT 3`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}

// TestBranches shares a base query among goroutines, each of which adds its
// own clauses: no branch sees another's.
func TestBranches(t *testing.T) {
	base := expr.Select(Trades.Ts).From(Trades).Where(Trades.Live).OrderBy(Trades.Ts)
	want, _, err := base.SQL()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range int64(8) {
		wg.Go(func() {
			for range 200 {
				branch := base.Where(Trades.Qty.Gt(i)).OrderBy(Trades.Price).Limit(i + 1)
				text, args, err := branch.SQL()
				if err != nil || text != `SELECT ts FROM expr_trades WHERE live AND qty > $1 ORDER BY ts, price LIMIT $2` {
					t.Errorf("%s %v", text, err)
					return
				}
				if diff := cmp.Diff([]any{i, i + 1}, args); diff != "" {
					t.Error(diff)
				}
				if again, _, _ := branch.SQL(); again != text {
					t.Errorf("rendered twice: %s, then %s", text, again)
				}
				if got, _, _ := base.SQL(); got != want {
					t.Errorf("the base has become %s", got)
				}
			}
		})
	}
	wg.Wait()
}

// TestCallersSlice shows that a statement keeps no slice of its caller's.
func TestCallersSlice(t *testing.T) {
	items := []expr.Item{Trades.Ts, Trades.Price}
	sides := []string{"buy", "sell"}
	q := expr.Select(items...).From(Trades).Where(Trades.Side.In(sides...))
	before := q.String()
	items[0], sides[0] = Trades.Qty, "other"
	if after := q.String(); after != before {
		t.Errorf("%s has become %s", before, after)
	}
}

func TestAppendSQL(t *testing.T) {
	text, args, err := expr.Select(Trades.Ts).From(Trades).Where(Trades.Qty.Gt(1)).AppendSQL([]byte("EXPLAIN "), []any{"given"})
	if err != nil || string(text) != `EXPLAIN SELECT ts FROM expr_trades WHERE qty > $1` || !cmp.Equal(args, []any{"given", int64(1)}) {
		t.Errorf("%s %v %v", text, args, err)
	}
	text, args, err = expr.Select().AppendSQL([]byte("kept"), nil)
	if err == nil || string(text) != "kept" || args != nil {
		t.Errorf("%s %v %v", text, args, err)
	}
	if _, _, err := (expr.Query{}).SQL(); err == nil {
		t.Error("an empty query renders")
	}
}
