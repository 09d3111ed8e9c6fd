// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// PartitionUnit is the interval of time that a partition holds.
type PartitionUnit = schema.PartitionUnit

// The intervals of PARTITION BY. None is one partition for all.
const (
	Hour  = schema.Hour
	Day   = schema.Day
	Week  = schema.Week
	Month = schema.Month
	Year  = schema.Year
	None  = schema.None
)

// Spec is what [Define] says of a table beside its columns.
type Spec interface {
	apply(t *schema.Table) error
}

// spec is a chain of settings; each step is a value of its own.
type spec []func(t *schema.Table) error

func (s spec) apply(t *schema.Table) error {
	for _, set := range s {
		if err := set(t); err != nil {
			return err
		}
	}
	return nil
}

func (s spec) with(set func(t *schema.Table) error) spec { return append(s[:len(s):len(s)], set) }

// DesignatedSpec says which column is the designated timestamp.
type DesignatedSpec struct{ spec }

// Designated makes a column of the table its designated timestamp, by which
// rows are ordered.
func Designated(ts expr.ColumnOf[expr.Timestamp]) DesignatedSpec {
	return DesignatedSpec{spec{func(t *schema.Table) error {
		i, err := columnIndex(t, ts, "the designated timestamp")
		if err != nil {
			return err
		}
		if t.Designated >= 0 && t.Designated != i {
			return fmt.Errorf("table %q has two designated timestamps: %q and %q", t.Name, t.Columns[t.Designated].Name, t.Columns[i].Name)
		}
		t.Designated = i
		return nil
	}}}
}

// PartitionBy splits the table by time.
func (s DesignatedSpec) PartitionBy(unit PartitionUnit) PartitionedSpec {
	return PartitionedSpec{s.with(func(t *schema.Table) error { return setPartition(t, unit) })}
}

// PartitionedSpec says how the table is partitioned.
type PartitionedSpec struct{ spec }

// WAL writes through the write-ahead log, which is the server's default for
// partitioned tables.
func (s PartitionedSpec) WAL() WALSpec {
	return WALSpec{s.with(func(t *schema.Table) error { t.WAL = schema.WALOn; return nil })}
}

// BypassWAL writes to the table directly, one writer at a time.
func (s PartitionedSpec) BypassWAL() BypassWALSpec {
	return BypassWALSpec{s.with(func(t *schema.Table) error { t.WAL = schema.WALBypass; return nil })}
}

// WALSpec is of a table with a write-ahead log.
type WALSpec struct{ spec }

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one.
func (s WALSpec) DedupKeys(keys ...expr.Column) DedupSpec {
	return DedupSpec{s.with(func(t *schema.Table) error {
		for _, key := range keys {
			i, err := columnIndex(t, key, "DEDUP UPSERT KEYS")
			if err != nil {
				return err
			}
			t.DedupKeys = append(t.DedupKeys, t.Columns[i].Name)
		}
		return nil
	})}
}

// BypassWALSpec is of a table without a write-ahead log.
type BypassWALSpec struct{ spec }

// DedupSpec is of a table with deduplication.
type DedupSpec struct{ spec }

func setPartition(t *schema.Table, unit PartitionUnit) error {
	if !unit.Known() {
		return fmt.Errorf("table %q: PARTITION BY %q: use ddl.Hour, Day, Week, Month, Year or None", t.Name, string(unit))
	}
	t.PartitionBy = unit
	return nil
}

// columnIndex returns the index of a column that must be the table's own.
func columnIndex(t *schema.Table, c node.Holder, what string) (int, error) {
	n := node.Of(c)
	if rel := node.ColumnOf(n); rel != nil && rel.Table == t {
		return t.Column(n.Name), nil
	}
	return 0, fmt.Errorf("table %q: %s must be a column of the struct that Define passes, got %q", t.Name, what, n.Name)
}
