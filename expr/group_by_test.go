package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestGroupBy(t *testing.T) {
	db := openClauses(t)
	count := fn.Count().As("n")
	upper := Ticks.Symbol.Concat(expr.String("!")).As("loud")
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "column", Statement: expr.Select(Ticks.Symbol, count).From(Ticks).GroupBy(Ticks.Symbol), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks GROUP BY symbol`},
		{Name: "columns in two calls", Statement: expr.Select(Ticks.Symbol, Ticks.Side, count).From(Ticks).GroupBy(Ticks.Symbol).GroupBy(Ticks.Side).OrderBy(count.Desc(), Ticks.Symbol), SQL: `SELECT symbol, side, count(*) AS n FROM clauses_ticks GROUP BY symbol, side ORDER BY n DESC, symbol`},
		{Name: "alias", Statement: expr.Select(upper, count).From(Ticks).GroupBy(upper), SQL: `SELECT symbol || '!'::STRING AS loud, count(*) AS n FROM clauses_ticks GROUP BY loud`},
		{Name: "expression", Statement: expr.Select(count).From(Ticks).GroupBy(Ticks.Qty.Mod(num(3))), SQL: `SELECT count(*) AS n FROM clauses_ticks GROUP BY qty % 3`},
		{Name: "position", Statement: expr.Select(Ticks.Symbol, count).From(Ticks).GroupBy(expr.Position(1)).OrderBy(expr.Position(2).Desc(), expr.Position(1)), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks GROUP BY 1 ORDER BY 2 DESC, 1`},
		{Name: "implicit", Statement: expr.Select(Ticks.Symbol, count).From(Ticks), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks`},
		{Name: "key not selected", Statement: expr.Select(count).From(Ticks).GroupBy(Ticks.Symbol), SQL: `SELECT count(*) AS n FROM clauses_ticks GROUP BY symbol`},
		{Name: "instead of HAVING", Statement: func() expr.Statement {
			type Counts struct {
				expr.Table
				Symbol expr.SymbolColumn
				N      expr.LongColumn
			}
			counts := expr.Sub("counts", func(c Counts) expr.Query {
				return expr.Select(Ticks.Symbol, c.N.Is(fn.Count())).From(Ticks)
			})
			return expr.Select(expr.All).From(counts).Where(counts.N.Gt(3))
		}(), SQL: `SELECT * FROM (SELECT symbol, count(*) AS n FROM clauses_ticks) AS counts WHERE n > $1`},
		{Name: "distinct", Statement: expr.Select(Ticks.Symbol, Ticks.Side).From(Ticks).Distinct().OrderBy(Ticks.Symbol), SQL: `SELECT DISTINCT symbol, side FROM clauses_ticks ORDER BY symbol`},
		{Name: "distinct twice", Statement: expr.Select(Ticks.Symbol).From(Ticks).Distinct().Distinct(), SQL: `SELECT DISTINCT symbol FROM clauses_ticks`},

		{Name: "plain column", Statement: expr.Select(Ticks.Symbol, Ticks.Side, count).From(Ticks).GroupBy(Ticks.Symbol), Err: `GROUP BY: column "side" is selected but is neither a key nor within an aggregate: add it to GroupBy`},
		{Name: "aggregate", Statement: expr.Select(count).From(Ticks).GroupBy(fn.Max(Ticks.Price)), Err: `GROUP BY: an aggregate cannot be a key`},
		{Name: "number", Statement: expr.Select(count).From(Ticks).GroupBy(num(1)), Err: `GROUP BY: a constant groups nothing, and QuestDB takes a number for the position of a column: use expr.Position`},
		{Name: "no such position", Statement: expr.Select(count).From(Ticks).GroupBy(expr.Position(2)), Err: `GROUP BY: position 2 is not in the select list, which has 1 items`},
		{Name: "nested aggregate", Statement: expr.Select(fn.Max(fn.Count()).As("n")).From(Ticks), Err: `SELECT: max of an aggregate: aggregate in a CTE or sub-query and read that`},
		{Name: "behind limit", Statement: expr.Select(count).From(Ticks).Limit(1).GroupBy(Ticks.Symbol), Err: `GROUP BY: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
	})
}

func TestLatestOn(t *testing.T) {
	db := openClauses(t)
	all := expr.Select(expr.All).From(Ticks)
	latest := all.LatestOn(Ticks.Ts, Ticks.Symbol)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "key", Statement: latest, SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol`},
		{Name: "keys", Statement: all.LatestOn(Ticks.Ts, Ticks.Symbol, Ticks.Side, Ticks.Lot), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol, side, lot`},
		{Name: "varchar key", Statement: all.LatestOn(Ticks.Ts, Ticks.Note), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY note`},
		{Name: "where", Statement: all.Where(Ticks.Side.Eq("buy")).LatestOn(Ticks.Ts, Ticks.Symbol).OrderBy(Ticks.Price).Limit(1), SQL: `SELECT * FROM clauses_ticks WHERE side = $1 LATEST ON ts PARTITION BY symbol ORDER BY price LIMIT $2`},
		{Name: "grouped", Statement: expr.Select(Ticks.Side, fn.Count().As("n")).From(Ticks).LatestOn(Ticks.Ts, Ticks.Symbol).GroupBy(Ticks.Side), SQL: `SELECT side, count(*) AS n FROM clauses_ticks LATEST ON ts PARTITION BY symbol GROUP BY side`},
		{Name: "sampled", Statement: expr.Select(Ticks.Ts, fn.Avg(Ticks.Price).As("mean")).From(Ticks).LatestOn(Ticks.Ts, Ticks.Symbol).SampleBy(expr.Days(1)), SQL: `SELECT ts, avg(price) AS mean FROM clauses_ticks LATEST ON ts PARTITION BY symbol SAMPLE BY 1d`},
		{Name: "of an alias", Statement: expr.Select(tk.Price).From(tk).LatestOn(tk.Ts, tk.Symbol), SQL: `SELECT price FROM clauses_ticks AS t LATEST ON ts PARTITION BY symbol`},
		{Name: "absent filter behind", Statement: latest.Where(expr.If(false, Ticks.Live)), SQL: `SELECT * FROM clauses_ticks LATEST ON ts PARTITION BY symbol`},

		{Name: "filter behind", Statement: latest.Where(Ticks.Live), Err: `WHERE: this filter would come before LATEST ON and choose among other rows: call Where before LatestOn, or filter a sub-query by expr.Sub`},
		{Name: "no keys", Statement: all.LatestOn(Ticks.Ts), Err: `LATEST ON: there are no keys: name the columns of which each combination has a latest row`},
		{Name: "of a join", Statement: expr.Select(tk.Ts).From(tk).Join(qt, expr.Using(tk.Symbol)).LatestOn(tk.Ts, tk.Symbol), Err: `LATEST ON: LATEST ON is of one relation, not of a join: apply it in a sub-query by expr.Sub and join that`},
		{Name: "of another table", Statement: all.LatestOn(Bids.Ts, Ticks.Symbol), Err: `LATEST ON: column "ts" of clauses_quotes is used, but clauses_quotes is not in FROM or JOIN`},
	})
}

func TestLimit(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(Ticks.Price).From(Ticks).OrderBy(Ticks.Ts)
	const sql = `SELECT price FROM clauses_ticks ORDER BY ts LIMIT `
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "first", Statement: base.Limit(3), SQL: sql + `$1`, Inline: sql + `3`},
		{Name: "last", Statement: base.Limit(-3), SQL: sql + `$1`, Inline: sql + `-3`},
		{Name: "none", Statement: base.Limit(0), SQL: sql + `$1`},
		{Name: "range", Statement: base.LimitRange(5, 10), SQL: sql + `$1, $2`, Args: []any{int64(5), int64(10)}, Inline: sql + `5, 10`},
		{Name: "negative range", Statement: base.LimitRange(-5, -2), SQL: sql + `$1, $2`},
		{Name: "but for the ends", Statement: base.LimitRange(5, -2), SQL: sql + `$1, $2`},
		{Name: "from the end", Statement: base.LimitRange(-5, 0), SQL: sql + `$1, $2`},

		{Name: "signs", Statement: base.LimitRange(-5, 5), Err: `LIMIT: a range from a negative to a positive row is not allowed: count both from the same end`},
		{Name: "backwards", Statement: base.LimitRange(5, 2), Err: `LIMIT: the range ends before it begins, and the server would swap its bounds`},
		{Name: "twice", Statement: base.Limit(5).Limit(2), Err: `LIMIT: the statement has this clause already`},
		{Name: "where behind", Statement: base.Limit(5).Where(Ticks.Live), Err: `WHERE: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
		{Name: "order behind", Statement: base.Limit(5).OrderBy(Ticks.Price), Err: `ORDER BY: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
		{Name: "join behind", Statement: expr.Select(tk.Price).From(tk).Limit(5).CrossJoin(qt), Err: `CROSS JOIN: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
	})
}
