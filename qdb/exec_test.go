package qdb_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// TestInsertIsOneRoundTrip counts the messages of the guide's insert after the
// connection is made. SQLAlchemy makes 16 round trips for table and row.
func TestInsertIsOneRoundTrip(t *testing.T) {
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	var trace bytes.Buffer
	frontend := conn.Conn().PgConn().Frontend()
	frontend.Trace(&trace, pgproto3.TracerOptions{SuppressTimestamps: true})
	_, err = qdb.Exec(t.Context(), conn, expr.Insert(Signal).Values("coconut", 16.88993244, time.Now()))
	frontend.Untrace()
	if err != nil {
		t.Fatal(err)
	}
	var sent []string
	ready := 0
	for line := range strings.Lines(trace.String()) {
		fields := strings.Split(line, "\t")
		switch {
		case fields[0] == "F":
			sent = append(sent, fields[1])
		case fields[1] == "ReadyForQuery":
			ready++
		}
	}
	if diff := cmp.Diff([]string{"Parse", "Bind", "Describe", "Execute", "Sync"}, sent); diff != "" || ready != 1 {
		t.Errorf("%d answers, messages sent:\n%s\n%s", ready, diff, trace.String())
	}
}

// TestTimeZone binds and reads times in a program whose zone is 5½ hours off
// UTC, which undeclared parameters get wrong. The program is this test, started
// again with TZ set.
func TestTimeZone(t *testing.T) {
	const zone = "Asia/Kolkata"
	if os.Getenv("TZ") != zone {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTimeZone$", "-test.count=1")
		cmd.Env = append(os.Environ(), "TZ="+zone, "QUESTDB_SERVER=", "QUESTDB_DSN="+questdb.ForTest(t).DSN())
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	kolkata, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 6, 30, 23, 59, 59, 999999000, time.Local)
	if !at.Equal(time.Date(2026, 6, 30, 23, 59, 59, 999999000, kolkata)) {
		t.Fatalf("the zone is %s", time.Local)
	}
	zoned := ddl.Define("qdb_zoned", func(t SignalTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL() })
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, zoned)
	if _, err := qdb.Exec(t.Context(), pool, expr.Insert(zoned).Values("a", 1, at), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	row, err := qdb.One[SignalRow](t.Context(), pool, expr.Select(expr.All).From(zoned).Where(zoned.Ts.Eq(at)))
	if err != nil || !row.Ts.Equal(at) || row.Ts.Location() != time.UTC {
		t.Errorf("got %v, want %v (%v)", row.Ts, at, err)
	}
}

// TestTracer shows that the tracer of the connection's configuration sees every
// statement.
func TestTracer(t *testing.T) {
	traced := &tracer{}
	pool := qdbtest.DB(t, qdb.WithConfig(func(cfg *pgxpool.Config) { cfg.ConnConfig.Tracer = traced }))
	qdbtest.Create(t, pool, Signal)
	traced.seen, traced.args = nil, nil
	ctx := t.Context()
	_, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, noon))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := qdb.All[int64](ctx, pool, expr.Select(fn.Count()).From(Signal)); err != nil {
		t.Fatal(err)
	}
	_, err = qdb.All[int64](ctx, pool, expr.Select(fn.Count()).From(ddl.Table("qdb_missing").Double("v")))
	want := []string{
		"INSERT INTO qdb_signal (source, value, ts) VALUES ($1, $2, $3)", "INSERT 0 1",
		"SELECT count(*) FROM qdb_signal", "SELECT 1",
		"SELECT count(*) FROM qdb_missing", err.Error(),
	}
	if diff := cmp.Diff(want, traced.seen); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{"a", 1.5, noon}, traced.args[0]); diff != "" {
		t.Error(diff)
	}
}

type tracer struct {
	seen []string
	args [][]any
}

func (tr *tracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	tr.seen = append(tr.seen, data.SQL)
	tr.args = append(tr.args, data.Args)
	return ctx
}

func (tr *tracer) TraceQueryEnd(_ context.Context, _ *pgx.Conn, data pgx.TraceQueryEndData) {
	if data.Err != nil {
		tr.seen = append(tr.seen, data.Err.Error())
		return
	}
	tr.seen = append(tr.seen, data.CommandTag.String())
}

// TestErrors shows what an error of the server says.
func TestErrors(t *testing.T) {
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	ctx := t.Context()
	missing := ddl.Table("qdb_missing").Double("v")
	_, err := qdb.All[int64](ctx, pool, expr.Select(fn.Count()).From(missing))
	const want = "questdb: table does not exist [table=qdb_missing]\n  SELECT count(*) FROM qdb_missing\n                       ^"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	var pg *pgconn.PgError
	if !errors.Is(err, qdb.NotExists) || errors.Is(err, qdb.Syntax) || !errors.As(err, &pg) {
		t.Errorf("kind of %#v", err)
	}
	var e *qdb.Error
	_, err = qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, nil))
	if !errors.As(err, &e) || e.Kind != qdb.NullTimestamp || len(e.ArgTypes) != 3 {
		t.Errorf("a row without a timestamp: %#v", err)
	}
	_, err = qdb.Exec(ctx, pool, ddl.Create(Signal))
	if !errors.Is(err, qdb.Exists) {
		t.Errorf("a table twice: %v", err)
	}
	drifted := ddl.Table("qdb_signal").Double("nothing")
	_, err = qdb.All[float64](ctx, pool, expr.Select(expr.All).From(drifted))
	if err == nil || !strings.Contains(err.Error(), "sends 3 columns (source, value, ts)") {
		// An empty result is told by its columns too.
		t.Errorf("a table that is not as declared: %v", err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := qdb.All[SignalRow](cancelled, pool, all); err != context.Canceled { //nolint:errorlint // it is not wrapped
		t.Errorf("a cancelled context: %v", err)
	}
	// The next statement gets none of these errors.
	if _, err := qdb.All[SignalRow](ctx, pool, all); err != nil {
		t.Error(err)
	}
}

// TestSchemaCalls creates, finds and drops tables as metadata.create_all does.
func TestSchemaCalls(t *testing.T) {
	pool := qdbtest.DB(t)
	ctx := t.Context()
	a := ddl.Table("qdb_schema_A").Long("v")
	b := ddl.Table("qdb_schema_b").Long("v")
	for range 2 { // twice: what exists is left, what is gone is no error
		if err := qdb.CreateAll(ctx, pool, a, b); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"qdb_schema_A", "QDB_SCHEMA_a", "qdb_schema_B"} {
		if ok, err := qdb.HasTable(ctx, pool, ddl.Table(name).Long("v")); !ok || err != nil {
			t.Errorf("HasTable(%s) = %t, %v", name, ok, err)
		}
	}
	for range 2 {
		if err := qdb.DropAll(ctx, pool, a, b); err != nil {
			t.Fatal(err)
		}
	}
	if ok, err := qdb.HasTable(ctx, pool, a); ok || err != nil {
		t.Errorf("HasTable after DropAll = %t, %v", ok, err)
	}
}

// TestWaitApplied reads each row at once after it is written.
func TestWaitApplied(t *testing.T) {
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	ctx := t.Context()
	count := expr.Select(fn.Count()).From(Signal)
	for i := range int64(100) {
		insert := expr.Insert(Signal).Values("a", i, noon.Add(time.Duration(i)*time.Second))
		var err error
		if i%2 == 0 {
			_, err = qdb.Exec(ctx, pool, insert, qdb.AndWait())
		} else if _, err = qdb.Exec(ctx, pool, insert); err == nil {
			err = qdb.WaitApplied(ctx, pool, Signal)
		}
		if err != nil {
			t.Fatal(err)
		}
		if n, err := qdb.One[int64](ctx, pool, count); n != i+1 || err != nil {
			t.Fatalf("after %d rows the table has %d (%v)", i+1, n, err)
		}
	}
	if err := qdb.WaitApplied(ctx, pool, ddl.Table("qdb_missing").Double("v")); !errors.Is(err, qdb.NotExists) {
		t.Errorf("a missing table: %v", err)
	}
	plain := ddl.Table("qdb_plain").Double("v")
	qdbtest.Create(t, pool, plain)
	if err := qdb.WaitApplied(ctx, pool, plain); err != nil {
		t.Errorf("a table without WAL: %v", err)
	}
}
