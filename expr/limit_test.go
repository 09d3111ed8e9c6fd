package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

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
		{Name: "of a variable", Statement: base.LimitExpr(expr.Var("n", num(2))), SQL: `DECLARE @n := 2 ` + sql + `@n`},
		{Name: "of a formula", Statement: base.LimitExpr(num(1).Add(num(1))), SQL: sql + `1 + 1`},
		{Name: "a range of variables", Statement: base.LimitRangeExpr(expr.Var("lo", num(1)), num(3)), SQL: `DECLARE @lo := 1 ` + sql + `@lo, 3`},

		{Name: "of a column", Statement: base.LimitExpr(Ticks.Qty), Err: `LIMIT: a bound is no constant: LIMIT cannot depend on rows`},
		{Name: "nil", Statement: base.LimitExpr(nil), Err: `LIMIT: an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make`},
		{Name: "signs", Statement: base.LimitRange(-5, 5), Err: `LIMIT: a range from a negative to a positive row is not allowed: count both from the same end`},
		{Name: "backwards", Statement: base.LimitRange(5, 2), Err: `LIMIT: the range ends before it begins, and the server would swap its bounds`},
		{Name: "twice", Statement: base.Limit(5).Limit(2), Err: `LIMIT: the statement has this clause already`},
		{Name: "where behind", Statement: base.Limit(5).Where(Ticks.Live), Err: `WHERE: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
		{Name: "order behind", Statement: base.Limit(5).OrderBy(Ticks.Price), Err: `ORDER BY: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
		{Name: "join behind", Statement: expr.Select(tk.Price).From(tk).Limit(5).CrossJoin(qt), Err: `CROSS JOIN: the query is limited already, and this would come before LIMIT: make it a sub-query by expr.Sub and read that`},
	})
}
