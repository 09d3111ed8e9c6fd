// QuestDB docs: query/sql/vacuum-table.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// VacuumTable removes the files that updates of a table have left behind.
func VacuumTable(t expr.Relation) Statement {
	table := tableOf(t)
	return Statement{made("VACUUM TABLE", func(w *node.Writer) {
		w.Clause("VACUUM TABLE")
		writeName(w, table)
	})}
}

// VacuumPartitions removes the files of partitions that a table has no more.
func VacuumPartitions(t expr.Relation) Statement {
	table := tableOf(t)
	return Statement{made("VACUUM PARTITIONS", func(w *node.Writer) {
		w.Clause("VACUUM PARTITIONS")
		writeName(w, table)
	})}
}
