package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestTableFunction(t *testing.T) {
	db := openClauses(t)
	long := expr.LongSequence("s", 5)
	seeded := expr.LongSequenceSeeded("s", 3, 1, 2)
	type TableNames struct {
		expr.Table
		TableName expr.VarcharColumn
	}
	tables := expr.TableFunction[TableNames]("x", "tables")
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "sequence", Statement: expr.Select(long.X.Mul(num(2)).As("x")).From(long), SQL: `SELECT x * 2 AS x FROM long_sequence(5) AS s`},
		{Name: "seeded sequence", Statement: expr.Select(expr.All).From(seeded), SQL: `SELECT * FROM long_sequence(3, 1, 2) AS s`},
		{Name: "joined sequence", Statement: expr.Select(tk.Ts, long.X).From(tk).CrossJoin(long), SQL: `SELECT t.ts, s.x FROM clauses_ticks AS t CROSS JOIN long_sequence(5) AS s`},
		{Name: "table function", Statement: expr.Select(tables.TableName).From(tables).Where(tables.TableName.Like("clauses_t%")), SQL: `SELECT table_name FROM tables() AS x WHERE table_name LIKE $1`},

		{Name: "function of another form", Statement: expr.Select(expr.All).From(expr.TableFunction[Price]("p", "a(b")), Err: `FROM: "a(b" is not the name of a function`},
		{Name: "bad alias", Statement: expr.Select(expr.All).From(expr.LongSequence("and", 1)), Err: `FROM: table alias "and" is read as an operator, even in quotes: choose another name`},
	})
	file := expr.ReadParquet[Price]("f", "x.parquet")
	if got := expr.Select(file.Price).From(file).String(); got != `SELECT price FROM read_parquet('x.parquet') AS f` {
		t.Error(got)
	}
}
