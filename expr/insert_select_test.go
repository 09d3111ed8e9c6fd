package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestInsertSelect(t *testing.T) {
	db := openClauses(t)
	q := expr.Select(Ticks.Ts, Ticks.Symbol, Ticks.Price).From(Ticks).Where(Ticks.Price.Gt(101))
	into := expr.InsertSelect(Fixes, q)
	const sel = ` (ts, symbol, price) SELECT ts, symbol, price FROM clauses_ticks WHERE price > $1`
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "select", Statement: into, SQL: `INSERT INTO clauses_fixes` + sel, Args: []any{101.0}},
		{Name: "batch", Statement: into.Batch(1000), SQL: `INSERT BATCH 1000 INTO clauses_fixes` + sel},
		{Name: "lag", Statement: into.Batch(1000).O3MaxLag(expr.Seconds(1)), SQL: `INSERT BATCH 1000 o3MaxLag 1s INTO clauses_fixes` + sel},
		{Name: "atomic", Statement: into.Atomic(), SQL: `INSERT ATOMIC INTO clauses_fixes` + sel},
		{Name: "named items", Statement: expr.InsertSelect(Fixes, expr.Select(Fixes.Price.Is(fn.Avg(Ticks.Price)), Ticks.Ts).From(Ticks).SampleBy(expr.Hours(1))), SQL: `INSERT INTO clauses_fixes (price, ts) SELECT avg(price) AS price, ts FROM clauses_ticks SAMPLE BY 1h`},
		{Name: "all", Statement: expr.InsertSelect(Fixes, expr.Select(expr.All).From(Fixes)), SQL: `INSERT INTO clauses_fixes (ts, symbol, price) SELECT * FROM clauses_fixes`},
		{Name: "long into double", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Qty.As("price")).From(Ticks)), SQL: `INSERT INTO clauses_fixes (ts, price) SELECT ts, qty AS price FROM clauses_ticks`},
		{Name: "CTE", Statement: expr.InsertSelect(Fixes, expr.Select(daily.Ts, daily.Close.As("price")).From(daily)), SQL: `WITH ` + dailySQL + ` INSERT INTO clauses_fixes (ts, price) SELECT ts, close AS price FROM daily`},
		{Name: "limited branches", Statement: expr.InsertSelect(Fixes, q.Limit(1).UnionAll(q.Limit(1))), SQL: `INSERT INTO clauses_fixes (ts, symbol, price) SELECT * FROM ((SELECT ts, symbol, price FROM clauses_ticks WHERE price > $1 LIMIT $2) UNION ALL (SELECT ts, symbol, price FROM clauses_ticks WHERE price > $3 LIMIT $4))`},
		{Name: "variable", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Price.Mul(expr.Var("x", num(2).Add(num(1)))).As("price")).From(Ticks)), SQL: `INSERT INTO clauses_fixes (ts, price) SELECT ts, price * (2 + 1) AS price FROM clauses_ticks`},

		{Name: "no such column", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Qty).From(Ticks)), Err: `INSERT: item 2 "qty" of the query names no column of clauses_fixes (ts, symbol, price): name it by Is of the column it goes into`},
		{Name: "no name", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Price.Neg()).From(Ticks)), Err: `INSERT: item 2 "" of the query names no column of clauses_fixes (ts, symbol, price): name it by Is of the column it goes into`},
		{Name: "another class", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Symbol.As("price")).From(Ticks)), Err: `INSERT: item "price" of the query is SYMBOL, the column is DOUBLE: cast it`},
		{Name: "no timestamp", Statement: expr.InsertSelect(Fixes, expr.Select(Ticks.Price).From(Ticks)), Err: `INSERT: the query has no item for the designated timestamp ts: select one`},
		{Name: "batch of nothing", Statement: into.Batch(0).O3MaxLag(expr.Seconds(1)), Err: `INSERT: a batch must have a positive number of rows, got 0`},
		{Name: "negative batch", Statement: into.Batch(-1), Err: `INSERT: a batch must have a positive number of rows, got -1`},
		{Name: "atomic in steps", Statement: into.Batch(10).Atomic(), Err: `INSERT: ATOMIC writes all rows at once, BATCH in steps: choose one`},
		{Name: "alias", Statement: expr.InsertSelect(expr.As(Fixes, "f"), q), Err: `INSERT: clauses_fixes AS f is no table to insert into: name the table itself, without an alias`},
		{Name: "into a CTE", Statement: expr.InsertSelect(daily, q), Err: `INSERT: daily is no table to insert into: name the table itself, without an alias`},
		{Name: "empty query", Statement: expr.InsertSelect(Fixes, expr.Query{}), Err: `INSERT: the query is empty: it was not made by Select`},
		{Name: "mistake in the query", Statement: expr.InsertSelect(Fixes, q.Where(fn.Max(Ticks.Price).Gt(1))), Err: `WHERE: an aggregate cannot stand in WHERE, which is applied to single rows: filter in an outer query`},
	})
}
