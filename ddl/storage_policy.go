// QuestDB docs: query/sql/alter-table-set-storage-policy.md

package ddl

// The statements of this file are of QuestDB Enterprise. They are rendered as
// its documentation spells them, and not run here: the open server refuses them.

import (
	"errors"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// StoragePolicy says when partitions become parquet files and when they go. It
// needs QuestDB Enterprise. A stage that is not set stays as it is.
type StoragePolicy struct {
	ToParquet  Interval
	DropNative Interval
	DropLocal  Interval
}

var errNoPolicy = errors.New("STORAGE POLICY: no stage is set")

func (p StoragePolicy) write(w *node.Writer) {
	w.SQL("SET STORAGE POLICY(")
	first := true
	for _, stage := range []struct {
		k   sqlw.Keyword
		age Interval
	}{
		{sqlw.Const("TO PARQUET "), p.ToParquet},
		{sqlw.Const("DROP NATIVE "), p.DropNative},
		{sqlw.Const("DROP LOCAL "), p.DropLocal},
	} {
		if !stage.age.Given() {
			continue
		}
		if err := stage.age.Check(schema.HourUnit, schema.YearUnit, false); err != nil {
			w.Fail(err)
			return
		}
		if !first {
			w.SQL(", ")
		}
		first = false
		w.Keyword(stage.k)
		stage.age.WriteTTL(&w.Writer)
	}
	if first {
		w.Fail(errNoPolicy)
	}
	w.SQL(")")
}

// SetStoragePolicy sets the stages of a storage policy.
func (a AlterTable) SetStoragePolicy(p StoragePolicy) Statement { return Statement{a.change(p.write)} }

// EnableStoragePolicy ends what DisableStoragePolicy began.
func (a AlterTable) EnableStoragePolicy() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("ENABLE STORAGE POLICY") })}
}

// DisableStoragePolicy suspends the storage policy.
func (a AlterTable) DisableStoragePolicy() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("DISABLE STORAGE POLICY") })}
}

// DropStoragePolicy removes the storage policy.
func (a AlterTable) DropStoragePolicy() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("DROP STORAGE POLICY") })}
}

// SetStoragePolicy sets the stages of a storage policy.
func (a AlterMatView) SetStoragePolicy(p StoragePolicy) Statement {
	return a.change(func(w *node.Writer, _ *schema.Table) { p.write(w) })
}
