package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// wideTable has 20 columns of the types that are used most.
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

const definedTables = 100

// defineTables is what a program of a hundred tables does when it starts.
func defineTables(names []string) error {
	for _, name := range names {
		t := ddl.Define(name, func(t wideTable) ddl.Spec {
			return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL().DedupKeys(t.Ts, t.Symbol)
		})
		if err := ddl.Check(t); err != nil {
			return err
		}
	}
	return nil
}

// definePart defines a hundred tables of twenty columns.
func definePart(ctx context.Context, e *environment) (string, error) {
	names := make([]string, definedTables)
	for i := range names {
		names[i] = fmt.Sprintf("table_%d", i)
	}
	costs, err := compare(ctx, e.rounds(20), 20*time.Millisecond, subject{"define", func() error { return defineTables(names) }})
	if err != nil {
		return "", err
	}
	c := costs[0]
	var out strings.Builder
	t := newTable("", "CPU", "allocations", "bytes")
	t.row(fmt.Sprintf("%d tables of 20 columns, defined and checked", definedTables), fmt.Sprintf("%.2f ms", c.cpu.Seconds()*1e3), fmt.Sprintf("%.0f", c.allocs), fmt.Sprintf("%.0f", c.bytes))
	t.row("one of them", fmt.Sprintf("%.1f µs", c.cpu.Seconds()*1e6/definedTables), fmt.Sprintf("%.0f", c.allocs/definedTables), fmt.Sprintf("%.0f", c.bytes/definedTables))
	t.write(&out)
	return out.String(), nil
}
