package migrate

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/questql/questql/qdb"
)

// worker runs migrations while it holds the lock.
type worker struct {
	*Runner
	log  *eventLog
	lock *lock
}

// run brings a migration to its end.
func (w *worker) run(ctx context.Context, t task) error {
	if rec := w.log.versions[t.migration.Version]; rec != nil && rec.halfway != nil && rec.halfway.begun != nil {
		ran, err := w.settleBegun(ctx, t, *rec.halfway.begun)
		if err != nil {
			return t.failed(t.after, err)
		}
		if ran {
			t.after++
		}
	}
	for i, s := range t.statements()[t.after:] {
		if err := w.statement(ctx, t, t.after+i, s); err != nil {
			return t.failed(t.after+i, err)
		}
	}
	e := event{Version: t.migration.Version, Name: t.migration.Name, Direction: t.direction, Event: applied, Checksum: t.migration.Checksum}
	if t.direction == down {
		e.Event = reverted
	}
	return w.log.append(ctx, e)
}

// settleBegun finds out what became of a statement whose runner did not tell.
func (w *worker) settleBegun(ctx context.Context, t task, e event) (done bool, err error) {
	s := t.statements()[t.after]
	result, err := w.outcome(ctx, s, e)
	if err != nil {
		return false, err
	}
	if result == uncertain {
		return false, errUncertain
	}
	return result == ran, w.log.append(ctx, e.ended(result))
}

var errUncertain = &uncertainError{}

type uncertainError struct{}

func (*uncertainError) Error() string {
	return "the statement " + ErrUncertain.Error() + `: its runner ended while it ran, or it failed on the way, and its table was written to. See whether its rows are there, and call Resolve; "-- questql:repeatable" before a statement says that it may run twice`
}

func (*uncertainError) Unwrap() error { return ErrUncertain }

// ended returns the event that ends a begun one.
func (e event) ended(o outcome) event {
	e.Event, e.Detail = notBegun, ""
	if o == ran {
		e.Event = done
	}
	return e
}

// outcome compares what is there with the witness of a begun statement, once the
// server does not run it any more.
func (w *worker) outcome(ctx context.Context, s Statement, e event) (outcome, error) {
	err := waitFinished(ctx, w.db, s, func() {
		w.logger.Info("waiting for a statement that was begun and still runs", "version", e.Version, "file", s.File, "line", s.Line)
	})
	if err != nil {
		return uncertain, err
	}
	if err := settle(ctx, w.db, s); err != nil {
		return uncertain, err
	}
	now, err := witness(ctx, w.db, s)
	return judge(s, e.Detail, now), err
}

// statement runs a statement, and keeps before and behind it that it does.
func (w *worker) statement(ctx context.Context, t task, i int, s Statement) error {
	if err := w.lock.check(ctx); err != nil {
		return err
	}
	// What was written before may be on its way.
	if err := settle(ctx, w.db, s); err != nil {
		return err
	}
	before, err := witness(ctx, w.db, s)
	if err != nil {
		return err
	}
	e := event{
		Version: t.migration.Version, Name: t.migration.Name, Direction: t.direction,
		Event: begun, Statement: int32(i + 1), Checksum: checksum([]Statement{s}), Detail: before,
	}
	if err := w.log.append(ctx, e); err != nil {
		return err
	}
	began := time.Now()
	if _, err := qdb.Exec(ctx, w.db, raw(s.SQL)); err != nil {
		w.keepFailure(ctx, s, e, err)
		return err
	}
	if err := w.log.append(ctx, e.ended(ran)); err != nil {
		return err
	}
	// The next statement may need what this one wrote, and a change of the
	// schema may fail as late as here.
	if err := settle(ctx, w.db, s); err != nil {
		return err
	}
	w.logger.Info("statement done", "version", e.Version, "name", e.Name, "direction", string(t.direction),
		"statement", i+1, "of", len(t.statements()), "duration", time.Since(began))
	return nil
}

// keepFailure records what became of a statement that gave an error, where that
// can be known: otherwise it stays begun, and the next runner finds out.
func (w *worker) keepFailure(ctx context.Context, s Statement, e event, err error) {
	answer, isAnswer := errors.AsType[*qdb.Error](err)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if w.lock.check(ctx) != nil {
		return // the log is another runner's
	}
	o := notRun
	// A mistake that has a place was found before anything ran.
	if !isAnswer || answer.Offset < 0 {
		var err error
		if o, err = w.outcome(ctx, s, e); err != nil || o == uncertain {
			return
		}
	}
	e = e.ended(o)
	if o == notRun && isAnswer {
		e.Event, e.Detail = failed, answer.Message
	}
	_ = w.log.append(ctx, e)
}

// failed says where an error happened.
func (t task) failed(i int, err error) error {
	s := t.statements()[i]
	at := s.Line
	if answer, ok := errors.AsType[*qdb.Error](err); ok && strings.HasPrefix(answer.SQL, s.SQL) && answer.Offset > 0 {
		runes := []rune(s.SQL)
		at += strings.Count(string(runes[:min(answer.Offset, len(runes))]), "\n")
	}
	return &StatementError{
		Version: t.migration.Version, Name: t.migration.Name, Statement: s,
		Number: i + 1, Of: len(t.statements()), At: at, Err: err,
	}
}
