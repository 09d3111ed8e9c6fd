// QuestDB docs: query/sql/backup.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// BackupTable copies a table to the server's backup store. It needs QuestDB
// Enterprise.
func BackupTable(t expr.Relation) Statement {
	table := tableOf(t)
	return Statement{made("BACKUP", func(w *node.Writer) {
		w.Clause("BACKUP TABLE")
		writeName(w, table)
	})}
}

// BackupDatabase copies everything to the server's backup store. It needs
// QuestDB Enterprise.
func BackupDatabase() Statement {
	return Statement{made("BACKUP", func(w *node.Writer) { w.SQL("BACKUP DATABASE") })}
}
