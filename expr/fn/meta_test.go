package fn_test

import (
	"testing"
	"time"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/expr/fn"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

type walTable struct {
	expr.Table
	Ts expr.TimestampColumn
	V  expr.DoubleColumn
}

var wal = ddl.Define("fn_wal", func(t walTable) ddl.Spec {
	return ddl.Designated(t.Ts).PartitionBy(ddl.Day).WAL()
})

// TestMeta reads the table functions as relations.
func TestMeta(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, wal)
	if _, err := qdb.Exec(t.Context(), db, expr.Insert(wal).Values(noon, 1.5), qdb.AndWait()); err != nil {
		t.Fatal(err)
	}
	all, tables, columns, partitions := fn.AllTables("a"), fn.Tables("t"), fn.TableColumns("c", "fn_wal"), fn.TablePartitions("p", "fn_wal")
	storage, metrics, walTables, txns := fn.TableStorage("s"), fn.TableWriterMetrics("m"), fn.WALTables("w"), fn.WALTransactions("x", "fn_wal")
	matViews, views, memory, queries := fn.MaterializedViews("v"), fn.Views("v"), fn.MemoryMetrics("m"), fn.QueryActivity("q")
	exports, readers, writers, keywords := fn.ExportActivity("e"), fn.ReaderPool("r"), fn.WriterPool("w"), fn.Keywords("k")
	checkpoint, files, globbed := fn.CheckpointStatus("c"), fn.Files("f", "/"), fn.GlobFiles("f", "/*")
	imported, exported, functions := fn.ImportFiles("f"), fn.ExportFiles("f"), fn.Functions("f")
	n, seeded := expr.LongSequence("n", 3), expr.LongSequenceSeeded("n", 3, 1, 2)
	ints, floats := fn.GenerateSeries("g", 1, 5, 2), fn.GenerateSeriesFloat("g", 1, 2, 0.25)
	times, micros := fn.GenerateSeriesTime("g", noon, noon.Add(time.Hour), expr.Minutes(15)), fn.GenerateSeriesMicros("g", noon, noon.Add(time.Second), 250_000)
	nanos := fn.GenerateSeriesTimeNS("g", noon, noon.Add(time.Microsecond), expr.Nanoseconds(500))
	qdbtest.Golden(t, db, []qdbtest.Case{
		{Name: "all_tables", Statement: expr.Select(all.TableName).From(all).Where(all.TableName.Eq("fn_wal")), SQL: `SELECT table_name FROM all_tables() AS a WHERE table_name = $1`},
		{Name: "tables", Statement: expr.Select(tables.TableName, tables.DesignatedTimestamp, tables.WalEnabled).From(tables).Where(tables.TableName.Eq("fn_wal")), SQL: `SELECT table_name, designatedTimestamp, walEnabled FROM tables() AS t WHERE table_name = $1`},
		{Name: "table_columns", Statement: expr.Select(columns.Column, columns.Type, columns.UpsertKey).From(columns), SQL: `SELECT "column", type, upsertKey FROM table_columns('fn_wal') AS c`},
		{Name: "table_partitions", Statement: expr.Select(partitions.Name, partitions.NumRows).From(partitions), SQL: `SELECT name, numRows FROM table_partitions('fn_wal') AS p`},
		{Name: "table_storage", Statement: expr.Select(storage.TableName, storage.DiskSize).From(storage).Where(storage.TableName.Eq("fn_wal")), SQL: `SELECT tableName, diskSize FROM table_storage() AS s WHERE tableName = $1`},
		{Name: "table_writer_metrics", Statement: expr.Select(metrics.Name).From(metrics), SQL: `SELECT name FROM table_writer_metrics() AS m`},
		{Name: "wal_tables", Statement: expr.Select(walTables.Name, walTables.Suspended, walTables.WriterTxn).From(walTables).Where(walTables.Name.Eq("fn_wal")), SQL: `SELECT name, suspended, writerTxn FROM wal_tables() AS w WHERE name = $1`},
		{Name: "wal_transactions", Statement: expr.Select(txns.SequencerTxn, txns.WalId, txns.RowCount).From(txns), SQL: `SELECT sequencerTxn, walId, rowCount FROM wal_transactions('fn_wal') AS x`},
		{Name: "materialized_views", Statement: expr.Select(matViews.ViewName, matViews.ViewStatus).From(matViews), SQL: `SELECT view_name, view_status FROM materialized_views() AS v`},
		{Name: "views", Statement: expr.Select(views.ViewName, views.ViewSQL).From(views), SQL: `SELECT view_name, view_sql FROM views() AS v`},
		{Name: "memory_metrics", Statement: expr.Select(memory.MemoryTag).From(memory), SQL: `SELECT memory_tag FROM memory_metrics() AS m`},
		{Name: "query_activity", Statement: expr.Select(fn.Count().As("n")).From(queries).Where(queries.Query.Like("nothing")), SQL: `SELECT count(*) AS n FROM query_activity() AS q WHERE query LIKE $1`},
		{Name: "export_activity", Statement: expr.Select(exports.ExportID, exports.Phase).From(exports), SQL: `SELECT export_id, phase FROM export_activity() AS e`},
		{Name: "reader_pool", Statement: expr.Select(readers.TableName).From(readers).Where(readers.TableName.Eq("x")), SQL: `SELECT table_name FROM reader_pool() AS r WHERE table_name = $1`},
		// Explained: its rows are a NullPointerException of the server while other
		// sessions drop tables.
		{Name: "writer_pool", Statement: expr.Explain(expr.Select(writers.TableName).From(writers).Where(writers.TableName.Eq("x"))), SQL: `EXPLAIN SELECT table_name FROM writer_pool() AS w WHERE table_name = 'x'`},
		{Name: "keywords", Statement: expr.Select(keywords.Keyword).From(keywords), SQL: `SELECT keyword FROM keywords() AS k`},
		{Name: "functions", Statement: expr.Select(functions.Name, functions.RuntimeConstant).From(functions), SQL: `SELECT name, runtime_constant FROM functions() AS f`},
		{Name: "checkpoint_status", Statement: expr.Select(checkpoint.InProgress).From(checkpoint), SQL: `SELECT in_progress FROM checkpoint_status() AS c`},
		{Name: "files", Statement: expr.Select(files.Path).From(files).Limit(1), SQL: `SELECT path FROM files('/') AS f LIMIT $1`},
		{Name: "glob", Statement: expr.Select(globbed.Path).From(globbed).Limit(1), SQL: `SELECT path FROM glob('/*') AS f LIMIT $1`},
		{Name: "import_files", Statement: expr.Select(imported.Path, imported.DiskSize).From(imported), SQL: `SELECT path, diskSize FROM import_files() AS f`},
		{Name: "export_files", Statement: expr.Select(exported.Path, exported.ModifiedTime).From(exported), SQL: `SELECT path, modifiedTime FROM export_files() AS f`},
		{Name: "long_sequence", Statement: expr.Select(n.X).From(n), SQL: `SELECT x FROM long_sequence(3) AS n`},
		{Name: "long_sequence with seeds", Statement: expr.Select(seeded.X, fn.RndIntRange(1, 100, 0).As("r")).From(seeded), SQL: `SELECT x, rnd_int(1, 100, 0) AS r FROM long_sequence(3, 1, 2) AS n`},
		{Name: "generate_series", Statement: expr.Select(ints.Value.Mul(expr.Int64(2)).As("v")).From(ints), SQL: `SELECT generate_series * 2 AS v FROM generate_series(1, 5, 2) AS g`},
		{Name: "generate_series of numbers", Statement: expr.Select(floats.Value).From(floats), SQL: `SELECT generate_series FROM generate_series(1.0, 2.0, 0.25) AS g`},
		{Name: "generate_series of times", Statement: expr.Select(times.Value).From(times), SQL: `SELECT generate_series FROM generate_series('2026-01-02T12:00:00.123456Z'::TIMESTAMP, '2026-01-02T13:00:00.123456Z'::TIMESTAMP, '15m') AS g`},
		{Name: "generate_series by microseconds", Statement: expr.Select(micros.Value).From(micros), SQL: `SELECT generate_series FROM generate_series('2026-01-02T12:00:00.123456Z'::TIMESTAMP, '2026-01-02T12:00:01.123456Z'::TIMESTAMP, 250000) AS g`},
		{Name: "generate_series of nanoseconds", Statement: expr.Select(nanos.Value).From(nanos), SQL: `SELECT generate_series FROM generate_series('2026-01-02T12:00:00.123456000Z'::TIMESTAMP_NS, '2026-01-02T12:00:00.123457000Z'::TIMESTAMP_NS, '500n') AS g`},
		{Name: "a stride of nothing", Statement: expr.Select(times.Value).From(fn.GenerateSeriesTime("g", noon, noon, expr.Minutes(0))), Err: "FROM: stride must be positive, got 0"},
		{Name: "nanoseconds of nothing", Statement: expr.Select(nanos.Value).From(fn.GenerateSeriesTimeNS("g", noon, noon, expr.Nanoseconds(0))), Err: "FROM: stride must be positive, got 0"},
		{Name: "read_parquet without its file", Statement: expr.Select(n.X).From(expr.ReadParquet[expr.Sequence]("", "none.parquet")), Err: `FROM: table alias is empty`},
		{Name: "a unit that is none", Statement: expr.Select(fn.DateAdd("q", expr.Int64(1), T.Ts)).From(T), Err: `SELECT: "q" is not a unit of time: they are y M w d h m s T u n`},
		{Name: "a LONG for an INT", Statement: expr.Select(fn.Left(T.Vc, T.L)).From(T), Err: `SELECT: QuestDB takes an INT there, got a LONG: say ToInt()`},
		{Name: "an option twice", Statement: expr.Select(fn.RndDouble(1, 2)).From(T), Err: `SELECT: fn.RndDouble: its last argument is optional, got 2 of it`},
		{Name: "text for a CHAR", Statement: expr.Select(fn.ArgMaxChar(T.Vc, T.Ts)).From(T), Err: `SELECT: fn.ArgMaxChar: QuestDB takes a CHAR there, got VARCHAR: cast it`},
		{Name: "a DATE over a window", Statement: expr.Select(fn.Max(T.Da).Over(byTime)).From(T), Err: `SELECT: QuestDB has no max of DATE over a window: cast it, a DATE with ToTimestamp()`},
		{Name: "no argument", Statement: expr.Select(fn.Abs[expr.Float](nil)).From(T), Err: `SELECT: an expression is missing: it is nil, or a column of a struct that Define, As, CTE or Sub did not make`},
	})
}
