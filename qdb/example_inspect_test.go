package qdb_test

import (
	"context"
	"fmt"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/qdb"
)

func ExampleInspect() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	live, err := qdb.Inspect(ctx, db, qdb.Include("trades", "candles_*"), qdb.Exclude("*_tmp"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, table := range live.Schema.Tables {
		fmt.Println(table.Name, len(table.Columns), table.PartitionBy, table.TTL)
		for _, column := range table.Columns {
			fmt.Println("\t", column.Name, column.Type)
		}
	}
	for _, column := range live.Unknown {
		fmt.Println(column)
	}
}

func ExampleInspect_state() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	live, err := qdb.Inspect(ctx, db, qdb.WithPartitions())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range live.States {
		if s.WAL != nil && s.WAL.Suspended {
			fmt.Println(s.Name, "is suspended:", s.WAL.Error)
		}
		if s.View != nil && s.View.Status == "invalid" {
			fmt.Println(s.Name, "is invalid:", s.View.Reason)
		}
		for _, p := range s.Partitions {
			fmt.Println(s.Name, p.Name, p.Rows, p.Bytes, p.Parquet)
		}
	}
}

// The steps from what a server has to what the program declares.
func ExampleInspect_diff() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	want, err := ddl.NewSchema(Signal).Model()
	if err != nil {
		fmt.Println(err)
		return
	}
	live, err := qdb.Inspect(ctx, db)
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := ddl.Diff(live.Schema, want, ddl.AllowLoss("qdb_signal.note"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range steps {
		fmt.Println(step)
	}
}
