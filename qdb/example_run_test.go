package qdb_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
)

func Example() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()

	if err := qdb.CreateAll(ctx, db, Signal); err != nil {
		fmt.Println(err)
		return
	}
	_, err = qdb.Exec(ctx, db, expr.Insert(Signal).Values("coconut", 16.88993244, time.Now()), qdb.AndWait())
	if err != nil {
		fmt.Println(err)
		return
	}
	type Mean struct {
		Source string
		Mean   float64
	}
	means := expr.Select(Signal.Source, fn.Avg(Signal.Value).As("mean")).From(Signal)
	for row, err := range qdb.Query[Mean](ctx, db, means) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row.Source, row.Mean)
	}
}

func ExampleCheckRow() {
	// In a unit test: does the row type fit the query? No database.
	type Mean struct {
		Source string
		Avg    float64
	}
	means := expr.Select(Signal.Source, fn.Avg(Signal.Value).As("mean")).From(Signal)
	fmt.Println(qdb.CheckRow[Mean](means))
	// Output:
	// qdb: the query (source, mean) does not fit into qdb_test.Mean: column "mean" (DOUBLE) has no field; field Avg has no column "avg"
}

func ExampleError() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	_, err = qdb.All[float64](ctx, db, expr.Select(Signal.Value).From(Signal))
	if errors.Is(err, qdb.NotExists) {
		fmt.Println("the table is yet to be created")
	}
}

func ExampleInTx() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	err = qdb.InTx(ctx, db, func(tx *qdb.Tx) error {
		for i := range 10 {
			if _, err := tx.Insert(ctx, expr.Insert(Signal).Values("coconut", i, time.Now())); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Println(err)
}

func ExampleLogTracer() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb",
		qdb.WithTracer(&qdb.LogTracer{Slow: time.Second, HideValues: true}),
		qdb.WithComment(map[string]string{"app": "candles"}))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
}

func ExampleVerify() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	var drift *qdb.DriftError
	if err := qdb.Verify(ctx, db, Signal); errors.As(err, &drift) {
		fmt.Println(drift.Table, drift.Missing, drift.Differences)
	}
}

func ExampleMaps() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	for row, err := range qdb.Maps(ctx, db, expr.Select(expr.All).From(Signal).Limit(-10), qdb.Timeout(time.Second)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row["source"], row["value"])
	}
}
