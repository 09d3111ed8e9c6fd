// QuestDB docs: query/sql/alter-table-drop-column.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// DropColumn removes columns and their data: one of a table with a write-ahead
// log, any number of another. The designated timestamp cannot be removed.
func (a AlterTable) DropColumn(columns ...expr.Column) Statement {
	columns = append([]expr.Column(nil), columns...)
	return Statement{a.change(func(w *node.Writer) {
		w.SQL("DROP COLUMN ")
		if !oneChange(w, a, len(columns), "DropColumn") {
			return
		}
		for i, c := range columns {
			if i > 0 {
				w.SQL(", ")
			}
			if isDesignated(a.table, c) {
				w.Failf("%s: column %q is the designated timestamp, which cannot be dropped", a.table.Title(), node.Of(c).Name)
			}
			writeColumn(w, a.table, c)
		}
	})}
}
