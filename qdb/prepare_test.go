package qdb_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/race"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type signalArgs struct {
	Source string
	Min    float64 `qdb:"at_least"`
	Since  *time.Time
}

var preparedQuery = expr.Select(expr.All).From(Signal).Where(
	Signal.Source.EqExpr(expr.Param[expr.Text]("source")),
	Signal.Value.GeExpr(expr.Param[expr.Float]("at_least")),
	Signal.Value.Lt(100),
	expr.Or(Signal.Ts.GeExpr(expr.Param[expr.Timestamp]("since")), Signal.Value.EqExpr(expr.Param[expr.Float]("at_least"))),
).OrderBy(Signal.Ts)

// TestPrepare runs one prepared query with many arguments, from many
// goroutines.
func TestPrepare(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	var rows []SignalRow
	for i := range 10 {
		rows = append(rows, SignalRow{[]string{"a", "it's"}[i%2], float64(i), noon.Add(time.Duration(i) * time.Second)})
	}
	if _, err := qdb.InsertAll(ctx, pool, Signal, slices.Values(rows), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	stmt, err := qdb.Prepare[signalArgs, SignalRow](preparedQuery)
	if err != nil {
		t.Fatal(err)
	}
	const text = `SELECT * FROM qdb_signal WHERE source = $1 AND value >= $2 AND value < $3 AND (ts >= $4 OR value = $5) ORDER BY ts`
	if diff := cmp.Diff(text, stmt.String()); diff != "" {
		t.Error(diff)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 50 {
				args := signalArgs{[]string{"a", "it's"}[(g+i)%2], float64((g + i) % 10), new(noon.In(time.FixedZone("", 3600)))}
				var want []SignalRow
				for _, r := range rows {
					if r.Source == args.Source && r.Value >= args.Min {
						want = append(want, r)
					}
				}
				var got []SignalRow
				for row, err := range stmt.Query(ctx, pool, args) {
					if err != nil {
						t.Error(err)
						return
					}
					got = append(got, row)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%+v:\n%s", args, diff)
					return
				}
			}
		})
	}
	wg.Wait()
	if got, err := stmt.All(ctx, pool, signalArgs{"nobody", 1, nil}); err != nil || got == nil || len(got) != 0 {
		t.Errorf("All: %v %v", got, err)
	}
	if _, err := stmt.One(ctx, pool, signalArgs{"nobody", 1, nil}); !errors.Is(err, qdb.ErrNoRows) {
		t.Errorf("One: %v", err)
	}
	if _, _, err := stmt.Find(ctx, pool, signalArgs{"a", 0, &noon}); !errors.Is(err, qdb.ErrManyRows) {
		t.Errorf("Find: %v", err)
	}
	if row, err := stmt.One(ctx, pool, signalArgs{"a", 8, &noon}); err != nil || row != rows[8] {
		t.Errorf("One: %v %v", row, err)
	}
	if _, err := stmt.All(ctx, untouchable{t: t}, signalArgs{"a\x00", 1, nil}); err == nil || !strings.Contains(err.Error(), `argument "source"`) {
		t.Errorf("a value that does not fit: %v", err)
	}
}

// TestPrepareMistakes shows what Prepare tells without a database.
func TestPrepareMistakes(t *testing.T) {
	type wrong struct {
		Source int
		Other  string
	}
	_, err := qdb.Prepare[wrong, SignalRow](preparedQuery)
	for _, want := range []string{"field Source: VARCHAR takes", `parameter "at_least" (DOUBLE) has no field`, `parameter "since" (TIMESTAMP) has no field`, `field Other has no parameter "other"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
	if _, err := qdb.Prepare[signalArgs, float64](preparedQuery); err == nil {
		t.Error("the rows do not fit")
	}
	if _, err := qdb.Prepare[string, SignalRow](preparedQuery); err == nil {
		t.Error("the arguments are no struct")
	}
	if _, err := qdb.Prepare[struct{}, SignalRow](all); err != nil {
		t.Errorf("a query without parameters: %v", err)
	}
	if _, _, err := preparedQuery.SQL(); err == nil || !strings.Contains(err.Error(), `parameter "source" has no value: prepare the statement by qdb.Prepare`) {
		t.Errorf("SQL: %v", err)
	}
	if _, err := preparedQuery.Inline(); err == nil {
		t.Error("Inline renders a parameter")
	}
	if _, err := qdb.All[SignalRow](t.Context(), untouchable{t: t}, preparedQuery); err == nil {
		t.Error("a query with parameters runs without them")
	}
	if _, err := qdb.Prepare[struct{ B float64 }, SignalRow](all.Where(Signal.Value.GtExpr(expr.Param[expr.Float]("a b")))); err == nil {
		t.Error("a parameter with a space")
	}
}

// TestPrepareAllocs shows that a call allocates nothing beyond what pgx does
// for the same text and arguments: to render, to bind, to scan, or to end with
// its context.
func TestPrepareAllocs(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector allocates; CI runs this test without it too")
	}
	pool := qdbtest.DB(t)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	type args struct{ Min int64 }
	one := expr.LongSequence("s", 1)
	stmt, err := qdb.Prepare[args, int64](expr.Select(one.X).From(one).Where(one.X.GeExpr(expr.Param[expr.Integer]("min"))))
	if err != nil {
		t.Fatal(err)
	}
	value, oid, format := [][]byte{{7: 1}}, []uint32{20}, []int16{1}
	for name, ctx := range map[string]context.Context{"a context that ends": t.Context(), "one that does not": context.Background()} {
		hand := testing.AllocsPerRun(200, func() {
			if _, err := conn.Conn().PgConn().ExecParams(ctx, stmt.String(), value, oid, format, format).Close(); err != nil {
				t.Error(err)
			}
		})
		got := testing.AllocsPerRun(200, func() {
			if x, err := stmt.One(ctx, conn.Conn(), args{1}); x != 1 || err != nil {
				t.Error(x, err)
			}
		})
		t.Logf("%s: %v allocations, %v by hand", name, got, hand)
		if got > hand {
			t.Errorf("%s: %v allocations, %v by hand", name, got, hand)
		}
	}
}

// TestPrepareClauses shows parameters of clauses: a limit and a time zone that
// come with each call.
func TestPrepareClauses(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1, noon).Values("a", 2, noon.AddDate(0, 0, 1)), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	type args struct {
		Rows int64
		Zone string
	}
	type day struct {
		Ts time.Time
		N  int64
	}
	byDay, err := qdb.Prepare[args, day](expr.Select(Signal.Ts, fn.Count().As("n")).From(Signal).
		SampleBy(expr.Days(1), expr.AlignToCalendar().TimeZoneExpr(expr.Param[expr.Text]("zone"))).LimitExpr(expr.Param[expr.Integer]("rows")))
	if err != nil {
		t.Fatal(err)
	}
	midnight := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		args args
		want []day
	}{
		{args{5, "UTC"}, []day{{midnight, 1}, {midnight.AddDate(0, 0, 1), 1}}},
		{args{1, "Europe/Berlin"}, []day{{midnight.Add(-time.Hour), 1}}},
		{args{-1, "Asia/Tokyo"}, []day{{midnight.Add(15 * time.Hour), 1}}},
	} {
		got, err := byDay.All(ctx, pool, tt.args)
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%v: %v\n%s", tt.args, err, diff)
		}
	}
}
