// QuestDB docs: query/sql/create-mat-view.md

package ddl

import (
	"fmt"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
)

// DefineMaterializedView declares a materialized view: a struct of columns as
// [Define] takes it, and its query with what the view is beside:
//
//	var Candles1m = ddl.DefineMaterializedView("trades_1m", func(c Candle) ddl.MatViewSpec {
//		return ddl.Materialized(
//			expr.Select(Trades.Ts, Trades.Symbol, c.Close.Is(fn.Last(Trades.Price))).
//				From(Trades).SampleBy(expr.Minutes(1)),
//		).RefreshImmediate().PartitionBy(ddl.Day).TTL(ddl.Weeks(8))
//	})
//
// The query names its columns after the struct's, in the struct's order. The
// result is a relation like a table.
func DefineMaterializedView[T expr.Relation](name string, spec func(v T) MatViewSpec) T {
	shape, t := defineShape[T](name, schema.MaterializedView)
	table := shape.Table()
	switch {
	case table.Err != nil:
	case spec == nil:
		table.Err = errNoQuery
	default:
		if table.Err = spec(t).define(table); table.Err == nil {
			table.Err = table.Check()
		}
	}
	return t
}

// MatViewSpec is what DefineMaterializedView says of a view: what Materialized
// and its methods return.
type MatViewSpec interface {
	define(t *schema.Table) error
}

// MaterializedSpec is a query as a materialized view.
type MaterializedSpec struct {
	query setting
	spec
}

// Materialized makes a query a materialized view. QuestDB wants a SAMPLE BY in
// it, without FILL, and aggregates of one table with a write-ahead log.
func Materialized(query expr.Query) MaterializedSpec {
	return MaterializedSpec{query: func(t *schema.Table) error { return setQuery(t, query) }}
}

func (s MaterializedSpec) define(t *schema.Table) error {
	if s.query == nil {
		return fmt.Errorf("%s: %w", t.Title(), errNoQuery)
	}
	if err := s.query(t); err != nil {
		return err
	}
	return s.apply(t)
}

func (s MaterializedSpec) set(change setting) MaterializedSpec {
	s.spec = s.with(change)
	return s
}

// WithBase names the table whose changes refresh the view, where the query
// reads several.
func (s MaterializedSpec) WithBase(base expr.Relation) MaterializedSpec {
	table := tableOf(base)
	return s.set(func(t *schema.Table) error {
		if table.Name == "" && table.Err != nil {
			return fmt.Errorf("%s: WITH BASE: %w", t.Title(), table.Err)
		}
		t.View.Base = table.Name
		return nil
	})
}

// Refresh says when the view is refreshed. Without, each commit to the base
// table does it.
func (s MaterializedSpec) Refresh(r Refresh) MaterializedSpec {
	return s.set(func(t *schema.Table) error { t.View.Refresh = r.refresh(); return nil })
}

// RefreshImmediate refreshes the view with each commit to the base table.
func (s MaterializedSpec) RefreshImmediate() MaterializedSpec { return s.Refresh(Immediate()) }

// RefreshManual refreshes the view when RefreshMaterializedView is called.
func (s MaterializedSpec) RefreshManual() MaterializedSpec { return s.Refresh(Manual()) }

// Designated names the designated timestamp where the server does not find it
// itself.
func (s MaterializedSpec) Designated(ts expr.ColumnOf[expr.Timestamp]) MaterializedSpec {
	return s.set(func(t *schema.Table) error {
		i, err := columnIndex(t, ts, "the designated timestamp")
		t.Designated, t.View.Timestamp = i, true
		return err
	})
}

// Index adds an index to a symbol of the view.
func (s MaterializedSpec) Index(c expr.Column) MaterializedSpec {
	return s.set(setIndex(c, schema.Count{}))
}

// IndexCapacity adds an index with n row numbers in a block, 2 to 8,388,608.
func (s MaterializedSpec) IndexCapacity(c expr.Column, n int) MaterializedSpec {
	return s.set(setIndex(c, schema.CountOf(n)))
}

func setIndex(c expr.Column, capacity schema.Count) setting {
	return func(t *schema.Table) error {
		i, err := columnIndex(t, c, "INDEX")
		if err == nil {
			o := &t.OwnColumn(i).Symbol
			o.Index, o.IndexCapacity = true, capacity
		}
		return err
	}
}

// InVolume stores the view in a volume that the server's configuration names by
// an alias.
func (s MaterializedSpec) InVolume(alias string) MaterializedSpec { return s.set(setVolume(alias)) }

// OwnedBy gives the view to a user, group or service account. It needs QuestDB
// Enterprise.
func (s MaterializedSpec) OwnedBy(owner string) MaterializedSpec { return s.set(setOwner(owner)) }

// PartitionBy splits the view by time. Without, the server chooses by the
// interval of SAMPLE BY.
func (s MaterializedSpec) PartitionBy(unit PartitionUnit) PartitionedMatView {
	return PartitionedMatView{s.set(setPartition(unit))}
}

// PartitionedMatView is a materialized view whose partitions are given.
type PartitionedMatView struct{ view MaterializedSpec }

func (s PartitionedMatView) define(t *schema.Table) error { return s.view.define(t) }

// TTL drops partitions of the view when all of their rows are older than age, a
// whole number of partitions.
func (s PartitionedMatView) TTL(age Interval) PartitionedMatView {
	return PartitionedMatView{s.view.set(setTTL(age))}
}

// InVolume stores the view in a volume that the server's configuration names by
// an alias.
func (s PartitionedMatView) InVolume(alias string) PartitionedMatView {
	return PartitionedMatView{s.view.InVolume(alias)}
}

// OwnedBy gives the view to a user, group or service account. It needs QuestDB
// Enterprise.
func (s PartitionedMatView) OwnedBy(owner string) PartitionedMatView {
	return PartitionedMatView{s.view.OwnedBy(owner)}
}

// AlterMatView is the start of an ALTER MATERIALIZED VIEW.
type AlterMatView struct{ view expr.Relation }

// AlterMaterializedView changes a materialized view. Its query cannot change:
// drop it and create another.
func AlterMaterializedView(view expr.Relation) AlterMatView { return AlterMatView{view} }

func (a AlterMatView) change(write func(w *node.Writer, t *schema.Table)) Statement {
	t, err := viewOf(a.view, schema.MaterializedView)
	return Statement{statement{node.MakeStatement(writing{body{kind: "ALTER MATERIALIZED VIEW", write: func(w *node.Writer) {
		if err != nil {
			w.Fail(err)
			return
		}
		w.Clause("ALTER MATERIALIZED VIEW")
		writeName(w, t)
		w.SQL(" ")
		write(w, t)
	}}, t.Name})}}
}

// SetRefresh says when the view is refreshed from now on. It cannot be deferred.
//
// QuestDB docs: query/sql/alter-mat-view-set-refresh.md
func (a AlterMatView) SetRefresh(r Refresh) Statement {
	return a.change(func(w *node.Writer, t *schema.Table) {
		if r == nil {
			w.Failf("%s: the refresh is nil", t.Title())
			return
		}
		refresh := r.refresh()
		if err := refresh.Check(true); err != nil {
			w.Fail(fmt.Errorf("%s: %w", t.Title(), err))
			return
		}
		w.SQL("SET ")
		refresh.Write(&w.Writer)
	})
}

// SetRefreshLimit refreshes no rows that are older than age, hours to years,
// when they change. Hours(0) is no limit.
//
// QuestDB docs: query/sql/alter-mat-view-set-refresh-limit.md
func (a AlterMatView) SetRefreshLimit(age Interval) Statement {
	return a.change(func(w *node.Writer, t *schema.Table) {
		w.SQL("SET REFRESH LIMIT ")
		if err := age.Check(schema.HourUnit, schema.YearUnit, true); err != nil {
			w.Fail(fmt.Errorf("%s: REFRESH LIMIT %w", t.Title(), err))
			return
		}
		age.WriteTTL(&w.Writer)
	})
}

// SetTTL drops partitions when all of their rows are older than age, a whole
// number of partitions. Hours(0) keeps all.
//
// QuestDB docs: query/sql/alter-mat-view-set-ttl.md
func (a AlterMatView) SetTTL(age Interval) Statement {
	return a.change(func(w *node.Writer, t *schema.Table) {
		w.SQL("SET TTL ")
		partition := t.PartitionBy
		if partition == "" {
			partition = Hour // the server has chosen: any multiple of an hour
		}
		if err := age.CheckTTL(partition); err != nil {
			w.Fail(fmt.Errorf("%s: TTL %w", t.Title(), err))
			return
		}
		age.WriteTTL(&w.Writer)
	})
}

// ResumeWAL goes on refreshing a view that was suspended.
//
// QuestDB docs: query/sql/alter-mat-view-resume-wal.md
func (a AlterMatView) ResumeWAL() Statement {
	return a.change(func(w *node.Writer, _ *schema.Table) { writeResume(w) })
}

// ResumeWALFromTxn goes on from a transaction, and leaves those before it out.
func (a AlterMatView) ResumeWALFromTxn(txn int64) Statement {
	return a.change(func(w *node.Writer, _ *schema.Table) { writeResumeFrom(w, txn) })
}

// SuspendWAL stops refreshing the view. The server allows it in its developer
// mode only.
func (a AlterMatView) SuspendWAL() Statement {
	return a.change(func(w *node.Writer, _ *schema.Table) { w.SQL("SUSPEND WAL") })
}

// AlterColumn changes a column of the view.
//
// QuestDB docs: query/sql/alter-mat-view-alter-column-add-index.md
func (a AlterMatView) AlterColumn(c expr.Column) AlterMatViewColumn {
	return AlterMatViewColumn{a, c}
}

// AlterMatViewColumn is the start of an ALTER MATERIALIZED VIEW … ALTER COLUMN.
type AlterMatViewColumn struct {
	alter  AlterMatView
	column expr.Column
}

func (a AlterMatViewColumn) change(what string, write func(w *node.Writer)) Statement {
	return a.alter.change(func(w *node.Writer, t *schema.Table) {
		w.SQL("ALTER COLUMN ")
		writeColumn(w, t, a.column)
		AlterColumn{AlterTable{t}, a.column}.ofSymbol(w, what)
		w.SQL(" ")
		write(w)
	})
}

// AddIndex adds an index to a symbol.
func (a AlterMatViewColumn) AddIndex() Statement {
	return a.change("an index", func(w *node.Writer) { w.SQL("ADD INDEX") })
}

// AddIndexCapacity adds an index with n row numbers in a block, 2 to 8,388,608.
func (a AlterMatViewColumn) AddIndexCapacity(n int) Statement {
	return a.change("an index", func(w *node.Writer) {
		w.SQL("ADD INDEX")
		writeCapacity(w, n, schema.CheckIndexCapacity)
	})
}

// DropIndex removes the index of a symbol.
func (a AlterMatViewColumn) DropIndex() Statement {
	return a.change("an index", func(w *node.Writer) { w.SQL("DROP INDEX") })
}

// SymbolCapacity expects n distinct values of a symbol, 2 to 33,554,432.
func (a AlterMatViewColumn) SymbolCapacity(n int) Statement {
	return a.change("a capacity", func(w *node.Writer) {
		w.SQL("SYMBOL")
		writeCapacity(w, n, schema.CheckSymbolCapacity)
	})
}
