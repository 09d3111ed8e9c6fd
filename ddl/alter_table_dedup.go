// QuestDB docs: query/sql/alter-table-enable-deduplication.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// DedupEnable replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one. Rows that there are
// stay.
func (a AlterTable) DedupEnable(keys ...expr.Column) Statement {
	keys = append([]expr.Column(nil), keys...)
	return Statement{a.change(func(w *node.Writer) {
		names := make([]string, len(keys))
		for i, key := range keys {
			names[i] = node.Of(key).Name
		}
		if err := a.checkKeys(names); err != nil {
			w.Fail(err)
			return
		}
		w.SQL("DEDUP ENABLE UPSERT KEYS(")
		for i, key := range keys {
			if i > 0 {
				w.SQL(", ")
			}
			writeColumn(w, a.table, key)
		}
		w.SQL(")")
	})}
}

func (a AlterTable) checkKeys(names []string) error {
	t := a.table
	switch {
	case len(names) == 0:
		return fmt.Errorf("%s: DEDUP UPSERT KEYS: %w", t.Title(), errNoKeys)
	case len(t.Columns) == 0:
		return nil // nothing is known of the table
	case !hasWAL(t):
		return fmt.Errorf("%s: DEDUP UPSERT KEYS need a WAL table", t.Title())
	}
	if err := t.CheckDedupKeys(names); err != nil {
		return fmt.Errorf("%s: DEDUP UPSERT KEYS: %w", t.Title(), err)
	}
	return nil
}

// DedupDisable ends deduplication.
//
// QuestDB docs: query/sql/alter-table-disable-deduplication.md
func (a AlterTable) DedupDisable() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("DEDUP DISABLE") })}
}
