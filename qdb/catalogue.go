package qdb

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// catalogueQuery reads the server's own tables. It names its columns, for their
// number grows from release to release.
type catalogueQuery struct {
	write func(w *node.Writer, names []types.Value)
	items []node.Item
}

// whole writes a text that reads of all tables.
func whole(text sqlw.Keyword) func(w *node.Writer, names []types.Value) {
	return func(w *node.Writer, _ []types.Value) { w.Keyword(text) }
}

// ofOne writes a text that ends where it wants the name of a table.
func ofOne(text sqlw.Keyword) func(w *node.Writer, names []types.Value) {
	return func(w *node.Writer, names []types.Value) {
		w.Keyword(text)
		w.Value(node.Compared, types.Varchar, &names[0])
	}
}

// ofEach writes the call of a function of one table for each of them. nth tells
// the rows apart: a name of one letter would be a CHAR.
func ofEach(columns, function sqlw.Keyword) func(w *node.Writer, names []types.Value) {
	return func(w *node.Writer, names []types.Value) {
		for i := range names {
			if i > 0 {
				w.SQL(" UNION ALL ")
			}
			w.SQL("SELECT ")
			w.Int(int64(i))
			w.SQL(" AS nth, ")
			w.Keyword(columns)
			w.SQL(" FROM ")
			w.Keyword(function)
			w.SQL("(")
			w.Literal(&names[i])
			w.SQL(")")
		}
	}
}

var (
	tablesQuery = catalogueQuery{
		write: whole(sqlw.Const(`SELECT table_name, table_type, partitionBy, walEnabled, ttlValue, ttlUnit, maxUncommittedRows, o3MaxLag FROM tables()`)),
		items: []node.Item{
			{Name: "table_name", Type: types.Varchar},
			{Name: "table_type", Type: types.Char},
			{Name: "partitionBy", Type: types.Varchar},
			{Name: "walEnabled", Type: types.Boolean},
			{Name: "ttlValue", Type: types.Int},
			{Name: "ttlUnit", Type: types.Varchar},
			{Name: "maxUncommittedRows", Type: types.Int},
			{Name: "o3MaxLag", Type: types.Long},
		},
	}
	tableNameQuery = catalogueQuery{
		write: ofOne(sqlw.Const(`SELECT table_name FROM tables() WHERE lower(table_name) = `)),
		items: []node.Item{{Name: "table_name", Type: types.Varchar}},
	}
	columnsQuery = catalogueQuery{
		write: ofEach(
			sqlw.Const(`"column", type, indexed, indexBlockCapacity, symbolCached, symbolCapacity, designated, upsertKey`),
			sqlw.Const(`table_columns`),
		),
		items: []node.Item{
			{Name: "nth", Type: types.Int},
			{Name: "column", Type: types.Varchar},
			{Name: "type", Type: types.Varchar},
			{Name: "indexed", Type: types.Boolean},
			{Name: "indexBlockCapacity", Type: types.Int},
			{Name: "symbolCached", Type: types.Boolean},
			{Name: "symbolCapacity", Type: types.Int},
			{Name: "designated", Type: types.Boolean},
			{Name: "upsertKey", Type: types.Boolean},
		},
	}
	partitionsQuery = catalogueQuery{
		write: ofEach(
			sqlw.Const(`name, minTimestamp, maxTimestamp, numRows, diskSize, readOnly, active, attached, detached, attachable, isParquet, parquetFileSize`),
			sqlw.Const(`table_partitions`),
		),
		items: []node.Item{
			{Name: "nth", Type: types.Int},
			{Name: "name", Type: types.Varchar},
			{Name: "minTimestamp", Type: types.Timestamp},
			{Name: "maxTimestamp", Type: types.Timestamp},
			{Name: "numRows", Type: types.Long},
			{Name: "diskSize", Type: types.Long},
			{Name: "readOnly", Type: types.Boolean},
			{Name: "active", Type: types.Boolean},
			{Name: "attached", Type: types.Boolean},
			{Name: "detached", Type: types.Boolean},
			{Name: "attachable", Type: types.Boolean},
			{Name: "isParquet", Type: types.Boolean},
			{Name: "parquetFileSize", Type: types.Long},
		},
	}
	viewsQuery = catalogueQuery{
		write: whole(sqlw.Const(`SELECT view_name, view_sql, view_status, invalidation_reason FROM views()`)),
		items: []node.Item{
			{Name: "view_name", Type: types.Varchar},
			{Name: "view_sql", Type: types.Varchar},
			{Name: "view_status", Type: types.Varchar},
			{Name: "invalidation_reason", Type: types.Varchar},
		},
	}
	matViewsQuery = catalogueQuery{
		write: whole(sqlw.Const(`SELECT view_name, view_sql, view_status, invalidation_reason, base_table_name, refresh_type, ` +
			`last_refresh_start_timestamp, last_refresh_finish_timestamp, refresh_base_table_txn, base_table_txn, refresh_limit, refresh_limit_unit, ` +
			`timer_time_zone, timer_start, timer_interval, timer_interval_unit, period_length, period_length_unit, period_delay, period_delay_unit ` +
			`FROM materialized_views()`)),
		items: []node.Item{
			{Name: "view_name", Type: types.Varchar},
			{Name: "view_sql", Type: types.Varchar},
			{Name: "view_status", Type: types.Varchar},
			{Name: "invalidation_reason", Type: types.Varchar},
			{Name: "base_table_name", Type: types.Varchar},
			{Name: "refresh_type", Type: types.Varchar},
			{Name: "last_refresh_start_timestamp", Type: types.Timestamp},
			{Name: "last_refresh_finish_timestamp", Type: types.Timestamp},
			{Name: "refresh_base_table_txn", Type: types.Long},
			{Name: "base_table_txn", Type: types.Long},
			{Name: "refresh_limit", Type: types.Int},
			{Name: "refresh_limit_unit", Type: types.Varchar},
			{Name: "timer_time_zone", Type: types.Varchar},
			{Name: "timer_start", Type: types.Timestamp},
			{Name: "timer_interval", Type: types.Int},
			{Name: "timer_interval_unit", Type: types.Varchar},
			{Name: "period_length", Type: types.Int},
			{Name: "period_length_unit", Type: types.Varchar},
			{Name: "period_delay", Type: types.Int},
			{Name: "period_delay_unit", Type: types.Varchar},
		},
	}
	walItems = []node.Item{
		{Name: "name", Type: types.Varchar},
		{Name: "suspended", Type: types.Boolean},
		{Name: "writerTxn", Type: types.Long},
		{Name: "sequencerTxn", Type: types.Long},
		{Name: "errorMessage", Type: types.Varchar},
	}
	walTablesQuery = catalogueQuery{
		write: whole(sqlw.Const(`SELECT name, suspended, writerTxn, sequencerTxn, errorMessage FROM wal_tables()`)),
		items: walItems,
	}
	walTableQuery = catalogueQuery{
		write: ofOne(sqlw.Const(`SELECT name, suspended, writerTxn, sequencerTxn, errorMessage FROM wal_tables() WHERE lower(name) = `)),
		items: walItems,
	}
)

type tablesRow struct {
	Name               string  `qdb:"table_name"`
	Type               string  `qdb:"table_type"`
	PartitionBy        *string `qdb:"partitionBy"`
	WALEnabled         bool    `qdb:"walEnabled"`
	TTLValue           int     `qdb:"ttlValue"`
	TTLUnit            *string `qdb:"ttlUnit"`
	MaxUncommittedRows *int    `qdb:"maxUncommittedRows"`
	O3MaxLag           *int64  `qdb:"o3MaxLag"` // in microseconds
}

type columnsRow struct {
	Nth                int
	Column             string
	Type               string
	Indexed            bool
	IndexBlockCapacity int  `qdb:"indexBlockCapacity"`
	SymbolCached       bool `qdb:"symbolCached"`
	SymbolCapacity     int  `qdb:"symbolCapacity"`
	Designated         bool
	UpsertKey          bool `qdb:"upsertKey"`
}

func (r columnsRow) nth() int { return r.Nth }

type partitionsRow struct {
	Nth             int
	Name            string
	MinTimestamp    *time.Time `qdb:"minTimestamp"`
	MaxTimestamp    *time.Time `qdb:"maxTimestamp"`
	NumRows         int64      `qdb:"numRows"`
	DiskSize        int64      `qdb:"diskSize"`
	ReadOnly        bool       `qdb:"readOnly"`
	Active          bool
	Attached        bool
	Detached        bool
	Attachable      bool
	IsParquet       bool  `qdb:"isParquet"`
	ParquetFileSize int64 `qdb:"parquetFileSize"`
}

func (r partitionsRow) nth() int { return r.Nth }

type viewsRow struct {
	Name   string  `qdb:"view_name"`
	SQL    string  `qdb:"view_sql"`
	Status string  `qdb:"view_status"`
	Reason *string `qdb:"invalidation_reason"`
}

type matViewsRow struct {
	viewsRow
	Base             string     `qdb:"base_table_name"`
	RefreshType      string     `qdb:"refresh_type"`
	RefreshStart     *time.Time `qdb:"last_refresh_start_timestamp"`
	RefreshFinish    *time.Time `qdb:"last_refresh_finish_timestamp"`
	RefreshedTxn     *int64     `qdb:"refresh_base_table_txn"`
	BaseTxn          *int64     `qdb:"base_table_txn"`
	RefreshLimit     int        `qdb:"refresh_limit"`
	RefreshLimitUnit *string    `qdb:"refresh_limit_unit"`
	TimeZone         *string    `qdb:"timer_time_zone"`
	TimerStart       *time.Time `qdb:"timer_start"`
	TimerInterval    int        `qdb:"timer_interval"`
	TimerUnit        *string    `qdb:"timer_interval_unit"`
	PeriodLength     int        `qdb:"period_length"`
	PeriodLengthUnit *string    `qdb:"period_length_unit"`
	PeriodDelay      int        `qdb:"period_delay"`
	PeriodDelayUnit  *string    `qdb:"period_delay_unit"`
}

type walRow struct {
	Name         string
	Suspended    bool
	WriterTxn    int64   `qdb:"writerTxn"`
	SequencerTxn int64   `qdb:"sequencerTxn"`
	ErrorMessage *string `qdb:"errorMessage"`
}

func (r *walRow) state() WALState {
	return WALState{r.Name, r.Suspended, textOf(r.ErrorMessage), r.SequencerTxn - r.WriterTxn}
}

// textOf is a text, or "" for NULL.
func textOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// catalogueBody is a catalogueQuery about tables.
type catalogueBody struct {
	*catalogueQuery
	names []types.Value
}

func (b *catalogueBody) Kind() string                  { return "SELECT" }
func (b *catalogueBody) Shape() ([]node.Item, error)   { return b.items, nil }
func (b *catalogueBody) WriteStatement(w *node.Writer) { b.write(w, b.names) }

type catalogueStatement struct{ node.Statement }

// readCatalogue reads the rows about all tables, or about those that are named.
func readCatalogue[Row any](ctx context.Context, db DB, q *catalogueQuery, tables ...string) ([]Row, error) {
	names := make([]types.Value, len(tables))
	for i, name := range tables {
		var err error
		if names[i], err = types.TextValue(types.Varchar, name); err != nil {
			return nil, err
		}
	}
	var row Row
	var rows []Row
	statement := catalogueStatement{node.MakeStatement(&catalogueBody{q, names})}
	err := run(ctx, db, statement, &row, func() bool { rows = append(rows, row); return true })
	return rows, err
}

// readOne is readCatalogue of one table, in whatever case its name is, for at
// most one row.
func readOne[Row any](ctx context.Context, db DB, q *catalogueQuery, table string) (row Row, ok bool, err error) {
	rows, err := readCatalogue[Row](ctx, db, q, strings.ToLower(table))
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

// tablesAtOnce is of how many tables one statement reads. The server takes a
// hundred, and finds the "SQL model too complex" from 150 on.
const tablesAtOnce = 50

// ofTable is a row of a query that is ofEach.
type ofTable interface{ nth() int }

// readEach reads the rows about each of the tables: rows[i] are those of
// tables[i]. A table that was dropped meanwhile has none.
func readEach[Row ofTable](ctx context.Context, db DB, q *catalogueQuery, tables []string) (rows [][]Row, err error) {
	for some := range slices.Chunk(tables, tablesAtOnce) {
		read, err := readSome[Row](ctx, db, q, some)
		if err != nil {
			return nil, err
		}
		rows = append(rows, read...)
	}
	return rows, nil
}

// cataloguePatience is how long the server is asked again for what it does not tell at
// the moment.
const cataloguePatience = 5 * time.Second

// isBusy reports whether a table could not be read because it was changed or
// dropped just then.
func isBusy(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && strings.HasPrefix(e.Message, "table busy")
}

// readWhenFree is readCatalogue for tables that others may be changing.
func readWhenFree[Row any](ctx context.Context, db DB, q *catalogueQuery, tables []string) ([]Row, error) {
	deadline := time.Now().Add(cataloguePatience)
	for again := pauses(100 * time.Millisecond); ; {
		all, err := readCatalogue[Row](ctx, db, q, tables...)
		if !isBusy(err) || time.Now().After(deadline) {
			return all, err
		}
		if err := again(ctx); err != nil {
			return nil, err
		}
	}
}

// readSome is readEach in one statement, or in one for each table where a table
// is missing.
func readSome[Row ofTable](ctx context.Context, db DB, q *catalogueQuery, tables []string) ([][]Row, error) {
	all, err := readWhenFree[Row](ctx, db, q, tables)
	missing := errors.Is(err, NotExists)
	switch {
	case missing && len(tables) > 1:
		return readEachAlone[Row](ctx, db, q, tables)
	case err != nil && !missing:
		return nil, err
	}
	rows := make([][]Row, len(tables))
	for _, row := range all {
		rows[row.nth()] = append(rows[row.nth()], row)
	}
	return rows, nil
}

func readEachAlone[Row ofTable](ctx context.Context, db DB, q *catalogueQuery, tables []string) (rows [][]Row, err error) {
	for i := range tables {
		read, err := readSome[Row](ctx, db, q, tables[i:i+1])
		if err != nil {
			return nil, err
		}
		rows = append(rows, read...)
	}
	return rows, nil
}
