// QuestDB docs: query/sql/select.md

package expr

import (
	"github.com/questql/questql/internal/node"
)

// From names what the query reads: a table, CTE, sub-query, view or table
// function.
func (q Query) From(r Relation) Query { return queryOf(q.last().add(fromClause).relation(r)) }

// Timestamp makes a column of what From names its designated timestamp, by which
// SAMPLE BY and the joins by time go: FROM (…) TIMESTAMP(ts). The rows must be in
// its order already; the server does not look.
func (q Query) Timestamp(ts ColumnOf[Timestamp]) Query {
	return queryOf(addNodes(q.last(), timestampClause, []node.Holder{ts}))
}

// relation keeps the relation that a clause names.
func (c *clause) relation(r Relation) *clause {
	rel := node.RelationOf(r)
	if rel == nil {
		return c.fail("the relation is nil, or a struct that Define or As did not make")
	}
	c.arg = rel
	if err := rel.Check(); err != nil {
		return c.fail("%w", err)
	}
	return c
}

func writeFrom(w *node.Writer, ch *chain) {
	c, ts := ch.only(fromClause), ch.only(timestampClause)
	switch {
	case c == nil && ts != nil:
		w.Failf("TIMESTAMP is of what FROM names: add From(…)")
		return
	case c == nil:
		return
	}
	w.Clause("FROM")
	rel := relationOf(c)
	if ts == nil {
		rel.Write(w)
		return
	}
	writeTimestamp(w, rel, ts)
}

// writeTimestamp writes the relation with TIMESTAMP in a sub-query of its own:
// behind an alias, the server adds the timestamp to the select list.
func writeTimestamp(w *node.Writer, rel *node.Relation, ts *clause) {
	col := ts.nodes[0]
	if of := node.ColumnOf(col); of == nil || !of.Same(rel) {
		w.Failf("TIMESTAMP(%s): it is not a column of %s", title(col), rel.Title())
		return
	}
	w.SQL("(")
	if rel.Source != nil && rel.Source.Kind == node.SubQuery {
		rel.Source.Write(w)
	} else {
		w.SQL("SELECT * FROM ")
		rel.WriteName(w)
	}
	w.SQL(" TIMESTAMP(")
	w.CheckedName(col.Name)
	w.SQL(")) AS ")
	w.CheckedName(rel.Name())
}

// relationOf returns the relation that a clause names.
func relationOf(c *clause) *node.Relation {
	switch arg := c.arg.(type) {
	case *node.Relation:
		return arg
	case *join:
		return arg.rel
	}
	return node.NoRelation
}

// relations returns what FROM or JOIN names.
func (c *clause) relations() []*node.Relation {
	switch arg := c.arg.(type) {
	case *node.Relation:
		if c.kind == fromClause {
			return []*node.Relation{arg}
		}
	case *join:
		if arg.horizon != nil {
			return []*node.Relation{arg.rel, arg.horizon.rel}
		}
		return []*node.Relation{arg.rel}
	}
	return nil
}

// bringIntoScope makes the columns of what FROM or JOIN names known. Two
// relations must differ in name.
func (c *clause) bringIntoScope(w *node.Writer) {
	rel := relationOf(c)
	for _, r := range w.Scope {
		if sameName(r, rel) {
			w.FailIn(c.title(), errSameName(rel))
			return
		}
	}
	w.AddToScope(rel)
	if j, ok := c.arg.(*join); ok && j.horizon != nil {
		w.AddToScope(j.horizon.rel)
	}
}
