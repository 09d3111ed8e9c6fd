// Command migrations takes a table through three versions of its declaration.
// For each it compares the database with the code, writes the difference as a
// migration file, applies the file and inserts a row. The rows of the versions
// before are still there.
//
// It runs on the server that QUESTDB_DSN names, or on one of its own that it
// starts with Docker or Java and stops at the end.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "migrations:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	fmt.Println("-- looking for a QuestDB (QUESTDB_DSN, Docker, Java with Maven) …")
	server, err := questdb.Start(ctx, questdb.Log(func(format string, args ...any) {
		fmt.Printf("-- "+format+"\n", args...)
	}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()

	db, err := qdb.Open(ctx, server.DSN())
	if err != nil {
		return err
	}
	defer db.Close()

	names, err := exampleTables(ctx, db)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		return fmt.Errorf("the server has tables %q already; this program would drop them", names)
	}
	// Also after Ctrl-C, when ctx has ended.
	defer func() { err = errors.Join(err, cleanUp(context.WithoutCancel(ctx), db)) }()

	dir, err := os.MkdirTemp("", "questql-migrations-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return evolve(ctx, db, dir)
}

// version is a declaration, as of a commit.
type version struct {
	name   string
	schema ddl.Schema
	hints  []ddl.DiffOption
	insert expr.InsertStatement
}

func versions() []version {
	now := time.Now()
	return []version{
		{
			name:   "trades",
			schema: ddl.NewSchema(tradesV1),
			insert: expr.Insert(tradesV1).Values("BTC-USD", 39269.98, 1, now),
		},
		{
			name:   "add_side",
			schema: ddl.NewSchema(tradesV2),
			insert: expr.Insert(tradesV2).Values("BTC-USD", 39270.5, 2, now.Add(time.Second), "buy"),
		},
		{
			name:   "rename_price",
			schema: ddl.NewSchema(tradesV3),
			// A rename looks like a column that went and another that came: it is said.
			hints:  []ddl.DiffOption{ddl.RenamedColumn(table, "price", "px")},
			insert: expr.Insert(tradesV3).Values("BTC-USD", 39271.25, 1<<40, now.Add(2*time.Second), "sell"),
		},
	}
}

func evolve(ctx context.Context, db *pgxpool.Pool, dir string) error {
	start := time.Now()
	for i, v := range versions() {
		// Three versions in one second; in life they are days apart.
		at := start.Add(time.Duration(i) * time.Second)
		if err := writeMigration(ctx, db, dir, v, at); err != nil {
			return err
		}
		if err := applyAll(ctx, db, dir); err != nil {
			return err
		}
		if _, err := qdb.Exec(ctx, db, v.insert, qdb.AndWait()); err != nil {
			return err
		}
	}
	return show(ctx, db)
}

// writeMigration writes what leads from the database to the declaration.
func writeMigration(ctx context.Context, db *pgxpool.Pool, dir string, v version, at time.Time) error {
	live, err := qdb.Inspect(ctx, db, qdb.Include(table))
	if err != nil {
		return err
	}
	want, err := v.schema.Model()
	if err != nil {
		return err
	}
	steps, err := ddl.Diff(live.Schema, want, v.hints...)
	if err != nil {
		return err
	}
	files, err := migrate.Write(dir, v.name, steps, migrate.At(at))
	if err != nil {
		return err
	}
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		fmt.Printf("-- %s\n%s\n", name, text)
	}
	return nil
}

// versionTable is that of this program; migrate.Table is for a server that
// others use too.
const versionTable = "example_migrations"

func applyAll(ctx context.Context, db *pgxpool.Pool, dir string) error {
	migrations, err := migrate.New(db, os.DirFS(dir), migrate.Table(versionTable))
	if err != nil {
		return err
	}
	applied, err := migrations.Up(ctx)
	for _, m := range applied {
		fmt.Printf("-- applied %d (%s)\n\n", m.Version, m.Name)
	}
	return err
}

// Trade is a row of the last version. Side is NULL where the row is older than
// the column.
type Trade struct {
	Symbol string
	Px     float64
	Size   int64
	Ts     time.Time
	Side   *string
}

var errRows = errors.New("a row was lost on the way")

func show(ctx context.Context, db *pgxpool.Pool) error {
	query := expr.Select(expr.All).From(tradesV3).OrderBy(tradesV3.Ts)
	fmt.Println(query)
	trades, err := qdb.All[Trade](ctx, db, query)
	if err != nil {
		return err
	}
	for _, t := range trades {
		side := "NULL"
		if t.Side != nil {
			side = *t.Side
		}
		fmt.Println(t.Symbol, t.Px, t.Size, side)
	}
	if len(trades) != len(versions()) {
		return errRows
	}
	return nil
}

// exampleTables returns the tables that this program makes and finds.
func exampleTables(ctx context.Context, db *pgxpool.Pool) ([]string, error) {
	t := fn.Tables("t")
	all, err := qdb.All[string](ctx, db, expr.Select(t.TableName).From(t))
	if err != nil {
		return nil, err
	}
	var ours []string
	for _, name := range all {
		if name == table || strings.HasPrefix(name, versionTable) {
			ours = append(ours, name)
		}
	}
	return ours, nil
}

func cleanUp(ctx context.Context, db *pgxpool.Pool) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	names, err := exampleTables(ctx, db)
	for _, name := range names {
		_, dropErr := db.Exec(ctx, "DROP TABLE "+name)
		err = errors.Join(err, dropErr)
	}
	return err
}
