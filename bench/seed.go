package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
)

type signalTable struct {
	expr.Table
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Ts     expr.TimestampColumn
}

var signals = ddl.Define("bench_signal", func(t *signalTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL()
})

// seed is the program of QuestDB's SQLAlchemy guide.
func seed(ctx context.Context, db *pgxpool.Pool) error {
	if err := qdb.CreateAll(ctx, db, signals); err != nil {
		return err
	}
	_, err := qdb.Exec(ctx, db, expr.Insert(signals).Values("coconut", 16.88993244, time.Now()))
	return err
}

// readyCounter counts the answers in a trace of the protocol.
type readyCounter struct{ ready int }

func (c *readyCounter) Write(line []byte) (int, error) {
	c.ready += strings.Count(string(line), "ReadyForQuery")
	return len(line), nil
}

// seedPart counts the round trips of the guide's program: each ends with one
// ReadyForQuery.
func seedPart(ctx context.Context, e *environment) (string, error) {
	db, err := e.database(ctx)
	if err != nil {
		return "", err
	}
	if err := qdb.DropAll(ctx, db, signals); err != nil {
		return "", err
	}
	counter := &readyCounter{}
	conn, err := db.Acquire(ctx)
	if err != nil {
		return "", err
	}
	// The pool gives this connection back next, for it is the last released.
	frontend := conn.Conn().PgConn().Frontend()
	frontend.Trace(counter, pgproto3.TracerOptions{SuppressTimestamps: true})
	conn.Release()
	err = seed(ctx, db)
	frontend.Untrace()
	if err != nil {
		return "", err
	}
	if counter.ready == 0 {
		return "", fmt.Errorf("the traced connection was not the one in use")
	}
	var out strings.Builder
	t := newTable("", "round trips", "goal")
	t.row("create the table unless it exists, insert a row", fmt.Sprint(counter.ready), atMost(float64(counter.ready), 3))
	t.row("the same with SQLAlchemy and questdb-connect", "16", "")
	t.write(&out)
	return out.String(), qdb.DropAll(ctx, db, signals)
}
