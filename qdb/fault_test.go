package qdb_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// EventTable numbers its rows, so that a test sees which are there.
type EventTable struct {
	expr.Table
	ID expr.LongColumn
	Ts expr.TimestampColumn
}

var Events = ddl.Define("qdb_events", func(t EventTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

func insertEvent(id int64) expr.InsertStatement {
	return expr.Insert(Events).Values(id, noon.Add(time.Duration(id)*time.Millisecond))
}

// TestKilledServer kills the server under 10 writers and readers, and starts it
// again. A row that was acknowledged is there once; one whose insert failed may
// be there or not, and never twice; the pool recovers by itself.
func TestKilledServer(t *testing.T) {
	ctx := t.Context()
	server := questdb.OwnForTest(t)
	pool, err := qdb.Open(ctx, server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if err := qdb.CreateAll(ctx, pool, Events); err != nil {
		t.Fatal(err)
	}
	var (
		wg           sync.WaitGroup
		mu           sync.Mutex
		acknowledged []int64
		next         atomic.Int64
		failures     atomic.Int64
	)
	stop := make(chan struct{})
	for range 10 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				id := next.Add(1)
				_, err := qdb.Exec(ctx, pool, insertEvent(id), qdb.Timeout(20*time.Second))
				if err == nil {
					mu.Lock()
					acknowledged = append(acknowledged, id)
					mu.Unlock()
				} else {
					failures.Add(1)
					wantLost(t, err)
					time.Sleep(20 * time.Millisecond)
				}
				if _, err := qdb.One[int64](ctx, pool, expr.Select(fn.Count()).From(Events), qdb.Timeout(20*time.Second)); err != nil {
					wantLost(t, err)
				}
			}
		})
	}
	time.Sleep(time.Second)
	if err := server.Kill(ctx); err != nil {
		t.Fatal(err)
	}
	if err := server.Restart(ctx); err != nil {
		t.Fatal(err)
	}
	before := next.Load()
	for deadline := time.Now().Add(10 * time.Second); next.Load() < before+50 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	close(stop)
	wg.Wait()
	if err := qdb.WaitApplied(ctx, pool, Events); err != nil {
		t.Fatal(err)
	}
	stored, err := qdb.All[int64](ctx, pool, expr.Select(Events.ID).From(Events).OrderBy(Events.ID))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(slices.Compact(slices.Clone(stored))); n != len(stored) {
		t.Errorf("%d of %d rows are there twice", len(stored)-n, len(stored))
	}
	slices.Sort(acknowledged)
	for _, id := range acknowledged {
		if _, found := slices.BinarySearch(stored, id); !found {
			t.Errorf("row %d was acknowledged and is lost", id)
		}
	}
	if int64(len(acknowledged)) < before || failures.Load() == 0 {
		t.Logf("before the restart: %d", before)
	}
	t.Logf("%d rows acknowledged, %d stored, %d inserts failed", len(acknowledged), len(stored), failures.Load())
}

// wantLost checks that an error of a dead server says so.
func wantLost(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, qdb.ConnectionLost) {
		t.Errorf("the error of a dead server: %T %v", err, err)
	}
}

// proxy passes bytes between a client and the server until it is cut.
type proxy struct {
	listener net.Listener
	mu       sync.Mutex
	open     []net.Conn
	// limit is how many bytes of the server's a connection passes on.
	limit atomic.Int64
}

func startProxy(t *testing.T, to string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener}
	p.limit.Store(1 << 62)
	t.Cleanup(func() { _ = listener.Close(); p.cut() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", to)
			if err != nil {
				_ = client.Close()
				continue
			}
			p.mu.Lock()
			p.open = append(p.open, client, server)
			p.mu.Unlock()
			go func() { _, _ = io.Copy(server, client); _ = server.Close() }()
			go func() { _, _ = io.Copy(client, io.LimitReader(server, p.limit.Load())); _ = client.Close() }()
		}
	}()
	return p
}

func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.open {
		_ = c.Close()
	}
	p.open = nil
}

// openThrough opens a pool whose connections go through a proxy.
func openThrough(t *testing.T) (*pgxpool.Pool, *proxy) {
	t.Helper()
	server := questdb.ForTest(t)
	u, err := url.Parse(server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	p := startProxy(t, u.Host)
	u.Host = p.listener.Addr().String()
	pool, err := qdb.Open(t.Context(), u.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool, p
}

// TestCutConnection cuts connections at rest and in the middle of a result.
func TestCutConnection(t *testing.T) {
	ctx := t.Context()
	pool, p := openThrough(t)
	qdbtest.Create(t, pool, Events)
	count := expr.Select(fn.Count()).From(Events)
	fill(t, pool, 20_000)

	p.cut()
	if _, err := qdb.One[int64](ctx, pool, count); err != nil {
		wantLost(t, err)
	}
	if n, err := qdb.One[int64](ctx, pool, count); n != 20_000 || err != nil {
		t.Errorf("behind a cut: %d %v", n, err)
	}

	pool.Reset()
	p.limit.Store(100_000)
	rows, err := qdb.All[int64](ctx, pool, expr.Select(Events.ID).From(Events))
	if rows != nil || !errors.Is(err, qdb.ConnectionLost) {
		t.Errorf("cut within a result: %d rows, %v", len(rows), err)
	}
	p.limit.Store(1 << 62)
	if n, err := qdb.One[int64](ctx, pool, count); n != 20_000 || err != nil {
		t.Errorf("behind a cut result: %d %v", n, err)
	}
}

// fill writes n numbered rows.
func fill(t *testing.T, pool *pgxpool.Pool, n int64) {
	t.Helper()
	insert := expr.Insert(Events)
	for id := range n {
		insert = insert.Values(id, noon.Add(time.Duration(id)*time.Millisecond))
		if id%5000 == 4999 || id == n-1 {
			if _, err := qdb.Exec(t.Context(), pool, insert); err != nil {
				t.Fatal(err)
			}
			insert = expr.Insert(Events)
		}
	}
	if err := qdb.WaitApplied(t.Context(), pool, Events); err != nil {
		t.Fatal(err)
	}
}

// TestCancelAnywhere ends the context at 100 random points of a long read and of
// a long insert. Nothing leaks, the error is the context's, and the pool is as
// good as before.
func TestCancelAnywhere(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Events)
	const rows = 200_000
	fill(t, pool, rows)
	long := expr.Insert(Events)
	for id := range int64(5000) {
		long = long.Values(rows+id, noon.Add(time.Duration(id)*time.Microsecond))
	}
	read := expr.Select(Events.ID, Events.Ts).From(Events)
	goroutines := runtime.NumGoroutine()
	cancelled := 0
	for i := range 100 {
		ctx, cancel := context.WithCancel(ctx)
		after := time.Duration(rand.Int64N(int64(30 * time.Millisecond)))
		timer := time.AfterFunc(after, cancel)
		var err error
		if i%2 == 0 {
			_, err = qdb.All[struct {
				ID int64
				Ts time.Time
			}](ctx, pool, read)
		} else {
			_, err = qdb.Exec(ctx, pool, long)
		}
		timer.Stop()
		cancel()
		if err != nil {
			cancelled++
		}
		if err != nil && err != context.Canceled { //nolint:errorlint // it is not wrapped
			t.Fatalf("after %s: %v", after, err)
		}
		n, err := qdb.One[int64](t.Context(), pool, expr.Select(fn.Count()).From(Events).Where(Events.ID.Lt(rows)))
		if n != rows || err != nil {
			t.Fatalf("afterwards: %d %v", n, err)
		}
	}
	t.Logf("%d of 100 were cancelled", cancelled)
	// The pool closes a broken connection in a goroutine of its own.
	deadline := time.Now().Add(5 * time.Second)
	for ; pool.Stat().AcquiredConns() != 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d connections are not given back", pool.Stat().AcquiredConns())
		}
	}
	for ; runtime.NumGoroutine() > goroutines+2; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), goroutines)
			break
		}
	}
}

// TestStaleError runs a good query after each failing one: pgx's default mode
// gives the good one the error of the other.
func TestStaleError(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t)
	qdbtest.Create(t, pool, Events)
	conn, err := pool.Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	bad := expr.Select(fn.Count()).From(ddl.Table("qdb_missing").Long("v"))
	for i := range 200 {
		if _, err := qdb.One[int64](ctx, conn, bad); !errors.Is(err, qdb.NotExists) {
			t.Fatalf("round %d: the bad query: %v", i, err)
		}
		if n, err := qdb.One[int64](ctx, conn, expr.Select(fn.Count()).From(Events)); n != 0 || err != nil {
			t.Fatalf("round %d: the good query: %d %v", i, n, err)
		}
	}
}

// TestManyGoroutines runs mixed statements from 64 goroutines.
func TestManyGoroutines(t *testing.T) {
	ctx := t.Context()
	pool := qdbtest.DB(t, qdb.WithConfig(func(cfg *qdb.Config) { cfg.MaxConns = 16 }))
	qdbtest.Create(t, pool, Events)
	const goroutines, statements = 64, 1000
	base := expr.Select(Events.ID).From(Events).OrderBy(Events.ID.Desc())
	var wg sync.WaitGroup
	var inserted atomic.Int64
	for g := range int64(goroutines) {
		wg.Go(func() {
			for i := range int64(statements) {
				var err error
				switch i % 4 {
				case 0:
					if _, err = qdb.Exec(ctx, pool, insertEvent(g*statements+i)); err == nil {
						inserted.Add(1)
					}
				case 1:
					_, err = qdb.All[int64](ctx, pool, base.Where(Events.ID.Between(g, g+i)).Limit(3))
				case 2:
					_, _, err = qdb.Find[int64](ctx, pool, base.Where(Events.ID.Eq(g)).Limit(1))
				case 3:
					for _, err = range qdb.Query[int64](ctx, pool, base.Limit(5)) {
						break
					}
				}
				if err != nil {
					t.Errorf("goroutine %d, statement %d: %v", g, i, err)
					return
				}
			}
		})
	}
	wg.Wait()
	questdb.CountStatement(goroutines * statements)
	if err := qdb.WaitApplied(ctx, pool, Events); err != nil {
		t.Fatal(err)
	}
	if n, err := qdb.One[int64](ctx, pool, expr.Select(fn.Count()).From(Events)); n != inserted.Load() || err != nil {
		t.Errorf("%d rows of %d (%v)", n, inserted.Load(), err)
	}
}
