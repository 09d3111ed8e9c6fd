package qdb

import (
	"context"
	"fmt"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
)

// defaultWait bounds a wait whose context has no deadline.
const defaultWait = 30 * time.Second

// WaitApplied waits until everything that was committed to the tables before
// the call is visible to queries: at most until the context ends, or 30 seconds
// if it has no deadline. A table without a write-ahead log needs no waiting. A
// table that does not exist, or that is suspended, is an *[Error].
func WaitApplied(ctx context.Context, db DB, tables ...expr.Relation) error {
	if err := ddl.Check(tables...); err != nil {
		return err
	}
	for _, t := range tables {
		if err := waitApplied(ctx, db, relationTable(t).Name); err != nil {
			return err
		}
	}
	return nil
}

// WALState is the state of a table's write-ahead log.
type WALState struct {
	Table string
	// Suspended is true where writes are accepted and not applied; Error says
	// why, as far as the server does.
	Suspended bool
	Error     string
	// Lag is the number of transactions that are not applied yet.
	Lag int64
}

// WALStatus reads the state of the tables that have a write-ahead log, for a
// gauge. A table without one is left out; one that does not exist is an
// *[Error].
func WALStatus(ctx context.Context, db DB, tables ...expr.Relation) ([]WALState, error) {
	if err := ddl.Check(tables...); err != nil {
		return nil, err
	}
	var states []WALState
	for _, t := range tables {
		name := relationTable(t).Name
		state, isWAL, err := readOne[walRow](ctx, db, &walTableQuery, name)
		if err == nil && !isWAL {
			err = needTable(ctx, db, name)
		}
		if err != nil {
			return nil, err
		}
		if isWAL {
			states = append(states, state.state())
		}
	}
	return states, nil
}

func waitApplied(ctx context.Context, db DB, table string) error {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, defaultWait, fmt.Errorf("the writes to table %q are not applied after %s: %w", table, defaultWait, context.DeadlineExceeded))
		defer cancel()
	}
	target := int64(-1)
	for again := pauses(20 * time.Millisecond); ; {
		state, isWAL, err := readOne[walRow](ctx, db, &walTableQuery, table)
		switch {
		case err != nil:
			return err
		case !isWAL:
			return needTable(ctx, db, table)
		case state.Suspended:
			message := fmt.Sprintf("table %q is suspended: its writes are not applied", table)
			if why := textOf(state.ErrorMessage); why != "" {
				message += ": " + why
			}
			return &Error{Kind: Suspended, Message: message, Offset: -1}
		}
		if target < 0 {
			target = state.SequencerTxn
		}
		if state.WriterTxn >= target {
			return nil
		}
		if err := again(ctx); err != nil {
			return err
		}
	}
}

// pauses returns a function that waits before the server is asked again: a
// millisecond, then twice as long each time, up to most. It returns the cause
// where ctx ends first.
func pauses(most time.Duration) func(ctx context.Context) error {
	pause := time.Millisecond
	return func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(pause):
		}
		pause = min(2*pause, most)
		return nil
	}
}

func needTable(ctx context.Context, db DB, table string) error {
	exists, err := hasTable(ctx, db, table)
	if err == nil && !exists {
		err = &Error{Kind: NotExists, Message: fmt.Sprintf("table does not exist [table=%s]", table), Offset: -1}
	}
	return err
}
