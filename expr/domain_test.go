package expr_test

import (
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type (
	Side  string
	Lots  int64
	Ratio float64
)

const (
	Buy  Side = "buy"
	Sell Side = "sell"
)

type ordersTable struct {
	expr.Table
	Ts    expr.TimestampColumn `qdb:",designated"`
	Side  expr.SymbolOf[Side]  `qdb:",capacity=16"`
	Lots  expr.LongOf[Lots]
	Ratio expr.DoubleOf[Ratio]
	Cost  expr.DecimalColumn      `qdb:",decimal=12:2"`
	Area  expr.GeohashColumn      `qdb:",geohash=4c"`
	Book  expr.DoubleTensorColumn `qdb:",dims=2"`
}

var orders = ddl.Define("expr_domain_orders", func(t ordersTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day)
})

func TestDomainTypes(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, orders)
	o := orders
	insert := expr.Insert(o).Set(o.Ts.Set(noon), o.Side.Set(Buy), o.Lots.Set(7), o.Ratio.Set(0.5))
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	q := expr.Select(o.Lots).From(o)
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "equal", Statement: q.Where(o.Side.Eq(Buy)), SQL: `SELECT lots FROM expr_domain_orders WHERE side = $1`, Args: []any{"buy"}},
		{Name: "listed", Statement: q.Where(o.Side.In(Buy, Sell)), SQL: `SELECT lots FROM expr_domain_orders WHERE side IN ($1, $2)`, Args: []any{"buy", "sell"}},
		{Name: "if any", Statement: q.Where(expr.IfAny([]Side{Sell}, o.Side.In)), SQL: `SELECT lots FROM expr_domain_orders WHERE side IN ($1)`},
		{Name: "numbers", Statement: q.Where(o.Lots.Gt(Lots(3)), o.Ratio.Le(0.5)), SQL: `SELECT lots FROM expr_domain_orders WHERE lots > $1 AND ratio <= $2`, Args: []any{int64(3), 0.5}},
		{Name: "as the class", Statement: q.Where(o.Side.EqExpr(o.Side.Text())), SQL: `SELECT lots FROM expr_domain_orders WHERE side = side`},
		{Name: "aggregates", Statement: expr.Select(fn.Max(o.Lots).As("lots"), fn.First(o.Side).As("side")).From(o), SQL: `SELECT max(lots) AS lots, first(side) AS side FROM expr_domain_orders`},
		{Name: "parameters of types", Statement: expr.Select(o.Cost, o.Area, o.Book.At(1, 1).As("best")).From(o), SQL: `SELECT cost, area, book[1, 1] AS best FROM expr_domain_orders`},
	})
	type row struct {
		Side Side
		Lots Lots
	}
	got, err := qdb.One[row](t.Context(), db, expr.Select(o.Side, o.Lots).From(o))
	if err != nil || got != (row{Buy, 7}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestTypeOptions(t *testing.T) {
	type wrong struct {
		expr.Table
		Price expr.DoubleColumn `qdb:",decimal=12:2"`
	}
	type missing struct {
		expr.Table
		Area expr.GeohashColumn
	}
	type large struct {
		expr.Table
		Cost expr.DecimalColumn `qdb:",decimal=80:2"`
	}
	for _, c := range []struct {
		table expr.Relation
		want  string
	}{
		{ddl.Define("w", func(wrong) ddl.Spec { return nil }), `table "w": field Price of expr_test.wrong: tag option "decimal=12:2": the column is a DOUBLE, which has no decimal`},
		{ddl.Define("m", func(missing) ddl.Spec { return nil }), `table "m": field Area of expr_test.missing: GEOHASH(0c) does not exist: a GEOHASH has 1c to 12c or 1b to 60b; the tag tells, as in ` + "`qdb:\",geohash=8c\"`"},
		{ddl.Define("l", func(large) ddl.Spec { return nil }), `table "l": field Cost of expr_test.large: tag option "decimal=80:2": DECIMAL(80,2) does not exist: a DECIMAL has 1 to 76 digits, and no more decimals than digits`},
	} {
		if err := ddl.Check(c.table); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
