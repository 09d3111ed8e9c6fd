// QuestDB docs: query/sql/alter-view.md

package ddl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// view replaces a view whose query differs. Its columns are those of the query.
func (d *differ) view(live, want *TableModel) {
	for _, f := range schema.Differences(live, want) {
		if f.Aspect != schema.ViewQuery {
			continue
		}
		d.add(makeViews, Step{
			Table: want.Name, Why: f.Text,
			SQL:  d.sql(Create(relation(want)).OrReplace()),
			Undo: d.sql(Create(relation(live)).OrReplace()),
		})
	}
}

// materializedView changes the settings of a materialized view, or creates it
// anew where it is another one.
func (d *differ) materializedView(live, want *TableModel) {
	found := schema.Differences(live, want)
	if whys := otherView(found, live, want); len(whys) > 0 {
		d.recreate(live, want, strings.Join(whys, "; "))
		return
	}
	for _, f := range found {
		d.changeView(live, want, f)
	}
}

// otherView says why a view has to be created anew.
func otherView(found []schema.Difference, live, want *TableModel) (whys []string) {
	for _, f := range found {
		switch f.Aspect {
		case schema.TimeToLive:
			if endsTTL(want.TTL, live) {
				whys = append(whys, f.Text)
			}
		case schema.ViewQuery, schema.ViewBase, schema.Partitioning, schema.DesignatedTimestamp:
			whys = append(whys, f.Text)
		}
	}
	return whys
}

// noteRemade finds the materialized views that are created anew, before there
// are steps: those of their tables depend on it.
func (d *differ) noteRemade() {
	for i := range d.want {
		want := &d.want[i]
		at := indexOf(d.live, want.Name)
		if at < 0 || d.live[at].View == nil {
			continue
		}
		live := &d.live[at]
		if kindOf(live) != kindOf(want) || kindOf(want) == int(schema.MaterializedView) && len(otherView(schema.Differences(live, want), live, want)) > 0 {
			d.remade[sqlw.FoldName(want.Name)] = true
			d.touch(want.Name)
		}
	}
}

func (d *differ) recreate(live, want *TableModel, why string) {
	s := Step{Table: live.Name, SQL: d.sql(Drop(relation(live))), Why: why, Undo: undoOfDrop(live)}
	d.computeAnew(dropReaders, s, live)
	d.create(want, why)
}

// computeAnew adds a step after which a materialized view is computed from its
// base table: of rows that the base does not keep, the view's are lost.
func (d *differ) computeAnew(p phase, s Step, live *TableModel) {
	base := indexOf(d.live, live.View.Base)
	if base >= 0 && !d.live[base].TTL.Given() {
		s.Risk = RewritesData
		d.add(p, s)
		return
	}
	s.Why += fmt.Sprintf("; what it has of rows that %q does not keep is lost", live.View.Base)
	d.lose(p, s, live.Name)
}

// changeView changes one setting.
func (d *differ) changeView(live, want *TableModel, f schema.Difference) {
	alter := AlterMaterializedView(relation(live))
	step := func(do, undo expr.Statement) Step {
		s := Step{Table: live.Name, SQL: d.sql(do), Why: f.Text}
		if undo != nil {
			s.Undo = d.sql(undo)
		}
		return s
	}
	switch f.Aspect {
	case schema.ViewRefresh:
		d.add(makeViews, step(alter.SetRefresh(givenRefresh{want.View.Refresh}), alter.SetRefresh(givenRefresh{live.View.Refresh})))
	case schema.TimeToLive:
		s := step(alter.SetTTL(ttlOf(want.TTL)), undoOf(!endsTTL(live.TTL, live), alter.SetTTL(ttlOf(live.TTL))))
		if !want.TTL.Keeps(live.TTL) {
			d.lose(makeViews, s, live.Name)
			return
		}
		d.add(makeViews, s)
	case schema.SymbolCapacity, schema.ColumnIndex, schema.IndexCapacity:
		d.changeViewSymbol(live, want, f, step)
	}
}

func (d *differ) changeViewSymbol(live, want *TableModel, f schema.Difference, step func(do, undo expr.Statement) Step) {
	column := AlterMaterializedView(relation(live)).AlterColumn(Col(f.Column))
	old, o := live.Columns[live.Column(f.Column)].Symbol, want.Columns[want.Column(f.Column)].Symbol
	if f.Aspect == schema.SymbolCapacity {
		d.add(makeViews, step(column.SymbolCapacity(int(o.Capacity.N)), undoOf(old.Capacity.Set, column.SymbolCapacity(int(old.Capacity.N)))))
		return
	}
	if old.Index {
		d.add(makeViews, step(column.DropIndex(), addIndex(column, old)))
	}
	if o.Index {
		d.add(makeViews, step(addIndex(column, o), column.DropIndex()))
	}
}

// givenRefresh is the setting of a model.
type givenRefresh struct{ r schema.Refresh }

func (g givenRefresh) refresh() schema.Refresh {
	r := g.r
	r.Deferred = false // it is of CREATE
	if r.Mode == schema.RefreshDefault && !r.Period.Given() {
		r.Mode = schema.RefreshImmediate
	}
	return r
}

// readersOf are the materialized views that stay of a table, and those of these,
// each after its base. What the steps create is made of what there is then.
func (d *differ) readersOf(table string) []*TableModel {
	var all []*TableModel
	bases := []string{table}
	for len(bases) > 0 {
		for i := range d.after {
			v := &d.after[i]
			if kindOf(v) == int(schema.MaterializedView) && sqlw.SameName(d.baseOf(v), bases[0]) && !slices.Contains(all, v) {
				all, bases = append(all, v), append(bases, v.Name)
			}
		}
		bases = bases[1:]
	}
	return slices.DeleteFunc(all, func(v *TableModel) bool {
		return indexOf(d.live, v.Name) < 0 || d.remade[sqlw.FoldName(v.Name)]
	})
}

// baseOf is the base table of a materialized view, that the server has found
// where the declaration does not name it.
func (d *differ) baseOf(v *TableModel) string {
	if v.View.Base != "" {
		return v.View.Base
	}
	if at := indexOf(d.live, v.Name); at >= 0 && d.live[at].View != nil && d.live[at].View.Base != "" {
		return d.live[at].View.Base
	}
	if sources := v.View.Sources(); len(sources) > 0 {
		return sources[0]
	}
	return ""
}

// refreshTouched refreshes the materialized views that the steps make invalid:
// QuestDB does so on each change of a column of the base, also one that the
// view does not read.
func (d *differ) refreshTouched() {
	var done []string
	for i := range d.after {
		if !d.touched[sqlw.FoldName(d.after[i].Name)] {
			continue
		}
		for _, v := range d.readersOf(d.after[i].Name) {
			if slices.Contains(done, v.Name) {
				continue
			}
			done = append(done, v.Name)
			d.computeAnew(refreshViews, Step{
				Table: v.Name, SQL: d.sql(RefreshMaterializedView(relation(v)).Full()),
				Why: fmt.Sprintf("the changes of %q make it invalid", d.baseOf(v)),
			}, &d.live[indexOf(d.live, v.Name)])
		}
	}
}
