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
	type Counts struct {
		expr.Table
		Symbol expr.SymbolColumn
		N      expr.LongColumn
	}
	counts := expr.Sub("counts", func(c Counts) expr.Query {
		return expr.Select(Ticks.Symbol, c.N.Is(fn.Count())).From(Ticks)
	})
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "column", Statement: expr.Select(Ticks.Symbol, count).From(Ticks).GroupBy(Ticks.Symbol), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks GROUP BY symbol`},
		{Name: "columns in two calls", Statement: expr.Select(Ticks.Symbol, Ticks.Side, count).From(Ticks).GroupBy(Ticks.Symbol).GroupBy(Ticks.Side).OrderBy(count.Desc(), Ticks.Symbol), SQL: `SELECT symbol, side, count(*) AS n FROM clauses_ticks GROUP BY symbol, side ORDER BY n DESC, symbol`},
		{Name: "alias", Statement: expr.Select(upper, count).From(Ticks).GroupBy(upper), SQL: `SELECT symbol || '!'::STRING AS loud, count(*) AS n FROM clauses_ticks GROUP BY loud`},
		{Name: "expression", Statement: expr.Select(count).From(Ticks).GroupBy(Ticks.Qty.Mod(num(3))), SQL: `SELECT count(*) AS n FROM clauses_ticks GROUP BY qty % 3`},
		{Name: "position", Statement: expr.Select(Ticks.Symbol, count).From(Ticks).GroupBy(expr.Position(1)).OrderBy(expr.Position(2).Desc(), expr.Position(1)), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks GROUP BY 1 ORDER BY 2 DESC, 1`},
		{Name: "implicit", Statement: expr.Select(Ticks.Symbol, count).From(Ticks), SQL: `SELECT symbol, count(*) AS n FROM clauses_ticks`},
		{Name: "key not selected", Statement: expr.Select(count).From(Ticks).GroupBy(Ticks.Symbol), SQL: `SELECT count(*) AS n FROM clauses_ticks GROUP BY symbol`},
		{Name: "instead of HAVING", Statement: expr.Select(expr.All).From(counts).Where(counts.N.Gt(3)), SQL: `SELECT * FROM (SELECT symbol, count(*) AS n FROM clauses_ticks) AS counts WHERE n > $1`},
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
