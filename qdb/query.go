package qdb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// Query runs a query each time it is ranged over, and yields its rows as they
// arrive. Row is a struct with a field for each column of the result, or a
// single value such as float64 for a result of one column; [CheckRow] says how
// they are matched. There is no I/O before the first row is asked for.
//
// An error is yielded once, with a zero Row, and ends the loop. Leaving the loop
// early, or the end of ctx, stops the query within about 50 ms: when more rows
// are on their way than arrive in that time, the connection is closed, for
// QuestDB cannot stop sending; a pool replaces it.
//
// The loop holds its connection until it ends, so that a query on the same
// connection or transaction within it fails; on a pool it takes another.
func Query[Row any](ctx context.Context, db DB, query expr.Statement, options ...QueryOption) iter.Seq2[Row, error] {
	return running[Row](func(each func(Row) bool) error { return runQuery(ctx, db, query, options, each) }).seq()
}

// running runs a query, and calls each with its rows until that returns false.
// The functions of this package and the methods of [Stmt] read rows through it.
type running[Row any] func(each func(Row) bool) error

func runQuery[Row any](ctx context.Context, db DB, query expr.Statement, options []QueryOption, each func(Row) bool) error {
	ctx, cancel := newQueryOptions(options).context(ctx)
	defer cancel()
	var row Row
	return run(ctx, db, query, &row, func() bool { return each(row) })
}

func (r running[Row]) seq() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := r(func(row Row) bool { return yield(row, nil) }); err != nil {
			var zero Row
			yield(zero, err)
		}
	}
}

func (r running[Row]) all() ([]Row, error) {
	rows := []Row{}
	err := r(func(row Row) bool {
		rows = append(rows, row)
		return true
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (r running[Row]) find() (found Row, ok bool, err error) {
	f := newFinder[Row]()
	return f.result(r(f.each))
}

func (r running[Row]) one() (Row, error) {
	f := newFinder[Row]()
	return f.only(r(f.each))
}

// finder keeps the row of a query that has one.
type finder[Row any] struct {
	row  Row
	rows int
	each func(row Row) bool // add, bound once
}

func newFinder[Row any]() *finder[Row] {
	f := &finder[Row]{}
	f.each = f.add
	return f
}

// add keeps the first row, and asks for one more to know that there is none.
func (f *finder[Row]) add(row Row) bool {
	f.rows++
	if f.rows > 1 {
		return false
	}
	f.row = row
	return true
}

// result returns the row of a query that ended with err.
func (f *finder[Row]) result(err error) (found Row, ok bool, _ error) {
	if err == nil && f.rows > 1 {
		err = ErrManyRows
	}
	if err != nil {
		return found, false, err
	}
	return f.row, f.rows == 1, nil
}

func (f *finder[Row]) only(err error) (Row, error) {
	row, ok, err := f.result(err)
	if err == nil && !ok {
		err = ErrNoRows
	}
	return row, err
}

// All returns all rows of a query. Of none it is an empty slice.
func All[Row any](ctx context.Context, db DB, query expr.Statement, options ...QueryOption) ([]Row, error) {
	return running[Row](func(each func(Row) bool) error { return runQuery(ctx, db, query, options, each) }).all()
}

// ErrNoRows is the error of One for a query without rows, ErrManyRows for one
// with more than one.
var (
	ErrNoRows   = errors.New("qdb: the query has no rows")
	ErrManyRows = errors.New("qdb: the query has more than one row")
)

// One returns the row of a query that has just one, else ErrNoRows or
// ErrManyRows.
func One[Row any](ctx context.Context, db DB, query expr.Statement, options ...QueryOption) (Row, error) {
	return running[Row](func(each func(Row) bool) error { return runQuery(ctx, db, query, options, each) }).one()
}

// Find returns the row of a query that has one or none: ok is false for none.
// More than one is ErrManyRows.
func Find[Row any](ctx context.Context, db DB, query expr.Statement, options ...QueryOption) (found Row, ok bool, err error) {
	return running[Row](func(each func(Row) bool) error { return runQuery(ctx, db, query, options, each) }).find()
}

// CheckRow returns, without a database, why the rows of a query do not fit into
// Row, all reasons in one error; nil where they do.
//
// A struct has an exported field for each column of the result and no other
// field: the field's name in snake case, or its tag `qdb:"name"`, is the
// column's name, and fields of embedded structs count as its own. A field of
// another use is tagged `qdb:"-"`. Any other type stands for a result of one
// column.
func CheckRow[Row any](query expr.Statement) error {
	var row Row
	_, err := newPlan(query, &row)
	return err
}

// run runs a query, decodes each row into *row and calls each; it stops when
// each returns false.
func run[Row any](ctx context.Context, db DB, query node.StatementHolder, row *Row, each func() bool) error {
	p, err := newPlan(query, row)
	if err != nil {
		return err
	}
	return runPlan(ctx, db, query, p, each)
}

// runPlan is run for a plan that is made.
func runPlan(ctx context.Context, db DB, query node.StatementHolder, p *plan, each func() bool) error {
	c, err := newCall(query, p)
	if err != nil {
		return err
	}
	return runCall(ctx, db, c, p, each)
}

// runCall sends a call and decodes its rows.
func runCall(ctx context.Context, db DB, c *call, p *plan, each func() bool) error {
	if r, ok := db.(replayer); ok {
		_, err := replay(ctx, r, c, p, each)
		return err
	}
	s, err := acquire(ctx, db)
	if err != nil {
		return err
	}
	defer s.release()
	_, err = s.do(ctx, c, func(rr *pgconn.ResultReader) (pgconn.CommandTag, error) { return s.read(ctx, rr, p, each) })
	return err
}

// read decodes rows until there are no more, each asks to stop, or ctx ends.
func (s *session) read(ctx context.Context, rr *pgconn.ResultReader, p *plan, each func() bool) (pgconn.CommandTag, error) {
	ended := ctx.Done()
	checked := false
	for rr.NextRow() {
		if !checked {
			checked = true
			if err := p.checkColumns(rr.FieldDescriptions()); err != nil {
				s.stop(rr)
				return pgconn.CommandTag{}, err
			}
		}
		select {
		case <-ended:
			s.abandon()
			return pgconn.CommandTag{}, ctx.Err()
		default:
		}
		if err := p.scan(rr.Values()); err != nil {
			s.stop(rr)
			return pgconn.CommandTag{}, err
		}
		if !each() {
			s.stop(rr)
			return pgconn.CommandTag{}, nil
		}
	}
	tag, err := rr.Close()
	if err == nil && !checked {
		err = p.checkColumns(rr.FieldDescriptions())
	}
	return tag, err
}

// patience is how long the rest of a result is read to keep its connection.
const patience = 25 * time.Millisecond

// stop ends a result that is not read to its end. The server cannot be told to
// stop sending, so what does not come soon costs the connection.
func (s *session) stop(rr *pgconn.ResultReader) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		for range 1000 {
			if !rr.NextRow() {
				_, _ = rr.Close()
				return
			}
		}
	}
	s.abandon()
}

// abandon closes the connection, whatever is still on its way.
func (s *session) abandon() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_ = s.conn.PgConn().Close(ctx)
}

// scanError is a row that does not fit.
type scanError struct {
	column string
	err    error
}

func (e *scanError) Error() string { return fmt.Sprintf("qdb: column %q: %v", e.column, e.err) }
func (e *scanError) Unwrap() error { return e.err }
