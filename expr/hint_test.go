package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestHint(t *testing.T) {
	db := openClauses(t)
	base := expr.Select(Ticks.Price).From(Ticks)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "hint", Statement: expr.Select(tk.Ts, qt.Bid).From(tk).AsofJoin(qt, expr.Using(tk.Symbol)).Hint("asof_linear", "t", "q"), SQL: `SELECT /*+ asof_linear(t q) */ t.ts, q.bid FROM clauses_ticks AS t ASOF JOIN clauses_quotes AS q ON (symbol)`},
		{Name: "hints", Statement: base.Hint("one").Hint("two", "t").Distinct(), SQL: `SELECT /*+ one two(t) */ DISTINCT price FROM clauses_ticks`},

		{Name: "hint of another form", Statement: base.Hint("x */ DROP TABLE y"), Err: `SELECT: hint "x */ DROP TABLE y": a hint and its arguments are plain words`},
	})
}
