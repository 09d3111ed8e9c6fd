// QuestDB docs: query/sql/select.md

package expr

import "github.com/questql/questql/internal/node"

// From names what the query reads.
func (q Query) From(r Relation) Query { return queryOf(q.last().add(fromClause).relation(r)) }

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

func writeFrom(w *node.Writer, c *clause) {
	if c == nil {
		return
	}
	w.Clause("FROM")
	relationOf(c).Write(w)
}

// relationOf returns the relation that a clause names.
func relationOf(c *clause) *node.Relation {
	if rel, ok := c.arg.(*node.Relation); ok {
		return rel
	}
	return node.NoRelation
}
