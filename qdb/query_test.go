package qdb_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

var all = expr.Select(expr.All).From(Signal).OrderBy(Signal.Ts)

// TestRun runs statements on a pool, a connection and a transaction alike.
func TestRun(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	rows := []SignalRow{{"coconut", 16.88993244, noon}, {"palm", 3, noon.Add(time.Second)}}
	insert := expr.Insert(Signal)
	for _, r := range rows {
		insert = insert.Values(r.Source, r.Value, r.Ts)
	}
	result, err := qdb.Exec(ctx, pool, insert, qdb.AndWait())
	if err != nil {
		t.Fatal(err)
	}
	if n, known := result.Rows(); n != 2 || !known {
		t.Errorf("inserted %d %t", n, known)
	}
	held, err := pool.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Release()
	tx, err := held.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	for name, db := range map[string]qdb.DB{"pool": pool, "pool's connection": held, "connection": held.Conn(), "transaction": tx} {
		t.Run(name, func(t *testing.T) {
			got, err := qdb.All[SignalRow](ctx, db, all)
			if diff := cmp.Diff(rows, got); err != nil || diff != "" {
				t.Errorf("All: %v\n%s", err, diff)
			}
			query := qdb.Query[SignalRow](ctx, db, all)
			for range 2 { // ranged twice it runs twice
				n := 0
				for row, err := range query {
					if err != nil || row != rows[n] {
						t.Errorf("row %d: %v %v", n, row, err)
					}
					n++
				}
				if n != 2 {
					t.Errorf("%d rows", n)
				}
			}
			mean, err := qdb.One[float64](ctx, db, expr.Select(fn.Avg(Signal.Value)).From(Signal))
			if err != nil || mean != (rows[0].Value+rows[1].Value)/2 {
				t.Errorf("One: %v %v", mean, err)
			}
			if _, err := qdb.One[SignalRow](ctx, db, all); !errors.Is(err, qdb.ErrManyRows) {
				t.Errorf("One of two rows: %v", err)
			}
			none := all.Where(Signal.Source.Eq("nobody"))
			if _, err := qdb.One[SignalRow](ctx, db, none); !errors.Is(err, qdb.ErrNoRows) {
				t.Errorf("One of no rows: %v", err)
			}
			if row, ok, err := qdb.Find[SignalRow](ctx, db, none); ok || err != nil {
				t.Errorf("Find of no rows: %v %t %v", row, ok, err)
			}
			if rows, err := qdb.All[SignalRow](ctx, db, none); rows == nil || len(rows) != 0 || err != nil {
				t.Errorf("All of no rows: %v %v", rows, err)
			}
			one, ok, err := qdb.Find[SignalRow](ctx, db, all.Where(Signal.Source.Eq("palm")))
			if !ok || err != nil || one != rows[1] {
				t.Errorf("Find: %v %t %v", one, ok, err)
			}
		})
	}
}

// TestCheckRow shows what is wrong with a row type, without a database.
func TestCheckRow(t *testing.T) {
	type inner struct{ Source string }
	type embedding struct {
		inner
		Worth float64   `qdb:"value"`
		When  time.Time `qdb:"TS"`
		Note  chan int  `qdb:"-"`
	}
	type twoWrong struct {
		Source float64
		Value  float64
		Extra  int64
		hidden int
	}
	type option struct {
		Value float64 `qdb:",null=0"`
	}
	type side string
	_ = twoWrong{}.hidden
	value := expr.Select(Signal.Value).From(Signal)
	for _, tt := range []struct {
		name string
		err  error
		want []string // nil where it fits
	}{
		{"fits", qdb.CheckRow[SignalRow](all), nil},
		{"embedded, renamed and left out", qdb.CheckRow[embedding](all), nil},
		{"scalar", qdb.CheckRow[float64](value), nil},
		{"named scalar", qdb.CheckRow[side](expr.Select(Signal.Source).From(Signal)), nil},
		{"function without alias", qdb.CheckRow[struct{ Count int64 }](expr.Select(fn.Count()).From(Signal)), []string{"column 1 is an expression without a name: add As(…)"}},
		{"all mistakes at once", qdb.CheckRow[twoWrong](all), []string{
			"does not fit into qdb_test.twoWrong", "field hidden is unexported", "field Source: SYMBOL", `column "ts" (TIMESTAMP) has no field`, `field Extra has no column "extra"`,
		}},
		{"no name", qdb.CheckRow[struct{ X float64 }](expr.Select(Signal.Value.Neg()).From(Signal)), []string{"column 1 is an expression without a name: add As(…)"}},
		{"too many for a scalar", qdb.CheckRow[float64](all), []string{"the query has 3 columns (source, value, ts); float64 holds one: use a struct"}},
		{"unknown option", qdb.CheckRow[option](value), []string{`field Value: unknown tag option "null=0"; the options are null=zero, null=nan`}},
		{"no rows", qdb.CheckRow[float64](expr.Insert(Signal).Values("a", 1, noon)), []string{"returns no rows: use Exec"}},
		{"nil", qdb.CheckRow[float64](nil), []string{"the statement is nil"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == nil && tt.err != nil {
				t.Error(tt.err)
			}
			for _, want := range tt.want {
				if tt.err == nil || !strings.Contains(tt.err.Error(), want) {
					t.Errorf("no %q in: %v", want, tt.err)
				}
			}
		})
	}
}

// TestMistakeCostsNoIO shows that a wrong statement or row type is told before
// the database is asked for a connection.
func TestMistakeCostsNoIO(t *testing.T) {
	ctx := t.Context()
	untouched := untouchable{t: t}
	wrong := expr.Select(Signal.Value.As("")).From(Signal)
	for name, err := range map[string]error{
		"Exec":      second(qdb.Exec(ctx, untouched, expr.Insert(Signal).Values(1))),
		"Exec rows": second(qdb.Exec(ctx, untouched, all)),
		"Exec nil":  second(qdb.Exec(ctx, untouched, nil)),
		"All":       second(qdb.All[float64](ctx, untouched, wrong)),
		"One":       second(qdb.One[int64](ctx, untouched, expr.Select(Signal.Source).From(Signal))),
		"CreateAll": qdb.CreateAll(ctx, untouched, Signal, nil),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := qdb.All[SignalRow](ctx, nil, all); err == nil {
		t.Error("a nil database is accepted")
	}
}

func second[T any](_ T, err error) error { return err }

type untouchable struct {
	qdb.DB
	t *testing.T
}

func (u untouchable) Conn() *pgx.Conn {
	u.t.Error("the database was asked for its connection")
	return nil
}

// TestStopEarly leaves a long result by break and by its context: it takes no
// longer than 100 ms, and the database is as good as before.
func TestStopEarly(t *testing.T) {
	pool := qdbtest.DB(t)
	ctx := t.Context()
	if _, err := pool.Exec(ctx, "DROP TABLE IF EXISTS qdb_big"); err != nil {
		t.Fatal(err)
	}
	const rows = 5_000_000
	if _, err := pool.Exec(ctx, "CREATE TABLE qdb_big AS (SELECT x AS v, timestamp_sequence(0, 1) AS ts FROM long_sequence(5000000)) TIMESTAMP(ts)"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = qdb.DropAll(context.Background(), pool, Big) })
	query := expr.Select(Big.V).From(Big)

	t.Run("break", func(t *testing.T) {
		wantWithin(t, func() (took time.Duration) {
			var stopped time.Time
			for v, err := range qdb.Query[int64](ctx, pool, query) {
				if err != nil || v != 1 {
					t.Fatal(v, err)
				}
				stopped = time.Now()
				break
			}
			return time.Since(stopped)
		})
	})
	t.Run("cancel", func(t *testing.T) {
		wantWithin(t, func() (took time.Duration) {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			var last error
			var cancelled time.Time
			for v, err := range qdb.Query[int64](ctx, pool, query) {
				if v == 1000 {
					cancelled = time.Now()
					cancel()
				}
				last = err
			}
			if !errors.Is(last, context.Canceled) {
				t.Errorf("the error is %v", last)
			}
			return time.Since(cancelled)
		})
	})
	t.Run("short rest", func(t *testing.T) {
		conn, err := pool.Acquire(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
		for v, err := range qdb.Query[int64](ctx, conn, query.Limit(50)) {
			if v != 1 || err != nil {
				t.Error(v, err)
			}
			break
		}
		if n, err := qdb.One[int64](ctx, conn, expr.Select(fn.Count()).From(Big)); n != rows || err != nil {
			t.Errorf("the connection of a short result is lost: %d %v", n, err)
		}
	})
	if n, err := qdb.One[int64](ctx, pool, expr.Select(fn.Count()).From(Big)); n != rows || err != nil {
		t.Errorf("afterwards: %d %v", n, err)
	}
}

// wantWithin runs stop, which returns how long stopping took, until it took no
// longer than 100 ms: on a machine that is busy with other tests not always the
// first time.
func wantWithin(t *testing.T, stop func() time.Duration) {
	t.Helper()
	for try := 1; ; try++ {
		took := stop()
		t.Logf("%s", took)
		if took <= 100*time.Millisecond {
			return
		}
		if try == 5 {
			t.Errorf("stopping took %s", took)
			return
		}
	}
}
