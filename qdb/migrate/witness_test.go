package migrate

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// TestWitness interrupts a statement of each kind before and behind its run, and
// has others write to the table meanwhile, as ingestion does.
func TestWitness(t *testing.T) {
	db := qdbtest.DB(t)
	prefix := fmt.Sprintf("mg%d_", time.Now().UnixNano())
	exec := func(ctx context.Context, sql string) {
		t.Helper()
		s := Statement{SQL: strings.ReplaceAll(sql, "{}", prefix)}
		if _, err := db.Exec(ctx, s.SQL); err != nil {
			t.Fatal(err)
		}
		if err := settle(ctx, db, s); err != nil {
			t.Fatal(err)
		}
		questdb.CountStatement(1)
	}
	const nothing, addsColumn, addsRow = "", "ALTER TABLE {}t ADD COLUMN other INT", "INSERT INTO {}t (ts) VALUES (0)"
	for _, c := range []struct {
		sql  string
		runs bool
		// others do this meanwhile.
		others string
		want   outcome
	}{
		{"ALTER TABLE {}t ADD COLUMN side SYMBOL", false, nothing, notRun},
		{"ALTER TABLE {}t ADD COLUMN side SYMBOL", true, nothing, ran},
		{"ALTER TABLE {}t ADD COLUMN side SYMBOL", false, addsColumn, notRun},
		{"ALTER TABLE {}t ADD COLUMN side SYMBOL", false, addsRow, notRun},
		{"ALTER TABLE {}t DROP COLUMN px", false, addsColumn, notRun},
		{"ALTER TABLE {}t DROP COLUMN px", true, addsRow, ran},
		{"ALTER TABLE {}t RENAME COLUMN px TO price", false, nothing, notRun},
		{"ALTER TABLE {}t RENAME COLUMN px TO price", true, nothing, ran},
		{"ALTER TABLE {}t ALTER COLUMN px TYPE FLOAT", false, addsRow, notRun},
		{"ALTER TABLE {}t ALTER COLUMN px TYPE FLOAT", true, nothing, ran},
		{"alter table \"{}t\" add column \"Two words\" int", true, nothing, ran},
		// These change nothing on a second run, and are run again.
		{"ALTER TABLE {}t SET TTL 2 DAYS", true, nothing, notRun},
		{"ALTER TABLE {}t DEDUP ENABLE UPSERT KEYS(ts)", true, nothing, notRun},
		{"CREATE TABLE {}u (x INT)", false, nothing, notRun},
		{"CREATE TABLE {}u (x INT)", true, nothing, ran},
		{"CREATE VIEW {}u AS (SELECT * FROM {}t)", true, nothing, ran},
		{"DROP TABLE {}t", false, nothing, notRun},
		{"DROP TABLE {}t", true, nothing, ran},
		// Ingestion makes the table anew: another one, which must not be dropped.
		{"DROP TABLE {}t", true, "CREATE TABLE {}t (px DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL", ran},
		{"RENAME TABLE {}t TO {}u", false, nothing, notRun},
		{"RENAME TABLE {}t TO {}u", true, nothing, ran},
		{"INSERT INTO {}t VALUES (1, 0)", false, nothing, notRun},
		{"INSERT INTO {}t VALUES (1, 0)", true, nothing, uncertain},
		{"INSERT INTO {}t VALUES (1, 0)", false, addsRow, uncertain},
		{"UPDATE {}t SET px = px * 2", false, nothing, notRun},
		{"UPDATE {}t SET px = px * 2", true, nothing, uncertain},
		{"TRUNCATE TABLE {}t", false, nothing, notRun},
		{"TRUNCATE TABLE {}t", true, nothing, uncertain},
		{"CREATE TABLE {}u AS (SELECT * FROM {}t)", false, addsRow, notRun},
		{"CREATE TABLE {}u AS (SELECT * FROM {}t)", true, nothing, uncertain},
		{"SELECT count() FROM {}t", true, nothing, notRun},
	} {
		ctx := t.Context()
		exec(ctx, "CREATE TABLE {}t (px DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL")
		exec(ctx, "INSERT INTO {}t VALUES (7, 0)")
		s := Statement{SQL: strings.ReplaceAll(c.sql, "{}", prefix)}
		before, err := witness(ctx, db, s)
		if err != nil {
			t.Fatal(err)
		}
		if c.runs {
			exec(ctx, c.sql)
		}
		if c.others != nothing {
			exec(ctx, c.others)
		}
		now, err := witness(ctx, db, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := judge(s, before, now); got != c.want {
			t.Errorf("%s, ran %t, others: %q: judged %d, want %d\nbefore %s\nnow    %s", c.sql, c.runs, c.others, got, c.want, before, now)
		}
		if _, err := db.Exec(ctx, "DROP VIEW IF EXISTS "+prefix+"u"); err != nil {
			exec(ctx, "DROP TABLE IF EXISTS {}u")
		}
		exec(ctx, "DROP TABLE IF EXISTS {}t")
	}
}
