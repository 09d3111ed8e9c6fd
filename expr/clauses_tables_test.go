package expr_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// TicksTable and BidsTable are what the tests of clauses read.
type TicksTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Side   expr.SymbolColumn
	Price  expr.DoubleColumn
	Amount expr.DoubleColumn
	Qty    expr.LongColumn
	Lot    expr.IntColumn
	Note   expr.VarcharColumn
	Live   expr.BooleanColumn `qdb:",notnull"`
}

type BidsTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Bid    expr.DoubleColumn
	Ask    expr.DoubleColumn
	Size   expr.LongColumn
	Venue  expr.VarcharColumn
}

// PlainTable has no designated timestamp.
type PlainTable struct {
	expr.Table
	ID    expr.LongColumn
	Name  expr.VarcharColumn
	Ratio expr.DoubleColumn
}

// FixesTable is not written ahead, so that UPDATE … FROM works.
type FixesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
}

var (
	Ticks = ddl.Define("clauses_ticks", func(t TicksTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
	})
	Bids = ddl.Define("clauses_quotes", func(t BidsTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
	})
	Plain = ddl.Define[PlainTable]("clauses_plain", nil)
	Fixes = ddl.Define("clauses_fixes", func(t FixesTable) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL()
	})
)

// tk and qt are Ticks and Bids under aliases, for joins.
var tk, qt = expr.As(Ticks, "t"), expr.As(Bids, "q")

var (
	num   = expr.Int64
	float = expr.Float64
)

// openClauses returns a database with rows in the tables.
func openClauses(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Ticks, Bids, Plain, Fixes)
	ticks, quotes, fixes := expr.Insert(Ticks), expr.Insert(Bids), expr.Insert(Fixes)
	for i := range 24 {
		at := noon.Add(time.Duration(i) * 10 * time.Minute)
		symbol, side := [...]string{"BTC-USD", "ETH-USD", "SOL-USD"}[i%3], [...]string{"buy", "sell"}[i%2]
		price := any(100 + float64(i*7%13))
		if i%11 == 5 {
			price = nil
		}
		ticks = ticks.Values(at, symbol, side, price, float64(i)/4, i, i%5, "note", i%2 == 0)
		quotes = quotes.Values(at.Add(-time.Minute), symbol, 99+float64(i), 101+float64(i), i, "XNYS")
		fixes = fixes.Values(at, symbol, 1.0)
	}
	plain := expr.Insert(Plain).Values(1, "BTC-USD", 0.5).Values(2, "ETH-USD", 0.25).Values(3, "none", nil)
	for _, s := range []expr.Statement{ticks, quotes, fixes, plain} {
		if _, err := qdb.Exec(t.Context(), db, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := qdb.WaitApplied(t.Context(), db, Ticks, Bids); err != nil {
		t.Fatal(err)
	}
	return db
}
