// Package schema is the model of tables and views: what ddl declares, what
// expr checks statements against, and what reflection reads.
package schema

import (
	"slices"
	"strings"
	"time"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Column is one column of a table.
type Column struct {
	Name string
	Type types.Type
	// Unknown is the server's name of a type that questql does not know, as
	// reflection found it; Type is then the zero Type.
	Unknown string
	// Symbol holds the options of a SYMBOL column.
	Symbol SymbolOptions
	// Parquet says how the column is stored in parquet partitions.
	Parquet Parquet
	// NotNull is the user's promise that the column holds no NULL, checked
	// when rows are scanned.
	NotNull bool
	// Field is the Go field that declares the column, for errors.
	Field string
}

// SymbolOptions are the options of a SYMBOL column; what is not set is the
// server's default.
type SymbolOptions struct {
	Capacity      Count
	NoCache       bool
	Cache         bool
	Index         bool
	IndexCapacity Count
}

// Count is a number that may be left to the server.
type Count struct {
	N   int64
	Set bool
}

// CountOf is a number that is not left to the server.
func CountOf(n int) Count { return Count{int64(n), true} }

// Lag is a length of time that may be left to the server.
type Lag struct {
	D   time.Duration
	Set bool
}

// PartitionUnit is a PARTITION BY interval; "" is none given.
type PartitionUnit string

// The partition intervals of QuestDB.
const (
	Hour  PartitionUnit = "HOUR"
	Day   PartitionUnit = "DAY"
	Week  PartitionUnit = "WEEK"
	Month PartitionUnit = "MONTH"
	Year  PartitionUnit = "YEAR"
	None  PartitionUnit = "NONE"
)

// WAL says whether a table writes through the write-ahead log.
type WAL uint8

// The three ways to say it; WALDefault leaves it to the server.
const (
	WALDefault WAL = iota
	WALOn
	WALBypass
)

// Table is a table or view as it was declared or read from a server. All but
// Err is plain data.
type Table struct {
	Name        string
	Columns     []Column
	Designated  int // index into Columns, -1 without a designated timestamp
	PartitionBy PartitionUnit
	TTL         Interval
	WAL         WAL
	// MaxUncommittedRows and O3MaxLag are the parameters of WITH.
	MaxUncommittedRows Count
	O3MaxLag           Lag
	// Volume is the alias of the volume that holds the table.
	Volume    string
	DedupKeys []string
	// OwnedBy is a user or group of QuestDB Enterprise.
	OwnedBy string
	// View is what the relation shows if it is a view, nil for a table.
	View *View
	// Type is the Go type that declares the table, for errors.
	Type string
	// Err is the first mistake of the declaration.
	Err error
}

// Column returns the index of the column of that name, ignoring case as
// QuestDB does, or -1.
func (t *Table) Column(name string) int {
	for i := range t.Columns {
		if sqlw.SameName(t.Columns[i].Name, name) {
			return i
		}
	}
	return -1
}

// OwnColumn returns a column that may be changed: the relations that one struct
// declares share their columns, so that the table gets a copy of all.
func (t *Table) OwnColumn(i int) *Column {
	t.Columns = slices.Clone(t.Columns)
	return &t.Columns[i]
}

// ColumnNames lists the columns, for errors.
func (t *Table) ColumnNames() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// DesignatedName returns the name of the designated timestamp, or "".
func (t *Table) DesignatedName() string {
	if t.Designated < 0 || t.Designated >= len(t.Columns) {
		return ""
	}
	return t.Columns[t.Designated].Name
}

// WriteName writes the table's name.
func (t *Table) WriteName(w *sqlw.Writer) { w.Name(t.NameKind(), t.Name) }

// NameKind is the kind of the relation's name: a view's name has rules of its
// own.
func (t *Table) NameKind() sqlw.NameKind {
	if t.View != nil {
		return sqlw.ViewName
	}
	return sqlw.TableName
}

// Clone returns a copy that shares nothing that changes with t.
func (t *Table) Clone() *Table {
	c := *t
	c.Columns = append([]Column(nil), t.Columns...)
	c.DedupKeys = append([]string(nil), t.DedupKeys...)
	return &c
}
