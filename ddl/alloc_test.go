package ddl_test

import (
	"fmt"
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/race"
)

type wideTable struct {
	expr.Table
	Ts                                expr.TimestampColumn
	Symbol, Side, Venue, Kind, Source expr.SymbolColumn
	Open, High, Low, Close, Volume    expr.DoubleColumn
	Amount, Fee                       expr.DoubleColumn
	OrderID, TradeID                  expr.LongColumn
	Lots, Flags                       expr.IntColumn
	Live                              expr.BooleanColumn
	Note                              expr.VarcharColumn
	Key                               expr.UUIDColumn
}

// TestDefineAllocs gates what a program of 100 tables of 20 columns allocates
// when it starts.
func TestDefineAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	const tables, limit = 100, 120 * 100
	names := make([]string, tables)
	for i := range names {
		names[i] = fmt.Sprint("table_", i)
	}
	got := testing.AllocsPerRun(5, func() {
		for _, name := range names {
			defined := ddl.Define(name, func(t wideTable) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL().DedupKeys(t.Ts, t.Symbol)
			})
			if err := ddl.Check(defined); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Logf("%v allocations for %d tables", got, tables)
	if got > limit {
		t.Errorf("%v allocations for %d tables, at most %v", got, tables, limit)
	}
}
