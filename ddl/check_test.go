package ddl_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// mistake is a statement that is refused before any I/O, and what the server
// says to the SQL that it would have been.
type mistake struct {
	name string
	s    expr.Statement
	// err is a part of the error: it names table, column and rule.
	err string
	// sql is what would have been sent, refusal a part of the server's answer.
	sql, refusal string
	// damage says what the server does instead of refusing.
	damage string
}

func mistakes() []mistake {
	table := func() ddl.Columns { return ddl.Table("ddl_zt") }
	keyed := func() ddl.Partitioned { return zt().Symbol("s").DoubleArray("a", 1).PartitionBy(ddl.Day) }
	const head = `create table ddl_zt (ts timestamp, s symbol, a double[]) timestamp(ts) `
	const plain = `create table ddl_zt (ts timestamp) timestamp(ts) `
	create := func(t expr.Relation) expr.Statement { return ddl.Create(t) }
	alter := ddl.Alter(Altered)
	base := expr.Select(expr.All).From(Base)
	return []mistake{
		{name: "no columns", s: create(table()), err: `table "ddl_zt": has no columns`, sql: `create table ddl_zt ()`, refusal: `missing column definition`},
		{name: "two columns of one name", s: create(table().Int("x").Int("X")), err: `table "ddl_zt": column "x" and column "X" have the same name`, sql: `create table ddl_zt (x int, X int)`, refusal: `Duplicate column [name=X]`},
		{name: "bad column name", s: create(table().Int("a.b")), err: `table "ddl_zt": column "a.b": column name "a.b" contains '.'`, sql: `create table ddl_zt ("a.b" int)`, refusal: `new column name contains invalid characters`},
		{name: "bad table name", s: create(ddl.Table("a?b").Int("x")), err: `table name "a?b" contains '?'`, sql: `create table "a?b" (x int)`, refusal: `invalid table name`},
		{name: "long column name", s: create(table().Int(strings.Repeat("x", 128))), err: `is 128 characters long; QuestDB allows 127`, sql: `create table ddl_zt ("` + strings.Repeat("x", 128) + `" int)`, refusal: `invalid characters`},
		{name: "operator as a name", s: create(table().Int("and")), err: `column name "and" is read as an operator, even in quotes`, damage: `WHERE "and" = 1 is a NullPointerException of the server`},
		{name: "capacity 1", s: create(table().Symbol("s").Capacity(1)), err: `column "s": symbol capacity must be from 2 to`, sql: `create table ddl_zt (s symbol capacity 1)`, refusal: `min symbol capacity is 2`},
		{name: "capacity 0", s: create(table().Symbol("s").Capacity(0)), err: `column "s": symbol capacity must be from 2 to`, sql: `create table ddl_zt (s symbol capacity 0)`, refusal: `min symbol capacity is 2`},
		{name: "capacity -1", s: create(table().Symbol("s").Capacity(-1)), err: `column "s": symbol capacity must be from 2 to`, sql: `create table ddl_zt (s symbol capacity -1)`, refusal: `capacity`},
		{name: "cached capacity too large", s: create(table().Symbol("s").Capacity(1<<25 + 1)), err: `symbol capacity must be from 2 to 33554432 (cached)`, sql: `create table ddl_zt (s symbol capacity 33554433)`, refusal: `max cached symbol capacity is 33554432`},
		{name: "capacity too large", s: create(table().Symbol("s").Capacity(1<<30 + 1).NoCache()), err: `or 1073741824 (not cached), got 1073741825`, sql: `create table ddl_zt (s symbol capacity 1073741825 nocache)`, refusal: `max symbol capacity is 1073741824`},
		{name: "cache and nocache", s: create(table().Symbol("s").Cache().NoCache()), err: `column "s": it is both CACHE and NOCACHE`, sql: `create table ddl_zt (s symbol cache nocache)`, refusal: `expected`},
		{name: "index capacity 1", s: create(table().Symbol("s").IndexCapacity(1)), err: `column "s": index capacity must be from 2 to 8388608, got 1`, sql: `create table ddl_zt (s symbol index capacity 1)`, refusal: `min index block capacity is 2`},
		{name: "index capacity too large", s: create(table().Symbol("s").IndexCapacity(1<<23 + 1)), err: `index capacity must be from 2 to 8388608, got 8388609`, sql: `create table ddl_zt (s symbol index capacity 8388609)`, refusal: `max index block capacity is 8388608`},
		{
			name: "index on a number", s: create(ddl.Define("ddl_zt", func(struct {
				expr.Table
				X expr.LongColumn `qdb:"x,index"`
			},
			) ddl.Spec {
				return nil
			})), err: `field X (column "x"): capacity, cache and index are options of SYMBOL, not of LONG`,
			sql: `create table ddl_zt (x long), index(x)`, refusal: `indexes are supported only for SYMBOL columns`,
		},
		{name: "decimal of 77 digits", s: create(table().Decimal("d", 77, 0)), err: `table "ddl_zt": column "d": `, sql: `create table ddl_zt (d decimal(77,0))`, refusal: `must be less than 76`},
		{name: "decimal with more decimals than digits", s: create(table().Decimal("d", 5, 6)), err: `table "ddl_zt": column "d": `, sql: `create table ddl_zt (d decimal(5,6))`, refusal: `must be greater than or equal to the scale`},
		{name: "geohash of 61 bits", s: create(table().GeohashBits("g", 61)), err: `table "ddl_zt": column "g": `, sql: `create table ddl_zt (g geohash(61b))`, refusal: `invalid GEOHASH type precision range`},
		{name: "geohash of 13 characters", s: create(table().GeohashChars("g", 13)), err: `table "ddl_zt": column "g": `, sql: `create table ddl_zt (g geohash(13c))`, refusal: `invalid GEOHASH type precision range`},
		{name: "geohash of nothing", s: create(table().GeohashChars("g", 0)), err: `table "ddl_zt": column "g": `, sql: `create table ddl_zt (g geohash(0c))`, refusal: `GEOHASH`},
		{name: "array of 33 dimensions", s: create(table().DoubleArray("a", 33)), err: `table "ddl_zt": column "a": `, sql: `create table ddl_zt (a double` + strings.Repeat("[]", 33) + `)`, refusal: `too many array dimensions`},
		{name: "parquet encoding of another type", s: create(table().Double("d").Parquet(ddl.DeltaBinaryPacked, ddl.DefaultCodec)), err: `column "d": PARQUET: a DOUBLE column has no encoding DELTA_BINARY_PACKED: use PLAIN or RLE_DICTIONARY`, sql: `create table ddl_zt (d double parquet(delta_binary_packed))`, refusal: `is not valid for column type DOUBLE`},
		{name: "parquet level", s: create(table().Double("d").Parquet(ddl.Plain, ddl.Zstd(23))), err: `column "d": PARQUET: the compression level of ZSTD must be from 1 to 22, got 23`, sql: `create table ddl_zt (d double parquet(plain, zstd(23)))`, refusal: `compression level must be between 1 and 22`},
		{name: "parquet of no column", s: create(table().Parquet(ddl.Plain, ddl.DefaultCodec)), err: `PARQUET is of a column: add one before`},
		{name: "TTL less than a partition", s: create(zt().PartitionBy(ddl.Day).TTL(ddl.Hours(12))), err: `table "ddl_zt": TTL 12h is no whole number of DAY partitions`, sql: plain + `partition by day ttl 12 hours`, refusal: `must be an integer multiple of partition size`},
		{name: "TTL no multiple", s: create(zt().PartitionBy(ddl.Week).TTL(ddl.Days(10))), err: `TTL 10d is no whole number of WEEK partitions`, sql: plain + `partition by week ttl 10 days`, refusal: `must be an integer multiple of partition size`},
		{name: "TTL in weeks of months", s: create(zt().PartitionBy(ddl.Month).TTL(ddl.Weeks(8))), err: `TTL 8w is no whole number of MONTH partitions`, sql: plain + `partition by month ttl 8 weeks`, refusal: `must be an integer multiple of partition size`},
		{name: "TTL in months of years", s: create(zt().PartitionBy(ddl.Year).TTL(ddl.Months(18))), err: `TTL 18M is no whole number of YEAR partitions`, sql: plain + `partition by year ttl 18 months`, refusal: `must be an integer multiple of partition size`},
		{name: "TTL without partitions", s: create(zt().PartitionBy(ddl.None).TTL(ddl.Days(1))), err: `TTL a TTL needs PARTITION BY`, sql: plain + `partition by none ttl 1 day`, refusal: `cannot set TTL on a non-partitioned table`},
		{name: "TTL in minutes", s: create(zt().PartitionBy(ddl.Hour).TTL(ddl.Minutes(90))), err: `TTL 90m: the unit must be one of Hours, Days, Weeks, Months, Years`, sql: plain + `partition by hour ttl 90 minutes`, refusal: `invalid unit`},
		{name: "negative TTL", s: create(zt().PartitionBy(ddl.Hour).TTL(ddl.Hours(-1))), err: `TTL -1h: the interval must be positive`, sql: plain + `partition by hour ttl -1 hours`, refusal: `invalid syntax`},
		{name: "endless TTL", s: create(zt().PartitionBy(ddl.Hour).TTL(ddl.Years(200_000_000))), err: `TTL 200000000y: a TTL is at most 2147483647 months`, sql: plain + `partition by hour ttl 200000000 years`, refusal: `value out of range`},
		{name: "WAL without partitions", s: create(zt().PartitionBy(ddl.None).WAL()), err: `table "ddl_zt": WAL needs PARTITION BY HOUR`, sql: plain + `partition by none wal`, refusal: `can only be used on partitioned tables`},
		{
			name: "partitions without a timestamp", s: create(ddl.Define("ddl_zt", func(struct {
				expr.Table
				X expr.LongColumn
			},
			) ddl.Spec {
				return ddl.PartitionBy(ddl.Day)
			})), err: `PARTITION BY needs a designated timestamp`,
			sql: `create table ddl_zt (x long) partition by day`, refusal: `partitioning is possible only on tables with designated timestamps`,
		},
		{name: "unknown partition", s: create(zt().PartitionBy("QUARTER")), err: `table "ddl_zt": PARTITION BY "QUARTER": use ddl.Hour`, sql: plain + `partition by quarter`, refusal: `'NONE', 'HOUR', 'DAY', 'WEEK', 'MONTH' or 'YEAR' expected`},
		{
			name: "designated DATE", s: create(ddl.Define("ddl_zt", func(t struct {
				expr.Table
				S expr.SymbolColumn `qdb:"s,designated"`
			},
			) ddl.Spec {
				return nil
			})), err: `the designated timestamp field S (column "s") is SYMBOL, not TIMESTAMP or TIMESTAMP_NS`,
			sql: `create table ddl_zt (s symbol) timestamp(s)`, refusal: `TIMESTAMP column expected`,
		},
		{name: "keys without the timestamp", s: create(keyed().WAL().DedupKeys("s")), err: `table "ddl_zt": DEDUP UPSERT KEYS: the designated timestamp "ts" must be one of them`, sql: head + `partition by day wal dedup upsert keys(s)`, refusal: `must include dedicated timestamp column`},
		{name: "key twice", s: create(keyed().WAL().DedupKeys("ts", "s", "S")), err: `DEDUP UPSERT KEYS: column "s" is named twice`, sql: head + `partition by day wal dedup upsert keys(ts, s, s)`, refusal: `duplicate dedup column`},
		{name: "key that is no column", s: create(keyed().WAL().DedupKeys("ts", "x")), err: `DEDUP UPSERT KEYS: there is no column "x"`, sql: head + `partition by day wal dedup upsert keys(ts, x)`, refusal: `deduplicate key column not found`},
		{name: "array as a key", s: create(keyed().WAL().DedupKeys("ts", "a")), err: `DEDUP UPSERT KEYS: column "a" is DOUBLE[]: an array cannot be a key`, sql: head + `partition by day wal dedup upsert keys(ts, a)`, refusal: `cannot include ARRAY`},
		{name: "no keys", s: create(keyed().WAL().DedupKeys()), err: `DEDUP UPSERT KEYS: no column is named`, sql: head + `partition by day wal dedup upsert keys()`, refusal: `column`},
		{name: "keys without partitions", s: create(zt().PartitionBy(ddl.None).DedupKeys("ts")), err: `DEDUP UPSERT KEYS need a WAL table`, sql: plain + `partition by none dedup upsert keys(ts)`, refusal: `deduplication is possible only on WAL tables`},
		{name: "negative rows", s: create(table().Int("x").MaxUncommittedRows(-1)), err: `table "ddl_zt": WITH: maxUncommittedRows must be from 0 to 2147483647, got -1`, sql: `create table ddl_zt (x int) with maxUncommittedRows=-1`, refusal: `could not parse maxUncommittedRows`},
		{name: "too many rows", s: create(table().Int("x").MaxUncommittedRows(1 << 31)), err: `maxUncommittedRows must be from 0 to 2147483647`, sql: `create table ddl_zt (x int) with maxUncommittedRows=2147483648`, refusal: `could not parse maxUncommittedRows`},
		{name: "negative lag", s: create(table().Int("x").O3MaxLag(-time.Second)), err: `WITH: o3MaxLag must not be negative, got -1s`, sql: `create table ddl_zt (x int) with o3MaxLag=-1s`, refusal: `invalid interval qualifier`},
		{name: "lag in nanoseconds", s: create(table().Int("x").O3MaxLag(5)), err: `o3MaxLag must be a whole number of microseconds, got 5ns`, sql: "", damage: "the server takes ns, and keeps microseconds"},
		{name: "empty volume", s: create(table().Int("x").InVolume("")), err: `table "ddl_zt": IN VOLUME: the alias of a volume is empty`, sql: `create table ddl_zt (x int) in volume ''`, refusal: `volume`},

		{name: "batch 0", s: ddl.Create(table()).As(base).Batch(0), err: `table "ddl_zt": BATCH must be from 1 to 2147483647, got 0`, sql: `create batch 0 table ddl_zt as (select * from ddl_base)`, refusal: `batch size must be positive integer`},
		{name: "batch and atomic", s: ddl.Create(table()).As(base).Batch(5).Atomic(), err: `ATOMIC and BATCH exclude each other`, sql: `create atomic batch 5 table ddl_zt as (select * from ddl_base)`, refusal: `expected`},
		{name: "cast of no column", s: ddl.Create(table().Int("nope")).As(base), err: `table "ddl_zt": column "nope" is not a column of the query`, sql: `create table ddl_zt as (select * from ddl_base), cast(nope as int)`, refusal: `CAST column doesn't exist`},
		{name: "expression without a name", s: ddl.Create(table()).As(expr.Select(Base.Price.Mul(Base.Amount)).From(Base)), err: `column 1 of the query: column name is empty: add As(…)`, sql: `create table ddl_zt as (select price * amount from ddl_base)`, refusal: `invalid column name`},
		{name: "replace a table", s: ddl.Create(table().Int("x")).OrReplace(), err: `OR REPLACE is of views, not of table "ddl_zt"`, sql: `create or replace table ddl_zt (x int)`, refusal: `'view' expected`},

		{name: "two columns at a time", s: alter.AddColumn(ddl.Int("a"), ddl.Int("b")), err: `has a write-ahead log, and takes one column in a statement, got 2`, sql: `alter table ddl_base add column a int, b int`, refusal: `contains multiple transactions`},
		{name: "drop the timestamp", s: alter.DropColumn(Altered.Ts), err: `column "ts" is the designated timestamp, which cannot be dropped`, sql: `alter table ddl_base drop column ts`, refusal: `cannot remove designated timestamp column`},
		{name: "type of the timestamp", s: alter.AlterColumn(Altered.Ts).Type(types.Long), err: `column "ts" is the designated timestamp, whose type cannot change`, sql: `alter table ddl_base alter column ts type long`, refusal: `cannot change type of designated timestamp column`},
		{name: "add an index to a number", s: alter.AlterColumn(Altered.X).AddIndex(), err: `field X (column "x") is LONG: an index is of SYMBOL`, sql: `alter table ddl_base alter column qty add index`, refusal: `indexes are only supported for symbol type`},
		{name: "cache a number", s: alter.AlterColumn(Altered.X).Cache(), err: `field X (column "x") is LONG: CACHE is of SYMBOL`, sql: `alter table ddl_base alter column qty cache`, refusal: `cache is only supported for symbol type`},
		{name: "another table's column", s: alter.DropColumn(Base.Qty), err: `column "qty" of table "ddl_base" (ddl_test.BaseTable) is not a column of table "ddl_zt"`},
		{name: "no partition", s: alter.DropPartitionList(), err: `no partition is named`, sql: `alter table ddl_base drop partition list`, refusal: `partition name expected`},
		{name: "partition that is no date", s: alter.DropPartitionList("x' or '1"), err: `"x' or '1" is not the name of a DAY partition: it is a date such as 2026-01-02`, sql: `alter table ddl_base drop partition list 'foo'`, refusal: `expected, found [ts=foo]`},
		{name: "partitions by another column", s: alter.DropPartitionWhere(Altered.X.Gt(1)), err: `column "x": only the designated timestamp "ts" selects partitions`, sql: `alter table ddl_base drop partition where qty > 1`, refusal: `Invalid column: qty`},
		{name: "all partitions", s: alter.DropPartitionWhere(expr.And()), err: `there is no condition, or one that names no column`, damage: "DROP PARTITION WHERE true drops every row"},
		{name: "absent condition", s: alter.DropPartitionWhere(nil), err: `there is no condition, or one that names no column`},
		{name: "rate of false positives", s: alter.ConvertPartitionToParquetList("2026-01-01").BloomFilterFPP(1), err: `the rate of false positives must be between 0 and 1, got 1`, sql: `alter table ddl_base convert partition to parquet list '2026-01-01' with (fpp = '1')`, refusal: `fpp must be between 0 and 1`},
		{name: "TTL of an existing table", s: alter.SetTTL(ddl.Hours(36)), err: `TTL 36h is no whole number of DAY partitions`, sql: `alter table ddl_base set ttl 36 hours`, refusal: `must be an integer multiple of partition size`},
		{name: "enable keys without the timestamp", s: alter.DedupEnable(Altered.S), err: `DEDUP UPSERT KEYS: the designated timestamp "ts" must be one of them`, sql: `alter table ddl_base dedup enable upsert keys(symbol)`, refusal: `must include dedicated timestamp column`},
		{name: "symbol capacity of an existing column", s: alter.AlterColumn(Altered.S).SymbolCapacity(1), err: `symbol capacity must be from 2 to 33554432, got 1`, sql: `alter table ddl_base alter column symbol symbol capacity 1`, refusal: `min symbol capacity is 2`},

		{name: "a view's columns", s: ddl.Create(ddl.DefineView("ddl_zv", func(v Tick) expr.Query { return expr.Select(Base.Ts, Base.Symbol).From(Base) })), err: `view "ddl_zv" (ddl_test.Tick): it has 3 columns (ts, symbol, px), the query gives 2`},
		{name: "a view's column without a name", s: ddl.Create(ddl.DefineView("ddl_zv", func(v Tick) expr.Query {
			return expr.Select(Base.Ts, Base.Symbol, Base.Price.Mul(Base.Amount)).From(Base)
		})), err: `column 3 of the query has no name: write c.Px.Is(…)`, sql: `create view ddl_zv as (select ts, symbol, price * amount from ddl_base)`, refusal: `invalid column name`},
		{name: "a view's column of another class", s: ddl.Create(ddl.DefineView("ddl_zv", func(v Tick) expr.Query {
			return expr.Select(Base.Ts, Base.Symbol, Base.Note.As("px")).From(Base)
		})), err: `field Px (column "px") is DOUBLE, the query gives VARCHAR`},
		{name: "a view without a query", s: ddl.Create(ddl.DefineView[Tick]("ddl_zv", nil)), err: `a view without a query`},
		{name: "a view with a dot", s: ddl.Create(ddl.DefineView("a.b", func(v Tick) expr.Query {
			return expr.Select(Base.Ts, Base.Symbol, v.Px.Is(Base.Price)).From(Base)
		})), err: `view name "a.b" contains '.'`, damage: "its columns cannot be qualified"},
		{name: "a materialized view without partitions", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec { return m.PartitionBy(ddl.None) })), err: `materialized view "ddl_zmv" (ddl_test.Candle): PARTITION BY NONE`, sql: `create materialized view ddl_zmv as (select ts, avg(price) a from ddl_base sample by 1h) partition by none`, refusal: `materialized view has to be partitioned`},
		{name: "a refresh every second", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec {
			return m.Refresh(ddl.Every(ddl.Seconds(1)))
		})), err: `REFRESH EVERY 1s: the unit must be one of Minutes`, sql: `create materialized view ddl_zmv refresh every 1s as (select ts, avg(price) a from ddl_base sample by 1h)`, refusal: `unsupported interval unit`},
		{name: "a period of months", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec {
			return m.Refresh(ddl.ByPeriod(ddl.PeriodLength(ddl.Months(1))))
		})), err: `REFRESH PERIOD: length 1M: the unit must be one of ddl.Seconds, Minutes, Hours, Days`, sql: `create materialized view ddl_zmv refresh period (length 1M) as (select ts, avg(price) a from ddl_base sample by 1h)`, refusal: `unsupported length unit`},
		{name: "a period of 25 hours", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec {
			return m.Refresh(ddl.ByPeriod(ddl.PeriodLength(ddl.Hours(25))))
		})), err: `REFRESH PERIOD: length 25h is more than 24 hours`, sql: `create materialized view ddl_zmv refresh period (length 25h) as (select ts, avg(price) a from ddl_base sample by 1h)`, refusal: `maximum supported length interval is 24 hours`},
		{name: "a delay as long as the period", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec {
			return m.Refresh(ddl.ByPeriod(ddl.PeriodLength(ddl.Days(1)).Delay(ddl.Hours(24))))
		})), err: `delay 24h must be shorter than the length 1d`, sql: `create materialized view ddl_zmv refresh period (length 1d delay 24h) as (select ts, avg(price) a from ddl_base sample by 1h)`, refusal: `delay cannot be equal to or greater than length`},
		{name: "an unknown time zone", s: ddl.Create(candles(func(m ddl.MaterializedSpec, _ Candle) ddl.MatViewSpec {
			return m.Refresh(ddl.Every(ddl.Hours(1)).Start(newYear).TimeZone("Europe/Nowhere"))
		})), err: `REFRESH EVERY: unknown time zone "Europe/Nowhere"`, damage: "the server refuses the view and keeps its name: it can neither be created nor dropped, and IF NOT EXISTS never returns"},
		{name: "deferred later", s: ddl.AlterMaterializedView(Hourly).SetRefresh(ddl.Immediate().Deferred()), err: `REFRESH: only a view that is created can be deferred`, sql: `alter materialized view ddl_zmv set refresh immediate deferred`, refusal: `materialized view does not exist`},
		{name: "a range backwards", s: ddl.RefreshMaterializedView(Hourly).Range(newYear, newYear.Add(-1*time.Hour)), err: `the range ends at 2025-12-31T23:00:00.000000Z, before it begins`},
		{name: "ALTER TABLE of a view", s: ddl.Alter(Ticks).DropColumn(Ticks.Px), err: `view "ddl_zv" (ddl_test.Tick) is no table`},
		{name: "ALTER VIEW of a table", s: ddl.AlterView(Base), err: `table "ddl_base" (ddl_test.BaseTable) is not a view`},
		{name: "nil table", s: ddl.Create(nil), err: `a table is nil, or a struct that Define did not make`},
		{name: "undefined struct", s: ddl.Drop(BaseTable{}), err: `a table is nil, or a struct that Define did not make`},
		{name: "the zero Alter", s: ddl.AlterTable{}.SquashPartitions(), err: `the statement is empty: it was not made by Alter`},
		{name: "the zero statement", s: ddl.Statement{}, err: `the statement is empty`},
		{name: "the cancelled id", s: ddl.CopyCancel("x'"), err: `"x'" is not the id of an import`},
		{name: "a delimiter", s: ddl.CopyFrom(Base, "a").Delimiter('€'), err: `the delimiter must be one ASCII character`},
	}
}

// TestMistakes shows that each is told before any I/O, and that the server would
// have refused it too, or done worse.
func TestMistakes(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Base)
	dropAltered.run(t.Context(), db)
	asked := 0
	for _, m := range mistakes() {
		t.Run(m.name, func(t *testing.T) {
			_, _, err := m.s.SQL()
			if err == nil || !strings.Contains(err.Error(), m.err) {
				t.Errorf("got  %v\nwant %s", err, m.err)
			}
			if m.sql == "" {
				return
			}
			asked++
			err = send(t.Context(), db, m.sql)
			if err == nil || !strings.Contains(err.Error(), m.refusal) {
				t.Errorf("the server says to %s\n%v\nwant %s", m.sql, err, m.refusal)
				dropAltered.run(t.Context(), db)
			}
		})
	}
	t.Logf("%d mistakes, %d of them put to the server", len(mistakes()), asked)
}

// TestLimits creates tables at the edge of what is allowed.
func TestLimits(t *testing.T) {
	db := qdbtest.DB(t)
	table := func() ddl.Columns { return ddl.Table("ddl_zt") }
	wide := table()
	for i := range 1000 {
		wide = wide.Byte(fmt.Sprint("c", i))
	}
	for _, r := range []expr.Relation{
		table().Symbol("s").Capacity(2), table().Symbol("s").Capacity(3), table().Symbol("s").IndexCapacity(2),
		table().Decimal("d", 1, 0), table().Decimal("d", 76, 76), table().GeohashBits("g", 60), table().DoubleArray("a", 32),
		table().Int(strings.Repeat("é", 63) + "x"), ddl.Table("ddl_zt").Int("x").O3MaxLag(0), table().Int("x").MaxUncommittedRows(1<<31 - 1),
		zt().PartitionBy(ddl.Week).TTL(ddl.Hours(168)), zt().PartitionBy(ddl.Week).TTL(ddl.Months(1)), zt().PartitionBy(ddl.Month).TTL(ddl.Years(1)),
		zt().PartitionBy(ddl.Year).TTL(ddl.Months(24)), zt().PartitionBy(ddl.Hour).TTL(ddl.Hours(1<<31 - 1)), zt().PartitionBy(ddl.Day).TTL(ddl.Hours(0)),
		zt().Binary("b").Long256("l").PartitionBy(ddl.Day).DedupKeys("ts", "b", "l"), table().Int("x").O3MaxLag(90 * 24 * 365 * time.Hour),
		wide,
	} {
		dropAltered.run(t.Context(), db)
		if err := exec(t.Context(), db, ddl.Create(r)); err != nil {
			text, _, _ := strings.Cut(fmt.Sprint(r), "c100 ")
			t.Errorf("%s\n%v", text, err)
		}
	}
	dropAltered.run(t.Context(), db)
}

// TestModel shows that a declaration is plain data: equal however it was made,
// and different where it differs.
func TestModel(t *testing.T) {
	model := func(r expr.Relation) ddl.TableModel {
		m, err := ddl.ModelOf(r)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	quick := ddl.Table("signal").Symbol("source").Capacity(256).Double("value").Timestamp("ts").Designated().
		PartitionBy(ddl.Hour).WAL().DedupKeys("ts", "source")
	if diff := cmp.Diff(model(Signal), model(quick)); diff != "" {
		t.Errorf("typed (-) and quick (+):\n%s", diff)
	}
	if cmp.Equal(model(quick), model(quick.TTL(ddl.Days(1)))) {
		t.Error("a TTL makes no difference")
	}
	if !cmp.Equal(ddl.Create(quick), ddl.Create(Signal)) || cmp.Equal(ddl.Create(quick), ddl.Create(quick).IfNotExists()) {
		t.Error("statements are not compared by what they say")
	}
	if !ddl.NewSchema(Base, quick).Equal(ddl.NewSchema(Signal, Base)) {
		t.Error("schemas are not compared as sets")
	}
	// Each step is a value of its own.
	start := ddl.Table("t").Int("a")
	one, two := start.Int("b"), start.Int("c")
	if got, want := one.String()+two.String()+start.String(), `CREATE TABLE t (a INT, b INT)CREATE TABLE t (a INT, c INT)CREATE TABLE t (a INT)`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestSchemaMistakes tells what is wrong with a set.
func TestSchemaMistakes(t *testing.T) {
	one, two := ddl.Table("x").Int("a"), ddl.Table("X").Int("a")
	if err := ddl.NewSchema(one, two).Check(); err == nil || !strings.Contains(err.Error(), `table "x" and table "X"`) {
		t.Error(err)
	}
	if err := ddl.NewSchema(one, nil).Check(); err == nil {
		t.Error("nil is accepted")
	}
	if got := ddl.NewSchema(Hourly, Ticks, Base).String(); strings.Index(got, "CREATE TABLE") != 0 {
		t.Errorf("the base table is not first:\n%s", got)
	}
}
