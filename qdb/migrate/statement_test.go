package migrate

import "testing"

// TestEffect tells what a second run of each kind of statement would do, which
// is what a runner that goes on needs to know.
func TestEffect(t *testing.T) {
	for _, c := range []struct {
		sql    string
		want   effect
		target string
	}{
		{"CREATE TABLE t (x INT)", changesSchema, "t"},
		{"create table if not exists t (x int)", changesSchema, "t"},
		{"CREATE TABLE t (LIKE u)", changesSchema, "t"},
		{"CREATE TABLE t AS (SELECT * FROM u)", changesData, "t"},
		{"CREATE ATOMIC TABLE \"My t\" AS (SELECT 1)", changesData, "my t"},
		{"CREATE VIEW v AS (SELECT 1)", changesSchema, ""},
		{"CREATE OR REPLACE VIEW v AS (SELECT 1)", changesSchema, ""},
		{"CREATE MATERIALIZED VIEW v AS (SELECT ts, count() FROM t SAMPLE BY 1h) PARTITION BY DAY", changesSchema, ""},
		{"ALTER TABLE t ADD COLUMN x INT", changesSchema, "t"},
		{"ALTER TABLE t DROP PARTITION LIST '2026'", changesData, "t"},
		{"ALTER TABLE t ATTACH PARTITION LIST '2026'", changesData, "t"},
		{"DROP TABLE t", changesSchema, "t"},
		{"RENAME TABLE t TO u", changesSchema, "t"},
		{"INSERT INTO t VALUES (1)", changesData, "t"},
		{"INSERT ATOMIC INTO t SELECT * FROM u", changesData, "t"},
		{"WITH u AS (SELECT 1) INSERT INTO t SELECT * FROM u", changesData, "t"},
		{"/* why */ UPDATE t SET x = 1", changesData, "t"},
		{"TRUNCATE TABLE t", changesData, "t"},
		{"COPY t FROM 'x.csv'", changesData, ""},
		{"SELECT 1", repeats, ""},
		{"REFRESH MATERIALIZED VIEW v FULL", repeats, ""},
	} {
		s := Statement{SQL: c.sql}
		if got := s.effect(); got != c.want {
			t.Errorf("%s: effect %d, want %d", c.sql, got, c.want)
		}
		if got := s.target(); c.target != "" && got != c.target {
			t.Errorf("%s: target %q, want %q", c.sql, got, c.target)
		}
	}
	if got := (Statement{SQL: "INSERT INTO t VALUES (1)", Repeatable: true}).effect(); got != repeats {
		t.Errorf("repeatable: %d", got)
	}
}
