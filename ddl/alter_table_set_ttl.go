// QuestDB docs: query/sql/alter-table-set-ttl.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/internal/node"
)

// SetTTL drops partitions when all of their rows are older than age, a whole
// number of partitions. Hours(0) keeps all.
func (a AlterTable) SetTTL(age Interval) Statement {
	return Statement{a.change(func(w *node.Writer) {
		w.SQL("SET TTL ")
		partition := a.table.PartitionBy
		if partition == "" {
			partition = Hour // what the table has is not known: any multiple of an hour
		}
		if err := age.CheckTTL(partition); err != nil {
			w.Fail(fmt.Errorf("%s: TTL %w", a.table.Title(), err))
			return
		}
		age.WriteTTL(&w.Writer)
	})}
}
