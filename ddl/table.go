// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
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
	if err := sqlw.CheckName(sqlw.TableName, name); err != nil {
		t.Err = sqlw.MistakeOf(sqlw.NoClause, err)
	}
	return Columns{declared{node.MakeRelationRef(node.MakeRelation(node.Relation{Table: t}))}}
}

// apply returns the table with a setting. The first mistake stays.
func (d declared) apply(set setting) declared {
	t := &schema.Table{Designated: -1, Err: errNotDeclared}
	if rel := node.RelationOf(d); rel != nil {
		t = rel.Table.Clone()
	}
	if t.Err == nil {
		err := set(t)
		if err == nil {
			err = t.Check()
		}
		if err != nil {
			t.Err = sqlw.MistakeOf(sqlw.NoClause, err)
		}
	}
	return declared{node.MakeRelationRef(node.MakeRelation(node.Relation{Table: t}))}
}

func (d declared) column(name string, kind types.Type) declared {
	return d.apply(func(t *schema.Table) error {
		t.Columns = append(t.Columns, schema.Column{Name: name, Type: kind})
		return nil
	})
}

// last is a setting of the column added last.
func (d declared) last(what string, change func(c *schema.Column)) declared {
	return d.apply(func(t *schema.Table) error {
		n := len(t.Columns)
		if n == 0 {
			return fmt.Errorf("%s: %s is of a column: add one before", t.Title(), what)
		}
		change(&t.Columns[n-1])
		return nil
	})
}

func (d declared) symbol(change func(o *schema.SymbolOptions)) declared {
	return d.last("a symbol option", func(c *schema.Column) { change(&c.Symbol) })
}

func (d declared) parquet(e Encoding, c Codec) declared {
	return d.last("PARQUET", func(column *schema.Column) { column.Parquet = parquetOf(e, c) })
}

func (d declared) designated() declared {
	return d.apply(func(t *schema.Table) error { t.Designated = len(t.Columns) - 1; return nil })
}

// PartitionBy splits the table by time.
func (d DesignatedColumns) PartitionBy(unit PartitionUnit) Partitioned {
	return Partitioned{d.apply(setPartition(unit))}
}

// WAL writes through the write-ahead log, which is the server's default for
// partitioned tables.
func (d Partitioned) WAL() WALTable { return WALTable{d.apply(setWAL(schema.WALOn))} }

// BypassWAL writes to the table directly, one writer at a time.
func (d Partitioned) BypassWAL() BypassWALTable {
	return BypassWALTable{d.apply(setWAL(schema.WALBypass))}
}

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one. It needs the
// write-ahead log, which is the server's default.
func (d Partitioned) DedupKeys(columns ...string) DedupTable {
	return DedupTable{d.apply(setDedupKeys(columns))}
}

// DedupKeys replaces a row by a later one that has the same values in these
// columns, of which the designated timestamp must be one.
func (d WALTable) DedupKeys(columns ...string) DedupTable {
	return DedupTable{d.apply(setDedupKeys(columns))}
}
