package schema

import (
	"fmt"
	"time"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Create says how a relation is created.
type Create struct {
	IfNotExists bool
	OrReplace   bool
	// Query writes the SELECT, in parentheses: of a view, and of CREATE TABLE
	// AS. It is nil for a table that is created empty.
	Query func()
	// Casts are the columns that CREATE TABLE AS gives another type than the
	// query does.
	Casts []Column
	// Atomic, Batch and BatchLag say how CREATE TABLE AS inserts.
	Atomic   bool
	Batch    Count
	BatchLag Lag
}

// WriteCreate writes CREATE TABLE, CREATE VIEW or CREATE MATERIALIZED VIEW. The
// order of the clauses is the server's.
func (t *Table) WriteCreate(w *sqlw.Writer, c Create) {
	switch {
	case t.View == nil:
		t.writeCreateTable(w, c)
	case t.View.Kind == PlainView:
		t.writeCreateView(w, c)
	default:
		t.writeCreateMaterializedView(w, c)
	}
}

func (t *Table) writeCreateTable(w *sqlw.Writer, c Create) {
	switch {
	case c.Atomic:
		w.Clause("CREATE ATOMIC TABLE")
	case c.Batch.Set:
		w.Clause("CREATE BATCH")
		w.Int(c.Batch.N)
		if c.BatchLag.Set {
			w.SQL(" o3MaxLag ")
			c.BatchLag.write(w)
		}
		w.SQL(" TABLE ")
		w.In("CREATE TABLE")
	default:
		w.Clause("CREATE TABLE")
	}
	if err := t.check(c.Query != nil); err != nil {
		w.Fail(err)
		return
	}
	if c.IfNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	t.WriteName(w)
	if c.Query != nil {
		w.SQL(" AS ")
		c.Query()
		t.writeCasts(w, c.Casts)
	} else {
		t.writeColumns(w)
	}
	if name := t.DesignatedName(); name != "" {
		w.Break()
		w.SQL("TIMESTAMP(")
		w.Name(sqlw.ColumnName, name)
		w.SQL(")")
	}
	t.writeStorage(w)
}

func (t *Table) writeColumns(w *sqlw.Writer) {
	w.SQL(" (")
	for i := range t.Columns {
		if i > 0 {
			w.SQL(", ")
		}
		t.Columns[i].Write(w)
		if t.Columns[i].Parquet.Given() {
			w.SQL(" ")
			t.Columns[i].Parquet.Write(w)
		}
	}
	w.SQL(")")
}

// writeCasts writes the clauses that give the columns of a query other types
// and indexes.
func (t *Table) writeCasts(w *sqlw.Writer, casts []Column) {
	for i := range casts {
		w.SQL(", CAST(")
		w.Name(sqlw.ColumnName, casts[i].Name)
		w.SQL(" AS ")
		casts[i].writeType(w)
		w.SQL(")")
	}
	for i := range t.Columns {
		if t.Columns[i].Symbol.Index {
			w.SQL(", INDEX(")
			w.Name(sqlw.ColumnName, t.Columns[i].Name)
			t.Columns[i].Symbol.writeIndexCapacity(w)
			w.SQL(")")
		}
	}
}

func (t *Table) writeStorage(w *sqlw.Writer) {
	if t.PartitionBy != "" {
		w.Clause("PARTITION BY")
		w.Keyword(partitionKeyword[t.PartitionBy])
	}
	if t.TTL.Given() {
		w.SQL(" TTL ")
		t.TTL.WriteTTL(w)
	}
	switch t.WAL {
	case WALOn:
		w.SQL(" WAL")
	case WALBypass:
		w.SQL(" BYPASS WAL")
	case WALDefault:
	}
	with := t.writeWith(w)
	if t.Volume != "" {
		if with {
			w.SQL(",") // the server takes IN VOLUME for one more parameter of WITH
		}
		w.Break()
		w.SQL("IN VOLUME ")
		writeVolume(w, t.Volume)
	}
	if len(t.DedupKeys) > 0 {
		w.Clause("DEDUP UPSERT KEYS")
		WriteNames(w, t.DedupKeys)
	}
	t.writeOwner(w)
}

func (t *Table) writeOwner(w *sqlw.Writer) {
	if t.OwnedBy != "" {
		w.Clause("OWNED BY")
		w.Name(sqlw.UserName, t.OwnedBy)
	}
}

func (t *Table) writeWith(w *sqlw.Writer) bool {
	if !t.MaxUncommittedRows.Set && !t.O3MaxLag.Set {
		return false
	}
	w.Clause("WITH")
	if t.MaxUncommittedRows.Set {
		w.SQL("maxUncommittedRows=")
		w.Int(t.MaxUncommittedRows.N)
	}
	if t.O3MaxLag.Set {
		if t.MaxUncommittedRows.Set {
			w.SQL(", ")
		}
		w.SQL("o3MaxLag=")
		t.O3MaxLag.write(w)
	}
	return true
}

// writeVolume writes the alias of a volume, which is a string literal.
func writeVolume(w *sqlw.Writer, alias string) {
	if err := sqlw.CheckName(sqlw.VolumeName, alias); err != nil {
		w.Fail(err)
		return
	}
	w.Text(alias)
}

// WriteNames writes column names in parentheses.
func WriteNames(w *sqlw.Writer, names []string) {
	w.SQL("(")
	for i, name := range names {
		if i > 0 {
			w.SQL(", ")
		}
		w.Name(sqlw.ColumnName, name)
	}
	w.SQL(")")
}

// Write writes the lag in the largest unit that it is a whole number of.
func (l Lag) Write(w *sqlw.Writer) { l.write(w) }

func (l Lag) write(w *sqlw.Writer) {
	switch d := l.D; {
	case d%(24*time.Hour) == 0 && d > 0:
		w.Int(int64(d / (24 * time.Hour)))
		w.SQL("d")
	case d%time.Hour == 0 && d > 0:
		w.Int(int64(d / time.Hour))
		w.SQL("h")
	case d%time.Minute == 0 && d > 0:
		w.Int(int64(d / time.Minute))
		w.SQL("m")
	case d%time.Second == 0:
		w.Int(int64(d / time.Second))
		w.SQL("s")
	case d%time.Millisecond == 0:
		w.Int(int64(d / time.Millisecond))
		w.SQL("ms")
	default:
		w.Int(int64(d / time.Microsecond))
		w.SQL("us")
	}
}

// Check returns an error if the server does not take the lag.
func (l Lag) Check() error {
	switch {
	case l.D < 0:
		return fmt.Errorf("o3MaxLag must not be negative, got %s", l.D)
	case l.D%time.Microsecond != 0:
		return fmt.Errorf("o3MaxLag must be a whole number of microseconds, got %s", l.D)
	}
	return nil
}

// CheckMaxUncommittedRows returns an error if the server does not take the
// parameter.
func (c Count) CheckMaxUncommittedRows() error {
	if c.N < 0 || c.N > maxInt32 {
		return fmt.Errorf("maxUncommittedRows must be from 0 to %d, got %d", maxInt32, c.N)
	}
	return nil
}

const maxInt32 = 1<<31 - 1

var partitionKeyword = map[PartitionUnit]sqlw.Keyword{
	Hour: sqlw.Const("HOUR"), Day: sqlw.Const("DAY"), Week: sqlw.Const("WEEK"),
	Month: sqlw.Const("MONTH"), Year: sqlw.Const("YEAR"), None: sqlw.Const("NONE"),
}

// Known reports whether the unit is one of QuestDB's.
func (u PartitionUnit) Known() bool {
	_, ok := partitionKeyword[u]
	return ok
}

// Write writes the column as CREATE TABLE and ADD COLUMN spell it.
func (c *Column) Write(w *sqlw.Writer) {
	w.Name(sqlw.ColumnName, c.Name)
	w.SQL(" ")
	c.WriteDefinition(w)
}

// WriteDefinition writes what follows the column's name.
func (c *Column) WriteDefinition(w *sqlw.Writer) {
	c.writeType(w)
	if c.Symbol.Index {
		w.SQL(" INDEX")
		c.Symbol.writeIndexCapacity(w)
	}
}

func (c *Column) writeType(w *sqlw.Writer) {
	w.Append(c.Type.AppendSQL)
	if c.Symbol.Capacity.Set {
		w.SQL(" CAPACITY ")
		w.Int(c.Symbol.Capacity.N)
	}
	if c.Symbol.Cache {
		w.SQL(" CACHE")
	}
	if c.Symbol.NoCache {
		w.SQL(" NOCACHE")
	}
}

func (o *SymbolOptions) writeIndexCapacity(w *sqlw.Writer) {
	if o.IndexCapacity.Set {
		w.SQL(" CAPACITY ")
		w.Int(o.IndexCapacity.N)
	}
}

// Title names the column in errors: its Go field where there is one.
func (c *Column) Title() string {
	if c.Field != "" {
		return fmt.Sprintf("field %s (column %q)", c.Field, c.Name)
	}
	return fmt.Sprintf("column %q", c.Name)
}

// isTimestamp reports whether the type can be the designated timestamp.
func isTimestamp(t types.Type) bool {
	return t.Kind == types.KindTimestamp || t.Kind == types.KindTimestampNS
}

// Write writes a unit that is Known.
func (u PartitionUnit) Write(w *sqlw.Writer) { w.Keyword(partitionKeyword[u]) }
