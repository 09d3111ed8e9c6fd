// QuestDB docs: query/sql/alter-table-add-column.md

package ddl

import (
	"errors"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// AlterTable is the start of an ALTER TABLE. Each method is one statement of
// its own: a table with a write-ahead log takes one change at a time.
//
// A column is one of the table's struct, or [Col] of the quick form. That the
// struct has no such column any more is no mistake: Col names it. The model of
// the table is what the program wants it to be, so that a statement is checked
// against it only where no table of QuestDB could have it otherwise.
type AlterTable struct{ table *schema.Table }

// Alter changes a table:
//
//	ddl.Alter(Trades).AddColumn(ddl.Varchar("note")).IfNotExists()
func Alter(t expr.Relation) AlterTable { return AlterTable{tableOf(t)} }

var errNotDefined = errors.New("the statement is empty: it was not made by Alter")

// change makes a statement of what follows the table's name.
func (a AlterTable) change(write func(w *node.Writer)) statement {
	t := a.table
	b := body{kind: "ALTER TABLE", write: func(w *node.Writer) {
		w.Clause("ALTER TABLE")
		switch {
		case t == nil:
			w.Fail(errNotDefined)
			return
		case t.View != nil:
			w.Failf("%s is no table: use AlterView or AlterMaterializedView", t.Title())
			return
		}
		writeName(w, t)
		w.SQL(" ")
		write(w)
	}}
	if t == nil {
		return statement{node.MakeStatement(b)}
	}
	return statement{node.MakeStatement(writing{b, t.Name})}
}

// writing is a statement whose effect an executor can wait for.
type writing struct {
	body
	table string
}

// Target is the table that the statement changes.
func (b writing) Target() string { return b.table }

// writeColumn writes the name of a column, which must be of the table t or have
// been named by Col.
func writeColumn(w *node.Writer, t *schema.Table, c expr.Column) {
	n := node.Of(c)
	if !node.IsColumn(n) {
		w.Expr(n, node.Loosest) // a mistake: writing it tells which
		w.Failf("%q is not a column", n.Name)
		return
	}
	if rel := node.ColumnOf(n); rel != nil && !sqlw.SameName(rel.Table.Name, t.Name) {
		w.Failf("column %q of %s is not a column of %s", n.Name, rel.Table.Title(), t.Title())
		return
	}
	w.Name(sqlw.ColumnName, n.Name)
}

// declaredColumn returns what t declares of a column, or nil.
func declaredColumn(t *schema.Table, c expr.Column) *schema.Column {
	if i := t.Column(node.Of(c).Name); i >= 0 {
		return &t.Columns[i]
	}
	return nil
}

// isDesignated reports whether c is the table's designated timestamp.
func isDesignated(t *schema.Table, c expr.Column) bool {
	name := t.DesignatedName()
	return name != "" && sqlw.SameName(name, node.Of(c).Name)
}

// hasWAL reports whether the table is known to have a write-ahead log.
func hasWAL(t *schema.Table) bool {
	return t.WAL == schema.WALOn || t.WAL == schema.WALDefault && t.PartitionBy != "" && t.PartitionBy != schema.None
}
