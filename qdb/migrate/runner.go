package migrate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
)

// Runner applies migrations to a database and keeps, in a table of the
// database, which it has applied.
//
// One runner works at a time; others wait, see [RefuseIfLocked]. A runner that
// is killed leaves the database as it was when it died, and the next call goes
// on at that statement. Where it is uncertain whether that statement ran, the
// call returns [ErrUncertain] and changes nothing: see [Runner.Resolve].
//
// A Runner may be shared by goroutines.
type Runner struct {
	db         *pgxpool.Pool
	migrations []Migration
	options
	holder string
}

// New reads the migrations in the root of fsys, see [Read], and returns a runner
// for them. It does no I/O on the database. The pool needs two connections: one
// renews the lock while the other works.
func New(db *pgxpool.Pool, fsys fs.FS, options ...Option) (*Runner, error) {
	o, err := newOptions(options)
	if err != nil {
		return nil, err
	}
	if db == nil || db.Config().MaxConns < 2 {
		return nil, errors.New("migrate: the runner needs a pool of two connections or more")
	}
	if err := ddl.Check(eventsOf(o.table), lockOf(o.table+"_lock_1")); err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	migrations, err := Read(fsys)
	if err != nil {
		return nil, err
	}
	return &Runner{db: db, migrations: migrations, options: o, holder: newHolder()}, nil
}

// Up applies all migrations that are not applied yet, in the order of their
// versions, and returns those that it brought to their end. It checks all of
// them before it runs any.
//
// A statement that fails is a *[StatementError]; what ran before it stays. A
// version that is refused is a *[VersionError], and several are joined. The end
// of ctx stops the runner; a statement that runs at that time is cancelled.
func (r *Runner) Up(ctx context.Context) ([]Migration, error) {
	return r.run(ctx, func(l *eventLog) ([]task, error) { return r.tasksUp(l, nil) })
}

// UpTo is [Runner.Up] for the migrations up to a version, and with it.
func (r *Runner) UpTo(ctx context.Context, version int64) ([]Migration, error) {
	if r.find(version) == nil {
		return nil, noVersion(version)
	}
	return r.run(ctx, func(l *eventLog) ([]task, error) { return r.tasksUp(l, &version) })
}

// Down reverts the latest applied migration; it does nothing if there is none.
// A migration without a way back is refused with [ErrNoWayBack].
func (r *Runner) Down(ctx context.Context) ([]Migration, error) {
	return r.run(ctx, func(l *eventLog) ([]task, error) { return r.tasksDown(l, nil) })
}

// DownTo reverts the applied migrations behind a version, the latest first; 0
// reverts all. If one of them has no way back, none is reverted.
func (r *Runner) DownTo(ctx context.Context, version int64) ([]Migration, error) {
	if version != 0 && r.find(version) == nil {
		return nil, noVersion(version)
	}
	return r.run(ctx, func(l *eventLog) ([]task, error) { return r.tasksDown(l, &version) })
}

// Baseline takes it that an existing database is as the migrations up to a
// version leave it: it records them as applied and runs none. A database in
// which a migration was applied or begun is refused.
func (r *Runner) Baseline(ctx context.Context, version int64) error {
	if r.find(version) == nil {
		return noVersion(version)
	}
	return r.locked(ctx, func(ctx context.Context, w *worker) error {
		if len(w.log.versions) > 0 {
			return errors.New("migrate: a baseline is for a database without versions; this one has some: see Status")
		}
		for _, m := range r.migrations {
			if m.Version > version {
				break
			}
			if err := w.log.append(ctx, event{Version: m.Version, Name: m.Name, Direction: up, Event: baseline, Checksum: m.Checksum}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Resolve answers [ErrUncertain]: whether the statement of that version ran,
// which whoever looks at the data can tell. The next Up or Down goes on behind
// it, or with it.
func (r *Runner) Resolve(ctx context.Context, version int64, ran bool) error {
	return r.locked(ctx, func(ctx context.Context, w *worker) error {
		rec := w.log.versions[version]
		if rec == nil || rec.halfway == nil || rec.halfway.begun == nil {
			return fmt.Errorf("migrate: version %d has no statement of which it is uncertain whether it ran", version)
		}
		e := *rec.halfway.begun
		e.Event, e.Detail = notBegun, "resolved by hand"
		if ran {
			e.Event = done
		}
		return w.log.append(ctx, e)
	})
}

func (r *Runner) find(version int64) *Migration {
	i, found := slices.BinarySearchFunc(r.migrations, version, func(m Migration, v int64) int { return cmp.Compare(m.Version, v) })
	if !found {
		return nil
	}
	return &r.migrations[i]
}

func noVersion(version int64) error {
	return &VersionError{Version: version, Detail: "no file has it", Err: ErrNoVersion}
}

func (r *Runner) newLog() *eventLog {
	return &eventLog{db: r.db, table: eventsOf(r.table), runner: r.holder}
}

// run plans the work, and does it unless this is a dry run.
func (r *Runner) run(ctx context.Context, plan func(*eventLog) ([]task, error)) (ended []Migration, err error) {
	if r.dryRun {
		return r.planned(ctx, plan)
	}
	err = r.locked(ctx, func(ctx context.Context, w *worker) error {
		tasks, err := plan(w.log)
		if err != nil {
			return err
		}
		for _, t := range tasks {
			if err := w.run(ctx, t); err != nil {
				return err
			}
			ended = append(ended, *t.migration)
		}
		return nil
	})
	return ended, err
}

func (r *Runner) planned(ctx context.Context, plan func(*eventLog) ([]task, error)) ([]Migration, error) {
	log := r.newLog()
	if err := log.read(ctx); err != nil {
		return nil, err
	}
	tasks, err := plan(log)
	if err != nil {
		return nil, err
	}
	var all []Migration
	for _, t := range tasks {
		all = append(all, *t.migration)
	}
	return all, nil
}

// locked does work with the lock and the log as it is then.
func (r *Runner) locked(ctx context.Context, work func(context.Context, *worker) error) (err error) {
	l := &locker{db: r.db, prefix: r.table + "_lock_", holder: r.holder, ttl: r.lockTTL, refuse: r.refuse, logger: r.logger}
	held, lock, err := l.acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.release(ctx)) }()
	w := &worker{Runner: r, log: r.newLog(), lock: lock}
	if err := w.log.create(held); err != nil {
		return causeOf(held, err)
	}
	if err := w.log.read(held); err != nil {
		return causeOf(held, err)
	}
	return causeOf(held, work(held, w))
}

// causeOf returns why the context of a lock ended, where that is why err came.
func causeOf(held context.Context, err error) error {
	if err != nil && errors.Is(err, context.Canceled) {
		if cause := context.Cause(held); errors.Is(cause, ErrLockLost) {
			return fmt.Errorf("%w (%w)", cause, err)
		}
	}
	return err
}
