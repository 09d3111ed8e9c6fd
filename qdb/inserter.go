package qdb

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/questql/questql/expr"
)

// Inserted says what an [Inserter] has written.
type Inserted struct {
	// Rows is the number of rows that the server acknowledged, Batches that of
	// the statements that wrote them.
	Rows    int64
	Batches int
	// Unknown is the number of rows of the last batch where the connection broke
	// before the server said whether it stored them: it stored all or none.
	Unknown int64
}

// InsertOption changes what an Inserter does.
type InsertOption interface{ applyInsert(o *insertOptions) }

type insertOptions struct {
	rows     int
	progress func(Inserted)
	wait     bool
}

type insertOption func(o *insertOptions)

func (set insertOption) applyInsert(o *insertOptions) { set(o) }

func (waitOption) applyInsert(o *insertOptions) { o.wait = true }

// BatchRows sets how many rows one statement writes: 1,000 unless told
// otherwise, which is the fastest. Fewer are written where the server's limits
// on parameters and bytes ask for it.
func BatchRows(n int) InsertOption { return insertOption(func(o *insertOptions) { o.rows = n }) }

// Progress is called behind each batch.
func Progress(report func(Inserted)) InsertOption {
	return insertOption(func(o *insertOptions) { o.progress = report })
}

const defaultBatchRows = 1000

// InsertAll writes row structs, as [expr.InsertRows] takes them, in batches:
// slices.Values(rows) of a slice, [FromChannel] of a channel, or any sequence.
// A batch is all or nothing; the context is looked at between batches. On an
// error, Inserted says exactly what was written before it.
//
// It is meant for up to some hundred thousand rows a second. QuestDB's own line
// protocol is faster.
func InsertAll[Row any](ctx context.Context, db DB, into expr.Relation, rows iter.Seq[Row], options ...InsertOption) (Inserted, error) {
	in := NewInserter[Row](db, into, options...)
	for row := range rows {
		if err := in.Add(ctx, row); err != nil {
			return in.Inserted(), err
		}
	}
	err := in.Close(ctx)
	return in.Inserted(), err
}

// FromChannel is the values of a channel until it is closed.
func FromChannel[Row any](rows <-chan Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for row := range rows {
			if !yield(row) {
				return
			}
		}
	}
}

// Inserter collects rows and writes them in batches. It is not for several
// goroutines at once.
type Inserter[Row any] struct {
	db       DB
	into     expr.Relation
	options  insertOptions
	rows     []Row
	call     call // its buffers serve one batch after the other
	inserted Inserted
	err      error
}

// NewInserter returns an Inserter of rows into a table. Close writes the last
// batch.
func NewInserter[Row any](db DB, into expr.Relation, options ...InsertOption) *Inserter[Row] {
	in := &Inserter[Row]{db: db, into: into, options: insertOptions{rows: defaultBatchRows}}
	for _, set := range options {
		set.applyInsert(&in.options)
	}
	if n := in.options.rows; n < 1 {
		in.err = fmt.Errorf("qdb: a batch must have rows, got BatchRows(%d)", n)
	}
	return in
}

// Inserted says what has been written so far.
func (in *Inserter[Row]) Inserted() Inserted { return in.inserted }

// Add takes a row, and writes a batch when it is full. After an error it takes
// no more rows and returns that error.
func (in *Inserter[Row]) Add(ctx context.Context, row Row) error {
	if in.err != nil {
		return in.err
	}
	in.rows = append(in.rows, row)
	if len(in.rows) < in.options.rows {
		return nil
	}
	return in.Flush(ctx)
}

// Flush writes the rows that were added and not written yet.
func (in *Inserter[Row]) Flush(ctx context.Context) error {
	if in.err != nil || len(in.rows) == 0 {
		return in.err
	}
	in.err = in.write(ctx, in.rows)
	clear(in.rows)
	in.rows = in.rows[:0]
	return in.err
}

// Close writes the last batch, and with [AndWait] waits until all rows are
// visible.
func (in *Inserter[Row]) Close(ctx context.Context) error {
	if err := in.Flush(ctx); err != nil {
		return err
	}
	if !in.options.wait || in.inserted.Rows == 0 {
		return nil
	}
	return WaitApplied(ctx, in.db, in.into)
}

// write writes rows in one statement, or in two halves where they are too large
// for one.
func (in *Inserter[Row]) write(ctx context.Context, rows []Row) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	err := in.call.render(expr.InsertRows(in.into, rows))
	if _, large := errors.AsType[*sizeError](err); large && len(rows) > 1 {
		half := len(rows) / 2
		if err := in.write(ctx, rows[:half]); err != nil {
			return err
		}
		return in.write(ctx, rows[half:])
	}
	if err != nil {
		return err
	}
	if _, err := execCall(ctx, in.db, &in.call); err != nil {
		if errors.Is(err, ConnectionLost) || ctx.Err() != nil {
			in.inserted.Unknown = int64(len(rows))
		}
		return err
	}
	in.inserted.Rows += int64(len(rows))
	in.inserted.Batches++
	if in.options.progress != nil {
		in.options.progress(in.inserted)
	}
	return nil
}
