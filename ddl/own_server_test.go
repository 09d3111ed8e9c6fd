package ddl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// TestOwnServer runs what a server that others use cannot take: a server of its
// own, in developer mode, with a folder for imports.
func TestOwnServer(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a server")
	}
	imports := t.TempDir()
	if err := os.WriteFile(filepath.Join(imports, "a.csv"), []byte("ts;x\n2026-01-01T00:00:00.000000Z;1\n2026-01-01T00:00:01.000000Z;2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	server := questdb.OwnForTest(t, questdb.Config(map[string]string{
		"QDB_DEV_MODE_ENABLED": "true", "QDB_CAIRO_SQL_COPY_ROOT": imports,
		// So that what was detached can be attached without renaming its folder.
		"QDB_CAIRO_ATTACH_PARTITION_SUFFIX": ".detached",
	}))
	db, err := qdb.Open(t.Context(), server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	made := tenDays()
	run := func(statements ...expr.Statement) {
		t.Helper()
		for _, s := range statements {
			if _, err := db.Exec(t.Context(), s.String()); err != nil {
				t.Errorf("%s\n%v", s, err)
			}
		}
	}
	run(made...)
	run(ddl.CheckpointCreate(), ddl.CheckpointRelease(), ddl.SnapshotPrepare(), ddl.SnapshotComplete())
	a := ddl.Alter(Altered)
	run(a.SuspendWAL())
	wantSuspended(t, db, true)
	run(a.ResumeWAL())
	if err := qdb.WaitApplied(t.Context(), db, Altered); err != nil { // else the table is busy
		t.Error(err)
	}
	run(a.SuspendWALWith(24, "Too many open files"))
	wantSuspended(t, db, true)
	run(a.ResumeWALFromTxn(1))
	if err := qdb.WaitApplied(t.Context(), db, Altered); err != nil {
		t.Error(err)
	}
	run(ddl.CopyFrom(ddl.Table("ddl_zcsv").Timestamp("ts").Long("x"), "a.csv").
		Header().Delimiter(';').Timestamp("ts").Format("yyyy-MM-ddTHH:mm:ss.SSSUUUZ").PartitionBy(ddl.Day).OnErrorAbort())
	run(ddl.Create(Base), ddl.Create(Ticks), ddl.Create(Hourly), ddl.AlterMaterializedView(Hourly).SuspendWAL(), ddl.AlterMaterializedView(Hourly).ResumeWAL())
	attach(t, db)
	dropAll(t, db)
	if left := texts(t, db, `SELECT table_name FROM tables() WHERE table_name LIKE 'ddl_%' AND table_name != 'ddl_zcsv'`); len(left) > 0 {
		t.Errorf("DROP ALL TABLES leaves %v", left)
	}
}

// dropAll drops all tables once the import, which goes on in the background,
// lets go of its own.
func dropAll(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		_, err := db.Exec(t.Context(), ddl.DropAllTables().String())
		if err == nil {
			return
		}
		if !strings.Contains(err.Error(), "parallel import") || time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

func wantSuspended(t *testing.T, db *pgxpool.Pool, want bool) {
	t.Helper()
	var got bool
	if err := db.QueryRow(t.Context(), `SELECT suspended FROM wal_tables() WHERE name = 'ddl_zt'`).Scan(&got); err != nil || got != want {
		t.Errorf("suspended is %v (%v), want %v", got, err, want)
	}
}

// attach detaches a partition and attaches it again.
func attach(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	a := ddl.Alter(Altered)
	for _, step := range []struct {
		s    expr.Statement
		rows int64
	}{
		{a.DetachPartitionList("2026-01-02"), 36},
		{a.AttachPartitionList("2026-01-02"), 40},
	} {
		if err := exec(t.Context(), db, step.s); err != nil {
			t.Fatalf("%s: %v", step.s, err)
		}
		var rows int64
		if err := db.QueryRow(t.Context(), `SELECT count() FROM ddl_zt`).Scan(&rows); err != nil || rows != step.rows {
			t.Errorf("%s leaves %d rows (%v), want %d", step.s, rows, err, step.rows)
		}
	}
}
