package qdb

import (
	"context"
	"strings"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// catalogueQuery reads the server's own tables: constant text around a table's
// name. It names its columns, for their number grows from release to release.
type catalogueQuery struct {
	before, after sqlw.Keyword
	// literal is true for an argument of a function, which takes no parameter.
	literal bool
	items   []node.Item
}

var (
	tablesQuery = catalogueQuery{
		before: sqlw.Const(`SELECT table_name, designatedTimestamp, partitionBy, walEnabled FROM tables() WHERE lower(table_name) = `),
		items: []node.Item{
			{Name: "table_name", Type: types.Varchar},
			{Name: "designatedTimestamp", Type: types.Varchar},
			{Name: "partitionBy", Type: types.Varchar},
			{Name: "walEnabled", Type: types.Boolean},
		},
	}
	columnsQuery = catalogueQuery{
		before:  sqlw.Const(`SELECT "column", type, designated, upsertKey FROM table_columns(`),
		after:   sqlw.Const(`)`),
		literal: true,
		items: []node.Item{
			{Name: "column", Type: types.Varchar},
			{Name: "type", Type: types.Varchar},
			{Name: "designated", Type: types.Boolean},
			{Name: "upsertKey", Type: types.Boolean},
		},
	}
	walTablesQuery = catalogueQuery{
		before: sqlw.Const(`SELECT suspended, writerTxn, sequencerTxn, errorMessage FROM wal_tables() WHERE lower(name) = `),
		items: []node.Item{
			{Name: "suspended", Type: types.Boolean},
			{Name: "writerTxn", Type: types.Long},
			{Name: "sequencerTxn", Type: types.Long},
			{Name: "errorMessage", Type: types.Varchar},
		},
	}
)

type tablesRow struct {
	Name        string  `qdb:"table_name"`
	Designated  *string `qdb:"designatedTimestamp"`
	PartitionBy *string `qdb:"partitionBy"`
	WALEnabled  bool    `qdb:"walEnabled"`
}

type columnsRow struct {
	Column     string
	Type       string
	Designated bool
	UpsertKey  bool `qdb:"upsertKey"`
}

type walState struct {
	Suspended    bool
	WriterTxn    int64   `qdb:"writerTxn"`
	SequencerTxn int64   `qdb:"sequencerTxn"`
	ErrorMessage *string `qdb:"errorMessage"`
}

// catalogueBody is a catalogueQuery about a table.
type catalogueBody struct {
	*catalogueQuery
	name types.Value
}

func (b *catalogueBody) Kind() string                { return "SELECT" }
func (b *catalogueBody) Shape() ([]node.Item, error) { return b.items, nil }

func (b *catalogueBody) WriteStatement(w *node.Writer) {
	w.Keyword(b.before)
	if b.literal {
		w.Literal(&b.name)
	} else {
		w.Value(node.Compared, types.Varchar, &b.name)
	}
	w.Keyword(b.after)
}

type catalogueStatement struct{ node.Statement }

// readCatalogue reads the rows about a table.
func readCatalogue[Row any](ctx context.Context, db DB, q *catalogueQuery, table string) ([]Row, error) {
	name, err := types.TextValue(types.Varchar, strings.ToLower(table))
	if err != nil {
		return nil, err
	}
	var row Row
	var rows []Row
	statement := catalogueStatement{node.MakeStatement(&catalogueBody{q, name})}
	err = run(ctx, db, statement, &row, func() bool { rows = append(rows, row); return true })
	return rows, err
}

// readOne is readCatalogue for at most one row.
func readOne[Row any](ctx context.Context, db DB, q *catalogueQuery, table string) (row Row, ok bool, err error) {
	rows, err := readCatalogue[Row](ctx, db, q, table)
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

// readTable reads what a live table is; nil if there is none.
func readTable(ctx context.Context, db DB, name string) (*schema.Table, error) {
	about, ok, err := readOne[tablesRow](ctx, db, &tablesQuery, name)
	if err != nil || !ok {
		return nil, err
	}
	columns, err := readCatalogue[columnsRow](ctx, db, &columnsQuery, name)
	if err != nil {
		return nil, err
	}
	t := &schema.Table{Name: about.Name, Designated: -1, WAL: schema.WALBypass}
	if about.WALEnabled {
		t.WAL = schema.WALOn
	}
	if about.PartitionBy != nil {
		t.PartitionBy = schema.PartitionUnit(*about.PartitionBy)
	}
	for i, c := range columns {
		// A type that is not known stays unknown, and is a difference.
		kind, _ := types.ParseType(c.Type)
		t.Columns = append(t.Columns, schema.Column{Name: c.Column, Type: kind})
		if c.Designated {
			t.Designated = i
		}
		if c.UpsertKey {
			t.DedupKeys = append(t.DedupKeys, c.Column)
		}
	}
	return t, nil
}
