package qdb

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/expr"
)

// Tx is a transaction of inserts, see [InTx].
type Tx struct {
	tx  pgx.Tx
	err error
}

// Insert adds an INSERT to the transaction. After an error, which ends the
// transaction, it does nothing and returns that error.
func (t *Tx) Insert(ctx context.Context, insert expr.InsertStatement) (Result, error) {
	return t.add(func(db DB) (Result, error) { return Exec(ctx, db, insert) })
}

// add runs an insert, unless one has failed before.
func (t *Tx) add(insert func(db DB) (Result, error)) (Result, error) {
	if t.err != nil {
		return Result{}, t.err
	}
	result, err := insert(t.tx)
	t.err = err
	return result, err
}

var (
	errNested      = errors.New("qdb: db is a transaction, and QuestDB has none within another")
	errOnlyInserts = errors.New("qdb: a transaction is of inserts: other statements take effect at once, whatever becomes of it")
)

// InTx runs inserts in a transaction: their rows become visible together when
// inserts returns nil, and none of them do when it, or any insert, fails.
//
// QuestDB transactions are of inserts only. A SELECT does not see the rows; DDL
// and UPDATE take effect at once, whatever becomes of the transaction; so a Tx
// takes nothing else. On an error QuestDB itself drops the rows before it and
// reports COMMIT as done: InTx rolls back and returns the error, also if
// inserts does not.
func InTx(ctx context.Context, db DB, inserts func(tx *Tx) error) (err error) {
	if db == nil {
		return errNoDB
	}
	if _, nested := db.(pgx.Tx); nested {
		return errNested
	}
	tx, err := db.Begin(ctx)
	if err != nil {
		return connectError(ctx, err)
	}
	t := &Tx{tx: tx}
	done := false
	defer func() {
		if !done { // also when inserts panics
			_ = tx.Rollback(context.WithoutCancel(ctx))
		}
	}()
	err = inserts(t)
	if t.err != nil {
		err = t.err
	}
	if err != nil {
		return err
	}
	done = true
	return wrap(ctx, tx.Commit(ctx), &call{sql: "COMMIT"})
}
