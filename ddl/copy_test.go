package ddl_test

import (
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

// TestServerStatements runs what is not about one table.
func TestServerStatements(t *testing.T) {
	db := qdbtest.DB(t)
	made := []expr.Statement{ddl.Create(Altered)}
	all := expr.Select(expr.All).From(Altered)
	const noImports = "the shared server has no import folder; see TestOwnServer"
	rows := []row{
		{surface: "EXPLAIN SELECT", s: expr.Explain(all.Where(Altered.S.Eq("it's"))), sql: `EXPLAIN SELECT * FROM ddl_zt WHERE s = 'it''s'`, before: made},
		{surface: "EXPLAIN (FORMAT JSON)", s: expr.Explain(all).JSON(), sql: `EXPLAIN (FORMAT JSON) SELECT * FROM ddl_zt`, before: made},
		{surface: "EXPLAIN INSERT VALUES", s: expr.Explain(expr.Insert(Altered).Set(Altered.X.Set(1), Altered.Ts.Set(newYear))), sql: `EXPLAIN INSERT INTO ddl_zt (x, ts) VALUES (1, '2026-01-01T00:00:00.000000Z')`, before: made},
		{surface: "EXPLAIN CREATE TABLE AS", s: expr.Explain(ddl.Create(ddl.Table("ddl_zt9")).As(all)), sql: `EXPLAIN CREATE TABLE ddl_zt9 AS (SELECT * FROM ddl_zt)`, before: made},
		{surface: "COPY t FROM 'file' WITH …", s: ddl.CopyFrom(named("ddl_zcsv"), "a.csv").Header().Timestamp("ts").Format("yyyy-MM-ddTHH:mm:ss.SSSUUUZ").PartitionBy(ddl.Day).OnErrorSkipRow(), sql: `COPY ddl_zcsv FROM 'a.csv' WITH HEADER true TIMESTAMP 'ts' FORMAT 'yyyy-MM-ddTHH:mm:ss.SSSUUUZ' PARTITION BY DAY ON ERROR SKIP_ROW`, notRun: noImports},
		{surface: "COPY t FROM 'file' WITH DELIMITER", s: ddl.CopyFrom(named("ddl_zcsv"), "a.csv").Header().Delimiter(';').OnErrorAbort(), sql: `COPY ddl_zcsv FROM 'a.csv' WITH HEADER true DELIMITER ';' ON ERROR ABORT`, notRun: noImports},
		{name: "COPY t FROM 'file'", s: ddl.CopyFrom(named("ddl_zcsv"), "a.csv"), sql: `COPY ddl_zcsv FROM 'a.csv'`, notRun: noImports},
		{surface: "COPY 'id' CANCEL", s: ddl.CopyCancel("0000000000000001"), sql: `COPY '0000000000000001' CANCEL`},
		{surface: "COPY t TO 'dir' WITH FORMAT PARQUET", s: ddl.CopyTo(Altered, "ddl_exp1"), sql: `COPY ddl_zt TO 'ddl_exp1' WITH FORMAT PARQUET`, before: tenDays()},
		{
			surface: "COPY (query) TO 'dir' WITH options", s: ddl.CopyQueryTo(all.Where(Altered.X.Gt(5)), "ddl_exp2").Codec(ddl.Zstd(3)).RowGroupSize(1000).DataPageSize(1024).Statistics(true).ParquetVersion(2).RawArrayEncoding(false),
			sql: `COPY (SELECT * FROM ddl_zt WHERE x > 5) TO 'ddl_exp2' WITH FORMAT PARQUET COMPRESSION_CODEC ZSTD COMPRESSION_LEVEL 3 ROW_GROUP_SIZE 1000 DATA_PAGE_SIZE 1024 STATISTICS_ENABLED true PARQUET_VERSION 2 RAW_ARRAY_ENCODING false`, before: tenDays(),
		},
		{surface: "COPY … TO … PARTITION_BY", s: ddl.CopyTo(Altered, "ddl_exp3").PartitionBy(ddl.Day), sql: `COPY ddl_zt TO 'ddl_exp3' WITH FORMAT PARQUET PARTITION_BY DAY`, before: tenDays()},
		{surface: "CANCEL QUERY id", s: ddl.CancelQuery(999999), sql: `CANCEL QUERY 999999`, refused: "query to cancel not found in registry [id=999999]"},
		{surface: "CHECKPOINT CREATE", s: ddl.CheckpointCreate(), sql: `CHECKPOINT CREATE`, notRun: "it stops the housekeeping of a server that others use; see TestOwnServer"},
		{surface: "CHECKPOINT RELEASE", s: ddl.CheckpointRelease(), sql: `CHECKPOINT RELEASE`, notRun: "see TestOwnServer"},
		{surface: "SNAPSHOT PREPARE", s: ddl.SnapshotPrepare(), sql: `SNAPSHOT PREPARE`, notRun: "see TestOwnServer"},
		{surface: "SNAPSHOT COMPLETE", s: ddl.SnapshotComplete(), sql: `SNAPSHOT COMPLETE`, notRun: "see TestOwnServer"},
		{surface: "BACKUP TABLE", s: ddl.BackupTable(Altered), sql: `BACKUP TABLE ddl_zt`, before: made, refused: "supported in QuestDB enterprise version only"},
		{surface: "BACKUP DATABASE", s: ddl.BackupDatabase(), sql: `BACKUP DATABASE`, refused: "supported in QuestDB enterprise version only"},
	}
	golden(t, db, dropAltered, rows)
}
