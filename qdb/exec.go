package qdb

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// Result says what a statement did.
type Result struct {
	kind string
	tag  pgconn.CommandTag
}

// Rows returns the number of rows that an INSERT wrote. known is false for a
// statement of another kind: of an UPDATE the server tells a transaction
// number, not a count.
func (r Result) Rows() (n int64, known bool) {
	if r.kind != "INSERT" {
		return 0, false
	}
	return r.tag.RowsAffected(), true
}

// Exec runs a statement that returns no rows: INSERT, or one of package ddl.
// An error of the server is an *[Error], a mistake in the statement an
// *expr.BuildError, and the end of ctx is ctx.Err().
//
// A committed row may not be visible to the next SELECT: a table with a
// write-ahead log applies it later. [AndWait] waits for that; where the wait
// fails, the error comes with the Result of what was written.
func Exec(ctx context.Context, db DB, statement expr.Statement, options ...ExecOption) (Result, error) {
	body, err := execBody(statement)
	if err != nil {
		return Result{}, err
	}
	c, err := newCall(statement, nil)
	if err != nil {
		return Result{}, err
	}
	return execAndWait(ctx, db, body, c, options)
}

// execBody returns the body of a statement that has no rows.
func execBody(statement node.StatementHolder) (node.Body, error) {
	body := node.BodyOf(statement)
	if body == nil {
		return nil, errNoStatement
	}
	if shape, _ := body.Shape(); shape != nil {
		return nil, errHasRows
	}
	return body, nil
}

// execAndWait sends a call, and waits for what it wrote where an option says so.
func execAndWait(ctx context.Context, db DB, body node.Body, c *call, options []ExecOption) (Result, error) {
	var o execOptions
	for _, set := range options {
		set.applyExec(&o)
	}
	ctx, cancel := o.context(ctx)
	defer cancel()
	tag, err := execCall(ctx, db, c)
	if err != nil {
		return Result{}, err
	}
	if _, replayed := db.(replayer); o.wait && !replayed {
		if t, ok := body.(interface{ Target() string }); ok {
			err = waitApplied(ctx, db, t.Target())
		}
	}
	return Result{body.Kind(), tag}, err
}

var (
	errNoStatement = errors.New("qdb: the statement is nil")
	errHasRows     = errors.New("qdb: the statement returns rows: use Query, All, One or Find")
)

func execCall(ctx context.Context, db DB, c *call) (pgconn.CommandTag, error) {
	if r, ok := db.(replayer); ok {
		return replay(ctx, r, c, nil, nil)
	}
	s, err := acquire(ctx, db)
	if err != nil {
		return pgconn.CommandTag{}, err
	}
	defer s.release()
	return s.do(ctx, c, func(rr *pgconn.ResultReader) (pgconn.CommandTag, error) { return rr.Close() })
}
