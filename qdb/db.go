package qdb

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// DB is what statements run on: a *pgxpool.Pool, a *pgx.Conn, a pgx.Tx, or a
// type of yours that wraps one and has its Acquire, PgConn or Conn method.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Begin(ctx context.Context) (pgx.Tx, error)
}

// session is a connection for the time of one statement.
type session struct {
	conn    *pgx.Conn
	release func()
}

var errNoDB = errors.New("qdb: db is nil")

// acquire finds the connection behind db.
func acquire(ctx context.Context, db DB) (session, error) {
	var s session
	switch d := db.(type) {
	case nil:
		return s, errNoDB
	case *pgx.Conn:
		s = session{conn: d, release: func() {}}
	case interface {
		Acquire(ctx context.Context) (*pgxpool.Conn, error)
	}:
		c, err := d.Acquire(ctx)
		if err != nil {
			return s, connectError(ctx, err)
		}
		s = session{conn: c.Conn(), release: c.Release}
	case interface{ Conn() *pgx.Conn }:
		s = session{conn: d.Conn(), release: func() {}}
	default:
		return s, fmt.Errorf("qdb: %T gives no way to its connection: pass a *pgxpool.Pool, *pgx.Conn or pgx.Tx, or add a method Conn() *pgx.Conn", db)
	}
	if s.conn == nil || s.conn.IsClosed() {
		s.release()
		return s, errClosed
	}
	return s, nil
}

// tracerKey is where a connection keeps its tracer: reading the configuration
// copies all of it.
const tracerKey = "github.com/questql/questql/qdb.tracer"

func tracerOf(conn *pgx.Conn) pgx.QueryTracer {
	data := conn.PgConn().CustomData()
	if t, ok := data[tracerKey].(tracerBox); ok {
		return t.QueryTracer
	}
	t := conn.Config().Tracer
	data[tracerKey] = tracerBox{t}
	return t
}

// tracerBox tells a connection without a tracer from one not asked yet.
type tracerBox struct{ pgx.QueryTracer }
