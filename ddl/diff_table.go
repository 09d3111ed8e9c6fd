// QuestDB docs: query/sql/alter-table-add-column.md

package ddl

import (
	"fmt"
	"slices"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// tableDiff makes a table what is wanted. now is what it is after the steps so
// far, so that each statement is written for the table that it meets.
type tableDiff struct {
	*differ
	now  TableModel
	want *TableModel
}

// table compares two tables: first the columns that ALTER can change, then the
// settings, and what is left in a plan. The settings of a table that has to be
// another one are in the plan alone: they may not fit the table that is there.
func (d *differ) table(live, want *TableModel) {
	t := &tableDiff{differ: d, now: *live.Clone(), want: want}
	t.renameColumns()
	found := schema.Differences(&t.now, want)
	t.keepKeys(found)
	for _, do := range []func(schema.Difference){t.changeType, t.addColumn, t.dropColumn, t.changeSymbol} {
		for _, f := range found {
			do(f)
		}
	}
	left := t.left()
	if !slices.ContainsFunc(left, isNotOrder) {
		for _, f := range schema.Differences(&t.now, want) {
			t.changeSetting(f)
		}
	}
	if len(left) > 0 {
		t.plan(left)
	}
}

func isNotOrder(f schema.Difference) bool { return f.Aspect != schema.ColumnOrder }

// step adds a step of this table.
func (t *tableDiff) step(risk Risk, why string, do, undo expr.Statement) {
	t.add(changeTables, t.made(risk, why, do, undo))
}

func (t *tableDiff) made(risk Risk, why string, do, undo expr.Statement) Step {
	s := Step{Table: t.now.Name, SQL: t.sql(do), Risk: risk, Why: why}
	if undo != nil {
		s.Undo = t.sql(undo)
	}
	return s
}

// undoOf is a statement that takes a step back, or none where what it would go
// back to is not known or cannot be had.
func undoOf(possible bool, s expr.Statement) expr.Statement {
	if !possible {
		return nil
	}
	return s
}

// loseColumn adds a step that loses data of a column.
func (t *tableDiff) loseColumn(column, why string, do, undo expr.Statement) {
	t.lose(changeTables, t.made(LosesData, why, do, undo), t.now.Name+"."+column)
}

// alter is a statement on the table as it is now.
func (t *tableDiff) alter() AlterTable {
	now := t.now.Clone()
	return Alter(relation(now))
}

func (t *tableDiff) column(name string) AlterColumn { return t.alter().AlterColumn(Col(name)) }

// renameColumns renames those of the options. The keys of deduplication follow.
func (t *tableDiff) renameColumns() {
	for _, r := range t.options.columns {
		from := t.now.Column(r.from)
		if !sqlw.SameName(r.table, t.now.Name) || from < 0 {
			continue // it was done before
		}
		if t.now.Column(r.to) >= 0 {
			t.errs = append(t.errs, fmt.Errorf("RenamedColumn(%q, %q, %q): the table has both", r.table, r.from, r.to))
			continue
		}
		old := t.now.Columns[from].Name
		do := t.alter().RenameColumn(Col(old), r.to)
		t.now.Columns[from].Name = r.to
		for i, key := range t.now.DedupKeys {
			if sqlw.SameName(key, old) {
				t.now.DedupKeys[i] = r.to
			}
		}
		t.step(Safe, fmt.Sprintf("column %q is renamed", old), do, t.alter().RenameColumn(Col(r.to), old))
		t.touch(t.now.Name)
	}
}

// keepKeys ends deduplication before one of its keys is dropped: the server
// would go on with the rest of them, and replace rows that differ in the key.
func (t *tableDiff) keepKeys(found []schema.Difference) {
	isKey := func(f schema.Difference) bool {
		return t.drops(f) && slices.ContainsFunc(t.now.DedupKeys, func(key string) bool { return sqlw.SameName(key, f.Column) })
	}
	at := slices.IndexFunc(found, isKey)
	if at < 0 {
		return
	}
	undo := t.alter().DedupEnable(columnsOf(t.now.DedupKeys)...)
	t.step(Safe, fmt.Sprintf("column %q, which is dropped, is a key of deduplication", found[at].Column), t.alter().DedupDisable(), undo)
	t.now.DedupKeys = nil
}

// drops reports whether the column is dropped, if only to be added again.
func (t *tableDiff) drops(f schema.Difference) bool {
	return f.Aspect == schema.ColumnUndeclared || f.Aspect == schema.ColumnType && t.conversion(f.Column) == schema.NoConversion && !t.isDesignated(f.Column)
}

func columnsOf(names []string) []expr.Column {
	columns := make([]expr.Column, len(names))
	for i, name := range names {
		columns[i] = Col(name)
	}
	return columns
}

// isDesignated reports whether the column is the designated timestamp, whose
// type ALTER cannot change.
func (t *tableDiff) isDesignated(column string) bool {
	return sqlw.SameName(column, t.now.DesignatedName())
}

func (t *tableDiff) columns(name string) (now, want *schema.Column) {
	return &t.now.Columns[t.now.Column(name)], &t.want.Columns[t.want.Column(name)]
}

func (t *tableDiff) conversion(column string) schema.Conversion {
	now, want := t.columns(column)
	return schema.ConversionOf(now.Type, want.Type)
}

// changeType gives a column another type: by ALTER, or where the server does
// not convert the values, as a new column in the place of the old.
func (t *tableDiff) changeType(f schema.Difference) {
	if f.Aspect != schema.ColumnType || t.isDesignated(f.Column) {
		return
	}
	now, want := t.columns(f.Column)
	switch conversion := t.conversion(f.Column); {
	case conversion.ByAlter():
		old := *now
		do := t.typed(want)
		*now = liveColumn(old.Name, want)
		undo := undoOf(schema.ConversionOf(want.Type, old.Type).ByAlter(), t.typed(&old))
		t.touch(t.now.Name)
		if conversion == schema.Lossy {
			t.loseColumn(old.Name, f.Text+": what does not fit becomes NULL, 0 or another value", do, undo)
			return
		}
		t.step(RewritesData, f.Text, do, undo)
	case conversion == schema.NoConversion:
		why := f.Text + ": QuestDB does not convert it, the new column is empty"
		t.dropLive(f.Column, why)
		t.addWanted(want, why)
	}
}

// typed is the statement that gives a column the type and options of another.
func (t *tableDiff) typed(c *schema.Column) expr.Statement {
	alter := t.column(c.Name)
	return Statement{alter.change(func(w *node.Writer) {
		alter.writeType(w, schema.Column{Type: c.Type, Symbol: c.Symbol})
	})}
}

// liveColumn is what the server makes of a wanted column: options are of
// symbols, and PARQUET is not told.
func liveColumn(name string, want *schema.Column) schema.Column {
	return schema.Column{Name: name, Type: want.Type, Symbol: want.Symbol}
}

func (t *tableDiff) addColumn(f schema.Difference) {
	if f.Aspect == schema.ColumnMissing {
		t.addWanted(&t.want.Columns[t.want.Column(f.Column)], f.Text)
	}
}

func (t *tableDiff) addWanted(want *schema.Column, why string) {
	if sqlw.SameName(want.Name, t.want.DesignatedName()) {
		t.errs = append(t.errs, fmt.Errorf("%s: the designated timestamp %q is a new column: no row has a value for it; say with RenamedColumn what it was called, or create another table", t.want.Title(), want.Name))
		return
	}
	c := liveColumn(want.Name, want)
	do := t.alter().AddColumn(Definition{c})
	t.now.Columns = append(t.now.Columns, c)
	t.step(Safe, why, do, t.alter().DropColumn(Col(c.Name)))
	if p := want.Parquet; p.Given() {
		t.step(Safe, fmt.Sprintf("column %q is declared with PARQUET", c.Name), t.column(c.Name).SetParquet(p.Encoding, p.Codec), nil)
	}
}

func (t *tableDiff) dropColumn(f schema.Difference) {
	if f.Aspect == schema.ColumnUndeclared && !t.isDesignated(f.Column) {
		t.dropLive(f.Column, f.Text)
	}
}

func (t *tableDiff) dropLive(column, why string) {
	at := t.now.Column(column)
	old := t.now.Columns[at]
	do := t.alter().DropColumn(Col(old.Name))
	t.now.Columns = slices.Delete(t.now.Columns, at, at+1)
	if t.now.Designated > at {
		t.now.Designated--
	}
	undo := undoOf(old.Check() == nil, t.alter().AddColumn(Definition{old}))
	t.touch(t.now.Name)
	t.loseColumn(old.Name, why, do, undo)
}

// changeSymbol changes the options of a symbol.
func (t *tableDiff) changeSymbol(f schema.Difference) {
	at := t.now.Column(f.Column)
	if at < 0 || t.want.Column(f.Column) < 0 {
		return
	}
	now, want := t.columns(f.Column)
	alter := t.column(now.Name)
	switch old := now.Symbol; f.Aspect {
	case schema.SymbolCapacity:
		now.Symbol.Capacity = want.Symbol.Capacity
		t.step(RewritesData, f.Text, alter.SymbolCapacity(int(want.Symbol.Capacity.N)), undoOf(old.Capacity.Set, alter.SymbolCapacity(int(old.Capacity.N))))
	case schema.SymbolCache:
		now.Symbol.Cache, now.Symbol.NoCache = want.Symbol.Cache, want.Symbol.NoCache
		do, undo := alter.Cache(), alter.NoCache()
		if want.Symbol.NoCache {
			do, undo = undo, do
		}
		t.step(Safe, f.Text, do, undo)
	case schema.ColumnIndex, schema.IndexCapacity:
		now.Symbol.Index, now.Symbol.IndexCapacity = want.Symbol.Index, want.Symbol.IndexCapacity
		if old.Index {
			t.step(Safe, f.Text, alter.DropIndex(), addIndex(alter, old))
		}
		if want.Symbol.Index {
			t.step(Safe, f.Text, addIndex(alter, want.Symbol), alter.DropIndex())
		}
	}
}

// indexed adds an index to a column of a table or materialized view.
type indexed interface {
	AddIndex() Statement
	AddIndexCapacity(n int) Statement
}

func addIndex(alter indexed, o schema.SymbolOptions) Statement {
	if o.IndexCapacity.Set {
		return alter.AddIndexCapacity(int(o.IndexCapacity.N))
	}
	return alter.AddIndex()
}

// changeSetting changes what is of the table, not of a column.
func (t *tableDiff) changeSetting(f schema.Difference) {
	alter, now, want := t.alter(), &t.now, t.want
	switch f.Aspect {
	case schema.WriteAheadLog:
		t.changeWAL(f)
	case schema.Deduplication:
		t.changeKeys(f)
	case schema.TimeToLive:
		s := t.made(Safe, f.Text, alter.SetTTL(ttlOf(want.TTL)), undoOf(!endsTTL(now.TTL, now), alter.SetTTL(ttlOf(now.TTL))))
		if !want.TTL.Keeps(now.TTL) {
			t.lose(changeTables, s, now.Name)
			return
		}
		t.add(changeTables, s)
	case schema.MaxUncommittedRows:
		t.step(Safe, f.Text, alter.SetParamMaxUncommittedRows(int(want.MaxUncommittedRows.N)),
			undoOf(now.MaxUncommittedRows.Set, alter.SetParamMaxUncommittedRows(int(now.MaxUncommittedRows.N))))
	case schema.O3MaxLag:
		t.step(Safe, f.Text, alter.SetParamO3MaxLag(want.O3MaxLag.D), undoOf(now.O3MaxLag.Set, alter.SetParamO3MaxLag(now.O3MaxLag.D)))
	}
}

// ttlOf is a TTL as SET TTL takes it: no TTL is one of zero hours.
func ttlOf(ttl Interval) Interval {
	if !ttl.Given() {
		return Hours(0)
	}
	return ttl
}

// endsTTL reports whether the TTL has to be ended, and cannot be.
func endsTTL(ttl Interval, t *TableModel) bool {
	return !ttl.Given() && !t.PartitionBy.TTLEnds()
}

// changeWAL comes with the next start of the server: until then the difference
// stays. Only a table without keys can give its log up, only one with a log can
// have keys.
func (t *tableDiff) changeWAL(f schema.Difference) {
	do, undo := t.alter().SetTypeWAL(), t.alter().SetTypeBypassWAL()
	why := f.Text + ": from the next start of the server"
	if t.want.WAL == schema.WALBypass {
		do, undo = undo, do
	} else if len(t.want.DedupKeys) > 0 {
		why += "; compare again then, for the deduplication keys"
	}
	t.step(Safe, why, do, undo)
}

func (t *tableDiff) changeKeys(f schema.Difference) {
	now, want := t.now.DedupKeys, t.want.DedupKeys
	enable := func(keys []string) expr.Statement {
		if len(keys) == 0 {
			return t.alter().DedupDisable()
		}
		return t.alter().DedupEnable(columnsOf(keys)...)
	}
	if len(want) > 0 && !hasWAL(&t.now) {
		return // see changeWAL
	}
	t.step(Safe, f.Text, enable(want), enable(now))
}
