// QuestDB docs: query/sql/alter-table-drop-partition.md

package ddl

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// DropPartitionList drops partitions by name, as SHOW PARTITIONS names them:
// "2026-01-02", "2026-01", "2026-W05", "2026-01-02T15".
func (a AlterTable) DropPartitionList(names ...string) Statement {
	return a.partitionList("DROP PARTITION LIST", names)
}

// DropPartitionWhere drops the partitions for whose rows a condition on the
// designated timestamp holds. One that matches no partition is an error of the
// server, one that matches the last partition drops it too.
func (a AlterTable) DropPartitionWhere(condition expr.Boolean) Statement {
	return a.partitionWhere("DROP PARTITION WHERE", condition)
}

// ForceDropPartitionList drops partitions that the server cannot read any more.
func (a AlterTable) ForceDropPartitionList(names ...string) Statement {
	return a.partitionList("FORCE DROP PARTITION LIST", names)
}

// DetachPartitionList takes partitions out of the table and keeps their files.
//
// QuestDB docs: query/sql/alter-table-detach-partition.md
func (a AlterTable) DetachPartitionList(names ...string) Statement {
	return a.partitionList("DETACH PARTITION LIST", names)
}

// DetachPartitionWhere is DetachPartitionList by a condition on the designated
// timestamp.
func (a AlterTable) DetachPartitionWhere(condition expr.Boolean) Statement {
	return a.partitionWhere("DETACH PARTITION WHERE", condition)
}

// AttachPartitionList takes partitions in whose files lie beside the table's,
// under names that end in .attachable.
//
// QuestDB docs: query/sql/alter-table-attach-partition.md
func (a AlterTable) AttachPartitionList(names ...string) Statement {
	return a.partitionList("ATTACH PARTITION LIST", names)
}

// SquashPartitions joins the parts into which rows that came out of order have
// split partitions.
//
// QuestDB docs: query/sql/alter-table-squash-partitions.md
func (a AlterTable) SquashPartitions() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("SQUASH PARTITIONS") })}
}

// ConvertPartitionToNativeList stores parquet partitions in QuestDB's own
// format again.
//
// QuestDB docs: query/sql/alter-table-alter-column-set-parquet.md
func (a AlterTable) ConvertPartitionToNativeList(names ...string) Statement {
	return a.partitionList("CONVERT PARTITION TO NATIVE LIST", names)
}

// ConvertPartitionToNativeWhere is ConvertPartitionToNativeList by a condition
// on the designated timestamp.
func (a AlterTable) ConvertPartitionToNativeWhere(condition expr.Boolean) Statement {
	return a.partitionWhere("CONVERT PARTITION TO NATIVE WHERE", condition)
}

// ConvertPartitionToParquetList stores partitions as parquet files.
//
// QuestDB docs: query/export-parquet.md
func (a AlterTable) ConvertPartitionToParquetList(names ...string) ConvertToParquetStatement {
	names = append([]string(nil), names...)
	return makeConvert(convertToParquet{alter: a, which: func(w *node.Writer) {
		w.SQL("LIST ")
		writePartitions(w, a.table, names)
	}})
}

// ConvertPartitionToParquetWhere is ConvertPartitionToParquetList by a condition
// on the designated timestamp.
func (a AlterTable) ConvertPartitionToParquetWhere(condition expr.Boolean) ConvertToParquetStatement {
	return makeConvert(convertToParquet{alter: a, which: func(w *node.Writer) {
		w.SQL("WHERE ")
		writeCondition(w, a.table, condition)
	}})
}

// ConvertToParquetStatement is an ALTER TABLE … CONVERT PARTITION TO PARQUET.
type ConvertToParquetStatement struct {
	statement
	convert convertToParquet
}

type convertToParquet struct {
	alter AlterTable
	which func(w *node.Writer)
	bloom []expr.Column
	fpp   *float64
}

// BloomFilterColumns adds a bloom filter for each of the columns.
func (s ConvertToParquetStatement) BloomFilterColumns(columns ...expr.Column) ConvertToParquetStatement {
	s.convert.bloom = append([]expr.Column(nil), columns...)
	return makeConvert(s.convert)
}

// BloomFilterFPP sets how often a bloom filter may be wrong, between 0 and 1.
func (s ConvertToParquetStatement) BloomFilterFPP(p float64) ConvertToParquetStatement {
	s.convert.fpp = &p
	return makeConvert(s.convert)
}

func makeConvert(c convertToParquet) ConvertToParquetStatement {
	return ConvertToParquetStatement{c.alter.change(c.write), c}
}

func (c convertToParquet) write(w *node.Writer) {
	w.SQL("CONVERT PARTITION TO PARQUET ")
	c.which(w)
	if len(c.bloom) == 0 && c.fpp == nil {
		return
	}
	w.SQL(" WITH (")
	if len(c.bloom) > 0 {
		w.SQL("bloom_filter_columns = ")
		writeColumnList(w, c.alter.table, c.bloom)
	}
	if c.fpp != nil {
		if len(c.bloom) > 0 {
			w.SQL(", ")
		}
		// As text: the server takes no number here.
		w.SQL("fpp = ")
		writeProbability(w, *c.fpp)
	}
	w.SQL(")")
}

// writeColumnList writes columns as one string, separated by commas.
func writeColumnList(w *node.Writer, t *schema.Table, columns []expr.Column) {
	list := ""
	for i, c := range columns {
		n := node.Of(c)
		if rel := node.ColumnOf(n); !node.IsColumn(n) || rel != nil && !sqlw.SameName(rel.Table.Name, t.Name) {
			w.Failf("%q is not a column of %s", n.Name, t.Title())
			return
		}
		if i > 0 {
			list += ","
		}
		list += n.Name
	}
	w.Text(list)
}

func writeProbability(w *node.Writer, p float64) {
	if !(p > 0 && p < 1) {
		w.Failf("the rate of false positives must be between 0 and 1, got %v", p)
		return
	}
	w.Text(strconv.FormatFloat(p, 'f', -1, 64))
}

func (a AlterTable) partitionList(what partitionChange, names []string) Statement {
	names = append([]string(nil), names...)
	return Statement{a.change(func(w *node.Writer) {
		w.Keyword(partitionChanges[what])
		w.SQL(" ")
		writePartitions(w, a.table, names)
	})}
}

func (a AlterTable) partitionWhere(what partitionChange, condition expr.Boolean) Statement {
	return Statement{a.change(func(w *node.Writer) {
		w.Keyword(partitionChanges[what])
		w.SQL(" ")
		writeCondition(w, a.table, condition)
	})}
}

// partitionChange names what is done with partitions.
type partitionChange string

var partitionChanges = map[partitionChange]sqlw.Keyword{
	"DROP PARTITION LIST":               sqlw.Const("DROP PARTITION LIST"),
	"DROP PARTITION WHERE":              sqlw.Const("DROP PARTITION WHERE"),
	"FORCE DROP PARTITION LIST":         sqlw.Const("FORCE DROP PARTITION LIST"),
	"DETACH PARTITION LIST":             sqlw.Const("DETACH PARTITION LIST"),
	"DETACH PARTITION WHERE":            sqlw.Const("DETACH PARTITION WHERE"),
	"ATTACH PARTITION LIST":             sqlw.Const("ATTACH PARTITION LIST"),
	"CONVERT PARTITION TO NATIVE LIST":  sqlw.Const("CONVERT PARTITION TO NATIVE LIST"),
	"CONVERT PARTITION TO NATIVE WHERE": sqlw.Const("CONVERT PARTITION TO NATIVE WHERE"),
}

var errNoPartition = errors.New("no partition is named")

func writePartitions(w *node.Writer, t *schema.Table, names []string) {
	if len(names) == 0 {
		w.Fail(errNoPartition)
	}
	for i, name := range names {
		if i > 0 {
			w.SQL(", ")
		}
		writePartition(w, t, name)
	}
}

// writePartition writes the name of a partition of t, which is a string
// literal.
func writePartition(w *node.Writer, t *schema.Table, name string) {
	if err := checkPartition(name, t.PartitionBy); err != nil {
		w.Fail(err)
		return
	}
	w.Text(name)
}

// partitionNames are how partitions of each interval are named.
var partitionNames = map[PartitionUnit]string{Year: "2026", Month: "2026-01", Week: "2026-W05", Day: "2026-01-02", Hour: "2026-01-02T15"}

// checkPartition looks at the form of a partition's name: a date as SHOW
// PARTITIONS gives it, as exact as the table's partitions or more.
func checkPartition(name string, unit PartitionUnit) error {
	const longest = len("2026-01-02T15:04:05.123456789Z") + 8
	ok := len(name) >= max(len("2026"), len(partitionNames[unit])) && len(name) <= longest
	for i := 0; ok && i < len(name); i++ {
		switch c := name[i]; {
		case '0' <= c && c <= '9':
		case i < len("2026"):
			ok = false
		case c == '-', c == 'T', c == 'W', c == ':', c == '.', c == 'Z':
		default:
			ok = false
		}
	}
	if !ok && partitionNames[unit] != "" {
		return fmt.Errorf("%q is not the name of a %s partition: it is a date such as %s", name, unit, partitionNames[unit])
	}
	if !ok {
		return fmt.Errorf("%q is not the name of a partition: it is a date such as 2026, 2026-01, 2026-W05, 2026-01-02 or 2026-01-02T15", name)
	}
	return nil
}

var errNoCondition = errors.New("there is no condition, or one that names no column: it would match every partition")

// writeCondition writes a condition on the designated timestamp. One without a
// column would match every partition.
func writeCondition(w *node.Writer, t *schema.Table, condition expr.Boolean) {
	if condition == nil {
		w.Fail(errNoCondition)
		return
	}
	n := node.Of(condition)
	if n != node.Missing && n.Form != nil && (n.Traits&node.Absent != 0 || n.Traits&node.HasColumn == 0) && !node.IsInvalid(n) {
		w.Fail(errNoCondition)
		return
	}
	if name := t.DesignatedName(); name != "" {
		for _, c := range node.ColumnsIn(n) {
			if !sqlw.SameName(c.Name, name) {
				w.Failf("%s: column %q: only the designated timestamp %q selects partitions", t.Title(), c.Name, name)
				return
			}
		}
	}
	scope := w.Scope
	w.Scope = append(w.Scope[len(w.Scope):], node.MakeRelation(node.Relation{Table: t}))
	w.InlineExpr(n)
	w.Scope = scope
}
