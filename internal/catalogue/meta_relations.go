package catalogue

// Relation is a table function: a relation with columns of these names and types,
// as the server gives them.
type Relation struct {
	Signature string
	// Struct is the name of the Go struct of its columns.
	Struct string
	// Columns are names and types by turns.
	Columns string
	// Since is as that of a Line.
	Since string
	Doc   string
}

// Relations lists the table functions that describe the server.
var Relations = []Relation{
	{
		"tables()", "TablesRelation",
		"id INT, table_name STRING, designatedTimestamp STRING, partitionBy STRING, walEnabled BOOLEAN, dedup BOOLEAN, ttlValue INT, ttlUnit STRING, matView BOOLEAN, directoryName STRING, maxUncommittedRows INT, o3MaxLag LONG, table_suspended BOOLEAN, table_type CHAR, table_row_count LONG, table_min_timestamp TIMESTAMP, table_max_timestamp TIMESTAMP, table_last_write_timestamp TIMESTAMP, table_txn LONG, table_memory_pressure_level INT, table_write_amp_count LONG, table_write_amp_p50 DOUBLE, table_write_amp_p90 DOUBLE, table_write_amp_p99 DOUBLE, table_write_amp_max DOUBLE, table_merge_rate_count LONG, table_merge_rate_p50 LONG, table_merge_rate_p90 LONG, table_merge_rate_p99 LONG, table_merge_rate_max LONG, wal_pending_row_count LONG, wal_dedup_row_count_since_start LONG, wal_txn LONG, wal_max_timestamp TIMESTAMP, wal_tx_count LONG, wal_tx_size_p50 LONG, wal_tx_size_p90 LONG, wal_tx_size_p99 LONG, wal_tx_size_max LONG, replica_batch_count LONG, replica_batch_size_p50 LONG, replica_batch_size_p90 LONG, replica_batch_size_p99 LONG, replica_batch_size_max LONG, replica_more_pending BOOLEAN",
		"≤7.3",
		"lists the tables and views, with what is known of their size and writing",
	},
	{
		"all_tables()", "AllTablesRelation",
		"table_name STRING",
		"≤8.0",
		"lists the names of the tables",
	},
	{
		"table_columns(table string)", "TableColumnsRelation",
		"column STRING, type STRING, indexed BOOLEAN, indexBlockCapacity INT, symbolCached BOOLEAN, symbolCapacity INT, symbolTableSize INT, designated BOOLEAN, upsertKey BOOLEAN",
		"≤7.3",
		"lists the columns of a table",
	},
	{
		"table_partitions(table string)", "TablePartitionsRelation",
		"index INT, partitionBy STRING, name STRING, minTimestamp TIMESTAMP, maxTimestamp TIMESTAMP, numRows LONG, diskSize LONG, diskSizeHuman STRING, readOnly BOOLEAN, active BOOLEAN, attached BOOLEAN, detached BOOLEAN, attachable BOOLEAN, isParquet BOOLEAN, parquetFileSize LONG",
		"≤7.3",
		"lists the partitions of a table",
	},
	{
		"table_storage()", "TableStorageRelation",
		"tableName STRING, walEnabled BOOLEAN, partitionBy STRING, partitionCount LONG, rowCount LONG, diskSize LONG",
		"≤8.1",
		"lists the tables with the size of their files",
	},
	{
		"table_writer_metrics()", "TableWriterMetricsRelation",
		"name STRING, value LONG",
		"≤9.3",
		"lists counters of the table writers",
	},
	{
		"wal_tables()", "WALTablesRelation",
		"name STRING, suspended BOOLEAN, writerTxn LONG, bufferedTxnSize LONG, sequencerTxn LONG, errorTag STRING, errorMessage STRING, memoryPressure INT",
		"≤7.3",
		"lists the WAL tables and how far their transactions are applied",
	},
	{
		"wal_transactions(table string)", "WALTransactionsRelation",
		"sequencerTxn LONG, timestamp TIMESTAMP, walId INT, segmentId INT, segmentTxn INT, structureVersion LONG, minTimestamp TIMESTAMP, maxTimestamp TIMESTAMP, rowCount LONG, alterCommandType SHORT",
		"≤8.1",
		"lists the transactions of a WAL table that are still kept",
	},
	{
		"materialized_views()", "MaterializedViewsRelation",
		"view_name STRING, refresh_type STRING, base_table_name STRING, last_refresh_start_timestamp TIMESTAMP, last_refresh_finish_timestamp TIMESTAMP, view_sql STRING, view_table_dir_name STRING, invalidation_reason STRING, view_status STRING, refresh_period_hi TIMESTAMP, refresh_base_table_txn LONG, base_table_txn LONG, refresh_limit INT, refresh_limit_unit STRING, timer_time_zone STRING, timer_start TIMESTAMP, timer_interval INT, timer_interval_unit STRING, period_length INT, period_length_unit STRING, period_delay INT, period_delay_unit STRING",
		"≤8.2",
		"lists the materialized views and how far they are refreshed",
	},
	{
		"views()", "ViewsRelation",
		"view_name STRING, view_sql STRING, view_table_dir_name STRING, invalidation_reason STRING, view_status STRING, view_status_update_time TIMESTAMP",
		"≤8.2",
		"lists the views",
	},
	{
		"memory_metrics()", "MemoryMetricsRelation",
		"memory_tag STRING, bytes LONG",
		"≤8.0",
		"lists what the server uses memory for, in bytes",
	},
	{
		"query_activity()", "QueryActivityRelation",
		"query_id LONG, worker_id LONG, worker_pool STRING, username STRING, query_start TIMESTAMP, state_change TIMESTAMP, state STRING, is_wal BOOLEAN, query STRING",
		"≤8.0",
		"lists the queries that run",
	},
	{
		"export_activity()", "ExportActivityRelation",
		"export_id STRING, worker_id LONG, username STRING, start_time TIMESTAMP, phase STRING, request_source STRING, export_path STRING, export_sql STRING, message STRING",
		"≤9.3",
		"lists the exports that run",
	},
	{
		"reader_pool()", "ReaderPoolRelation",
		"table_name STRING, owner_thread_id LONG, last_access_timestamp TIMESTAMP, current_txn LONG",
		"≤8.0",
		"lists the readers that are kept open",
	},
	{
		"writer_pool()", "WriterPoolRelation",
		"table_name STRING, owner_thread_id LONG, last_access_timestamp TIMESTAMP, ownership_reason STRING",
		"≤8.0",
		"lists the writers that are kept open",
	},
	{
		"functions()", "FunctionsRelation",
		"name STRING, signature STRING, signature_translated STRING, runtime_constant BOOLEAN, type STRING",
		"≤7.3",
		"lists the functions of the server",
	},
	{
		"keywords()", "KeywordsRelation",
		"keyword STRING",
		"≤9.3",
		"lists words of the language; not all that must be quoted, nor only such",
	},
	{
		"checkpoint_status()", "CheckpointStatusRelation",
		"in_progress BOOLEAN, started_at TIMESTAMP",
		"≤9.3",
		"tells whether a checkpoint is in progress",
	},
	{
		"files(path string)", "FilesRelation",
		"path VARCHAR, diskSize LONG, diskSizeHuman STRING, modifiedTime DATE",
		"≤9.0",
		"lists the files of a folder on the server, by its path",
	},
	{
		"GlobFiles: glob(pattern string)", "FilesRelation",
		"path VARCHAR, diskSize LONG, diskSizeHuman STRING, modifiedTime DATE",
		"≤9.3",
		"lists the files on the server whose path matches a pattern with * and ?",
	},
	{
		"import_files()", "FilesRelation",
		"path VARCHAR, diskSize LONG, diskSizeHuman STRING, modifiedTime DATE",
		"≤9.3",
		"lists the files of the import folder",
	},
	{
		"export_files()", "FilesRelation",
		"path VARCHAR, diskSize LONG, diskSizeHuman STRING, modifiedTime DATE",
		"≤9.3",
		"lists the files of the export folder",
	},
}
