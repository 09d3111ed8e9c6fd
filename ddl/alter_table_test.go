package ddl_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
	"github.com/questql/questql/types"
)

// AlteredTable is what ALTER TABLE changes in the tests.
type AlteredTable struct {
	expr.Table
	Ts expr.TimestampColumn
	S  expr.SymbolColumn
	X  expr.LongColumn
	D  expr.DoubleColumn
	V  expr.VarcharColumn
}

var Altered = ddl.Define("ddl_zt", func(t AlteredTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

// tenDays fills Altered: a row every six hours from 2026-01-01 on.
func tenDays() []expr.Statement {
	insert := expr.Insert(Altered)
	for i := range 40 {
		insert = insert.Values(newYear.Add(time.Duration(6*i)*time.Hour), fmt.Sprint("s", i), i, 1.5, "v")
	}
	return []expr.Statement{ddl.Create(Altered), inlined{insert}}
}

// inlined is a statement whose values are literals, for plain pgx.
type inlined struct{ expr.InsertStatement }

func (s inlined) SQL() (string, []any, error) {
	text, err := s.Inline()
	return text, nil, err
}

var dropAltered = drops{"DROP TABLE IF EXISTS ddl_zt", "DROP TABLE IF EXISTS ddl_zt9"}

func TestAlterTable(t *testing.T) {
	db := qdbtest.DB(t)
	a, c := ddl.Alter(Altered), Altered
	on := func(column expr.Column) ddl.AlterColumn { return a.AlterColumn(column) }
	const alter = `ALTER TABLE ddl_zt `
	made := []expr.Statement{ddl.Create(Altered)}
	indexed := append(made[:1:1], on(c.S).AddIndex())
	filled := tenDays()
	bypass := ddl.Table("ddl_zt").Timestamp("ts").Designated().Int("x").Double("d").PartitionBy(ddl.Day).BypassWAL()
	before3 := Altered.Ts.Lt(newYear.Add(48 * time.Hour))
	rows := []row{
		{surface: "ADD COLUMN c type; ADD c type (no COLUMN)", s: a.AddColumn(ddl.Int("y")), sql: alter + `ADD COLUMN y INT`, before: made},
		{surface: "ADD COLUMN IF NOT EXISTS", s: a.AddColumn(ddl.Long("y")).IfNotExists(), sql: alter + `ADD COLUMN IF NOT EXISTS y LONG`, before: made},
		{name: "ADD COLUMN IF NOT EXISTS of one that does, without WAL", s: ddl.Alter(bypass).AddColumn(ddl.Int("x")).IfNotExists(), sql: alter + `ADD COLUMN IF NOT EXISTS x INT`, before: []expr.Statement{ddl.Create(bypass)}},
		{name: "ADD COLUMN IF NOT EXISTS of one that does", s: a.AddColumn(ddl.Long("x")).IfNotExists(), sql: alter + `ADD COLUMN IF NOT EXISTS x LONG`, before: made, refused: "statement is either no-op"},
		{name: "ADD COLUMN multiple, without WAL", s: ddl.Alter(bypass).AddColumn(ddl.Int("y"), ddl.Double("z")), sql: alter + `ADD COLUMN y INT, z DOUBLE`, before: []expr.Statement{ddl.Create(bypass)}},
		{
			surface: "ADD COLUMN SYMBOL CAPACITY NOCACHE INDEX CAPACITY", s: a.AddColumn(ddl.Symbol("y").Capacity(128).NoCache().IndexCapacity(256)),
			sql: alter + `ADD COLUMN y SYMBOL CAPACITY 128 NOCACHE INDEX CAPACITY 256`, before: made,
		},
		{name: "ADD COLUMN of a struct", s: a.AddColumn(ddl.DefinitionOf(c.V)), sql: alter + `ADD COLUMN v VARCHAR`, before: append(made[:1:1], a.DropColumn(c.V))},
		{surface: "ADD COLUMN array", s: a.AddColumn(ddl.DoubleArray("y", 2)), sql: alter + `ADD COLUMN y DOUBLE[][]`, before: made},
		{surface: "ADD COLUMN decimal", s: a.AddColumn(ddl.Decimal("y", 18, 4)), sql: alter + `ADD COLUMN y DECIMAL(18,4)`, before: made},
		{surface: "ADD COLUMN geohash", s: a.AddColumn(ddl.GeohashChars("y", 6)), sql: alter + `ADD COLUMN y GEOHASH(6c)`, before: made},
		{surface: "ADD COLUMN … OWNED BY", s: a.AddColumn(ddl.Int("y")).OwnedBy("admin"), sql: alter + `ADD COLUMN y INT OWNED BY admin`, notRun: "it needs QuestDB Enterprise"},
		{surface: "DROP COLUMN", s: a.DropColumn(c.X), sql: alter + `DROP COLUMN x`, before: made},
		{name: "DROP COLUMN multiple, without WAL", s: ddl.Alter(bypass).DropColumn(ddl.Col("x"), ddl.Col("d")), sql: alter + `DROP COLUMN x, d`, before: []expr.Statement{ddl.Create(bypass)}},
		{surface: "RENAME COLUMN a TO b", s: a.RenameColumn(c.X, "x x"), sql: alter + `RENAME COLUMN x TO "x x"`, before: made},
		{surface: "ALTER COLUMN TYPE", s: on(c.X).Type(types.Double), sql: alter + `ALTER COLUMN x TYPE DOUBLE`, before: made},
		{surface: "ALTER COLUMN TYPE SYMBOL CAPACITY CACHE INDEX", s: on(c.V).TypeSymbol().Capacity(256).Cache().Index(), sql: alter + `ALTER COLUMN v TYPE SYMBOL CAPACITY 256 CACHE INDEX`, before: made},
		{name: "ALTER COLUMN TYPE SYMBOL NOCACHE INDEX CAPACITY", s: on(c.V).TypeSymbol().NoCache().IndexCapacity(64), sql: alter + `ALTER COLUMN v TYPE SYMBOL NOCACHE INDEX CAPACITY 64`, before: made},
		{surface: "ALTER COLUMN ADD INDEX", s: on(c.S).AddIndex(), sql: alter + `ALTER COLUMN s ADD INDEX`, before: made},
		{surface: "ALTER COLUMN ADD INDEX CAPACITY", s: on(c.S).AddIndexCapacity(128), sql: alter + `ALTER COLUMN s ADD INDEX CAPACITY 128`, before: made},
		{surface: "ALTER COLUMN DROP INDEX", s: on(c.S).DropIndex(), sql: alter + `ALTER COLUMN s DROP INDEX`, before: indexed},
		{surface: "ALTER COLUMN CACHE", s: on(c.S).Cache(), sql: alter + `ALTER COLUMN s CACHE`, before: made},
		{surface: "ALTER COLUMN NOCACHE", s: on(c.S).NoCache(), sql: alter + `ALTER COLUMN s NOCACHE`, before: made},
		{surface: "ALTER COLUMN SYMBOL CAPACITY n", s: on(c.S).SymbolCapacity(1024), sql: alter + `ALTER COLUMN s SYMBOL CAPACITY 1024`, before: made},
		{surface: "ALTER COLUMN SET PARQUET", s: on(c.D).SetParquet(ddl.Plain, ddl.Zstd(3)), sql: alter + `ALTER COLUMN d SET PARQUET(PLAIN, ZSTD(3))`, before: made},
		{surface: "DROP PARTITION LIST", s: a.DropPartitionList("2026-01-01", "2026-01-02"), sql: alter + `DROP PARTITION LIST '2026-01-01', '2026-01-02'`, before: filled},
		{surface: "DROP PARTITION WHERE", s: a.DropPartitionWhere(before3), sql: alter + `DROP PARTITION WHERE ts < '2026-01-03T00:00:00.000000Z'`, before: filled},
		{surface: "DETACH PARTITION LIST", s: a.DetachPartitionList("2026-01-01"), sql: alter + `DETACH PARTITION LIST '2026-01-01'`, before: filled},
		{surface: "DETACH PARTITION WHERE", s: a.DetachPartitionWhere(before3), sql: alter + `DETACH PARTITION WHERE ts < '2026-01-03T00:00:00.000000Z'`, before: filled},
		{
			surface: "ATTACH PARTITION LIST", s: a.AttachPartitionList("2026-01-01"), sql: alter + `ATTACH PARTITION LIST '2026-01-01'`, before: filled,
			notRun: "it needs a folder that is renamed on the server's disk; see TestOwnServer",
		},
		{surface: "FORCE DROP PARTITION LIST", s: a.ForceDropPartitionList("2026-01-01"), sql: alter + `FORCE DROP PARTITION LIST '2026-01-01'`, before: filled},
		{surface: "SQUASH PARTITIONS", s: a.SquashPartitions(), sql: alter + `SQUASH PARTITIONS`, before: filled},
		{surface: "CONVERT PARTITION TO PARQUET LIST", s: a.ConvertPartitionToParquetList("2026-01-01"), sql: alter + `CONVERT PARTITION TO PARQUET LIST '2026-01-01'`, before: filled},
		{surface: "CONVERT PARTITION TO PARQUET WHERE", s: a.ConvertPartitionToParquetWhere(before3), sql: alter + `CONVERT PARTITION TO PARQUET WHERE ts < '2026-01-03T00:00:00.000000Z'`, before: filled},
		{
			surface: "CONVERT PARTITION … WITH (bloom_filter…)", s: a.ConvertPartitionToParquetWhere(before3).BloomFilterColumns(c.S, c.X),
			sql: alter + `CONVERT PARTITION TO PARQUET WHERE ts < '2026-01-03T00:00:00.000000Z' WITH (bloom_filter_columns = 's,x')`, before: filled,
		},
		{
			name: "CONVERT PARTITION … WITH fpp", s: a.ConvertPartitionToParquetList("2026-01-01").BloomFilterColumns(c.S).BloomFilterFPP(0.01),
			sql: alter + `CONVERT PARTITION TO PARQUET LIST '2026-01-01' WITH (bloom_filter_columns = 's', fpp = '0.01')`, before: filled,
		},
		{
			surface: "CONVERT PARTITION TO NATIVE LIST", s: a.ConvertPartitionToNativeList("2026-01-01"), sql: alter + `CONVERT PARTITION TO NATIVE LIST '2026-01-01'`,
			before: append(filled[:len(filled):len(filled)], a.ConvertPartitionToParquetList("2026-01-01")),
		},
		{name: "CONVERT PARTITION TO NATIVE WHERE", s: a.ConvertPartitionToNativeWhere(before3), sql: alter + `CONVERT PARTITION TO NATIVE WHERE ts < '2026-01-03T00:00:00.000000Z'`, before: filled},
		{surface: "SET PARAM maxUncommittedRows", s: a.SetParamMaxUncommittedRows(1000), sql: alter + `SET PARAM maxUncommittedRows = 1000`, before: made},
		{surface: "SET PARAM o3MaxLag", s: a.SetParamO3MaxLag(20 * time.Second), sql: alter + `SET PARAM o3MaxLag = 20s`, before: made},
		{surface: "SET TTL n UNIT", s: a.SetTTL(ddl.Weeks(2)), sql: alter + `SET TTL 2 WEEKS`, before: made},
		{surface: "SET TTL short", s: ddl.Alter(ddl.Table("ddl_zt").Int("x")).SetTTL(ddl.Hours(48)), sql: alter + `SET TTL 48 HOURS`, before: made},
		{surface: "SET TTL 0 HOURS", s: a.SetTTL(ddl.Hours(0)), sql: alter + `SET TTL 0 HOURS`, before: made},
		{surface: "SET TYPE WAL", s: a.SetTypeWAL(), sql: alter + `SET TYPE WAL`, before: made},
		{surface: "SET TYPE BYPASS WAL", s: a.SetTypeBypassWAL(), sql: alter + `SET TYPE BYPASS WAL`, before: made},
		{surface: "DEDUP ENABLE UPSERT KEYS", s: a.DedupEnable(c.Ts, c.S), sql: alter + `DEDUP ENABLE UPSERT KEYS(ts, s)`, before: made},
		{surface: "DEDUP DISABLE", s: a.DedupDisable(), sql: alter + `DEDUP DISABLE`, before: made},
		{surface: "RESUME WAL", s: a.ResumeWAL(), sql: alter + `RESUME WAL`, before: made},
		{surface: "RESUME WAL FROM TXN n; RESUME WAL FROM TRANSACTION n", s: a.ResumeWALFromTxn(1), sql: alter + `RESUME WAL FROM TXN 1`, before: filled},
		{surface: "SUSPEND WAL", s: a.SuspendWAL(), sql: alter + `SUSPEND WAL`, before: made, refused: "database is not in dev mode"},
		{surface: "SUSPEND WAL WITH code, msg", s: a.SuspendWALWith(24, "Too many open files"), sql: alter + `SUSPEND WAL WITH 24, 'Too many open files'`, before: made, refused: "database is not in dev mode"},
		{surface: "ALTER TABLE quoted", s: ddl.Alter(ddl.Table("ddl_zt9").Int("x")).AddColumn(ddl.Int("a b")), sql: `ALTER TABLE ddl_zt9 ADD COLUMN "a b" INT`, before: []expr.Statement{ddl.Create(ddl.Table("ddl_zt9").Int("x"))}},
	}
	golden(t, db, dropAltered, rows)
}

func TestTableStatements(t *testing.T) {
	db := qdbtest.DB(t)
	made := []expr.Statement{ddl.Create(Altered)}
	other := ddl.Table("ddl_zt9").Int("x")
	bypass := ddl.Table("ddl_zt").Timestamp("ts").Designated().Symbol("s").Index().PartitionBy(ddl.Day).BypassWAL()
	idle := []expr.Statement{ddl.Create(bypass)}
	rows := []row{
		{surface: "VACUUM TABLE", s: ddl.VacuumTable(Altered), sql: `VACUUM TABLE ddl_zt`, before: made},
		{surface: "VACUUM PARTITIONS", s: ddl.VacuumPartitions(Altered), sql: `VACUUM PARTITIONS ddl_zt`, before: made},
		{surface: "RENAME TABLE, RENAME TABLE quoted", s: ddl.Rename(Altered, "ddl_zt9"), sql: `RENAME TABLE ddl_zt TO ddl_zt9`, before: made},
		{surface: "DROP TABLE", s: ddl.Drop(Altered), sql: `DROP TABLE ddl_zt`, before: made},
		{surface: "DROP TABLE IF EXISTS", s: ddl.Drop(Altered).IfExists(), sql: `DROP TABLE IF EXISTS ddl_zt`},
		{surface: "DROP ALL TABLES / DROP ALL", s: ddl.DropAllTables(), sql: `DROP ALL TABLES`, notRun: "other tests have tables on the same server; see TestOwnServer"},
		{surface: "TRUNCATE TABLE", s: ddl.Truncate(Altered), sql: `TRUNCATE TABLE ddl_zt`, before: made},
		{name: "TRUNCATE with options", s: ddl.Truncate(Altered, other).IfExists().KeepSymbolMaps(), sql: `TRUNCATE TABLE IF EXISTS ddl_zt, ddl_zt9 KEEP SYMBOL MAPS`, before: made},
		{surface: "REINDEX TABLE … LOCK EXCLUSIVE", s: ddl.Reindex(bypass), sql: `REINDEX TABLE ddl_zt LOCK EXCLUSIVE`, before: idle},
		{
			surface: "REINDEX … COLUMN … PARTITION …", s: ddl.Reindex(bypass).Column(ddl.Col("s")).Partition("2026-01-01"),
			sql: `REINDEX TABLE ddl_zt COLUMN s PARTITION '2026-01-01' LOCK EXCLUSIVE`, before: idle,
		},
	}
	golden(t, db, dropAltered, rows)
}
