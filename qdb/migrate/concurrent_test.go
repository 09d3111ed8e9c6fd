package migrate_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
	"github.com/questql/questql/qdb/qdbtest"
)

// Of runners that start at once, one works at a time, and each migration is
// applied by one of them.
func TestRunnersAtOnce(t *testing.T) {
	p := newPlace(t)
	const runners = 4
	var mu sync.Mutex
	var ended []migrate.Migration
	var wg sync.WaitGroup
	for range runners {
		r, err := migrate.New(qdbtest.DB(t), p.folder(crashing...), migrate.Table(p.prefix+"versions"))
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			all, err := r.Up(t.Context())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			ended = append(ended, all...)
			mu.Unlock()
		})
	}
	wg.Wait()
	if got := versions(ended); got != "1 2 3" {
		t.Errorf("applied %s", got)
	}
	p.wantCrashed()
}

// A statement sees what the statements before it wrote, although QuestDB applies
// writes later than it confirms them.
func TestStatementsSeeEachOther(t *testing.T) {
	p := newPlace(t)
	for i := range 5 {
		n := fmt.Sprint(i + 1)
		p.want(n + "1")(p.runner(p.folder(n+"1_a.up.sql", `
			CREATE TABLE {}a`+n+` (x INT, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL;
			INSERT INTO {}a`+n+` VALUES (1, 0);
			ALTER TABLE {}a`+n+` ADD COLUMN y INT;
			CREATE TABLE {}copy`+n+` AS (SELECT * FROM {}a`+n+`)`), migrate.Table(p.prefix+"versions"+n)).Up(t.Context()))
		if got := p.query("SELECT count() FROM {}copy" + n); got != "1" {
			t.Errorf("%s rows were copied", got)
		}
	}
}

// connections are those of a pool, to be cut.
type connections struct {
	mu    sync.Mutex
	conns []net.Conn
}

func (c *connections) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, addr)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conns = append(c.conns, conn)
	return conn, err
}

func (c *connections) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		_ = conn.Close()
	}
}

// When the connection breaks, the server goes on with the statement, and commits
// a large INSERT in parts. The next runner waits for its end, and then does not
// guess: it was written to the table, by the statement or by others.
func TestUncertain(t *testing.T) {
	p := newPlace(t)
	var c connections
	db := qdbtest.DB(t, qdb.WithConfig(func(cfg *qdb.Config) { cfg.ConnConfig.DialFunc = c.dial }))
	files := p.folder(
		"1_large.up.sql", "CREATE TABLE {}large (x LONG, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL",
		"2_fill.up.sql", "INSERT INTO {}large SELECT x, x::TIMESTAMP FROM long_sequence(6000000);\nCREATE TABLE {}after (x INT);",
	)
	cut, err := migrate.New(db, files, migrate.Table(p.prefix+"versions"))
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	go func() {
		defer close(stop)
		for p.query("SELECT count() FROM query_activity() WHERE query LIKE 'INSERT INTO {}large%'") == "0" {
			time.Sleep(time.Millisecond)
		}
		c.cut()
	}()
	_, err = cut.Up(t.Context())
	<-stop
	if !errors.Is(err, qdb.ConnectionLost) {
		t.Fatalf("the connection was not cut: %v", err)
	}

	var log bytes.Buffer
	r := p.runner(files, migrate.Logger(slog.New(slog.NewTextHandler(&log, nil))))
	_, err = r.Up(t.Context())
	if !errors.Is(err, migrate.ErrUncertain) || !strings.Contains(err.Error(), "migrate: 2_fill.up.sql:1: statement 1 of 2: the statement may or may not have run") {
		t.Fatal(err)
	}
	if got := p.query("SELECT count() FROM query_activity() WHERE query LIKE 'INSERT INTO {}large%'"); got != "0" {
		t.Error("the runner did not wait for the end of the statement")
	}
	if got := p.status(r); got != "1 large applied\n2 fill halfway" {
		t.Error(got)
	}
	// Nothing has changed meanwhile, and asking again gives the same answer.
	if _, err := r.Up(t.Context()); !errors.Is(err, migrate.ErrUncertain) {
		t.Error(err)
	}

	// A person looks, and may clean up first.
	if _, err := p.db.Exec(t.Context(), "TRUNCATE TABLE "+p.prefix+"large"); err != nil {
		t.Fatal(err)
	}
	if err := r.Resolve(t.Context(), 2, false); err != nil {
		t.Fatal(err)
	}
	p.want("2")(r.Up(t.Context()))
	if got := p.query("SELECT count() FROM {}large"); got != "6000000" {
		t.Errorf("%s rows", got)
	}
	if err := r.Resolve(t.Context(), 2, true); err == nil || err.Error() != "migrate: version 2 has no statement of which it is uncertain whether it ran" {
		t.Error(err)
	}
}

// endless runs for much longer than a test, and can be cancelled.
const endless = "CREATE TABLE {}endless AS (SELECT x FROM long_sequence(500000000))"

// The end of a context cancels the statement that runs. As nothing was written,
// the next runner knows that it did not run.
func TestCancelledWithin(t *testing.T) {
	p := newPlace(t)
	r := p.runner(p.folder("1_endless.up.sql", endless))
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if _, err := r.Up(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	if got := p.status(r); got != "1 endless pending" {
		t.Error(got)
	}
	p.want("1")(p.runner(p.folder("1_endless.up.sql", "CREATE TABLE {}short AS (SELECT 1 x)")).Up(t.Context()))
}

// A program that is refused the lock says who has it.
func TestRefuseIfLocked(t *testing.T) {
	p := newPlace(t)
	slow := p.runner(p.folder("1_endless.up.sql", endless))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error)
	go func() {
		_, err := slow.Up(ctx)
		ended <- err
	}()
	for p.query("SELECT count() FROM query_activity() WHERE query LIKE 'CREATE TABLE {}endless%'") == "0" {
		time.Sleep(time.Millisecond)
	}
	_, err := p.runner(p.folder(three...), migrate.RefuseIfLocked()).Up(t.Context())
	if !errors.Is(err, migrate.ErrLocked) || !strings.Contains(err.Error(), ", process ") {
		t.Error(err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
