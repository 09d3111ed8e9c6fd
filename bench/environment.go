package main

import (
	"context"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// environment is what the parts share: one server, which is started when the
// first of them asks for it, and how much they are to do.
type environment struct {
	// quick is for a look: little work, few rounds, figures that mean nothing.
	quick bool
	// withoutPython leaves the Python dialect out.
	withoutPython bool
	// folder is where the page and the chart are written.
	folder string
	server *questdb.Server
	db     *pgxpool.Pool
}

func (e *environment) database(ctx context.Context) (*pgxpool.Pool, error) {
	if e.db != nil {
		return e.db, nil
	}
	var err error
	e.server, err = questdb.Start(ctx, questdb.Log(e.logf))
	if err != nil {
		return nil, err
	}
	e.db, err = qdb.Open(ctx, e.server.DSN())
	return e.db, err
}

func (e *environment) close() error {
	if e.db != nil {
		e.db.Close()
	}
	if e.server == nil {
		return nil
	}
	return e.server.Close()
}

// size is how many rows a part works on.
func (e *environment) size(n int) int {
	if e.quick {
		return n / 100
	}
	return n
}

// rounds is how often a part measures.
func (e *environment) rounds(n int) int {
	if e.quick {
		return 1
	}
	return n
}

// logf tells how far it is.
func (e *environment) logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
