package qdb_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestValues(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, noon).Values(nil, nil, noon.Add(1e9)), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	var got [][]any
	for row, err := range qdb.Values(ctx, pool, all) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff([][]any{{"a", 1.5, noon}, {nil, nil, noon.Add(1e9)}}, got); diff != "" {
		t.Error(diff)
	}
	for row, err := range qdb.Maps(ctx, pool, all.Limit(1)) {
		if diff := cmp.Diff(map[string]any{"source": "a", "value": 1.5, "ts": noon}, row); err != nil || diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
	}
	for _, err := range qdb.Maps(ctx, pool, expr.Select(Signal.Value.Neg()).From(Signal)) {
		if err == nil || !strings.Contains(err.Error(), "has no name") {
			t.Errorf("a map without a key: %v", err)
		}
	}
}

// TestNull shows what becomes of a NULL in a plain field.
func TestNull(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values(nil, nil, noon), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	_, err := qdb.All[SignalRow](ctx, pool, all)
	if err == nil || !strings.Contains(err.Error(), `column "source"`) || !strings.Contains(err.Error(), "use a pointer, types.Null") {
		t.Errorf("a NULL in a string: %v", err)
	}
	type lenient struct {
		Source string  `qdb:",null=zero"`
		Value  float64 `qdb:",null=nan"`
		Ts     *time.Time
	}
	row, err := qdb.One[lenient](ctx, pool, all)
	if err != nil || row.Source != "" || row.Value == row.Value || !row.Ts.Equal(noon) { //nolint:staticcheck // NaN
		t.Errorf("%+v %v", row, err)
	}
}

// TestBusy runs a query in the loop of another on one connection.
func TestBusy(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, noon), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	conn, err := pool.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for range qdb.Query[SignalRow](ctx, conn, all) { //nolint:errcheck // the inner query is what is tested
		_, err := qdb.All[SignalRow](ctx, conn, all)
		if err == nil || !strings.Contains(err.Error(), "is reading another result") {
			t.Errorf("within the loop: %v", err)
		}
		if _, err := qdb.All[SignalRow](ctx, pool, all); err != nil {
			t.Errorf("on the pool: %v", err)
		}
	}
	if _, err := qdb.All[SignalRow](ctx, conn, all); err != nil {
		t.Errorf("behind the loop: %v", err)
	}
}

func TestTimeout(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	_, err := qdb.All[SignalRow](ctx, pool, all, qdb.Timeout(time.Nanosecond))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("All: %v", err)
	}
	_, err = qdb.Exec(ctx, pool, expr.Insert(Signal).Values("a", 1.5, noon), qdb.Timeout(time.Nanosecond))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Exec: %v", err)
	}
}

func TestLogTracer(t *testing.T) {
	ctx := t.Context()
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	tracer := &qdb.LogTracer{Logger: logger}
	pool := qdbtest.DB(t, qdb.WithTracer(tracer))
	qdbtest.Create(t, pool, Signal)
	for _, tt := range []struct {
		name  string
		set   func()
		query expr.Query
		want  []string
		not   string
	}{
		{"quick", func() {}, all.Where(Signal.Source.Eq("secret")), []string{"level=DEBUG msg=query", `sql="SELECT * FROM qdb_signal WHERE source = $1 ORDER BY ts"`, "args=[secret]", `tag="SELECT 0"`}, ""},
		{"slow", func() { tracer.Slow = time.Nanosecond }, all, []string{`level=WARN msg="slow query"`, "took="}, ""},
		{"without values", func() { tracer.HideValues = true }, all.Where(Signal.Source.Eq("secret")), []string{"level=WARN"}, "secret"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.set()
			log.Reset()
			if _, err := qdb.All[SignalRow](ctx, pool, tt.query); err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if !strings.Contains(log.String(), want) {
					t.Errorf("no %s in %s", want, log.String())
				}
			}
			if tt.not != "" && strings.Contains(log.String(), tt.not) {
				t.Errorf("%s in %s", tt.not, log.String())
			}
		})
	}
	log.Reset()
	if err := qdb.DropAll(ctx, pool, Signal); err != nil {
		t.Fatal(err)
	}
	log.Reset()
	if _, err := qdb.All[SignalRow](ctx, pool, all); err == nil || !strings.Contains(log.String(), `level=ERROR msg="query failed"`) {
		t.Errorf("%v: %s", err, log.String())
	}
}

// TestComment shows that the server gets the comment, and that no tag ends it.
func TestComment(t *testing.T) {
	ctx := t.Context()
	seen := &tracer{}
	pool := qdbtest.DB(t, qdb.WithTracer(seen), qdb.WithComment(map[string]string{"app": "can'dles*/; DROP TABLE x; --", "route": "/a b"}))
	qdbtest.Create(t, pool, Signal)
	if _, err := qdb.All[SignalRow](ctx, pool, all); err != nil {
		t.Fatal(err)
	}
	const want = `SELECT * FROM qdb_signal ORDER BY ts /*app='can%27dles%2A%2F%3B%20DROP%20TABLE%20x%3B%20--',route='%2Fa%20b'*/`
	if got := seen.seen[len(seen.seen)-2]; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
