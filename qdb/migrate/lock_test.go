package migrate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// lockers returns a function that makes lockers of one lock, whose tables are
// dropped when the test ends.
func lockers(t *testing.T, ttl time.Duration) func(db *pgxpool.Pool) *locker {
	db := qdbtest.DB(t)
	prefix := fmt.Sprintf("mg%d_lock_", time.Now().UnixNano())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		l := &locker{db: db, prefix: prefix}
		generations, err := l.generations(ctx)
		if err != nil {
			t.Error(err)
		}
		if len(generations) > 1 {
			t.Errorf("tables of the lock are left behind: %v", generations)
		}
		for _, g := range generations {
			if err := l.drop(ctx, g); err != nil {
				t.Error(err)
			}
		}
	})
	return func(db *pgxpool.Pool) *locker {
		return &locker{db: db, prefix: prefix, holder: newHolder(), ttl: ttl, logger: slog.New(slog.DiscardHandler)}
	}
}

// TestLockStress has many runners take the lock again and again. There is never
// more than one in it.
func TestLockStress(t *testing.T) {
	locker := lockers(t, 20*time.Second)
	const runners, rounds = 5, 4
	var inside, taken atomic.Int32
	var wg sync.WaitGroup
	for range runners {
		db := qdbtest.DB(t)
		wg.Go(func() {
			for range rounds {
				_, l, err := locker(db).acquire(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d runners have the lock", n)
				}
				time.Sleep(time.Millisecond)
				taken.Add(1)
				inside.Add(-1)
				if err := l.release(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if taken.Load() != runners*rounds {
		t.Errorf("taken %d times", taken.Load())
	}
	questdb.CountStatement(runners * rounds * 5)
}

// A lock that is held is refused, or waited for.
func TestLockHeld(t *testing.T) {
	locker := lockers(t, 5*time.Second)
	db := qdbtest.DB(t)
	a := locker(db)
	_, held, err := a.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := locker(db)
	b.refuse = true
	if _, _, err := b.acquire(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("refuse: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	b.refuse = false
	if _, _, err := b.acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("wait: %v", err)
	}
	time.AfterFunc(50*time.Millisecond, func() {
		if err := held.release(t.Context()); err != nil {
			t.Error(err)
		}
	})
	_, second, err := b.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := second.release(t.Context()); err != nil {
		t.Error(err)
	}
}

// A holder that sleeps for longer than the TTL loses the lock: it finds out
// before its next statement, and cannot release the lock of the other.
func TestLockExpires(t *testing.T) {
	const ttl = time.Second
	locker := lockers(t, ttl)
	db := qdbtest.DB(t)
	_, sleeping, err := locker(db).acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := sleeping.check(t.Context()); err != nil {
		t.Error(err)
	}
	close(sleeping.stopped) // it renews no more
	sleeping.wg.Wait()
	began := time.Now()
	_, other, err := locker(db).acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if waited := time.Since(began); waited < ttl/2 || waited > 20*ttl {
		t.Errorf("waited %s", waited)
	}
	sleeping.stopped = make(chan struct{})
	if err := sleeping.check(t.Context()); !errors.Is(err, ErrLockLost) {
		t.Errorf("check: %v", err)
	}
	if err := sleeping.release(t.Context()); !errors.Is(err, ErrLockLost) {
		t.Errorf("release: %v", err)
	}
	if err := other.check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := other.release(t.Context()); err != nil {
		t.Error(err)
	}
}

// A holder that is cut off stops by itself before others may take the lock.
func TestLockCannotBeRenewed(t *testing.T) {
	const ttl = time.Second
	locker := lockers(t, ttl)
	db, err := qdb.Open(t.Context(), questdb.ForTest(t).DSN())
	if err != nil {
		t.Fatal(err)
	}
	held, lock, err := locker(db).acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	began := time.Now()
	<-held.Done()
	if stopped := time.Since(began); stopped > ttl {
		t.Errorf("stopped after %s", stopped)
	}
	if err := context.Cause(held); !errors.Is(err, ErrLockLost) {
		t.Error(err)
	}
	if err := lock.release(t.Context()); err == nil {
		t.Error("released without a connection")
	}
}

// A runner that died right behind CREATE TABLE leaves a table without rows.
func TestLockAbandoned(t *testing.T) {
	locker := lockers(t, 300*time.Millisecond)
	db := qdbtest.DB(t)
	l := locker(db)
	if _, err := qdb.Exec(t.Context(), db, ddl.Create(l.table(7))); err != nil {
		t.Fatal(err)
	}
	_, lock, err := l.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if lock.generation != 8 {
		t.Errorf("generation %d", lock.generation)
	}
	if err := lock.release(t.Context()); err != nil {
		t.Error(err)
	}
}

// A runner that slept between its look and its CREATE TABLE finds that the
// number was used and dropped meanwhile.
func TestLockOldNumber(t *testing.T) {
	locker := lockers(t, 5*time.Second)
	db := qdbtest.DB(t)
	for range 3 {
		_, lock, err := locker(db).acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := lock.release(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	late := locker(db)
	if _, err := qdb.Exec(t.Context(), db, ddl.Create(late.table(2))); err != nil {
		t.Fatal("the number was not dropped:", err)
	}
	if got, err := late.take(t.Context(), 2); got != 0 || err != nil {
		t.Errorf("took generation %d (%v)", got, err)
	}
}
