// QuestDB docs: query/sql/update.md

package expr

import (
	"errors"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
)

// UpdateStatement is an UPDATE. It is immutable: each method returns a new one.
type UpdateStatement struct{ statement }

// Update starts an UPDATE of a table. Set says what changes, Where of which
// rows; to change every row is asked for by All:
//
//	expr.Update(Trades).Set(Trades.Price.Set(1.5)).Where(Trades.Symbol.Eq("a"))
//
// An UPDATE whose conditions are all absent is an error. The designated
// timestamp cannot be changed.
func Update(t Relation) UpdateStatement {
	return updateOf((*clause)(nil).add(updateTable).relation(t))
}

// Set gives columns new values; several calls append.
func (s UpdateStatement) Set(assignments ...Assignment) UpdateStatement {
	return updateOf(addNodes(s.last(), updateSet, assignments))
}

// From names what the new values are read from; Where says which of its rows
// belong to a row of the table. A table with a write-ahead log has no such
// UPDATE.
func (s UpdateStatement) From(r Relation) UpdateStatement {
	return updateOf(s.last().add(fromClause).relation(r))
}

// Where changes the rows for which all conditions are true; several calls are
// joined by AND. Absent conditions vanish (see [If]), but not all of them.
func (s UpdateStatement) Where(conditions ...Boolean) UpdateStatement {
	return updateOf(addNodes(s.last(), whereClause, conditions))
}

// All changes every row.
func (s UpdateStatement) All() UpdateStatement { return updateOf(s.last().add(updateAll)) }

func updateOf(c *clause) UpdateStatement { return UpdateStatement{makeStatement((*updateBody)(c))} }

func (s UpdateStatement) last() *clause {
	b, _ := node.BodyOf(s).(*updateBody)
	return (*clause)(b)
}

type updateBody clause

// Memo implements node's memo of statements.
func (b *updateBody) Memo() *node.Memo { return &b.memo }

// Kind implements node.Body.
func (b *updateBody) Kind() string { return "UPDATE" }

// Shape implements node.Body.
func (b *updateBody) Shape() ([]node.Item, error) { return nil, nil }

// Target is the table that is written.
func (b *updateBody) Target() string { return relationOf((*clause)(b).first()).Table.Name }

// AddUses implements node.User.
func (b *updateBody) AddUses(u *node.Uses) { (*clause)(b).addUses(u) }

var (
	errNotUpdate     = errors.New("the statement is empty: it was not made by Update")
	errNothingSet    = errors.New("nothing is set: add Set(…)")
	errUpdateAll     = errors.New("there is no condition: add Where(…), or All() to change every row")
	errUpdateAbsent  = errors.New("all conditions are absent, so that every row would change: use All() to ask for that")
	errAllAndWhere   = errors.New("there are both All() and Where(…): choose one")
	errUpdateWALJoin = errors.New("UPDATE … FROM is not supported for tables with a write-ahead log: compute the values by expressions of the table, or declare it BypassWAL")
)

// WriteStatement implements node.Body.
func (b *updateBody) WriteStatement(w *node.Writer) {
	var few [fewClauses]*clause
	ch := readChain(few[:0], w, (*clause)(b))
	table := ch.only(updateTable)
	if table == nil {
		w.FailIn("UPDATE", errNotUpdate)
		return
	}
	rel, from := relationOf(table), ch.only(fromClause)
	outermost := w.WriteUses(b, false)
	outer := w.EnterScope()
	w.AddToScope(rel)
	if from != nil {
		from.bringIntoScope(w)
	}
	w.Clause("UPDATE")
	rel.Write(w)
	writeUpdateSet(w, rel, &ch)
	if from != nil {
		w.Clause("FROM")
		if writesAhead(rel.Table) {
			w.Fail(errUpdateWALJoin)
		}
		relationOf(from).Write(w)
	}
	checkUpdateRows(w, &ch)
	writeWhere(w, &ch)
	w.LeaveScope(outer)
	w.EndUses(outermost)
}

// writesAhead reports whether a table has a write-ahead log, which is the
// server's default where it is partitioned.
func writesAhead(t *schema.Table) bool {
	return t.WAL == schema.WALOn || t.WAL == schema.WALDefault && t.PartitionBy != "" && t.PartitionBy != schema.None
}

func writeUpdateSet(w *node.Writer, rel *node.Relation, ch *chain) {
	var seen []*node.Node
	for c := range ch.of(updateSet) {
		for _, n := range c.nodes {
			if len(seen) == 0 {
				w.Clause("SET")
			} else {
				w.SQL(", ")
			}
			if checkAssignment(w, n, rel, seen) != nil {
				return
			}
			if sqlw.SameName(n.A.Name, rel.Table.DesignatedName()) {
				w.Failf("column %q is the designated timestamp, which cannot be changed: insert the row anew", n.A.Name)
			}
			if n.Traits&(node.HasAggregate|node.HasWindow) != 0 {
				w.Failf("column %q: an aggregate or window function cannot be assigned", n.A.Name)
			}
			seen = append(seen, n)
			w.CheckedName(n.A.Name)
			w.SQL(" = ")
			writeAssigned(w, n, node.Assigned)
		}
	}
	if len(seen) == 0 {
		w.Fail(errNothingSet)
	}
}

// checkUpdateRows makes sure that an UPDATE of every row was asked for.
func checkUpdateRows(w *node.Writer, ch *chain) {
	all, where, filters := ch.only(updateAll) != nil, false, false
	for c := range ch.of(whereClause) {
		where = true
		filters = filters || c.filters()
	}
	switch {
	case all && where:
		w.FailIn("UPDATE", errAllAndWhere)
	case !all && !where:
		w.FailIn("UPDATE", errUpdateAll)
	case where && !filters:
		w.FailIn("WHERE", errUpdateAbsent)
	}
}
