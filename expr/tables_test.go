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

// TradesTable is what the tests of this package read.
type TradesTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Side   expr.SymbolColumn
	Price  expr.DoubleColumn
	Amount expr.DoubleColumn
	Qty    expr.LongColumn
	Live   expr.BooleanColumn
	Note   expr.VarcharColumn
}

var Trades = ddl.Define("expr_trades", func(t TradesTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

var noon = time.Date(2026, 1, 2, 12, 0, 0, 123456000, time.UTC)

// openTrades returns a database in which Trades has a few rows, some of them
// with NULLs.
func openTrades(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Trades)
	insert := expr.Insert(Trades).
		Values(noon, "BTC-USD", "buy", 100.5, 2.0, 3, true, "first").
		Values(noon.Add(time.Minute), "BTC-USD", "sell", 101.25, 0.5, 7, false, "it's").
		Values(noon.Add(time.Hour), "ETH-USD", "buy", 10, 1.5, -7, true, "").
		Values(noon.Add(2*time.Hour), nil, "sell", nil, nil, nil, false, nil)
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	return db
}
