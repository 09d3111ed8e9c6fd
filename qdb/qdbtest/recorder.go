package qdbtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// Recorder is a qdb.DB without a server, for unit tests of code that runs
// statements: it records them, and replays rows for the queries that it was
// told of.
//
//	rec := qdbtest.NewRecorder()
//	rec.Rows(means, []any{"coconut", 16.9})
//	got, err := service.Means(ctx, rec)
//	// rec.Calls() holds the SQL and arguments of each statement
//
// A statement that it was not told of is an error, unless it is one without
// rows. What a plain pgx call would send it refuses.
type Recorder struct {
	mu      sync.Mutex
	calls   []Call
	replays map[string][]reply
}

// Call is a recorded statement.
type Call struct {
	SQL  string
	Args []any
}

type reply struct {
	rows [][]any
	err  error
}

// NewRecorder returns an empty recorder.
func NewRecorder() *Recorder { return &Recorder{replays: map[string][]reply{}} }

// Rows says which rows a query has: for each column a Go value that its type
// takes, nil for NULL. The query is recognised by its text, whatever its
// arguments. Told several times, it has the rows of each in turn, then always
// the last. A query that does not render is told by the code that runs it.
func (r *Recorder) Rows(query expr.Statement, rows ...[]any) { r.reply(query, reply{rows: rows}) }

// Fail says that a statement fails.
func (r *Recorder) Fail(statement expr.Statement, err error) { r.reply(statement, reply{err: err}) }

func (r *Recorder) reply(statement expr.Statement, to reply) {
	text, _, _ := node.Declared(statement)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replays[text] = append(r.replays[text], to)
}

// Calls returns the statements so far, in their order.
func (r *Recorder) Calls() []Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.calls)
}

// Replay is called by package qdb.
func (r *Recorder) Replay(_ context.Context, sql string, args []any) (rows [][]any, inserted int64, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, Call{sql, args})
	replies := r.replays[sql]
	switch {
	case len(replies) > 1:
		r.replays[sql] = replies[1:]
	case len(replies) == 0 && returnsRows(sql):
		return nil, 0, fmt.Errorf("qdbtest: the recorder was not told the rows of %s", sql)
	case len(replies) == 0:
		return nil, 1, nil
	}
	return replies[0].rows, 1, replies[0].err
}

var errRecorder = errors.New("qdbtest: a Recorder runs statements of package qdb only")

// Exec implements qdb.DB: it refuses SQL text.
func (r *Recorder) Exec(context.Context, string, ...any) (pgconn.CommandTag, error) {
	return pgconn.CommandTag{}, errRecorder
}

// Query implements qdb.DB: it refuses SQL text.
func (r *Recorder) Query(context.Context, string, ...any) (pgx.Rows, error) { return nil, errRecorder }

// Begin implements qdb.DB: it refuses transactions.
func (r *Recorder) Begin(context.Context) (pgx.Tx, error) { return nil, errRecorder }
