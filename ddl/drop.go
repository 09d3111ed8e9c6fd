// QuestDB docs: query/sql/drop.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// DropStatement is a DROP TABLE, DROP VIEW or DROP MATERIALIZED VIEW.
type DropStatement struct {
	statement
	drop drop
}

// Drop removes a table and its data, or a view.
func Drop(t expr.Relation) DropStatement { return makeDrop(drop{table: tableOf(t)}) }

// IfExists does nothing where there is no such table or view.
func (s DropStatement) IfExists() DropStatement {
	s.drop.ifExists = true
	return makeDrop(s.drop)
}

// DropAllTables removes all tables, views and materialized views of the server,
// with their data.
func DropAllTables() Statement {
	return Statement{made("DROP ALL TABLES", func(w *node.Writer) { w.SQL("DROP ALL TABLES") })}
}

type drop struct {
	table    *schema.Table
	ifExists bool
}

func makeDrop(d drop) DropStatement {
	kind := "DROP TABLE"
	if v := d.table.View; v != nil && v.Kind == schema.PlainView {
		kind = "DROP VIEW"
	} else if v != nil {
		kind = "DROP MATERIALIZED VIEW"
	}
	return DropStatement{made(kind, d.write), d}
}

func (d drop) write(w *node.Writer) {
	switch v := d.table.View; {
	case v == nil:
		w.Clause("DROP TABLE")
	case v.Kind == schema.PlainView:
		w.Clause("DROP VIEW")
	default:
		w.Clause("DROP MATERIALIZED VIEW")
	}
	if d.ifExists {
		w.SQL("IF EXISTS ")
	}
	writeName(w, d.table)
}
