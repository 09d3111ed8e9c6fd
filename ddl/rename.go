// QuestDB docs: query/sql/rename.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
)

// Rename gives a table another name.
func Rename(t expr.Relation, to string) Statement {
	table := tableOf(t)
	return Statement{made("RENAME TABLE", func(w *node.Writer) {
		w.Clause("RENAME TABLE")
		if table.View != nil {
			w.Failf("%s cannot be renamed", table.Title())
		}
		writeName(w, table)
		w.SQL(" TO ")
		w.Name(sqlw.TableName, to)
	})}
}
