// QuestDB docs: query/sql/alter-table-set-type.md

package ddl

import "github.com/questql/questql/internal/node"

// SetTypeWAL makes the table write through the write-ahead log, from the next
// start of the server.
func (a AlterTable) SetTypeWAL() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("SET TYPE WAL") })}
}

// SetTypeBypassWAL makes the table write without the write-ahead log, from the
// next start of the server.
func (a AlterTable) SetTypeBypassWAL() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("SET TYPE BYPASS WAL") })}
}
