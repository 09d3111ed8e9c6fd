package qdb

import (
	"context"
	"strings"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// catalogueQuery reads the server's own tables: constant text with a table's
// name in lower case behind it. It names its columns, for their number grows
// from release to release.
type catalogueQuery struct {
	text  sqlw.Keyword
	items []node.Item
	name  types.Value
}

func (q *catalogueQuery) Kind() string                { return "SELECT" }
func (q *catalogueQuery) Shape() ([]node.Item, error) { return q.items, nil }

func (q *catalogueQuery) WriteStatement(w *node.Writer) {
	w.Keyword(q.text)
	w.Value(node.Compared, types.Varchar, &q.name)
}

type catalogueStatement struct{ node.Statement }

// find reads the one row of a catalogue query about a table, if there is one.
func find[Row any](ctx context.Context, db DB, text sqlw.Keyword, items []node.Item, table string) (row Row, ok bool, err error) {
	name, err := types.TextValue(types.Varchar, strings.ToLower(table))
	if err != nil {
		return row, false, err
	}
	statement := catalogueStatement{node.MakeStatement(&catalogueQuery{text, items, name})}
	err = run(ctx, db, statement, &row, func() bool { ok = true; return true })
	return row, ok, err
}

var (
	walTablesText  = sqlw.Const(`SELECT suspended, writerTxn, sequencerTxn, errorMessage FROM wal_tables() WHERE lower(name) = `)
	walTablesItems = []node.Item{
		{Name: "suspended", Type: types.Boolean},
		{Name: "writerTxn", Type: types.Long},
		{Name: "sequencerTxn", Type: types.Long},
		{Name: "errorMessage", Type: types.Varchar},
	}

	tablesText  = sqlw.Const(`SELECT table_name FROM tables() WHERE lower(table_name) = `)
	tablesItems = []node.Item{{Name: "table_name", Type: types.Varchar}}
)

type walState struct {
	Suspended    bool
	WriterTxn    int64   `qdb:"writerTxn"`
	SequencerTxn int64   `qdb:"sequencerTxn"`
	ErrorMessage *string `qdb:"errorMessage"`
}

func readWAL(ctx context.Context, db DB, table string) (walState, bool, error) {
	return find[walState](ctx, db, walTablesText, walTablesItems, table)
}

func hasTable(ctx context.Context, db DB, table string) (bool, error) {
	_, ok, err := find[string](ctx, db, tablesText, tablesItems, table)
	return ok, err
}
