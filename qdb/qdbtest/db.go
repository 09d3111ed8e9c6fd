package qdbtest

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// DB returns a pool on the one real QuestDB of the test run, open until the test
// ends. The server is the one that QUESTDB_DSN names, or a container, or Java
// with Maven; it is started by the first package that needs it and goes when
// the go command ends. On a machine without any of these the test is skipped
// with the reasons, and fails where the variable CI is set.
func DB(t testing.TB, options ...qdb.Option) *pgxpool.Pool {
	t.Helper()
	server := questdb.ForTest(t)
	options = append([]qdb.Option{qdb.WithConfig(func(cfg *pgxpool.Config) { cfg.MaxConns = 4 })}, options...)
	db, err := qdb.Open(t.Context(), server.DSN(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// Create creates tables and drops them when the test ends. A table of the name
// that is there already is dropped first: give tests names of their own.
func Create(t testing.TB, db qdb.DB, tables ...ddl.Declaration) {
	t.Helper()
	if err := qdb.DropAll(t.Context(), db, tables...); err != nil {
		t.Fatal(err)
	}
	if err := qdb.CreateAll(t.Context(), db, tables...); err != nil {
		t.Fatal(err)
	}
	questdb.CountStatement(2 * len(tables))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := qdb.DropAll(ctx, db, tables...); err != nil {
			t.Error(err)
		}
	})
}
