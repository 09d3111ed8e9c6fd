package migrate_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestMain(m *testing.M) {
	if child := os.Getenv(crashChild); child != "" {
		runCrashChild(child)
		return
	}
	os.Exit(m.Run())
}

// place is where a test works: a database, and a prefix of its own for all
// tables, which are dropped when the test ends.
type place struct {
	*testing.T
	db     *pgxpool.Pool
	prefix string
}

func newPlace(t *testing.T) place {
	p := place{t, qdbtest.DB(t), fmt.Sprintf("mg%d_", time.Now().UnixNano())}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		for _, name := range p.tables(ctx) {
			if _, err := p.db.Exec(ctx, "DROP TABLE IF EXISTS "+name); err == nil {
				continue
			}
			if _, err := p.db.Exec(ctx, "DROP VIEW IF EXISTS "+name); err != nil {
				t.Error(err)
			}
		}
	})
	return p
}

// tables returns the tables of this place.
func (p place) tables(ctx context.Context) []string {
	rows, err := p.db.Query(ctx, "SELECT table_name FROM tables() WHERE starts_with(table_name, $1) ORDER BY table_name", p.prefix)
	if err != nil {
		p.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			p.Fatal(err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		p.Fatal(err)
	}
	return names
}

// runner returns a runner for files, in whose texts and in whose version table
// the prefix stands for "{}".
func (p place) runner(fsys fs.FS, options ...migrate.Option) *migrate.Runner {
	p.Helper()
	r, err := migrate.New(p.db, fsys, append([]migrate.Option{migrate.Table(p.prefix + "versions")}, options...)...)
	if err != nil {
		p.Fatal(err)
	}
	return r
}

func (p place) folder(namesAndTexts ...string) fstest.MapFS {
	namesAndTexts = slices.Clone(namesAndTexts)
	for i, text := range namesAndTexts {
		namesAndTexts[i] = strings.ReplaceAll(text, "{}", p.prefix)
	}
	return folder(namesAndTexts...)
}

// query returns the rows of a query as text.
func (p place) query(sql string) string {
	p.Helper()
	rows, err := p.db.Query(p.Context(), strings.ReplaceAll(sql, "{}", p.prefix))
	if err != nil {
		p.Fatal(err)
	}
	var all []string
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			p.Fatal(err)
		}
		all = append(all, fmt.Sprint(values...))
	}
	if err := rows.Err(); err != nil {
		p.Fatal(err)
	}
	questdb.CountStatement(1)
	return strings.Join(all, "\n")
}

func (p place) columns(table string) string {
	return strings.ReplaceAll(p.query("SELECT \"column\" FROM table_columns('{}"+table+"')"), "\n", " ")
}

func (p place) status(r *migrate.Runner) string {
	p.Helper()
	all, err := r.Status(p.Context())
	if err != nil {
		p.Fatal(err)
	}
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = fmt.Sprintf("%d %s %s", s.Version, s.Name, s.State)
		if s.Done > 0 {
			lines[i] += fmt.Sprintf(", %d done", s.Done)
		}
		if s.Failure != "" {
			lines[i] += ": " + s.Failure
		}
	}
	return strings.Join(lines, "\n")
}

func versions(all []migrate.Migration) string {
	var b strings.Builder
	for _, m := range all {
		fmt.Fprintf(&b, "%d ", m.Version)
	}
	return strings.TrimSpace(b.String())
}

// want checks what a call returned: the versions, or the error.
func (p place) want(what string) func(all []migrate.Migration, err error) {
	return func(all []migrate.Migration, err error) {
		p.Helper()
		got := versions(all)
		if err != nil {
			got = strings.ReplaceAll(err.Error(), p.prefix, "{}")
		}
		if diff := cmp.Diff(what, got); diff != "" {
			p.Errorf("want - got +:\n%s", diff)
		}
	}
}

var three = []string{
	"1_trades.up.sql", "CREATE TABLE {}trades (px DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL;\nINSERT INTO {}trades VALUES (1.5, 0)",
	"1_trades.down.sql", "DROP TABLE {}trades",
	"2_side.up.sql", "ALTER TABLE {}trades ADD COLUMN side SYMBOL;\nINSERT INTO {}trades SELECT px * 2, '1970-01-02', 'buy' FROM {}trades;",
	"2_side.down.sql", "ALTER TABLE {}trades DROP COLUMN side;",
	"3_view.up.sql", "CREATE VIEW {}buys AS (SELECT * FROM {}trades WHERE side = 'buy')",
	"3_view.down.sql", "DROP VIEW {}buys",
}

func TestUpAndDown(t *testing.T) {
	p := newPlace(t)
	r := p.runner(p.folder(three...))
	dry := p.runner(p.folder(three...), migrate.DryRun())

	p.want("1 2 3")(dry.Up(t.Context()))
	if got := p.tables(t.Context()); len(got) != 0 {
		t.Errorf("a dry run wrote %v", got)
	}
	p.want("1 2")(r.UpTo(t.Context(), 2))
	p.want("")(r.UpTo(t.Context(), 2))
	if got := p.status(r); got != "1 trades applied\n2 side applied\n3 view pending" {
		t.Error(got)
	}
	p.want("3")(r.Up(t.Context()))
	// Each INSERT saw what was written before it.
	if got := p.query("SELECT px FROM {}buys"); got != "3" {
		t.Errorf("rows: %s", got)
	}
	p.want("3")(r.Down(t.Context()))
	p.want("3 2")(func() ([]migrate.Migration, error) {
		p.want("3")(r.Up(t.Context()))
		return r.DownTo(t.Context(), 1)
	}())
	if got := p.columns("trades"); got != "px ts" {
		t.Errorf("columns: %s", got)
	}
	p.want("1")(r.Down(t.Context()))
	p.want("")(r.Down(t.Context()))
	p.want("")(r.DownTo(t.Context(), 0))
	p.want("1 2 3")(r.Up(t.Context()))
	p.want("migrate: version 7: no such version: no file has it")(r.UpTo(t.Context(), 7))
	p.want("migrate: version 7: no such version: no file has it")(r.DownTo(t.Context(), 7))
	// What stays: the version table and one table of the lock.
	if got := p.tables(t.Context()); len(got) != 4 {
		t.Errorf("tables: %v", got)
	}
}

// A statement that fails is told with its place, and keeps what ran before it.
// It, and what comes behind, can be corrected.
func TestFailure(t *testing.T) {
	p := newPlace(t)
	files := p.folder("1_a.up.sql", "CREATE TABLE {}a (x INT, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL;\n\nALTER TABLE {}a\n  ADD COLUMN y NUMBER;\nINSERT INTO {}a (y, ts) VALUES (7, 0);")
	r := p.runner(files)
	_, err := r.Up(t.Context())
	var failed *migrate.StatementError
	if !errors.As(err, &failed) {
		t.Fatal(err)
	}
	want := "migrate: 1_a.up.sql:4: statement 2 of 3: questdb: unsupported column type: NUMBER\n    ADD COLUMN y NUMBER\n                 ^"
	if got := err.Error(); got != want || failed.Number != 2 || failed.At != 4 || failed.Line != 3 {
		t.Errorf("want %s\ngot  %s\n%+v", want, got, failed)
	}
	var server *qdb.Error
	if !errors.As(err, &server) || server.Offset < 0 {
		t.Error("the server's error is not behind it")
	}
	if got := p.status(r); got != "1 a halfway, 1 done: unsupported column type: NUMBER" {
		t.Error(got)
	}
	p.want("migrate: version 1 (a): halfway: its way up has begun: call Up to end it")(r.Down(t.Context()))

	// What has run may not change, what has not may.
	text := string(files["1_a.up.sql"].Data)
	files["1_a.up.sql"].Data = []byte(strings.Replace(text, "x INT", "x LONG", 1))
	p.want("migrate: version 1 (a): edited after it was applied: statement 1 has run and is not as it was; restore it: only what comes behind it can be changed")(p.runner(files).Up(t.Context()))
	files["1_a.up.sql"].Data = []byte(strings.Replace(text, "NUMBER", "INT", 1))
	p.want("1")(p.runner(files).Up(t.Context()))
	if got := p.query("SELECT y FROM {}a"); got != "7" {
		t.Errorf("rows: %s", got)
	}
}

// Everything is checked before anything runs.
func TestRefused(t *testing.T) {
	p := newPlace(t)
	p.want("1 2")(p.runner(p.folder(three...)).UpTo(t.Context(), 2))

	edited := p.folder(three...)
	edited["2_side.up.sql"].Data = append(edited["2_side.up.sql"].Data, "SELECT 1"...)
	p.want("migrate: version 2 (side): edited after it was applied: restore 2_side.up.sql, and write a new migration for what is to change")(p.runner(edited).Up(t.Context()))
	if got := p.status(p.runner(edited)); got != "1 trades applied\n2 side edited\n3 view pending" {
		t.Error(got)
	}

	missing := p.folder(three...)
	delete(missing, "1_trades.up.sql")
	delete(missing, "1_trades.down.sql")
	p.want("migrate: version 1 (trades): applied, but there is no file: restore its file; a program that is older than its database sets AllowMissing")(p.runner(missing).Up(t.Context()))
	if got := p.status(p.runner(missing)); got != "1 trades missing\n2 side applied\n3 view pending" {
		t.Error(got)
	}
	p.want("3")(p.runner(missing, migrate.AllowMissing()).Up(t.Context()))
	p.want("migrate: version 1 (trades): applied, but there is no file: its file has the way back")(p.runner(missing).DownTo(t.Context(), 0))
}

func TestOutOfOrder(t *testing.T) {
	p := newPlace(t)
	files := p.folder("20_b.up.sql", "CREATE TABLE {}b (x INT)")
	p.want("20")(p.runner(files).Up(t.Context()))
	files = p.folder("10_a.up.sql", "CREATE TABLE {}a (x INT)", "20_b.up.sql", "CREATE TABLE {}b (x INT)")
	p.want("migrate: version 10 (a): older than the latest applied version: version 20 is applied: give the file a new version, or set AllowOutOfOrder")(p.runner(files).Up(t.Context()))
	if got := p.status(p.runner(files)); got != "10 a out of order\n20 b applied" {
		t.Error(got)
	}
	p.want("10")(p.runner(files, migrate.AllowOutOfOrder()).Up(t.Context()))
}

// Down reverts nothing if one of the versions has no way back.
func TestNoWayBack(t *testing.T) {
	p := newPlace(t)
	files := p.folder(
		"1_a.up.sql", "CREATE TABLE {}a (x INT)", "1_a.down.sql", "-- rows are lost\nSELECT this_migration_cannot_be_undone();",
		"2_b.up.sql", "CREATE TABLE {}b (x INT)", "2_b.down.sql", "DROP TABLE {}b",
	)
	r := p.runner(files)
	p.want("1 2")(r.Up(t.Context()))
	_, err := r.DownTo(t.Context(), 0)
	if !errors.Is(err, migrate.ErrNoWayBack) || !strings.Contains(err.Error(), "version 1 (a)") {
		t.Error(err)
	}
	p.want("2")(r.Down(t.Context()))
	p.want("migrate: version 1 (a): cannot be undone: there are no statements for the way down; write them, or a new migration that leads on")(r.Down(t.Context()))
}

func TestBaseline(t *testing.T) {
	p := newPlace(t)
	if _, err := p.db.Exec(t.Context(), "CREATE TABLE "+p.prefix+"trades (px DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL"); err != nil {
		t.Fatal(err)
	}
	r := p.runner(p.folder(three...))
	if err := r.Baseline(t.Context(), 9); !errors.Is(err, migrate.ErrNoVersion) {
		t.Error(err)
	}
	if err := r.Baseline(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	p.want("2 3")(r.Up(t.Context()))
	if err := r.Baseline(t.Context(), 2); err == nil || !strings.Contains(err.Error(), "a baseline is for a database without versions") {
		t.Error(err)
	}
	// The files of the time before the baseline may go.
	later := p.folder(three[4:]...)
	p.want("")(p.runner(later).Up(t.Context()))
}

func TestNewMistakes(t *testing.T) {
	p := newPlace(t)
	files := p.folder(three...)
	one := qdbtest.DB(t, qdb.WithConfig(func(cfg *qdb.Config) { cfg.MaxConns = 1 }))
	for _, c := range []struct {
		name    string
		db      *pgxpool.Pool
		files   fs.FS
		options []migrate.Option
		want    string
	}{
		{"no pool", nil, files, nil, "migrate: the runner needs a pool of two connections or more"},
		{"one connection", one, files, nil, "migrate: the runner needs a pool of two connections or more"},
		{"no files", p.db, nil, nil, "migrate: fsys is nil"},
		{"name", p.db, files, []migrate.Option{migrate.Table("a/b")}, `table name "a/b"`},
		{"no logger", p.db, files, []migrate.Option{migrate.Logger(nil)}, "migrate: the logger is nil"},
		{"short", p.db, files, []migrate.Option{migrate.LockTTL(time.Millisecond)}, "migrate: LockTTL needs at least 100ms"},
	} {
		if _, err := migrate.New(c.db, c.files, c.options...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %s, got %v", c.name, c.want, err)
		}
	}
}

// The end of a context stops the runner between statements.
func TestCancelled(t *testing.T) {
	p := newPlace(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.runner(p.folder(three...)).Up(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	p.want("1 2 3")(p.runner(p.folder(three...)).Up(t.Context()))
}
