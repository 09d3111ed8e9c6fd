package ddl_test

import (
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// BaseTable is what CREATE TABLE AS and views of the tests read.
type BaseTable struct {
	expr.Table
	Ts     expr.TimestampColumn
	Symbol expr.SymbolColumn
	Price  expr.DoubleColumn
	Amount expr.DoubleColumn
	Qty    expr.LongColumn
	Note   expr.VarcharColumn
}

var Base = ddl.Define("ddl_base", func(t BaseTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

var newYear = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

var long = types.Long

// zt is the start of a table with a timestamp.
func zt() ddl.DesignatedColumns { return ddl.Table("ddl_zt").Timestamp("ts").Designated() }

func TestCreateTable(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Base)
	insert := expr.Insert(Base).Values(newYear, "a", 1.5, 2.0, 3, "n").Values(newYear.Add(time.Hour), "b", 2.5, 2.0, 3, nil)
	if _, err := qdb.Exec(t.Context(), db, insert, qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	const ts = `CREATE TABLE ddl_zt (ts TIMESTAMP) TIMESTAMP(ts)`
	const keyed = `CREATE TABLE ddl_zt (ts TIMESTAMP, s SYMBOL) TIMESTAMP(ts)`
	created := ddl.Create
	base := expr.Select(expr.All).From(Base)
	existing := []expr.Statement{ddl.Create(ddl.Table("ddl_zt").Int("x"))}
	rows := []row{
		{surface: "columns only", s: created(ddl.Table("ddl_zt").Int("x").Double("y")), sql: `CREATE TABLE ddl_zt (x INT, y DOUBLE)`},
		{surface: "IF NOT EXISTS", s: created(ddl.Table("ddl_zt").Int("x")).IfNotExists(), sql: `CREATE TABLE IF NOT EXISTS ddl_zt (x INT)`},
		{surface: "IF NOT EXISTS on existing with different schema", s: created(ddl.Table("ddl_zt").Int("y")).IfNotExists(), sql: `CREATE TABLE IF NOT EXISTS ddl_zt (y INT)`, before: existing},
		{surface: "AS … WHERE false (schema only)", s: created(ddl.Table("ddl_zt")).As(base.Where(expr.Bool(false))), sql: `CREATE TABLE ddl_zt AS (SELECT * FROM ddl_base WHERE false)`},
		{surface: "ATOMIC TABLE … AS", s: created(ddl.Table("ddl_zt")).As(base).Atomic(), sql: `CREATE ATOMIC TABLE ddl_zt AS (SELECT * FROM ddl_base)`},
		{surface: "BATCH n TABLE … AS", s: created(ddl.Table("ddl_zt")).As(base).Batch(1000), sql: `CREATE BATCH 1000 TABLE ddl_zt AS (SELECT * FROM ddl_base)`},
		{
			surface: "BATCH n o3MaxLag", s: created(zt().PartitionBy(ddl.Day)).As(base).BatchO3MaxLag(1000, time.Second),
			sql: `CREATE BATCH 1000 o3MaxLag 1s TABLE ddl_zt AS (SELECT * FROM ddl_base) TIMESTAMP(ts) PARTITION BY DAY`,
		},
		{surface: "TIMESTAMP(col)", s: created(ddl.Table("ddl_zt").Timestamp("ts").Designated().Int("x")), sql: `CREATE TABLE ddl_zt (ts TIMESTAMP, x INT) TIMESTAMP(ts)`},
		{surface: "PARTITION BY NONE", s: created(zt().PartitionBy(ddl.None)), sql: ts + ` PARTITION BY NONE`},
		{surface: "PARTITION BY YEAR", s: created(zt().PartitionBy(ddl.Year)), sql: ts + ` PARTITION BY YEAR`},
		{surface: "PARTITION BY MONTH", s: created(zt().PartitionBy(ddl.Month)), sql: ts + ` PARTITION BY MONTH`},
		{surface: "PARTITION BY WEEK", s: created(zt().PartitionBy(ddl.Week)), sql: ts + ` PARTITION BY WEEK`},
		{surface: "PARTITION BY DAY", s: created(zt().PartitionBy(ddl.Day)), sql: ts + ` PARTITION BY DAY`},
		{surface: "PARTITION BY HOUR", s: created(zt().PartitionBy(ddl.Hour)), sql: ts + ` PARTITION BY HOUR`},
		{surface: "TIMESTAMP_NS designated", s: created(ddl.Table("ddl_zt").TimestampNS("ts").Designated().PartitionBy(ddl.Day)), sql: `CREATE TABLE ddl_zt (ts TIMESTAMP_NS) TIMESTAMP(ts) PARTITION BY DAY`},
		{surface: "WAL", s: created(zt().PartitionBy(ddl.Day).WAL()), sql: ts + ` PARTITION BY DAY WAL`},
		{surface: "BYPASS WAL", s: created(zt().PartitionBy(ddl.Day).BypassWAL()), sql: ts + ` PARTITION BY DAY BYPASS WAL`},
		{name: "BYPASS WAL without partitions", s: created(zt().PartitionBy(ddl.None).BypassWAL()), sql: ts + ` PARTITION BY NONE BYPASS WAL`},
		{surface: "TTL n UNIT; TTL 2w", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Weeks(2))), sql: ts + ` PARTITION BY DAY TTL 2 WEEKS`},
		{surface: "TTL 24 HOURS; TTL 24H; TTL 24h", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Hours(24))), sql: ts + ` PARTITION BY DAY TTL 24 HOURS`},
		{surface: "TTL 1 HOUR", s: created(zt().PartitionBy(ddl.Hour).TTL(ddl.Hours(1))), sql: ts + ` PARTITION BY HOUR TTL 1 HOUR`},
		{surface: "TTL 1 DAY", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Days(1))), sql: ts + ` PARTITION BY DAY TTL 1 DAY`},
		{surface: "TTL 3D; TTL 3d", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Days(3))), sql: ts + ` PARTITION BY DAY TTL 3 DAYS`},
		{surface: "TTL 3 WEEKS", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Weeks(3))), sql: ts + ` PARTITION BY DAY TTL 3 WEEKS`},
		{surface: "TTL 1 MONTH; TTL 1M", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Months(1))), sql: ts + ` PARTITION BY DAY TTL 1 MONTH`},
		{surface: "TTL 2 YEARS", s: created(zt().PartitionBy(ddl.Day).TTL(ddl.Years(2))), sql: ts + ` PARTITION BY DAY TTL 2 YEARS`},
		{surface: "TTL 1Y; TTL 1y", s: created(zt().PartitionBy(ddl.Year).TTL(ddl.Years(1))), sql: ts + ` PARTITION BY YEAR TTL 1 YEAR`},
		{surface: "TTL before WAL", s: created(zt().PartitionBy(ddl.Day).WAL().TTL(ddl.Days(1))), sql: ts + ` PARTITION BY DAY TTL 1 DAY WAL`},
		{surface: "DEDUP UPSERT KEYS", s: created(zt().Symbol("s").PartitionBy(ddl.Day).WAL().DedupKeys("ts", "S")), sql: keyed + ` PARTITION BY DAY WAL DEDUP UPSERT KEYS (ts, s)`},
		{surface: "DEDUP w/o WAL keyword (default WAL)", s: created(zt().Symbol("s").PartitionBy(ddl.Day).DedupKeys("ts", "s")), sql: keyed + ` PARTITION BY DAY DEDUP UPSERT KEYS (ts, s)`},
		{
			surface: "WITH params", s: created(zt().PartitionBy(ddl.Day).BypassWAL().MaxUncommittedRows(1000).O3MaxLag(5 * time.Second)),
			sql: ts + ` PARTITION BY DAY BYPASS WAL WITH maxUncommittedRows=1000, o3MaxLag=5s`,
		},
		{
			surface: "WITH params before DEDUP", s: created(zt().Symbol("s").PartitionBy(ddl.Day).WAL().DedupKeys("ts", "s").MaxUncommittedRows(1000)),
			sql: keyed + ` PARTITION BY DAY WAL WITH maxUncommittedRows=1000 DEDUP UPSERT KEYS (ts, s)`,
		},
		{name: "WITH without a timestamp", s: created(ddl.Table("ddl_zt").Int("x").O3MaxLag(1500 * time.Millisecond)), sql: `CREATE TABLE ddl_zt (x INT) WITH o3MaxLag=1500ms`},
		{name: "lags", s: created(ddl.Table("ddl_zt").Int("x").MaxUncommittedRows(0).O3MaxLag(48 * time.Hour)), sql: `CREATE TABLE ddl_zt (x INT) WITH maxUncommittedRows=0, o3MaxLag=2d`},
		{
			surface: "IN VOLUME", s: created(zt().PartitionBy(ddl.Day).WAL().InVolume("v1")), sql: ts + ` PARTITION BY DAY WAL IN VOLUME 'v1'`,
			refused: "volume alias is not allowed [alias=v1]", // the clause is parsed; the server has no volumes
		},
		{
			name: "IN VOLUME behind WITH, before DEDUP", s: created(zt().PartitionBy(ddl.Day).WAL().DedupKeys("ts").InVolume("v1").MaxUncommittedRows(5)),
			sql:     ts + ` PARTITION BY DAY WAL WITH maxUncommittedRows=5, IN VOLUME 'v1' DEDUP UPSERT KEYS (ts)`,
			refused: "volume alias is not allowed [alias=v1]",
		},
		{
			surface: "OWNED BY", s: created(zt().PartitionBy(ddl.Day).OwnedBy("admin")), sql: ts + ` PARTITION BY DAY OWNED BY admin`,
			notRun: "it needs QuestDB Enterprise",
		},
		{surface: "LIKE", s: ddl.CreateLike("ddl_zt", Base), sql: `CREATE TABLE ddl_zt (LIKE ddl_base)`},
		{name: "LIKE IF NOT EXISTS", s: ddl.CreateLike("ddl_zt", Base).IfNotExists(), sql: `CREATE TABLE IF NOT EXISTS ddl_zt (LIKE ddl_base)`},
		{surface: "AS (query)", s: created(ddl.Table("ddl_zt")).As(base), sql: `CREATE TABLE ddl_zt AS (SELECT * FROM ddl_base)`},
		{name: "AS IF NOT EXISTS", s: created(ddl.Table("ddl_zt")).As(base).IfNotExists(), sql: `CREATE TABLE IF NOT EXISTS ddl_zt AS (SELECT * FROM ddl_base)`, before: existing},
		{name: "AS with values", s: created(ddl.Table("ddl_zt")).As(base.Where(Base.Symbol.Eq("it's"), Base.Price.Gt(1))), sql: `CREATE TABLE ddl_zt AS (SELECT * FROM ddl_base WHERE symbol = 'it''s' AND price > 1.0)`},
		{surface: "AS (query), cast(col as type)", s: created(ddl.Table("ddl_zt").Float("price")).As(base), sql: `CREATE TABLE ddl_zt AS (SELECT * FROM ddl_base), CAST(price AS FLOAT)`},
		{
			surface: "AS … cast + index + ts + partition",
			s:       created(ddl.Table("ddl_zt").Float("amount").Symbol("symbol").IndexCapacity(128).Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()).As(base),
			sql:     `CREATE TABLE ddl_zt AS (SELECT * FROM ddl_base), CAST(amount AS FLOAT), INDEX(symbol CAPACITY 128) TIMESTAMP(ts) PARTITION BY DAY WAL`,
		},
		{
			name: "AS with everything",
			s: created(ddl.Table("ddl_zt").Symbol("note").Capacity(128).NoCache().Index().Symbol("symbol").Index().Timestamp("ts").Designated().
				PartitionBy(ddl.Day).WAL().TTL(ddl.Years(100)).MaxUncommittedRows(10).DedupKeys("ts", "symbol")).As(base).Atomic().IfNotExists(),
			sql: `CREATE ATOMIC TABLE IF NOT EXISTS ddl_zt AS (SELECT * FROM ddl_base), CAST(note AS SYMBOL CAPACITY 128 NOCACHE), INDEX(note), INDEX(symbol) TIMESTAMP(ts) PARTITION BY DAY TTL 100 YEARS WAL WITH maxUncommittedRows=10 DEDUP UPSERT KEYS (ts, symbol)`,
		},
		{
			name: "AS into a struct",
			s: created(ddl.Define("ddl_zt", func(t struct {
				expr.Table
				Symbol expr.SymbolColumn
				Mean   expr.DoubleColumn
				Note   expr.SymbolColumn
			},
			) ddl.Spec {
				return nil
			})).As(expr.Select(Base.Symbol, fn.Avg(Base.Price).As("mean"), Base.Note).From(Base)),
			sql: `CREATE TABLE ddl_zt AS (SELECT symbol, avg(price) AS mean, note FROM ddl_base), CAST(note AS SYMBOL)`,
		},
		{surface: ", INDEX(col); column INDEX", s: created(ddl.Table("ddl_zt").Symbol("s").Index().Timestamp("ts").Designated()), sql: `CREATE TABLE ddl_zt (s SYMBOL INDEX, ts TIMESTAMP) TIMESTAMP(ts)`},
		{surface: ", INDEX(col CAPACITY n)", s: created(ddl.Table("ddl_zt").Symbol("s").IndexCapacity(256).Timestamp("ts").Designated()), sql: `CREATE TABLE ddl_zt (s SYMBOL INDEX CAPACITY 256, ts TIMESTAMP) TIMESTAMP(ts)`},
		{surface: ", INDEX(a), INDEX(b)", s: created(ddl.Table("ddl_zt").Symbol("s").Index().Symbol("s2").Index()), sql: `CREATE TABLE ddl_zt (s SYMBOL INDEX, s2 SYMBOL INDEX)`},
		{surface: "column INDEX CAPACITY", s: created(ddl.Table("ddl_zt").Symbol("s").IndexCapacity(512)), sql: `CREATE TABLE ddl_zt (s SYMBOL INDEX CAPACITY 512)`},
		{surface: "SYMBOL CAPACITY n CACHE INDEX CAPACITY m", s: created(ddl.Table("ddl_zt").Symbol("s").Capacity(256).Cache().IndexCapacity(128)), sql: `CREATE TABLE ddl_zt (s SYMBOL CAPACITY 256 CACHE INDEX CAPACITY 128)`},
		{surface: "SYMBOL NOCACHE", s: created(ddl.Table("ddl_zt").Symbol("s").NoCache()), sql: `CREATE TABLE ddl_zt (s SYMBOL NOCACHE)`},
		{
			surface: "PARQUET(enc, codec) on column", s: created(ddl.Table("ddl_zt").Double("d").Parquet(ddl.RLEDictionary, ddl.Zstd(3)).Symbol("s").Index().Parquet(ddl.DefaultEncoding, ddl.Snappy)),
			sql: `CREATE TABLE ddl_zt (d DOUBLE PARQUET(RLE_DICTIONARY, ZSTD(3)), s SYMBOL INDEX PARQUET(DEFAULT, SNAPPY))`,
		},
		{
			name: "PARQUET of a struct", s: created(ddl.Define("ddl_zt", func(t struct {
				expr.Table
				Ts expr.TimestampColumn
				D  expr.DoubleColumn
			},
			) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Day).Parquet(t.D, ddl.Plain, ddl.Gzip(5)).WAL().Parquet(t.Ts, ddl.DeltaBinaryPacked, ddl.DefaultCodec)
			})),
			sql: `CREATE TABLE ddl_zt (ts TIMESTAMP PARQUET(DELTA_BINARY_PACKED), d DOUBLE PARQUET(PLAIN, GZIP(5))) TIMESTAMP(ts) PARTITION BY DAY WAL`,
		},
		{
			name: "spec with everything", s: created(ddl.Define("ddl_zt", func(t struct {
				expr.Table
				Ts expr.TimestampColumn
				S  expr.SymbolColumn `qdb:"s,capacity=64,nocache,index=16"`
			},
			) ddl.Spec {
				return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).TTL(ddl.Days(7)).WAL().O3MaxLag(time.Minute).DedupKeys(t.S, t.Ts).MaxUncommittedRows(7)
			})),
			sql: `CREATE TABLE ddl_zt (ts TIMESTAMP, s SYMBOL CAPACITY 64 NOCACHE INDEX CAPACITY 16) TIMESTAMP(ts) PARTITION BY HOUR TTL 7 DAYS WAL WITH maxUncommittedRows=7, o3MaxLag=1m DEDUP UPSERT KEYS (s, ts)`,
		},
		{name: "quoted names", surface: "quoted table 'single'", s: created(ddl.Table("ddl_zt").Int("select").Int("a b").Int("温度")), sql: `CREATE TABLE ddl_zt ("select" INT, "a b" INT, "温度" INT)`},
	}
	golden(t, db, drops{"DROP TABLE IF EXISTS ddl_zt"}, rows)
}

// TestColumnTypes creates a column of each type by the quick form and by ADD
// COLUMN.
func TestColumnTypes(t *testing.T) {
	db := qdbtest.DB(t)
	all := []struct {
		sql    string
		column ddl.Columns
		add    ddl.ColumnDefinition
	}{
		{"BOOLEAN", ddl.Table("ddl_zt").Boolean("c"), ddl.Boolean("y")},
		{"BYTE", ddl.Table("ddl_zt").Byte("c"), ddl.Byte("y")},
		{"SHORT", ddl.Table("ddl_zt").Short("c"), ddl.Short("y")},
		{"CHAR", ddl.Table("ddl_zt").Char("c"), ddl.Char("y")},
		{"INT", ddl.Table("ddl_zt").Int("c"), ddl.Int("y")},
		{"LONG", ddl.Table("ddl_zt").Long("c"), ddl.Long("y")},
		{"FLOAT", ddl.Table("ddl_zt").Float("c"), ddl.Float("y")},
		{"DOUBLE", ddl.Table("ddl_zt").Double("c"), ddl.Double("y")},
		{"STRING", ddl.Table("ddl_zt").StringColumn("c"), ddl.String("y")},
		{"VARCHAR", ddl.Table("ddl_zt").Varchar("c"), ddl.Varchar("y")},
		{"SYMBOL", ddl.Table("ddl_zt").Symbol("c").Columns, ddl.Symbol("y")},
		{"DATE", ddl.Table("ddl_zt").Date("c"), ddl.Date("y")},
		{"TIMESTAMP", ddl.Table("ddl_zt").Timestamp("c").Columns, ddl.Timestamp("y")},
		{"TIMESTAMP_NS", ddl.Table("ddl_zt").TimestampNS("c").Columns, ddl.TimestampNS("y")},
		{"UUID", ddl.Table("ddl_zt").UUID("c"), ddl.UUID("y")},
		{"IPv4", ddl.Table("ddl_zt").IPv4("c"), ddl.IPv4("y")},
		{"LONG256", ddl.Table("ddl_zt").Long256("c"), ddl.Long256("y")},
		{"LONG128", ddl.Table("ddl_zt").Long128("c"), ddl.Long128("y")},
		{"BINARY", ddl.Table("ddl_zt").Binary("c"), ddl.Binary("y")},
		{"DECIMAL(18,6)", ddl.Table("ddl_zt").Decimal("c", 18, 6), ddl.Decimal("y", 18, 6)},
		{"DECIMAL(18,0)", ddl.Table("ddl_zt").Decimal("c", 18, 0), ddl.Decimal("y", 18, 0)},
		{"DECIMAL(76,38)", ddl.Table("ddl_zt").Decimal("c", 76, 38), ddl.Decimal("y", 76, 38)},
		{"DECIMAL(2,2)", ddl.Table("ddl_zt").Decimal("c", 2, 2), ddl.Decimal("y", 2, 2)},
		{"GEOHASH(1b)", ddl.Table("ddl_zt").GeohashBits("c", 1), ddl.GeohashBits("y", 1)},
		{"GEOHASH(12c)", ddl.Table("ddl_zt").GeohashBits("c", 60), ddl.GeohashBits("y", 60)},
		{"GEOHASH(1c)", ddl.Table("ddl_zt").GeohashChars("c", 1), ddl.GeohashChars("y", 1)},
		{"GEOHASH(12c)", ddl.Table("ddl_zt").GeohashChars("c", 12), ddl.GeohashChars("y", 12)},
		{"DOUBLE[]", ddl.Table("ddl_zt").DoubleArray("c", 1), ddl.DoubleArray("y", 1)},
		{"DOUBLE[][]", ddl.Table("ddl_zt").DoubleArray("c", 2), ddl.DoubleArray("y", 2)},
	}
	var rows []row
	x := ddl.Table("ddl_zt").Int("x")
	for _, c := range all {
		rows = append(rows,
			row{name: "create " + c.sql, s: ddl.Create(c.column), sql: "CREATE TABLE ddl_zt (c " + c.sql + ")"},
			row{name: "add " + c.sql, s: ddl.Alter(x).AddColumn(c.add), sql: "ALTER TABLE ddl_zt ADD COLUMN y " + c.sql, before: []expr.Statement{ddl.Create(x)}})
	}
	golden(t, db, drops{"DROP TABLE IF EXISTS ddl_zt"}, rows)
}
