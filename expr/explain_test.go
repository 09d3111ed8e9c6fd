package expr_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestExplain(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(Ticks.Price).From(Ticks)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "explain", Statement: expr.Explain(base.Where(Ticks.Live)), SQL: `EXPLAIN SELECT price FROM clauses_ticks WHERE live`},
		{Name: "explain JSON", Statement: expr.Explain(base).JSON(), SQL: `EXPLAIN (FORMAT JSON) SELECT price FROM clauses_ticks`},
		{Name: "explain a CTE", Statement: expr.Explain(expr.Select(daily.Close).From(daily)), SQL: `EXPLAIN WITH ` + dailySQL + ` SELECT close FROM daily`},
		{Name: "explain an update", Statement: expr.Explain(expr.Update(Ticks).Set(Ticks.Price.SetExpr(float(1))).All()), SQL: `EXPLAIN UPDATE clauses_ticks SET price = 1.0`},
		{Name: "explain an insert", Statement: expr.Explain(expr.InsertSelect(Fixes, expr.Select(Ticks.Ts, Ticks.Price).From(Ticks))), SQL: `EXPLAIN INSERT INTO clauses_fixes (ts, price) SELECT ts, price FROM clauses_ticks`},

		{Name: "explain nothing", Statement: expr.Explain(nil), Err: `EXPLAIN: there is no statement to explain`},
	})
	got, err := expr.Explain(base).Pretty()
	if want := "EXPLAIN SELECT price\nFROM clauses_ticks"; err != nil || got != want {
		t.Errorf("%v %s", err, cmp.Diff(want, got))
	}
}
