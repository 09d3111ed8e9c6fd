package qdbtest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type SignalTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

var Signal = ddl.Define("signal", func(t SignalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL()
})

type Mean struct {
	Source *string
	Mean   float64
	Ts     time.Time
}

var means = expr.Select(Signal.Source, fn.Avg(Signal.Value).As("mean"), fn.Max(Signal.Ts).As("ts")).From(Signal)

// store is the code under test.
func store(ctx context.Context, db qdb.DB, source string, value float64, at time.Time) ([]Mean, error) {
	if _, err := qdb.Exec(ctx, db, expr.Insert(Signal).Values(source, value, at), qdb.AndWait()); err != nil {
		return nil, err
	}
	return qdb.All[Mean](ctx, db, means.Where(Signal.Value.Gt(value)))
}

func TestRecorder(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	rec := qdbtest.NewRecorder()
	rec.Rows(means.Where(Signal.Value.Gt(0)), []any{"coconut", 16.5, at}, []any{nil, 3, at})
	got, err := store(t.Context(), rec, "a", 1.5, at)
	want := []Mean{{new("coconut"), 16.5, at}, {nil, 3, at}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	calls := []qdbtest.Call{
		{SQL: `INSERT INTO signal (source, value, ts) VALUES ($1, $2, $3)`, Args: []any{"a", 1.5, at}},
		{SQL: `SELECT source, avg(value) AS mean, max(ts) AS ts FROM signal WHERE value > $1`, Args: []any{1.5}},
	}
	if diff := cmp.Diff(calls, rec.Calls()); diff != "" {
		t.Error(diff)
	}
}

func TestRecorderFails(t *testing.T) {
	rec := qdbtest.NewRecorder()
	broken := errors.New("broken")
	rec.Fail(expr.Insert(Signal).Values("", 0, time.Now()), broken)
	if _, err := store(t.Context(), rec, "a", 1, time.Now()); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := qdb.All[Mean](t.Context(), rec, means); err == nil {
		t.Error("a query that the recorder was not told of has rows")
	}
	rec.Rows(means, []any{"a", "b", time.Now()})
	if _, err := qdb.All[Mean](t.Context(), rec, means); err == nil {
		t.Error("a text is replayed as a DOUBLE")
	}
	if _, err := rec.Exec(t.Context(), "SELECT 1"); err == nil {
		t.Error("text is run")
	}
}
