// QuestDB docs: query/sql/alter-table-rename-column.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// RenameColumn gives a column another name.
func (a AlterTable) RenameColumn(c expr.Column, to string) Statement {
	return Statement{a.change(func(w *node.Writer) {
		w.SQL("RENAME COLUMN ")
		writeColumn(w, a.table, c)
		w.SQL(" TO ")
		w.Name(sqlw.ColumnName, to)
	})}
}
