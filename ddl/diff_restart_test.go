package ddl_test

import (
	"slices"
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// TestDiffRestart takes a table to a write-ahead log and to deduplication keys,
// which it can have after a restart of the server only. It needs a server of
// its own.
func TestDiffRestart(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a server")
	}
	server := questdb.OwnForTest(t)
	db, err := qdb.Open(t.Context(), server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	create(t, db, rels(diffTable().Int("v").PartitionBy(ddl.Day).BypassWAL()))
	run(t, db, "INSERT INTO ddl_diff VALUES (0, 1)")
	want := modelOf(t, rels(diffTable().Int("v").PartitionBy(ddl.Day).WAL().DedupKeys("ts", "v")))
	steps := func() []string {
		found, err := ddl.Diff(inspect(t, db, "ddl_diff"), want)
		if err != nil {
			t.Fatal(err)
		}
		var sql []string
		for _, s := range found {
			sql = append(sql, s.SQL)
			apply(t, db, s)
		}
		return sql
	}
	const setType = "ALTER TABLE ddl_diff SET TYPE WAL"
	for range 2 { // it stays until the restart, and can be said again
		if got := steps(); !slices.Equal(got, []string{setType}) {
			t.Fatalf("before the restart: %q", got)
		}
	}
	db.Close()
	if err := server.Kill(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if db, err = qdb.Open(t.Context(), server.DSN()); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got := steps(); !slices.Equal(got, []string{"ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, v)"}) {
		t.Errorf("after the restart: %q", got)
	}
	if got := steps(); len(got) > 0 {
		t.Errorf("there is left %q", got)
	}
	if rows := textRows(t, db, kept{"ddl_diff", "v"}); !slices.Equal(rows, []string{`["1"]`}) {
		t.Errorf("the rows are %v", rows)
	}
}
