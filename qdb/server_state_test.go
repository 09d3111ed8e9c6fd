package qdb_test

import (
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// ownServer starts a server for this test alone, and opens a pool on it.
func ownServer(t *testing.T, settings map[string]string) *pgxpool.Pool {
	t.Helper()
	if testing.Short() {
		t.Skip("it starts a server")
	}
	pool, err := qdb.Open(t.Context(), questdb.OwnForTest(t, questdb.Config(settings)).DSN())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// TestSuspended writes to a table whose log is not applied: the server itself
// takes every write without a word, and answers with the rows of before. On the
// same server it writes as a user who may only read.
func TestSuspended(t *testing.T) {
	ctx := t.Context()
	pool := ownServer(t, map[string]string{
		"QDB_DEV_MODE_ENABLED":         "true", // for SUSPEND WAL
		"QDB_PG_READONLY_USER_ENABLED": "true", "QDB_PG_READONLY_USER": "reader", "QDB_PG_READONLY_PASSWORD": "quest",
	})
	if err := qdb.CreateAll(ctx, pool, Events); err != nil {
		t.Fatal(err)
	}
	if _, err := qdb.Exec(ctx, pool, insertEvent(1), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	t.Run("read-only user", func(t *testing.T) { testReader(t, pool) })
	if _, err := qdb.Exec(ctx, pool, ddl.Alter(Events).SuspendWALWith(24, "Too many open files")); err != nil {
		t.Fatal(err)
	}

	result, err := qdb.Exec(ctx, pool, insertEvent(2))
	if n, known := result.Rows(); n != 1 || !known || err != nil {
		t.Errorf("a write that waits for nothing: %d %t %v", n, known, err)
	}
	result, err = qdb.Exec(ctx, pool, insertEvent(3), qdb.AndWait())
	if n, _ := result.Rows(); n != 1 {
		t.Errorf("the row that was written is not told: %d", n)
	}
	const want = `questdb: table "qdb_events" is suspended: its writes are not applied: Too many open files`
	inserted, insertErr := qdb.InsertAll(ctx, pool, Events, slices.Values(events(10)), qdb.AndWait())
	if inserted != (qdb.Inserted{Rows: 10, Batches: 1}) {
		t.Errorf("the rows that were written are not told: %+v", inserted)
	}
	for name, err := range map[string]error{"Exec": err, "InsertAll": insertErr, "WaitApplied": qdb.WaitApplied(ctx, pool, Events)} {
		if !errors.Is(err, qdb.Suspended) || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	states, err := qdb.WALStatus(ctx, pool, Events)
	if err != nil || len(states) != 1 || states[0] != (qdb.WALState{Table: "qdb_events", Suspended: true, Error: "Too many open files", Lag: 3}) {
		t.Errorf("%+v %v", states, err)
	}
	wantRows(t, pool, Events, 1)

	if _, err := qdb.Exec(ctx, pool, ddl.Alter(Events).ResumeWAL()); err != nil {
		t.Fatal(err)
	}
	if err := qdb.WaitApplied(ctx, pool, Events); err != nil {
		t.Error(err)
	}
	wantRows(t, pool, Events, 13)
}

// testReader writes as a user who may only read.
func testReader(t *testing.T, admin *pgxpool.Pool) {
	ctx := t.Context()
	u, err := url.Parse(admin.Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword("reader", "quest")
	pool, err := qdb.Open(ctx, u.String())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	wantRows(t, pool, Events, 1)
	wantDenied(t, pool)
	for _, s := range []expr.Statement{
		ddl.Truncate(Events), ddl.Drop(Events), ddl.Alter(Events).AddColumn(ddl.Int("more")), expr.Update(Events).Set(Events.ID.Set(7)).All(),
	} {
		if _, err := qdb.Exec(ctx, pool, s); !errors.Is(err, qdb.Permission) {
			t.Errorf("%s: %v", s, err)
		}
	}
	wantRows(t, pool, Events, 1)
}

// wantDenied checks that every way to write says that it is not permitted.
func wantDenied(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	ctx := t.Context()
	insert := func(tx *qdb.Tx) error { return second(tx.Insert(ctx, insertEvent(3))) }
	for name, err := range map[string]error{
		"Exec":      second(qdb.Exec(ctx, pool, insertEvent(3))),
		"AndWait":   second(qdb.Exec(ctx, pool, insertEvent(3), qdb.AndWait())),
		"InsertAll": second(qdb.InsertAll(ctx, pool, Events, slices.Values(events(10)))),
		"InTx":      qdb.InTx(ctx, pool, insert),
		"CreateAll": qdb.CreateAll(ctx, pool, Signal),
	} {
		if !errors.Is(err, qdb.Permission) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestReadOnlyServer writes to an instance that only reads.
func TestReadOnlyServer(t *testing.T) {
	pool := ownServer(t, map[string]string{
		"QDB_READONLY":                     "true",
		"QDB_TELEMETRY_DISABLE_COMPLETELY": "true", // it cannot start where it has to create a table
	})
	wantDenied(t, pool)
	if n, err := qdb.One[int64](t.Context(), pool, expr.Select(fn.Count()).From(expr.LongSequence("s", 5))); n != 5 || err != nil {
		t.Errorf("a query: %d %v", n, err)
	}
	var drift *qdb.DriftError
	if err := qdb.Verify(t.Context(), pool, Events); !errors.As(err, &drift) || !drift.Missing {
		t.Errorf("Verify: %v", err)
	}
}

// TestFullDisk fills the disk of a server: what cannot be stored is an error and
// counted as not written; with space again, writes go on.
func TestFullDisk(t *testing.T) {
	ctx := t.Context()
	disk := smallDisk(t)
	t.Setenv("TMPDIR", disk) // where the server has its data
	pool := ownServer(t, map[string]string{"QDB_CAIRO_WAL_WRITER_DATA_APPEND_PAGE_SIZE": "256K", "QDB_CAIRO_WRITER_DATA_APPEND_PAGE_SIZE": "256K"})
	if here, _ := filepath.Glob(filepath.Join(disk, "*", "root")); len(here) == 0 {
		t.Skip("the server has its data elsewhere, in a container")
	}
	plain := ddl.Define("qdb_plain_events", func(t EventTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).BypassWAL() })
	if err := qdb.CreateAll(ctx, pool, Events, plain); err != nil {
		t.Fatal(err)
	}
	free := fillUp(t, disk)
	for name, table := range map[string]EventTable{"with WAL": Events, "without": plain} {
		got, err := qdb.InsertAll(ctx, pool, table, slices.Values(events(50_000)), qdb.BatchRows(10_000))
		if !errors.Is(err, qdb.NoSpace) || got.Rows%10_000 != 0 || got.Rows == 50_000 || got.Unknown != 0 {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	// Which file cannot be made, and what the server says of it, differs.
	if err := qdb.CreateAll(ctx, pool, Signal); err == nil || !strings.Contains(err.Error(), "Could not create table") {
		t.Errorf("CreateAll: %v", err)
	}
	free()
	for name, table := range map[string]EventTable{"with WAL": Events, "without": plain} {
		before, err := qdb.One[int64](ctx, pool, expr.Select(fn.Count()).From(table))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := qdb.InsertAll(ctx, pool, table, slices.Values(events(20)), qdb.AndWait()); err != nil || got.Rows != 20 {
			t.Errorf("%s, with space again: %+v %v", name, got, err)
		}
		wantRows(t, pool, table, before+20)
	}
}

// smallDisk mounts a file system in memory that is soon full.
func smallDisk(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("it mounts a small file system: that takes Linux and root")
	}
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=240m", "questql", dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, out)
		}
	})
	return dir
}

// fillUp leaves no space on a disk. What it returns gives it back.
func fillUp(t *testing.T, disk string) (free func()) {
	t.Helper()
	file, err := os.Create(filepath.Join(disk, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 1<<12)
	for err == nil {
		_, err = file.Write(block)
	}
	if !strings.Contains(err.Error(), "no space left") {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(file.Close(), os.Remove(file.Name())); err != nil {
			t.Error(err)
		}
	}
}

func wantRows(t *testing.T, db qdb.DB, table expr.Relation, want int64) {
	t.Helper()
	if n, err := qdb.One[int64](t.Context(), db, expr.Select(fn.Count()).From(table)); n != want || err != nil {
		t.Errorf("%d rows, want %d (%v)", n, want, err)
	}
}
