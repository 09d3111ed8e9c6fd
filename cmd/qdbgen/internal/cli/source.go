package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
)

// toolTables are those in which migration tools keep what they have done. They
// are no part of a schema, unless -include says so.
var toolTables = []string{"questql_migrations", "questql_migrations_lock_*", "schema_migrations", "goose_db_version"}

// inspect reads the schema of the server, or that which migrations lead to.
func (c *command) inspect(ctx context.Context) (model ddl.SchemaModel, err error) {
	if c.migrations == "" {
		return c.inspectServer(ctx, c.dsn, func(*pgxpool.Pool) error { return nil })
	}
	migrations, err := migrate.Read(os.DirFS(c.migrations))
	switch {
	case err != nil:
		return model, err
	case len(migrations) == 0:
		return model, fmt.Errorf("-migrations %s: there are no migrations in it", c.migrations)
	}
	c.tell("starting a QuestDB to apply %s to", counted(len(migrations), "migration", "migrations"))
	server, err := questdb.Start(ctx, questdb.Own(), questdb.Log(c.detail))
	if err != nil {
		return model, err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	return c.inspectServer(ctx, server.DSN(), func(db *pgxpool.Pool) error { return c.migrate(ctx, db) })
}

// inspectServer reads the schema of a server behind what prepare does to it.
func (c *command) inspectServer(ctx context.Context, dsn string, prepare func(db *pgxpool.Pool) error) (model ddl.SchemaModel, err error) {
	db, err := qdb.Open(ctx, dsn)
	if err != nil {
		return model, err
	}
	defer db.Close()
	if err := prepare(db); err != nil {
		return model, err
	}
	exclude := c.exclude
	if len(c.include) == 0 {
		exclude = append(exclude[:len(exclude):len(exclude)], toolTables...)
	}
	found, err := qdb.Inspect(ctx, db, qdb.Include(c.include...), qdb.Exclude(exclude...))
	return found.Schema, err
}

func (c *command) migrate(ctx context.Context, db *pgxpool.Pool) error {
	runner, err := migrate.New(db, os.DirFS(c.migrations))
	if err != nil {
		return err
	}
	applied, err := runner.Up(ctx)
	for _, m := range applied {
		c.detail("applied migration %s", m.String())
	}
	return err
}
