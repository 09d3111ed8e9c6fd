package qdb_test

import (
	"errors"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

var countSignals = expr.Select(fn.Count()).From(Signal)

// TestInTx shows that a transaction of inserts is all or nothing, also where
// QuestDB itself would drop some rows and report success.
func TestInTx(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	row := func(i int) expr.InsertStatement {
		return expr.Insert(Signal).Values("a", i, noon.Add(time.Duration(i)*time.Second))
	}
	refused := expr.Insert(Signal).Values("a", 1, nil)
	own := errors.New("changed my mind")
	for _, tt := range []struct {
		name    string
		inserts func(tx *qdb.Tx) error
		rows    int64
		err     error
	}{
		{"all", func(tx *qdb.Tx) error {
			for i := range 3 {
				if _, err := tx.Insert(ctx, row(i)); err != nil {
					return err
				}
			}
			return nil
		}, 3, nil},
		{"a refused row", func(tx *qdb.Tx) error {
			_, _ = tx.Insert(ctx, row(0))
			_, err := tx.Insert(ctx, refused)
			return err
		}, 0, qdb.NullTimestamp},
		{"a refused row that is passed over", func(tx *qdb.Tx) error {
			_, _ = tx.Insert(ctx, row(0))
			_, _ = tx.Insert(ctx, refused)
			if _, err := tx.Insert(ctx, row(1)); !errors.Is(err, qdb.NullTimestamp) {
				t.Errorf("after the error: %v", err)
			}
			return nil
		}, 0, qdb.NullTimestamp},
		{"an error of the caller's", func(tx *qdb.Tx) error {
			_, _ = tx.Insert(ctx, row(0))
			return own
		}, 0, own},
		{"a mistake", func(tx *qdb.Tx) error {
			_, err := tx.Insert(ctx, expr.Insert(Signal))
			var built *expr.BuildError
			if !errors.As(err, &built) {
				t.Errorf("got %v", err)
			}
			return own
		}, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			qdbtest.Create(t, pool, Signal)
			err := qdb.InTx(ctx, pool, tt.inserts)
			if tt.err != nil && !errors.Is(err, tt.err) || tt.rows > 0 && err != nil || tt.rows == 0 && err == nil {
				t.Errorf("error %v", err)
			}
			if err := qdb.WaitApplied(ctx, pool, Signal); err != nil {
				t.Fatal(err)
			}
			if n, err := qdb.One[int64](ctx, pool, countSignals); n != tt.rows || err != nil {
				t.Errorf("%d rows, want %d (%v)", n, tt.rows, err)
			}
		})
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if err := qdb.InTx(ctx, tx, func(*qdb.Tx) error { return nil }); err == nil {
		t.Error("a transaction within a transaction is accepted")
	}
}

// TestDrift shows what CreateAll and Verify say of a table that is not as
// declared.
func TestDrift(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if err := qdb.Verify(ctx, pool, Signal); err != nil {
		t.Errorf("as declared: %v", err)
	}
	for _, tt := range []struct {
		name  string
		table expr.Relation
		want  string
	}{
		{
			"columns", ddl.Table("QDB_signal").Long("value").Symbol("source").Timestamp("ts").Designated().Double("more").PartitionBy(ddl.Hour),
			`qdb: table "QDB_signal" is not as declared: column "value" is DOUBLE, declared as LONG; column "more" is missing`,
		},
		{
			"order", ddl.Table("qdb_signal").Double("value").Symbol("source").Timestamp("ts").Designated().PartitionBy(ddl.Hour),
			`qdb: table "qdb_signal" is not as declared: column "value" is the 2. column, declared as the 1.; column "source" is the 1. column, declared as the 2.`,
		},
		{
			"storage", ddl.Table("qdb_signal").Symbol("source").Double("value").Timestamp("ts").Designated().PartitionBy(ddl.Day).BypassWAL(),
			`qdb: table "qdb_signal" is not as declared: it is partitioned by HOUR, declared as DAY; it has a write-ahead log, declared as it has no write-ahead log`,
		},
		{
			"keys", ddl.Table("qdb_signal").Symbol("source").Double("value").Timestamp("ts").Designated().PartitionBy(ddl.Hour).WAL().DedupKeys("ts"),
			`qdb: table "qdb_signal" is not as declared: the deduplication keys are none, declared as (ts)`,
		},
		{
			"undeclared", ddl.Table("qdb_signal").Symbol("source").Timestamp("ts").Designated().PartitionBy(ddl.Hour),
			`qdb: table "qdb_signal" is not as declared: column "value" DOUBLE is not declared`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, err := range []error{qdb.CreateAll(ctx, pool, tt.table), qdb.Verify(ctx, pool, tt.table)} {
				var drift *qdb.DriftError
				if !errors.As(err, &drift) || err.Error() != tt.want {
					t.Errorf("got  %v\nwant %s", err, tt.want)
				}
			}
		})
	}
	var drift *qdb.DriftError
	if err := qdb.Verify(ctx, pool, ddl.Table("qdb_missing").Long("v")); !errors.As(err, &drift) || !drift.Missing {
		t.Errorf("a missing table: %v", err)
	}
}

// TestWALStatus reads the state of a table whose log is not applied.
func TestWALStatus(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	plain := ddl.Table("qdb_plain").Double("v")
	qdbtest.Create(t, pool, Signal, plain)
	states, err := qdb.WALStatus(ctx, pool, Signal, plain)
	if err != nil || len(states) != 1 || states[0].Table != "qdb_signal" || states[0].Suspended {
		t.Errorf("%+v %v", states, err)
	}
	if _, err := qdb.WALStatus(ctx, pool, ddl.Table("qdb_missing").Long("v")); !errors.Is(err, qdb.NotExists) {
		t.Errorf("a missing table: %v", err)
	}
}
