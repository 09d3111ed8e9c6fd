package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
)

// inspect reads the schema of the server, or that which migrations lead to.
func (c *command) inspect(ctx context.Context) (ddl.SchemaModel, error) {
	if c.migrations == "" {
		return c.inspectServer(ctx, c.dsn, nil)
	}
	migrations, err := migrate.Read(os.DirFS(c.migrations))
	if err != nil {
		return ddl.SchemaModel{}, err
	}
	if len(migrations) == 0 {
		return ddl.SchemaModel{}, fmt.Errorf("-migrations %s: there are no migrations in it", c.migrations)
	}
	return c.inspectMigrated(ctx, migrations)
}

func (c *command) inspectServer(ctx context.Context, dsn string, migrations []migrate.Migration) (model ddl.SchemaModel, err error) {
	db, err := qdb.Open(ctx, dsn)
	if err != nil {
		return model, err
	}
	defer db.Close()
	for _, m := range migrations {
		c.detail("applying migration %s", m.String())
		if err := apply(ctx, db, m.Up); err != nil {
			return model, err
		}
	}
	found, err := qdb.Inspect(ctx, db, qdb.Include(c.include...), qdb.Exclude(c.exclude...))
	return found.Schema, err
}

// inspectMigrated applies migrations to a server of its own, which is thrown
// away.
func (c *command) inspectMigrated(ctx context.Context, migrations []migrate.Migration) (model ddl.SchemaModel, err error) {
	c.tell("starting a QuestDB to apply %s to", counted(len(migrations), "migration", "migrations"))
	server, err := questdb.Start(ctx, questdb.Own(), questdb.Log(func(format string, args ...any) { c.detail(format, args...) }))
	if err != nil {
		return model, err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	return c.inspectServer(ctx, server.DSN(), migrations)
}

// apply runs statements, each after what those before have written is there.
func apply(ctx context.Context, db qdb.DB, statements []migrate.Statement) error {
	for _, s := range statements {
		_, err := db.Exec(ctx, s.SQL)
		if err == nil {
			err = waitApplied(ctx, db)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w\n%s", s.File, s.Line, err, s.SQL)
		}
	}
	return nil
}

type walTable struct {
	Name      string
	Suspended bool
	Behind    bool
	Error     *string
}

var (
	logs     = fn.WALTables("w")
	logQuery = expr.Select(
		logs.Name, logs.Suspended, logs.WriterTxn.LtExpr(logs.SequencerTxn).As("behind"), logs.ErrorMessage.As("error"),
	).From(logs)
)

const applyTimeout = 30 * time.Second

// waitApplied waits until no write-ahead log of the server, which is ours alone,
// has anything that is not applied.
func waitApplied(ctx context.Context, db qdb.DB) error {
	ctx, cancel := context.WithTimeout(ctx, applyTimeout)
	defer cancel()
	for {
		behind := false
		for t, err := range qdb.Query[walTable](ctx, db, logQuery) {
			switch {
			case err != nil:
				return err
			case t.Suspended && t.Error != nil:
				return fmt.Errorf("table %q is suspended by the statement: %s", t.Name, *t.Error)
			case t.Suspended:
				return fmt.Errorf("table %q is suspended by the statement", t.Name)
			}
			behind = behind || t.Behind
		}
		if !behind {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}
