package schema

import (
	"fmt"

	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// Limits of the server, measured on 9.3.4.
const (
	minSymbolCapacity       = 2
	maxCachedSymbolCapacity = 1 << 25
	maxSymbolCapacity       = 1 << 30
	minIndexCapacity        = 2
	maxIndexCapacity        = 1 << 23
	// maxColumns is a limit of questql. The server takes as many as a statement
	// of 1 MiB can declare, and then 17 seconds for the first row of 10,000.
	maxColumns = 10_000
)

// Check returns the first mistake of the declaration, or nil. What it accepts
// the server can create.
func (t *Table) Check() error { return t.check(t.View != nil) }

// check is Check; of a table that is made of a query, the query may have all
// the columns.
func (t *Table) check(ofQuery bool) error {
	if t.Err != nil {
		return t.Err
	}
	if err := sqlw.CheckName(t.NameKind(), t.Name); err != nil {
		return err
	}
	if len(t.Columns) == 0 && !ofQuery {
		return t.problem("has no columns")
	}
	if len(t.Columns) > maxColumns {
		return t.problem("has %d columns, more than %d", len(t.Columns), maxColumns)
	}
	if err := t.checkColumns(); err != nil {
		return err
	}
	if t.View != nil {
		return t.checkView()
	}
	return t.checkStorage()
}

func (t *Table) checkColumns() error {
	var seen map[string]int
	if len(t.Columns) > 8 {
		seen = make(map[string]int, len(t.Columns))
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if err := c.check(t.stores()); err != nil {
			return t.problem("%s: %w", c.Title(), err)
		}
		first := i
		if seen == nil {
			first = t.Column(c.Name)
		} else if at, ok := seen[sqlw.FoldName(c.Name)]; ok {
			first = at
		} else {
			seen[sqlw.FoldName(c.Name)] = i
		}
		if first != i {
			return t.problem("%s and %s have the same name (QuestDB ignores case)", t.Columns[first].Title(), c.Title())
		}
	}
	return nil
}

// stores reports whether the relation has rows of its own; a view has not.
func (t *Table) stores() bool { return t.View == nil || t.View.Kind != PlainView }

// Check returns the first mistake of a column's declaration.
func (c *Column) Check() error { return c.check(true) }

// check is Check; a column that is not stored can be of a type of results.
func (c *Column) check(stored bool) error {
	if err := sqlw.CheckName(sqlw.ColumnName, c.Name); err != nil {
		return err
	}
	if c.Unknown != "" {
		return fmt.Errorf("%s is a type that this version of questql does not know", c.Unknown)
	}
	if err := c.Type.Check(); err != nil {
		return err
	}
	if stored && c.Type.Kind == types.KindInterval {
		return fmt.Errorf("INTERVAL is a type of results, a table cannot hold it")
	}
	if err := c.Parquet.Check(c.Type); err != nil {
		return err
	}
	return c.Symbol.check(c.Type)
}

func (o SymbolOptions) check(t types.Type) error {
	limit := int64(maxCachedSymbolCapacity)
	if o.NoCache {
		limit = maxSymbolCapacity
	}
	switch {
	case o == SymbolOptions{}:
		return nil
	case t.Kind != types.KindSymbol:
		return fmt.Errorf("capacity, cache and index are options of SYMBOL, not of %s", t)
	case o.Capacity.Set && (o.Capacity.N < minSymbolCapacity || o.Capacity.N > limit):
		return fmt.Errorf("symbol capacity must be from %d to %d (cached) or %d (not cached), got %d", minSymbolCapacity, maxCachedSymbolCapacity, maxSymbolCapacity, o.Capacity.N)
	case o.Cache && o.NoCache:
		return fmt.Errorf("it is both CACHE and NOCACHE")
	case o.IndexCapacity.Set && !o.Index:
		return fmt.Errorf("an index capacity needs an index")
	case o.IndexCapacity.Set:
		return CheckIndexCapacity(o.IndexCapacity)
	}
	return nil
}

// CheckSymbolCapacity returns an error if the server does not take the capacity
// of an existing symbol column.
func CheckSymbolCapacity(c Count) error {
	if c.N < minSymbolCapacity || c.N > maxCachedSymbolCapacity {
		return fmt.Errorf("symbol capacity must be from %d to %d, got %d", minSymbolCapacity, maxCachedSymbolCapacity, c.N)
	}
	return nil
}

// CheckIndexCapacity returns an error if the server does not take the capacity.
func CheckIndexCapacity(c Count) error {
	if c.N < minIndexCapacity || c.N > maxIndexCapacity {
		return fmt.Errorf("index capacity must be from %d to %d, got %d", minIndexCapacity, maxIndexCapacity, c.N)
	}
	return nil
}

func (t *Table) checkDesignated() error {
	if t.DesignatedName() == "" {
		return nil
	}
	c := &t.Columns[t.Designated]
	if !isTimestamp(c.Type) {
		return t.problem("the designated timestamp %s is %s, not TIMESTAMP or TIMESTAMP_NS", c.Title(), c.Type)
	}
	return nil
}

func (t *Table) checkStorage() error {
	if err := t.checkDesignated(); err != nil {
		return err
	}
	designated := t.DesignatedName() != ""
	partitioned := t.PartitionBy != "" && t.PartitionBy != None
	switch {
	case t.PartitionBy != "" && !t.PartitionBy.Known():
		return t.problem("PARTITION BY %q: use ddl.Hour, Day, Week, Month, Year or None", string(t.PartitionBy))
	case partitioned && !designated:
		return t.problem("PARTITION BY needs a designated timestamp")
	case t.PartitionBy == None && !designated:
		return t.problem("PARTITION BY NONE is of a table with a designated timestamp: leave it out")
	case t.WAL == WALOn && !designated:
		return t.problem("WAL needs a designated timestamp and PARTITION BY")
	case t.WAL == WALOn && !partitioned:
		return t.problem("WAL needs PARTITION BY HOUR, DAY, WEEK, MONTH or YEAR")
	case t.WAL == WALBypass && t.PartitionBy == "":
		return t.problem("BYPASS WAL needs PARTITION BY; a table without partitions has no WAL")
	}
	if t.TTL.Given() {
		if err := t.TTL.CheckTTL(t.PartitionBy); err != nil {
			return t.problem("TTL %w", err)
		}
	}
	if err := t.checkParameters(); err != nil {
		return err
	}
	switch {
	case len(t.DedupKeys) == 0:
		return nil
	case !designated:
		return t.problem("DEDUP UPSERT KEYS need a designated timestamp")
	case t.WAL == WALBypass || !partitioned:
		return t.problem("DEDUP UPSERT KEYS need a WAL table")
	}
	return t.checkDedupKeys()
}

func (t *Table) checkParameters() error {
	if t.MaxUncommittedRows.Set {
		if err := t.MaxUncommittedRows.CheckMaxUncommittedRows(); err != nil {
			return t.problem("WITH: %w", err)
		}
	}
	if t.O3MaxLag.Set {
		if err := t.O3MaxLag.Check(); err != nil {
			return t.problem("WITH: %w", err)
		}
	}
	if t.Volume != "" {
		if err := sqlw.CheckName(sqlw.VolumeName, t.Volume); err != nil {
			return t.problem("IN VOLUME: %w", err)
		}
	}
	if t.OwnedBy != "" {
		if err := sqlw.CheckName(sqlw.UserName, t.OwnedBy); err != nil {
			return t.problem("OWNED BY: %w", err)
		}
	}
	return nil
}

func (t *Table) checkDedupKeys() error {
	if err := t.CheckDedupKeys(t.DedupKeys); err != nil {
		return t.problem("DEDUP UPSERT KEYS: %w", err)
	}
	return nil
}

// CheckDedupKeys returns an error if the columns cannot be the table's
// deduplication keys.
func (t *Table) CheckDedupKeys(keys []string) error {
	seen := map[int]bool{}
	for _, key := range keys {
		i := t.Column(key)
		switch {
		case i < 0:
			return fmt.Errorf("there is no column %q", key)
		case seen[i]:
			return fmt.Errorf("column %q is named twice", key)
		case t.Columns[i].Type.Kind == types.KindArray:
			return fmt.Errorf("column %q is %s: an array cannot be a key", key, t.Columns[i].Type)
		}
		seen[i] = true
	}
	if !seen[t.Designated] {
		return fmt.Errorf("the designated timestamp %q must be one of them", t.DesignatedName())
	}
	return nil
}

func (t *Table) checkView() error {
	if t.OwnedBy != "" {
		if err := sqlw.CheckName(sqlw.UserName, t.OwnedBy); err != nil {
			return t.problem("OWNED BY: %w", err)
		}
	}
	if t.View.Kind == PlainView {
		return nil
	}
	if err := t.checkDesignated(); err != nil {
		return err
	}
	if t.View.Base != "" {
		if err := sqlw.CheckName(sqlw.TableName, t.View.Base); err != nil {
			return t.problem("WITH BASE: %w", err)
		}
	}
	if err := t.View.Refresh.Check(false); err != nil {
		return t.problem("%w", err)
	}
	switch {
	case t.PartitionBy == None:
		return t.problem("PARTITION BY NONE: a materialized view has partitions")
	case t.PartitionBy != "" && !t.PartitionBy.Known():
		return t.problem("PARTITION BY %q: use ddl.Hour, Day, Week, Month or Year", string(t.PartitionBy))
	case t.TTL.Given() && t.PartitionBy == "":
		return t.problem("TTL needs PARTITION BY")
	case t.TTL.Given():
		if err := t.TTL.CheckTTL(t.PartitionBy); err != nil {
			return t.problem("TTL %w", err)
		}
	}
	return t.checkParameters()
}

// Title names the relation in errors.
func (t *Table) Title() string {
	kind := "table"
	switch {
	case t.View == nil:
	case t.View.Kind == PlainView:
		kind = "view"
	default:
		kind = "materialized view"
	}
	name := fmt.Sprintf("%s %q", kind, t.Name)
	if t.Type != "" {
		name += " (" + t.Type + ")"
	}
	return name
}

func (t *Table) problem(format string, args ...any) error {
	return fmt.Errorf("%s: "+format, append([]any{t.Title()}, args...)...)
}
