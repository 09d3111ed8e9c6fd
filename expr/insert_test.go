package expr_test

import (
	"math"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb/qdbtest"
)

// SignalTable is the table of QuestDB's SQLAlchemy guide.
type SignalTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

var Signal = ddl.Define("expr_signal", func(t SignalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL()
})

func TestInsert(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Signal)
	quick := ddl.Table("expr_signal").Symbol("source").Double("value").Timestamp("ts").Designated().PartitionBy(ddl.Hour).WAL()
	row := expr.Insert(Signal).Values("coconut", 16.88993244, noon)
	s := expr.As(Signal, "s")
	qdbtest.Golden(t, db, []qdbtest.Case{
		{
			Name: "the guide's row", Statement: row,
			SQL:    `INSERT INTO expr_signal (source, value, ts) VALUES ($1, $2, $3)`,
			Args:   []any{"coconut", 16.88993244, noon},
			Inline: `INSERT INTO expr_signal (source, value, ts) VALUES ('coconut', 16.88993244, '2026-01-02T12:00:00.123456Z')`,
		},
		{
			Name: "the quick form", Statement: expr.Insert(quick).Values("coconut", 16.88993244, time.Now()),
			SQL: `INSERT INTO expr_signal (source, value, ts) VALUES ($1, $2, $3)`,
		},
		{
			Name: "rows", Statement: row.Values("a", 1, noon).Values(nil, nil, noon),
			SQL:  `INSERT INTO expr_signal (source, value, ts) VALUES ($1, $2, $3), ($4, $5, $6), ($7, $8, $9)`,
			Args: []any{"coconut", 16.88993244, noon, "a", 1.0, noon, nil, nil, noon},
		},
		{
			Name: "by column", Statement: expr.Insert(Signal).Set(Signal.Ts.Set(noon), Signal.Source.Set("a")),
			SQL:  `INSERT INTO expr_signal (ts, source) VALUES ($1, $2)`,
			Args: []any{noon, "a"},
		},
		{
			Name: "formulas", Statement: expr.Insert(Signal).Set(Signal.Ts.SetExpr(fn.Now()), Signal.Value.SetExpr(expr.Float64(1).Add(fn.Abs(expr.Float64(-1.5))))),
			SQL: `INSERT INTO expr_signal (ts, value) VALUES (now(), 1.0 + abs(-1.5))`,
		},
		{
			Name: "NULL and an expression", Statement: expr.Insert(Signal).Set(Signal.Value.SetNull(), Signal.Ts.SetExpr(expr.Time(noon))).Set(Signal.Source.SetExpr(expr.String("x").Concat(expr.String("y")))),
			SQL: `INSERT INTO expr_signal (value, ts, source) VALUES ($1, '2026-01-02T12:00:00.123456Z'::TIMESTAMP, 'x'::STRING || 'y'::STRING)`,
		},

		{Name: "too few values", Statement: expr.Insert(Signal).Values("a", 1.5), Err: `VALUES: table "expr_signal" has 3 columns (source, value, ts), got 2 values`},
		{Name: "a value of another type", Statement: expr.Insert(Signal).Values("a", "b", noon), Err: `VALUES: column "value": DOUBLE takes float64, float32, an integer that fits exactly, got string("b")`},
		{Name: "NaN", Statement: expr.Insert(Signal).Values("a", math.NaN(), noon), Err: `VALUES: column "value": DOUBLE cannot hold NaN: QuestDB reads it as NULL; for NULL use nil, a nil pointer or SetNull`},
		{Name: "an integer that a DOUBLE does not hold", Statement: expr.Insert(Signal).Values("a", math.MaxInt64-1, noon), Err: `VALUES: column "value": DOUBLE cannot hold 9223372036854775806: not exactly`},
		{Name: "nothing", Statement: expr.Insert(Signal), Err: `INSERT: there is nothing to insert: add Values(…) or Set(…)`},
		{Name: "nothing set", Statement: expr.Insert(Signal).Set(), Err: `INSERT INTO: there is nothing to insert: add Values(…) or Set(…)`},
		{Name: "both", Statement: row.Set(Signal.Ts.Set(noon)), Err: `INSERT: there are both Values(…) and Set(…): a row is given by one of them`},
		{Name: "a column twice", Statement: expr.Insert(Signal).Set(Signal.Ts.Set(noon), Signal.Ts.Set(noon)), Err: `INSERT INTO: column "ts" is set twice`},
		{Name: "another table's column", Statement: expr.Insert(Signal).Set(Trades.Ts.Set(noon)), Err: `INSERT INTO: column "ts" is not a column of expr_signal`},
		{Name: "an alias", Statement: expr.Insert(s).Values("a", 1, noon), Err: `INSERT INTO: the table of an INSERT has no alias: name expr_signal itself`},
		{Name: "a column as a value", Statement: expr.Insert(Signal).Set(Signal.Value.SetExpr(Signal.Value), Signal.Ts.Set(noon)), Err: `VALUES: column "value" of expr_signal is used, but there is no FROM: add From(…)`},
		{Name: "nil table", Statement: expr.Insert(nil).Values(1), Err: `INSERT: the relation is nil, or a struct that Define or As did not make`},
	})
}
