package qdb_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

var latest = expr.Select(expr.All).From(Signal).LatestOn(Signal.Ts, Signal.Source).Named("signal.latest")

// nameTracer remembers the name and the text of each statement that has a name.
type nameTracer struct{ seen []string }

func (tr *nameTracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	if name := qdb.StatementName(ctx); name != "" {
		tr.seen = append(tr.seen, name+": "+data.SQL)
	}
	return ctx
}

func (tr *nameTracer) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryEndData) {
	if name := qdb.StatementName(ctx); name != "" {
		tr.seen = append(tr.seen, "end of "+name)
	}
}

// TestNamed shows where the name of a statement is seen: by tracers and in the
// comment that the server gets.
func TestNamed(t *testing.T) {
	ctx := t.Context()
	const sql = `SELECT * FROM qdb_signal LATEST ON ts PARTITION BY source`
	for _, tt := range []struct {
		name string
		tags map[string]string
		want string
	}{
		{"no comment", nil, sql + ` /*name='signal.latest'*/`},
		{"before and behind", map[string]string{"app": "a b", "version": "2"}, sql + ` /*app='a%20b',name='signal.latest',version='2'*/`},
		{"instead of a tag", map[string]string{"name": "mine"}, sql + ` /*name='signal.latest'*/`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			seen := &nameTracer{}
			pool := qdbtest.DB(t, qdb.WithTracer(seen), qdb.WithComment(tt.tags))
			qdbtest.Create(t, pool, Signal)
			if _, err := qdb.All[SignalRow](ctx, pool, latest); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"signal.latest: " + tt.want, "end of signal.latest"}, seen.seen); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("each kind of call", func(t *testing.T) {
		seen := &nameTracer{}
		pool := qdbtest.DB(t, qdb.WithTracer(seen))
		qdbtest.Create(t, pool, Signal)
		stmt, err := qdb.Prepare[struct{}, SignalRow](latest.Named("prepared"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, noon).Named("signal.add"))
		for range qdb.Maps(ctx, pool, latest.Named("maps")) { //nolint:errcheck // the names are what is tested
			break
		}
		_, queryErr := stmt.All(ctx, pool, struct{}{})
		_, execErr := qdb.All[string](ctx, pool, expr.Explain(latest).Named("plan"))
		if err := errors.Join(err, queryErr, execErr); err != nil {
			t.Fatal(err)
		}
		want := []string{
			"signal.add: INSERT INTO qdb_signal (source, value, ts) VALUES ($1, $2, $3)", "end of signal.add",
			"maps: " + sql, "end of maps", "prepared: " + sql, "end of prepared", "plan: EXPLAIN " + sql, "end of plan",
		}
		if diff := cmp.Diff(want, seen.seen); diff != "" {
			t.Error(diff)
		}
	})
}

// TestNamedErrors shows that errors name the statement.
func TestNamedErrors(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	if err := qdb.DropAll(ctx, pool, Signal); err != nil {
		t.Fatal(err)
	}
	_, err := qdb.All[SignalRow](ctx, pool, latest)
	var found *qdb.Error
	if !errors.As(err, &found) || found.Name != "signal.latest" || !strings.Contains(err.Error(), "questdb: signal.latest: ") || !errors.Is(err, qdb.NotExists) {
		t.Errorf("of the server: %v", err)
	}
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"a row that does not fit":  {qdb.CheckRow[float64](latest), "signal.latest: qdb: the query has 3 columns (source, value, ts); float64 holds one: use a struct"},
		"a struct that does not":   {qdb.CheckRow[struct{ Source string }](latest), "signal.latest: qdb: the query"},
		"a statement without rows": {qdb.CheckRow[float64](expr.Insert(Signal).Values("a", 1, noon).Named("signal.add")), "signal.add: qdb: the statement returns no rows: use Exec"},
		"arguments that do not":    {second(qdb.Prepare[struct{ X int64 }, SignalRow](latest)), "signal.latest: qdb: the arguments"},
		"a mistake":                {second(qdb.All[SignalRow](ctx, pool, latest.Limit(1).Limit(2))), "signal.latest: LIMIT: the statement has this clause already"},
	} {
		if tt.err == nil || !strings.HasPrefix(tt.err.Error(), tt.want) {
			t.Errorf("%s: %v\nwant %s", name, tt.err, tt.want)
		}
	}
}

// TestNamedLog shows the name in the log.
func TestNamedLog(t *testing.T) {
	var log bytes.Buffer
	tracer := &qdb.LogTracer{Logger: slog.New(slog.NewTextHandler(&log, nil)), Slow: time.Nanosecond}
	pool := qdbtest.DB(t, qdb.WithTracer(tracer))
	qdbtest.Create(t, pool, Signal)
	log.Reset()
	if _, err := qdb.All[SignalRow](t.Context(), pool, latest); err != nil {
		t.Fatal(err)
	}
	if _, err := qdb.All[SignalRow](t.Context(), pool, all); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `msg="slow query" name=signal.latest sql="SELECT * FROM`) || strings.Contains(lines[1], "name=") {
		t.Errorf("%s", slices.Concat(lines))
	}
}

// spans is a tracer that makes a span of each statement, called by its name.
type spans struct{}

func (spans) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	name := qdb.StatementName(ctx)
	if name == "" {
		name = "query"
	}
	fmt.Println("start", name, data.SQL)
	return ctx
}

func (spans) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func ExampleStatementName() {
	ctx := context.Background()
	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb", qdb.WithTracer(spans{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	latest := expr.Select(expr.All).From(Signal).LatestOn(Signal.Ts, Signal.Source).Named("signal.latest")
	for row, err := range qdb.Query[SignalRow](ctx, db, latest) { // span signal.latest
		if err != nil {
			fmt.Println(err) // questdb: signal.latest: …
			return
		}
		fmt.Println(row.Source, row.Value)
	}
}
