// QuestDB docs: query/sql/rename.md

package ddl

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// left are the differences that ALTER cannot remove.
func (t *tableDiff) left() []schema.Difference {
	var left []schema.Difference
	for _, f := range schema.Differences(&t.now, t.want) {
		switch f.Aspect {
		case schema.DesignatedTimestamp, schema.Partitioning, schema.ColumnType, schema.ColumnUndeclared:
			left = append(left, f)
		case schema.TimeToLive:
			if endsTTL(t.want.TTL, &t.now) {
				left = append(left, f)
			}
		case schema.ColumnOrder:
			if !t.options.ignoreOrder {
				left = append(left, f)
			}
		}
	}
	return left
}

// plan offers a new table: created as it is wanted, filled with the rows of the
// one that is there, and given its name. What was there stays beside it.
func (t *tableDiff) plan(left []schema.Difference) {
	whys := make([]string, len(left))
	for i, f := range left {
		whys[i] = f.Text
	}
	fresh := t.want.Plain()
	fresh.Name = t.freeName(t.now.Name + "_new")
	old := t.freeName(t.now.Name + "_old")
	s := Step{Table: t.now.Name, Risk: NeedsNewTable, Why: strings.Join(whys, "; "), Plan: []string{
		t.sql(Create(relation(&fresh))),
		t.sql(t.copyInto(&fresh)),
		t.sql(Rename(relation(&t.now), old)),
		t.sql(Rename(relation(&fresh), t.now.Name)),
	}}
	for _, v := range t.readersOf(t.now.Name) {
		s.Plan = append(s.Plan, t.sql(RefreshMaterializedView(relation(v)).Full()))
	}
	t.add(changeTables, s)
}

// freeName returns a name that neither schema has.
func (d *differ) freeName(name string) string {
	free := name
	for i := 2; indexOf(d.live, free) >= 0 || indexOf(d.want, free) >= 0; i++ {
		free = fmt.Sprintf("%s%d", name, i)
	}
	return free
}

// copyInto is the statement that copies the columns that both have.
func (t *tableDiff) copyInto(fresh *TableModel) Statement {
	now := t.now.Clone()
	return Statement{made("INSERT", func(w *node.Writer) {
		w.Clause("INSERT INTO")
		fresh.WriteName(&w.Writer)
		w.SQL(" ")
		var common []string
		for i := range fresh.Columns {
			if now.Column(fresh.Columns[i].Name) >= 0 {
				common = append(common, fresh.Columns[i].Name)
			}
		}
		schema.WriteNames(&w.Writer, common)
		w.Clause("SELECT")
		for i, name := range common {
			if i > 0 {
				w.SQL(", ")
			}
			writeCopied(w, &now.Columns[now.Column(name)], &fresh.Columns[fresh.Column(name)])
		}
		w.Clause("FROM")
		now.WriteName(&w.Writer)
	})}
}

func writeCopied(w *node.Writer, from, to *schema.Column) {
	if from.Type == to.Type {
		w.Name(sqlw.ColumnName, from.Name)
		return
	}
	w.SQL("CAST(")
	w.Name(sqlw.ColumnName, from.Name)
	w.SQL(" AS ")
	w.Append(to.Type.AppendSQL)
	w.SQL(")")
}
