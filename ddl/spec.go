// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// Spec is what [Define] says of a table beside its columns.
type Spec interface {
	apply(t *schema.Table) error
}

// spec is a chain of settings; each step is a value of its own.
type spec []setting

func (s spec) apply(t *schema.Table) error {
	for _, set := range s {
		if err := set(t); err != nil {
			return err
		}
	}
	return nil
}

func (s spec) with(set setting) spec { return append(s[:len(s):len(s)], set) }

// Undesignated is the spec of a table without a designated timestamp.
func Undesignated() UndesignatedSpec { return UndesignatedSpec{} }

// Designated makes a column of the table its designated timestamp, by which
// rows are ordered.
//
//go:noinline
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

// PartitionBy is the spec of a table whose designated timestamp is told by its
// tag, `qdb:",designated"`.
func PartitionBy(unit PartitionUnit) PartitionedSpec {
	return PartitionedSpec{spec{setPartition(unit)}}
}

// PartitionBy splits the table by time.
func (s DesignatedSpec) PartitionBy(unit PartitionUnit) PartitionedSpec {
	return PartitionedSpec{s.with(setPartition(unit))}
}

// WAL writes through the write-ahead log, which is the server's default for
// partitioned tables.
func (s PartitionedSpec) WAL() WALSpec { return WALSpec{s.with(setWAL(schema.WALOn))} }

// BypassWAL writes to the table directly, one writer at a time.
func (s PartitionedSpec) BypassWAL() BypassWALSpec {
	return BypassWALSpec{s.with(setWAL(schema.WALBypass))}
}

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one. It needs the
// write-ahead log, which is the server's default.
func (s PartitionedSpec) DedupKeys(keys ...expr.Column) DedupSpec {
	return DedupSpec{s.with(setDedupColumns(keys))}
}

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one.
func (s WALSpec) DedupKeys(keys ...expr.Column) DedupSpec {
	return DedupSpec{s.with(setDedupColumns(keys))}
}

func setDedupColumns(keys []expr.Column) setting {
	keys = append([]expr.Column(nil), keys...)
	return func(t *schema.Table) error {
		names := make([]string, len(keys))
		for i, key := range keys {
			at, err := columnIndex(t, key, "DEDUP UPSERT KEYS")
			if err != nil {
				return err
			}
			names[i] = t.Columns[at].Name
		}
		return setDedupKeys(names)(t)
	}
}

// columnIndex returns the index of a column that must be the table's own.
func columnIndex(t *schema.Table, c node.Holder, what string) (int, error) {
	n := node.Of(c)
	if rel := node.ColumnOf(n); rel != nil && rel.Table == t {
		return t.Column(n.Name), nil
	}
	return 0, fmt.Errorf("table %q: %s must be a column of the struct that Define passes, got %q", t.Name, what, n.Name)
}
