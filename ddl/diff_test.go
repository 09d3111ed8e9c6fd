package ddl_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// DiffTable is the base of the views of TestDiffViews.
type DiffTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Source expr.SymbolColumn
	Value  expr.DoubleColumn
	Extra  expr.IntColumn
}

// DiffMean is a row of their views.
type DiffMean struct {
	expr.Table
	Ts     expr.TimestampColumn
	Source expr.SymbolColumn
	Mean   expr.DoubleColumn
}

var diffBase = ddl.Define("ddl_diff_base", func(t DiffTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL() })

func diffMeans(v DiffMean, base DiffTable) expr.Query {
	return expr.Select(base.Ts, base.Source, v.Mean.Is(fn.Avg(base.Value))).From(base)
}

func diffView(base DiffTable, where ...expr.Boolean) DiffMean {
	return ddl.DefineView("ddl_diff_view", func(v DiffMean) expr.Query {
		return expr.Select(base.Ts, base.Source, v.Mean.Is(base.Value)).From(base).Where(where...)
	})
}

func diffHourly(base DiffTable, change func(v DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec) DiffMean {
	return ddl.DefineMaterializedView("ddl_diff_hourly", func(v DiffMean) ddl.MatViewSpec {
		return change(v, ddl.Materialized(diffMeans(v, base).SampleBy(expr.Hours(1))))
	})
}

func asIs(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s }

// diffRow is a live schema, a wanted one, and the steps from the one to the
// other.
type diffRow struct {
	name       string
	live, want []expr.Relation
	options    []ddl.DiffOption
	// steps has a line for each statement: its risk, the statement, and behind
	// "undo" the one that takes it back.
	steps string
	// why is what the first step says.
	why string
	// restart is true where the steps have an effect with the next start of the
	// server only.
	restart bool
	// oneWay is true where no statement takes the step back.
	oneWay bool
}

// diffTable is the start of the table of the rows.
func diffTable() ddl.DesignatedColumns { return ddl.Table("ddl_diff").Timestamp("ts").Designated() }

// daily is a table with partitions of a day.
func daily(columns interface {
	PartitionBy(unit ddl.PartitionUnit) ddl.Partitioned
},
) []expr.Relation {
	return rels(columns.PartitionBy(ddl.Day).WAL())
}

func rels(all ...expr.Relation) []expr.Relation { return all }

// TestDiff has a row for each kind of step of a table. Each is run on the
// server: from the live schema to the wanted one, and back.
func TestDiff(t *testing.T) {
	plainSymbol := daily(diffTable().Symbol("s").Capacity(256).Cache())
	intColumn := daily(diffTable().Int("v"))
	keyed := func(keys ...string) []expr.Relation {
		return rels(diffTable().Int("a").Int("b").PartitionBy(ddl.Day).WAL().DedupKeys(keys...))
	}
	unkeyed := rels(diffTable().Int("a").Int("b").PartitionBy(ddl.Day).WAL())
	ttl := func(unit ddl.PartitionUnit, age ddl.Interval) []expr.Relation {
		return rels(diffTable().PartitionBy(unit).WAL().TTL(age))
	}
	day := daily(diffTable())
	diffRows(t, []diffRow{
		{
			name: "create a table",
			want: intColumn,
			why:  `table "ddl_diff" is missing`,
			steps: `
safe: CREATE TABLE ddl_diff (ts TIMESTAMP, v INT) TIMESTAMP(ts) PARTITION BY DAY WAL
undo: DROP TABLE ddl_diff`,
		},
		{
			name:    "drop a table",
			live:    intColumn,
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff")},
			why:     `table "ddl_diff" is not declared`,
			steps: `
loses data: DROP TABLE ddl_diff
undo: CREATE TABLE ddl_diff (ts TIMESTAMP, v INT) TIMESTAMP(ts) PARTITION BY DAY WAL WITH maxUncommittedRows=500000, o3MaxLag=10m`,
		},
		{
			name: "leave a table",
			live: intColumn,
		},
		{
			name: "rename a table",
			live: day, want: rels(ddl.Table("ddl_diff_2").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()),
			options: []ddl.DiffOption{ddl.RenamedTable("ddl_diff", "ddl_diff_2")},
			why:     `table "ddl_diff" is renamed`,
			steps: `
safe: RENAME TABLE ddl_diff TO ddl_diff_2
undo: RENAME TABLE ddl_diff_2 TO ddl_diff`,
		},
		{
			name: "add a column",
			live: day, want: intColumn,
			why: `column "v" is missing`,
			steps: `
safe: ALTER TABLE ddl_diff ADD COLUMN v INT
undo: ALTER TABLE ddl_diff DROP COLUMN v`,
		},
		{
			name: "add a column with options",
			live: day, want: daily(diffTable().Symbol("s").Capacity(1000).NoCache().IndexCapacity(64).Parquet(ddl.DefaultEncoding, ddl.Zstd(3))),
			why: `column "s" is missing`,
			steps: `
safe: ALTER TABLE ddl_diff ADD COLUMN s SYMBOL CAPACITY 1000 NOCACHE INDEX CAPACITY 64
undo: ALTER TABLE ddl_diff DROP COLUMN s
safe: ALTER TABLE ddl_diff ALTER COLUMN s SET PARQUET(DEFAULT, ZSTD(3))`,
		},
		{
			name: "drop a column",
			live: intColumn, want: day,
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff.v")},
			why:     `column "v" INT is not declared`,
			steps: `
loses data: ALTER TABLE ddl_diff DROP COLUMN v
undo: ALTER TABLE ddl_diff ADD COLUMN v INT`,
		},
		{
			name: "rename a column",
			live: intColumn, want: daily(diffTable().Int("w")),
			options: []ddl.DiffOption{ddl.RenamedColumn("ddl_diff", "v", "w")},
			why:     `column "v" is renamed`,
			steps: `
safe: ALTER TABLE ddl_diff RENAME COLUMN v TO w
undo: ALTER TABLE ddl_diff RENAME COLUMN w TO v`,
		},
		{
			name: "a wider type",
			live: intColumn, want: daily(diffTable().Long("v")),
			why: `column "v" is INT, declared as LONG`,
			steps: `
rewrites data: ALTER TABLE ddl_diff ALTER COLUMN v TYPE LONG
undo: ALTER TABLE ddl_diff ALTER COLUMN v TYPE INT`,
		},
		{
			name: "a narrower type",
			live: intColumn, want: daily(diffTable().Short("v")),
			options: []ddl.DiffOption{ddl.AllowLoss("DDL_diff.V")},
			why:     `column "v" is INT, declared as SHORT: what does not fit becomes NULL, 0 or another value`,
			steps: `
loses data: ALTER TABLE ddl_diff ALTER COLUMN v TYPE SHORT
undo: ALTER TABLE ddl_diff ALTER COLUMN v TYPE INT`,
		},
		{
			name: "a symbol with options",
			live: daily(diffTable().Varchar("s")), want: daily(diffTable().Symbol("s").Capacity(512).NoCache().Index()),
			why: `column "s" is VARCHAR, declared as SYMBOL`,
			steps: `
rewrites data: ALTER TABLE ddl_diff ALTER COLUMN s TYPE SYMBOL CAPACITY 512 NOCACHE INDEX
undo: ALTER TABLE ddl_diff ALTER COLUMN s TYPE VARCHAR`,
		},
		{
			name: "a decimal with more digits",
			live: daily(diffTable().Decimal("v", 10, 2)), want: daily(diffTable().Decimal("v", 20, 4)), oneWay: true,
			why: `column "v" is DECIMAL(10,2), declared as DECIMAL(20,4)`,
			steps: `
rewrites data: ALTER TABLE ddl_diff ALTER COLUMN v TYPE DECIMAL(20,4)`,
		},
		{
			name: "a decimal with fewer digits",
			live: daily(diffTable().Decimal("v", 20, 4)), want: daily(diffTable().Decimal("v", 10, 2)),
			why: `column "v" is DECIMAL(20,4), declared as DECIMAL(10,2)`,
			steps: `
needs a new table: CREATE TABLE ddl_diff_new (ts TIMESTAMP, v DECIMAL(10,2)) TIMESTAMP(ts) PARTITION BY DAY WAL
needs a new table: INSERT INTO ddl_diff_new (ts, v) SELECT ts, CAST(v AS DECIMAL(10,2)) FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "a type without conversion",
			live: daily(diffTable().UUID("v")), want: daily(diffTable().Long256("v")),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff.v")},
			why:     `column "v" is UUID, declared as LONG256: QuestDB does not convert it, the new column is empty`,
			steps: `
loses data: ALTER TABLE ddl_diff DROP COLUMN v
undo: ALTER TABLE ddl_diff ADD COLUMN v UUID
safe: ALTER TABLE ddl_diff ADD COLUMN v LONG256
undo: ALTER TABLE ddl_diff DROP COLUMN v`,
		},
		{
			name: "symbol capacity",
			live: plainSymbol, want: daily(diffTable().Symbol("s").Capacity(1000)),
			why: `symbol column "s" has a capacity of 256, declared as 1024`,
			steps: `
rewrites data: ALTER TABLE ddl_diff ALTER COLUMN s SYMBOL CAPACITY 1000
undo: ALTER TABLE ddl_diff ALTER COLUMN s SYMBOL CAPACITY 256`,
		},
		{
			name: "a smaller symbol capacity",
			live: plainSymbol, want: daily(diffTable().Symbol("s").Capacity(64)),
		},
		{
			name: "no cache",
			live: plainSymbol, want: daily(diffTable().Symbol("s").NoCache()),
			why: `symbol column "s" is cached, declared as not cached`,
			steps: `
safe: ALTER TABLE ddl_diff ALTER COLUMN s NOCACHE
undo: ALTER TABLE ddl_diff ALTER COLUMN s CACHE`,
		},
		{
			name: "cache",
			live: daily(diffTable().Symbol("s").NoCache()), want: daily(diffTable().Symbol("s").Cache()),
			why: `symbol column "s" is not cached, declared as cached`,
			steps: `
safe: ALTER TABLE ddl_diff ALTER COLUMN s CACHE
undo: ALTER TABLE ddl_diff ALTER COLUMN s NOCACHE`,
		},
		{
			name: "add an index",
			live: plainSymbol, want: daily(diffTable().Symbol("s").IndexCapacity(100)),
			why: `column "s" has no index, declared with one`,
			steps: `
safe: ALTER TABLE ddl_diff ALTER COLUMN s ADD INDEX CAPACITY 100
undo: ALTER TABLE ddl_diff ALTER COLUMN s DROP INDEX`,
		},
		{
			name: "drop an index",
			live: daily(diffTable().Symbol("s").Index()), want: plainSymbol,
			why: `column "s" has an index, declared without`,
			steps: `
safe: ALTER TABLE ddl_diff ALTER COLUMN s DROP INDEX
undo: ALTER TABLE ddl_diff ALTER COLUMN s ADD INDEX CAPACITY 256`,
		},
		{
			name: "index capacity",
			live: daily(diffTable().Symbol("s").IndexCapacity(64)), want: daily(diffTable().Symbol("s").IndexCapacity(512)),
			why: `the index of column "s" has a capacity of 64, declared as 512`,
			steps: `
safe: ALTER TABLE ddl_diff ALTER COLUMN s DROP INDEX
undo: ALTER TABLE ddl_diff ALTER COLUMN s ADD INDEX CAPACITY 64
safe: ALTER TABLE ddl_diff ALTER COLUMN s ADD INDEX CAPACITY 512
undo: ALTER TABLE ddl_diff ALTER COLUMN s DROP INDEX`,
		},
		{
			name: "deduplicate",
			live: unkeyed, want: keyed("ts", "a"),
			why: `the deduplication keys are none, declared as (ts, a)`,
			steps: `
safe: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, a)
undo: ALTER TABLE ddl_diff DEDUP DISABLE`,
		},
		{
			name: "other keys",
			live: keyed("ts", "a"), want: keyed("ts", "b"),
			why: `the deduplication keys are (ts, a), declared as (ts, b)`,
			steps: `
safe: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, b)
undo: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, a)`,
		},
		{
			name: "deduplicate no more",
			live: keyed("ts", "a"), want: unkeyed,
			why: `the deduplication keys are (ts, a), declared as none`,
			steps: `
safe: ALTER TABLE ddl_diff DEDUP DISABLE
undo: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, a)`,
		},
		{
			name: "drop a key",
			live: keyed("ts", "a"), want: rels(diffTable().Int("b").PartitionBy(ddl.Day).WAL().DedupKeys("ts")),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff.a")},
			why:     `column "a", which is dropped, is a key of deduplication`,
			steps: `
safe: ALTER TABLE ddl_diff DEDUP DISABLE
undo: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts, a)
loses data: ALTER TABLE ddl_diff DROP COLUMN a
undo: ALTER TABLE ddl_diff ADD COLUMN a INT
safe: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts)
undo: ALTER TABLE ddl_diff DEDUP DISABLE`,
		},
		{
			name: "a TTL",
			live: day, want: ttl(ddl.Day, ddl.Weeks(1)),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff")},
			why:     `the TTL is none, declared as 1 WEEK`,
			steps: `
loses data: ALTER TABLE ddl_diff SET TTL 1 WEEK
undo: ALTER TABLE ddl_diff SET TTL 0 HOURS`,
		},
		{
			name: "a longer TTL",
			live: ttl(ddl.Day, ddl.Weeks(1)), want: ttl(ddl.Day, ddl.Days(21)),
			why: `the TTL is 1 WEEK, declared as 3 WEEKS`,
			steps: `
safe: ALTER TABLE ddl_diff SET TTL 21 DAYS
undo: ALTER TABLE ddl_diff SET TTL 1 WEEK`,
		},
		{
			name: "the same TTL in other words",
			live: ttl(ddl.Day, ddl.Weeks(1)), want: ttl(ddl.Day, ddl.Hours(7*24)),
		},
		{
			name: "no TTL",
			live: ttl(ddl.Day, ddl.Weeks(1)), want: day,
			why: `the TTL is 1 WEEK, declared as none`,
			steps: `
safe: ALTER TABLE ddl_diff SET TTL 0 HOURS
undo: ALTER TABLE ddl_diff SET TTL 1 WEEK`,
		},
		{
			name: "no TTL of months",
			live: ttl(ddl.Month, ddl.Years(1)), want: rels(diffTable().PartitionBy(ddl.Month).WAL()),
			why: `the TTL is 1 YEAR, declared as none`,
			steps: `
needs a new table: CREATE TABLE ddl_diff_new (ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY MONTH WAL
needs a new table: INSERT INTO ddl_diff_new (ts) SELECT ts FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "maxUncommittedRows",
			live: day, want: rels(diffTable().PartitionBy(ddl.Day).WAL().MaxUncommittedRows(1000)),
			why: `maxUncommittedRows is 500000, declared as 1000`,
			steps: `
safe: ALTER TABLE ddl_diff SET PARAM maxUncommittedRows = 1000
undo: ALTER TABLE ddl_diff SET PARAM maxUncommittedRows = 500000`,
		},
		{
			name: "o3MaxLag",
			live: day, want: rels(diffTable().PartitionBy(ddl.Day).WAL().O3MaxLag(5 * time.Second)),
			why: `o3MaxLag is 10m0s, declared as 5s`,
			steps: `
safe: ALTER TABLE ddl_diff SET PARAM o3MaxLag = 5s
undo: ALTER TABLE ddl_diff SET PARAM o3MaxLag = 10m`,
		},
		{
			name: "no write-ahead log",
			live: day, want: rels(diffTable().PartitionBy(ddl.Day).BypassWAL()), restart: true,
			why: `it has a write-ahead log, declared as it has no write-ahead log: from the next start of the server`,
			steps: `
safe: ALTER TABLE ddl_diff SET TYPE BYPASS WAL
undo: ALTER TABLE ddl_diff SET TYPE WAL`,
		},
		{
			name: "a write-ahead log and keys",
			live: rels(diffTable().PartitionBy(ddl.Day).BypassWAL()), want: rels(diffTable().PartitionBy(ddl.Day).WAL().DedupKeys("ts")), restart: true,
			why: `it has no write-ahead log, declared as it has a write-ahead log: from the next start of the server; compare again then, for the deduplication keys`,
			steps: `
safe: ALTER TABLE ddl_diff SET TYPE WAL
undo: ALTER TABLE ddl_diff SET TYPE BYPASS WAL`,
		},
		{
			name: "other partitions",
			live: day, want: rels(diffTable().Int("v").PartitionBy(ddl.Month).WAL()),
			why: `column "v" is missing`,
			steps: `
safe: ALTER TABLE ddl_diff ADD COLUMN v INT
undo: ALTER TABLE ddl_diff DROP COLUMN v
needs a new table: CREATE TABLE ddl_diff_new (ts TIMESTAMP, v INT) TIMESTAMP(ts) PARTITION BY MONTH WAL
needs a new table: INSERT INTO ddl_diff_new (ts, v) SELECT ts, v FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "another designated timestamp",
			live: rels(diffTable().Timestamp("at").PartitionBy(ddl.Day).WAL()),
			want: rels(ddl.Table("ddl_diff").Timestamp("ts").Timestamp("at").Designated().PartitionBy(ddl.Day).WAL()),
			why:  `the designated timestamp is "ts", declared as "at"`,
			steps: `
needs a new table: CREATE TABLE ddl_diff_new (ts TIMESTAMP, at TIMESTAMP) TIMESTAMP(at) PARTITION BY DAY WAL
needs a new table: INSERT INTO ddl_diff_new (ts, at) SELECT ts, at FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "the designated timestamp's type",
			live: day, want: rels(ddl.Table("ddl_diff").TimestampNS("ts").Designated().PartitionBy(ddl.Day).WAL()),
			why: `column "ts" is TIMESTAMP, declared as TIMESTAMP_NS`,
			steps: `
needs a new table: CREATE TABLE ddl_diff_new (ts TIMESTAMP_NS) TIMESTAMP(ts) PARTITION BY DAY WAL
needs a new table: INSERT INTO ddl_diff_new (ts) SELECT CAST(ts AS TIMESTAMP_NS) FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "another order",
			live: intColumn, want: rels(ddl.Table("ddl_diff").Int("v").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()),
			why: `column "v" is the 2. column, declared as the 1.; column "ts" is the 1. column, declared as the 2.`,
			steps: `
needs a new table: CREATE TABLE ddl_diff_new (v INT, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY DAY WAL
needs a new table: INSERT INTO ddl_diff_new (v, ts) SELECT v, ts FROM ddl_diff
needs a new table: RENAME TABLE ddl_diff TO ddl_diff_old
needs a new table: RENAME TABLE ddl_diff_new TO ddl_diff`,
		},
		{
			name: "another order that is ignored",
			live: intColumn, want: rels(ddl.Table("ddl_diff").Int("v").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()),
			options: []ddl.DiffOption{ddl.IgnoreColumnOrder()},
		},
	})
}

// TestDiffViews has a row for each kind of step of a view, and for what the
// steps of a table make of its views.
func TestDiffViews(t *testing.T) {
	tables := rels(diffBase)
	view := append(tables, diffView(diffBase))
	mat := append(tables, diffHourly(diffBase, asIs))
	monthly := ddl.Define("ddl_diff_base", func(t DiffTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Month).WAL() })
	hourly := diffHourly(diffBase, asIs)
	diffDaily := ddl.DefineMaterializedView("ddl_diff_daily", func(v DiffMean) ddl.MatViewSpec {
		return ddl.Materialized(expr.Select(hourly.Ts, hourly.Source, v.Mean.Is(fn.Avg(hourly.Mean))).From(hourly).SampleBy(expr.Days(1)))
	})
	without := ddl.Define("ddl_diff_base", func(t struct {
		expr.Table
		Ts     expr.TimestampColumn
		Source expr.SymbolColumn
		Value  expr.DoubleColumn
	},
	) ddl.Spec {
		return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
	})
	diffRows(t, []diffRow{
		{
			name: "create a view",
			live: tables, want: view,
			why: `view "ddl_diff_view" is missing`,
			steps: `
safe: CREATE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base)
undo: DROP VIEW ddl_diff_view`,
		},
		{
			name: "replace a view",
			live: view, want: append(tables, diffView(diffBase, diffBase.Value.Gt(1))),
			why: `its query is SELECT ts, source, value AS mean FROM ddl_diff_base, declared as SELECT ts, source, value AS mean FROM ddl_diff_base WHERE value > 1.0`,
			steps: `
safe: CREATE OR REPLACE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base WHERE value > 1.0)
undo: CREATE OR REPLACE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base)`,
		},
		{
			name: "drop a view",
			live: view, want: tables,
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_view")},
			steps: `
safe: DROP VIEW ddl_diff_view
undo: CREATE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base)`,
		},
		{
			name: "create a materialized view",
			live: tables, want: mat,
			steps: `
safe: CREATE MATERIALIZED VIEW ddl_diff_hourly AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h)
undo: DROP MATERIALIZED VIEW ddl_diff_hourly`,
		},
		{
			name: "drop a materialized view",
			live: mat, want: tables,
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_hourly")},
			steps: `
loses data: DROP MATERIALIZED VIEW ddl_diff_hourly
undo: CREATE MATERIALIZED VIEW ddl_diff_hourly WITH BASE ddl_diff_base REFRESH IMMEDIATE AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) TIMESTAMP(ts) PARTITION BY MONTH`,
		},
		{
			name: "a view becomes a table",
			live: view, want: append(tables, ddl.Table("ddl_diff_view").Long("v")),
			steps: `
safe: DROP VIEW ddl_diff_view
undo: CREATE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base)
safe: CREATE TABLE ddl_diff_view (v LONG)
undo: DROP TABLE ddl_diff_view`,
		},
		{
			name:    "drop a table with its views",
			live:    append(mat, diffView(diffBase)),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_base", "ddl_diff_hourly", "ddl_diff_view")},
			steps: `
safe: DROP VIEW ddl_diff_view
undo: CREATE VIEW ddl_diff_view AS (SELECT ts, source, value AS mean FROM ddl_diff_base)
loses data: DROP MATERIALIZED VIEW ddl_diff_hourly
undo: CREATE MATERIALIZED VIEW ddl_diff_hourly WITH BASE ddl_diff_base REFRESH IMMEDIATE AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) TIMESTAMP(ts) PARTITION BY MONTH
loses data: DROP TABLE ddl_diff_base
undo: CREATE TABLE ddl_diff_base (ts TIMESTAMP, source SYMBOL CAPACITY 256 CACHE, value DOUBLE, extra INT) TIMESTAMP(ts) PARTITION BY DAY WAL WITH maxUncommittedRows=500000, o3MaxLag=10m`,
		},
		{
			name: "refresh",
			live: mat,
			want: append(tables, diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec {
				return s.Refresh(ddl.Every(ddl.Hours(1)).Period(ddl.PeriodLength(ddl.Days(1)).TimeZone("Europe/Berlin").Delay(ddl.Hours(1))))
			})),
			steps: `
safe: ALTER MATERIALIZED VIEW ddl_diff_hourly SET REFRESH EVERY 1h PERIOD (LENGTH 1d TIME ZONE 'Europe/Berlin' DELAY 1h)
undo: ALTER MATERIALIZED VIEW ddl_diff_hourly SET REFRESH IMMEDIATE`,
		},
		{
			name: "refresh from a start",
			live: mat,
			want: append(tables, diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec {
				return s.Refresh(ddl.Every(ddl.Hours(2)).Start(newYear).TimeZone("Europe/Berlin"))
			})),
			steps: `
safe: ALTER MATERIALIZED VIEW ddl_diff_hourly SET REFRESH EVERY 2h START '2026-01-01T00:00:00.000000Z' TIME ZONE 'Europe/Berlin'
undo: ALTER MATERIALIZED VIEW ddl_diff_hourly SET REFRESH IMMEDIATE`,
		},
		{
			name: "a TTL of a view",
			live: append(tables, diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.PartitionBy(ddl.Day) })),
			want: append(tables, diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec {
				return s.PartitionBy(ddl.Day).TTL(ddl.Weeks(8))
			})),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_hourly")},
			steps: `
loses data: ALTER MATERIALIZED VIEW ddl_diff_hourly SET TTL 8 WEEKS
undo: ALTER MATERIALIZED VIEW ddl_diff_hourly SET TTL 0 HOURS`,
		},
		{
			name: "an index of a view",
			live: mat,
			want: append(tables, diffHourly(diffBase, func(v DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.IndexCapacity(v.Source, 64) })),
			steps: `
safe: ALTER MATERIALIZED VIEW ddl_diff_hourly ALTER COLUMN source ADD INDEX CAPACITY 64
undo: ALTER MATERIALIZED VIEW ddl_diff_hourly ALTER COLUMN source DROP INDEX`,
		},
		{
			name: "partitions of a view",
			live: mat,
			want: append(tables, diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.PartitionBy(ddl.Year) })),
			steps: `
rewrites data: DROP MATERIALIZED VIEW ddl_diff_hourly
undo: CREATE MATERIALIZED VIEW ddl_diff_hourly WITH BASE ddl_diff_base REFRESH IMMEDIATE AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) TIMESTAMP(ts) PARTITION BY MONTH
safe: CREATE MATERIALIZED VIEW ddl_diff_hourly AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) PARTITION BY YEAR
undo: DROP MATERIALIZED VIEW ddl_diff_hourly`,
		},
		{
			name: "a column that no view reads",
			live: mat, want: rels(without, diffHourly(diffBase, asIs)),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_base.extra")},
			steps: `
loses data: ALTER TABLE ddl_diff_base DROP COLUMN extra
undo: ALTER TABLE ddl_diff_base ADD COLUMN extra INT
rewrites data: REFRESH MATERIALIZED VIEW ddl_diff_hourly FULL`,
		},
		{
			name: "a new base table",
			live: append(mat, diffView(diffBase)),
			want: rels(ddl.Define("ddl_diff_base", func(t DiffTable) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Month).WAL()
			}), diffHourly(diffBase, asIs), diffView(diffBase)),
			steps: `
needs a new table: CREATE TABLE ddl_diff_base_new (ts TIMESTAMP, source SYMBOL, value DOUBLE, extra INT) TIMESTAMP(ts) PARTITION BY MONTH WAL
needs a new table: INSERT INTO ddl_diff_base_new (ts, source, value, extra) SELECT ts, source, value, extra FROM ddl_diff_base
needs a new table: RENAME TABLE ddl_diff_base TO ddl_diff_base_old
needs a new table: RENAME TABLE ddl_diff_base_new TO ddl_diff_base
needs a new table: REFRESH MATERIALIZED VIEW ddl_diff_hourly FULL`,
		},
		{
			name: "a new base table of a view that changes",
			live: mat,
			want: rels(monthly, diffHourly(monthly, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.PartitionBy(ddl.Year) })),
			why:  `it is partitioned by MONTH, declared as YEAR`,
			steps: `
rewrites data: DROP MATERIALIZED VIEW ddl_diff_hourly
undo: CREATE MATERIALIZED VIEW ddl_diff_hourly WITH BASE ddl_diff_base REFRESH IMMEDIATE AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) TIMESTAMP(ts) PARTITION BY MONTH
needs a new table: CREATE TABLE ddl_diff_base_new (ts TIMESTAMP, source SYMBOL, value DOUBLE, extra INT) TIMESTAMP(ts) PARTITION BY MONTH WAL
needs a new table: INSERT INTO ddl_diff_base_new (ts, source, value, extra) SELECT ts, source, value, extra FROM ddl_diff_base
needs a new table: RENAME TABLE ddl_diff_base TO ddl_diff_base_old
needs a new table: RENAME TABLE ddl_diff_base_new TO ddl_diff_base
safe: CREATE MATERIALIZED VIEW ddl_diff_hourly AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) PARTITION BY YEAR
undo: DROP MATERIALIZED VIEW ddl_diff_hourly`,
		},
		{
			name:    "a column under a view of a view",
			live:    append(mat, diffDaily),
			want:    rels(without, diffHourly(diffBase, asIs), diffDaily),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_base.extra")},
			steps: `
loses data: ALTER TABLE ddl_diff_base DROP COLUMN extra
undo: ALTER TABLE ddl_diff_base ADD COLUMN extra INT
rewrites data: REFRESH MATERIALIZED VIEW ddl_diff_hourly FULL
rewrites data: REFRESH MATERIALIZED VIEW ddl_diff_daily FULL`,
		},
		{
			name: "a base table that keeps less",
			live: rels(ddl.Define("ddl_diff_base", func(t DiffTable) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Day).TTL(ddl.Days(3)).WAL()
			}), diffHourly(diffBase, asIs)),
			want: rels(ddl.Define("ddl_diff_base", func(t DiffTable) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Day).TTL(ddl.Days(3)).WAL()
			}), diffHourly(diffBase, func(_ DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec { return s.PartitionBy(ddl.Year) })),
			options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff_hourly")},
			steps: `
loses data: DROP MATERIALIZED VIEW ddl_diff_hourly
undo: CREATE MATERIALIZED VIEW ddl_diff_hourly WITH BASE ddl_diff_base REFRESH IMMEDIATE AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) TIMESTAMP(ts) PARTITION BY MONTH
safe: CREATE MATERIALIZED VIEW ddl_diff_hourly AS (SELECT ts, source, avg(value) AS mean FROM ddl_diff_base SAMPLE BY 1h) PARTITION BY YEAR
undo: DROP MATERIALIZED VIEW ddl_diff_hourly`,
		},
	})
}

func diffRows(t *testing.T, rows []diffRow) {
	t.Helper()
	db := qdbtest.DB(t)
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			defer dropMatching(t, db, "ddl_diff*")
			dropMatching(t, db, "ddl_diff*")
			create(t, db, r.live)
			live, want := inspect(t, db, "ddl_diff*"), modelOf(t, r.want)
			steps, err := ddl.Diff(live, want, r.options...)
			if err != nil {
				t.Fatal(err)
			}
			checkSteps(t, r, steps)
			for _, s := range steps {
				if !apply(t, db, s) {
					t.Fatalf("the plan does not work: %s", s)
				}
			}
			if left, err := ddl.Diff(inspect(t, db, "ddl_diff*"), want, r.options...); !r.restart && (err != nil || len(left) > 0) {
				t.Errorf("after all steps there is left %v %v", left, err)
			}
			if r.oneWay {
				return
			}
			undo(t, db, steps)
			if left, err := ddl.Diff(inspect(t, db, "ddl_diff*"), modelOf(t, r.live), ddl.IgnoreColumnOrder()); err != nil || len(left) > 0 {
				t.Errorf("after the steps back there is left %v %v", left, err)
			}
		})
	}
}

func create(t *testing.T, db *pgxpool.Pool, relations []expr.Relation) {
	t.Helper()
	if err := qdb.CreateAll(t.Context(), db, ddl.NewSchema(relations...)); err != nil {
		t.Fatal(err)
	}
}

func modelOf(t *testing.T, relations []expr.Relation) ddl.SchemaModel {
	t.Helper()
	m, err := ddl.NewSchema(relations...).Model()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func checkSteps(t *testing.T, r diffRow, steps []ddl.Step) {
	t.Helper()
	if got, want := listing(steps), strings.TrimSpace(r.steps); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(steps) > 0 && r.why != "" && steps[0].Why != r.why {
		t.Errorf("why is\n%s\nwant\n%s", steps[0].Why, r.why)
	}
}

func listing(steps []ddl.Step) string {
	var lines []string
	for _, s := range steps {
		statements := s.Plan
		if s.Risk != ddl.NeedsNewTable {
			statements = []string{s.SQL}
		}
		for _, statement := range statements {
			lines = append(lines, s.Risk.String()+": "+statement)
		}
		if s.Undo != "" {
			lines = append(lines, "undo: "+s.Undo)
		}
	}
	return strings.Join(lines, "\n")
}

// undo takes steps back. What a plan has done is taken back by the names of the
// two tables.
func undo(t *testing.T, db *pgxpool.Pool, steps []ddl.Step) {
	t.Helper()
	for _, s := range slices.Backward(steps) {
		switch {
		case s.Risk == ddl.NeedsNewTable:
			run(t, db, "DROP TABLE "+s.Table)
			run(t, db, "RENAME TABLE "+s.Table+"_old TO "+s.Table)
		case s.Undo != "":
			run(t, db, s.Undo)
		}
		settle(t, db, s.Table)
	}
}

// TestDiffErrors has what Diff refuses, and what it says to do.
func TestDiffErrors(t *testing.T) {
	model := func(relations ...expr.Relation) ddl.SchemaModel { return modelOf(t, relations) }
	day := daily(diffTable())
	noted := modelOf(t, daily(diffTable().Varchar("note").Long("v")))
	twice := ddl.SchemaModel{Tables: append(modelOf(t, day).Tables, modelOf(t, daily(ddl.Table("DDL_diff").Timestamp("ts").Designated())).Tables...)}
	unknown := modelOf(t, day)
	unknown.Tables[0].Columns = append(unknown.Tables[0].Columns, unknown.Tables[0].Columns[0])
	unknown.Tables[0].Columns[1].Name, unknown.Tables[0].Columns[1].Unknown = "v", "LONG512"
	for _, tt := range []struct {
		name       string
		live, want ddl.SchemaModel
		options    []ddl.DiffOption
		err        string
	}{
		{
			name: "losses", live: noted, want: modelOf(t, daily(diffTable().Int("v"))),
			err: `ddl: the difference would lose data, which has to be allowed by name:
	ddl_diff: column "v" is LONG, declared as INT: what does not fit becomes NULL, 0 or another value: ALTER TABLE ddl_diff ALTER COLUMN v TYPE INT: allow it with ddl.AllowLoss("ddl_diff.v")
	ddl_diff: column "note" VARCHAR is not declared: ALTER TABLE ddl_diff DROP COLUMN note: allow it with ddl.AllowLoss("ddl_diff.note")`,
		},
		{
			name: "some losses", live: noted, want: modelOf(t, daily(diffTable().Int("v"))), options: []ddl.DiffOption{ddl.AllowLoss("ddl_diff.note", "other")},
			err: `ddl: the difference would lose data, which has to be allowed by name:
	ddl_diff: column "v" is LONG, declared as INT: what does not fit becomes NULL, 0 or another value: ALTER TABLE ddl_diff ALTER COLUMN v TYPE INT: allow it with ddl.AllowLoss("ddl_diff.v")`,
		},
		{
			name: "a TTL", live: modelOf(t, day), want: model(diffTable().PartitionBy(ddl.Day).WAL().TTL(ddl.Days(1))),
			err: `ddl: the difference would lose data, which has to be allowed by name:
	ddl_diff: the TTL is none, declared as 1 DAY: ALTER TABLE ddl_diff SET TTL 1 DAY: allow it with ddl.AllowLoss("ddl_diff")`,
		},
		{name: "one name twice", want: twice, err: `ddl: Diff: want has table "ddl_diff" and table "DDL_diff", whose names are the same (QuestDB ignores case)`},
		{name: "a wrong table", want: ddl.SchemaModel{Tables: []ddl.TableModel{{Name: "t", Designated: -1}}}, err: `ddl: Diff: table "t": has no columns`},
		{name: "an unknown type", live: modelOf(t, day), want: unknown, err: `ddl: Diff: table "ddl_diff": column "v": LONG512 is a type that this version of questql does not know`},
		{
			name: "a new designated timestamp", live: model(ddl.Table("ddl_diff").Long("v")), want: model(ddl.Table("ddl_diff").Long("v").Timestamp("ts").Designated()),
			options: []ddl.DiffOption{ddl.IgnoreColumnOrder()}, err: `ddl: Diff: table "ddl_diff": the designated timestamp "ts" is a new column: no row has a value for it; say with RenamedColumn what it was called, or create another table`,
		},
		{name: "renamed to what is not wanted", want: modelOf(t, day), options: []ddl.DiffOption{ddl.RenamedTable("a", "b")}, err: `ddl: Diff: RenamedTable("a", "b"): want has no table "b"`},
		{name: "renamed from what is wanted", want: modelOf(t, append(slices.Clone(day), ddl.Table("a").Long("v"))), options: []ddl.DiffOption{ddl.RenamedTable("a", "ddl_diff")}, err: `ddl: Diff: RenamedTable("a", "ddl_diff"): want has a table "a" too`},
		{name: "renamed where there are both", live: modelOf(t, append(slices.Clone(day), ddl.Table("a").Long("v"))), want: modelOf(t, day), options: []ddl.DiffOption{ddl.RenamedTable("a", "ddl_diff")}, err: `ddl: Diff: RenamedTable("a", "ddl_diff"): there are both: "a" and "ddl_diff"`},
		{name: "a renamed view", want: modelOf(t, rels(diffBase, diffView(diffBase))), options: []ddl.DiffOption{ddl.RenamedTable("a", "ddl_diff_view")}, err: `ddl: Diff: RenamedTable("a", "ddl_diff_view"): a view cannot be renamed: leave the option out, and the view is created anew`},
		{name: "a renamed column of no table", want: modelOf(t, day), options: []ddl.DiffOption{ddl.RenamedColumn("a", "b", "c")}, err: `ddl: Diff: RenamedColumn("a", "b", "c"): want has no table "a"`},
		{name: "a renamed column of a view", want: modelOf(t, rels(diffBase, diffView(diffBase))), options: []ddl.DiffOption{ddl.RenamedColumn("ddl_diff_view", "b", "mean")}, err: `ddl: Diff: RenamedColumn("ddl_diff_view", "b", "mean"): view "ddl_diff_view" is no table`},
		{name: "no such column", want: modelOf(t, day), options: []ddl.DiffOption{ddl.RenamedColumn("ddl_diff", "b", "c")}, err: `ddl: Diff: RenamedColumn("ddl_diff", "b", "c"): want has no column "c"`},
		{name: "a renamed column that is wanted", want: noted, options: []ddl.DiffOption{ddl.RenamedColumn("ddl_diff", "v", "note")}, err: `ddl: Diff: RenamedColumn("ddl_diff", "v", "note"): want has a column "v" too`},
		{name: "a renamed column of both names", live: noted, want: modelOf(t, daily(diffTable().Varchar("note"))), options: []ddl.DiffOption{ddl.RenamedColumn("ddl_diff", "v", "note")}, err: `ddl: Diff: RenamedColumn("ddl_diff", "v", "note"): the table has both`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			steps, err := ddl.Diff(tt.live, tt.want, tt.options...)
			if err == nil || steps != nil {
				t.Fatalf("got %v, %v", steps, err)
			}
			if got, _, _ := strings.Cut(err.Error(), " (rendered at"); got != tt.err {
				t.Errorf("got\n%s\nwant\n%s", got, tt.err)
			}
		})
	}
}

// TestDiffHints gives the hints of a program that has run before, and of one
// that meets an empty server: they are no mistakes.
func TestDiffHints(t *testing.T) {
	want := modelOf(t, daily(diffTable().Int("w")))
	hints := []ddl.DiffOption{ddl.RenamedTable("ddl_diff_before", "ddl_diff"), ddl.RenamedColumn("ddl_diff", "v", "w"), ddl.AllowLoss("ddl_diff.gone"), nil}
	if steps, err := ddl.Diff(want, want, hints...); err != nil || len(steps) > 0 {
		t.Error(steps, err)
	}
	steps, err := ddl.Diff(ddl.SchemaModel{}, want, hints...)
	if err != nil || len(steps) != 1 || !strings.HasPrefix(steps[0].SQL, "CREATE TABLE ddl_diff ") {
		t.Error(steps, err)
	}
}

// TestDiffOfDeclarations compares two declarations, as of two releases of a
// program: what the first leaves to the server is not known, and not undone.
func TestDiffOfDeclarations(t *testing.T) {
	symbol := func() ddl.DesignatedSymbolColumns { return diffTable().Symbol("s") }
	mat := func(base DiffTable, change func(v DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec) []expr.Relation {
		return rels(base, diffHourly(base, change))
	}
	for _, tt := range []struct {
		name       string
		live, want []expr.Relation
		steps      string
	}{
		{name: "the same", live: daily(symbol()), want: daily(symbol())},
		{name: "the default in words", live: daily(symbol()), want: rels(symbol().Cache().PartitionBy(ddl.Day))},
		{name: "one TTL in other words", live: rels(diffTable().PartitionBy(ddl.Day).TTL(ddl.Hours(48))), want: rels(diffTable().PartitionBy(ddl.Day).TTL(ddl.Days(2)))},
		{name: "no partitions", live: rels(diffTable()), want: rels(diffTable().PartitionBy(ddl.None))},
		{
			name: "settings", live: daily(symbol()), want: rels(symbol().Capacity(1000).PartitionBy(ddl.Day).WAL().MaxUncommittedRows(10).O3MaxLag(time.Second)),
			steps: `
rewrites data: ALTER TABLE ddl_diff ALTER COLUMN s SYMBOL CAPACITY 1000
safe: ALTER TABLE ddl_diff SET PARAM maxUncommittedRows = 10
safe: ALTER TABLE ddl_diff SET PARAM o3MaxLag = 1s`,
		},
		{
			name: "a write-ahead log by default", live: rels(diffTable().PartitionBy(ddl.Day)), want: rels(diffTable().PartitionBy(ddl.Day).DedupKeys("ts")),
			steps: `
safe: ALTER TABLE ddl_diff DEDUP ENABLE UPSERT KEYS(ts)
undo: ALTER TABLE ddl_diff DEDUP DISABLE`,
		},
		{
			name: "a view", live: mat(diffBase, asIs),
			want: mat(diffBase, func(v DiffMean, s ddl.MaterializedSpec) ddl.MatViewSpec {
				return s.WithBase(diffBase).Designated(v.Ts).RefreshImmediate().PartitionBy(ddl.Month)
			}),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			steps, err := ddl.Diff(modelOf(t, tt.live), modelOf(t, tt.want))
			if got, want := listing(steps), strings.TrimSpace(tt.steps); err != nil || got != want {
				t.Errorf("got\n%s\n%v\nwant\n%s", got, err, want)
			}
		})
	}
}
