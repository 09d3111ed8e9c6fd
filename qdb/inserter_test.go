package qdb_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type EventRow struct {
	ID int64
	Ts time.Time
}

func events(n int64) []EventRow {
	rows := make([]EventRow, n)
	for i := range rows {
		rows[i] = EventRow{int64(i), noon.Add(time.Duration(i) * time.Millisecond)}
	}
	return rows
}

// TestInsertAll writes from a slice, a channel and a sequence.
func TestInsertAll(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	rows := events(2500)
	channel := make(chan EventRow)
	go func() {
		defer close(channel)
		for _, r := range rows {
			channel <- r
		}
	}()
	qdbtest.Create(t, pool, Events)
	var reports []qdb.Inserted
	got, err := qdb.InsertAll(ctx, pool, Events, slices.Values(rows), qdb.AndWait(), qdb.Progress(func(i qdb.Inserted) { reports = append(reports, i) }))
	if err != nil || got != (qdb.Inserted{Rows: 2500, Batches: 3}) {
		t.Errorf("%+v %v", got, err)
	}
	if diff := cmp.Diff([]qdb.Inserted{{Rows: 1000, Batches: 1}, {Rows: 2000, Batches: 2}, {Rows: 2500, Batches: 3}}, reports); diff != "" {
		t.Error(diff)
	}
	if got, err := qdb.InsertAll(ctx, pool, Events, qdb.FromChannel(channel), qdb.AndWait(), qdb.BatchRows(700)); err != nil || got.Rows != 2500 || got.Batches != 4 {
		t.Errorf("%+v %v", got, err)
	}
	if n, err := qdb.One[int64](ctx, pool, expr.Select(fn.Count()).From(Events)); n != 5000 || err != nil {
		t.Errorf("%d rows (%v)", n, err)
	}
	if got, err := qdb.InsertAll(ctx, pool, Events, slices.Values([]EventRow(nil)), qdb.AndWait()); err != nil || got != (qdb.Inserted{}) {
		t.Errorf("of nothing: %+v %v", got, err)
	}
}

// TestInsertAllLimits writes rows that are too large for one message, and one
// that is too large for any.
func TestInsertAllLimits(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	notes := ddl.Table("qdb_notes").Varchar("note").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()
	type note struct {
		Note string
		Ts   time.Time
	}
	qdbtest.Create(t, pool, notes)
	long := strings.Repeat("x", 100_000)
	rows := make([]note, 50)
	for i := range rows {
		rows[i] = note{long, noon.Add(time.Duration(i))}
	}
	got, err := qdb.InsertAll(ctx, pool, notes, slices.Values(rows), qdb.AndWait())
	if err != nil || got.Rows != 50 || got.Batches < 5 {
		t.Errorf("%+v %v", got, err)
	}
	rows[7].Note = strings.Repeat("x", 1<<20)
	got, err = qdb.InsertAll(ctx, pool, notes, slices.Values(rows), qdb.BatchRows(5))
	if err == nil || !strings.Contains(err.Error(), "QuestDB takes a message of") || got.Rows != 7 {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := qdb.Exec(ctx, pool, expr.Insert(notes).Values(strings.Repeat("x", 1<<20), noon)); err == nil || !strings.Contains(err.Error(), "QuestDB takes a message of") {
		t.Errorf("Exec of a long value: %v", err)
	}
	many := expr.Insert(Events)
	for i := range 20_000 {
		many = many.Values(i, noon)
	}
	if _, err := qdb.Exec(ctx, pool, many); err == nil || !strings.Contains(err.Error(), "has 40000 parameters; QuestDB takes 32767") {
		t.Errorf("too many parameters: %v", err)
	}
}

// TestInsertAllFails shows that what was written is told exactly.
func TestInsertAllFails(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Events)
	rows := events(100)
	rows[55].ID = math.MinInt64 // QuestDB's NULL
	got, err := qdb.InsertAll(ctx, pool, Events, slices.Values(rows), qdb.BatchRows(10), qdb.AndWait())
	var built *expr.BuildError
	if !errors.As(err, &built) || got != (qdb.Inserted{Rows: 50, Batches: 5}) {
		t.Errorf("a value that does not fit: %+v %v", got, err)
	}
	ctx, cancel := context.WithCancel(ctx)
	got, err = qdb.InsertAll(ctx, pool, Events, slices.Values(events(100)), qdb.BatchRows(10), qdb.Progress(func(i qdb.Inserted) {
		if i.Rows == 30 {
			cancel()
		}
	}))
	if err != context.Canceled || got != (qdb.Inserted{Rows: 30, Batches: 3}) { //nolint:errorlint // it is not wrapped
		t.Errorf("cancelled between batches: %+v %v", got, err)
	}
	if err := qdb.WaitApplied(t.Context(), pool, Events); err != nil {
		t.Fatal(err)
	}
	if n, err := qdb.One[int64](t.Context(), pool, expr.Select(fn.Count()).From(Events)); n != 80 || err != nil {
		t.Errorf("%d rows (%v)", n, err)
	}
	if _, err := qdb.InsertAll(t.Context(), pool, Events, slices.Values(rows), qdb.BatchRows(0)); err == nil {
		t.Error("batches of no rows are accepted")
	}
}
