package expr_test

import (
	"testing"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestDeclare(t *testing.T) {
	db := openClauses(t)
	lo := expr.Var("lo", float(100))
	twice := expr.Var("twice", lo.Mul(num(2)))
	base := expr.Select(Ticks.Price).From(Ticks)
	other := expr.Var("LO", float(5))
	text := expr.OverridableVar("sym", expr.String("BTC-USD"))
	p := expr.CTE("p", func(Price) expr.Query { return base.Where(Ticks.Price.GtExpr(lo)) })
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "wishlist", Statement: base.Where(Ticks.Price.GtExpr(lo)), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo`},
		{Name: "twice used", Statement: base.Where(Ticks.Price.GtExpr(lo), Ticks.Amount.LtExpr(lo)), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo AND amount < @lo`},
		{Name: "of another", Statement: expr.Select(twice.As("x")).From(Ticks).Where(Ticks.Price.LtExpr(twice)), SQL: `DECLARE @lo := 100.0, @twice := @lo * 2 SELECT @twice AS x FROM clauses_ticks WHERE price < @twice`},
		{Name: "overridable", Statement: base.Where(Ticks.Symbol.EqExpr(text)), SQL: `DECLARE OVERRIDABLE @sym := 'BTC-USD' SELECT price FROM clauses_ticks WHERE symbol = @sym`},
		{Name: "before WITH", Statement: expr.Select(p.Price).From(p).Where(p.Price.LtExpr(twice)), SQL: `DECLARE @lo := 100.0, @twice := @lo * 2 WITH p AS (SELECT price FROM clauses_ticks WHERE price > @lo) SELECT price FROM p WHERE price < @twice`},
		{Name: "in branches", Statement: base.Where(Ticks.Price.GtExpr(lo)).UnionAll(expr.Select(Bids.Bid).From(Bids).Where(Bids.Bid.LtExpr(lo))), SQL: `DECLARE @lo := 100.0 SELECT price FROM clauses_ticks WHERE price > @lo UNION ALL SELECT bid FROM clauses_quotes WHERE bid < @lo`},

		{Name: "two of one name", Statement: base.Where(Ticks.Price.GtExpr(lo), Ticks.Price.LtExpr(other)), Err: `WITH: two variables are named @LO and differ: give one another name`},
		{Name: "a column", Statement: base.Where(Ticks.Price.GtExpr(expr.Var("c", Ticks.Amount))), Err: `DECLARE: variable @c: the value is no constant: a variable cannot hold a column or an aggregate`},
		{Name: "bad name", Statement: base.Where(Ticks.Price.GtExpr(expr.Var("a b", float(1)))), Err: `DECLARE: variable name "a b" contains ' ', which QuestDB does not allow`},
	})
}
