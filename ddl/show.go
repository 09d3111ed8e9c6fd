// QuestDB docs: query/sql/show.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// shows makes a SHOW statement. items are the columns of its result.
func shows(items []node.Item, write func(w *node.Writer)) Statement {
	return Statement{statement{node.MakeStatement(body{kind: "SHOW", write: write, items: items})}}
}

// showWord is a SHOW of a setting, whose only column is named after it.
func showWord(k sqlw.Keyword, column string, t types.Type) Statement {
	return shows([]node.Item{{Name: column, Type: t}}, func(w *node.Writer) {
		w.Clause("SHOW")
		w.Keyword(k)
	})
}

// showOf is a SHOW of a table.
func showOf(k sqlw.Keyword, r expr.Relation, items []node.Item) Statement {
	t := tableOf(r)
	return shows(items, func(w *node.Writer) {
		w.Clause("SHOW")
		w.Keyword(k)
		w.SQL(" ")
		writeName(w, t)
	})
}

// ShowTables lists tables, views and materialized views: table_name.
func ShowTables() Statement { return showWord(sqlw.Const("TABLES"), "table_name", types.String) }

// ShowColumns lists the columns of a table or view: column, type, indexed,
// indexBlockCapacity, symbolCached, symbolCapacity, symbolTableSize, designated,
// upsertKey.
func ShowColumns(t expr.Relation) Statement {
	return showOf(sqlw.Const("COLUMNS FROM"), t, []node.Item{
		{Name: "column", Type: types.String},
		{Name: "type", Type: types.String},
		{Name: "indexed", Type: types.Boolean},
		{Name: "indexBlockCapacity", Type: types.Int},
		{Name: "symbolCached", Type: types.Boolean},
		{Name: "symbolCapacity", Type: types.Int},
		{Name: "symbolTableSize", Type: types.Int},
		{Name: "designated", Type: types.Boolean},
		{Name: "upsertKey", Type: types.Boolean},
	})
}

// ShowPartitions lists the partitions of a table: index, partitionBy, name,
// minTimestamp, maxTimestamp, numRows, diskSize, diskSizeHuman, readOnly, active,
// attached, detached, attachable, isParquet, parquetFileSize.
func ShowPartitions(t expr.Relation) Statement {
	return showOf(sqlw.Const("PARTITIONS FROM"), t, []node.Item{
		{Name: "index", Type: types.Int},
		{Name: "partitionBy", Type: types.String},
		{Name: "name", Type: types.String},
		{Name: "minTimestamp", Type: types.Timestamp},
		{Name: "maxTimestamp", Type: types.Timestamp},
		{Name: "numRows", Type: types.Long},
		{Name: "diskSize", Type: types.Long},
		{Name: "diskSizeHuman", Type: types.String},
		{Name: "readOnly", Type: types.Boolean},
		{Name: "active", Type: types.Boolean},
		{Name: "attached", Type: types.Boolean},
		{Name: "detached", Type: types.Boolean},
		{Name: "attachable", Type: types.Boolean},
		{Name: "isParquet", Type: types.Boolean},
		{Name: "parquetFileSize", Type: types.Long},
	})
}

// ShowCreate is SHOW CREATE TABLE, VIEW or MATERIALIZED VIEW: ddl. The text does
// not quote columns and leaves options out, so that it cannot always be run.
func ShowCreate(t expr.Relation) Statement {
	items := []node.Item{{Name: "ddl", Type: types.Varchar}}
	switch v := tableOf(t).View; {
	case v == nil:
		return showOf(sqlw.Const("CREATE TABLE"), t, items)
	case v.Kind == schema.PlainView:
		return showOf(sqlw.Const("CREATE VIEW"), t, items)
	}
	return showOf(sqlw.Const("CREATE MATERIALIZED VIEW"), t, items)
}

// ShowParameters lists the server's configuration: property_path, env_var_name,
// value, value_source, sensitive, reloadable.
func ShowParameters() Statement {
	return shows([]node.Item{
		{Name: "property_path", Type: types.String},
		{Name: "env_var_name", Type: types.String},
		{Name: "value", Type: types.String},
		{Name: "value_source", Type: types.String},
		{Name: "sensitive", Type: types.Boolean},
		{Name: "reloadable", Type: types.Boolean},
	}, func(w *node.Writer) { w.SQL("SHOW PARAMETERS") })
}

// ShowServerVersion tells the version of PostgreSQL that the server claims:
// server_version. The function build() tells its own.
func ShowServerVersion() Statement {
	return showWord(sqlw.Const("SERVER_VERSION"), "server_version", types.String)
}

// ShowServerVersionNum is ShowServerVersion as a number: server_version_num.
func ShowServerVersionNum() Statement {
	return showWord(sqlw.Const("SERVER_VERSION_NUM"), "server_version_num", types.String)
}

// ShowTransactionIsolationLevel shows transaction_isolation.
func ShowTransactionIsolationLevel() Statement {
	return showWord(sqlw.Const("TRANSACTION ISOLATION LEVEL"), "transaction_isolation", types.String)
}

// ShowTimeZone shows TimeZone.
func ShowTimeZone() Statement { return showWord(sqlw.Const("TIME ZONE"), "TimeZone", types.String) }

// ShowSearchPath shows search_path.
func ShowSearchPath() Statement {
	return showWord(sqlw.Const("search_path"), "search_path", types.String)
}

// ShowDateStyle shows DateStyle.
func ShowDateStyle() Statement { return showWord(sqlw.Const("datestyle"), "DateStyle", types.String) }

// ShowStandardConformingStrings shows standard_conforming_strings.
func ShowStandardConformingStrings() Statement {
	return showWord(sqlw.Const("standard_conforming_strings"), "standard_conforming_strings", types.String)
}

// ShowDefaultTransactionReadOnly shows default_transaction_read_only.
func ShowDefaultTransactionReadOnly() Statement {
	return showWord(sqlw.Const("default_transaction_read_only"), "default_transaction_read_only", types.String)
}

// ShowMaxIdentifierLength shows max_identifier_length: 63, which PostgreSQL has.
// QuestDB takes names of 127.
func ShowMaxIdentifierLength() Statement {
	return showWord(sqlw.Const("max_identifier_length"), "max_identifier_length", types.Int)
}
