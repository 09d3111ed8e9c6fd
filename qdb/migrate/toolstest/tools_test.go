package toolstest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/golang-migrate/migrate/v4"
	"github.com/golang-migrate/migrate/v4/database"
	_ "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	_ "github.com/golang-migrate/migrate/v4/database/postgres"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	goosedb "github.com/pressly/goose/v3/database"

	"github.com/questql/questql/ddl"
	questql "github.com/questql/questql/qdb/migrate"
	"github.com/questql/questql/qdb/migrate/toolstest"
	"github.com/questql/questql/qdb/qdbtest"
)

// tables are all that these tests create. The tools' own have fixed names.
var tables = []string{"tools_trades", "goose_db_version", "schema_migrations", "schema_migrations_lock"}

func server(t *testing.T) *pgxpool.Pool {
	db := qdbtest.DB(t)
	drop := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		for _, name := range tables {
			if _, err := db.Exec(ctx, "DROP TABLE IF EXISTS "+name); err != nil {
				t.Error(err)
			}
		}
	}
	drop()
	t.Cleanup(drop)
	return db
}

// files writes two migrations as package migrate does.
func files(t *testing.T, format questql.Format) string {
	dir := t.TempDir()
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, steps := range [][]ddl.Step{
		{
			{Table: "tools_trades", SQL: "CREATE TABLE tools_trades (\n  px DOUBLE,\n  note VARCHAR,\n  ts TIMESTAMP\n) TIMESTAMP(ts) PARTITION BY DAY WAL", Why: "new", Undo: "DROP TABLE tools_trades"},
			{Table: "tools_trades", SQL: "INSERT INTO tools_trades VALUES (1.5, 'a;b', 0)", Why: "the first row", Undo: "TRUNCATE TABLE tools_trades"},
		},
		{
			{Table: "tools_trades", SQL: "ALTER TABLE tools_trades ADD COLUMN side SYMBOL", Why: "new", Undo: "ALTER TABLE tools_trades DROP COLUMN side"},
		},
	} {
		if _, err := questql.Write(dir, fmt.Sprint("step", i), steps, questql.As(format), questql.At(at.Add(time.Duration(i)*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func columns(t *testing.T, db *pgxpool.Pool) string {
	rows, err := db.Query(t.Context(), `SELECT "column" FROM table_columns('tools_trades')`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// wait lets the write-ahead log be applied, which the tools do not.
func wait(t *testing.T, db *pgxpool.Pool) {
	if _, err := db.Exec(t.Context(), "SELECT wait_wal_table('tools_trades')"); err != nil {
		t.Fatal(err)
	}
}

// TestStockGoose shows where each dialect of goose fails.
func TestStockGoose(t *testing.T) {
	db := stdlib.OpenDBFromPool(server(t))
	for dialect, want := range map[goose.Dialect]string{
		goose.DialectPostgres:   "table does not exist [table=pg_tables]",
		goose.DialectMySQL:      "unknown function name: database()",
		goose.DialectSQLite3:    "found [tok='PRIMARY', len=7] ',' or ')' expected",
		goose.DialectRedshift:   "found [tok='identity', len=8] ',' or ')' expected",
		goose.DialectClickHouse: "unsupported column type: Int64",
	} {
		p, err := goose.NewProvider(dialect, db, os.DirFS(files(t, questql.Goose)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Up(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: want %s, got %v", dialect, want, err)
		}
	}
}

// TestGooseStore runs goose with the store of this package.
func TestGooseStore(t *testing.T) {
	pool := server(t)
	db := stdlib.OpenDBFromPool(pool)
	dir := files(t, questql.Goose)
	p, err := goose.NewProvider(goosedb.DialectCustom, db, os.DirFS(dir), goose.WithStore(toolstest.GooseStore{}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.Up(t.Context()); err != nil || len(got) != 2 {
		t.Fatalf("up: %v, %v", got, err)
	}
	wait(t, pool)
	if got := columns(t, pool); got != "px note ts side" {
		t.Errorf("up: columns %s", got)
	}
	if got, err := p.Up(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("up again: %v, %v", got, err)
	}
	if got, err := p.Down(t.Context()); err != nil || got.Source.Version != 20260102040405 {
		t.Errorf("down: %v, %v", got, err)
	}
	wait(t, pool)
	if got := columns(t, pool); got != "px note ts" {
		t.Errorf("down: columns %s", got)
	}
	if version, err := p.GetDBVersion(t.Context()); err != nil || version != 20260102030405 {
		t.Errorf("version %d, %v", version, err)
	}
	if got, err := p.Up(t.Context()); err != nil || len(got) != 1 {
		t.Errorf("up to the end: %v, %v", got, err)
	}
	if got, err := p.DownTo(t.Context(), 0); err != nil || len(got) != 2 {
		t.Errorf("down to the beginning: %v, %v", got, err)
	}
	status, err := p.Status(t.Context())
	if err != nil || len(status) != 2 || status[0].State != goose.StatePending {
		t.Errorf("status: %v, %v", status, err)
	}
}

// TestStockGolangMigrate shows where the PostgreSQL drivers fail: QuestDB has no
// advisory locks.
func TestStockGolangMigrate(t *testing.T) {
	_, dsn, _ := strings.Cut(server(t).Config().ConnString(), "://")
	for _, driver := range []string{"pgx5", "postgres"} {
		source, err := iofs.New(os.DirFS(files(t, questql.GolangMigrate)), ".")
		if err != nil {
			t.Fatal(err)
		}
		_, err = migrate.NewWithSourceInstance("iofs", source, driver+"://"+dsn)
		if err == nil || !strings.Contains(err.Error(), "unknown function name: pg_advisory_lock") {
			t.Errorf("%s: %v", driver, err)
		}
	}
}

// TestGolangMigrateDriver runs golang-migrate with the driver of this package.
func TestGolangMigrateDriver(t *testing.T) {
	pool := server(t)
	m := golangMigrate(t, pool, files(t, questql.GolangMigrate))
	if err := m.Up(); err != nil {
		t.Fatal(err)
	}
	wait(t, pool)
	if got := columns(t, pool); got != "px note ts side" {
		t.Errorf("up: columns %s", got)
	}
	if err := m.Up(); !errors.Is(err, migrate.ErrNoChange) {
		t.Errorf("up again: %v", err)
	}
	if err := m.Steps(-1); err != nil {
		t.Error(err)
	}
	wait(t, pool)
	if got := columns(t, pool); got != "px note ts" {
		t.Errorf("down: columns %s", got)
	}
	if version, dirty, err := m.Version(); version != 20260102030405 || dirty || err != nil {
		t.Errorf("version %d, dirty %t, %v", version, dirty, err)
	}
	if err := m.Down(); err != nil {
		t.Error(err)
	}
}

func golangMigrate(t *testing.T, pool *pgxpool.Pool, dir string) *migrate.Migrate {
	conn, err := pgx.ConnectConfig(t.Context(), pool.Config().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	driver, err := toolstest.NewDriver(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	source, err := iofs.New(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	m, err := migrate.NewWithInstance("iofs", source, "questdb", driver)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = m.Close() })
	return m
}

// One of two programs gets the lock.
func TestGolangMigrateLock(t *testing.T) {
	pool := server(t)
	dir := files(t, questql.GolangMigrate)
	if _, err := pool.Exec(t.Context(), "CREATE TABLE schema_migrations_lock (x INT)"); err != nil {
		t.Fatal(err)
	}
	m := golangMigrate(t, pool, dir)
	m.LockTimeout = 100 * time.Millisecond
	if err := m.Up(); !errors.Is(err, migrate.ErrLockTimeout) && !errors.Is(err, database.ErrLocked) {
		t.Error(err)
	}
}

// A way down that there is not stops both tools.
func TestCannotBeUndone(t *testing.T) {
	pool := server(t)
	steps := []ddl.Step{{Table: "tools_trades", SQL: "CREATE TABLE tools_trades (x INT)"}}
	const want = "unknown function name: this_migration_cannot_be_undone()"

	dir := t.TempDir()
	if _, err := questql.Write(dir, "trades", steps); err != nil {
		t.Fatal(err)
	}
	m := golangMigrate(t, pool, dir)
	if err := m.Up(); err != nil {
		t.Fatal(err)
	}
	if err := m.Down(); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("golang-migrate: %v", err)
	}

	if _, err := pool.Exec(t.Context(), "DROP TABLE tools_trades"); err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if _, err := questql.Write(dir, "trades", steps, questql.As(questql.Goose)); err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goosedb.DialectCustom, stdlib.OpenDBFromPool(pool), os.DirFS(dir), goose.WithStore(toolstest.GooseStore{}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Down(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("goose: %v", err)
	}
}
