package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/questql/questql/internal/sqlw"
)

// Aspect is what of two tables differs.
type Aspect uint8

// The aspects.
const (
	// OfKind is a table where a view is declared, or the like.
	OfKind Aspect = iota + 1
	ColumnMissing
	ColumnUndeclared
	ColumnType
	ColumnOrder
	SymbolCapacity
	SymbolCache
	ColumnIndex
	IndexCapacity
	DesignatedTimestamp
	Partitioning
	WriteAheadLog
	Deduplication
	TimeToLive
	MaxUncommittedRows
	O3MaxLag
	ViewQuery
	ViewBase
	ViewRefresh
)

// Difference is one way in which a live table is not as it is declared.
type Difference struct {
	Aspect Aspect
	// Column is the name of the column that differs, as it is declared, or as
	// the server has it where it is not declared.
	Column string
	// Text says what differs, without the name of the table.
	Text string
}

func (d Difference) String() string { return d.Text }

// Differences says how a live table differs from its declaration. What the
// server does not tell, and what the declaration leaves to it, is no
// difference. Live may be a declaration too: what it leaves to the server is
// then not known, and no difference either, but where the other one sets it.
func Differences(told, declared *Table) []Difference {
	live := told.Settled(told)
	want := declared.Settled(&live)
	c := comparison{live: &live, want: &want}
	if kind, wantKind := live.kind(), want.kind(); kind != wantKind {
		c.add(OfKind, "", "it is a %s, declared as a %s", kind, wantKind)
		return c.found
	}
	c.columns()
	switch {
	case want.View == nil:
		c.table()
	case want.View.Kind == MaterializedView:
		c.view()
		c.materializedView()
	default:
		c.view()
	}
	return c.found
}

type comparison struct {
	live, want *Table
	found      []Difference
}

func (c *comparison) add(a Aspect, column, format string, args ...any) {
	c.found = append(c.found, Difference{a, column, fmt.Sprintf(format, args...)})
}

func (c *comparison) columns() {
	for i := range c.want.Columns {
		w := &c.want.Columns[i]
		j := c.live.Column(w.Name)
		switch {
		case j < 0:
			c.add(ColumnMissing, w.Name, "column %q is missing", w.Name)
		case c.live.Columns[j].TypeName() != w.TypeName():
			c.add(ColumnType, w.Name, "column %q is %s, declared as %s", w.Name, c.live.Columns[j].TypeName(), w.TypeName())
		default:
			if j != i && len(c.live.Columns) == len(c.want.Columns) {
				c.add(ColumnOrder, w.Name, "column %q is the %d. column, declared as the %d.", w.Name, j+1, i+1)
			}
			c.symbol(&c.live.Columns[j], w)
		}
	}
	for i := range c.live.Columns {
		if l := &c.live.Columns[i]; c.want.Column(l.Name) < 0 {
			c.add(ColumnUndeclared, l.Name, "column %q %s is not declared", l.Name, l.TypeName())
		}
	}
}

func (c *comparison) symbol(live, want *Column) {
	l, w := live.Symbol, want.Symbol
	if l.Capacity != w.Capacity {
		c.add(SymbolCapacity, want.Name, "symbol column %q has a capacity of %s, declared as %s", want.Name, l.Capacity, w.Capacity)
	}
	if l.NoCache != w.NoCache {
		c.add(SymbolCache, want.Name, "symbol column %q is %s, declared as %s", want.Name, cacheText(l), cacheText(w))
	}
	switch {
	case l.Index != w.Index && w.Index:
		c.add(ColumnIndex, want.Name, "column %q has no index, declared with one", want.Name)
	case l.Index != w.Index:
		c.add(ColumnIndex, want.Name, "column %q has an index, declared without", want.Name)
	case l.IndexCapacity != w.IndexCapacity:
		c.add(IndexCapacity, want.Name, "the index of column %q has a capacity of %s, declared as %s", want.Name, l.IndexCapacity, w.IndexCapacity)
	}
}

func (c *comparison) table() {
	live, want := c.live, c.want
	if l, w := live.DesignatedName(), want.DesignatedName(); !sqlw.SameName(l, w) {
		c.add(DesignatedTimestamp, "", "the designated timestamp is %q, declared as %q", l, w)
	}
	if l, w := live.partitions(), want.partitions(); l != w {
		c.add(Partitioning, "", "it is partitioned by %s, declared as %s", l, w)
	}
	if live.hasWAL() != want.hasWAL() {
		c.add(WriteAheadLog, "", "%s, declared as %s", live.walText(), want.walText())
	}
	if !sameKeys(live.DedupKeys, want.DedupKeys) {
		c.add(Deduplication, "", "the deduplication keys are %s, declared as %s", dedupText(live), dedupText(want))
	}
	c.timeToLive()
	if l, w := live.MaxUncommittedRows, want.MaxUncommittedRows; l != w {
		c.add(MaxUncommittedRows, "", "maxUncommittedRows is %s, declared as %s", l, w)
	}
	if l, w := live.O3MaxLag, want.O3MaxLag; l != w {
		c.add(O3MaxLag, "", "o3MaxLag is %s, declared as %s", l, w)
	}
}

func (c *comparison) timeToLive() {
	if l, w := c.live.TTL, c.want.TTL; l != w {
		c.add(TimeToLive, "", "the TTL is %s, declared as %s", ttlText(l), ttlText(w))
	}
}

func (c *comparison) view() {
	if l, w := c.live.View.Query, c.want.View.Query; l != w {
		c.add(ViewQuery, "", "its query is %s, declared as %s", l, w)
	}
}

func (c *comparison) materializedView() {
	live, want := c.live.View, c.want.View
	if live.Base != "" && !sqlw.SameName(live.Base, want.Base) {
		c.add(ViewBase, "", "its base table is %q, declared as %q", live.Base, want.Base)
	}
	if l, w := c.live.PartitionBy, c.want.PartitionBy; l != "" && l != w {
		c.add(Partitioning, "", "it is partitioned by %s, declared as %s", l, w)
	}
	if l, w := c.live.DesignatedName(), c.want.DesignatedName(); !sqlw.SameName(l, w) {
		c.add(DesignatedTimestamp, "", "the designated timestamp is %q, declared as %q", l, w)
	}
	c.timeToLive()
	if !live.Refresh.equal(want.Refresh) {
		c.add(ViewRefresh, "", "it is refreshed by %s, declared as %s", live.Refresh, want.Refresh)
	}
}

// kind is what the relation is, in a word of SQL.
func (t *Table) kind() string {
	switch {
	case t.View == nil:
		return "table"
	case t.View.Kind == PlainView:
		return "view"
	}
	return "materialized view"
}

// TypeName is the type as SQL spells it, also of one that is not known.
func (c *Column) TypeName() string {
	if c.Unknown != "" {
		return c.Unknown
	}
	return c.Type.String()
}

func (t *Table) partitions() PartitionUnit {
	if t.PartitionBy == "" {
		return None
	}
	return t.PartitionBy
}

// hasWAL reports whether the table has a write-ahead log, which is the server's
// default for one with partitions.
func (t *Table) hasWAL() bool {
	return t.WAL == WALOn || t.WAL == WALDefault && t.partitions() != None
}

func (t *Table) walText() string {
	if t.hasWAL() {
		return "it has a write-ahead log"
	}
	return "it has no write-ahead log"
}

// leftOut is what is told of a setting that is left to the server.
const leftOut = "the server's default"

func (c Count) String() string {
	if !c.Set {
		return leftOut
	}
	return strconv.FormatInt(c.N, 10)
}

func (l Lag) String() string {
	if !l.Set {
		return leftOut
	}
	return l.D.String()
}

func cacheText(o SymbolOptions) string {
	if o.NoCache {
		return "not cached"
	}
	return "cached"
}

func ttlText(ttl Interval) string {
	if !ttl.Given() {
		return "none"
	}
	var w sqlw.Writer
	ttl.WriteTTL(&w)
	return string(w.Bytes())
}

// String is the clause.
func (r Refresh) String() string {
	var w sqlw.Writer
	r.Write(&w)
	return string(w.Bytes())
}

// dedupText lists the keys in the order of the columns.
func dedupText(t *Table) string {
	var keys []string
	for i := range t.Columns {
		for _, key := range t.DedupKeys {
			if sqlw.SameName(key, t.Columns[i].Name) {
				keys = append(keys, strings.ToLower(key))
			}
		}
	}
	if keys == nil {
		return "none"
	}
	return "(" + strings.Join(keys, ", ") + ")"
}
