package qdb

import (
	"context"
	"fmt"
	"time"

	"github.com/questql/questql/expr"
)

// defaultWait bounds a wait whose context has no deadline.
const defaultWait = 30 * time.Second

// WaitApplied waits until everything that was committed to the tables before
// the call is visible to queries: at most until the context ends, or 30 seconds
// if it has no deadline. A table without a write-ahead log needs no waiting. A
// table that does not exist, or that is suspended, is an *[Error].
func WaitApplied(ctx context.Context, db DB, tables ...expr.Relation) error {
	for _, t := range tables {
		name, err := tableName(t)
		if err != nil {
			return err
		}
		if err := waitApplied(ctx, db, name); err != nil {
			return err
		}
	}
	return nil
}

func waitApplied(ctx context.Context, db DB, table string) error {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, defaultWait, fmt.Errorf("the writes to table %q are not applied after %s: %w", table, defaultWait, context.DeadlineExceeded))
		defer cancel()
	}
	target := int64(-1)
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		state, isWAL, err := readWAL(ctx, db, table)
		switch {
		case err != nil:
			return err
		case !isWAL:
			return needTable(ctx, db, table)
		case state.Suspended:
			message := fmt.Sprintf("table %q is suspended: its writes are not applied", table)
			if state.ErrorMessage != nil && *state.ErrorMessage != "" {
				message += ": " + *state.ErrorMessage
			}
			return &Error{Kind: Suspended, Message: message, Offset: -1}
		}
		if target < 0 {
			target = state.SequencerTxn
		}
		if state.WriterTxn >= target {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(pause):
		}
	}
}

func needTable(ctx context.Context, db DB, table string) error {
	exists, err := hasTable(ctx, db, table)
	if err == nil && !exists {
		err = &Error{Kind: NotExists, Message: fmt.Sprintf("table does not exist [table=%s]", table), Offset: -1}
	}
	return err
}
