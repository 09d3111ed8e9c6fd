// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"slices"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/types"
)

type relationRef = node.RelationRef

// declared is what each step of the quick form holds: a table as far as it is
// declared. Each step is a value of its own, so that tables can have their
// first columns in common.
type declared struct{ relationRef }

// Table starts the quick form of a table; the methods of the result add
// columns.
func Table(name string) Columns {
	t := &schema.Table{Name: name, Designated: -1}
	t.Err = t.Check()
	return Columns{declared{node.MakeRelationRef(&node.Relation{Table: t})}}
}

// with returns the table with a change.
func (d declared) with(change func(t *schema.Table) error) declared {
	t := schema.Table{Designated: -1}
	if rel := node.RelationOf(d); rel != nil {
		t = *rel.Table
	}
	t.Columns, t.DedupKeys = slices.Clone(t.Columns), slices.Clone(t.DedupKeys)
	t.Err = nil
	if err := change(&t); err != nil {
		t.Err = err
	} else {
		t.Err = t.Check()
	}
	return declared{node.MakeRelationRef(&node.Relation{Table: &t})}
}

func (d declared) column(name string, kind types.Type) declared {
	return d.with(func(t *schema.Table) error {
		t.Columns = append(t.Columns, schema.Column{Name: name, Type: kind})
		return nil
	})
}

// symbol changes the options of the last column.
func (d declared) symbol(change func(o *schema.SymbolOptions)) declared {
	return d.with(func(t *schema.Table) error {
		if n := len(t.Columns); n > 0 {
			change(&t.Columns[n-1].Symbol)
		}
		return nil
	})
}

func (d declared) designated() declared {
	return d.with(func(t *schema.Table) error { t.Designated = len(t.Columns) - 1; return nil })
}

// PartitionBy splits the table by time.
func (d DesignatedColumns) PartitionBy(unit PartitionUnit) Partitioned {
	return Partitioned{d.with(func(t *schema.Table) error { return setPartition(t, unit) })}
}

// Partitioned is a partitioned table.
type Partitioned struct{ declared }

// WAL writes through the write-ahead log, which is the server's default for
// partitioned tables.
func (p Partitioned) WAL() WALTable {
	return WALTable{p.with(func(t *schema.Table) error { t.WAL = schema.WALOn; return nil })}
}

// BypassWAL writes to the table directly, one writer at a time.
func (p Partitioned) BypassWAL() BypassWALTable {
	return BypassWALTable{p.with(func(t *schema.Table) error { t.WAL = schema.WALBypass; return nil })}
}

// WALTable is a table with a write-ahead log.
type WALTable struct{ declared }

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one.
func (w WALTable) DedupKeys(columns ...string) DedupTable {
	return DedupTable{w.with(func(t *schema.Table) error {
		t.DedupKeys = append(t.DedupKeys, columns...)
		return nil
	})}
}

// BypassWALTable is a table without a write-ahead log.
type BypassWALTable struct{ declared }

// DedupTable is a table with deduplication.
type DedupTable struct{ declared }
