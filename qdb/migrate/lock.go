package migrate

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
)

// The lock is a table whose name ends in a number, the generation. QuestDB
// creates a table once: of all runners that try the next number, one succeeds.
// Whoever created the table of the greatest number has the lock, for as long as
// the rows in it say. The table of the greatest number is never dropped, so the
// number only grows, and a runner that was asleep can never take an old one.
// docs/adr/0006 has the argument and the limits.
type lockTable struct {
	expr.Table
	Holder expr.VarcharColumn
	// TTL is in milliseconds; 0 is a lock that was released.
	TTL expr.LongColumn
	At  expr.TimestampColumn
}

func lockOf(name string) lockTable {
	return ddl.Define(name, func(t lockTable) ddl.Spec {
		return ddl.Designated(t.At).PartitionBy(ddl.None).BypassWAL()
	})
}

// beat is the last row of a lock's table; both times are the server's.
type beat struct {
	Holder string
	TTL    int64 `qdb:"ttl"`
	At     time.Time
	Now    time.Time
}

func (b beat) live() bool {
	return b.TTL > 0 && b.Now.Sub(b.At) < time.Duration(b.TTL)*time.Millisecond
}

// locker takes the lock.
type locker struct {
	db     qdb.DB
	prefix string
	holder string
	ttl    time.Duration
	refuse bool
	logger *slog.Logger
	// empty tells since when a table without rows is seen: its creator may have
	// died before it wrote one.
	empty   map[int64]time.Time
	waiting bool
}

func newHolder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	return fmt.Sprintf("%s, process %d, %s", host, os.Getpid(), rand.Text()[:8])
}

// lock is a lock that is held.
type lock struct {
	*locker
	generation int64
	end        context.CancelCauseFunc
	stopped    chan struct{}
	wg         sync.WaitGroup
}

// acquire takes the lock, and waits for it unless it is to refuse. The context
// that it returns ends when the lock is lost.
func (l *locker) acquire(ctx context.Context) (context.Context, *lock, error) {
	l.empty = map[int64]time.Time{}
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, l.ttl/4) {
		generation, err := l.try(ctx)
		if err != nil {
			return nil, nil, err
		}
		if generation > 0 {
			held, lk := l.keep(ctx, generation)
			return held, lk, nil
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, nil, err
		}
	}
}

// try takes the lock if it is free, and returns its generation; 0 if it is not.
func (l *locker) try(ctx context.Context) (int64, error) {
	generations, err := l.generations(ctx)
	if err != nil {
		return 0, err
	}
	latest := latestOf(generations)
	if free, err := l.isFree(ctx, latest); err != nil || !free {
		return 0, err
	}
	next := latest + 1
	if _, err := qdb.Exec(ctx, l.db, ddl.Create(l.table(next))); err != nil {
		if errors.Is(err, qdb.Exists) {
			return 0, nil
		}
		return 0, err
	}
	return l.take(ctx, next)
}

// take takes the lock by the table that this runner has created, and returns its
// generation, or 0 if there is a greater one: the number was taken, used and
// dropped since the look.
func (l *locker) take(ctx context.Context, created int64) (int64, error) {
	generations, err := l.generations(ctx)
	if err != nil {
		return 0, err
	}
	if latestOf(generations) != created {
		return 0, l.drop(ctx, created)
	}
	if err := l.beat(ctx, created, l.ttl); err != nil {
		return 0, err
	}
	for _, g := range generations {
		if g < created {
			if err := l.drop(ctx, g); err != nil {
				return 0, err
			}
		}
	}
	return created, nil
}

func (l *locker) table(generation int64) lockTable {
	return lockOf(l.prefix + strconv.FormatInt(generation, 10))
}

func (l *locker) drop(ctx context.Context, generation int64) error {
	_, err := qdb.Exec(ctx, l.db, ddl.Drop(l.table(generation)).IfExists())
	return err
}

// generations returns the numbers of the lock's tables.
func (l *locker) generations(ctx context.Context) ([]int64, error) {
	all, err := qdb.All[table](ctx, l.db, tablesQuery)
	if err != nil {
		return nil, err
	}
	var generations []int64
	for _, t := range all {
		digits, isLock := strings.CutPrefix(t.Name, l.prefix)
		if g, err := strconv.ParseInt(digits, 10, 64); isLock && err == nil {
			generations = append(generations, g)
		}
	}
	return generations, nil
}

func latestOf(generations []int64) int64 {
	latest := int64(0)
	for _, g := range generations {
		latest = max(latest, g)
	}
	return latest
}

// isFree reports whether a generation was released, or has expired.
func (l *locker) isFree(ctx context.Context, generation int64) (bool, error) {
	if generation == 0 {
		return true, nil
	}
	t := l.table(generation)
	query := expr.Select(t.Holder, t.TTL, t.At, fn.Now().As("now")).From(t).OrderBy(t.At).Limit(-1)
	b, found, err := qdb.Find[beat](ctx, l.db, query)
	switch {
	case errors.Is(err, qdb.NotExists):
		return false, nil // a later generation has begun
	case err != nil:
		return false, err
	case !found:
		return l.isAbandoned(generation), nil
	case !b.live():
		return true, nil
	case l.refuse:
		return false, fmt.Errorf("migrate: %w: %s, last seen at %s", ErrLocked, b.Holder, b.At.Format(time.RFC3339))
	}
	if !l.waiting {
		l.waiting = true
		l.logger.Info("waiting for another runner", "holder", b.Holder)
	}
	return false, nil
}

// isAbandoned reports whether a table has been without rows for the whole TTL.
func (l *locker) isAbandoned(generation int64) bool {
	since, seen := l.empty[generation]
	if !seen {
		l.empty[generation] = time.Now()
		return false
	}
	return time.Since(since) > l.ttl
}

// beat writes that the lock is held from now on; a ttl of 0 releases it. The
// server's clock is the only one.
func (l *locker) beat(ctx context.Context, generation int64, ttl time.Duration) error {
	t := l.table(generation)
	_, err := qdb.Exec(ctx, l.db, expr.Insert(t).Set(t.Holder.Set(l.holder), t.TTL.Set(ttl.Milliseconds()), t.At.SetExpr(fn.Now())))
	return err
}

// keep renews the lock until it is released. When that fails for two thirds of
// the TTL, the context ends before others may take the lock.
func (l *locker) keep(ctx context.Context, generation int64) (context.Context, *lock) {
	ctx, end := context.WithCancelCause(ctx)
	k := &lock{locker: l, generation: generation, end: end, stopped: make(chan struct{})}
	k.wg.Go(func() { k.renew(context.WithoutCancel(ctx)) })
	return ctx, k
}

func (k *lock) renew(ctx context.Context) {
	margin := 2 * k.ttl / 3
	expired := time.AfterFunc(margin, func() {
		k.end(fmt.Errorf("migrate: %w: it could not be renewed for %s", ErrLockLost, margin))
	})
	defer expired.Stop()
	for {
		select {
		case <-k.stopped:
			return
		case <-time.After(k.ttl / 6):
		}
		attempt, cancel := context.WithTimeout(ctx, k.ttl/3)
		began := time.Now()
		err := k.check(attempt)
		if err == nil {
			err = k.beat(attempt, k.generation, k.ttl)
		}
		cancel()
		if errors.Is(err, ErrLockLost) {
			k.end(fmt.Errorf("migrate: %w", err))
			return
		}
		if err == nil {
			expired.Reset(margin - time.Since(began))
		}
	}
}

// check returns ErrLockLost if another runner has taken the lock.
func (k *lock) check(ctx context.Context) error {
	generations, err := k.generations(ctx)
	if err != nil {
		return err
	}
	if latest := latestOf(generations); latest != k.generation {
		return fmt.Errorf("%w: it expired and another runner took it", ErrLockLost)
	}
	return nil
}

// release gives the lock to the next.
func (k *lock) release(ctx context.Context) error {
	close(k.stopped)
	k.wg.Wait()
	k.end(nil)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if err := k.check(ctx); err != nil {
		return err
	}
	return k.beat(ctx, k.generation, 0)
}
