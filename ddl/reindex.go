// QuestDB docs: query/sql/reindex.md

package ddl

import (
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// ReindexStatement is a REINDEX TABLE.
type ReindexStatement struct {
	statement
	reindex reindex
}

// Reindex rebuilds the indexes of a table, which nobody may use meanwhile.
func Reindex(t expr.Relation) ReindexStatement { return makeReindex(reindex{table: tableOf(t)}) }

// Column rebuilds no more than the index of a column.
func (s ReindexStatement) Column(c expr.Column) ReindexStatement {
	s.reindex.column, s.reindex.ofColumn = c, true
	return makeReindex(s.reindex)
}

// Partition rebuilds no more than the indexes of a partition, such as
// "2026-01-02".
func (s ReindexStatement) Partition(name string) ReindexStatement {
	s.reindex.partition = &name
	return makeReindex(s.reindex)
}

type reindex struct {
	table     *schema.Table
	column    expr.Column
	ofColumn  bool
	partition *string
}

func makeReindex(r reindex) ReindexStatement {
	return ReindexStatement{made("REINDEX TABLE", r.write), r}
}

func (r reindex) write(w *node.Writer) {
	w.Clause("REINDEX TABLE")
	writeName(w, r.table)
	if r.ofColumn {
		w.SQL(" COLUMN ")
		writeColumn(w, r.table, r.column)
	}
	if r.partition != nil {
		w.SQL(" PARTITION ")
		writePartition(w, r.table, *r.partition)
	}
	w.SQL(" LOCK EXCLUSIVE")
}
