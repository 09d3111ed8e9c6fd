package schema

import (
	"fmt"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// WriteCreate writes CREATE TABLE. The order of the clauses is the server's.
func (t *Table) WriteCreate(w *sqlw.Writer, ifNotExists bool) {
	w.Clause("CREATE TABLE")
	if err := t.Check(); err != nil {
		w.Fail(err)
		return
	}
	if ifNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	t.WriteName(w)
	w.SQL(" (")
	for i := range t.Columns {
		if i > 0 {
			w.SQL(", ")
		}
		t.Columns[i].Write(w)
	}
	w.SQL(")")
	if name := t.DesignatedName(); name != "" {
		w.Break()
		w.SQL("TIMESTAMP(")
		w.Name(sqlw.ColumnName, name)
		w.SQL(")")
	}
	t.writePartitioning(w)
}

func (t *Table) writePartitioning(w *sqlw.Writer) {
	if t.PartitionBy != "" {
		w.Clause("PARTITION BY")
		w.Keyword(partitionKeyword[t.PartitionBy])
	}
	switch t.WAL {
	case WALOn:
		w.SQL(" WAL")
	case WALBypass:
		w.SQL(" BYPASS WAL")
	case WALDefault:
	}
	if len(t.DedupKeys) > 0 {
		w.Clause("DEDUP UPSERT KEYS")
		w.SQL("(")
		for i, key := range t.DedupKeys {
			if i > 0 {
				w.SQL(", ")
			}
			w.Name(sqlw.ColumnName, key)
		}
		w.SQL(")")
	}
}

var partitionKeyword = map[PartitionUnit]sqlw.Keyword{
	Hour: sqlw.Const("HOUR"), Day: sqlw.Const("DAY"), Week: sqlw.Const("WEEK"),
	Month: sqlw.Const("MONTH"), Year: sqlw.Const("YEAR"), None: sqlw.Const("NONE"),
}

// Write writes the column as CREATE TABLE and ADD COLUMN spell it.
func (c *Column) Write(w *sqlw.Writer) {
	w.Name(sqlw.ColumnName, c.Name)
	w.SQL(" ")
	w.Append(c.Type.AppendSQL)
	if c.Symbol.Capacity > 0 {
		w.SQL(" CAPACITY ")
		w.Int(int64(c.Symbol.Capacity))
	}
	if c.Symbol.Cache {
		w.SQL(" CACHE")
	}
	if c.Symbol.NoCache {
		w.SQL(" NOCACHE")
	}
	if c.Symbol.Index {
		w.SQL(" INDEX")
		if c.Symbol.IndexCapacity > 0 {
			w.SQL(" CAPACITY ")
			w.Int(int64(c.Symbol.IndexCapacity))
		}
	}
}

// Check returns the first mistake of the declaration, or nil. What it accepts
// the server can create.
func (t *Table) Check() error {
	if t.Err != nil {
		return t.Err
	}
	if err := sqlw.CheckName(sqlw.TableName, t.Name); err != nil {
		return err
	}
	if len(t.Columns) == 0 {
		return t.problem("has no columns")
	}
	for i := range t.Columns {
		if err := t.checkColumn(i); err != nil {
			return err
		}
	}
	return t.checkStorage()
}

func (t *Table) checkColumn(i int) error {
	c := &t.Columns[i]
	if err := sqlw.CheckName(sqlw.ColumnName, c.Name); err != nil {
		return t.problem("%s: %w", c.Title(), err)
	}
	if first := t.Column(c.Name); first != i {
		return t.problem("%s and %s have the same name (QuestDB ignores case)", t.Columns[first].Title(), c.Title())
	}
	s := c.Symbol
	switch {
	case s == SymbolOptions{}:
	case c.Type.Kind != types.KindSymbol:
		return t.problem("%s is %s: capacity, cache and index are options of SYMBOL", c.Title(), c.Type)
	case s.Capacity < 0 || s.Capacity > maxSymbolCapacity:
		return t.problem("%s: symbol capacity must be from 1 to %d, got %d", c.Title(), maxSymbolCapacity, s.Capacity)
	case s.Cache && s.NoCache:
		return t.problem("%s is both CACHE and NOCACHE", c.Title())
	}
	return nil
}

// maxSymbolCapacity is the largest CAPACITY that the server takes.
const maxSymbolCapacity = 1 << 30

func (t *Table) checkStorage() error {
	designated := t.DesignatedName() != ""
	partitioned := t.PartitionBy != "" && t.PartitionBy != None
	if designated {
		if k := t.Columns[t.Designated].Type.Kind; k != types.KindTimestamp && k != types.KindTimestampNS {
			return t.problem("the designated timestamp %s is %s, not TIMESTAMP", t.Columns[t.Designated].Title(), t.Columns[t.Designated].Type)
		}
	}
	switch {
	case partitioned && !designated:
		return t.problem("PARTITION BY needs a designated timestamp")
	case t.WAL == WALOn && !partitioned:
		return t.problem("WAL needs PARTITION BY")
	case len(t.DedupKeys) == 0:
		return nil
	case !designated:
		return t.problem("DEDUP UPSERT KEYS need a designated timestamp")
	case t.WAL == WALBypass || !partitioned:
		return t.problem("DEDUP UPSERT KEYS need a WAL table")
	}
	return t.checkDedupKeys()
}

func (t *Table) checkDedupKeys() error {
	seen := map[int]bool{}
	for _, key := range t.DedupKeys {
		i := t.Column(key)
		if i < 0 {
			return t.problem("DEDUP UPSERT KEYS: there is no column %q", key)
		}
		if seen[i] {
			return t.problem("DEDUP UPSERT KEYS: column %q is named twice", key)
		}
		seen[i] = true
	}
	if !seen[t.Designated] {
		return t.problem("DEDUP UPSERT KEYS must include the designated timestamp %q", t.DesignatedName())
	}
	return nil
}

// Title names the column in errors: its Go field where there is one.
func (c *Column) Title() string {
	if c.Field != "" {
		return fmt.Sprintf("field %s (column %q)", c.Field, c.Name)
	}
	return fmt.Sprintf("column %q", c.Name)
}

func (t *Table) problem(format string, args ...any) error {
	name := fmt.Sprintf("table %q", t.Name)
	if t.Type != "" {
		name += " (" + t.Type + ")"
	}
	return fmt.Errorf(name+": "+format, args...)
}

// Known reports whether the unit is one of QuestDB's.
func (u PartitionUnit) Known() bool {
	_, ok := partitionKeyword[u]
	return ok
}
