package migrate_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/migrate"
)

// crashing are migrations with a statement of each kind. The UPDATE and three of
// those that write rows would do more on a second run.
var crashing = []string{
	"1_tables.up.sql", `
CREATE TABLE {}trades (px DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL;
CREATE TABLE {}keyed (id INT, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts, id);
INSERT INTO {}trades VALUES (1, 0), (2, 1), (3, 2);
-- questql:repeatable
INSERT INTO {}keyed SELECT x::INT, x::TIMESTAMP FROM long_sequence(100);`,
	"2_side.up.sql", `
ALTER TABLE {}trades ADD COLUMN side SYMBOL;
INSERT INTO {}trades SELECT px * 2, dateadd('d', 1, ts), 'buy' FROM {}trades;
ALTER TABLE {}trades RENAME COLUMN px TO price;
UPDATE {}trades SET price = price + 1 WHERE side = 'buy';
ALTER TABLE {}trades ALTER COLUMN side ADD INDEX;
CREATE VIEW {}buys AS (SELECT * FROM {}trades WHERE side = 'buy');`,
	"3_copy.up.sql", `
CREATE TABLE {}copy AS (SELECT * FROM {}trades) TIMESTAMP(ts) PARTITION BY DAY WAL;
DROP VIEW {}buys;
ALTER TABLE {}trades ALTER COLUMN price TYPE FLOAT;
ALTER TABLE {}trades DROP COLUMN side;
RENAME TABLE {}keyed TO {}renamed;`,
}

const crashStatements = 15

// crash is what a child process is to do.
type crash struct {
	DSN, Prefix string
	// At counts the statements that are sent: those of the files if Files is
	// true, else the runner's own too.
	At    int32
	Files bool
	Phase string // "before", "within" or "after" that statement
	Delay time.Duration
}

const crashChild = "QUESTQL_MIGRATE_CRASH"

// killer kills its own process, as no defer and no handler can stop.
type killer struct {
	crash
	sent atomic.Int32
}

type nthKey struct{}

func (k *killer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	if k.Files && !isOfFiles(data.SQL) {
		return ctx
	}
	n := k.sent.Add(1)
	if n == k.At && k.Phase == "before" {
		kill()
	}
	if n == k.At && k.Phase == "within" {
		go func() {
			time.Sleep(k.Delay)
			kill()
		}()
	}
	return context.WithValue(ctx, nthKey{}, n)
}

func (k *killer) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryEndData) {
	if ctx.Value(nthKey{}) == k.At && k.Phase == "after" {
		kill()
	}
}

// isOfFiles tells a statement of a file from those of the runner.
func isOfFiles(sql string) bool {
	for _, of := range []string{"tables()", "table_columns(", "query_activity()", "_lock_", "versions"} {
		if strings.Contains(sql, of) {
			return false
		}
	}
	return true
}

// kill ends this process as SIGKILL does.
func kill() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill()
	}
	select {}
}

const notKilled = "not killed: "

// runCrashChild is the child process. It ends by the killer.
func runCrashChild(spec string) {
	k := &killer{}
	err := json.Unmarshal([]byte(spec), &k.crash)
	if err == nil {
		err = k.up(context.Background(), crashTTL)
	}
	fmt.Fprintln(os.Stderr, notKilled, err)
}

const crashTTL = 2 * time.Second

func (k *killer) up(ctx context.Context, ttl time.Duration) error {
	db, err := qdb.Open(ctx, k.DSN, qdb.WithTracer(k))
	if err != nil {
		return err
	}
	defer db.Close()
	files := make([]string, len(crashing))
	for i, text := range crashing {
		files[i] = strings.ReplaceAll(text, "{}", k.Prefix)
	}
	r, err := migrate.New(db, folder(files...), migrate.Table(k.Prefix+"versions"), migrate.LockTTL(ttl))
	if err != nil {
		return err
	}
	_, err = r.Up(ctx)
	return err
}

// TestCrash kills runners by SIGKILL at 50 random points and lets another one
// bring the migrations to their end. Each statement has its effect once.
func TestCrash(t *testing.T) {
	p := newPlace(t)
	whole := &killer{crash: crash{DSN: p.db.Config().ConnString(), Prefix: p.prefix, At: -1}}
	if err := whole.up(t.Context(), time.Minute); err != nil {
		t.Fatal(err)
	}
	p.wantCrashed()
	const crashes, atOnce = 50, 8
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, %d statements are sent", seed, whole.sent.Load())
	points := make(chan crash)
	go func() {
		defer close(points)
		random := rand.New(rand.NewPCG(seed, 0))
		for i := range crashes {
			c := crash{
				DSN: whole.DSN, At: 1 + random.Int32N(whole.sent.Load()-2),
				Phase: []string{"before", "within", "after"}[random.IntN(3)],
				Delay: time.Duration(random.IntN(5000)) * time.Microsecond,
			}
			if i%2 == 0 {
				c.Files, c.At = true, 1+random.Int32N(crashStatements)
			}
			points <- c
		}
	}()
	var tally crashTally
	var wg sync.WaitGroup
	for range atOnce {
		wg.Go(func() {
			for c := range points {
				t.Run("kill", func(t *testing.T) { tally.crashAndRecover(t, c) })
			}
		})
	}
	wg.Wait()
	t.Logf("%d runners killed, %d of them within or right behind a statement of a file; %d statements were uncertain and resolved",
		tally.killed.Load(), tally.files.Load(), tally.uncertain.Load())
}

type crashTally struct{ killed, files, uncertain atomic.Int32 }

// crashAndRecover kills a runner, has another one go on, and checks the end.
func (tally *crashTally) crashAndRecover(t *testing.T, c crash) {
	p := newPlace(t)
	c.Prefix = p.prefix
	for !p.killed(c) {
		// The next one goes on from there, and is killed earlier.
		c.Files, c.At = false, max(1, c.At/2)
	}
	tally.killed.Add(1)
	if c.Files && c.Phase != "before" {
		tally.files.Add(1)
	}
	tally.uncertain.Add(p.recovered())
	p.wantCrashed()
	if t.Failed() {
		t.Logf("%+v\n%s", c, p.query("SELECT seq, version, statement, event, detail FROM {}versions ORDER BY seq"))
	}
}

// killed runs a child until it is killed; false if it stopped by itself because
// it could not renew its lock in time, or was done before: how often it waits for
// the write-ahead log, and so how much it sends, is not always the same.
func (p place) killed(c crash) bool {
	p.Helper()
	spec, err := json.Marshal(c)
	if err != nil {
		p.Fatal(err)
	}
	child := exec.CommandContext(p.Context(), os.Args[0])
	child.Env = append(os.Environ(), crashChild+"="+string(spec))
	out, err := child.CombinedOutput()
	if _, ok := errors.AsType[*exec.ExitError](err); ok && !strings.Contains(string(out), notKilled) {
		return true
	}
	done := strings.Contains(string(out), fmt.Sprintln(notKilled, nil))
	if !done && !strings.Contains(string(out), migrate.ErrLockLost.Error()) {
		p.Fatalf("the runner was not killed: %v\n%s", err, out)
	}
	return false
}

// recovered brings the migrations to their end as a person would: it looks at
// the rows where the runner cannot know, and answers.
func (p place) recovered() (uncertain int32) {
	p.Helper()
	r := p.runner(p.folder(crashing...), migrate.LockTTL(time.Minute))
	for {
		_, err := r.Up(p.Context())
		var failed *migrate.StatementError
		switch {
		case err == nil:
			return uncertain
		case !errors.Is(err, migrate.ErrUncertain) || !errors.As(err, &failed):
			p.Fatal(err)
		}
		uncertain++
		if err := r.Resolve(p.Context(), failed.Version, p.hasRun(failed.SQL)); err != nil {
			p.Fatal(err)
		}
	}
}

func (p place) hasRun(sql string) bool {
	p.Helper()
	sql = strings.ReplaceAll(sql, p.prefix, "{}")
	switch {
	case strings.HasPrefix(sql, "INSERT INTO {}trades VALUES"):
		return p.query("SELECT count() FROM {}trades") == "3"
	case strings.HasPrefix(sql, "INSERT INTO {}trades SELECT"):
		return p.query("SELECT count() FROM {}trades") == "6"
	case strings.HasPrefix(sql, "UPDATE {}trades"):
		return p.query("SELECT sum(price) FROM {}trades") == "21"
	case strings.HasPrefix(sql, "CREATE TABLE {}copy AS"):
		return p.query("SELECT count() FROM {}copy") == "6"
	}
	p.Fatalf("it should be known whether this ran: %s", sql)
	return false
}

// wantCrashed checks the state behind all migrations.
func (p place) wantCrashed() {
	p.Helper()
	p.query("SELECT wait_wal_table('{}versions')")
	for _, c := range []struct{ sql, want string }{
		{"SELECT count(), sum(price) FROM {}trades", "6 21"},
		{"SELECT count(), sum(price) FROM {}copy", "6 21"},
		{"SELECT count() FROM {}renamed", "100"},
		{"SELECT count(), count_distinct(seq), max(seq) FROM {}versions WHERE event = 'done'", fmt.Sprint(crashStatements, crashStatements)},
		{"SELECT version FROM {}versions WHERE event = 'applied' ORDER BY seq", "1\n2\n3"},
	} {
		if got := p.query(c.sql); got != c.want && !strings.HasPrefix(got, c.want+" ") {
			p.Errorf("%s: want %s, got %s", c.sql, c.want, got)
		}
	}
	if got := p.columns("trades"); got != "price ts" {
		p.Errorf("columns: %s", got)
	}
	if got := p.columns("copy"); got != "price ts side" {
		p.Errorf("columns: %s", got)
	}
}
